"""Sessions: begun with a fresh token at each step, locked and unlocked, ended one by one or all together."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Update, bindparam, delete, select, update
from sqlmodel import Session

from app.actions.rows import changed
from app.domain.errors import NotFound, SignedOut
from app.domain.sign_in import SESSIONS_MOST
from app.domain.words import N_
from app.models import SignInSession
from app.models.base import columns
from app.models.directory import SessionKind

S = columns(SignInSession)


@dataclass(frozen=True)
class NewSession:
    """A session about to begin. Only the hash of its token is ever stored."""

    id: UUID
    token_hash: str
    account_id: UUID
    kind: SessionKind
    proof: str
    now: datetime
    ends_at: datetime
    device: str


def _change(*conditions: Any, **values: Any) -> Update:
    return (
        update(SignInSession)
        .where(S.ended_at.is_(None), *conditions)
        .values(**values)
        .execution_options(synchronize_session=False)
    )


ENDING: dict[str, Any] = {"ended_at": bindparam("now"), "ended_why": bindparam("why")}
OF_ACCOUNT = S.account_id == bindparam("account")
LIVING = S.ends_at > bindparam("now")

TOUCH = _change(S.id == bindparam("session"), seen_at=bindparam("now"))
LOCK = _change(S.id == bindparam("session"), locked_at=bindparam("now"))
UNLOCK = _change(
    S.id == bindparam("session"), LIVING, locked_at=None, seen_at=bindparam("now"), proven_at=bindparam("now")
)
END = _change(S.id == bindparam("session"), **ENDING)
END_OWN = _change(S.id == bindparam("session"), OF_ACCOUNT, S.kind == SessionKind.FULL.value, **ENDING)
END_OTHERS = _change(OF_ACCOUNT, S.id != bindparam("this"), **ENDING)
END_PROVEN = _change(
    OF_ACCOUNT,
    S.id != bindparam("this"),
    S.kind == SessionKind.FULL.value,
    S.proof == bindparam("by"),
    **ENDING,
)
END_CHALLENGES = _change(OF_ACCOUNT, S.kind == SessionKind.CHALLENGE.value, S.proof == bindparam("purpose"), **ENDING)
END_HALF = _change(S.id == bindparam("session"), LIVING, S.kind == SessionKind.PASSWORD.value, **ENDING)
END_BY_TOKEN = _change(S.token_hash == bindparam("hashed"), S.kind != SessionKind.CHALLENGE.value, **ENDING)
OLDEST_FIRST = (
    select(S.id)
    .where(OF_ACCOUNT, LIVING, S.kind == SessionKind.FULL.value, S.ended_at.is_(None))
    .order_by(S.made_at, S.id)
)
FORGET = delete(SignInSession).where(
    S.kind == SessionKind.CHALLENGE.value, S.ends_at < bindparam("before")
).execution_options(synchronize_session=False)  # fmt: skip
USE_CHALLENGE = _change(
    S.token_hash == bindparam("hashed"),
    S.kind == SessionKind.CHALLENGE.value,
    S.proof == bindparam("purpose"),
    LIVING,
    **ENDING,
)
CHALLENGED = select(S.account_id, S.ends_at, S.ended_at).where(
    S.token_hash == bindparam("hashed"),
    S.kind == SessionKind.CHALLENGE.value,
    S.proof == bindparam("purpose"),
)


def touching(session_id: UUID, now: datetime) -> tuple[Update, Mapping[str, Any]]:
    """The session was used."""
    return TOUCH, {"session": session_id, "now": now}


def begin_session(session: Session, new: NewSession, *, replaced: str | None) -> None:
    """Begin it. What this browser held before ends with it, and of too many sessions the oldest end."""
    if replaced:
        session.execute(END_BY_TOKEN, {"hashed": replaced, "now": new.now, "why": "replaced"})
    if new.kind is SessionKind.FULL:
        _make_room(session, new)
    session.add(
        SignInSession(
            id=new.id,
            token_hash=new.token_hash,
            account_id=new.account_id,
            kind=new.kind.value,
            proof=new.proof,
            made_at=new.now,
            seen_at=new.now,
            proven_at=new.now,
            ends_at=new.ends_at,
            device=new.device,
        )
    )
    session.flush()


def _make_room(session: Session, new: NewSession) -> None:
    open_now = session.execute(OLDEST_FIRST, {"account": new.account_id, "now": new.now}).scalars().all()
    for session_id in open_now[: max(0, len(open_now) - SESSIONS_MOST + 1)]:
        session.execute(END, {"session": session_id, "now": new.now, "why": "too-many"})


def end_half_session(session: Session, session_id: UUID, now: datetime) -> None:
    """The second step is done: the first one is used up, once, however many answers arrive together."""
    if not changed(session, END_HALF, {"session": session_id, "now": now, "why": "stepped-up"}):
        raise SignedOut(N_("That took too long. Please begin again with your password."), code="begin-again")


def lock_session(session: Session, session_id: UUID, now: datetime) -> None:
    session.execute(LOCK, {"session": session_id, "now": now})


def unlock_session(session: Session, session_id: UUID, now: datetime) -> None:
    """She showed that it is still her: open, used and proven now."""
    if not changed(session, UNLOCK, {"session": session_id, "now": now}):
        raise SignedOut(N_("This sign-in has ended. Please sign in again."))


def end_session(session: Session, session_id: UUID, now: datetime, why: str) -> None:
    session.execute(END, {"session": session_id, "now": now, "why": why})


def end_own_session(session: Session, account_id: UUID, session_id: UUID, now: datetime) -> None:
    """End one of my own sessions, another nurse's is not found."""
    values = {"session": session_id, "account": account_id, "now": now, "why": "ended-by-owner"}
    if not changed(session, END_OWN, values):
        raise NotFound(N_("This sign-in has ended already."))


def end_sessions(session: Session, account_id: UUID, now: datetime, why: str, *, but: UUID) -> None:
    """End every session of this account, of each kind, but the one named. For all, name one that is not there."""
    session.execute(END_OTHERS, {"account": account_id, "this": but, "now": now, "why": why})


def end_proven(session: Session, account_id: UUID, by: str, now: datetime, why: str, *, but: UUID) -> None:
    """End the sessions that began with this way of showing who one is: it may have been shown by somebody else."""
    session.execute(END_PROVEN, {"account": account_id, "this": but, "by": by, "now": now, "why": why})


def give_challenge(
    session: Session,
    *,
    row_id: UUID,
    token_hash: str,
    purpose: str,
    account_id: UUID | None,
    now: datetime,
    ends_at: datetime,
) -> None:
    """Remember that this was asked, so that one answer to it counts, once. What was asked long ago is forgotten."""
    session.execute(FORGET, {"before": now})
    session.add(
        SignInSession(
            id=row_id,
            token_hash=token_hash,
            account_id=account_id,
            kind=SessionKind.CHALLENGE.value,
            proof=purpose,
            made_at=now,
            seen_at=now,
            proven_at=now,
            ends_at=ends_at,
        )
    )


def end_challenges(session: Session, account_id: UUID, purpose: str, now: datetime) -> None:
    """What this account was asked for this purpose is no longer to be answered."""
    values = {"account": account_id, "purpose": purpose, "now": now, "why": "renewed"}
    session.execute(END_CHALLENGES, values)


def use_challenge(session: Session, token_hash: str, purpose: str, now: datetime) -> bool:
    """Whether it was asked, for this purpose, not long ago, and is answered now for the first time."""
    values = {"hashed": token_hash, "purpose": purpose, "now": now, "why": "answered"}
    return bool(changed(session, USE_CHALLENGE, values))


def challenged_account(session: Session, token_hash: str, purpose: str, now: datetime) -> UUID | None:
    """Whom an unanswered challenge was given to; None when there is none."""
    row = session.execute(CHALLENGED, {"hashed": token_hash, "purpose": purpose}).one_or_none()
    if row is None or row.ended_at is not None or row.ends_at <= now:
        return None
    return row.account_id  # type: ignore[no-any-return]
