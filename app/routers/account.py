"""My account: name, password, sessions. The second steps have a file of their own."""

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, ConfigDict, Field, StringConstraints
from sqlmodel import Session

from app.actions.account import change_name, change_password
from app.actions.register import VERSION_MOST, Line
from app.actions.session import end_own_session, end_sessions, unlock_session
from app.actions.sign_in import write_down
from app.domain.errors import ChangedMeanwhile, FieldWrong, RuleBroken, TooManyAttempts
from app.domain.sign_in import PASSWORD_MOST, return_place
from app.domain.words import N_
from app.models import new_id
from app.passwords import hash_password, limits, weakness
from app.queries.access import SignedIn
from app.queries.account import AccountPage, account_page
from app.routers.sign_in import Next, carried
from app.web.account import change, me, proven_first
from app.web.door import CurrentVisitor, Visitor, house, show_account
from app.web.forms import Bound, Form, PathId
from app.web.kept import DoorPage
from app.web.notice import add_notice
from app.web.sign_in import WRONG_PASSWORD, bind_open, knock, password_owner, to, wrong

router = APIRouter()

SAVED_NAME = add_notice("name-saved", "ok", N_("Your name is saved."))
SAVED_PASSWORD = add_notice(
    "password-saved", "ok", N_("Your new password counts from now on. Every other sign-in has ended.")
)
ENDED = add_notice("session-ended", "ok", N_("That sign-in has ended."))
ENDED_ALL = add_notice("sessions-ended", "ok", N_("Every other sign-in has ended."))


class Named(BaseModel):
    """The name colleagues see, and the version that was seen of it."""

    model_config = ConfigDict(extra="ignore", frozen=True, str_strip_whitespace=True)

    name: Line
    version: int = Field(ge=1, le=VERSION_MOST)


class NewPassword(BaseModel):
    """As it was typed, spaces and all."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    new_password: str


class Proof(BaseModel):
    """The password again."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    password: Annotated[str, StringConstraints(max_length=PASSWORD_MOST)]


def saved(address: str, notice: str) -> Response:
    """After a change of the account: the unit is committed, and the page says so."""
    return to(f"{address}?notice={notice}")


def _page(request: Request) -> Callable[[Session, SignedIn], AccountPage]:
    return lambda session, person: account_page(session, person, house(request).now())


@router.get("/account")
def account(request: Request, who: CurrentVisitor) -> Response:
    return show_account(request, who, "account/account.html", _page(request), form=Bound())


@router.post("/account/name")
def name(request: Request, who: CurrentVisitor, form: Form) -> Response:
    bound = bind_open(Named, form)
    try:
        if bound.command is not None:
            wish: Named = bound.command
            change(
                request,
                who,
                "name-changed",
                lambda session, person: change_name(session, person.account_id, wish.name, wish.version),
                fresh=False,
            )
            return saved("/account", SAVED_NAME)
        me(request, who)
    except (ChangedMeanwhile, RuleBroken) as refusal:
        bound.refuse(refusal)
    return show_account(request, who, "account/account.html", _page(request), form=bound, status_code=bound.status)


@router.get("/account/password")
@proven_first("/account/password")
def password(request: Request, who: CurrentVisitor) -> Response:
    me(request, who, fresh=True)
    return show_account(request, who, "account/password.html", _page(request), form=Bound())


@router.post("/account/password")
@proven_first("/account/password")
def new_password(request: Request, who: CurrentVisitor, form: Form) -> Response:
    bound = bind_open(NewPassword, form)
    try:
        _change_password(request, who, bound)
        return saved("/account", SAVED_PASSWORD)
    except (FieldWrong, RuleBroken) as refusal:
        bound.refuse(refusal)
    return show_account(request, who, "account/password.html", _page(request), form=bound, status_code=bound.status)


def _change_password(request: Request, who: Visitor, bound: Bound[NewPassword]) -> None:
    _, known = me(request, who, fresh=True)
    if known.is_demonstration:
        raise RuleBroken(N_("In the demonstration the password stays as it is, so that the next visitor can get in."))
    if bound.command is None:
        raise FieldWrong("new_password", N_("Fill this in."))
    wanted = bound.command.new_password
    if weak := weakness(wanted, known.email, known.name):
        raise FieldWrong("new_password", weak, **limits())
    hashed, password_id, now = hash_password(wanted), new_id(), house(request).now()

    def work(session: Session, person: SignedIn) -> None:
        change_password(
            session,
            person.account_id,
            password_id=password_id,
            password_hash=hashed,
            this_session=person.session_id,
            now=now,
        )

    change(request, who, "password-changed", work)


@router.get("/account/proof")
def ask_proof(request: Request, who: CurrentVisitor, next: Next = "/account") -> Response:
    page = DoorPage(next=return_place(next, "/account"))
    return show_account(request, who, "account/proof.html", lambda _session, _person: page, form=Bound())


@router.post("/account/proof")
def proof(request: Request, who: CurrentVisitor, form: Form) -> Response:
    bound, page = bind_open(Proof, form), carried(form)
    person, known = me(request, who)
    knocked = knock(request, "prove", known.email, account_id=known.id, session_id=person.session_id)
    headers: dict[str, str] = {}
    try:
        if bound.command is None:
            raise FieldWrong("password", N_("Fill this in."))
        if password_owner(request, knocked, known.email, bound.command.password) is None:
            raise FieldWrong("password", wrong(request, knocked, WRONG_PASSWORD))
        line_id = new_id()

        def work(session: Session) -> None:
            unlock_session(session, person.session_id, knocked.at)
            write_down(session, knocked, "passed", line_id)

        house(request).door.write(None, work)
        return to(page.next)
    except TooManyAttempts as refusal:
        bound.refuse(refusal)
        bound.status, headers = 429, {"Retry-After": str(refusal.retry_after)}
    except FieldWrong as refusal:
        bound.refuse(refusal)
    answer = show_account(
        request, who, "account/proof.html", lambda _session, _person: page, form=bound, status_code=bound.status
    )
    answer.headers.update(headers)
    return answer


@router.post("/account/sessions/{session_id}/end")
def end_one(request: Request, who: CurrentVisitor, session_id: PathId, _form: Form) -> Response:
    now = house(request).now()
    change(
        request,
        who,
        "session-ended",
        lambda session, person: end_own_session(session, person.account_id, session_id, now),
        fresh=False,
    )
    return saved("/account", ENDED)


@router.post("/account/sessions/end")
def end_others(request: Request, who: CurrentVisitor, _form: Form) -> Response:
    now = house(request).now()
    change(
        request,
        who,
        "sessions-ended",
        lambda session, person: end_sessions(session, person.account_id, now, "ended-by-owner", but=person.session_id),
        fresh=False,
    )
    return saved("/account", ENDED_ALL)
