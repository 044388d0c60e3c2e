"""The team's home: who is in it, who is on the way in, and what waits for a voice."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import and_, bindparam, select
from sqlmodel import Session

from app.domain.team import SEATS, CompetenceState, MemberKind, competence_state, initials
from app.models import Competence, GuestDay, Invitation, Membership, Proposal
from app.models.base import columns
from app.queries.access import Nurse
from app.queries.caseload_list import how_many_unnamed
from app.queries.membership import IS_SUSPENDED
from app.queries.proposal import ProposalLine, open_proposals

C, G, I, M = columns(Competence), columns(GuestDay), columns(Invitation), columns(Membership)
Q = columns(Proposal)

MEMBERS = (
    select(M.id, M.kind, M.name, M.profession, M.contract_hours, M.since, IS_SUSPENDED.label("is_suspended"))
    .where(M.team_id == bindparam("team"), M.ended_at.is_(None))
    .order_by(M.name, M.id)
)
"""By name, never by seat: nobody stands first."""

COMPETENCES = (
    select(C.membership_id, C.name, C.expires_on)
    .join(Membership, and_(M.team_id == C.team_id, M.id == C.membership_id))
    .where(C.team_id == bindparam("team"), C.withdrawn_at.is_(None), M.ended_at.is_(None))
    .order_by(C.name, C.expires_on)
)
GUEST_DAYS = (
    select(G.membership_id, G.day).where(G.team_id == bindparam("team"), G.day >= bindparam("today")).order_by(G.day)
)
INVITATIONS = (
    select(I.id, I.kind, I.name, I.expires_at)
    .where(
        I.team_id == bindparam("team"),
        I.used_at.is_(None),
        I.withdrawn_at.is_(None),
        I.expires_at > bindparam("now"),
    )
    .order_by(I.expires_at, I.id)
)
ANY_SETTLED = select(Q.id).where(Q.team_id == bindparam("team"), Q.outcome.is_not(None)).limit(1)


@dataclass(frozen=True)
class CompetencePill:
    """A competence as it stands today."""

    name: str
    state: CompetenceState
    expires_on: date | None


@dataclass(frozen=True)
class MemberLine:
    """A nurse or a guest in the team's list. ``days`` are a guest's, from today on."""

    id: UUID
    name: str
    kind: MemberKind
    profession: str
    contract_hours: float | None
    is_suspended: bool
    is_me: bool
    competences: Sequence[CompetencePill]
    days: Sequence[date]

    @property
    def initials(self) -> str:
        return initials(self.name)


@dataclass(frozen=True)
class InvitationLine:
    """An invitation nobody has used yet."""

    id: UUID
    kind: MemberKind
    name: str
    expires_at: datetime


@dataclass(frozen=True)
class TeamPage:
    """Everybody in the team by name. ``has_a_voice`` is false for a guest only."""

    team_name: str
    nurses: Sequence[MemberLine]
    guests: Sequence[MemberLine]
    invitations: Sequence[InvitationLine]
    proposals: Sequence[ProposalLine]
    has_a_voice: bool
    has_settled: bool
    """Whether there are older proposals to be read."""
    unnamed: int
    """How many clients wait for somebody to hold their case."""
    seats: int = SEATS

    @property
    def is_full(self) -> bool:
        return len(self.nurses) >= self.seats


def team_page(session: Session, nurse: Nurse, now: datetime) -> TeamPage:
    known = {"team": nurse.team_id}
    members = session.execute(MEMBERS, known).all()
    pills = _by_member(session.execute(COMPETENCES, known).all())
    days = _by_member(session.execute(GUEST_DAYS, known | {"today": nurse.today}).all())
    lines = [_line(row, nurse, pills.get(row.id, ()), days.get(row.id, ())) for row in members]
    invitations = session.execute(INVITATIONS, known | {"now": now}).all()
    return TeamPage(
        team_name=nurse.team_name,
        nurses=[line for line in lines if line.kind is MemberKind.NURSE],
        guests=[line for line in lines if line.kind is MemberKind.GUEST],
        invitations=[InvitationLine(row.id, MemberKind(row.kind), row.name, row.expires_at) for row in invitations],
        proposals=open_proposals(session, nurse, now),
        has_a_voice=not nurse.is_guest,
        has_settled=session.execute(ANY_SETTLED, known).first() is not None,
        unnamed=how_many_unnamed(session, nurse),
    )


def _by_member(rows: Sequence[Any]) -> Mapping[UUID, Sequence[Any]]:
    found: dict[UUID, list[Any]] = {}
    for row in rows:
        found.setdefault(row.membership_id, []).append(row)
    return found


def _line(row: Any, nurse: Nurse, pills: Sequence[Any], days: Sequence[Any]) -> MemberLine:
    return MemberLine(
        id=row.id,
        name=row.name,
        kind=MemberKind(row.kind),
        profession=row.profession,
        contract_hours=row.contract_hours,
        is_suspended=row.is_suspended,
        is_me=row.id == nurse.membership_id,
        competences=[
            CompetencePill(pill.name, competence_state(expires_on=pill.expires_on, today=nurse.today), pill.expires_on)
            for pill in pills
        ],
        days=[day.day for day in days],
    )
