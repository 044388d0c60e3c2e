"""The page of one member: her facts, her competences with their authors, and what the team can propose."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import and_, bindparam, select
from sqlmodel import Session

from app.domain.errors import NotFound
from app.domain.team import CompetenceState, Ending, MemberKind, ProposalKind, competence_state, initials
from app.domain.words import N_
from app.models import Competence, GuestDay, Membership, Suspension
from app.models.base import columns, metadata
from app.queries.access import Nurse
from app.queries.membership import is_last_nurse
from app.queries.proposal import ProposalLine, proposals_about

C, G, M, U = columns(Competence), columns(GuestDay), columns(Membership), columns(Suspension)
By = metadata.tables["membership"].alias("by_member")
Out = metadata.tables["membership"].alias("out_member")

MEMBER = select(
    M.id, M.account_id, M.kind, M.name, M.profession, M.contract_hours, M.since, M.ended_at, M.ended_why, M.version
).where(M.team_id == bindparam("team"), M.id == bindparam("membership"))
HELD = (
    select(U.began_at, U.reason, U.by_provider, U.lifted_at)
    .where(U.team_id == bindparam("team"), U.membership_id == bindparam("membership"))
    .order_by(U.id.desc())
)
RECORDED = (
    select(
        C.id,
        C.name,
        C.shown_on,
        C.expires_on,
        C.note,
        C.withdrawn_at,
        By.c.name.label("author"),
        Out.c.name.label("out"),
    )
    .join(By, and_(By.c.team_id == C.team_id, By.c.id == C.recorded_by))
    .outerjoin(Out, and_(Out.c.team_id == C.team_id, Out.c.id == C.withdrawn_by))
    .where(C.team_id == bindparam("team"), C.membership_id == bindparam("membership"))
    .order_by(C.name, C.id)
)
DAYS = select(G.day).where(G.team_id == bindparam("team"), G.membership_id == bindparam("membership")).order_by(G.day)
TIMES_HERE = (
    select(M.id, M.kind, M.since, M.ended_at, M.ended_why)
    .where(M.team_id == bindparam("team"), M.account_id == bindparam("account"))
    .order_by(M.since.desc(), M.id.desc())
)


@dataclass(frozen=True)
class RecordedCompetence:
    """A competence with who recorded it, and who withdrew it when somebody did."""

    id: UUID
    name: str
    shown_on: date
    expires_on: date | None
    note: str
    author: str
    state: CompetenceState
    withdrawn_at: datetime | None
    withdrawn_by: str


@dataclass(frozen=True)
class TimeHere:
    """One membership of the same person: people leave and come back."""

    kind: MemberKind
    since: date
    ended_at: datetime | None
    ended_why: Ending | None


@dataclass(frozen=True)
class Held:
    """A suspension, standing or lifted."""

    began_at: datetime
    reason: str
    by_provider: bool
    lifted_at: datetime | None


@dataclass(frozen=True)
class MemberPage:
    """One person in the team: facts, and what the team can do together."""

    id: UUID
    name: str
    kind: MemberKind
    profession: str
    contract_hours: float | None
    since: date
    version: int
    is_living: bool
    is_me: bool
    has_a_voice: bool
    is_last_nurse: bool
    competences: Sequence[RecordedCompetence]
    withdrawn: Sequence[RecordedCompetence]
    days: Sequence[date]
    days_ahead: Sequence[date]
    times_here: Sequence[TimeHere]
    suspensions: Sequence[Held]
    proposals: Sequence[ProposalLine]

    @property
    def initials(self) -> str:
        return initials(self.name)

    @property
    def is_guest(self) -> bool:
        return self.kind is MemberKind.GUEST

    @property
    def is_suspended(self) -> bool:
        return any(one.lifted_at is None for one in self.suspensions)

    @property
    def may_propose(self) -> Sequence[ProposalKind]:
        """What this nurse can propose about her colleague: nothing twice, nothing about herself."""
        if self.is_me or not self.has_a_voice or not self.is_living:
            return ()
        open_kinds = {one.kind for one in self.proposals if one.is_open}
        ending = () if self.is_guest else (ProposalKind.END_MEMBERSHIP,)
        return tuple(kind for kind in (*self._holding, *ending) if kind not in open_kinds)

    @property
    def _holding(self) -> Sequence[ProposalKind]:
        if not self.is_suspended:
            return (ProposalKind.SUSPEND,)
        by_team = any(one.lifted_at is None and not one.by_provider for one in self.suspensions)
        return (ProposalKind.LIFT_SUSPENSION,) if by_team else ()


def member_page(session: Session, nurse: Nurse, membership_id: UUID, now: datetime) -> MemberPage:
    """A member of this team, living or gone; anybody else is not found."""
    here = {"team": nurse.team_id, "membership": membership_id}
    row = session.execute(MEMBER, here).one_or_none()
    if row is None:
        raise NotFound(N_("This person is not in the team."))
    recorded = [_recorded(one, nurse.today) for one in session.execute(RECORDED, here)]
    days = session.execute(DAYS, here).scalars().all()
    times = session.execute(TIMES_HERE, {"team": nurse.team_id, "account": row.account_id}).all()
    is_me = row.id == nurse.membership_id
    return MemberPage(
        id=row.id,
        name=row.name,
        kind=MemberKind(row.kind),
        profession=row.profession,
        contract_hours=row.contract_hours,
        since=row.since,
        version=row.version,
        is_living=row.ended_at is None,
        is_me=is_me,
        has_a_voice=not nurse.is_guest,
        is_last_nurse=is_me and is_last_nurse(session, nurse.team_id, nurse.membership_id),
        competences=[one for one in recorded if one.withdrawn_at is None],
        withdrawn=[one for one in recorded if one.withdrawn_at is not None],
        days=days,
        days_ahead=[day for day in days if day >= nurse.today],
        times_here=[
            TimeHere(MemberKind(one.kind), one.since, one.ended_at, Ending(one.ended_why) if one.ended_why else None)
            for one in times
        ],
        suspensions=[
            Held(one.began_at, one.reason, one.by_provider, one.lifted_at) for one in session.execute(HELD, here)
        ],
        proposals=proposals_about(session, nurse, row.id, now),
    )


def _recorded(row: Any, today: date) -> RecordedCompetence:
    return RecordedCompetence(
        row.id,
        row.name,
        row.shown_on,
        row.expires_on,
        row.note,
        row.author,
        competence_state(expires_on=row.expires_on, today=today),
        row.withdrawn_at,
        row.out or "",
    )
