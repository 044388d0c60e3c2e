"""Days: today's round of one nurse, with the gaps anybody may take, and the team's day by nurse."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import and_, bindparam, or_, select
from sqlmodel import Session

from app.domain.client import age_on, called, full_name
from app.domain.visit import Urgency, VisitState, state_of
from app.models import Client, Membership, Visit
from app.models.base import columns
from app.queries.access import Nurse, open_to
from app.queries.visit_door import AtTheDoor, SaidLast, at_the_door, time_critical

V, C, M = columns(Visit), columns(Client), columns(Membership)

LATE_AFTER = timedelta(minutes=15)
"""A quarter of an hour is traffic; from then on people wait."""

OF_A_STOP = (
    V.id,
    V.client_id,
    V.membership_id,
    V.planned_at,
    V.minutes,
    V.tasks,
    V.urgency,
    V.started_at,
    V.finished_at,
    V.cancelled_at,
    C.known_as,
    C.given_names,
    C.family_name,
    C.born_on,
    C.address,
    C.postcode,
    C.address_key,
    C.phone,
    C.way_in,
    C.language,
    C.interpreter,
    C.understanding,
    C.allergy_knowledge,
)
TAKES_PLACE = or_(V.cancelled_at.is_(None), V.started_at.is_not(None))

MINE_AND_NOBODYS = (
    select(*OF_A_STOP)
    .join(Client, and_(C.team_id == V.team_id, C.id == V.client_id))
    .where(
        V.team_id == bindparam("team"),
        V.day == bindparam("day"),
        or_(V.membership_id == bindparam("me"), V.membership_id.is_(None), V.started_by == bindparam("me")),
        TAKES_PLACE,
        open_to(V.team_id, V.client_id),
    )
    .order_by(V.planned_at, V.id)
)
EVERYBODYS = (
    select(*OF_A_STOP, M.name.label("nurse_name"))
    .join(Client, and_(C.team_id == V.team_id, C.id == V.client_id))
    .outerjoin(Membership, and_(M.team_id == V.team_id, M.id == V.membership_id))
    .where(
        V.team_id == bindparam("team"),
        V.day == bindparam("day"),
        open_to(V.team_id, V.client_id),
    )
    .order_by(V.planned_at, V.id)
)


Homes = dict[str, dict[UUID, str]]
"""Address → who is visited there, as they are called."""


@dataclass(frozen=True)
class Stop:
    """One visit in a day: who, where, what, and where it stands."""

    id: UUID
    client_id: UUID
    called: str
    full_name: str
    phone: str
    planned_at: datetime
    minutes: int
    tasks: Sequence[str]
    urgency: Urgency
    state: VisitState
    started_at: datetime | None
    finished_at: datetime | None
    is_late: bool
    with_whom: Sequence[str]
    """Who else at this address is visited that day, as they are called."""
    timed: Sequence[tuple[str, str]]
    """Medicine that must be given in time, and when."""


@dataclass(frozen=True)
class NextStop:
    """The visit that is next, with what to know before knocking."""

    stop: Stop
    ends_at: datetime
    age: int | None
    address: Sequence[str]
    door: AtTheDoor
    said: SaidLast | None
    way_in: str
    language: str
    interpreter: str
    understanding: str


@dataclass(frozen=True)
class RoundPage:
    """One nurse's visits of one day."""

    day: date
    today: date
    stops: Sequence[Stop]
    gaps: Sequence[Stop]
    next: NextStop | None
    ring: Sequence[Stop]
    """The three after the next one, to be rung when she is late."""
    done: int
    minutes_left: int
    clients: Sequence[str]

    @property
    def before(self) -> date:
        return self.day - timedelta(days=1)

    @property
    def after(self) -> date:
        return self.day + timedelta(days=1)


def round_page(session: Session, nurse: Nurse, day: date, now: datetime) -> RoundPage:
    values = {"team": nurse.team_id, "day": day, "me": nurse.membership_id}
    rows = session.execute(MINE_AND_NOBODYS, values).all()
    timed = time_critical(session, nurse.team_id, [row.client_id for row in rows])
    mine = [row for row in rows if row.membership_id is not None]
    of_mine, of_all = _homes(mine), _homes(rows)
    stops = [_stop(row, of_mine, timed, now) for row in mine]
    gaps = [_stop(row, of_all, timed, now) for row in rows if row.membership_id is None]
    left = [stop for stop in stops if stop.state in (VisitState.NOW, VisitState.LATER)]
    left.sort(key=lambda stop: stop.state is not VisitState.NOW)
    coming = _next(session, nurse, left[0], mine, timed) if left else None
    return RoundPage(
        day,
        nurse.today,
        stops,
        gaps,
        coming,
        left[1:4] if coming else (),
        sum(stop.state is VisitState.DONE for stop in stops),
        sum(stop.minutes for stop in left),
        tuple(dict.fromkeys(str(row.client_id) for row in rows)),
    )


def _next(session: Session, nurse: Nurse, stop: Stop, rows: Sequence[Any], timed: dict[UUID, list[Any]]) -> NextStop:
    row = next(row for row in rows if row.id == stop.id)
    door = at_the_door(
        session,
        nurse.team_id,
        stop.client_id,
        visit_id=stop.id,
        knowledge=row.allergy_knowledge,
        timed=timed.get(stop.client_id, ()),
    )
    return NextStop(
        stop,
        stop.planned_at + timedelta(minutes=stop.minutes),
        age_on(row.born_on, nurse.today) if row.born_on else None,
        [part for part in (*row.address.splitlines(), row.postcode) if part.strip()],
        door,
        door.said,
        row.way_in,
        row.language,
        row.interpreter,
        row.understanding,
    )


def _homes(rows: Sequence[Any]) -> Homes:
    found: Homes = {}
    for row in rows:
        if row.address_key:
            found.setdefault(row.address_key, {})[row.client_id] = called(row.known_as, row.given_names)
    return found


def _stop(row: Any, homes: Homes, timed: dict[UUID, list[Any]], now: datetime) -> Stop:
    state = state_of(started_at=row.started_at, finished_at=row.finished_at, cancelled_at=row.cancelled_at)
    at_home = homes.get(row.address_key, {})
    others = [name for client, name in at_home.items() if client != row.client_id] if len(at_home) > 1 else []
    return Stop(
        row.id,
        row.client_id,
        called(row.known_as, row.given_names),
        full_name(row.given_names, row.family_name),
        row.phone,
        row.planned_at,
        row.minutes,
        [task["text"] for task in row.tasks],
        Urgency(row.urgency),
        state,
        row.started_at,
        row.finished_at,
        state is VisitState.LATER and now - row.planned_at > LATE_AFTER,
        list(dict.fromkeys(others)),
        [(one.name, one.timing) for one in timed.get(row.client_id, ())],
    )


@dataclass(frozen=True)
class NurseDay:
    """What one nurse has on that day; ``name`` is empty for what is nobody's yet."""

    name: str
    is_me: bool
    stops: Sequence[Stop]
    minutes: int


@dataclass(frozen=True)
class TeamDayPage:
    """The team's day by nurse, gaps first."""

    day: date
    today: date
    nurses: Sequence[NurseDay]
    count: int
    clients: Sequence[str]

    @property
    def before(self) -> date:
        return self.day - timedelta(days=1)

    @property
    def after(self) -> date:
        return self.day + timedelta(days=1)


def team_day_page(session: Session, nurse: Nurse, day: date, now: datetime) -> TeamDayPage:
    values = {"team": nurse.team_id, "day": day, "me": nurse.membership_id}
    rows = session.execute(EVERYBODYS, values).all()
    timed = time_critical(session, nurse.team_id, [row.client_id for row in rows])
    homes = _homes(rows)
    by_nurse: dict[tuple[bool, str, UUID | None], list[Stop]] = {}
    for row in rows:
        key = (row.membership_id is not None, row.nurse_name or "", row.membership_id)
        by_nurse.setdefault(key, []).append(_stop(row, homes, timed, now))
    days = [
        NurseDay(
            name,
            membership == nurse.membership_id,
            stops,
            sum(stop.minutes for stop in stops if stop.state is not VisitState.CANCELLED),
        )
        for (_, name, membership), stops in sorted(by_nurse.items(), key=lambda item: item[0][:2])
    ]
    return TeamDayPage(day, nurse.today, days, len(rows), tuple(dict.fromkeys(str(row.client_id) for row in rows)))
