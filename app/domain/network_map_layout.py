"""Where everybody stands on the map: four rings around the client, dots, ties and labels that leave each other room.

Lengths are those of a drawing of 820 by 820. Somebody who was placed by hand stays where she was put; the others get
the freest place, one after the other in the order in which they came, so that a newcomer moves nobody.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

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
ROOMY = 12
"""As many people have room for full labels and dots; with more of them both are smaller, as on a crowded wall."""


@dataclass(frozen=True)
class Scale:
    """How large people are drawn, and where a newcomer may be put."""

    dots: float
    """Share of a dot's full radius."""
    label_half: float
    label_height: float
    apart: float
    """Degrees between neighbours across all rings, because the ties of outer rings pass the labels of inner ones."""
    first: tuple[tuple[float, float], ...]
    """Angle and closeness, looked at first; nobody needs another when one of these is free."""
    others: tuple[tuple[float, float], ...]


def _steps(step: int, nearness: Sequence[float], begin: float = 0.0) -> tuple[tuple[float, float], ...]:
    return tuple(((begin + turn) % 360, closeness) for closeness in nearness for turn in range(0, 360, step))


FIRST = 150.0
"""Degrees, where the first one stands."""
APART = 20.0
LARGE = Scale(1.0, 62.0, 42.0, APART, _steps(20, (0.5, 0.0, 1.0), FIRST), _steps(10, (0.5, 0.0, 1.0)))
SMALL = Scale(0.62, 46.0, 21.0, 7.0, (), _steps(5, (0.5, 0.0, 1.0, 0.25, 0.75)))

LEAST, MOST, PER_HOUR = 14.0, 38.0, 36.0
NAMES = {ring: MIDDLE - far + 17 for ring, (_, far) in BANDS.items()}
"""Ring → where its name stands, above the middle."""
NAME_HALF, NAME_HEIGHT = 80.0, 16.0
LABEL_MOST, LABEL_SMALL = 16, 10
"""Signs of a name beside its dot."""
LEFT, RIGHT = -30.0, 850.0
"""How far the drawing reaches to both sides."""
SIGN_LARGE, SIGN_SMALL = 13.5, 10.6
"""As wide as a sign of a name, and of the words below it, is in a wide typeface."""
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


def scale_of(count: int) -> Scale:
    return LARGE if count <= ROOMY else SMALL


def radius(hours: float | None) -> float:
    """The area of the dot grows with the hours, from that of somebody of whom none are told, up to a limit."""
    return round(min(MOST, math.sqrt(LEAST**2 + PER_HOUR * (hours or 0))), 1)


def label(name: str, count: int) -> str:
    """The name beside a dot: on a crowded map the words that there is room for, since the list has the whole name."""
    most = LABEL_MOST if count <= ROOMY else LABEL_SMALL
    if len(name) <= most:
        return name
    words = name[: most + 1].rpartition(" ")[0].rstrip() if count > ROOMY else ""
    return words or f"{name[: most - 1].rstrip()}…"


def aside(x: float, signs: int, wide: float = SIGN_LARGE) -> int:
    """How far a label is moved from under its dot so that it does not reach out of the drawing."""
    half = signs * wide / 2
    return round(max(LEFT + half - x, 0.0) or min(RIGHT - half - x, 0.0))


def tie_width(hours: float | None) -> int:
    """1 to 5: one class of the drawing each."""
    return max(1, min(5, 1 + round(math.sqrt(hours or 0))))


def place(dot: Dot, angle: float, closeness: float, scale: Scale = LARGE) -> Place:
    near, far = TRACKS[dot.ring]
    away = near + (far - near) * closeness
    turn = math.radians(angle)
    x, y = MIDDLE + away * math.cos(turn), MIDDLE + away * math.sin(turn)
    wide = round(radius(dot.hours) * scale.dots, 1)
    return Place(dot.id, dot.ring, angle, closeness, round(x, 1), round(y, 1), wide)


def laid_out(dots: Iterable[Dot]) -> list[Place]:
    """Everybody with a place, in the order given; those without one after those who were put somewhere."""
    given = list(dots)
    scale = scale_of(len(given))
    found = {dot.id: place(dot, dot.angle, _closeness(dot), scale) for dot in given if dot.angle is not None}
    for dot in given:
        if dot.id not in found:
            found[dot.id] = _freest(dot, list(found.values()), scale)
    return [found[dot.id] for dot in given]


def free_place(dot: Dot, others: Sequence[Dot]) -> Place:
    """The freest place for a newcomer."""
    scale = scale_of(len(others) + 1)
    return _freest(dot, [place(one, one.angle or 0.0, _closeness(one), scale) for one in _placed(others)], scale)


def _placed(dots: Sequence[Dot]) -> Sequence[Dot]:
    if all(dot.angle is not None for dot in dots):
        return dots
    return [
        replace(dot, angle=one.angle, closeness=one.closeness) for dot, one in zip(dots, laid_out(dots), strict=True)
    ]


def _closeness(dot: Dot) -> float:
    return 0.5 if dot.closeness is None else min(1.0, max(0.0, dot.closeness))


def _freest(dot: Dot, taken: Sequence[Place], scale: Scale) -> Place:
    """Least crowded first, then the middle of the ring, then far from everybody."""
    if not taken:
        return place(dot, FIRST, 0.5, scale)
    best, how = place(dot, FIRST, 0.5, scale), (-math.inf, 0.0, 0.0)
    for places in (scale.first, scale.others):
        for angle, closeness in places:
            one = place(dot, angle, closeness, scale)
            free = _freedom(one, taken, scale, enough=-how[0])
            if free > how:
                best, how = one, free
        if how[0] == 0:
            break
    return best


def _freedom(one: Place, taken: Sequence[Place], scale: Scale, *, enough: float) -> tuple[float, float, float]:
    """Nobody reckons further once a place is more crowded than ``enough``."""
    apart = min(abs((one.angle - other.angle + 180) % 360 - 180) for other in taken)
    crowded = _on_names(one, scale) + NEAR * max(0.0, scale.apart - apart)
    if round(crowded) <= enough:
        wide, high = 2 * scale.label_half, scale.label_height + one.radius + MOST
        crowded += sum(
            overlap(one, other, scale)
            for other in taken
            if -wide < one.x - other.x < wide and -high < one.y - other.y < high
        )
    return -round(crowded), -abs(one.closeness - 0.5), apart


def angle_between(one: float, other: float) -> float:
    """Degrees, 0 to 180."""
    return abs((one - other + 180) % 360 - 180)


def overlap(one: Place, other: Place, scale: Scale) -> float:
    """How much of two people's boxes, dot with label, lies upon each other."""
    wide = 2 * scale.label_half - abs(one.x - other.x)
    top = max(one.y - one.radius, other.y - other.radius)
    foot = min(one.y + one.radius, other.y + other.radius) + scale.label_height
    return max(0.0, wide) * max(0.0, foot - top)


def _on_names(one: Place, scale: Scale) -> float:
    """How much of somebody's box lies upon the names of the rings, or upon the client herself."""
    aside = abs(one.x - MIDDLE)
    top, foot = one.y - one.radius, one.y + one.radius + scale.label_height
    names = sum(max(0.0, min(foot, line) - max(top, line - NAME_HEIGHT)) for line in NAMES.values())
    client = max(0.0, min(foot, MIDDLE + CLIENT) - max(top, MIDDLE - CLIENT))
    half = scale.label_half
    return max(0.0, half + NAME_HALF - aside) * names + max(0.0, half + CLIENT - aside) * client


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
