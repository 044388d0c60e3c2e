"""From a postcode to a point without asking anybody: the shipped United Kingdom postcodes, live and ended.

The file is one block of packed bytes for each district (``IP33``). Opening it reads only the list of blocks; a look-up
unpacks one block and keeps the last few. ``postcode_build`` writes the file.

Layout, little-endian: ``KPC1``, number of blocks, number of postcodes, then for each block its district (4 bytes,
filled with spaces), offset and length; then the blocks, each a zlib stream of variable-length numbers, three for
a postcode: the step to its unit, to its latitude and to its longitude (zigzag, in ten-thousandths of a degree).
"""

import struct
import zlib
from array import array
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from statistics import median_low

from app.domain.postcode import Point, normal

ATTRIBUTION = (
    "Contains OS data © Crown copyright and database right 2025. "
    "Contains Royal Mail data © Royal Mail copyright and database right 2025. "
    "Source: Office for National Statistics licensed under the Open Government Licence v.3.0."
)
"""To stand on the credits page, as the licence asks. The data is the National Statistics Postcode Lookup, May 2025."""

SHIPPED = Path(__file__).parent / "data" / "uk-postcodes.bin"
MAGIC = b"KPC1"
HEAD = struct.Struct("<4sII")
ENTRY = struct.Struct("<4sII")
PER_DEGREE = 10_000
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
BLOCKS_KEPT = 16


class NotAPostcodeFile(Exception):
    """The file is not one of ours, or it is damaged."""


def unit_of(inward: str) -> int:
    """``1AA`` as a number that sorts alike: figure, letter, letter."""
    return int(inward[0]) * 676 + LETTERS.index(inward[1]) * 26 + LETTERS.index(inward[2])


def inward_of(unit: int) -> str:
    """``1AA`` again out of its number."""
    return f"{unit // 676}{LETTERS[unit // 26 % 26]}{LETTERS[unit % 26]}"


class Postcodes:
    """The open file. Safe to share between threads; holds no file handle, so it survives a fork as well."""

    def __init__(self, path: Path = SHIPPED) -> None:
        self._path = path
        self.count, self._places = _index(path)
        self._block = lru_cache(maxsize=BLOCKS_KEPT)(self._unpacked)

    def point(self, text: str) -> Point | None:
        """The point of this postcode, however it is spaced; nothing when it is not one or is not known."""
        postcode = normal(text)
        if postcode is None:
            return None
        outward, _, inward = postcode.partition(" ")
        if outward not in self._places:
            return None
        units, latitudes, longitudes = self._block(outward)
        unit = unit_of(inward)
        place = bisect_left(units, unit)
        if place == len(units) or units[place] != unit:
            return None
        return Point(latitudes[place] / PER_DEGREE, longitudes[place] / PER_DEGREE)

    def district_point(self, outward: str) -> Point | None:
        """The middle of a district such as ``IP33``, for a start point that is not to say where somebody lives."""
        outward = outward.strip().upper()
        if outward not in self._places:
            return None
        _, latitudes, longitudes = self._block(outward)
        return Point(median_low(latitudes) / PER_DEGREE, median_low(longitudes) / PER_DEGREE)

    def of_district(self, outward: str) -> Iterator[tuple[str, Point]]:
        """Every postcode of a district such as ``IP33`` with its point; nothing when the district is not known."""
        if outward in self._places:
            for unit, latitude, longitude in zip(*self._block(outward), strict=True):
                yield f"{outward} {inward_of(unit)}", Point(latitude / PER_DEGREE, longitude / PER_DEGREE)

    def _unpacked(self, outward: str) -> tuple["array[int]", "array[int]", "array[int]"]:
        offset, length = self._places[outward]
        with self._path.open("rb") as file:
            file.seek(offset)
            packed = file.read(length)
        try:
            steps = numbers(zlib.decompress(packed))
        except zlib.error as error:
            raise NotAPostcodeFile(f"{self._path}: the block of {outward} is damaged") from error
        units, latitudes, longitudes = array("H"), array("i"), array("i")
        unit, latitude, longitude = -1, 0, 0
        for step, north, east in zip(steps, steps, steps, strict=True):
            unit, latitude, longitude = unit + step, latitude + unzigzag(north), longitude + unzigzag(east)
            units.append(unit)
            latitudes.append(latitude)
            longitudes.append(longitude)
        return units, latitudes, longitudes


def _index(path: Path) -> tuple[int, dict[str, tuple[int, int]]]:
    """The number of postcodes, and where each district's block lies."""
    with path.open("rb") as file:
        head = file.read(HEAD.size)
        if len(head) != HEAD.size or not head.startswith(MAGIC):
            raise NotAPostcodeFile(f"{path} is not a file of postcodes made by kring import postcodes")
        _, blocks, count = HEAD.unpack(head)
        entries = file.read(blocks * ENTRY.size)
        size = file.seek(0, 2)
    if len(entries) != blocks * ENTRY.size:
        raise NotAPostcodeFile(f"{path} is cut short")
    places = {name.decode("ascii").strip(): (at, length) for name, at, length in ENTRY.iter_unpack(entries)}
    if any(at + length > size for at, length in places.values()):
        raise NotAPostcodeFile(f"{path} is cut short")
    return count, places


def numbers(packed: bytes) -> Iterator[int]:
    """Variable-length numbers: seven bits a byte, the lowest first, the high bit set while more follow."""
    value = shift = 0
    for byte in packed:
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            yield value
            value = shift = 0
        else:
            shift += 7


def unzigzag(value: int) -> int:
    return (value >> 1) ^ -(value & 1)
