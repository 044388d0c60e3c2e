"""An account as sign-in and its own pages need it: ways to prove who one is, sessions, places."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, select
from sqlmodel import Session

from app.domain.errors import SignedOut
from app.domain.sign_in import RECOVERY_CODES
from app.domain.team_setting import KINDS
from app.domain.words import N_
from app.models import Account, Credential, Place, SignInSession
from app.models.base import columns
from app.models.directory import CredentialKind, SessionKind
from app.queries.access import SignedIn
from app.queries.tablet import KeptTablet, tablets_of

NOBODYS = UUID(int=0)
"""The account that never is."""

A, C, S, P = columns(Account), columns(Credential), columns(SignInSession), columns(Place)

ACCOUNT = (A.id, A.email, A.name, A.is_demonstration, A.version)
BY_EMAIL = select(*ACCOUNT).where(A.email == bindparam("email"))
BY_ID = select(*ACCOUNT).where(A.id == bindparam("account"))
WAYS = (
    select(C.id, C.kind, C.secret, C.public_id, C.public, C.label, C.last_step, C.made_at, C.confirmed_at, C.used_at)
    .where(C.account_id == bindparam("account"), C.retired_at.is_(None))
    .order_by(C.id)
)
BY_PASSKEY = (
    select(C.id, C.account_id, C.public)
    .where(C.public_id == bindparam("public_id"), C.kind == CredentialKind.PASSKEY.value, C.retired_at.is_(None))
)  # fmt: skip
SESSION = (
    select(S.id, S.account_id, S.kind, S.proof, S.ends_at, S.ended_at, S.locked_at, S.proven_at, A.name, A.email)
    .join(Account, A.id == S.account_id)
    .where(S.token_hash == bindparam("token_hash"))
)
SESSIONS = (
    select(S.id, S.made_at, S.seen_at, S.ends_at, S.locked_at, S.proof, S.device)
    .where(
        S.account_id == bindparam("account"),
        S.kind == SessionKind.FULL.value,
        S.ended_at.is_(None),
        S.ends_at > bindparam("now"),
    )
    .order_by(S.seen_at.desc(), S.id.desc())
)
PLACES = (
    select(P.team_id)
    .where(P.account_id == bindparam("account"), P.ended_at.is_(None))
    .order_by(P.since, P.team_id)
)  # fmt: skip
OWN_PLACES = select(P.team_id, P.membership_id).where(P.account_id == bindparam("account"), P.ended_at.is_(None))


@dataclass(frozen=True)
class Passkey:
    """A passkey as its owner sees it in a list."""

    id: UUID
    public_id: str
    label: str
    made_at: datetime
    used_at: datetime | None


@dataclass(frozen=True)
class Totp:
    """An authenticator app. ``secret`` is a ciphertext; unconfirmed until a first code was right."""

    id: UUID
    secret: str
    last_step: int
    made_at: datetime
    used_at: datetime | None


@dataclass(frozen=True)
class Ways:
    """How this account can prove who it is."""

    password_id: UUID | None
    password_hash: str | None
    totp: Totp | None
    pending_totp: Totp | None
    """A new authenticator app whose first code has not come yet."""
    passkeys: Sequence[Passkey]
    codes_left: int

    @property
    def has_second_factor(self) -> bool:
        return self.totp is not None or bool(self.passkeys)

    @property
    def codes_made(self) -> int:
        return RECOVERY_CODES


@dataclass(frozen=True)
class Known:
    """An account and its ways in. Never handed to a template."""

    id: UUID
    email: str
    name: str
    is_demonstration: bool
    version: int
    ways: Ways


def by_email(session: Session, email: str) -> Known | None:
    """The account with this folded address. An unknown one takes the same two statements."""
    return _known(session, session.execute(BY_EMAIL, {"email": email}).one_or_none())


def by_id(session: Session, account_id: UUID) -> Known:
    """The account of a session; it exists, because a session refers to it."""
    found = _known(session, session.execute(BY_ID, {"account": account_id}).one())
    assert found is not None
    return found


def _known(session: Session, row: Any) -> Known | None:
    ways = ways_of(session, row.id if row else NOBODYS)
    return Known(row.id, row.email, row.name, row.is_demonstration, row.version, ways) if row else None


def ways_of(session: Session, account_id: UUID) -> Ways:
    rows = session.execute(WAYS, {"account": account_id}).all()
    of_kind = {kind: [row for row in rows if row.kind == kind.value] for kind in CredentialKind}
    password = next(iter(of_kind[CredentialKind.PASSWORD]), None)
    totps = of_kind[CredentialKind.TOTP]
    return Ways(
        password_id=password.id if password else None,
        password_hash=password.secret if password else None,
        totp=next((_totp(row) for row in totps if row.confirmed_at is not None), None),
        pending_totp=next((_totp(row) for row in reversed(totps) if row.confirmed_at is None), None),
        passkeys=tuple(
            Passkey(row.id, row.public_id, row.label, row.made_at, row.used_at)
            for row in of_kind[CredentialKind.PASSKEY]
        ),
        codes_left=sum(row.used_at is None for row in of_kind[CredentialKind.RECOVERY_CODE]),
    )


def _totp(row: Any) -> Totp:
    return Totp(row.id, row.secret, row.last_step, row.made_at, row.used_at)


@dataclass(frozen=True)
class PasskeyOwner:
    """Whose passkey this is, and what its signature is checked with."""

    credential_id: UUID
    account_id: UUID
    public_key: str
    sign_count: int


def passkey_owner(session: Session, public_id: str) -> PasskeyOwner | None:
    row = session.execute(BY_PASSKEY, {"public_id": public_id}).one_or_none()
    return PasskeyOwner(row.id, row.account_id, row.public["key"], row.public["sign_count"]) if row else None


@dataclass(frozen=True)
class Standing:
    """A session that has not ended, in whatever state: waiting for the second step, in, or locked."""

    session_id: UUID
    account_id: UUID
    kind: SessionKind
    name: str
    email: str
    is_locked: bool
    proven_at: datetime
    ends_at: datetime


def standing_session(session: Session, token_hash: str | None, now: datetime) -> Standing | None:
    row = session.execute(SESSION, {"token_hash": token_hash}).one_or_none() if token_hash else None
    if row is None or row.ended_at is not None or row.ends_at <= now:
        return None
    kind = SessionKind(row.kind)
    return Standing(
        row.id, row.account_id, kind, row.name, row.email, row.locked_at is not None, row.proven_at, row.ends_at
    )


@dataclass(frozen=True)
class Named:
    """Whose session a cookie names, whatever has become of it: for the record, never as proof."""

    session_id: UUID
    account_id: UUID


def named_by(session: Session, token_hash: str) -> Named | None:
    row = session.execute(SESSION, {"token_hash": token_hash}).one_or_none()
    return Named(row.id, row.account_id) if row else None


def half_signed_in(session: Session, token_hash: str | None, now: datetime) -> Known:
    """Whose password was right a moment ago. ``SignedOut`` when that was too long ago, or never."""
    standing = standing_session(session, token_hash, now)
    if standing is None or standing.kind is not SessionKind.PASSWORD:
        raise SignedOut(N_("That took too long. Please begin again with your password."), code="begin-again")
    return by_id(session, standing.account_id)


@dataclass(frozen=True)
class OpenSession:
    """One of my sessions, in the list on my account page."""

    id: UUID
    device: str
    proof: str
    made_at: datetime
    seen_at: datetime
    ends_at: datetime
    is_locked: bool
    is_this: bool


def open_sessions(session: Session, account_id: UUID, this: UUID | None, now: datetime) -> list[OpenSession]:
    rows = session.execute(SESSIONS, {"account": account_id, "now": now})
    return [
        OpenSession(
            row.id,
            row.device,
            row.proof,
            row.made_at,
            row.seen_at,
            row.ends_at,
            row.locked_at is not None,
            row.id == this,
        )
        for row in rows
    ]


def places_of(session: Session, account_id: UUID) -> list[UUID]:
    """The teams this account has a place in; whether it may enter is decided inside each team."""
    return list(session.execute(PLACES, {"account": account_id}).scalars())


@dataclass(frozen=True)
class AccountPage:
    """My account: name, ways to sign in, where I am signed in."""

    name: str
    email: str
    version: int
    is_demonstration: bool
    ways: Ways
    sessions: Sequence[OpenSession]
    account_id: UUID
    tablets: Sequence[KeptTablet] = ()
    own_page: str = ""
    """Where she stands in her team; empty when she is in none, or in several and has to choose first."""
    more: Any = None
    """What one of the pages shows beside."""

    @property
    def zone(self) -> ZoneInfo:
        """An account may be in teams of several zones; its own page keeps to the usual one."""
        return ZoneInfo(str(KINDS["zone"].kind.default))


def account_page(session: Session, person: SignedIn, now: datetime, more: Any = None) -> AccountPage:
    account = by_id(session, person.account_id)
    return AccountPage(
        account.name,
        account.email,
        account.version,
        account.is_demonstration,
        account.ways,
        open_sessions(session, person.account_id, person.session_id, now),
        account.id,
        tablets_of(session, account.id),
        _own_page(session, account.id),
        more,
    )


def _own_page(session: Session, account_id: UUID) -> str:
    places = session.execute(OWN_PLACES, {"account": account_id}).all()
    return f"/t/{places[0].team_id}/members/{places[0].membership_id}" if len(places) == 1 else ""
