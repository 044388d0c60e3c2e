"""Twelve nurses save visits at once on SQLite: the slowest save against the usual one, and nothing lost.

Each sends the command that her tablet sends, the next one when the last is answered.
"""

import asyncio
import json
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from app.domain.measurement import MeasurementKind
from app.domain.visit import tasks_of
from app.models import JournalLine, Receipt, Visit, VisitRecord, new_id
from app.models.base import columns
from app.seed.bulk.visits import USUAL
from bench.asking import post_json, run
from bench.house import NOW, House

NURSES, SAVES = 12, 20
SAVE = "/api/commands/record-visit"

V, R, C, J = columns(Visit), columns(VisitRecord), columns(Receipt), columns(JournalLine)


@dataclass(frozen=True)
class Save:
    """One visit as it is sent."""

    record: UUID
    operation: UUID
    body: bytes


@dataclass
class Saved:
    """What came of them."""

    took: list[float]
    done: list[Save]
    refused: int = 0


def measure(house: House) -> dict[str, float]:
    saves = _saves(house, NURSES * SAVES)
    tokens = [house.tokens[1 + number % len(house.tokens)] for number in range(NURSES)]
    saved = Saved([], [])

    async def nurse(number: int) -> None:
        for save in saves[number::NURSES]:
            began = time.perf_counter()
            status, _ = await post_json(house.app, SAVE, tokens[number], save.body)
            saved.took.append(time.perf_counter() - began)
            if status == 200:
                saved.done.append(save)
            else:
                saved.refused += 1

    async def everybody() -> float:
        began = time.perf_counter()
        await asyncio.gather(*(nurse(number) for number in range(NURSES)))
        return time.perf_counter() - began

    whole = float(run(everybody))
    took = sorted(saved.took)
    p50, p99 = took[len(took) // 2], took[int(len(took) * 0.99)]
    return {
        "p50_ms": p50 * 1000,
        "p99_ms": p99 * 1000,
        "ratio": p99 / p50,
        "saves_a_second": len(took) / whole,
        "refused": float(saved.refused),
        "lost": float(_lost(house, saved.done)),
    }


def _saves(house: House, count: int) -> list[Save]:
    """Visits of the coming days, each told as done just now."""
    coming = (
        select(V.id, V.client_id, V.tasks)
        .where(V.team_id == house.team, V.day > house.plan.today, V.cancelled_at.is_(None))
        .order_by(V.day, V.id)
        .limit(count)
    )
    with house.door.read(house.team) as session:
        rows = session.execute(coming).all()
    assert len(rows) == count, f"only {len(rows)} visits are planned ahead"
    return [_save(house, row) for row in rows]


def _save(house: House, row: Any) -> Save:
    record, operation = new_id(), new_id()
    kinds = {kind for task in tasks_of(row.tasks) for kind in task.measures}
    body = {
        "id": str(record),
        "client": str(row.client_id),
        "visit": str(row.id),
        "all_as_planned": True,
        "value": {kind.value: _usual(kind) for kind in kinds},
        "note": "As planned.",
        "finish": True,
        "happened_at": NOW.isoformat(),
    }
    sent = {"operation": str(operation), "team": str(house.team), "body": body}
    return Save(record, operation, json.dumps(sent).encode())


def _usual(kind: MeasurementKind) -> str:
    return str(round(USUAL[kind][0]))


def _lost(house: House, saved: Sequence[Save]) -> int:
    """Of what was answered as saved: records, receipts and journal lines that are not there."""
    with house.door.read(house.team) as session:
        records = set(session.execute(select(R.id).where(R.team_id == house.team)).scalars())
        receipts = set(session.execute(select(C.id).where(C.team_id == house.team)).scalars())
        lines = session.execute(
            select(func.count()).where(
                J.team_id == house.team, J.what == "record-visit", J.at == NOW, J.outcome == "done"
            )
        ).scalar_one()
    missing = sum((one.record not in records) + (one.operation not in receipts) for one in saved)
    return missing + max(0, len(saved) - int(lines))
