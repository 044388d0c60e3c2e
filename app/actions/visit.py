"""A visit is planned, changed, moved to somebody else or cancelled. Anybody may do it for anybody: there is no rank."""

from datetime import date, datetime, time
from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field
from sqlmodel import Session

from app.actions.client_change import edit, touch
from app.actions.register import Command, Done, Line, Moment, NewId, OptionalLine, registered
from app.actions.rows import not_there_yet
from app.domain.client import ClientStatus
from app.domain.errors import Asks, ChangedMeanwhile, NotFound, RuleBroken
from app.domain.measurement import MeasurementKind
from app.domain.visit import Urgency, numbered, planned_at, tasks_of
from app.domain.words import N_
from app.models import Visit
from app.queries.access import Nurse, ReachableClient, reachable_client
from app.queries.visit_nurse import ask_about_overlap, may_go


class PlannedTask(BaseModel):
    """One thing to be done, and what it measures; not said, a task with the same words measures what it did."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    text: Line
    measures: Annotated[tuple[MeasurementKind, ...], Field(max_length=len(MeasurementKind))] | None = None


class VisitPlan(Command):
    """What a plan consists of. ``day`` and ``at`` are civil, in the team's zone; ``confirmed`` after a question."""

    client: UUID
    membership_id: UUID | None = None
    day: date
    at: time
    minutes: int = Field(ge=1, le=1440)
    tasks: Annotated[tuple[PlannedTask, ...], Field(max_length=20)] = ()
    urgency: Urgency = Urgency.MAY_MOVE
    urgency_why: OptionalLine = ""
    confirmed: bool = False


class PlanVisit(VisitPlan):
    """A new visit, for a nurse or for nobody yet."""

    id: NewId


@registered("plan-visit", PlanVisit)
def plan_visit(session: Session, nurse: Nurse, wish: PlanVisit, moment: Moment) -> Done:
    client = reachable_client(session, nurse, wish.client)
    _ask_about_status(client, confirmed=wish.confirmed)
    planned = _planned(session, nurse, wish, visit_id=wish.id, before=None)
    visit = Visit(
        team_id=nurse.team_id,
        id=not_there_yet(session, Visit, nurse.team_id, wish.id),
        client_id=client.id,
        planned_by=nurse.membership_id,
        made_at=moment.now,
        **planned,
    )
    session.add(visit)
    touch(session, nurse.team_id, client.id, moment.now)
    return _done(visit)


class ChangeVisit(VisitPlan):
    """The plan as it shall be; ``version`` is the one that was seen, ``settles`` when both texts were shown."""

    visit: UUID
    version: int = Field(ge=1)
    settles: bool = False


@registered("change-visit", ChangeVisit)
def change_visit(session: Session, nurse: Nurse, wish: ChangeVisit, moment: Moment) -> Done:
    visit = visit_of(session, nurse, wish.client, wish.visit)
    _still_a_plan(visit, wish.version)
    planned = _planned(session, nurse, wish, visit_id=visit.id, before=visit)
    edit(
        session,
        nurse,
        moment,
        visit,
        seen=wish.version,
        changes=planned,
        client_id=visit.client_id,
        id=moment.ids[0],
        settles=wish.settles,
    )
    return _done(visit)


class CancelVisit(Command):
    """It does not take place. The plan stays readable with the reason."""

    client: UUID
    visit: UUID
    version: int = Field(ge=1)
    reason: Line


@registered("cancel-visit", CancelVisit)
def cancel_visit(session: Session, nurse: Nurse, wish: CancelVisit, moment: Moment) -> Done:
    visit = visit_of(session, nurse, wish.client, wish.visit)
    _still_a_plan(visit, wish.version)
    changes = {"cancelled_at": moment.now, "cancelled_why": wish.reason}
    edit(
        session,
        nurse,
        moment,
        visit,
        seen=wish.version,
        changes=changes,
        client_id=visit.client_id,
        id=moment.ids[0],
    )
    return _done(visit)


class TakeVisit(Command):
    """I go. ``instead_of`` is whom she saw there, so that of two who take the same gap one is told."""

    client: UUID
    visit: UUID
    instead_of: UUID | None = None
    confirmed: bool = False


@registered("take-visit", TakeVisit)
def take_visit(session: Session, nurse: Nurse, wish: TakeVisit, moment: Moment) -> Done:
    visit = visit_of(session, nurse, wish.client, wish.visit)
    if visit.membership_id != wish.instead_of:
        raise ChangedMeanwhile(
            N_("Somebody else has taken or moved this visit meanwhile. Look again before you take it."),
            version=visit.version,
            theirs={"membership_id": str(visit.membership_id or "")},
            yours={"membership_id": str(nurse.membership_id)},
        )
    return _move(session, nurse, moment, visit, nurse.membership_id, seen=visit.version, confirmed=wish.confirmed)


class HandOverVisit(Command):
    """Somebody else goes, or nobody yet."""

    client: UUID
    visit: UUID
    version: int = Field(ge=1)
    membership_id: UUID | None = None
    confirmed: bool = False


@registered("hand-over-visit", HandOverVisit)
def hand_over_visit(session: Session, nurse: Nurse, wish: HandOverVisit, moment: Moment) -> Done:
    visit = visit_of(session, nurse, wish.client, wish.visit)
    return _move(session, nurse, moment, visit, wish.membership_id, seen=wish.version, confirmed=wish.confirmed)


def visit_of(
    session: Session, nurse: Nurse, client_id: UUID, visit_id: UUID, *, told_at: datetime | None = None
) -> Visit:
    """The visit of this client, or ``NotFound``: also when the two do not belong together."""
    client = reachable_client(session, nurse, client_id, told_at=told_at)
    visit = session.get(Visit, (nurse.team_id, visit_id))
    if visit is None or visit.client_id != client.id:
        raise NotFound(N_("There is no such visit."))
    return visit


def _move(
    session: Session, nurse: Nurse, moment: Moment, visit: Visit, to: UUID | None, *, seen: int, confirmed: bool
) -> Done:
    _still_a_plan(visit, seen)
    if to is not None:
        may_go(session, nurse.team_id, to, day=visit.day, client_id=visit.client_id)
        if not confirmed:
            ask_about_overlap(session, nurse, to, visit.id, visit.planned_at, visit.minutes)
    changes = {"membership_id": to}
    edit(session, nurse, moment, visit, seen=seen, changes=changes, client_id=visit.client_id, id=moment.ids[0])
    return _done(visit)


def _planned(
    session: Session, nurse: Nurse, wish: VisitPlan, *, visit_id: UUID, before: Visit | None
) -> dict[str, Any]:
    """The plan's columns, once whoever goes may go and has the time."""
    begins = planned_at(wish.day, wish.at, nurse.zone, today=nurse.today)
    if wish.membership_id is not None:
        may_go(session, nurse.team_id, wish.membership_id, day=wish.day, client_id=wish.client)
        if not wish.confirmed:
            ask_about_overlap(session, nurse, wish.membership_id, visit_id, begins, wish.minutes)
    old = tasks_of(before.tasks) if before else ()
    measured = {task.text: task.measures for task in old}
    tasks = [
        (task.text, task.measures if task.measures is not None else measured.get(task.text, ())) for task in wish.tasks
    ]
    return {
        "membership_id": wish.membership_id,
        "day": wish.day,
        "planned_at": begins,
        "minutes": wish.minutes,
        "tasks": numbered(tasks, old),
        "urgency": wish.urgency.value,
        "urgency_why": wish.urgency_why,
    }


def _ask_about_status(client: ReachableClient, *, confirmed: bool) -> None:
    if confirmed:
        return
    if client.status == ClientStatus.DIED:
        raise Asks({"client": (N_("{name} has died. Is this the visit to the family?"), {"name": client.known_as})})
    if client.status == ClientStatus.PAUSED:
        raise Asks({"client": (N_("The care of {name} is paused. Plan it all the same?"), {"name": client.known_as})})
    if client.status == ClientStatus.DISCHARGED:
        raise Asks(
            {"client": (N_("{name} is no longer in your care. Plan it all the same?"), {"name": client.known_as})}
        )


def _still_a_plan(visit: Visit, seen: int) -> None:
    """Refused in words, unless she saw an older version: then she is shown what stands now."""
    if visit.version != seen:
        return
    if visit.finished_at is not None:
        raise RuleBroken(N_("This visit has been recorded. Correct the record instead."), code="visit-recorded")
    if visit.cancelled_at is not None:
        raise RuleBroken(N_("This visit was cancelled."), code="visit-cancelled")


def _done(visit: Visit) -> Done:
    return Done({"visit": str(visit.id)}, about=f"visit/{visit.id}", clients=(str(visit.client_id),))
