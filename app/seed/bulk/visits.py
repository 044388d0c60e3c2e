"""A day of a team: who goes where and when, what was done there, what was measured and noted."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from app.domain.measurement import MEASURES
from app.domain.measurement import MeasurementKind as Kind
from app.domain.visit import EntryKind, SafeToLeave, numbered
from app.models import ClientChange, Entry, Measurement, Visit, VisitRecord
from app.seed.bulk.ids import Ids
from app.seed.bulk.needs import EVENING, Need
from app.seed.bulk.plan import Plan, PlannedClient, PlannedNurse, instant
from app.seed.bulk.rows import Rows
from app.seed.bulk.words import ENTRIES, REASONS

ON_THE_WAY = 8
"""Minutes from door to door."""
BEGIN = 450
USUAL = {
    Kind.SYSTOLIC: (135, 12),
    Kind.DIASTOLIC: (76, 7),
    Kind.PULSE: (76, 8),
    Kind.GLUCOSE: (9.2, 2.0),
    Kind.WEIGHT: (72, 1),
    Kind.TEMPERATURE: (36.7, 0.4),
    Kind.OXYGEN_SATURATION: (94, 2),
    Kind.RESPIRATORY_RATE: (17, 2),
}
"""Middle and spread."""


@dataclass(frozen=True)
class Going:
    """A visit that somebody goes to, or nobody yet."""

    id: UUID
    client: PlannedClient
    need: Need
    nurse: PlannedNurse | None
    planned_at: datetime


@dataclass(frozen=True)
class Went:
    """What became of it, as far as it has come."""

    going: Going
    nurse: PlannedNurse
    started_at: datetime
    finished_at: datetime | None
    record: UUID | None = None
    received_at: datetime | None = None


def day_rows(plan: Plan, day: date) -> tuple[Rows, list[Went]]:
    """The rows of one day, and what was done on it, for the journal."""
    luck = plan.luck("day", day)
    rows, ids, went = Rows(), Ids(luck), []
    made_at = instant(day - timedelta(days=day.weekday() + 4), 840)
    made_at = min(made_at, plan.now - timedelta(minutes=5))
    for going in list(_round(plan, day, made_at, ids, luck)):
        visit = _visit(rows, plan, going, day, made_at)
        cancelled = luck.random() < 0.015
        if going.nurse is None:
            continue
        if cancelled:
            _cancelled(rows, plan, visit, going, ids)
            continue
        done = _what_happened(plan, going, going.nurse, luck)
        if done is None:
            continue
        visit |= {"started_at": done.started_at, "started_by": done.nurse.membership, "finished_at": done.finished_at}
        if done.finished_at is not None:
            done = _record(rows, plan, done, visit["tasks"], ids, luck)
        went.append(done)
    _entries(rows, plan, day, ids, luck)
    return rows, went


def _round(plan: Plan, day: date, made_at: datetime, ids: Ids, luck: random.Random) -> Iterator[Going]:
    """Each visit goes to whoever is free first, and rather to a nurse who holds the case."""
    wanted = sorted(
        (
            (routine.minute, client.number, client, routine.need)
            for client in plan.clients
            if client.in_care(day)
            for routine in client.routines
            if routine.falls_on(day)
        ),
        key=lambda one: one[:2],
    )
    on_duty = [nurse for nurse in plan.nurses if nurse.works(day)] or list(plan.nurses[:2])
    free = {nurse.seat: BEGIN for nurse in on_duty}
    for minute, _, client, need in wanted:
        held = {nurse.seat for nurse in client.nurses}
        nurse = min(on_duty, key=lambda one: max(free[one.seat], minute) - 30 * (one.seat in held))
        begins = min(max(free[nurse.seat], minute), 1380)
        free[nurse.seat] = begins + need.minutes + ON_THE_WAY + (-begins - need.minutes - ON_THE_WAY) % 5
        gap = day > plan.today and luck.random() < 0.04
        yield Going(ids.at(made_at), client, need, None if gap else nurse, instant(day, begins))


def _visit(rows: Rows, plan: Plan, going: Going, day: date, made_at: datetime) -> dict[str, Any]:
    return rows.add(
        Visit,
        team_id=plan.id,
        id=going.id,
        client_id=going.client.id,
        membership_id=going.nurse.membership if going.nurse else None,
        day=day,
        planned_at=going.planned_at,
        minutes=going.need.minutes,
        tasks=numbered(going.need.tasks),
        urgency=going.need.urgency.value,
        urgency_why=going.need.why,
        planned_by=going.client.nurses[0].membership,
        made_at=made_at,
    )


def _cancelled(rows: Rows, plan: Plan, visit: dict[str, Any], going: Going, ids: Ids) -> None:
    """In hospital for a day, or away with the family."""
    at = min(going.planned_at - timedelta(hours=14), plan.now - timedelta(minutes=3))
    after = {"cancelled_at": at, "cancelled_why": "away with the family"}
    visit |= {**after, "version": 2}
    rows.add(
        ClientChange,
        team_id=plan.id,
        id=ids.at(at),
        client_id=going.client.id,
        what="visit",
        row_id=going.id,
        version=2,
        before={"cancelled_at": None, "cancelled_why": ""},
        after={**after, "cancelled_at": at.isoformat()},
        by=going.client.nurses[0].membership,
        at=at,
    )


def _what_happened(plan: Plan, going: Going, nurse: PlannedNurse, luck: random.Random) -> Went | None:
    """Begun about when it was planned; nothing yet when that lies ahead."""
    started = going.planned_at + timedelta(minutes=luck.randint(-4, 12), seconds=luck.randint(0, 59))
    finished = started + timedelta(minutes=going.need.minutes * luck.uniform(0.7, 1.15))
    finished = finished.replace(microsecond=0)
    if started > plan.now:
        return None
    return Went(going, nurse, started, finished if finished < plan.now - timedelta(minutes=1) else None)


def _record(rows: Rows, plan: Plan, went: Went, tasks: Sequence[dict[str, Any]], ids: Ids, luck: random.Random) -> Went:
    """One nurse's telling: nine times in ten all as planned. A few come late, from a house without signal."""
    at = went.finished_at
    assert at is not None
    late = timedelta(hours=luck.uniform(0.5, 4)) if luck.random() < 0.03 else timedelta()
    received = min(at + timedelta(seconds=luck.randint(1, 9)) + late, plan.now)
    left_out = (
        luck.choice([task["id"] for task in tasks if not task["measures"]] or [""]) if luck.random() < 0.1 else ""
    )
    why = luck.choice(REASONS) if left_out and luck.random() < 0.6 else ""
    done = [
        {
            "task": task["id"],
            "text": task["text"],
            "done": task["id"] != left_out,
            "why": why if task["id"] == left_out else "",
        }
        for task in tasks
    ]
    record = ids.at(at)
    told = {"team_id": plan.id, "client_id": went.going.client.id, "visit_id": went.going.id}
    rows.add(
        VisitRecord,
        id=record,
        **told,
        number=1,
        all_as_planned=not left_out,
        done=done,
        note=luck.choice(went.going.need.notes) if luck.random() < 0.7 else "",
        safe_to_leave=SafeToLeave.YES.value if luck.random() < 0.8 else None,
        started_at=went.started_at,
        finished_at=at,
        happened_at=at,
        received_at=received,
        author=went.nurse.membership,
    )
    for task in tasks:
        for kind in task["measures"]:
            value, unit = _value(Kind(kind), went.going.client, luck), MEASURES[Kind(kind)].unit
            rows.add(
                Measurement,
                id=ids.at(at),
                **told,
                kind=kind,
                value=value,
                unit=unit,
                written_value=value,
                written_unit=unit,
                taken_at=at,
                received_at=received,
                author=went.nurse.membership,
            )
    return replace(went, record=record, received_at=received)


def _value(kind: Kind, client: PlannedClient, luck: random.Random) -> str:
    """Around what is usual for this client, inside what needs no question."""
    middle, spread = USUAL[kind]
    own = middle + spread * ((client.number * 7 % 11) - 5) / 5
    measure = MEASURES[kind]
    value = min(max(luck.gauss(own, spread / 2), float(measure.least) + 1), float(measure.most) - 1)
    return f"{value:.{measure.decimals}f}"


def _entries(rows: Rows, plan: Plan, day: date, ids: Ids, luck: random.Random) -> None:
    for client in plan.clients:
        if luck.random() < 0.06 and client.in_care(day):
            at = instant(day, luck.randint(480, EVENING))
            if at < plan.now:
                author = luck.choice(client.nurses).membership
                rows.add(
                    Entry,
                    team_id=plan.id,
                    id=ids.at(at),
                    client_id=client.id,
                    kind=EntryKind.NOTE.value,
                    text=luck.choice(ENTRIES),
                    happened_at=at,
                    received_at=at,
                    author=author,
                )
