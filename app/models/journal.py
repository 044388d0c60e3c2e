"""Who looked at or changed what, the seals over it, and the receipts of accepted commands."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Index, Text, UniqueConstraint, Uuid
from sqlmodel import Field

from app.domain.journal import Outcome
from app.models.base import Instant, TeamRow, of_team, one_of


class JournalLine(TeamRow, table=True):
    """Append-only, ordered by its UUIDv7. One line a page, with the list of clients seen on it."""

    __tablename__ = "journal"
    __table_args__ = (
        of_team(),
        one_of("outcome", Outcome),
        Index("ix_journal_account_id", "team_id", "account_id", "id"),
    )

    at: datetime = Field(sa_type=Instant)
    account_id: UUID | None = Field(default=None, sa_type=Uuid)
    """Nobody for what the clock or the command line does."""
    acted_from: UUID | None = Field(default=None, sa_type=Uuid)
    """The team the account acted from; another one when a neighbouring team was on call."""
    on_behalf_of: UUID | None = Field(default=None, sa_type=Uuid)
    what: str = Field(sa_type=Text)
    """A command's name, or the address pattern of a page."""
    about: str = Field(default="", sa_type=Text)
    """The row it was about, as ``kind/id``."""
    clients: list[str] = Field(default_factory=list, sa_type=JSON)
    reason: str = Field(default="", sa_type=Text)
    outcome: str = Field(sa_type=Text)
    code: str = Field(default="", sa_type=Text)
    """Why it was refused, as the code of the answer."""
    session_id: UUID | None = Field(default=None, sa_type=Uuid)
    request_id: str = Field(default="", sa_type=Text)


class Seal(TeamRow, table=True):
    """A link of the chain over the team's journal: the hash of the seal before and of the hashes of these lines."""

    __tablename__ = "seal"
    __table_args__ = (of_team(), UniqueConstraint("team_id", "number"))

    number: int
    before: str = Field(sa_type=Text)
    hash: str = Field(sa_type=Text)
    lines: int
    at: datetime = Field(sa_type=Instant)


class SealedLine(TeamRow, table=True):
    """Which line lies in which seal, and where. Its ``id`` is the journal line's, so a line is sealed once.

    It does not refer to the journal by a key: a line that somebody removed must still be missed by name.
    """

    __tablename__ = "sealed_line"
    __table_args__ = (of_team(), UniqueConstraint("team_id", "number", "position"))

    number: int
    position: int
    hash: str = Field(sa_type=Text)
    """Over this line alone, so that a line that was changed is named and not only its seal."""


class Receipt(TeamRow, table=True):
    """An accepted command. Its ``id`` is the operation id: the same one again gives the same answer. Kept 400 days."""

    __tablename__ = "receipt"
    __table_args__ = (of_team(), Index("ix_receipt_at", "team_id", "at"))

    account_id: UUID = Field(sa_type=Uuid)
    command: str = Field(sa_type=Text)
    body_hash: str = Field(sa_type=Text)
    answer: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    at: datetime = Field(sa_type=Instant)
