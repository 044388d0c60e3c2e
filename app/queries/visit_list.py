"""A client's visits as lists: the section of her page, and all of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import and_, bindparam, func, select
from sqlmodel import Session

from app.domain.visit import Task, VisitState, state_of, tasks_of
from app.models import Membership, Visit
from app.models.base import columns
from app.queries.access import Nurse, reachable_client

V, M = columns(Visit), columns(Membership)


@dataclass(frozen=True)
class VisitLine:
    """A visit in a client's list."""

    id: UUID
    planned_at: datetime
    minutes: int
    tasks: Sequence[Task]
    state: VisitState
    nurse_name: str
    started_at: datetime | None
    finished_at: datetime | None


@dataclass(frozen=True)
class VisitCard:
    """The section of a client's page: what comes, and what was."""

    client_id: UUID
    next: Sequence[VisitLine]
    last: Sequence[VisitLine]


OF_A_LINE = select(
    V.id,
    V.planned_at,
    V.minutes,
    V.tasks,
    V.started_at,
    V.finished_at,
    V.cancelled_at,
    M.name.label("nurse_name"),
).outerjoin(Membership, and_(M.team_id == V.team_id, M.id == func.coalesce(V.started_by, V.membership_id)))
NEXT = (
    OF_A_LINE.where(
        V.team_id == bindparam("team"),
        V.client_id == bindparam("client"),
        V.day >= bindparam("today"),
        V.finished_at.is_(None),
        V.cancelled_at.is_(None),
    )
    .order_by(V.planned_at, V.id)
    .limit(3)
)
LAST = (
    OF_A_LINE.where(V.team_id == bindparam("team"), V.client_id == bindparam("client"), V.started_at.is_not(None))
    .order_by(V.planned_at.desc(), V.id.desc())
    .limit(2)
)
ALL_OF_ONE = (
    OF_A_LINE.where(
        V.team_id == bindparam("team"), V.client_id == bindparam("client"), V.planned_at < bindparam("before")
    )
    .order_by(V.planned_at.desc(), V.id.desc())
    .limit(51)
)
A_PAGE = 50
TO_COME = (
    V.team_id == bindparam("team"),
    V.started_at.is_(None),
    V.cancelled_at.is_(None),
    V.planned_at > bindparam("since"),
)
"""Neither begun nor cancelled, and planned for later than ``since``."""
HOW_MANY_TO_COME = select(func.count()).where(*TO_COME, V.client_id == bindparam("client"))


def how_many_to_come(session: Session, team_id: UUID, client_id: UUID, now: datetime) -> int:
    values = {"team": team_id, "client": client_id, "since": now}
    found: int = session.execute(HOW_MANY_TO_COME, values).scalar_one()
    return found


def card(session: Session, client_id: UUID, team_id: UUID, today: date) -> VisitCard:
    values = {"team": team_id, "client": client_id, "today": today}
    return VisitCard(client_id, _lines(session.execute(NEXT, values)), _lines(session.execute(LAST, values)))


@dataclass(frozen=True)
class ClientVisitsPage:
    """All visits to one client, newest first."""

    clients: Sequence[str]
    client_id: UUID
    called: str
    lines: Sequence[VisitLine]
    earlier: datetime | None
    """Where the next page begins, when there are more."""


def client_visits_page(session: Session, nurse: Nurse, client_id: UUID, before: datetime) -> ClientVisitsPage:
    client = reachable_client(session, nurse, client_id)
    found = _lines(session.execute(ALL_OF_ONE, {"team": nurse.team_id, "client": client.id, "before": before}))
    lines = found[:A_PAGE]
    earlier = lines[-1].planned_at if len(found) > A_PAGE else None
    return ClientVisitsPage((str(client.id),), client.id, client.known_as, lines, earlier)


def _lines(rows: Any) -> list[VisitLine]:
    return [
        VisitLine(
            row.id,
            row.planned_at,
            row.minutes,
            tasks_of(row.tasks),
            state_of(started_at=row.started_at, finished_at=row.finished_at, cancelled_at=row.cancelled_at),
            row.nurse_name or "",
            row.started_at,
            row.finished_at,
        )
        for row in rows
    ]
