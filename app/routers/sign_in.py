"""Signing in: the password, then outside a demonstration the second step; a passkey does both at once."""

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, ConfigDict, StringConstraints
from sqlmodel import Session

from app.actions.session import begin_session, end_half_session
from app.actions.sign_in import Knock, use_recovery_code, use_step, write_down
from app.domain.errors import FieldWrong, SignedOut, TooManyAttempts
from app.domain.sign_in import PASSWORD_MOST, RECOVERY_LENGTH, plain_code, return_place
from app.domain.words import N_
from app.models import new_id
from app.models.directory import SessionKind
from app.queries.access import signed_in
from app.queries.account import Known, half_signed_in, standing_session
from app.web.door import CurrentVisitor, Visitor, house, show_open
from app.web.forms import Bound, Form
from app.web.kept import DoorPage
from app.web.sign_in import (
    Entrance,
    arrive,
    ask_again,
    bind_open,
    code_hash,
    count,
    enter,
    entrance,
    knock,
    password_owner,
    refuse,
    show_kept,
    to,
    totp_step,
    wrong,
)

router = APIRouter()

Next = Annotated[str, Query()]


class SignIn(BaseModel):
    """E-mail address and password, as they were typed: a space in a password is part of it."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    email: Annotated[str, StringConstraints(max_length=200)]
    password: Annotated[str, StringConstraints(max_length=PASSWORD_MOST)]


class SecondStep(BaseModel):
    """Six digits from the app, or one of the recovery codes."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    code: Annotated[str, StringConstraints(max_length=60)]


def carried(form: Form) -> DoorPage:
    """What the hidden fields of each step carry along."""
    return DoorPage(next=return_place(str(form.get("next", ""))), kept=str(form.get("kept", "")))


@router.get("/sign-in")
def ask(
    request: Request, who: CurrentVisitor, next: Next = "/", as_other: Annotated[str, Query(alias="as")] = ""
) -> Response:
    """The door. Whoever is in already goes on; a locked session asks for its own nurse first."""
    page = DoorPage(next=return_place(next))
    if as_other:
        return show_open(request, "sign_in/sign_in.html", page, form=Bound())
    with house(request).door.read(None) as session:
        try:
            signed_in(session, who.token_hash, house(request).now())
            return to(page.next)
        except SignedOut as out:
            standing = standing_session(session, who.token_hash, house(request).now())
            locked = standing.name if standing and out.code == "locked" else ""
    return show_open(request, "sign_in/sign_in.html", DoorPage(next=page.next, locked_name=locked), form=Bound())


@router.get("/sign-in/lost")
def lost(request: Request) -> Response:
    """Open to everybody, about nobody: the ways for whoever has lost a password or a second step."""
    return show_open(request, "sign_in/lost.html", DoorPage())


@router.post("/sign-in")
def sign_in(request: Request, who: CurrentVisitor, form: Form) -> Response:
    page = carried(form)
    bound = bind_open(SignIn, form)
    if bound.errors or bound.command is None:
        return ask_again(request, "sign_in/sign_in.html", page, bound)
    wish: SignIn = bound.command
    knocked = knock(request, "sign-in", wish.email)
    try:
        known = password_owner(request, knocked, wish.email, wish.password)
    except TooManyAttempts as refusal:
        return ask_again(request, "sign_in/sign_in.html", page, bound, refusal)
    if known is None:
        neither = FieldWrong("", wrong(request, knocked, WRONG_PAIR))
        return ask_again(request, "sign_in/sign_in.html", page, bound, neither)
    return _first_step_done(request, who, knocked, known, page)


WRONG_PAIR = (
    N_("The e-mail address or the password is not right."),
    N_("The e-mail address or the password is not right. One try is left; after that you wait 15 minutes."),
)


def _first_step_done(request: Request, who: Visitor, knocked: Knock, known: Known, page: DoorPage) -> Response:
    """The password was right. Enough in the demonstration; elsewhere it opens the second step."""
    if known.is_demonstration:
        begun = entrance(request, known.id, SessionKind.FULL, "password")
        enter(request, who, knocked, begun)
        return arrive(request, begun, page)
    begun = entrance(request, known.id, SessionKind.PASSWORD, "password")
    enter(request, who, knocked, begun)
    if not known.ways.has_second_factor:
        response: Response = to("/sign-in/set-up", onward=page.next)
    elif page.kept:
        response = show_open(request, "sign_in/second_factor.html", _second_page(page, known), form=Bound())
    else:
        response = to("/sign-in/second-factor", onward=page.next)
    return begun.on(response, house(request).settings)


def _second_page(page: DoorPage, known: Known) -> DoorPage:
    return DoorPage(next=page.next, kept=page.kept, more=known.ways)


def _half(request: Request, who: Visitor) -> Known:
    with house(request).door.read(None) as session:
        return half_signed_in(session, who.token_hash, house(request).now())


@router.get("/sign-in/second-factor")
def ask_second(request: Request, who: CurrentVisitor, next: Next = "/") -> Response:
    page = DoorPage(next=return_place(next))
    try:
        known = _half(request, who)
    except SignedOut:
        return to("/sign-in", onward=page.next)
    return show_open(request, "sign_in/second_factor.html", _second_page(page, known), form=Bound())


@router.post("/sign-in/second-factor")
def second_factor(request: Request, who: CurrentVisitor, form: Form) -> Response:
    page = carried(form)
    bound = bind_open(SecondStep, form)
    try:
        known = _half(request, who)
    except SignedOut as out:
        return ask_again(request, "sign_in/sign_in.html", page, bound, FieldWrong("", out.message))
    page = _second_page(page, known)
    if bound.errors or bound.command is None:
        return ask_again(request, "sign_in/second_factor.html", page, bound)
    try:
        begun = _pass_second(request, who, known, bound.command.code)
    except (TooManyAttempts, FieldWrong) as refusal:
        return ask_again(request, "sign_in/second_factor.html", page, bound, refusal)
    return arrive(request, begun, page)


WRONG_CODE = (
    N_("This code is not right. The app shows a new one every half minute; a recovery code has sixteen signs."),
    N_("This code is not right. One try is left; after that you wait 15 minutes. The app shows a new one soon."),
)


def _pass_second(request: Request, who: Visitor, known: Known, code: str) -> Entrance:
    """Check the code outside the unit, then use it up and begin the session in one."""
    home = house(request)
    now = home.now()
    knocked = knock(request, "second-factor", known.email, account_id=known.id)
    count(request, knocked)
    step = None
    if known.ways.totp is not None and len(plain_code(code)) != RECOVERY_LENGTH:
        step = totp_step(request, known.ways.totp, code, now)
    hashed, line_id = code_hash(known.id, code), new_id()
    begun = entrance(request, known.id, SessionKind.FULL, "totp" if step else "recovery_code")

    def work(session: Session) -> None:
        half = standing_session(session, who.token_hash, now)
        if half is None:
            raise SignedOut(N_("That took too long. Please begin again with your password."), code="begin-again")
        if step is not None and known.ways.totp is not None:
            use_step(session, known.ways.totp.id, step, now)
        elif not use_recovery_code(session, known.id, hashed, now):
            raise WrongCode("code", WRONG_CODE[0])
        end_half_session(session, half.session_id, now)
        begin_session(session, begun.new, replaced=None)
        write_down(session, replace(knocked, session_id=begun.new.id), "passed", line_id)

    try:
        home.door.write(None, work)
    except FieldWrong as refusal:
        refuse(request, knocked)
        if isinstance(refusal, WrongCode):
            raise FieldWrong("code", wrong(request, knocked, WRONG_CODE)) from None
        raise
    return begun


class WrongCode(FieldWrong):
    """Neither the app's nor one of the recovery codes."""


@router.post("/sign-in/kept")
def kept(request: Request, who: CurrentVisitor, form: Form) -> Response:
    """After a sign-in that happened beside the form (a passkey): what had been typed, to be sent or copied."""
    with house(request).door.read(None) as session:
        person = signed_in(session, who.token_hash, house(request).now())
    return show_kept(request, person.account_id, str(form.get("kept", ""))) or to("/")
