"""A visit as its page shows it: before, during, after."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import and_, bindparam, select
from sqlmodel import Session

from app.domain.client import age_on, called, full_name
from app.domain.errors import NotFound
from app.domain.visit import SafeToLeave, Task, Urgency, VisitState, clock_is_off, state_of, tasks_of
from app.domain.words import N_
from app.models import Client, Membership, Visit, VisitRecord
from app.models.base import columns
from app.queries.access import Nurse, open_to
from app.queries.measurement import Asked, Value, asked_for, last_values, values_at
from app.queries.visit_door import AtTheDoor, SaidLast, at_the_door, time_critical
from app.queries.visit_nurse import Goer, goers

V, C, M, R = columns(Visit), columns(Client), columns(Membership), columns(VisitRecord)
PLANNER, STARTER = M.id.table.alias("planner"), M.id.table.alias("starter")

VISIT = (
    select(
        *V,
        C.known_as,
        C.given_names,
        C.family_name,
        C.born_on,
        C.address,
        C.postcode,
        C.phone,
        C.phone_note,
        C.way_in,
        C.language,
        C.interpreter,
        C.understanding,
        C.matters,
        C.allergy_knowledge,
        M.name.label("nurse_name"),
        PLANNER.c.name.label("planner_name"),
        STARTER.c.name.label("starter_name"),
    )
    .join(Client, and_(C.team_id == V.team_id, C.id == V.client_id))
    .outerjoin(Membership, and_(M.team_id == V.team_id, M.id == V.membership_id))
    .outerjoin(PLANNER, and_(PLANNER.c.team_id == V.team_id, PLANNER.c.id == V.planned_by))
    .outerjoin(STARTER, and_(STARTER.c.team_id == V.team_id, STARTER.c.id == V.started_by))
    .where(V.team_id == bindparam("team"), V.id == bindparam("visit"), open_to(V.team_id, V.client_id))
)
RECORDS = (
    select(*R, M.name.label("author_name"))
    .join(Membership, and_(M.team_id == R.team_id, M.id == R.author))
    .where(R.team_id == bindparam("team"), R.visit_id == bindparam("visit"))
    .order_by(R.number)
)


@dataclass(frozen=True)
class TaskTold:
    """What a record says of one task."""

    id: str
    text: str
    is_done: bool
    why: str


@dataclass(frozen=True)
class RecordView:
    """One telling of the visit. ``replaced_by`` is the number that corrected it or went on from it."""

    number: int
    author_id: UUID
    author: str
    tasks: Sequence[TaskTold]
    all_as_planned: bool
    note: str
    safe_to_leave: SafeToLeave | None
    started_at: datetime
    finished_at: datetime | None
    happened_at: datetime
    received_at: datetime
    why_corrected: str
    replaced_by: int | None
    clock_is_off: bool

    @property
    def minutes(self) -> int | None:
        return round((self.finished_at - self.started_at).total_seconds() / 60) if self.finished_at else None


@dataclass(frozen=True)
class VisitPage:
    """A visit in whichever state it is."""

    id: UUID
    clients: Sequence[str]
    client_id: UUID
    called: str
    full_name: str
    age: int | None
    address: Sequence[str]
    phone: str
    phone_note: str
    way_in: str
    language: str
    interpreter: str
    understanding: str
    matters: str
    day: date
    planned_at: datetime
    ends_at: datetime
    minutes: int
    tasks: Sequence[Task]
    urgency: Urgency
    urgency_why: str
    version: int
    state: VisitState
    membership_id: UUID | None
    nurse_name: str
    is_mine: bool
    planner_name: str
    started_at: datetime | None
    starter_name: str
    cancelled_at: datetime | None
    cancelled_why: str
    door: AtTheDoor
    said: SaidLast | None
    records: Sequence[RecordView]
    values: Sequence[Value]
    fields: Mapping[str, Asked]
    goers: Sequence[Goer]
    draft: RecordView | None
    """Her own half-done record, which the form goes on from."""

    @property
    def standing(self) -> Sequence[RecordView]:
        """What counts: every record that nothing has replaced, of whichever nurse."""
        return [record for record in self.records if record.replaced_by is None]

    @property
    def replaced(self) -> Sequence[RecordView]:
        return [record for record in self.records if record.replaced_by is not None]

    @property
    def measured(self) -> Mapping[str, Value]:
        """Kind → the value this visit has, those in error left out."""
        return {value.kind: value for value in self.values if value.in_error_at is None}


def visit_page(session: Session, nurse: Nurse, visit_id: UUID) -> VisitPage:
    values = {"team": nurse.team_id, "visit": visit_id, "me": nurse.membership_id}
    row = session.execute(VISIT, values).one_or_none()
    if row is None:
        raise NotFound(N_("There is no such visit in your team's care."))
    records = _records(session, nurse.team_id, visit_id)
    mine = [one for one in records if one.author_id == nurse.membership_id and one.replaced_by is None]
    timed = time_critical(session, nurse.team_id, [row.client_id]).get(row.client_id, ())
    door = at_the_door(
        session, nurse.team_id, row.client_id, visit_id=visit_id, knowledge=row.allergy_knowledge, timed=timed
    )
    return VisitPage(
        **_of_row(row, nurse),
        door=door,
        said=door.said,
        records=records,
        values=values_at(session, nurse.team_id, visit_id),
        fields=asked_for(last_values(session, nurse.team_id, row.client_id)),
        goers=goers(session, nurse.team_id, day=row.day, client_id=row.client_id),
        draft=next((one for one in reversed(mine) if one.finished_at is None), None),
    )


def _of_row(row: Any, nurse: Nurse) -> dict[str, Any]:
    return {
        "id": row.id,
        "clients": (str(row.client_id),),
        "client_id": row.client_id,
        "called": called(row.known_as, row.given_names),
        "full_name": full_name(row.given_names, row.family_name),
        "age": age_on(row.born_on, nurse.today) if row.born_on else None,
        "address": tuple(part for part in (*row.address.splitlines(), row.postcode) if part.strip()),
        **{name: getattr(row, name) for name in AS_THEY_STAND},
        "ends_at": row.planned_at + timedelta(minutes=row.minutes),
        "tasks": tasks_of(row.tasks),
        "urgency": Urgency(row.urgency),
        "state": state_of(started_at=row.started_at, finished_at=row.finished_at, cancelled_at=row.cancelled_at),
        "nurse_name": row.nurse_name or "",
        "is_mine": row.membership_id == nurse.membership_id,
        "planner_name": row.planner_name or "",
        "starter_name": row.starter_name or "",
    }


AS_THEY_STAND = (
    "phone",
    "phone_note",
    "way_in",
    "language",
    "interpreter",
    "understanding",
    "matters",
    "day",
    "planned_at",
    "minutes",
    "urgency_why",
    "version",
    "membership_id",
    "started_at",
    "cancelled_at",
    "cancelled_why",
)


def _records(session: Session, team_id: UUID, visit_id: UUID) -> list[RecordView]:
    rows = session.execute(RECORDS, {"team": team_id, "visit": visit_id}).all()
    replaced = {row.replaces: row.number for row in rows if row.replaces is not None}
    return [
        RecordView(
            row.number,
            row.author,
            row.author_name,
            tuple(TaskTold(one["task"], one.get("text", ""), one["done"], one.get("why", "")) for one in row.done),
            row.all_as_planned,
            row.note,
            SafeToLeave(row.safe_to_leave) if row.safe_to_leave else None,
            row.started_at,
            row.finished_at,
            row.happened_at,
            row.received_at,
            row.why_corrected,
            replaced.get(row.number),
            clock_is_off(row.happened_at, row.received_at),
        )
        for row in rows
    ]
