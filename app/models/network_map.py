"""The people around a client. A contact, a family member in the house and a person on the map are one row."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, Index, Text, Uuid
from sqlmodel import Field

from app.domain.network_map import Ring, StrainView, TieKind
from app.models.base import Instant, TeamRow, of_team, one_of, refers


class Person(TeamRow, table=True):
    """Somebody around a client. ``angle`` (degrees) and ``closeness`` (0 inside its ring, 1 outside) place the dot."""

    __tablename__ = "person"
    __table_args__ = (
        of_team(),
        refers("recorded_by", "membership"),
        refers("client_id", "client"),
        one_of("ring", Ring),
        one_of("strain_view", StrainView, optional=True),
        CheckConstraint("strain IS NULL OR strain BETWEEN 0 AND 3", name="strain"),
        CheckConstraint("(strain IS NULL) = (strain_view IS NULL)", name="strain_said_by"),
        CheckConstraint("hours_a_week IS NULL OR hours_a_week BETWEEN 0 AND 168", name="hours"),
        Index("ix_person_client_id", "team_id", "client_id", "ended_at"),
    )

    client_id: UUID = Field(sa_type=Uuid)
    name: str = Field(sa_type=Text)
    relation: str = Field(default="", sa_type=Text)
    ring: str = Field(sa_type=Text)
    phone: str = Field(default="", sa_type=Text)
    phone_note: str = Field(default="", sa_type=Text)
    is_next_of_kin: bool = False
    """Next of kin decides nothing; it says whom to ring."""
    lives_there: bool = False
    born_on: date | None = None
    """Asked of under-18s in the house."""
    school: str = Field(default="", sa_type=Text)
    is_young_helper: bool = False
    """A child who helps: never planned for tablets or lifting; a young carer's assessment is offered."""
    helps_with: str = Field(default="", sa_type=Text)
    hours_a_week: float | None = None
    strain: int | None = None
    strain_view: str | None = Field(default=None, sa_type=Text)
    angle: float | None = None
    closeness: float | None = None
    recorded_by: UUID | None = Field(default=None, sa_type=Uuid)
    at: datetime = Field(sa_type=Instant)
    ended_at: datetime | None = Field(default=None, sa_type=Instant)
    ended_why: str = Field(default="", sa_type=Text)
    origin: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    version: int = 1


class Tie(TeamRow, table=True):
    """How the client (``other_id`` empty) or another person and this person are tied."""

    __tablename__ = "tie"
    __table_args__ = (
        of_team(),
        refers("recorded_by", "membership"),
        refers("client_id", "client"),
        refers("person_id", "person"),
        refers("other_id", "person"),
        one_of("kind", TieKind),
        Index("ix_tie_client_id", "team_id", "client_id", "ended_at"),
    )

    client_id: UUID = Field(sa_type=Uuid)
    person_id: UUID = Field(sa_type=Uuid)
    other_id: UUID | None = Field(default=None, sa_type=Uuid)
    kind: str = Field(sa_type=Text)
    recorded_by: UUID | None = Field(default=None, sa_type=Uuid)
    at: datetime = Field(sa_type=Instant)
    ended_at: datetime | None = Field(default=None, sa_type=Instant)
    version: int = 1
