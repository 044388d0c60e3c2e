"""A note in the timeline, to be written or corrected."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import and_, bindparam, select
from sqlmodel import Session

from app.domain.errors import NotFound
from app.domain.words import N_
from app.models import Entry, Membership
from app.models.base import columns
from app.queries.access import Nurse, ReachableClient, reachable_client

N, M = columns(Entry), columns(Membership)

ENTRY = (
    select(N.id, N.client_id, N.text, N.happened_at, M.name)
    .outerjoin(Membership, and_(M.team_id == N.team_id, M.id == N.author))
    .where(N.team_id == bindparam("team"), N.id == bindparam("entry"))
)


@dataclass(frozen=True)
class EntryPage:
    """A new note, or one to be corrected."""

    client: ReachableClient
    clients: Sequence[str]
    entry_id: UUID | None = None
    text: str = ""
    by: str = ""
    happened_at: datetime | None = None


def new_entry_page(session: Session, nurse: Nurse, client_id: UUID) -> EntryPage:
    client = reachable_client(session, nurse, client_id)
    return EntryPage(client, (str(client.id),))


def entry_page(session: Session, nurse: Nurse, entry_id: UUID) -> EntryPage:
    row = session.execute(ENTRY, {"team": nurse.team_id, "entry": entry_id}).one_or_none()
    if row is None:
        raise NotFound(N_("There is no such entry."))
    client = reachable_client(session, nurse, row.client_id)
    return EntryPage(client, (str(client.id),), row.id, row.text, row.name or "", row.happened_at)
