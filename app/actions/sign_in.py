"""What is written down at the door, what is counted there, and the one-time secrets that are used up."""

import math
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import bindparam, select, update
from sqlmodel import Session

from app.actions.rows import changed
from app.domain.errors import FieldWrong, TooManyAttempts
from app.domain.sign_in import TRIES_FROM_ONE_PLACE, TRIES_IN_ALL, WINDOW, wait_before_next_try
from app.domain.words import N_
from app.models import Attempt, Credential
from app.models.base import columns
from app.models.directory import CredentialKind

A, C = columns(Attempt), columns(Credential)

PASSWORD = ("sign-in", "unlock", "prove")
"""Three doors with one lock: who tries passwords at one of them has fewer left at the others."""
COUNTED_TOGETHER = dict.fromkeys(PASSWORD, PASSWORD) | {
    "second-factor": ("second-factor",),
    "account-asked": ("account-asked",),
    "tablet-secret": ("tablet-secret",),
}

LATELY = (
    select(A.at, A.source, A.outcome)
    .where(
        A.subject == bindparam("subject"),
        A.what.in_(bindparam("whats", expanding=True)),
        A.outcome.in_(("tried", "passed")),
        A.at > bindparam("since"),
    )
    .order_by(A.id.desc())
    .limit(4 * TRIES_IN_ALL)
)
USE_STEP = (
    update(Credential)
    .where(C.id == bindparam("credential"), C.retired_at.is_(None), C.last_step < bindparam("step"))
    .values(last_step=bindparam("step"), used_at=bindparam("now"))
    .execution_options(synchronize_session=False)
)
USE_CODE = (
    update(Credential)
    .where(
        C.account_id == bindparam("account"),
        C.kind == CredentialKind.RECOVERY_CODE.value,
        C.secret == bindparam("code_hash"),
        C.used_at.is_(None),
        C.retired_at.is_(None),
    )
    .values(used_at=bindparam("now"))
    .execution_options(synchronize_session=False)
)


@dataclass(frozen=True)
class Knock:
    """Somebody at the door: what she tries, for which account, from where; the last two as keyed hashes."""

    what: str
    subject: str
    source: str
    at: datetime
    request_id: str
    account_id: UUID | None = None
    session_id: UUID | None = None


def write_down(session: Session, knock: Knock, outcome: str, line_id: UUID) -> None:
    """``tried``, ``passed`` or ``refused``."""
    session.add(
        Attempt(
            id=line_id,
            at=knock.at,
            what=knock.what,
            outcome=outcome,
            subject=knock.subject,
            source=knock.source,
            account_id=knock.account_id,
            session_id=knock.session_id,
            request_id=knock.request_id,
        )
    )


def count_try(session: Session, knock: Knock, line_id: UUID) -> None:
    """Count this try before the secret is looked at, or refuse it. A right one sets the count back to nothing."""
    everywhere, from_here = _lately(session, knock)
    wait = max(
        wait_before_next_try(from_here, TRIES_FROM_ONE_PLACE, knock.at),
        wait_before_next_try(everywhere, TRIES_IN_ALL, knock.at),
    )
    if wait:
        raise TooManyAttempts(
            N_("That was tried too often. Wait {minutes} minutes, then try again. Nobody else is kept out by this.")
            if wait > 60
            else N_("That was tried too often. Wait a minute, then try again. Nobody else is kept out by this."),
            retry_after=wait,
            minutes=math.ceil(wait / 60),
        )
    write_down(session, knock, "tried", line_id)


def tries_left(session: Session, knock: Knock) -> int:
    """How many more may go wrong before somebody has to wait; the same for an account that does not exist."""
    everywhere, from_here = _lately(session, knock)
    return max(0, min(TRIES_FROM_ONE_PLACE - len(from_here), TRIES_IN_ALL - len(everywhere)))


def _lately(session: Session, knock: Knock) -> tuple[list[datetime], list[datetime]]:
    """What has failed lately for this account: from everywhere, and from this place."""
    rows = session.execute(
        LATELY,
        {"subject": knock.subject, "whats": COUNTED_TOGETHER[knock.what], "since": knock.at - WINDOW},
    ).all()
    everywhere = _failed([(row.at, row.outcome) for row in rows])
    return everywhere, _failed([(row.at, row.outcome) for row in rows if row.source == knock.source])


def _failed(lines: list[tuple[datetime, str]]) -> list[datetime]:
    """The tries since the last right one, newest first."""
    failed: list[datetime] = []
    for at, outcome in lines:
        if outcome == "passed":
            break
        failed.append(at)
    return failed


def use_step(session: Session, credential_id: UUID, step: int, now: datetime) -> None:
    """A code counts once: its time step, and every earlier one, is used up."""
    if not changed(session, USE_STEP, {"credential": credential_id, "step": step, "now": now}):
        raise FieldWrong(
            "code", N_("This code was right, but it has been used. Wait until the app shows the next one.")
        )


def use_recovery_code(session: Session, account_id: UUID, code_hash: str, now: datetime) -> bool:
    """Whether this was one of the account's codes that had not been used; now it has."""
    return bool(changed(session, USE_CODE, {"account": account_id, "code_hash": code_hash, "now": now}))
