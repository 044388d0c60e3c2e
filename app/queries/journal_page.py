"""The team's page of its journal: who looked at or changed what, newest first."""

from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import Select, bindparam, select
from sqlmodel import Session

from app.domain.journal import Outcome
from app.domain.team import MemberKind, ProposalKind, initials
from app.domain.team_setting import KINDS
from app.models import Invitation, JournalLine, Membership, Proposal, Seal
from app.models.base import columns
from app.queries.access import Nurse

I, J, M = columns(Invitation), columns(JournalLine), columns(Membership)
Q, S = columns(Proposal), columns(Seal)

PAGE = 20
NEWEST = UUID(int=2**128 - 1)

PEOPLE = (
    select(M.id, M.account_id, M.name, M.ended_at)
    .where(M.team_id == bindparam("team"))
    .order_by(M.ended_at.is_not(None), M.name, M.id)
)
NEWEST_SEAL = select(S.number, S.at).where(S.team_id == bindparam("team")).order_by(S.number.desc()).limit(1)
INVITED = select(I.id, I.kind, I.name).where(
    I.team_id == bindparam("team"), I.id.in_(bindparam("invitations", expanding=True))
)
PROPOSED = select(Q.id, Q.kind, Q.membership_id).where(
    Q.team_id == bindparam("team"), Q.id.in_(bindparam("proposals", expanding=True))
)


@dataclass(frozen=True)
class JournalFilter:
    """What is asked for; nothing given is everything. ``before`` is the line after which the page goes on."""

    person: UUID | None = None
    day: date | None = None
    outcome: Outcome | None = None
    before: UUID | None = None


@dataclass(frozen=True)
class Subject:
    """What a line is about: its name, the page it has below the team's address, and of which kind it is."""

    page: str
    name: str
    kind: MemberKind | ProposalKind | None = None
    is_setting: bool = False
    """The name is then a setting's label, in English."""


@dataclass(frozen=True)
class Look:
    """One line. ``name`` is empty for the clock and the command line, and for somebody outside the team."""

    id: UUID
    at: datetime
    name: str
    is_outsider: bool
    what: str
    about: Subject | None
    """Nothing where the row is not the team's, or has no name."""
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
    subjects = _subjects(session, nurse, rows[:PAGE], by_id)
    seal = session.execute(NEWEST_SEAL, {"team": nurse.team_id}).first()
    return JournalPage(
        looks=[_look(row, names, subjects) for row in rows[:PAGE]],
        people=[(row.id, row.name) for row in people],
        asked=asked,
        earlier=rows[PAGE - 1].id if len(rows) > PAGE else None,
        seals=seal.number if seal else 0,
        sealed_at=seal.at if seal else None,
    )


def _look(row: Any, names: Mapping[UUID, str], subjects: Mapping[tuple[str, str], Subject]) -> Look:
    return Look(
        id=row.id,
        at=row.at,
        name=names.get(row.account_id, ""),
        is_outsider=row.account_id is not None and row.account_id not in names,
        what=row.what,
        about=next((subjects[part] for part in _parts(row.about) if part in subjects), None),
        clients=len(row.clients),
        reason=row.reason,
        outcome=Outcome(row.outcome),
        code=row.code,
    )


def _subjects(
    session: Session, nurse: Nurse, rows: Sequence[Any], people: Mapping[UUID, Any]
) -> Mapping[tuple[str, str], Subject]:
    """Kind and id, as the lines name them → what stands behind: two statements, however many lines there are."""
    parts = {part for row in rows for part in _parts(row.about)}
    team = {"team": nurse.team_id}
    invited = session.execute(INVITED, team | {"invitations": _ids("invitation", parts)})
    proposed = session.execute(PROPOSED, team | {"proposals": _ids("proposal", parts)})
    settings = {name: Subject(f"settings/{name}", kind.label, is_setting=True) for name, kind in KINDS.items()}
    return {
        **{("membership", str(one.id)): Subject(f"members/{one.id}", one.name) for one in people.values()},
        **{(word, name): subject for name, subject in settings.items() for word in ("setting", "name")},
        **{
            ("invitation", str(one.id)): Subject(
                "" if nurse.is_guest else f"invitations/{one.id}", one.name, MemberKind(one.kind)
            )
            for one in invited
        },
        **{
            ("proposal", str(one.id)): Subject(
                f"proposals/{one.id}", people[one.membership_id].name, ProposalKind(one.kind)
            )
            for one in proposed
        },
    }


def _parts(about: str) -> list[tuple[str, str]]:
    """``membership/<id> competence/<id>`` as pairs."""
    return [(word, value) for word, _, value in (part.partition("/") for part in about.split())]


def _ids(kind: str, parts: Collection[tuple[str, str]]) -> list[UUID]:
    found = []
    for word, value in parts:
        if word == kind:
            with suppress(ValueError):
                found.append(UUID(value))
    return found


def _day(day: date, nurse: Nurse) -> tuple[datetime, datetime]:
    """The instants between which it is that day in the team's zone."""
    begins = datetime.combine(day, time(), nurse.zone).astimezone(UTC)
    ends = datetime.combine(day + timedelta(days=1), time(), nurse.zone).astimezone(UTC)
    return begins, ends
