"""Tables that are asked before a team is known: who signs in, and which team a secret belongs to. Nothing clinical."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, Text, Uuid
from sqlmodel import Field, SQLModel

from app.models.base import DirectoryRow, Instant, one_of


class CredentialKind(StrEnum):
    PASSWORD = "password"  # noqa: S105 - the word, not a secret
    TOTP = "totp"
    RECOVERY_CODE = "recovery_code"
    PASSKEY = "passkey"


class SessionKind(StrEnum):
    """How far a sign-in has come: a challenge was given, the password was right, or the nurse is in."""

    CHALLENGE = "challenge"
    PASSWORD = "password"  # noqa: S105
    FULL = "full"


class Account(DirectoryRow, table=True):
    """A person who signs in. May belong to several teams; holds no right by itself."""

    __tablename__ = "account"
    __table_args__ = (CheckConstraint("email = lower(email)", name="email_folded"),)

    email: str = Field(sa_type=Text, unique=True)
    name: str = Field(sa_type=Text)
    is_demonstration: bool = False
    language: str = Field(default="en-GB", sa_type=Text)
    made_at: datetime = Field(sa_type=Instant)
    version: int = 1


class Credential(DirectoryRow, table=True):
    """One way to prove who you are. ``secret`` is a hash (password, recovery code) or a ciphertext (TOTP seed)."""

    __tablename__ = "credential"
    __table_args__ = (
        one_of("kind", CredentialKind),
        Index("ix_credential_account_id_kind", "account_id", "kind"),
        Index("uq_credential_public_id", "public_id", unique=True),
    )

    account_id: UUID = Field(sa_type=Uuid, sa_column_args=(ForeignKey("account.id"),))
    kind: str = Field(sa_type=Text)
    secret: str = Field(default="", sa_type=Text)
    public_id: str | None = Field(default=None, sa_type=Text)
    """A passkey's credential id, base64url; nothing else has one."""
    public: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    """What is not secret: a passkey's public key and sign count."""
    label: str = Field(default="", sa_type=Text)
    last_step: int = 0
    """TOTP: the last time step that was accepted. A code is good once only."""
    made_at: datetime = Field(sa_type=Instant)
    confirmed_at: datetime | None = Field(default=None, sa_type=Instant)
    """Until a TOTP seed was proven with a first code it does not count."""
    used_at: datetime | None = Field(default=None, sa_type=Instant)
    retired_at: datetime | None = Field(default=None, sa_type=Instant)


class SignInSession(DirectoryRow, table=True):
    """A server-side session. The cookie holds an opaque token of 256 bits; only its SHA-256 is here."""

    __tablename__ = "session"
    __table_args__ = (
        one_of("kind", SessionKind),
        Index("ix_session_account_id", "account_id"),
        Index("uq_session_token_hash", "token_hash", unique=True),
    )

    token_hash: str = Field(sa_type=Text)
    account_id: UUID | None = Field(default=None, sa_type=Uuid, sa_column_args=(ForeignKey("account.id"),))
    kind: str = Field(sa_type=Text)
    proof: str = Field(default="", sa_type=Text)
    """What was shown: ``password``, ``totp``, ``recovery_code`` or ``passkey``."""
    made_at: datetime = Field(sa_type=Instant)
    seen_at: datetime = Field(sa_type=Instant)
    proven_at: datetime = Field(sa_type=Instant)
    """When the nurse last showed who she is (sign-in or unlock)."""
    ends_at: datetime = Field(sa_type=Instant)
    """The absolute limit."""
    locked_at: datetime | None = Field(default=None, sa_type=Instant)
    ended_at: datetime | None = Field(default=None, sa_type=Instant)
    ended_why: str | None = Field(default=None, sa_type=Text)
    device: str = Field(default="", sa_type=Text)


class Tablet(DirectoryRow, table=True):
    """A tablet on which a nurse has set a passphrase, and the secret under which its data key is wrapped a second time.

    The tablet makes the id. The secret is given back to her alone, and only after a full sign-in: the way back when the
    passphrase is forgotten. It opens nothing without the tablet itself.
    """

    __tablename__ = "tablet"
    __table_args__ = (Index("ix_tablet_account_id", "account_id"),)

    account_id: UUID = Field(sa_type=Uuid, sa_column_args=(ForeignKey("account.id"),))
    secret: str = Field(sa_type=Text)
    """A ciphertext; empty once the tablet was given up."""
    label: str = Field(default="", sa_type=Text)
    made_at: datetime = Field(sa_type=Instant)
    filled_at: datetime | None = Field(default=None, sa_type=Instant)
    """When clients' pages were last put on it."""
    given_at: datetime | None = Field(default=None, sa_type=Instant)
    """When the secret was last given back."""
    retired_at: datetime | None = Field(default=None, sa_type=Instant)


class Attempt(DirectoryRow, table=True):
    """Append-only: what happened at the door before a team is known. Counters are counted from these lines."""

    __tablename__ = "attempt"
    __table_args__ = (
        Index("ix_attempt_subject_at", "subject", "at"),
        Index("ix_attempt_account_id_at", "account_id", "at"),
    )

    at: datetime = Field(sa_type=Instant)
    what: str = Field(sa_type=Text)
    outcome: str = Field(sa_type=Text)
    """``tried``, ``passed`` or ``refused``: a try is written and committed before the secret is looked at."""
    subject: str = Field(sa_type=Text)
    """What is counted: a hash of the e-mail address (also when no such account exists)."""
    source: str = Field(default="", sa_type=Text)
    """A hash of the network address, so that one router does not lock out a team."""
    account_id: UUID | None = Field(default=None, sa_type=Uuid)
    session_id: UUID | None = Field(default=None, sa_type=Uuid)
    request_id: str = Field(default="", sa_type=Text)


class Place(SQLModel, table=True):
    """Which teams an account has a place in. The membership itself lies inside the team's fence and decides."""

    __tablename__ = "place"
    __table_args__ = (Index("ix_place_team_id", "team_id"),)

    account_id: UUID = Field(primary_key=True, sa_type=Uuid, sa_column_args=(ForeignKey("account.id"),))
    team_id: UUID = Field(primary_key=True, sa_type=Uuid)
    membership_id: UUID = Field(sa_type=Uuid)
    since: date
    ended_at: datetime | None = Field(default=None, sa_type=Instant)


class AddressOf(SQLModel, table=True):
    """From the hash of a secret in a link to the team and the row it opens."""

    __tablename__ = "address_of"
    __table_args__ = (Index("ix_address_of_team_id", "team_id", "kind", "id"),)

    secret_hash: str = Field(primary_key=True, sa_type=Text)
    team_id: UUID = Field(sa_type=Uuid)
    kind: str = Field(sa_type=Text)
    id: UUID = Field(sa_type=Uuid)


class Pulse(SQLModel, table=True):
    """One row that is written to see whether the database can be written, and who keeps the clock."""

    __tablename__ = "pulse"

    name: str = Field(primary_key=True, sa_type=Text)
    at: datetime = Field(sa_type=Instant)
    holder: str = Field(default="", sa_type=Text)
    filler: str = Field(default="", sa_type=Text)
