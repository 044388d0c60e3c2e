"""The team's page of its journal: who looked at or changed what, newest first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import Select, bindparam, select
from sqlmodel import Session

from app.domain.journal import Outcome
from app.domain.team import initials
from app.models import JournalLine, Membership, Seal
from app.models.base import columns
from app.queries.access import Nurse

J, M, S = columns(JournalLine), columns(Membership), columns(Seal)

PAGE = 50
NEWEST = UUID(int=2**128 - 1)

PEOPLE = (
    select(M.id, M.account_id, M.name, M.ended_at)
    .where(M.team_id == bindparam("team"))
    .order_by(M.ended_at.is_not(None), M.name, M.id)
)
NEWEST_SEAL = select(S.number, S.at).where(S.team_id == bindparam("team")).order_by(S.number.desc()).limit(1)


@dataclass(frozen=True)
class JournalFilter:
    """What is asked for; nothing given is everything. ``before`` is the line after which the page goes on."""

    person: UUID | None = None
    day: date | None = None
    outcome: Outcome | None = None
    before: UUID | None = None


@dataclass(frozen=True)
class Look:
    """One line. ``name`` is empty for the clock and the command line, and for somebody outside the team."""

    id: UUID
    at: datetime
    name: str
    is_outsider: bool
    what: str
    about: str
    """Whom it was about, where that is somebody of the team."""
    about_id: UUID | None
    clients: int
    reason: str
    outcome: Outcome
    code: str

    @property
    def initials(self) -> str:
        return initials(self.name)


@dataclass(frozen=True)
class JournalPage:
    """A page of the journal, and how far it is sealed."""

    looks: Sequence[Look]
    people: Sequence[tuple[UUID, str]]
    asked: JournalFilter
    earlier: UUID | None
    seals: int
    sealed_at: datetime | None


@lru_cache
def _lines(by_person: bool, by_day: bool, by_outcome: bool) -> Select[Any]:
    statement = select(J.id, J.at, J.account_id, J.what, J.about, J.clients, J.reason, J.outcome, J.code).where(
        J.team_id == bindparam("team"), J.id < bindparam("before")
    )
    if by_person:
        statement = statement.where(J.account_id == bindparam("account"))
    if by_day:
        statement = statement.where(J.at >= bindparam("begins"), J.at < bindparam("ends"))
    if by_outcome:
        statement = statement.where(J.outcome == bindparam("kind_of_line"))
    return statement.order_by(J.id.desc()).limit(bindparam("most"))


for _flags in range(8):
    _lines(bool(_flags & 1), bool(_flags & 2), bool(_flags & 4))


def journal_page(session: Session, nurse: Nurse, asked: JournalFilter) -> JournalPage:
    people = session.execute(PEOPLE, {"team": nurse.team_id}).all()
    by_id = {row.id: row for row in people}
    names = {row.account_id: row.name for row in reversed(people)}
    person = by_id.get(asked.person) if asked.person else None
    values: dict[str, Any] = {"team": nurse.team_id, "before": asked.before or NEWEST, "most": PAGE + 1}
    if person:
        values["account"] = person.account_id
    if asked.day:
        values["begins"], values["ends"] = _day(asked.day, nurse)
    if asked.outcome:
        values["kind_of_line"] = asked.outcome.value
    statement = _lines(person is not None, asked.day is not None, asked.outcome is not None)
    rows = session.execute(statement, values).all()
    seal = session.execute(NEWEST_SEAL, {"team": nurse.team_id}).first()
    return JournalPage(
        looks=[_look(row, names, by_id) for row in rows[:PAGE]],
        people=[(row.id, row.name) for row in people],
        asked=asked,
        earlier=rows[PAGE - 1].id if len(rows) > PAGE else None,
        seals=seal.number if seal else 0,
        sealed_at=seal.at if seal else None,
    )


def _look(row: Any, names: Mapping[UUID, str], people: Mapping[UUID, Any]) -> Look:
    about = people.get(_membership(row.about))
    return Look(
        id=row.id,
        at=row.at,
        name=names.get(row.account_id, ""),
        is_outsider=row.account_id is not None and row.account_id not in names,
        what=row.what,
        about=about.name if about else "",
        about_id=about.id if about else None,
        clients=len(row.clients),
        reason=row.reason,
        outcome=Outcome(row.outcome),
        code=row.code,
    )


def _membership(about: str) -> UUID | None:
    """``membership/<id>`` as an id."""
    word, _, value = about.partition("/")
    try:
        return UUID(value) if word == "membership" else None
    except ValueError:
        return None


def _day(day: date, nurse: Nurse) -> tuple[datetime, datetime]:
    """The instants between which it is that day in the team's zone."""
    begins = datetime.combine(day, time(), nurse.zone).astimezone(UTC)
    ends = datetime.combine(day + timedelta(days=1), time(), nurse.zone).astimezone(UTC)
    return begins, ends
