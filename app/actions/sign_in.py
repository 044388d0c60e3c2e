"""Sign-in, sessions and what counts attempts. (Being built.)"""

from datetime import datetime
from uuid import UUID

from sqlalchemy import bindparam, update
from sqlmodel import Session

from app.models import SignInSession
from app.models.base import columns

TOUCH = (
    update(SignInSession)
    .where(SignInSession.id == bindparam("session"))
    .values(seen_at=bindparam("now"))
    .execution_options(synchronize_session=False)
)


def touch(session: Session, session_id: UUID, now: datetime) -> None:
    """The session was used."""
    session.execute(TOUCH, {"session": session_id, "now": now})
