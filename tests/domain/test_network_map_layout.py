"""Where everybody stands on the map of a network."""

import math
from itertools import combinations

import pytest

from app.domain.network_map import Ring, TieKind
from app.domain.network_map_layout import (
    APART,
    CLIENT,
    LEAST,
    LEFT,
    MIDDLE,
    RIGHT,
    SIGN_LARGE,
    TRACKS,
    Dot,
    angle_between,
    aside,
    free_place,
    label,
    laid_out,
    overlap,
    place,
    radius,
    scale_of,
    tie_path,
)

RINGS = (Ring.HOUSEHOLD, Ring.INFORMAL, Ring.INFORMAL, Ring.TEAM, Ring.FORMAL)


def some(count: int) -> list[Dot]:
    return [Dot(str(number), RINGS[number % 5], float(number)) for number in range(count)]


def test_a_dozen_people_stand_twenty_degrees_apart_across_the_rings() -> None:
    places = laid_out(some(12))

    assert min(angle_between(one.angle, other.angle) for one, other in combinations(places, 2)) >= APART


def test_a_newcomer_moves_nobody() -> None:
    before = laid_out(some(9))
    stored = [Dot(one.id, one.ring, None, one.angle, one.closeness) for one in before]

    free_place(Dot("new", Ring.INFORMAL), stored)
    after = laid_out([*stored, Dot("new", Ring.INFORMAL)])

    assert [(one.angle, one.closeness) for one in after[:9]] == [(one.angle, one.closeness) for one in before]


def test_who_was_put_somewhere_stays_there_whatever_the_others_do() -> None:
    put = Dot("put", Ring.FORMAL, 1.0, 271.5, 0.25)

    found = laid_out([*some(6), put])[-1]

    assert (found.angle, found.closeness) == (271.5, 0.25)


@pytest.mark.parametrize("ring", list(Ring))
@pytest.mark.parametrize("closeness", [0.0, 0.5, 1.0])
def test_nobody_leaves_her_ring(ring: Ring, closeness: float) -> None:
    one = place(Dot("one", ring), 77.0, closeness)

    near, far = TRACKS[ring]
    assert math.hypot(one.x - MIDDLE, one.y - MIDDLE) == pytest.approx(near + (far - near) * closeness, abs=0.2)


def test_the_area_of_a_dot_grows_evenly_with_the_hours() -> None:
    areas = [radius(hours) ** 2 for hours in (0, 5, 10)]

    assert areas[2] - areas[1] == pytest.approx(areas[1] - areas[0], rel=0.02)
    assert radius(None) == radius(0)
    assert radius(168) == 38


def test_a_stressful_tie_zigzags_and_another_is_one_line_from_rim_to_rim() -> None:
    one = place(Dot("one", Ring.INFORMAL), 0.0, 0.0)

    straight, jagged = tie_path(None, one, TieKind.STRONG), tie_path(None, one, TieKind.STRESSFUL)

    assert straight == f"M{MIDDLE + CLIENT + 2:.0f} 410L{one.x - one.radius - 2:.0f} 410"
    assert straight.count("L") == 1
    assert jagged.count("L") > 5


@pytest.mark.parametrize("rings", [(4, 14, 4, 18), (8, 14, 4, 14), (2, 8, 2, 8), (3, 5, 2, 2)])
def test_up_to_forty_who_came_one_by_one_do_not_lie_upon_each_other(rings: tuple[int, ...]) -> None:
    dots: list[Dot] = []
    kinds = [ring for ring, count in zip(Ring, rings, strict=True) for _ in range(count)]
    for number, ring in enumerate([ring for start in range(5) for ring in kinds[start::5]]):
        one = free_place(Dot(str(number), ring, 5.0 * (number % 3)), dots)
        dots.append(Dot(one.id, ring, 5.0 * (number % 3), one.angle, one.closeness))

    places, scale = laid_out(dots), scale_of(len(dots))

    box = 2 * scale.label_half * (scale.label_height + 2 * LEAST * scale.dots)
    upon = {(one.id, other.id): overlap(one, other, scale) / box for one, other in combinations(places, 2)}
    assert max(upon.values()) < 0.1, "a tenth of a label, at its margin, is still read"


def test_on_a_crowded_map_a_first_name_is_enough() -> None:
    assert [label("Margaret Thornton-Ashe", count) for count in (12, 13)] == ["Margaret Thornt…", "Margaret"]
    assert [label("Bartholomewina Fox", 40), label("St Mary’s church", 40)] == ["Bartholom…", "St Mary’s"]


@pytest.mark.parametrize("count", [3, 40])
@pytest.mark.parametrize("angle", [0.0, 180.0])
def test_a_long_name_at_the_edge_stays_inside_the_drawing(count: int, angle: float) -> None:
    one, name = (
        place(Dot("one", Ring.FORMAL), angle, 1.0, scale_of(count)),
        label("Bartholomewina Featherstonehaugh", count),
    )

    middle, half = one.x + aside(one.x, len(name)), len(name) * SIGN_LARGE / 2

    assert middle - half >= LEFT - 1
    assert middle + half <= RIGHT + 1
    assert aside(MIDDLE, len(name)) == 0
