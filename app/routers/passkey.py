"""Passkeys as JSON: what the browser is asked, and what it answers. ``js/passkey/passkey.js`` is the other side."""

from dataclasses import dataclass, replace
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict
from sqlmodel import Session

from app.actions.account import add_passkey, note_use
from app.actions.session import begin_session, end_half_session, unlock_session
from app.actions.sign_in import Knock, write_down
from app.domain.errors import FieldWrong, NotAllowed, SignedOut
from app.domain.sign_in import device_label, return_place
from app.domain.words import N_
from app.models import new_id
from app.models.directory import SessionKind
from app.queries.account import Known, PasskeyOwner, by_id, half_signed_in, passkey_owner, standing_session
from app.routers.session import same_nurse, standing_in
from app.web.account import change, me
from app.web.door import CurrentVisitor, Visitor, house
from app.web.language import translate
from app.web.passkey import (
    NOT_OURS,
    answered_challenge,
    made_passkey,
    name_of,
    options_to_make,
    options_to_show,
    shown_passkey,
)
from app.web.sign_in import Entrance, carrying, entrance, knock, refuse

router = APIRouter()


class Shown(BaseModel):
    """A passkey that was shown. ``account_id`` says whose lock is to be opened, or who is to show herself again."""

    model_config = ConfigDict(extra="ignore")

    credential: dict[str, Any]
    account_id: str = ""
    next: str = "/"


class Made(BaseModel):
    """A passkey that was made."""

    model_config = ConfigDict(extra="ignore")

    credential: dict[str, Any]
    next: str = "/"


@router.post("/sign-in/passkey/options")
def ask_to_show(request: Request) -> Response:
    return JSONResponse(options_to_show(request))


@router.post("/sign-in/passkey")
def show_passkey(request: Request, who: CurrentVisitor, shown: Shown) -> Response:
    """Signs in by itself: it is a thing one has, opened by a finger, a face or a code."""
    challenge, owner, known = _shown_by(request, shown)
    what = "unlock-passkey" if shown.account_id else "sign-in-passkey"
    knocked = knock(request, what, known.email, account_id=known.id)
    try:
        sign_count = shown_passkey(request, owner, shown.credential, challenge)
        if shown.account_id:
            return _open_again(request, who, knocked, owner, sign_count, shown)
    except (FieldWrong, NotAllowed):
        refuse(request, knocked)
        raise
    return _sign_in(request, who, knocked, owner, sign_count, shown)


def _shown_by(request: Request, shown: Shown) -> tuple[bytes, PasskeyOwner, Known]:
    """The challenge that is answered and whose passkey answers it. An unknown one leaves a line that names nobody."""
    try:
        challenge = answered_challenge(request, shown.credential)
        with house(request).door.read(None) as session:
            owner = passkey_owner(session, name_of(shown.credential))
            if owner is None:
                raise FieldWrong("", N_("This passkey belongs to no account here. It may have been removed."))
            return challenge, owner, by_id(session, owner.account_id)
    except FieldWrong:
        refuse(request, knock(request, "sign-in-passkey", ""))
        raise


def _sign_in(
    request: Request, who: Visitor, knocked: Knock, owner: PasskeyOwner, sign_count: int, shown: Shown
) -> Response:
    begun, line_id = entrance(request, owner.account_id, SessionKind.FULL, "passkey"), new_id()

    def work(session: Session) -> None:
        note_use(session, owner.account_id, owner.credential_id, _public(owner, sign_count), knocked.at)
        begin_session(session, begun.new, replaced=who.token_hash)
        write_down(session, replace(knocked, session_id=begun.new.id), "passed", line_id)

    house(request).door.write(None, work)
    response = JSONResponse({"ok": True, "next": return_place(shown.next)})
    return begun.on(response, house(request).settings)


def _open_again(
    request: Request, who: Visitor, knocked: Knock, owner: PasskeyOwner, sign_count: int, shown: Shown
) -> Response:
    standing, line_id = standing_in(request, who), new_id()
    same_nurse(standing, shown.account_id)
    same_nurse(standing, str(owner.account_id))

    def work(session: Session) -> None:
        note_use(session, owner.account_id, owner.credential_id, _public(owner, sign_count), knocked.at)
        unlock_session(session, standing.session_id, knocked.at)
        write_down(session, replace(knocked, session_id=standing.session_id), "passed", line_id)

    house(request).door.write(None, work)
    return JSONResponse({"ok": True, "next": return_place(shown.next)})


def _public(owner: PasskeyOwner, sign_count: int) -> dict[str, Any]:
    return {"key": owner.public_key, "sign_count": sign_count}


@dataclass(frozen=True)
class Maker:
    """Who makes a passkey: a nurse who is in, or somebody whose account has no second step yet."""

    known: Known
    is_half: bool


def maker(request: Request, who: Visitor) -> Maker:
    now = house(request).now()
    with house(request).door.read(None) as session:
        standing = standing_session(session, who.token_hash, now)
        if standing is None or standing.kind is SessionKind.FULL:
            half = None
        else:
            half = half_signed_in(session, who.token_hash, now)
    if half is None:
        return Maker(me(request, who, fresh=True)[1], is_half=False)
    if half.ways.has_second_factor:
        raise SignedOut(N_("Finish signing in first."))
    return Maker(half, is_half=True)


@router.post("/account/passkeys/options")
def ask_to_make(request: Request, who: CurrentVisitor) -> Response:
    return JSONResponse(options_to_make(request, maker(request, who).known))


@router.post("/account/passkeys")
def make_passkey(request: Request, who: CurrentVisitor, made: Made) -> Response:
    making = maker(request, who)
    passkey = made_passkey(request, making.known.id, made.credential)
    credential_id = new_id()
    label = device_label(request.headers.get("user-agent", "")) or translate(N_("Passkey"))
    now = house(request).now()

    def add(session: Session, account_id: Any) -> None:
        add_passkey(session, account_id, credential_id=credential_id, passkey=passkey, label=label, now=now)

    if making.is_half:
        begun = _in_by_making(request, who, making.known, add)
        answer = JSONResponse({"ok": True, "next": carrying("/sign-in/codes", return_place(made.next))})
        return begun.on(answer, house(request).settings)
    change(request, who, "passkey-added", lambda session, person: add(session, person.account_id))
    return JSONResponse({"ok": True, "next": return_place(made.next)})


def _in_by_making(request: Request, who: Visitor, known: Known, add: Any) -> Entrance:
    """The first passkey of an account is its second step, and she is in."""
    begun, line_id = entrance(request, known.id, SessionKind.FULL, "passkey"), new_id()
    knocked = knock(request, "passkey-added", known.email, account_id=known.id, session_id=begun.new.id)

    def work(session: Session) -> None:
        half = standing_session(session, who.token_hash, begun.new.now)
        if half is None or by_id(session, known.id).ways.has_second_factor:
            raise FieldWrong("", NOT_OURS)
        end_half_session(session, half.session_id, begun.new.now)
        add(session, known.id)
        begin_session(session, begun.new, replaced=None)
        write_down(session, knocked, "passed", line_id)

    house(request).door.write(None, work)
    return begun
