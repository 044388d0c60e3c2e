"""Where the points of a small run chart stand: a figure from 1 to 5 over time, drawn by the server."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

WIDTH, HEIGHT = 220, 110
LEFT, RIGHT, TOP, BOTTOM = 22, 12, 12, 12
LEAST, MOST = 1, 5


@dataclass(frozen=True)
class Point:
    x: float
    y: float
    value: int


@dataclass(frozen=True)
class Chart:
    """The line, and the height of each grid line by its value."""

    points: Sequence[Point]
    grid: Sequence[tuple[int, float]]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT

    @property
    def path(self) -> str:
        """The line as an SVG path."""
        return "M" + "L".join(f"{point.x:g} {point.y:g}" for point in self.points) if self.points else ""


def run_chart(told: Sequence[tuple[datetime, int]]) -> Chart:
    """``told``: when, and the figure, the oldest first. Time is drawn to scale."""
    grid = tuple((value, _height(value)) for value in range(LEAST, MOST + 1))
    points = [Point(_place(told, number), _height(value), value) for number, (_at, value) in enumerate(told)]
    return Chart(points, grid)


def _place(told: Sequence[tuple[datetime, int]], number: int) -> float:
    """One alone stands at the beginning; several of one moment stand side by side."""
    first, last = told[0][0], told[-1][0]
    whole = (last - first).total_seconds()
    share = (told[number][0] - first).total_seconds() / whole if whole else number / max(len(told) - 1, 1)
    return round(LEFT + (WIDTH - LEFT - RIGHT) * share, 1)


def _height(value: int) -> float:
    return round(TOP + (HEIGHT - TOP - BOTTOM) * (MOST - value) / (MOST - LEAST), 1)
