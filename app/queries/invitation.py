"""What an invitation says: to whoever opens its link, and to the members who may show it again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import and_, bindparam, func, select
from sqlmodel import Session

from app.domain.errors import NotFound
from app.domain.team import SEATS, InvitationState, MemberKind, invitation_state
from app.domain.words import N_
from app.models import Invitation, Membership, Team
from app.models.base import columns, metadata

I, M, T = columns(Invitation), columns(Membership), columns(Team)
Seated = metadata.tables["membership"].alias("seated").c

SEATED = (
    select(func.count())
    .where(Seated.team_id == I.team_id, Seated.seat.is_not(None))
    .correlate(Invitation)
    .scalar_subquery()
)

STANDING = (
    select(
        I.id,
        I.kind,
        I.name,
        I.email,
        I.profession,
        I.days,
        I.key_id,
        I.made_at,
        I.expires_at,
        I.used_at,
        I.withdrawn_at,
        T.name.label("team_name"),
        T.is_demonstration,
        M.name.label("inviter"),
        SEATED.label("seated"),
    )
    .join(Team, T.team_id == I.team_id)
    .outerjoin(Membership, and_(M.team_id == I.team_id, M.id == I.invited_by))
    .where(I.team_id == bindparam("team"), I.id == bindparam("invitation"))
)

SEATS_TAKEN = select(M.seat).where(M.team_id == bindparam("team"), M.seat.is_not(None))


@dataclass(frozen=True)
class InvitationStanding:
    """An invitation as it stands now. ``inviter`` is empty when the command line founded the team."""

    id: UUID
    team_id: UUID
    team_name: str
    is_demonstration: bool
    """An account made by this invitation carries the same mark."""
    inviter: str
    state: InvitationState
    kind: MemberKind
    name: str
    email: str
    profession: str
    days: Sequence[date]
    made_at: datetime
    expires_at: datetime
    key_id: str
    team_is_full: bool
    """Twelve nurses are in the team already; only said of an invitation for a nurse."""

    @property
    def is_open(self) -> bool:
        return self.state is InvitationState.OPEN


def standing(session: Session, *, team_id: UUID, invitation_id: UUID, now: datetime) -> InvitationStanding:
    """The invitation of this team, or ``NotFound``."""
    row = session.execute(STANDING, {"team": team_id, "invitation": invitation_id}).one_or_none()
    if row is None:
        raise NotFound(N_("There is no such invitation."))
    return InvitationStanding(
        id=row.id,
        team_id=team_id,
        team_name=row.team_name,
        is_demonstration=row.is_demonstration,
        inviter=row.inviter or "",
        state=invitation_state(
            used=row.used_at is not None,
            withdrawn=row.withdrawn_at is not None,
            expires_at=row.expires_at,
            now=now,
        ),
        kind=MemberKind(row.kind),
        name=row.name,
        email=row.email,
        profession=row.profession,
        days=tuple(date.fromisoformat(day) for day in row.days),
        made_at=row.made_at,
        expires_at=row.expires_at,
        key_id=row.key_id,
        team_is_full=row.kind == MemberKind.NURSE and row.seated >= SEATS,
    )


def seats_taken(session: Session, team_id: UUID) -> set[int]:
    """The seats, of twelve, in which somebody sits."""
    return set(session.execute(SEATS_TAKEN, {"team": team_id}).scalars())
