"""A file of clients that is being taken in: staged first, looked at, decided about, then taken whole or not at all."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Index, LargeBinary, Text, Uuid
from sqlmodel import Field

from app.models.base import Instant, TeamRow, of_team, refers


class Intake(TeamRow, table=True):
    """One file, as it was read: what would come in, what is wrong, what was left aside."""

    __tablename__ = "intake"
    __table_args__ = (
        of_team(),
        refers("made_by", "membership"),
        refers("taken_by", "membership"),
        Index("ix_intake_made_at", "team_id", "made_at"),
    )

    file_name: str = Field(sa_type=Text)
    kind: str = Field(sa_type=Text)
    """``fhir``, ``csv`` or ``xlsx``."""
    digest: str = Field(sa_type=Text)
    """SHA-256 of the file: the same file twice is noticed."""
    size: int
    faults: list[dict[str, Any]] = Field(default_factory=list, sa_type=JSON)
    remarks: list[dict[str, Any]] = Field(default_factory=list, sa_type=JSON)
    """What to look at; it keeps nothing out."""
    left_aside: list[dict[str, Any]] = Field(default_factory=list, sa_type=JSON)
    clients: int = 0
    made_by: UUID | None = Field(default=None, sa_type=Uuid)
    made_at: datetime = Field(sa_type=Instant)
    taken_at: datetime | None = Field(default=None, sa_type=Instant)
    taken_by: UUID | None = Field(default=None, sa_type=Uuid)
    dropped_at: datetime | None = Field(default=None, sa_type=Instant)
    version: int = 1


class IntakeClient(TeamRow, table=True):
    """One person in the file, and what a nurse decided when she may be here already."""

    __tablename__ = "intake_client"
    __table_args__ = (
        of_team(),
        refers("decided_by", "membership"),
        refers("client_id", "client"),
        refers("intake_id", "intake"),
        Index("ix_intake_client_intake_id", "team_id", "intake_id", "number"),
    )

    intake_id: UUID = Field(sa_type=Uuid)
    number: int
    content: bytes = Field(sa_type=LargeBinary)
    """The person as read, JSON, compressed: up to some hundred rows each."""
    duplicates: list[dict[str, Any]] = Field(default_factory=list, sa_type=JSON)
    """Who she may be: ``{"client" or "number" (another person in the file), "likeness", "why", "values"}``."""
    decision: str = Field(default="", sa_type=Text)
    """``new``, ``same`` (the file adds nothing, leave out) or empty while nobody has decided."""
    decided_by: UUID | None = Field(default=None, sa_type=Uuid)
    client_id: UUID | None = Field(default=None, sa_type=Uuid)
    """What became of her."""
