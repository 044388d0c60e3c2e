"""One member of a team, living or gone."""

from uuid import UUID

from sqlalchemy import bindparam, select
from sqlmodel import Session

from app.domain.errors import NotFound
from app.domain.words import N_
from app.models import Account, Membership
from app.models.base import columns

A, M = columns(Account), columns(Membership)

BY_EMAIL = (
    select(M.id)
    .join(Account, A.id == M.account_id)
    .where(M.team_id == bindparam("team"), A.email == bindparam("email"), M.ended_at.is_(None))
)


def living_by_email(session: Session, team_id: UUID, email: str) -> UUID:
    """The living membership of whoever signs in with this address; for the command line."""
    row = session.execute(BY_EMAIL, {"team": team_id, "email": email.strip().lower()}).first()
    if row is None:
        raise NotFound(N_("Nobody in this team signs in with that address."))
    return UUID(str(row.id))
