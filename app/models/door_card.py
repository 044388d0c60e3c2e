"""What a nurse must know at the door: warnings, key safe, decisions, allergies, medicines, conditions."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Index, Text, UniqueConstraint, Uuid
from sqlmodel import Field

from app.domain.client import DecisionKind, WarningKind
from app.models.base import Instant, TeamRow, of_team, one_of, refers


class DoorWarning(TeamRow, table=True):
    """What to know before stepping in, with author, date and the date it is looked at again."""

    __tablename__ = "warning"
    __table_args__ = (
        of_team(),
        refers("author", "membership"),
        refers("client_id", "client"),
        one_of("kind", WarningKind),
        Index("ix_warning_client_id", "team_id", "client_id", "ended_at"),
    )

    client_id: UUID = Field(sa_type=Uuid)
    kind: str = Field(sa_type=Text)
    text: str = Field(sa_type=Text)
    review_on: date | None = None
    author: UUID | None = Field(default=None, sa_type=Uuid)
    at: datetime = Field(sa_type=Instant)
    ended_at: datetime | None = Field(default=None, sa_type=Instant)
    ended_why: str = Field(default="", sa_type=Text)
    version: int = 1


class KeySafe(TeamRow, table=True):
    """Where the key safe is, and its code as a ciphertext. Each showing of the code is a journal line.

    One that is gone keeps where it was and why it went; its code is forgotten.
    """

    __tablename__ = "key_safe"
    __table_args__ = (
        of_team(),
        refers("set_by", "membership"),
        refers("client_id", "client"),
        UniqueConstraint("team_id", "client_id"),
    )

    client_id: UUID = Field(sa_type=Uuid)
    whereabouts: str = Field(default="", sa_type=Text)
    code: str = Field(sa_type=Text)
    set_by: UUID = Field(sa_type=Uuid)
    set_at: datetime = Field(sa_type=Instant)
    ended_at: datetime | None = Field(default=None, sa_type=Instant)
    ended_why: str = Field(default="", sa_type=Text)
    version: int = 1


class Decision(TeamRow, table=True):
    """CPR, lasting power of attorney, advance decision: in words, with date, by whom, and where the paper lies."""

    __tablename__ = "decision"
    __table_args__ = (
        of_team(),
        refers("recorded_by", "membership"),
        refers("client_id", "client"),
        one_of("kind", DecisionKind),
        Index("ix_decision_client_id", "team_id", "client_id", "ended_at"),
    )

    client_id: UUID = Field(sa_type=Uuid)
    kind: str = Field(sa_type=Text)
    decided_on: date | None = None
    by_whom: str = Field(default="", sa_type=Text)
    where_paper: str = Field(default="", sa_type=Text)
    text: str = Field(default="", sa_type=Text)
    review_on: date | None = None
    recorded_by: UUID | None = Field(default=None, sa_type=Uuid)
    at: datetime = Field(sa_type=Instant)
    ended_at: datetime | None = Field(default=None, sa_type=Instant)
    ended_why: str = Field(default="", sa_type=Text)
    version: int = 1


class Allergy(TeamRow, table=True):
    """The word, with the reaction."""

    __tablename__ = "allergy"
    __table_args__ = (
        of_team(),
        refers("recorded_by", "membership"),
        refers("client_id", "client"),
        Index("ix_allergy_client_id", "team_id", "client_id", "ended_at"),
    )

    client_id: UUID = Field(sa_type=Uuid)
    substance: str = Field(sa_type=Text)
    reaction: str = Field(default="", sa_type=Text)
    severity: str = Field(default="", sa_type=Text)
    told_by: str = Field(default="", sa_type=Text)
    recorded_by: UUID | None = Field(default=None, sa_type=Uuid)
    at: datetime = Field(sa_type=Instant)
    ended_at: datetime | None = Field(default=None, sa_type=Instant)
    ended_why: str = Field(default="", sa_type=Text)
    origin: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    version: int = 1


class Medicine(TeamRow, table=True):
    """A medicine as told: a list, not authority to give, and "not reconciled" until a nurse has."""

    __tablename__ = "medicine"
    __table_args__ = (
        of_team(),
        refers("reconciled_by", "membership"),
        refers("recorded_by", "membership"),
        refers("client_id", "client"),
        Index("ix_medicine_client_id", "team_id", "client_id", "ended_at"),
    )

    client_id: UUID = Field(sa_type=Uuid)
    name: str = Field(sa_type=Text)
    dose: str = Field(default="", sa_type=Text)
    is_time_critical: bool = False
    timing: str = Field(default="", sa_type=Text)
    """When it must be given, when it is time-critical ("Parkinson's: 08:00, 12:00, 16:00, 20:00")."""
    told_by: str = Field(default="", sa_type=Text)
    reconciled_on: date | None = None
    reconciled_by: UUID | None = Field(default=None, sa_type=Uuid)
    recorded_by: UUID | None = Field(default=None, sa_type=Uuid)
    at: datetime = Field(sa_type=Instant)
    ended_at: datetime | None = Field(default=None, sa_type=Instant)
    ended_why: str = Field(default="", sa_type=Text)
    origin: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    version: int = 1


class Condition(TeamRow, table=True):
    """A diagnosis as told."""

    __tablename__ = "condition"
    __table_args__ = (
        of_team(),
        refers("recorded_by", "membership"),
        refers("client_id", "client"),
        Index("ix_condition_client_id", "team_id", "client_id", "ended_at"),
    )

    client_id: UUID = Field(sa_type=Uuid)
    name: str = Field(sa_type=Text)
    since_told: str = Field(default="", sa_type=Text)
    told_by: str = Field(default="", sa_type=Text)
    code: str = Field(default="", sa_type=Text)
    recorded_by: UUID | None = Field(default=None, sa_type=Uuid)
    at: datetime = Field(sa_type=Instant)
    ended_at: datetime | None = Field(default=None, sa_type=Instant)
    ended_why: str = Field(default="", sa_type=Text)
    origin: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    version: int = 1
