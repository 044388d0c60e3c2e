"""Changing rows by one conditional statement, so that of several at once one wins."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import CursorResult
from sqlalchemy.sql.dml import UpdateBase
from sqlmodel import Session

from app.domain.errors import RuleBroken
from app.domain.words import N_
from app.models.base import TeamRow


def changed(session: Session, statement: UpdateBase, values: Mapping[str, Any]) -> int:
    """Run it after whatever the session still holds back, and say how many rows it met."""
    session.flush()
    result = session.execute(statement, dict(values))
    return result.rowcount if isinstance(result, CursorResult) else 0


def not_there_yet(session: Session, table: type[TeamRow], team_id: UUID, row_id: UUID) -> UUID:
    """The id for a new row that the command brought. Sent before under another operation, it is refused in words."""
    if session.get(table, (team_id, row_id)) is not None:
        raise RuleBroken(N_("This was sent before. Load the page again to see it."), code="id-taken")
    return row_id
