"""The shipped postcodes: the same points as the published ones, found fast and in little memory."""

import csv
import lzma
import time
import tracemalloc
from pathlib import Path

import pytest

from app.domain.postcode import Point
from app.exchange.postcode import ATTRIBUTION, SHIPPED, NotAPostcodeFile, Postcodes
from app.exchange.postcode_build import MOST_FAULTS, PostcodesRefused, build
from tests.exchange.shared_data import POSTCODES

SMALL = """postcode,lat,lon
IP33 1AA,52.2460,0.7116
ip331ab,52.2461,0.7110
SY14 7AA,53.0165,-2.7770
SY14 8DZ,53.0001,-2.7001
NPT 0AD,51.5800,-2.9900
"""


def made(folder: Path, text: str, name: str = "postcodes.csv") -> Path:
    source = folder / name
    source.write_text(text, encoding="utf-8")
    return source


def built(folder: Path, text: str = SMALL) -> Postcodes:
    build(made(folder, text), folder / "out.bin")
    return Postcodes(folder / "out.bin")


def refused(folder: Path, text: str) -> list[tuple[int | None, str, str]]:
    with pytest.raises(PostcodesRefused) as error:
        build(made(folder, text), folder / "out.bin")
    assert not (folder / "out.bin").exists()
    return [(fault.line, fault.field, fault.why.format_map(fault.values)) for fault in error.value.faults]


@pytest.fixture(scope="module")
def shipped() -> Postcodes:
    return Postcodes()


@pytest.mark.parametrize(
    ("text", "point"),
    [
        ("IP33 1AA", Point(52.2460, 0.7116)),
        ("ip331aa", Point(52.2460, 0.7116)),
        (" SY14  7AA ", Point(53.0165, -2.7770)),
        ("NPT 0AD", Point(51.58, -2.99)),
    ],
)
def test_a_postcode_becomes_its_point(tmp_path: Path, text: str, point: Point) -> None:
    assert built(tmp_path).point(text) == point


@pytest.mark.parametrize("text", ["IP33 1AC", "IP33 9ZZ", "IP34 1AA", "SY14 7ZZ", "", "nowhere"])
def test_an_unknown_postcode_has_no_point(tmp_path: Path, text: str) -> None:
    assert built(tmp_path).point(text) is None


def test_a_district_has_a_middle(tmp_path: Path) -> None:
    assert built(tmp_path).district_point("ip33") == Point(52.2460, 0.7110)
    assert built(tmp_path).district_point("ZZ1") is None


def test_the_lookup_as_the_ons_publishes_it_is_read_and_postcodes_without_a_place_are_left_out(tmp_path: Path) -> None:
    text = "pcd7,pcds,doterm,lat,long\nIP331AA,IP33 1AA,,52.246,0.7116\nIM1 1AA,IM1 1AA,,99.999999,0.000000\n"

    answer = build(made(tmp_path, text), tmp_path / "out.bin")

    assert (answer.count, answer.without_place) == (1, 1)
    assert {file.name for file in tmp_path.iterdir()} == {"postcodes.csv", "out.bin"}
    assert Postcodes(tmp_path / "out.bin").point("IP33 1AA") == Point(52.246, 0.7116)


def test_a_packed_file_is_read_as_it_is(tmp_path: Path) -> None:
    source = tmp_path / "postcodes.csv.xz"
    source.write_bytes(lzma.compress(SMALL.encode()))

    assert build(source, tmp_path / "out.bin").count == 5


@pytest.mark.parametrize(
    ("line", "field", "word"),
    [
        ("nonsense,52.1,0.1", "postcode", "nonsense"),
        ("IP33 1AD,north,0.1", "latitude", "north"),
        ("IP33 1AD,52.1,nan", "longitude", "outside"),
        ("IP33 1AD,0.7,52.1", "latitude", "outside"),
        ("IP33 1AD,52.1", "", "fewer"),
    ],
)
def test_a_wrong_line_is_named_with_its_field_and_nothing_is_written(
    tmp_path: Path, line: str, field: str, word: str
) -> None:
    ((number, column, why),) = refused(tmp_path, f"{SMALL}{line}\n")

    assert (number, column) == (7, field)
    assert word in why


def test_a_missing_column_an_empty_file_and_a_picture_are_refused(tmp_path: Path) -> None:
    assert refused(tmp_path, "postcode,lat\n")[0][1] == "longitude"
    assert refused(tmp_path, "postcode,lat,lon\n") == [(1, "", "There are no postcodes in this file.")]
    assert len(refused(tmp_path, "")) == 3
    picture = tmp_path / "photo.csv"
    picture.write_bytes(b"\xff\xd8\xff\xe0" + bytes(range(256)) * 8)
    with pytest.raises(PostcodesRefused):
        build(picture, tmp_path / "out.bin")


def test_the_same_postcode_twice_is_refused(tmp_path: Path) -> None:
    assert "twice" in refused(tmp_path, f"{SMALL}IP33 1AA,52.3,0.7\n")[0][2]


def test_many_wrong_lines_are_cut_off(tmp_path: Path) -> None:
    assert len(refused(tmp_path, SMALL + "x,1,1\n" * 100)) == MOST_FAULTS


def test_a_refused_file_leaves_the_old_one_standing(tmp_path: Path) -> None:
    built(tmp_path)

    with pytest.raises(PostcodesRefused):
        build(made(tmp_path, "postcode,lat,lon\nx,1,1\n", "bad.csv"), tmp_path / "out.bin")

    assert Postcodes(tmp_path / "out.bin").count == 5


def test_progress_ends_at_the_whole(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []

    source = made(tmp_path, SMALL)
    build(source, tmp_path / "out.bin", progress=lambda done, whole: seen.append((done, whole)))

    assert seen[-1] == (source.stat().st_size, source.stat().st_size)


def test_another_file_a_short_one_and_a_damaged_one_are_found_out(tmp_path: Path) -> None:
    whole = tmp_path / "out.bin"
    built(tmp_path)
    for name, content in {"other": b"PK\3\4nothing of ours", "empty": b"", "short": whole.read_bytes()[:-5]}.items():
        (tmp_path / name).write_bytes(content)
        with pytest.raises(NotAPostcodeFile):
            Postcodes(tmp_path / name)
    content = bytearray(whole.read_bytes())
    content[-3] ^= 0xFF
    (tmp_path / "damaged").write_bytes(content)
    with pytest.raises(NotAPostcodeFile):
        Postcodes(tmp_path / "damaged").point("SY14 7AA")


def test_the_shipped_postcodes_hold_the_whole_country(shipped: Postcodes) -> None:
    assert shipped.count == 2_690_877
    assert shipped.point("ip33 1aa") == Point(52.2460, 0.7116)
    assert shipped.point("SY14 7AA") == Point(53.0165, -2.7770)
    assert shipped.point("ZZ99 3WZ") is None
    assert SHIPPED.stat().st_size < 8_000_000


def test_the_shipped_postcodes_take_little_memory_and_open_at_once() -> None:
    tracemalloc.start()
    began = time.perf_counter()

    postcodes = Postcodes()
    opened = time.perf_counter() - began
    for district in (
        "IP33",
        "IP32",
        "SY14",
        "SE1",
        "N1",
        "NW1",
        "M1",
        "B1",
        "EC1A",
        "LS1",
        "G1",
        "CF10",
        "BT1",
        "AB10",
    ):
        postcodes.district_point(district)
    taken, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert opened < 0.5
    assert taken < 3_000_000
    assert most < 20_000_000


def test_a_look_up_takes_less_than_five_milliseconds(shipped: Postcodes) -> None:
    def once(outward: str) -> float:
        fresh = Postcodes()
        began = time.perf_counter()
        fresh.point(f"{outward} 1AA")
        return time.perf_counter() - began

    assert shipped.point("SE1 1AA")
    assert min(once("SE1") for _ in range(5)) < 0.005


@pytest.mark.skipif(not POSTCODES.exists(), reason="the published postcodes are not at hand")
@pytest.mark.slow
def test_twenty_thousand_postcodes_spread_over_the_country_have_their_published_points(shipped: Postcodes) -> None:
    with lzma.open(POSTCODES, "rt", encoding="ascii", newline="") as file:
        rows = [row for number, row in enumerate(csv.reader(file)) if number % 134 == 1]

    assert len(rows) > 20_000
    for postcode, latitude, longitude in rows:
        assert shipped.point(postcode) == Point(float(latitude), float(longitude)), postcode


def test_the_source_is_named_as_its_licence_asks() -> None:
    notice = (Path(__file__).parents[2] / "NOTICE-postcodes").read_text(encoding="utf-8")

    assert all(f"{sentence}." in notice for sentence in ATTRIBUTION.removesuffix(".").split(". "))
