"""What the pages of sign-in share: counting tries, checking secrets outside units, beginning sessions, cookies."""

import secrets
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from urllib.parse import quote
from uuid import UUID

import pyotp
from fastapi import Request, Response
from fastapi.responses import RedirectResponse
from pydantic import BaseModel
from starlette.datastructures import FormData

from app.actions.expiry import SESSIONS_KEPT
from app.actions.session import NewSession, begin_session
from app.actions.sign_in import Knock, count_try, tries_left, write_down
from app.domain.errors import FieldWrong, Refused, TooManyAttempts
from app.domain.sign_in import (
    PASSWORD_STEP_LASTS,
    RECOVERY_ALPHABET,
    RECOVERY_CODES,
    RECOVERY_LENGTH,
    SESSION_LASTS,
    TOTP_STEP,
    device_label,
    folded_email,
    is_email,
    plain_code,
)
from app.domain.words import N_
from app.keys import KeyMissing, secret_hash
from app.models import new_id
from app.models.directory import SessionKind
from app.passwords import password_matches, turn
from app.queries.account import Known, Totp, by_email
from app.settings import Settings
from app.web.door import Visitor, cookie_name, house, show_open
from app.web.forms import Bound, bind
from app.web.guard import source_of
from app.web.kept import DoorPage, Kept, unseal
from app.web.on_record import mark


def bind_open(model: type[BaseModel], form: FormData, **given: object) -> Bound[Any]:
    """Bind a form before sign-in. It is no command of a team, so it needs no operation id."""
    bound = bind(model, form, **given)
    bound.errors.pop("operation", None)
    return bound


def knock(
    request: Request, what: str, email: str, *, account_id: UUID | None = None, session_id: UUID | None = None
) -> Knock:
    """This request as a knock for that account; the address itself is kept nowhere."""
    home = house(request)
    return Knock(
        what=what,
        subject=home.keys.fingerprint(f"account/{folded_email(email)}"),
        source=home.keys.fingerprint(f"source/{source_of(request)}"),
        at=home.now(),
        request_id=request.scope.get("kring.request_id", ""),
        account_id=account_id,
        session_id=session_id,
    )


def count(request: Request, knocked: Knock) -> None:
    """Count the try, committed before the secret is looked at. A refused one leaves its line too."""
    line_id = new_id()
    try:
        house(request).door.write(None, lambda session: count_try(session, knocked, line_id))
    except TooManyAttempts:
        refuse(request, knocked)
        raise


def refuse(request: Request, knocked: Knock) -> None:
    """Committed before the answer: whatever is answered then, this is its line."""
    line_id = new_id()
    house(request).door.write(None, lambda session: write_down(session, knocked, "refused", line_id))
    mark(request)


def password_owner(request: Request, knocked: Knock, email: str, password: str) -> Known | None:
    """Whose password this is. A wrong one and an unknown account are one answer, after the same time."""
    asked = folded_email(email)
    with _turn(request, knocked):
        count(request, knocked)
        with house(request).door.read(None) as session:
            known = by_email(session, asked if is_email(asked) else "")
        right = password_matches(password, known.ways.password_hash if known else None)
    if not right or known is None:
        refuse(request, replace(knocked, account_id=known.id if known else None))
        return None
    return known


WRONG_PASSWORD = (
    N_("That password is not right."),
    N_("That password is not right. One try is left; after that you wait 15 minutes."),
)


def wrong(request: Request, knocked: Knock, words: tuple[str, str]) -> str:
    """What is said of a wrong secret: the second of the two words when one try is left."""
    with house(request).door.read(None) as session:
        return words[tries_left(session, knocked) == 1]


@contextmanager
def _turn(request: Request, knocked: Knock) -> Iterator[None]:
    """A turn at hashing. Without one nothing was tried, so nothing is counted; that it was refused is on record."""
    with ExitStack() as held:
        try:
            held.enter_context(turn())
        except TooManyAttempts:
            refuse(request, knocked)
            raise
        yield


def totp_step(request: Request, totp: Totp, code: str, now: datetime) -> int | None:
    """The time step this code belongs to, one to either side of now; None when it is wrong."""
    plain = plain_code(code)
    seed = pyotp.TOTP(_seed(request, totp), interval=TOTP_STEP)
    current = int(now.timestamp()) // TOTP_STEP
    fitting = [
        step
        for step in (current - 1, current, current + 1)
        if secrets.compare_digest(seed.generate_otp(step).encode(), plain.encode("utf-8", "replace"))
    ]
    return fitting[-1] if fitting else None


def _seed(request: Request, totp: Totp) -> str:
    """After a restore without the key file of that time no code can be checked, and that is no wrong code."""
    try:
        return house(request).keys.decrypt(totp_purpose(totp.id), totp.secret)
    except KeyMissing:
        raise FieldWrong("code", UNREADABLE) from None


UNREADABLE = N_(
    "The codes of your app cannot be read here any more. Use a recovery code or a passkey, "
    "or ask whoever runs the server for a link."
)


def totp_purpose(credential_id: UUID) -> str:
    return f"totp/{credential_id}"


def code_hash(account_id: UUID, code: str) -> str:
    """What is stored of a recovery code. It has 80 bits, so one fast hash is enough."""
    return secret_hash(f"{account_id}/{plain_code(code)}")


def fresh_codes() -> list[str]:
    return ["".join(secrets.choice(RECOVERY_ALPHABET) for _ in range(RECOVERY_LENGTH)) for _ in range(RECOVERY_CODES)]


@dataclass(frozen=True)
class Entrance:
    """A session about to begin, with the token that only the browser will hold."""

    token: str
    new: NewSession

    def on(self, response: Response, settings: Settings) -> Response:
        """Give the token to the browser. It outlives its session: a form sent too late still says whose it was."""
        age = PASSWORD_STEP_LASTS if self.new.kind is SessionKind.PASSWORD else SESSIONS_KEPT
        response.set_cookie(
            cookie_name(settings),
            self.token,
            max_age=int(age.total_seconds()),
            path="/",
            secure=settings.is_secure,
            httponly=True,
            samesite="lax",
        )
        return response


def entrance(request: Request, account_id: UUID, kind: SessionKind, proof: str) -> Entrance:
    """A fresh token of 256 bits, and the session that begins with it."""
    now = house(request).now()
    token = secrets.token_urlsafe(32)
    lasts = PASSWORD_STEP_LASTS if kind is SessionKind.PASSWORD else SESSION_LASTS
    device = device_label(request.headers.get("user-agent", ""))
    return Entrance(token, NewSession(new_id(), secret_hash(token), account_id, kind, proof, now, now + lasts, device))


def enter(request: Request, who: Visitor, knocked: Knock, begun: Entrance) -> None:
    """The secret was right: the session begins and the count is set back, in one unit."""
    line_id = new_id()
    told = replace(knocked, account_id=begun.new.account_id, session_id=begun.new.id)

    def work(session: Any) -> None:
        begin_session(session, begun.new, replaced=who.token_hash)
        write_down(session, told, "passed", line_id)

    house(request).door.write(None, work)


def forget_cookie(response: Response, settings: Settings) -> None:
    response.delete_cookie(cookie_name(settings), path="/", secure=settings.is_secure, httponly=True, samesite="lax")


def to(address: str, *, onward: str = "/") -> RedirectResponse:
    """On to the next page, carrying where the way shall lead in the end."""
    return RedirectResponse(carrying(address, onward), status_code=303)


def carrying(address: str, onward: str) -> str:
    return address + (f"?next={quote(onward, safe='/')}" if onward != "/" else "")


def ask_again(request: Request, template: str, page: Any, form: Bound[Any], refusal: Refused | None = None) -> Response:
    """The same page with the word that now stands in it; nothing typed is lost but passwords."""
    headers = {}
    if refusal is not None:
        form.refuse(refusal)
    if isinstance(refusal, TooManyAttempts):
        form.status = 429
        headers["Retry-After"] = str(refusal.retry_after)
    response = show_open(request, template, page, status_code=form.status, form=form)
    response.headers.update(headers)
    return response


def arrive(request: Request, begun: Entrance, page: DoorPage) -> Response:
    """In: to where she was going, or to what she had typed when her session ended."""
    response = show_kept(request, begun.new.account_id, page.kept) or to(page.next)
    return begun.on(response, house(request).settings)


@dataclass(frozen=True)
class KeptPage:
    """What was typed before the session ended. Another nurse's is not shown, and ``sealed`` is handed on to her."""

    kept: Kept
    sealed: str
    is_hers: bool


def show_kept(request: Request, account_id: UUID, sealed: str) -> Response | None:
    """None when nothing was kept. What nobody is known to have typed is shown to nobody."""
    kept = unseal(request, sealed)
    if kept is None:
        return None
    page = KeptPage(kept, sealed, kept.account_id == account_id)
    return show_open(request, "sign_in/kept.html", page, form=Bound())
