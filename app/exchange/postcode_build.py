"""Makes the compact file of postcodes out of a CSV: our own three columns, or the ONS postcode lookup as published."""

import csv
import io
import lzma
import os
import zlib
from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from app.domain.intake import Fault
from app.domain.postcode import normal
from app.domain.words import N_
from app.exchange.postcode import ENTRY, HEAD, MAGIC, PER_DEGREE, unit_of

COLUMNS = {
    "postcode": ("postcode", "pcds", "pcd8", "pcd7", "pcd"),
    "latitude": ("lat", "latitude"),
    "longitude": ("lon", "long", "longitude"),
}
NORTH, EAST = (49.0, 61.5), (-9.0, 2.5)
"""The United Kingdom, with room at the edges."""

NO_PLACE = 99.0
"""The ONS lookup writes latitude 99.999999 for a postcode that has no place on the ground."""

MOST_FAULTS = 20
EVERY = 20_000

Progress = Callable[[int, int], None]
"""Called with the bytes read and the bytes there are."""


class PostcodesRefused(Exception):
    """Nothing was written. ``faults`` says line, field and why."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__(f"{len(faults)} faults")
        self.faults = tuple(faults)


@dataclass(frozen=True)
class Built:
    """How many postcodes are in the file, and how many had no place on the ground and were left out."""

    count: int
    without_place: int
    size: int


@dataclass
class Gathered:
    """Districts, each with one packed whole number a postcode: 2.7 million of them take some 22 MB while building."""

    file: str
    districts: dict[str, "array[int]"] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    without_place: int = 0

    def wrong(self, line: int | None, column: str, why: str, **values: object) -> None:
        self.faults.append(Fault(self.file, "", column, why, values, line))


def build(source: Path, target: Path, *, progress: Progress = lambda done, whole: None) -> Built:
    """Read ``source`` (.csv or .csv.xz) and put the compact file at ``target`` in one step, or leave it untouched."""
    whole = source.stat().st_size
    gathered = Gathered(source.name)
    with source.open("rb") as raw, _as_text(raw, source.suffix) as text:
        _gather(text, gathered, lambda: progress(raw.tell(), whole))
    blocks = [(name, _packed(name, rows, gathered)) for name, rows in sorted(gathered.districts.items())]
    if not blocks and not gathered.faults:
        gathered.wrong(1, "", N_("There are no postcodes in this file."))
    if gathered.faults:
        raise PostcodesRefused(gathered.faults[:MOST_FAULTS])
    count = sum(len(rows) for rows in gathered.districts.values())
    size = _write(target, blocks, count)
    progress(whole, whole)
    return Built(count, gathered.without_place, size)


def _as_text(raw: IO[bytes], suffix: str) -> IO[str]:
    """The text of the file; ``raw.tell()`` goes on saying how far we are."""
    plain = lzma.open(raw) if suffix == ".xz" else raw  # noqa: SIM115 - closed with the text around it
    return io.TextIOWrapper(plain, encoding="utf-8-sig", newline="")


def _gather(text: IO[str], gathered: Gathered, tell: Callable[[], None]) -> None:
    reader = csv.reader(text, strict=True)
    try:
        columns = _columns(next(reader, []), gathered)
        for row in reader if columns else ():
            _take(row, reader.line_num, columns, gathered)
            if len(gathered.faults) >= MOST_FAULTS:
                return
            if reader.line_num % EVERY == 0:
                tell()
    except (csv.Error, UnicodeDecodeError, lzma.LZMAError, EOFError):
        gathered.wrong(reader.line_num + 1, "", N_("From here on this cannot be read as a CSV file."))


def _columns(header: Sequence[str], gathered: Gathered) -> list[int]:
    """Where postcode, latitude and longitude stand; nothing when one of them is missing."""
    names = [name.strip().lower() for name in header]
    places = []
    for column, ours in COLUMNS.items():
        place = next((names.index(one) for one in ours if one in names), None)
        if place is None:
            gathered.wrong(1, column, N_("This column is missing. The first line must name it."))
        else:
            places.append(place)
    return places if len(places) == len(COLUMNS) else []


def _take(row: Sequence[str], line: int, columns: Sequence[int], gathered: Gathered) -> None:
    if not row:
        return
    if len(row) <= max(columns):
        gathered.wrong(line, "", N_("This line has fewer columns than the first line."))
        return
    told, north, east = (row[place] for place in columns)
    postcode = normal(told)
    if postcode is None:
        gathered.wrong(line, "postcode", N_("“{text}” is not a postcode."), text=told[:20])
        return
    latitude = _degrees(north, NORTH, line, "latitude", gathered)
    longitude = _degrees(east, EAST, line, "longitude", gathered) if latitude is not None else None
    if latitude is None or longitude is None:
        return
    outward, _, inward = postcode.partition(" ")
    packed = unit_of(inward) << 44 | (latitude + 90 * PER_DEGREE) << 22 | (longitude + 180 * PER_DEGREE)
    gathered.districts.setdefault(outward, array("q")).append(packed)


def _degrees(text: str, bounds: tuple[float, float], line: int, column: str, gathered: Gathered) -> int | None:
    """Ten-thousandths of a degree; nothing when it is wrong, or when the postcode has no place."""
    try:
        value = float(text)
    except ValueError:
        gathered.wrong(line, column, N_("“{text}” is not a number of degrees."), text=text[:20])
        return None
    if column == "latitude" and value >= NO_PLACE:
        gathered.without_place += 1
        return None
    if not bounds[0] <= value <= bounds[1]:
        why = N_("{text} is outside the United Kingdom. Degrees, north and east, are expected.")
        gathered.wrong(line, column, why, text=text[:20])
        return None
    return round(value * PER_DEGREE)


def _packed(name: str, rows: "array[int]", gathered: Gathered) -> bytes:
    """One district's block. The same postcode twice is a fault, since one of the two points must be wrong."""
    steps = bytearray()
    before = (-1, 0, 0)
    for row in sorted(rows):
        now = (row >> 44, (row >> 22 & 0x3FFFFF) - 90 * PER_DEGREE, (row & 0x3FFFFF) - 180 * PER_DEGREE)
        if now[0] == before[0]:
            gathered.wrong(None, "postcode", N_("A postcode of {district} stands in the file twice."), district=name)
            break
        _put(steps, now[0] - before[0])
        _put(steps, _zigzag(now[1] - before[1]))
        _put(steps, _zigzag(now[2] - before[2]))
        before = now
    return zlib.compress(bytes(steps), 9)


def _put(steps: bytearray, value: int) -> None:
    while value >= 0x80:
        steps.append(value & 0x7F | 0x80)
        value >>= 7
    steps.append(value)


def _zigzag(value: int) -> int:
    return value << 1 if value >= 0 else (-value << 1) - 1


def _write(target: Path, blocks: Sequence[tuple[str, bytes]], count: int) -> int:
    """Write beside the target and put it in place whole, so that a broken run leaves the old file standing."""
    beside = target.with_name(f"{target.name}.new")
    offset = HEAD.size + len(blocks) * ENTRY.size
    with beside.open("wb") as file:
        file.write(HEAD.pack(MAGIC, len(blocks), count))
        for name, block in blocks:
            file.write(ENTRY.pack(name.encode("ascii").ljust(4), offset, len(block)))
            offset += len(block)
        for _, block in blocks:
            file.write(block)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(target)
    return offset
