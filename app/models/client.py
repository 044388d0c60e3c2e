"""The client and who may reach her: names, address, status, named nurses, identifiers, records closed to one member."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, Index, Text, UniqueConstraint, Uuid
from sqlmodel import Field

from app.domain.client import AllergyKnowledge, ClientStatus, ClosedKind
from app.models.base import Instant, TeamRow, of_team, one_of, refers


class Client(TeamRow, table=True):
    """One person in the team's care. Couples are two clients with one ``address_key``."""

    __tablename__ = "client"
    __table_args__ = (
        of_team(),
        refers("intake_id", "intake"),
        refers("made_by", "membership"),
        one_of("status", ClientStatus),
        one_of("allergy_knowledge", AllergyKnowledge),
        CheckConstraint("(latitude IS NULL) = (longitude IS NULL)", name="point"),
        Index("ix_client_status", "team_id", "status", "search"),
        Index("ix_client_address_key", "team_id", "address_key"),
    )

    given_names: str = Field(sa_type=Text)
    family_name: str = Field(sa_type=Text)
    known_as: str = Field(default="", sa_type=Text)
    """The name she likes; on screen she is called by it."""
    born_on: date | None = None
    born_told: str = Field(default="", sa_type=Text)
    """The birth date as told when it is not whole ("1942", "about 85")."""
    gender: str = Field(default="", sa_type=Text)
    phone: str = Field(default="", sa_type=Text)
    phone_note: str = Field(default="", sa_type=Text)
    address: str = Field(default="", sa_type=Text)
    postcode: str = Field(default="", sa_type=Text)
    latitude: float | None = None
    longitude: float | None = None
    way_in: str = Field(default="", sa_type=Text)
    address_key: str = Field(default="", sa_type=Text)
    """Postcode and first line, folded: who else lives there."""
    language: str = Field(default="", sa_type=Text)
    interpreter: str = Field(default="", sa_type=Text)
    """Which language, whose number, which hours. Family and children do not interpret for consent or safeguarding."""
    understanding: str = Field(default="", sa_type=Text)
    """How to be understood: hearing, BSL, large print."""
    matters: str = Field(default="", sa_type=Text)
    """What matters to her, in her words."""
    matters_on: date | None = None
    gp_practice: str = Field(default="", sa_type=Text)
    gp_name: str = Field(default="", sa_type=Text)
    gp_phone: str = Field(default="", sa_type=Text)
    allergy_knowledge: str = Field(default=AllergyKnowledge.NOT_ASKED.value, sa_type=Text)
    status: str = Field(default=ClientStatus.REFERRED.value, sa_type=Text)
    """The newest line of ``client_status``, kept here for the caseload."""
    status_since: date
    search: str = Field(default="", sa_type=Text)
    """Names, postcode and identifiers, folded: case, accents, digits."""
    latest_change_at: datetime = Field(sa_type=Instant)
    intake_id: UUID | None = Field(default=None, sa_type=Uuid)
    origin: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    """File, resource and place it came from; empty when a nurse wrote it."""
    made_by: UUID | None = Field(default=None, sa_type=Uuid)
    made_at: datetime = Field(sa_type=Instant)
    version: int = 1


class ClientChange(TeamRow, table=True):
    """Append-only: what an edit changed, before and after, by whom."""

    __tablename__ = "client_change"
    __table_args__ = (
        of_team(),
        refers("by", "membership"),
        refers("client_id", "client"),
        UniqueConstraint("team_id", "client_id", "what", "row_id", "version"),
    )

    client_id: UUID = Field(sa_type=Uuid)
    what: str = Field(sa_type=Text)
    """The table that was edited: ``client``, ``warning``, ``person`` …"""
    row_id: UUID = Field(sa_type=Uuid)
    version: int
    """The version this edit made."""
    before: dict[str, Any] = Field(sa_type=JSON)
    after: dict[str, Any] = Field(sa_type=JSON)
    settles: bool = False
    """True when it settled a conflict between two texts."""
    by: UUID | None = Field(default=None, sa_type=Uuid)
    at: datetime = Field(sa_type=Instant)


class ClientStatusLine(TeamRow, table=True):
    """Append-only: each status with its day and reason."""

    __tablename__ = "client_status"
    __table_args__ = (
        of_team(),
        refers("by", "membership"),
        refers("client_id", "client"),
        one_of("status", ClientStatus),
        Index("ix_client_status_client_id", "team_id", "client_id", "id"),
    )

    client_id: UUID = Field(sa_type=Uuid)
    status: str = Field(sa_type=Text)
    since: date
    reason: str = Field(default="", sa_type=Text)
    by: UUID | None = Field(default=None, sa_type=Uuid)
    at: datetime = Field(sa_type=Instant)
    origin: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    """The file it came with; empty when a nurse wrote it."""


class ClientIdentifier(TeamRow, table=True):
    """A number that names the person elsewhere. One that fails its check digit is kept and never shown as right."""

    __tablename__ = "client_identifier"
    __table_args__ = (
        of_team(),
        refers("recorded_by", "membership"),
        refers("client_id", "client"),
        Index("ix_client_identifier_value", "team_id", "kind", "value"),
        Index("ix_client_identifier_client_id", "team_id", "client_id"),
    )

    client_id: UUID = Field(sa_type=Uuid)
    kind: str = Field(sa_type=Text)
    """``nhs``, ``bsn``, ``chi`` or the system it came with."""
    value: str = Field(sa_type=Text)
    is_valid: bool
    recorded_by: UUID | None = Field(default=None, sa_type=Uuid)
    recorded_at: datetime = Field(sa_type=Instant)
    ended_at: datetime | None = Field(default=None, sa_type=Instant)
    origin: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    """The file it came with; empty when a nurse wrote it."""


class NamedNurse(TeamRow, table=True):
    """Who holds the case: one, at most two. The place 1 or 2 is the key behind the limit."""

    __tablename__ = "named_nurse"
    __table_args__ = (
        of_team(),
        refers("named_by", "membership"),
        refers("client_id", "client"),
        refers("membership_id", "membership"),
        UniqueConstraint("team_id", "client_id", "place"),
        CheckConstraint("place IS NULL OR place IN (1, 2)", name="place"),
        CheckConstraint("(ended_at IS NULL) = (place IS NOT NULL)", name="place_held"),
        Index("ix_named_nurse_membership_id", "team_id", "membership_id", "ended_at"),
    )

    client_id: UUID = Field(sa_type=Uuid)
    membership_id: UUID = Field(sa_type=Uuid)
    place: int | None
    since: date
    named_by: UUID | None = Field(default=None, sa_type=Uuid)
    ended_at: datetime | None = Field(default=None, sa_type=Instant)


class ClosedRecord(TeamRow, table=True):
    """This client's record is closed to one member, with a reason and never by rank."""

    __tablename__ = "closed_record"
    __table_args__ = (
        of_team(),
        refers("recorded_by", "membership"),
        refers("client_id", "client"),
        refers("membership_id", "membership"),
        one_of("kind", ClosedKind),
        Index("ix_closed_record_membership_id", "team_id", "membership_id", "client_id", "ended_at"),
    )

    client_id: UUID = Field(sa_type=Uuid)
    membership_id: UUID = Field(sa_type=Uuid)
    kind: str = Field(sa_type=Text)
    reason: str = Field(sa_type=Text)
    recorded_by: UUID = Field(sa_type=Uuid)
    at: datetime = Field(sa_type=Instant)
    ended_at: datetime | None = Field(default=None, sa_type=Instant)
    ended_why: str = Field(default="", sa_type=Text)
