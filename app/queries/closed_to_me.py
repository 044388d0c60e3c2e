"""The conflicts a member has declared herself: a page of her own, where she says that one is over."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import and_, bindparam, exists, select
from sqlmodel import Session

from app.domain.client import ClosedKind, called
from app.models import Client, ClosedRecord
from app.models.base import columns
from app.queries.access import IS_MINE, Nurse

C, X = columns(Client), columns(ClosedRecord)

MINE = (
    select(X.client_id, X.reason, X.at, C.known_as, C.given_names)
    .join(Client, and_(C.team_id == X.team_id, C.id == X.client_id))
    .where(
        X.team_id == bindparam("team"),
        exists().where(IS_MINE).correlate(ClosedRecord),
        X.kind == ClosedKind.CONFLICT.value,
        X.ended_at.is_(None),
    )
    .order_by(X.id)
)


@dataclass(frozen=True)
class OwnConflict:
    """Whom it is about, by the name she likes and no more, and what this member said herself."""

    client_id: UUID
    called: str
    reason: str
    at: datetime


@dataclass(frozen=True)
class OwnConflictsPage:
    """What others wrote about this member (an exclusion) is not on it."""

    conflicts: Sequence[OwnConflict]

    @property
    def clients(self) -> tuple[UUID, ...]:
        return tuple(one.client_id for one in self.conflicts)


def own_conflicts(session: Session, nurse: Nurse) -> OwnConflictsPage:
    rows = session.execute(MINE, {"team": nurse.team_id, "me": nurse.membership_id})
    return OwnConflictsPage(
        [OwnConflict(row.client_id, called(row.known_as, row.given_names), row.reason, row.at) for row in rows]
    )
