"""My account: the authenticator app, passkeys and recovery codes. Each change asks for proof that is fresh."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, ConfigDict
from sqlmodel import Session

from app.actions.account import begin_totp, confirm_totp, remove_passkey, remove_totp, rename_passkey, renew_codes
from app.actions.register import Line, OptionalLine
from app.domain.errors import ChangedMeanwhile, FieldWrong, RuleBroken
from app.domain.sign_in import RECOVERY_CODES, spaced_code
from app.domain.words import N_
from app.models import new_id
from app.queries.access import SignedIn
from app.queries.account import Known, account_page
from app.routers.account import saved
from app.routers.sign_in import SecondStep, carried
from app.web.account import change, me, proven_first
from app.web.authenticator import AppToScan, app_to_scan, first_step, fresh_totp
from app.web.door import CurrentVisitor, Visitor, house, show_account
from app.web.forms import Bound, Form, PathId, fresh
from app.web.notice import add_notice
from app.web.sign_in import bind_open, carrying, code_hash, fresh_codes, to

router = APIRouter()

APP, PASSKEYS, CODES = "/account/app", "/account/passkeys", "/account/recovery-codes"
APP_ADDED = add_notice("app-added", "ok", N_("The authenticator app counts from now on."))
APP_REMOVED = add_notice("app-removed", "ok", N_("The authenticator app no longer counts."))
RENAMED = add_notice("passkey-renamed", "ok", N_("The new name is saved."))
REMOVED = add_notice("passkey-removed", "ok", N_("That passkey no longer opens anything."))


class Renamed(BaseModel):
    """The name a passkey shall have, and the one that was seen."""

    model_config = ConfigDict(extra="ignore", frozen=True, str_strip_whitespace=True)

    label: Line
    seen: OptionalLine = ""


def show_mine(
    request: Request, who: Visitor, template: str, form: Bound[Any], *, more: object = None, status_code: int = 200
) -> Response:
    """A page of the account. ``more`` is what this one shows beside."""
    return show_account(
        request,
        who,
        template,
        lambda session, person: account_page(session, person, house(request).now(), more),
        form=form,
        status_code=status_code,
    )


@router.get(APP)
@proven_first(APP)
def app(request: Request, who: CurrentVisitor) -> Response:
    """What there is; or, while a new one waits for its first code, the picture to scan."""
    _, known = me(request, who, fresh=True)
    return show_mine(request, who, "account/app.html", Bound(), more=app_to_scan(request, known))


@router.post(APP)
@proven_first(APP)
def begin_app(request: Request, who: CurrentVisitor, _form: Form) -> Response:
    credential_id, secret = fresh_totp(request)
    now = house(request).now()
    change(
        request,
        who,
        "authenticator-begun",
        lambda session, person: begin_totp(
            session, person.account_id, credential_id=credential_id, secret=secret, now=now
        ),
    )
    return to(APP)


@router.post(APP + "/code")
@proven_first(APP)
def confirm_app(request: Request, who: CurrentVisitor, form: Form) -> Response:
    bound, shown = bind_open(SecondStep, form), None
    try:
        _, known = me(request, who, fresh=True)
        shown = app_to_scan(request, known)
        _confirm(request, who, known, shown, bound)
    except FieldWrong as refusal:
        bound.refuse(refusal)
        return show_mine(request, who, "account/app.html", bound, more=shown, status_code=bound.status)
    return saved(APP, APP_ADDED)


def _confirm(request: Request, who: Visitor, known: Known, shown: AppToScan | None, bound: Bound[SecondStep]) -> None:
    step, now = first_step(request, known, bound), house(request).now()

    def work(session: Session, person: SignedIn) -> None:
        assert shown is not None
        confirm_totp(session, person.account_id, credential_id=shown.credential_id, step=step, now=now)

    change(request, who, "authenticator-added", work)


@router.post(APP + "/removal")
@proven_first(APP)
def remove_app(request: Request, who: CurrentVisitor, _form: Form) -> Response:
    now, bound = house(request).now(), fresh("")
    try:
        change(
            request,
            who,
            "authenticator-removed",
            lambda session, person: remove_totp(session, person.account_id, now, this_session=person.session_id),
        )
    except RuleBroken as refusal:
        bound.refuse(refusal)
        return show_mine(request, who, "account/app.html", bound, status_code=bound.status)
    return saved(APP, APP_REMOVED)


@router.get(PASSKEYS)
@proven_first(PASSKEYS)
def passkeys(request: Request, who: CurrentVisitor) -> Response:
    me(request, who, fresh=True)
    return show_mine(request, who, "account/passkeys.html", Bound())


@router.post(PASSKEYS + "/{passkey_id}/name")
@proven_first(PASSKEYS)
def rename(request: Request, who: CurrentVisitor, passkey_id: PathId, form: Form) -> Response:
    bound = bind_open(Renamed, form)
    if bound.command is None:
        return show_mine(request, who, "account/passkeys.html", bound, more=passkey_id, status_code=422)
    wish: Renamed = bound.command
    try:
        change(
            request,
            who,
            "passkey-renamed",
            lambda session, person: rename_passkey(
                session, person.account_id, passkey_id, seen=wish.seen, label=wish.label
            ),
        )
    except (ChangedMeanwhile, RuleBroken) as refusal:
        bound.refuse(refusal)
        return show_mine(request, who, "account/passkeys.html", bound, more=passkey_id, status_code=bound.status)
    return saved(PASSKEYS, RENAMED)


@router.post(PASSKEYS + "/{passkey_id}/removal")
@proven_first(PASSKEYS)
def remove(request: Request, who: CurrentVisitor, passkey_id: PathId, _form: Form) -> Response:
    now, bound = house(request).now(), fresh("")
    try:
        change(
            request,
            who,
            "passkey-removed",
            lambda session, person: remove_passkey(
                session, person.account_id, passkey_id, now, this_session=person.session_id
            ),
        )
    except RuleBroken as refusal:
        bound.refuse(refusal)
        return show_mine(request, who, "account/passkeys.html", bound, status_code=bound.status)
    return saved(PASSKEYS, REMOVED)


@router.get(CODES)
@proven_first(CODES)
def codes(request: Request, who: CurrentVisitor) -> Response:
    me(request, who, fresh=True)
    return show_mine(request, who, "account/recovery_codes.html", Bound())


@dataclass(frozen=True)
class ShownCodes:
    """Ten codes, shown this once, and where to go from here."""

    codes: Sequence[str]
    onward: str


@router.post(CODES)
@proven_first(CODES)
def new_codes(request: Request, who: CurrentVisitor, form: Form) -> Response:
    """New codes: shown in this answer and never again. The old ones no longer count."""
    made, now = fresh_codes(), house(request).now()
    ids = [new_id() for _ in range(RECOVERY_CODES)]
    _, known = me(request, who, fresh=True)
    hashes = [code_hash(known.id, code) for code in made]
    change(
        request,
        who,
        "recovery-codes-made",
        lambda session, person: renew_codes(session, person.account_id, ids=ids, hashes=hashes, now=now),
    )
    onward = carrying("/sign-in/offer", carried(form).next) if form.get("first") else "/account"
    shown = ShownCodes([spaced_code(code) for code in made], onward)
    return show_account(request, who, "account/shown_codes.html", lambda _session, _person: shown)
