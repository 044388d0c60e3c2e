"""What is not kept for ever: receipts of accepted commands, and sessions that are over. Safe to run twice."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import bindparam, delete, or_
from sqlmodel import Session

from app.models import Receipt, SignInSession
from app.models.base import columns
from app.models.directory import SessionKind

RECEIPTS_KEPT = timedelta(days=400)
"""A tablet that slept for a year may still send what it holds, and gets the same answer."""
SESSIONS_KEPT = timedelta(days=30)
"""How long a form that was sent too late still says whose it was."""

R, S = columns(Receipt), columns(SignInSession)

FORGET_RECEIPTS = (
    delete(Receipt)
    .where(R.team_id == bindparam("team"), R.at < bindparam("before"))
    .execution_options(synchronize_session=False)
)
FORGET_SESSIONS = (
    delete(SignInSession)
    .where(or_(S.ends_at < bindparam("before"), S.ended_at < bindparam("before")))
    .execution_options(synchronize_session=False)
)
FORGET_BEGUN = (
    delete(SignInSession)
    .where(S.kind != SessionKind.FULL.value, S.ends_at < bindparam("now"))
    .execution_options(synchronize_session=False)
)


def forget_receipts(session: Session, team_id: UUID, now: datetime) -> None:
    session.execute(FORGET_RECEIPTS, {"team": team_id, "before": now - RECEIPTS_KEPT})


def forget_sessions(session: Session, now: datetime) -> None:
    """Sessions that were over a month ago, and sign-ins that were begun and not finished in their time."""
    session.execute(FORGET_SESSIONS, {"before": now - SESSIONS_KEPT})
    session.execute(FORGET_BEGUN, {"now": now})
