"""The team: its settings, members, competences, invitations, and what they agree about a membership."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, Index, Text, UniqueConstraint, Uuid
from sqlmodel import Field, SQLModel

from app.domain.team import AgreementOutcome, MemberKind, ProposalKind
from app.models.base import Instant, TeamRow, of_team, one_of, refers


class Team(SQLModel, table=True):
    """One neighbourhood team. Its own id is the ``team_id`` of everything it has."""

    __tablename__ = "team"

    team_id: UUID = Field(primary_key=True, sa_type=Uuid)
    name: str = Field(sa_type=Text)
    founded_at: datetime = Field(sa_type=Instant)
    is_demonstration: bool = False
    """Marked at founding and never changed: no variable turns a real team into a demonstration."""
    version: int = 1


class TeamSetting(TeamRow, table=True):
    """A value the team has set instead of the default of ``domain/team_setting.py``, and the agreement it rests on."""

    __tablename__ = "team_setting"
    __table_args__ = (of_team(), refers("set_by", "membership"), UniqueConstraint("team_id", "name"))

    name: str = Field(sa_type=Text)
    value: Any = Field(sa_type=JSON)
    agreement: str = Field(default="", sa_type=Text)
    set_by: UUID = Field(sa_type=Uuid)
    set_at: datetime = Field(sa_type=Instant)
    version: int = 1


class TeamSettingChange(TeamRow, table=True):
    """Append-only: each value a setting has had, who set it and on which agreement."""

    __tablename__ = "team_setting_change"
    __table_args__ = (
        of_team(),
        refers("by", "membership"),
        Index("ix_team_setting_change_name", "team_id", "name", "id"),
    )

    name: str = Field(sa_type=Text)
    before: Any = Field(default=None, sa_type=JSON)
    after: Any = Field(sa_type=JSON)
    agreement: str = Field(default="", sa_type=Text)
    by: UUID = Field(sa_type=Uuid)
    at: datetime = Field(sa_type=Instant)


class Membership(TeamRow, table=True):
    """A nurse in a team, or a guest for named days. A seat from 1 to 12 is the key behind the limit of twelve."""

    __tablename__ = "membership"
    __table_args__ = (
        of_team(),
        UniqueConstraint("team_id", "seat"),
        Index("ix_membership_account_id", "team_id", "account_id"),
        one_of("kind", MemberKind),
        CheckConstraint("seat IS NULL OR (seat >= 1 AND seat <= 12)", name="seat"),
        CheckConstraint("(kind = 'nurse' AND ended_at IS NULL) = (seat IS NOT NULL)", name="seat_held"),
    )

    account_id: UUID = Field(sa_type=Uuid)
    kind: str = Field(sa_type=Text)
    seat: int | None = None
    name: str = Field(sa_type=Text)
    profession: str = Field(default="", sa_type=Text)
    contract_hours: float | None = None
    """Hours a week."""
    since: date
    ended_at: datetime | None = Field(default=None, sa_type=Instant)
    ended_why: str | None = Field(default=None, sa_type=Text)
    version: int = 1


class GuestDay(TeamRow, table=True):
    """A day on which a guest (bank nurse, student) works with the team. The guest's access ends by itself."""

    __tablename__ = "guest_day"
    __table_args__ = (
        of_team(),
        refers("membership_id", "membership"),
        UniqueConstraint("team_id", "membership_id", "day"),
    )

    membership_id: UUID = Field(sa_type=Uuid)
    day: date


class Competence(TeamRow, table=True):
    """What a person has shown she can do (insulin, syringe driver …). A fact with an expiry; it grants nothing."""

    __tablename__ = "competence"
    __table_args__ = (
        of_team(),
        refers("membership_id", "membership"),
        refers("recorded_by", "membership"),
        refers("withdrawn_by", "membership"),
        Index("ix_competence_membership_id", "team_id", "membership_id"),
    )

    membership_id: UUID = Field(sa_type=Uuid)
    name: str = Field(sa_type=Text)
    shown_on: date
    expires_on: date | None = None
    note: str = Field(default="", sa_type=Text)
    recorded_by: UUID = Field(sa_type=Uuid)
    withdrawn_at: datetime | None = Field(default=None, sa_type=Instant)
    withdrawn_by: UUID | None = Field(default=None, sa_type=Uuid)
    version: int = 1


class Invitation(TeamRow, table=True):
    """A link that lets one person in, once. Its secret is made from the key file and this id; it is not stored."""

    __tablename__ = "invitation"
    __table_args__ = (
        of_team(),
        refers("invited_by", "membership"),
        refers("used_by", "membership"),
        one_of("kind", MemberKind),
        Index("ix_invitation_expires_at", "team_id", "expires_at"),
    )

    kind: str = Field(sa_type=Text)
    name: str = Field(sa_type=Text)
    email: str = Field(default="", sa_type=Text)
    profession: str = Field(default="", sa_type=Text)
    days: list[str] = Field(default_factory=list, sa_type=JSON)
    """A guest's days, ISO dates."""
    key_id: str = Field(sa_type=Text)
    invited_by: UUID | None = Field(default=None, sa_type=Uuid)
    """The member who invited; nobody when the command line founded the team."""
    made_at: datetime = Field(sa_type=Instant)
    expires_at: datetime = Field(sa_type=Instant)
    used_at: datetime | None = Field(default=None, sa_type=Instant)
    used_by: UUID | None = Field(default=None, sa_type=Uuid)
    withdrawn_at: datetime | None = Field(default=None, sa_type=Instant)
    version: int = 1


class Proposal(TeamRow, table=True):
    """A proposal about a membership, decided without a meeting: adopted when nobody objects in time.

    Ending a membership waits the days the team has set. Suspending, or lifting a suspension, takes two members.
    """

    __tablename__ = "proposal"
    __table_args__ = (
        of_team(),
        refers("membership_id", "membership"),
        refers("proposed_by", "membership"),
        refers("seconded_by", "membership"),
        one_of("kind", ProposalKind),
        one_of("outcome", AgreementOutcome, optional=True),
        Index("ix_proposal_outcome", "team_id", "outcome", "closes_at"),
    )

    kind: str = Field(sa_type=Text)
    membership_id: UUID = Field(sa_type=Uuid)
    proposed_by: UUID = Field(sa_type=Uuid)
    reason: str = Field(sa_type=Text)
    made_at: datetime = Field(sa_type=Instant)
    closes_at: datetime = Field(sa_type=Instant)
    seconded_by: UUID | None = Field(default=None, sa_type=Uuid)
    seconded_at: datetime | None = Field(default=None, sa_type=Instant)
    outcome: str | None = Field(default=None, sa_type=Text)
    settled_at: datetime | None = Field(default=None, sa_type=Instant)
    version: int = 1


class Objection(TeamRow, table=True):
    """Append-only: a member's reasoned objection. A plain preference is no ground, so a reason is asked."""

    __tablename__ = "objection"
    __table_args__ = (
        of_team(),
        refers("proposal_id", "proposal"),
        refers("membership_id", "membership"),
        UniqueConstraint("team_id", "proposal_id", "membership_id"),
    )

    proposal_id: UUID = Field(sa_type=Uuid)
    membership_id: UUID = Field(sa_type=Uuid)
    reason: str = Field(sa_type=Text)
    at: datetime = Field(sa_type=Instant)


class Suspension(TeamRow, table=True):
    """A member who may not reach the team for now: by two members together, or by the provider at the command line."""

    __tablename__ = "suspension"
    __table_args__ = (
        of_team(),
        refers("membership_id", "membership"),
        refers("proposal_id", "proposal"),
        Index("ix_suspension_membership_id", "team_id", "membership_id", "lifted_at"),
    )

    membership_id: UUID = Field(sa_type=Uuid)
    began_at: datetime = Field(sa_type=Instant)
    reason: str = Field(sa_type=Text)
    by_provider: bool = False
    proposal_id: UUID | None = Field(default=None, sa_type=Uuid)
    lifted_at: datetime | None = Field(default=None, sa_type=Instant)
    lifted_why: str = Field(default="", sa_type=Text)
