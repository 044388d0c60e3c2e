"""An assessment by the Omaha System: problems with modifiers and signs, and their ratings over time."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, Index, Text, UniqueConstraint, Uuid
from sqlmodel import Field

from app.models.base import Instant, TeamRow, of_team, refers


class Assessment(TeamRow, table=True):
    """One sitting in which problems were looked at. May be left half done and finished in the car."""

    __tablename__ = "assessment"
    __table_args__ = (
        of_team(),
        refers("begun_by", "membership"),
        refers("client_id", "client"),
        Index("ix_assessment_client_id", "team_id", "client_id", "begun_at"),
    )

    client_id: UUID = Field(sa_type=Uuid)
    begun_at: datetime = Field(sa_type=Instant)
    begun_by: UUID | None = Field(default=None, sa_type=Uuid)
    received_at: datetime = Field(sa_type=Instant)
    finished_at: datetime | None = Field(default=None, sa_type=Instant)
    summary: str = Field(default="", sa_type=Text)
    version: int = 1


class Problem(TeamRow, table=True):
    """An Omaha problem of this client, keyed on its published code."""

    __tablename__ = "problem"
    __table_args__ = (
        of_team(),
        refers("recorded_by", "membership"),
        refers("client_id", "client"),
        refers("assessment_id", "assessment"),
        Index("ix_problem_client_id", "team_id", "client_id", "at"),
        Index("ix_problem_assessment_id", "team_id", "assessment_id"),
    )

    client_id: UUID = Field(sa_type=Uuid)
    assessment_id: UUID | None = Field(default=None, sa_type=Uuid)
    code: str = Field(sa_type=Text)
    whose: str = Field(sa_type=Text)
    """Modifier: individual, family or community."""
    nature: str = Field(sa_type=Text)
    """Modifier: actual, potential or health promotion."""
    signs: list[str] = Field(default_factory=list, sa_type=JSON)
    """Whole codes (``29.01``) in published order, the problem's "other" among them when ``other_sign`` says it."""
    other_sign: str = Field(default="", sa_type=Text)
    risk_factors: str = Field(default="", sa_type=Text)
    note: str = Field(default="", sa_type=Text)
    recorded_by: UUID | None = Field(default=None, sa_type=Uuid)
    at: datetime = Field(sa_type=Instant)
    ended_at: datetime | None = Field(default=None, sa_type=Instant)
    ended_why: str = Field(default="", sa_type=Text)
    reopened_why: str = Field(default="", sa_type=Text)
    version: int = 1


class Rating(TeamRow, table=True):
    """Append-only: Knowledge, Behaviour and Status, 1 to 5 with published anchors.

    A correction is a new row that names the number it corrects and keeps its time. What counts is whatever nobody has
    corrected; the newest of it by ``rated_at`` is current, since a tablet may send an older one later.
    """

    __tablename__ = "rating"
    __table_args__ = (
        of_team(),
        refers("rated_by", "membership"),
        refers("client_id", "client"),
        refers("problem_id", "problem"),
        refers("assessment_id", "assessment"),
        UniqueConstraint("team_id", "problem_id", "number"),
        CheckConstraint(
            "knowledge BETWEEN 1 AND 5 AND behaviour BETWEEN 1 AND 5 AND status BETWEEN 1 AND 5", name="scale"
        ),
        Index("ix_rating_client_id", "team_id", "client_id", "rated_at"),
        Index("ix_rating_assessment_id", "team_id", "assessment_id"),
    )

    client_id: UUID = Field(sa_type=Uuid)
    problem_id: UUID = Field(sa_type=Uuid)
    assessment_id: UUID | None = Field(default=None, sa_type=Uuid)
    """The sitting it was part of, if it was."""
    number: int
    corrects: int | None = None
    knowledge: int
    behaviour: int
    status: int
    because: str = Field(default="", sa_type=Text)
    rated_at: datetime = Field(sa_type=Instant)
    received_at: datetime = Field(sa_type=Instant)
    rated_by: UUID | None = Field(default=None, sa_type=Uuid)
    origin: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
