"""Where everybody stands on the map: four rings around the client, dots, ties and labels that leave each other room.

Lengths are those of a drawing of 820 by 820. Somebody who was placed by hand stays where she was put; the others get
the freest place, one after the other in the order in which they came, so that a newcomer moves nobody.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.domain.network_map import Ring, TieKind

SIZE = 820
MIDDLE = SIZE / 2
CLIENT = 56
"""Radius of the client's own circle."""

BANDS = {
    Ring.HOUSEHOLD: (96.0, 168.0),
    Ring.INFORMAL: (168.0, 252.0),
    Ring.TEAM: (252.0, 328.0),
    Ring.FORMAL: (328.0, 404.0),
}
"""Ring → where it begins and ends, from the middle."""
TRACKS = {
    Ring.HOUSEHOLD: (112.0, 148.0),
    Ring.INFORMAL: (186.0, 232.0),
    Ring.TEAM: (270.0, 304.0),
    Ring.FORMAL: (344.0, 374.0),
}
"""Ring → how near and how far its dots may stand."""
APART = 20.0
"""Degrees between neighbours across all rings, because the ties of outer rings pass the labels of inner ones."""

LEAST, MOST, PER_HOUR = 14.0, 38.0, 36.0
LABEL_HALF, LABEL_HEIGHT = 62.0, 42.0
NAMES = {ring: MIDDLE - far + 17 for ring, (_, far) in BANDS.items()}
"""Ring → where its name stands, above the middle."""
NAME_HALF, NAME_HEIGHT = 80.0, 16.0
FIRST = 150.0
"""Degrees, where the first one stands."""
EIGHTEEN = [((FIRST + APART * number) % 360, closeness) for closeness in (0.5, 0.0, 1.0) for number in range(18)]
"""Angle and closeness: as many as can stand twenty degrees apart."""
ANYWHERE = [(float(angle), closeness) for closeness in (0.5, 0.0, 1.0) for angle in range(0, 360, 10)]
NEAR = 150.0
"""What a missing degree counts against the area of labels that lie upon each other."""


@dataclass(frozen=True)
class Dot:
    """Somebody to be placed. Without ``angle`` she has no place of her own yet."""

    id: str
    ring: Ring
    hours: float | None = None
    angle: float | None = None
    closeness: float | None = None


@dataclass(frozen=True)
class Place:
    """Where she stands: by angle and closeness as it is stored, and in the drawing."""

    id: str
    ring: Ring
    angle: float
    closeness: float
    x: float
    y: float
    radius: float


def radius(hours: float | None) -> float:
    """The area of the dot grows with the hours, from that of somebody of whom none are told, up to a limit."""
    return round(min(MOST, math.sqrt(LEAST**2 + PER_HOUR * (hours or 0))), 1)


def tie_width(hours: float | None) -> int:
    """1 to 5: one class of the drawing each."""
    return max(1, min(5, 1 + round(math.sqrt(hours or 0))))


def place(dot: Dot, angle: float, closeness: float) -> Place:
    near, far = TRACKS[dot.ring]
    away = near + (far - near) * closeness
    turn = math.radians(angle)
    x, y = MIDDLE + away * math.cos(turn), MIDDLE + away * math.sin(turn)
    return Place(dot.id, dot.ring, angle, closeness, round(x, 1), round(y, 1), radius(dot.hours))


def laid_out(dots: Iterable[Dot]) -> list[Place]:
    """Everybody with a place, in the order given; those without one after those who were put somewhere."""
    given = list(dots)
    found = {dot.id: place(dot, dot.angle, _closeness(dot)) for dot in given if dot.angle is not None}
    for dot in given:
        if dot.id not in found:
            found[dot.id] = _freest(dot, list(found.values()))
    return [found[dot.id] for dot in given]


def free_place(dot: Dot, others: Sequence[Dot]) -> Place:
    """The freest place for a newcomer."""
    return _freest(dot, laid_out(others))


def _closeness(dot: Dot) -> float:
    return 0.5 if dot.closeness is None else min(1.0, max(0.0, dot.closeness))


def _freest(dot: Dot, taken: Sequence[Place]) -> Place:
    """Least crowded first, then the middle of the ring, then far from everybody."""
    if not taken:
        return place(dot, FIRST, 0.5)
    best = max((place(dot, *one) for one in EIGHTEEN), key=lambda one: _freedom(one, taken))
    if _freedom(best, taken)[0] == 0:
        return best
    return max((best, *(place(dot, *one) for one in ANYWHERE)), key=lambda one: _freedom(one, taken))


def _freedom(one: Place, taken: Sequence[Place]) -> tuple[float, float, float]:
    apart = min(angle_between(one.angle, other.angle) for other in taken)
    crowded = sum(_overlap(one, other) for other in taken) + _on_names(one) + NEAR * max(0.0, APART - apart)
    return -round(crowded), -abs(one.closeness - 0.5), apart


def angle_between(one: float, other: float) -> float:
    """Degrees, 0 to 180."""
    return abs((one - other + 180) % 360 - 180)


def _overlap(one: Place, other: Place) -> float:
    """How much of two people's boxes, dot with label, lies upon each other."""
    wide = 2 * LABEL_HALF - abs(one.x - other.x)
    top = max(one.y - one.radius, other.y - other.radius)
    foot = min(one.y + one.radius, other.y + other.radius) + LABEL_HEIGHT
    return max(0.0, wide) * max(0.0, foot - top)


def _on_names(one: Place) -> float:
    """How much of somebody's box lies upon the names of the rings, or upon the client herself."""
    aside = abs(one.x - MIDDLE)
    top, foot = one.y - one.radius, one.y + one.radius + LABEL_HEIGHT
    names = sum(max(0.0, min(foot, line) - max(top, line - NAME_HEIGHT)) for line in NAMES.values())
    client = max(0.0, min(foot, MIDDLE + CLIENT) - max(top, MIDDLE - CLIENT))
    return max(0.0, LABEL_HALF + NAME_HALF - aside) * names + max(0.0, LABEL_HALF + CLIENT - aside) * client


def tie_path(one: Place | None, other: Place, kind: TieKind | None) -> str:
    """The line from the client (``one`` is none) or somebody to somebody, from rim to rim; stressful ones zigzag."""
    x, y, begin = (one.x, one.y, one.radius) if one else (MIDDLE, MIDDLE, CLIENT)
    length = math.hypot(other.x - x, other.y - y)
    if length <= begin + other.radius + 2:
        return ""
    along, across = (other.x - x) / length, (other.y - y) / length
    first, last = begin + 2, length - other.radius - 2
    if kind is not TieKind.STRESSFUL:
        return f"M{x + along * first:.0f} {y + across * first:.0f}L{x + along * last:.0f} {y + across * last:.0f}"
    steps = max(6, round((last - first) / 11))
    points = []
    for number in range(steps + 1):
        at = first + (last - first) * number / steps
        aside = 0 if number in (0, steps) else 5 * (-1) ** number
        points.append(f"{x + along * at - across * aside:.0f} {y + across * at + along * aside:.0f}")
    return "M" + "L".join(points)
