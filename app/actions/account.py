"""What a person changes about her own account: name, password, second factors, recovery codes. Each leaves a line."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Update, bindparam, update
from sqlmodel import Session

from app.actions.register import Moment
from app.actions.rows import changed
from app.actions.session import end_challenges, end_proven, end_sessions, give_challenge, use_challenge
from app.actions.sign_in import Knock, write_down
from app.domain.errors import ChangedMeanwhile, FieldWrong, NotFound, RuleBroken
from app.domain.sign_in import RECOVERY_LINK_LASTS
from app.domain.words import N_
from app.models import Account, Credential
from app.models.base import columns
from app.models.directory import CredentialKind
from app.queries.account import NOBODYS, by_email, by_id

A, C = columns(Account), columns(Credential)

RECOVERY = "recovery"


def _change(*conditions: Any, **values: Any) -> Update:
    return (
        update(Credential)
        .where(C.account_id == bindparam("account"), C.retired_at.is_(None), *conditions)
        .values(**values)
        .execution_options(synchronize_session=False)
    )


RETIRED: dict[str, Any] = {"retired_at": bindparam("now"), "public_id": None}
"""A removed passkey may be added again, so it lets go of its id."""
RETIRE_KIND = _change(C.kind == bindparam("of_kind"), C.id != bindparam("but"), **RETIRED)
RETIRE_ONE = _change(C.id == bindparam("credential"), C.kind == bindparam("of_kind"), **RETIRED)
RETIRE_ALL = _change(**RETIRED)
CONFIRM = _change(
    C.id == bindparam("credential"),
    C.kind == CredentialKind.TOTP.value,
    C.confirmed_at.is_(None),
    confirmed_at=bindparam("now"),
    used_at=bindparam("now"),
    last_step=bindparam("step"),
)
USE_PASSKEY = _change(
    C.id == bindparam("credential"),
    C.kind == CredentialKind.PASSKEY.value,
    public=bindparam("new_public"),
    used_at=bindparam("now"),
)
RENAME = _change(
    C.id == bindparam("credential"),
    C.kind == CredentialKind.PASSKEY.value,
    C.label == bindparam("seen"),
    label=bindparam("new_label"),
)
CHANGE_NAME = (
    update(Account)
    .where(A.id == bindparam("account"), A.version == bindparam("seen"))
    .values(name=bindparam("new_name"), version=A.version + 1)
    .execution_options(synchronize_session=False)
)


def make_account(
    session: Session,
    *,
    account_id: UUID,
    password_id: UUID,
    email: str,
    name: str,
    password_hash: str,
    is_demonstration: bool,
    now: datetime,
) -> None:
    """An account that can sign in with a password. ``email`` is folded already."""
    if by_email(session, email) is not None:
        raise FieldWrong("email", N_("This e-mail address cannot be used for a new account."))
    session.add(Account(id=account_id, email=email, name=name, is_demonstration=is_demonstration, made_at=now))
    session.flush()
    _set_password(session, account_id, password_id, password_hash, now)


def change_name(session: Session, account_id: UUID, name: str, version: int) -> None:
    values = {"account": account_id, "seen": version, "new_name": name}
    if not changed(session, CHANGE_NAME, values):
        account = by_id(session, account_id)
        raise ChangedMeanwhile(
            N_("Your name was changed somewhere else meanwhile. Both are shown below; choose, and save again."),
            version=account.version,
            theirs={"name": account.name},
            yours={"name": name},
        )


def change_password(
    session: Session, account_id: UUID, *, password_id: UUID, password_hash: str, this_session: UUID, now: datetime
) -> None:
    """The new password counts from now on, and every other session ends: the old one may have been known."""
    _set_password(session, account_id, password_id, password_hash, now)
    end_sessions(session, account_id, now, "password-changed", but=this_session)


def _set_password(session: Session, account_id: UUID, password_id: UUID, password_hash: str, now: datetime) -> None:
    _retire(session, account_id, CredentialKind.PASSWORD, now)
    session.add(_credential(account_id, password_id, CredentialKind.PASSWORD, now, secret=password_hash))


def begin_totp(session: Session, account_id: UUID, *, credential_id: UUID, secret: str, now: datetime) -> None:
    """An authenticator app that counts once its first code is right. ``secret`` is a ciphertext."""
    pending = by_id(session, account_id).ways.pending_totp
    if pending is not None:
        _retire_one(session, account_id, pending.id, CredentialKind.TOTP, now)
    session.add(_credential(account_id, credential_id, CredentialKind.TOTP, now, secret=secret, confirmed_at=None))


def confirm_totp(session: Session, account_id: UUID, *, credential_id: UUID, step: int, now: datetime) -> None:
    """The first code was right: this app counts, and the one before it no longer does."""
    values = {"account": account_id, "credential": credential_id, "step": step, "now": now}
    if not changed(session, CONFIRM, values):
        raise FieldWrong("code", N_("This was set up meanwhile, or begun again somewhere else. Begin again."))
    _retire(session, account_id, CredentialKind.TOTP, now, but=credential_id)


def remove_totp(session: Session, account_id: UUID, now: datetime, *, this_session: UUID) -> None:
    """It no longer counts, and neither do the sign-ins it opened, but for the present one."""
    ways = by_id(session, account_id).ways
    if ways.totp is None:
        raise NotFound(N_("There is no authenticator app any more."))
    if not ways.passkeys:
        raise RuleBroken(
            N_("This is the last second step of your account. Add a passkey first, then it can be removed."),
            code="last-way-in",
        )
    _retire(session, account_id, CredentialKind.TOTP, now)
    end_proven(session, account_id, "totp", now, "authenticator-removed", but=this_session)


@dataclass(frozen=True)
class NewPasskey:
    """A passkey whose making was verified."""

    public_id: str
    public_key: str
    sign_count: int


def add_passkey(
    session: Session, account_id: UUID, *, credential_id: UUID, passkey: NewPasskey, label: str, now: datetime
) -> None:
    public = {"key": passkey.public_key, "sign_count": passkey.sign_count}
    row = _credential(account_id, credential_id, CredentialKind.PASSKEY, now, label=label)
    row.public_id, row.public = passkey.public_id, public
    session.add(row)
    session.flush()


def note_use(session: Session, account_id: UUID, credential_id: UUID, public: dict[str, Any], now: datetime) -> None:
    """It was shown now; the sign count tells a copied one. One that was removed meanwhile opens nothing."""
    values = {"account": account_id, "credential": credential_id, "new_public": public, "now": now}
    if not changed(session, USE_PASSKEY, values):
        raise FieldWrong("", N_("This passkey belongs to no account here. It may have been removed."))


def rename_passkey(session: Session, account_id: UUID, credential_id: UUID, *, seen: str, label: str) -> None:
    values = {"account": account_id, "credential": credential_id, "seen": seen, "new_label": label}
    if changed(session, RENAME, values):
        return
    now_called = {key.id: key.label for key in by_id(session, account_id).ways.passkeys}
    if credential_id not in now_called:
        raise NotFound(N_("This passkey is not there any more."))
    raise ChangedMeanwhile(
        N_("This passkey was renamed somewhere else meanwhile. Both names are shown; choose, and save again."),
        version=0,
        theirs={"label": now_called[credential_id]},
        yours={"label": label},
    )


def remove_passkey(
    session: Session, account_id: UUID, credential_id: UUID, now: datetime, *, this_session: UUID
) -> None:
    """It opens nothing any more. Which passkey opened which sign-in is not kept, so all that a passkey opened end."""
    ways = by_id(session, account_id).ways
    if all(key.id != credential_id for key in ways.passkeys):
        raise NotFound(N_("This passkey is not there any more."))
    if len(ways.passkeys) == 1 and ways.totp is None:
        raise RuleBroken(
            N_("This is the last second step of your account. Add another passkey or an authenticator app first."),
            code="last-way-in",
        )
    _retire_one(session, account_id, credential_id, CredentialKind.PASSKEY, now)
    end_proven(session, account_id, "passkey", now, "passkey-removed", but=this_session)


def renew_codes(
    session: Session, account_id: UUID, *, ids: Sequence[UUID], hashes: Sequence[str], now: datetime
) -> None:
    """Ten new recovery codes; the old ones count no more."""
    _retire(session, account_id, CredentialKind.RECOVERY_CODE, now)
    session.add_all(
        _credential(account_id, row_id, CredentialKind.RECOVERY_CODE, now, secret=code)
        for row_id, code in zip(ids, hashes, strict=False)
    )


def begin_recovery(session: Session, account_id: UUID, moment: Moment, secret_hash: str) -> None:
    """From the command line only: a link that opens once, for an hour. A link made before no longer opens.

    It is kept as a challenge, like everything that may be answered once.
    """
    end_challenges(session, account_id, RECOVERY, moment.now)
    give_challenge(
        session,
        row_id=moment.ids[0],
        token_hash=secret_hash,
        purpose=RECOVERY,
        account_id=account_id,
        now=moment.now,
        ends_at=moment.now + RECOVERY_LINK_LASTS,
    )
    told = Knock("recovery-begun", f"account/{account_id}", "", moment.now, "", account_id=account_id)
    write_down(session, told, "passed", moment.ids[1])


def recover(
    session: Session, account_id: UUID, *, link_hash: str, password_id: UUID, password_hash: str, now: datetime
) -> None:
    """Use the link: every old way in and every session ends, and the new password is the first of the new ways."""
    if not use_challenge(session, link_hash, RECOVERY, now):
        raise NotFound(N_("This link does not open any more: it was used, or its hour has passed."), code="link-closed")
    session.execute(RETIRE_ALL, {"account": account_id, "now": now})
    end_sessions(session, account_id, now, "recovered", but=NOBODYS)
    session.add(_credential(account_id, password_id, CredentialKind.PASSWORD, now, secret=password_hash))


def _retire(session: Session, account_id: UUID, kind: CredentialKind, now: datetime, *, but: UUID = NOBODYS) -> None:
    session.execute(RETIRE_KIND, {"account": account_id, "of_kind": kind.value, "but": but, "now": now})


def _retire_one(session: Session, account_id: UUID, credential_id: UUID, kind: CredentialKind, now: datetime) -> None:
    values = {"account": account_id, "credential": credential_id, "of_kind": kind.value, "now": now}
    session.execute(RETIRE_ONE, values)


def _credential(
    account_id: UUID,
    row_id: UUID,
    kind: CredentialKind,
    now: datetime,
    *,
    secret: str = "",
    label: str = "",
    **more: Any,
) -> Credential:
    given = {"confirmed_at": now, **more}
    return Credential(
        id=row_id, account_id=account_id, kind=kind.value, secret=secret, label=label, made_at=now, **given
    )
