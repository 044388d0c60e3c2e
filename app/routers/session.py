"""Locking and unlocking the tablet, and signing out."""

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, StringConstraints
from sqlmodel import Session

from app.actions.session import end_session, lock_session, unlock_session
from app.actions.sign_in import write_down
from app.domain.errors import FieldWrong, NotAllowed, SignedOut, TooManyAttempts
from app.domain.sign_in import PASSWORD_MOST
from app.domain.words import N_
from app.models import new_id
from app.models.directory import SessionKind
from app.queries.account import Standing, standing_session
from app.routers.sign_in import carried
from app.web.door import CurrentVisitor, Visitor, house
from app.web.errors import wants_json
from app.web.forms import Form
from app.web.kept import DoorPage
from app.web.sign_in import (
    WRONG_PASSWORD,
    ask_again,
    bind_open,
    forget_cookie,
    knock,
    password_owner,
    show_kept,
    to,
    wrong,
)

router = APIRouter()


class Unlock(BaseModel):
    """The password again. ``account_id`` says whose page lies under the lock: nobody else opens it."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    password: Annotated[str, StringConstraints(max_length=PASSWORD_MOST)]
    account_id: str = ""


def standing_in(request: Request, who: Visitor) -> Standing:
    """The session of this browser, locked or not; ``SignedOut`` when there is none that could be opened again."""
    with house(request).door.read(None) as session:
        standing = standing_session(session, who.token_hash, house(request).now())
    if standing is None or standing.kind is not SessionKind.FULL:
        raise SignedOut(N_("This sign-in has ended. Please sign in again."))
    return standing


def same_nurse(standing: Standing, account_id: str) -> None:
    """The page under the lock was hers."""
    if account_id and account_id != str(standing.account_id):
        raise NotAllowed(
            N_("Another nurse has signed in on this tablet since. Only she who locked this page can open it."),
            code="other-account",
        )


@router.post("/sign-in/lock")
def lock(request: Request, who: CurrentVisitor) -> Response:
    """At once, and nothing is asked: locking must never fail because a session has ended already."""
    now = house(request).now()
    with house(request).door.read(None) as session:
        standing = standing_session(session, who.token_hash, now)
    if standing is not None and standing.kind is SessionKind.FULL:
        _write_down(request, "locked", standing, lambda session: lock_session(session, standing.session_id, now))
    return JSONResponse({"ok": True}) if wants_json(request) else to("/sign-in")


def _write_down(request: Request, what: str, standing: Standing, work: Callable[[Session], None]) -> None:
    """Do it, with its line, as one unit."""
    told = knock(request, what, standing.email, account_id=standing.account_id, session_id=standing.session_id)
    line_id = new_id()

    def unit(session: Session) -> None:
        work(session)
        write_down(session, told, "passed", line_id)

    house(request).door.write(None, unit)


@router.post("/sign-in/unlock")
def unlock(request: Request, who: CurrentVisitor, form: Form) -> Response:
    page, bound = carried(form), bind_open(Unlock, form)
    try:
        standing = standing_in(request, who)
        page = DoorPage(next=page.next, kept=page.kept, locked_name=standing.name)
        if bound.command is None:
            raise FieldWrong("password", N_("Fill this in."))
        same_nurse(standing, bound.command.account_id)
        _open_again(request, standing, bound.command.password)
    except (FieldWrong, TooManyAttempts, NotAllowed) as refusal:
        if wants_json(request):
            raise
        return ask_again(request, "sign_in/sign_in.html", page, bound, refusal)
    if wants_json(request):
        return JSONResponse({"ok": True})
    return show_kept(request, standing.account_id, page.kept) or to(page.next)


def _open_again(request: Request, standing: Standing, password: str) -> None:
    """The same checks and the same count as at the door."""
    knocked = knock(request, "unlock", standing.email, account_id=standing.account_id, session_id=standing.session_id)
    if password_owner(request, knocked, standing.email, password) is None:
        raise FieldWrong("password", wrong(request, knocked, WRONG_PASSWORD))
    line_id = new_id()

    def work(session: Session) -> None:
        unlock_session(session, standing.session_id, knocked.at)
        write_down(session, knocked, "passed", line_id)

    house(request).door.write(None, work)


@router.post("/sign-out")
def sign_out(request: Request, who: CurrentVisitor) -> Response:
    """End the session here and take away what the browser keeps, but never what waits to be sent."""
    home = house(request)
    now = home.now()
    with home.door.read(None) as session:
        standing = standing_session(session, who.token_hash, now)
    if standing is not None:
        _write_down(
            request,
            "signed-out",
            standing,
            lambda session: end_session(session, standing.session_id, now, "signed-out"),
        )
    response = to("/sign-in")
    forget_cookie(response, home.settings)
    response.headers["Clear-Site-Data"] = '"cookies", "cache"'
    return response
