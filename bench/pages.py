"""CPU of a page as a multiple of its raw twin's: reading only, and with its session and journal line.

Both are asked inside this process, so the server in front of them, which is the same for both, flatters neither.
"""

import gzip
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from app.seed.bulk.plan import instant
from bench.asking import ask, run
from bench.house import House
from bench.lean import LEAN, Question
from bench.modes import only_reading
from bench.twin import Twin

PAGES = {
    "round": "/t/{team}/round",
    "caseload": "/t/{team}/clients",
    "client": "/t/{team}/clients/{client}",
    "team": "/t/{team}",
    "journal": "/t/{team}/journal",
    "member": "/t/{team}/members/{membership}",
}


@dataclass(frozen=True)
class Care:
    """How often each is asked."""

    rounds: int = 5
    looks: int = 40


def measure(house: House, name: str, care: Care) -> dict[str, float]:
    """One page: its twin, reading only and whole in turn, the best of each."""
    token, twin = house.tokens[house.busiest().seat], twin_of(house, name)
    path = twin.path
    best = {"questions": float("inf"), "twin": float("inf"), "reading": float("inf"), "whole": float("inf")}
    for _ in range(care.rounds):
        best["questions"] = min(best["questions"], _questions(twin, care.looks))
        best["twin"] = min(best["twin"], cpu(lambda: ask(twin, path, token), care.looks))
        with only_reading(house, token):
            best["reading"] = min(best["reading"], cpu(lambda: ask(house.app, path, token), care.looks))
        best["whole"] = min(best["whole"], cpu(lambda: ask(house.app, path, token), care.looks))
    _, body = run(lambda: ask(house.app, path, token))
    return {
        "twin_ms": best["twin"] * 1000,
        "reading_ms": best["reading"] * 1000,
        "whole_ms": best["whole"] * 1000,
        "reading_ratio": best["reading"] / best["twin"],
        "whole_ratio": best["whole"] / best["twin"],
        "differs": float(twin.differs(body)),
        "statements": float(len(twin.own)),
        "questions_ms": best["questions"] * 1000,
        "raw": float(len(body)),
        "packed": float(len(gzip.compress(body, 6))),
    }


def cpu(look: Callable[[], Awaitable[tuple[int, bytes]]], looks: int) -> float:
    """Seconds of processor a look, all threads of this process together."""

    async def many() -> float:
        await look()
        began = time.process_time()
        for _ in range(looks):
            await look()
        return (time.process_time() - began) / looks

    return float(run(many))


def twin_of(house: House, name: str) -> Twin:
    """It gives the same bytes, and its questions bring whatever the page's own bring to it."""
    token, path = house.tokens[house.busiest().seat], house.path(PAGES[name])
    twin = Twin(house, path, token, lean_questions(house, name))
    assert twin.render() == twin.page, f"the twin of {name} gives other bytes"
    missing = Twin(house, path, token).values() - twin.values()
    assert not missing, f"the plain questions of {name} do not bring {sorted(missing)[:5]}"
    return twin


def lean_questions(house: House, name: str) -> list[Question]:
    """The plainest questions for this page, where there are some."""
    if name not in LEAN:
        return []
    midnight = instant(house.plan.today, 0)
    return LEAN[name](house.team, house.busiest().membership, house.plan.today, midnight, house.coming())


def _questions(twin: Twin, looks: int) -> float:
    """Seconds of processor that the page's own statements take on bare ``sqlite3``: what no template can save."""
    began = time.process_time()
    for _ in range(looks):
        twin.answers(twin.own)
    return (time.process_time() - began) / looks
