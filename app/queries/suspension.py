"""What a suspended member is told at the door: since when, why, and who can lift it. She reads nothing else."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import and_, bindparam, select
from sqlmodel import Session

from app.models import Membership, Suspension, Team
from app.models.base import columns
from app.queries.team_setting import settings_of

M, T, U = columns(Membership), columns(Team), columns(Suspension)

HELD = (
    select(T.name, U.began_at, U.reason, U.by_provider)
    .join(Membership, and_(M.team_id == U.team_id, M.id == U.membership_id))
    .join(Team, T.team_id == U.team_id)
    .where(
        U.team_id == bindparam("team"),
        M.account_id == bindparam("account"),
        M.ended_at.is_(None),
        U.lifted_at.is_(None),
    )
    .order_by(U.began_at, U.id)
)


@dataclass(frozen=True)
class HeldOut:
    """A suspension that stands, as the person it is about reads it."""

    team_name: str
    began_at: datetime
    reason: str
    by_provider: bool
    zone: ZoneInfo


def suspensions_of(session: Session, team_id: UUID, account_id: UUID) -> list[HeldOut]:
    """What keeps this account out of the team now; nothing for whoever is not suspended there."""
    rows = session.execute(HELD, {"team": team_id, "account": account_id}).all()
    if not rows:
        return []
    zone = settings_of(session, team_id).zone
    return [HeldOut(row.name, row.began_at, row.reason, row.by_provider, zone) for row in rows]
