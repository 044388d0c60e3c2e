"""What happened at a visit is started, recorded and corrected. Everything told is appended; nothing told is lost.

A visit of a day long past, one that was started twice, cancelled meanwhile or recorded by two nurses: each telling
becomes a record of its own. These bodies are what the tablet's outbox sends, hours later perhaps; they are flat, and a
dictionary in them is what a form calls ``name.key``.
"""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field
from sqlalchemy import bindparam, func, select
from sqlmodel import Session

from app.actions.client_change import edit, touch
from app.actions.measurement import Told as ToldValues
from app.actions.measurement import add_values
from app.actions.register import Done, Happened, Line, Moment, NewId, OptionalNote, registered
from app.actions.rows import not_there_yet
from app.actions.told import ToldAt
from app.actions.visit import visit_of
from app.domain.errors import NotFound
from app.domain.measurement import MEASURES, MeasurementKind
from app.domain.visit import SafeToLeave, ask_about_clock, tasks_of
from app.domain.visit_record import (
    Outcome,
    Told,
    ask_about_values,
    outcomes,
    tasks_seen,
    times,
    values_of,
)
from app.domain.words import N_
from app.models import Measurement, Visit, VisitRecord
from app.models.base import columns
from app.queries.access import Nurse

R, X = columns(VisitRecord), columns(Measurement)

NEWEST = select(func.max(R.number)).where(R.team_id == bindparam("team"), R.visit_id == bindparam("visit"))
TOLD_BEFORE = select(R.started_at, R.finished_at).where(
    R.team_id == bindparam("team"), R.visit_id == bindparam("visit"), R.number == bindparam("number")
)
MEASURED = (
    select(X.kind)
    .where(X.team_id == bindparam("team"), X.visit_id == bindparam("visit"), X.in_error_at.is_(None))
    .distinct()
)


class StartVisit(Happened):
    """At the door. The earliest start told by anybody is kept; a visit that was nobody's becomes the starter's."""

    client: UUID
    visit: UUID
    confirmed: bool = False


@registered("start-visit", StartVisit)
def start_visit(session: Session, nurse: Nurse, wish: StartVisit, moment: Moment) -> Done:
    ask_about_clock(wish.happened_at, moment.now, confirmed=wish.confirmed)
    visit = visit_of(session, nurse, wish.client, wish.visit, told_at=wish.happened_at)
    _taken(session, nurse, moment, visit)
    _began(visit, nurse, wish.happened_at)
    session.add(visit)
    touch(session, nurse.team_id, visit.client_id, moment.now)
    return Done(
        {"visit": str(visit.id), "started_at": _told(visit.started_at)},
        about=f"visit/{visit.id}",
        clients=(str(visit.client_id),),
    )


class Record(ToldValues):
    """What every telling of a visit carries.

    ``done`` and ``reason`` go by the task's id, ``value`` and ``unit`` by what is measured. ``task`` is the plan as the
    page showed it (id, text), so that a plan changed meanwhile does not stand in the way. ``finish`` or
    ``finished_at`` says that the visit is over; without either it is half done and can be gone on with.
    """

    id: NewId
    visit: UUID
    all_as_planned: bool = False
    done: dict[Line, Outcome] = Field(default={}, max_length=40)
    reason: dict[Line, Line] = Field(default={}, max_length=40)
    task: dict[Line, Line] = Field(default={}, max_length=40)
    note: OptionalNote = ""
    safe_to_leave: SafeToLeave | None = None
    started_at: ToldAt | None = None
    finished_at: ToldAt | None = None
    finish: bool = False


class RecordVisit(Record):
    """One nurse's telling. ``continues`` is the number of her half-done record that this one goes on from."""

    continues: Annotated[int, Field(ge=1)] | None = None


@registered("record-visit", RecordVisit)
def record_visit(session: Session, nurse: Nurse, wish: RecordVisit, moment: Moment) -> Done:
    visit = visit_of(session, nurse, wish.client, wish.visit, told_at=wish.happened_at)
    _taken(session, nurse, moment, visit)
    return _append(session, nurse, wish, moment, visit, replaces=wish.continues, why="")


class CorrectVisitRecord(Record):
    """The record with that number, told anew by whoever corrects it, with why. The old one stays readable."""

    number: int = Field(ge=1)
    why: Line


@registered("correct-visit-record", CorrectVisitRecord)
def correct_visit_record(session: Session, nurse: Nurse, wish: CorrectVisitRecord, moment: Moment) -> Done:
    visit = visit_of(session, nurse, wish.client, wish.visit, told_at=wish.happened_at)
    return _append(session, nurse, wish, moment, visit, replaces=wish.number, why=wish.why)


def _append(
    session: Session, nurse: Nurse, wish: Record, moment: Moment, visit: Visit, *, replaces: int | None, why: str
) -> Done:
    ask_about_clock(wish.happened_at, moment.now, confirmed=wish.confirmed)
    before = _told_before(session, visit, replaces)
    end_before = before.finished_at if before and why else None
    finish = wish.finish or wish.finished_at is not None or end_before is not None
    start, end = times(
        told_start=wish.started_at,
        begun=before.started_at if before else visit.started_at,
        happened=wish.happened_at,
        told_end=wish.finished_at or end_before,
        finish=finish,
    )
    measured = values_of(wish.value, wish.unit)
    told = Told(wish.all_as_planned, wish.done, wish.reason, wish.task)
    kinds = {one.kind for one in measured} | _measured_before(session, visit)
    kept = outcomes(tasks_seen(tasks_of(visit.tasks), wish.task), told, kinds, finish=finish)
    ask_about_values(measured, confirmed=wish.confirmed)
    number = _number(session, visit)
    record = VisitRecord(
        team_id=nurse.team_id,
        id=not_there_yet(session, VisitRecord, nurse.team_id, wish.id),
        visit_id=visit.id,
        client_id=visit.client_id,
        number=number,
        replaces=replaces,
        all_as_planned=wish.all_as_planned and all(one["done"] for one in kept),
        done=kept,
        note=wish.note,
        safe_to_leave=wish.safe_to_leave.value if wish.safe_to_leave else None,
        started_at=start,
        finished_at=end,
        happened_at=wish.happened_at,
        received_at=moment.now,
        author=nurse.membership_id,
        why_corrected=why,
    )
    session.add(record)
    _began(visit, nurse, start)
    visit.finished_at = end or visit.finished_at
    session.add(visit)
    add_values(session, nurse, visit.client_id, visit.id, measured, wish.happened_at, moment, ids=moment.ids[1:])
    touch(session, nurse.team_id, visit.client_id, moment.now)
    return Done(
        {"visit": str(visit.id), "record": str(record.id), "number": number, "finished": end is not None},
        about=f"visit/{visit.id}",
        clients=(str(visit.client_id),),
    )


def _told_before(session: Session, visit: Visit, number: int | None) -> Any:
    """The record this one goes on from or corrects, with its times."""
    if number is None:
        return None
    values = {"team": visit.team_id, "visit": visit.id, "number": number}
    row = session.execute(TOLD_BEFORE, values).one_or_none()
    if row is None:
        raise NotFound(N_("There is no such record of this visit."))
    return row


def _measured_before(session: Session, visit: Visit) -> set[MeasurementKind]:
    found = session.execute(MEASURED, {"team": visit.team_id, "visit": visit.id}).scalars()
    return {MeasurementKind(kind) for kind in found if kind in MEASURES}


def _number(session: Session, visit: Visit) -> int:
    newest = session.execute(NEWEST, {"team": visit.team_id, "visit": visit.id}).scalar_one()
    return int(newest or 0) + 1


def _taken(session: Session, nurse: Nurse, moment: Moment, visit: Visit) -> None:
    """Who stands at the door of a visit that was nobody's has taken it."""
    if visit.membership_id is None and visit.cancelled_at is None:
        edit(
            session,
            nurse,
            moment,
            visit,
            seen=visit.version,
            changes={"membership_id": nurse.membership_id},
            client_id=visit.client_id,
            id=moment.ids[0],
        )


def _began(visit: Visit, nurse: Nurse, at: datetime) -> None:
    if visit.started_at is None or at < visit.started_at:
        visit.started_at, visit.started_by = at, nurse.membership_id


def _told(at: datetime | None) -> str:
    return at.isoformat() if at else ""
