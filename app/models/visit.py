"""A visit: planned, then what happened. Corrections are kept; the visit itself carries the newest, for lists."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, Index, Text, UniqueConstraint, Uuid
from sqlmodel import Field

from app.domain.visit import EntryKind, SafeToLeave, Urgency
from app.models.base import Instant, TeamRow, of_team, one_of, refers


class Visit(TeamRow, table=True):
    """One visit. ``day`` is the civil day it began in the team's zone: a night belongs to the day it began."""

    __tablename__ = "visit"
    __table_args__ = (
        of_team(),
        refers("planned_by", "membership"),
        refers("client_id", "client"),
        refers("membership_id", "membership"),
        refers("started_by", "membership"),
        one_of("urgency", Urgency),
        CheckConstraint("minutes BETWEEN 1 AND 1440", name="minutes"),
        Index("ix_visit_membership_id_day", "team_id", "membership_id", "day"),
        Index("ix_visit_client_id_planned_at", "team_id", "client_id", "planned_at"),
        Index("ix_visit_day", "team_id", "day"),
    )

    client_id: UUID = Field(sa_type=Uuid)
    membership_id: UUID | None = Field(default=None, sa_type=Uuid)
    """Who goes; nobody yet is a gap."""
    day: date
    planned_at: datetime = Field(sa_type=Instant)
    minutes: int
    tasks: list[dict[str, Any]] = Field(default_factory=list, sa_type=JSON)
    """What is to be done, in order: ``{"id", "text", "measures": [kind …]}``. One text column, not a row each."""
    urgency: str = Field(default=Urgency.MAY_MOVE.value, sa_type=Text)
    urgency_why: str = Field(default="", sa_type=Text)
    planned_by: UUID | None = Field(default=None, sa_type=Uuid)
    made_at: datetime = Field(sa_type=Instant)
    started_at: datetime | None = Field(default=None, sa_type=Instant)
    """The earliest start anybody has told, and by whom: two nurses may both have been at the door."""
    started_by: UUID | None = Field(default=None, sa_type=Uuid)
    finished_at: datetime | None = Field(default=None, sa_type=Instant)
    cancelled_at: datetime | None = Field(default=None, sa_type=Instant)
    cancelled_why: str = Field(default="", sa_type=Text)
    version: int = 1


class VisitRecord(TeamRow, table=True):
    """Append-only: what was done at a visit. A correction is a new number that names its author; the old one stays."""

    __tablename__ = "visit_record"
    __table_args__ = (
        of_team(),
        refers("author", "membership"),
        refers("visit_id", "visit"),
        refers("client_id", "client"),
        one_of("safe_to_leave", SafeToLeave, optional=True),
        UniqueConstraint("team_id", "visit_id", "number"),
    )

    visit_id: UUID = Field(sa_type=Uuid)
    client_id: UUID = Field(sa_type=Uuid)
    number: int
    replaces: int | None = None
    """The number this one goes on from or corrects. Two nurses who both recorded replace nothing: both are shown."""
    all_as_planned: bool = False
    done: list[dict[str, Any]] = Field(default_factory=list, sa_type=JSON)
    """By task: ``{"task", "done": true|false, "why"}``."""
    note: str = Field(default="", sa_type=Text)
    safe_to_leave: str | None = Field(default=None, sa_type=Text)
    """What she said when she left; nothing when she did not say."""
    started_at: datetime = Field(sa_type=Instant)
    finished_at: datetime | None = Field(default=None, sa_type=Instant)
    happened_at: datetime = Field(sa_type=Instant)
    """The tablet's word."""
    received_at: datetime = Field(sa_type=Instant)
    """The server's clock."""
    author: UUID = Field(sa_type=Uuid)
    why_corrected: str = Field(default="", sa_type=Text)


class Measurement(TeamRow, table=True):
    """A value with its unit. What was written, in the unit it was written in, stays beside the converted one."""

    __tablename__ = "measurement"
    __table_args__ = (
        of_team(),
        refers("author", "membership"),
        refers("in_error_by", "membership"),
        refers("corrects", "measurement"),
        refers("client_id", "client"),
        refers("visit_id", "visit"),
        Index("ix_measurement_client_id_kind", "team_id", "client_id", "kind", "taken_at"),
        Index("ix_measurement_client_id_taken_at", "team_id", "client_id", "taken_at"),
        Index("ix_measurement_visit_id", "team_id", "visit_id"),
    )

    client_id: UUID = Field(sa_type=Uuid)
    visit_id: UUID | None = Field(default=None, sa_type=Uuid)
    kind: str = Field(sa_type=Text)
    """A ``MeasurementKind``, or the code it came with."""
    label: str = Field(default="", sa_type=Text)
    value: str = Field(sa_type=Text)
    """A decimal as text, in ``unit``."""
    unit: str = Field(default="", sa_type=Text)
    written_value: str = Field(default="", sa_type=Text)
    written_unit: str = Field(default="", sa_type=Text)
    taken_at: datetime = Field(sa_type=Instant)
    received_at: datetime = Field(sa_type=Instant)
    author: UUID | None = Field(default=None, sa_type=Uuid)
    corrects: UUID | None = Field(default=None, sa_type=Uuid)
    in_error_at: datetime | None = Field(default=None, sa_type=Instant)
    in_error_by: UUID | None = Field(default=None, sa_type=Uuid)
    in_error_why: str = Field(default="", sa_type=Text)
    origin: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)


class Entry(TeamRow, table=True):
    """A note in the timeline. Appended; a correction is a new entry that names the one it corrects."""

    __tablename__ = "entry"
    __table_args__ = (
        of_team(),
        refers("author", "membership"),
        refers("corrects", "entry"),
        refers("client_id", "client"),
        one_of("kind", EntryKind),
        Index("ix_entry_client_id_happened_at", "team_id", "client_id", "happened_at"),
    )

    client_id: UUID = Field(sa_type=Uuid)
    kind: str = Field(sa_type=Text)
    text: str = Field(sa_type=Text)
    happened_at: datetime = Field(sa_type=Instant)
    received_at: datetime = Field(sa_type=Instant)
    author: UUID | None = Field(default=None, sa_type=Uuid)
    corrects: UUID | None = Field(default=None, sa_type=Uuid)
    origin: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
