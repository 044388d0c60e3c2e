"""Twelve nurses save at once on SQLite: the slowest save against the usual one."""

import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime

from sqlmodel import Session

from app.database import Unavailable
from app.models import JournalLine, new_id
from bench.house import NURSES, House

SAVES = 60


def _one_line(house: House) -> Callable[[Session], None]:
    row, now = new_id(), datetime.now(UTC)
    return lambda session: session.add(JournalLine(team_id=house.team, id=row, at=now, what="bench", outcome="done"))


def measure(house: House) -> dict[str, float]:
    took: list[float] = []
    refused: list[Unavailable] = []

    def save() -> None:
        for _ in range(SAVES):
            began = time.perf_counter()
            try:
                house.door.write(house.team, _one_line(house))
            except Unavailable as fault:
                refused.append(fault)
            took.append(time.perf_counter() - began)

    began = time.perf_counter()
    threads = [threading.Thread(target=save) for _ in range(NURSES)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    whole = time.perf_counter() - began
    took.sort()
    p50, p99 = took[len(took) // 2], took[int(len(took) * 0.99)]
    return {
        "p50_ms": p50 * 1000,
        "p99_ms": p99 * 1000,
        "ratio": p99 / p50,
        "saves_a_second": len(took) / whole,
        "busy": float(len(refused)),
    }
