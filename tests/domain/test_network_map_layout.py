"""Where everybody stands on the map of a network."""

import math
from itertools import combinations

import pytest

from app.domain.network_map import Ring, TieKind
from app.domain.network_map_layout import (
    APART,
    CLIENT,
    MIDDLE,
    TRACKS,
    Dot,
    angle_between,
    free_place,
    laid_out,
    place,
    radius,
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


def test_forty_people_all_have_a_place() -> None:
    places = laid_out(some(40))

    assert len({(one.x, one.y) for one in places}) == 40
