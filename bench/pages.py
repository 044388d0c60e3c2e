"""CPU of a page as a multiple of its raw twin's: reading only, and with its session and journal line.

Both are asked inside this process, so the server in front of them, which is the same for both, flatters neither.
"""

import time
from collections.abc import Awaitable, Callable
from concurrent.futures import Future
from contextlib import AbstractContextManager
from typing import Any, TypeVar
from uuid import UUID

from sqlmodel import Session

from app.database import Door
from app.database.door import Work
from bench.house import House, ask, run
from bench.twin import Twin

T = TypeVar("T")
PAGES = {"team": "/t/{team}", "journal": "/t/{team}/journal", "member": "/t/{team}/members/{membership}"}
ROUNDS = 5
LOOKS = 60


class ReadingDoor:
    """A door whose units are done at once and leave nothing: what a page costs without its journal line."""

    def __init__(self, door: Door) -> None:
        self.door = door

    def read(self, team: UUID | None) -> AbstractContextManager[Session]:
        return self.door.read(team)

    def submit(self, team: UUID | None, work: Work[T]) -> Future[Any]:
        done: Future[Any] = Future()
        done.set_result(None)
        return done

    def write(self, team: UUID | None, work: Work[T]) -> Any:
        return None

    def waiting(self) -> int:
        return 0

    def close(self) -> None:
        """The real door is closed by whoever opened it."""


def measure(house: House) -> dict[str, dict[str, float]]:
    return {name: _page(house, house.path(pattern)) for name, pattern in PAGES.items()}


def _page(house: House, path: str) -> dict[str, float]:
    twin = Twin(house, path)
    assert twin.render() == twin.page, f"the twin of {path} gives other bytes"
    best = {"twin": float("inf"), "reading": float("inf"), "whole": float("inf")}
    for _ in range(ROUNDS):
        best["twin"] = min(best["twin"], _cpu(lambda: ask(twin, path, house.token)))
        house.app.state.house.door = ReadingDoor(house.door)
        best["reading"] = min(best["reading"], _cpu(lambda: ask(house.app, path, house.token)))
        house.app.state.house.door = house.door
        best["whole"] = min(best["whole"], _cpu(lambda: ask(house.app, path, house.token)))
    return {
        "twin_ms": best["twin"] * 1000,
        "reading_ratio": best["reading"] / best["twin"],
        "whole_ratio": best["whole"] / best["twin"],
    }


def _cpu(look: Callable[[], Awaitable[tuple[int, bytes]]]) -> float:
    """Seconds of processor a look, all threads of this process together."""

    async def many() -> float:
        await look()
        began = time.process_time()
        for _ in range(LOOKS):
            await look()
        return (time.process_time() - began) / LOOKS

    return float(run(many))
