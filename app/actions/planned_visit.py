"""Visits still to come, when the client or the nurse for whom they were planned is no longer there.

A visit of this morning that nobody has written up yet stays as it is: somebody may have been there.
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy import bindparam, update
from sqlmodel import Session

from app.actions.rows import changed
from app.models import Visit
from app.models.base import columns
from app.queries.visit_list import TO_COME

V = columns(Visit)

CANCEL = (
    update(Visit)
    .where(*TO_COME, V.client_id == bindparam("client"))
    .values(cancelled_at=bindparam("now"), cancelled_why=bindparam("why"), version=V.version + 1)
    .execution_options(synchronize_session=False)
)
TO_SOMEBODY = (
    update(Visit)
    .where(*TO_COME, V.membership_id == bindparam("membership"))
    .values(membership_id=bindparam("to"), version=V.version + 1)
    .execution_options(synchronize_session=False)
)
TO_NOBODY_OF_CLIENT = (
    update(Visit)
    .where(*TO_COME, V.membership_id == bindparam("membership"), V.client_id == bindparam("client"))
    .values(membership_id=None, version=V.version + 1)
    .execution_options(synchronize_session=False)
)


def cancel(session: Session, team_id: UUID, client_id: UUID, *, why: str, now: datetime) -> int:
    """None of them takes place; returns how many there were. The plans stay readable with the reason."""
    return changed(session, CANCEL, {"team": team_id, "client": client_id, "why": why, "since": now, "now": now})


def pass_on(session: Session, team_id: UUID, membership_id: UUID, *, to: UUID | None, since: datetime) -> int:
    """All hers go to somebody, or to nobody yet: gaps that the team sees. Returns how many there were."""
    return changed(session, TO_SOMEBODY, {"team": team_id, "membership": membership_id, "to": to, "since": since})


def leave_open(session: Session, team_id: UUID, membership_id: UUID, client_id: UUID, now: datetime) -> int:
    """Hers to this client are nobody's yet."""
    values = {"team": team_id, "membership": membership_id, "client": client_id, "since": now}
    return changed(session, TO_NOBODY_OF_CLIENT, values)
