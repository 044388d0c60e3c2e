"""One member of a team, living or gone."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import bindparam, exists, select
from sqlmodel import Session

from app.domain.errors import NotFound
from app.domain.team import MemberKind
from app.domain.words import N_
from app.models import Account, Membership, Suspension
from app.models.base import columns

A, M, U = columns(Account), columns(Membership), columns(Suspension)

IS_SUSPENDED = (
    exists().where(U.team_id == M.team_id, U.membership_id == M.id, U.lifted_at.is_(None)).correlate(Membership)
)
IS_SUSPENDED_BY_TEAM = IS_SUSPENDED.where(U.by_provider.is_(False)).label("is_suspended_by_team")
IS_SUSPENDED_BY_PROVIDER = IS_SUSPENDED.where(U.by_provider.is_(True)).label("is_suspended_by_provider")
LIVING = select(M.id, M.name, M.kind, M.account_id, IS_SUSPENDED_BY_TEAM, IS_SUSPENDED_BY_PROVIDER).where(
    M.team_id == bindparam("team"), M.id == bindparam("membership"), M.ended_at.is_(None)
)
BY_EMAIL = (
    select(M.id)
    .join(Account, A.id == M.account_id)
    .where(M.team_id == bindparam("team"), A.email == bindparam("email"), M.ended_at.is_(None))
)
NURSES = select(M.id).where(
    M.team_id == bindparam("team"), M.ended_at.is_(None), M.kind == MemberKind.NURSE.value, ~IS_SUSPENDED
)


@dataclass(frozen=True)
class LivingMember:
    """Somebody who is in the team, suspended or not."""

    id: UUID
    name: str
    kind: MemberKind
    account_id: UUID
    is_suspended_by_team: bool
    """What two members began, two members can end; the provider ends what the provider began."""
    is_suspended_by_provider: bool

    @property
    def is_suspended(self) -> bool:
        return self.is_suspended_by_team or self.is_suspended_by_provider


def living_member(session: Session, team_id: UUID, membership_id: UUID) -> LivingMember:
    """The member of this team, or ``NotFound``: also for another team's, and for who has left."""
    row = session.execute(LIVING, {"team": team_id, "membership": membership_id}).one_or_none()
    if row is None:
        raise NotFound(N_("This person is not in the team."))
    kind = MemberKind(row.kind)
    return LivingMember(row.id, row.name, kind, row.account_id, row.is_suspended_by_team, row.is_suspended_by_provider)


def has_nurses(session: Session, team_id: UUID) -> bool:
    """Whether anybody can open the team and invite: guests and whoever is suspended are not counted."""
    return session.execute(NURSES, {"team": team_id}).first() is not None


def is_last_nurse(session: Session, team_id: UUID, membership_id: UUID) -> bool:
    """Whether nobody else can open the team; whoever is suspended cannot open it herself, and is not the last."""
    return session.execute(NURSES, {"team": team_id}).scalars().all() == [membership_id]


def living_by_email(session: Session, team_id: UUID, email: str) -> UUID:
    """The living membership of whoever signs in with this address; for the command line."""
    row = session.execute(BY_EMAIL, {"team": team_id, "email": email.strip().lower()}).first()
    if row is None:
        raise NotFound(N_("Nobody in this team signs in with that address."))
    return UUID(str(row.id))
