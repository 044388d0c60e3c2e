"""Whether a record is closed to a member other than the one who asks: before she is named, or sent there."""

from uuid import UUID

from sqlalchemy import and_, bindparam, select
from sqlmodel import Session

from app.queries.access import ME, SAME, X

CLOSED_TO = (
    select(X.id)
    .join(SAME, and_(SAME.c.team_id == X.team_id, SAME.c.id == X.membership_id))
    .join(ME, and_(ME.c.team_id == X.team_id, ME.c.account_id == SAME.c.account_id))
    .where(
        X.team_id == bindparam("team"),
        X.client_id == bindparam("client"),
        ME.c.id == bindparam("me"),
        X.ended_at.is_(None),
    )
)


def is_closed_to(session: Session, team_id: UUID, client_id: UUID, membership_id: UUID) -> bool:
    """Whether this record is closed to that member: she is neither named nor sent there."""
    values = {"team": team_id, "client": client_id, "me": membership_id}
    return session.execute(CLOSED_TO, values).first() is not None
