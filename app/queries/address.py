"""From the secret in a link to the team and the row it opens."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlmodel import Session

from app.models import AddressOf
from app.models.base import columns

D = columns(AddressOf)

ADDRESSED = select(D.team_id, D.id).where(D.secret_hash == bindparam("secret_hash"), D.kind == bindparam("of_kind"))


@dataclass(frozen=True)
class Addressed:
    """The team, and the row inside its fence."""

    team_id: UUID
    id: UUID


def addressed(session: Session, secret_hash: str, kind: str) -> Addressed | None:
    """What a link of this kind opens; None for a secret that was never given out."""
    row = session.execute(ADDRESSED, {"secret_hash": secret_hash, "of_kind": kind}).one_or_none()
    return Addressed(row.team_id, row.id) if row else None
