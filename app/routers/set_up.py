"""The first sign-in: choosing a second step, the recovery codes, and the offer of a passkey."""

from fastapi import APIRouter, Request, Response
from sqlmodel import Session

from app.actions.account import begin_totp, confirm_totp
from app.actions.session import begin_session, end_half_session
from app.actions.sign_in import write_down
from app.domain.errors import FieldWrong, SignedOut
from app.domain.sign_in import return_place
from app.domain.words import N_
from app.models import new_id
from app.models.directory import SessionKind
from app.queries.account import Known, half_signed_in, standing_session
from app.routers.sign_in import Next, SecondStep, carried
from app.web.account import me
from app.web.authenticator import AppToScan, app_to_scan, first_step, fresh_totp
from app.web.door import CurrentVisitor, Visitor, house, show_open
from app.web.forms import Bound, Form
from app.web.kept import DoorPage
from app.web.sign_in import ask_again, bind_open, entrance, knock, to

router = APIRouter()


def half_without_second(session: Session, who: Visitor, request: Request) -> Known:
    """Her password was right, and the account has no second step yet."""
    known = half_signed_in(session, who.token_hash, house(request).now())
    if known.ways.has_second_factor:
        raise SignedOut(N_("This account has a second step already. Please begin again with your password."))
    return known


def _half(request: Request, who: Visitor) -> Known:
    with house(request).door.read(None) as session:
        return half_without_second(session, who, request)


@router.get("/sign-in/set-up")
def choose(request: Request, who: CurrentVisitor, next: Next = "/") -> Response:
    page = DoorPage(next=return_place(next))
    try:
        _half(request, who)
    except SignedOut:
        return to("/sign-in", onward=page.next)
    return show_open(request, "sign_in/set_up.html", page)


@router.post("/sign-in/set-up/app")
def begin_app(request: Request, who: CurrentVisitor, form: Form) -> Response:
    credential_id, secret = fresh_totp(request)
    now = house(request).now()

    def work(session: Session) -> None:
        known = half_without_second(session, who, request)
        begin_totp(session, known.id, credential_id=credential_id, secret=secret, now=now)

    house(request).door.write(None, work)
    return to("/sign-in/set-up/app", onward=carried(form).next)


@router.get("/sign-in/set-up/app")
def scan(request: Request, who: CurrentVisitor, next: Next = "/") -> Response:
    page = DoorPage(next=return_place(next))
    try:
        known = _half(request, who)
    except SignedOut:
        return to("/sign-in", onward=page.next)
    shown = app_to_scan(request, known)
    if shown is None:
        return to("/sign-in/set-up", onward=page.next)
    return show_open(request, "sign_in/scan.html", _scanning(page, shown), form=Bound())


def _scanning(page: DoorPage, shown: AppToScan) -> DoorPage:
    return DoorPage(next=page.next, more=shown)


@router.post("/sign-in/set-up/app/code")
def first_code(request: Request, who: CurrentVisitor, form: Form) -> Response:
    page, bound = carried(form), bind_open(SecondStep, form)
    known = _half(request, who)
    shown = app_to_scan(request, known)
    if shown is None:
        return to("/sign-in/set-up", onward=page.next)
    try:
        step = first_step(request, known, bound)
    except FieldWrong as refusal:
        return ask_again(request, "sign_in/scan.html", _scanning(page, shown), bound, refusal)
    begun, line_id = entrance(request, known.id, SessionKind.FULL, "totp"), new_id()
    knocked = knock(request, "authenticator-added", known.email, account_id=known.id, session_id=begun.new.id)

    def work(session: Session) -> None:
        half = standing_session(session, who.token_hash, begun.new.now)
        if half is None:
            raise SignedOut(N_("That took too long. Please begin again with your password."), code="begin-again")
        half_without_second(session, who, request)
        confirm_totp(session, known.id, credential_id=shown.credential_id, step=step, now=begun.new.now)
        end_half_session(session, half.session_id, begun.new.now)
        begin_session(session, begun.new, replaced=None)
        write_down(session, knocked, "passed", line_id)

    house(request).door.write(None, work)
    return begun.on(to("/sign-in/codes", onward=page.next), house(request).settings)


@router.get("/sign-in/codes")
def codes(request: Request, who: CurrentVisitor, next: Next = "/") -> Response:
    """Explains what comes; the codes themselves are made and shown once, by the button."""
    me(request, who)
    return show_open(request, "sign_in/codes.html", DoorPage(next=return_place(next)))


@router.get("/sign-in/offer")
def offer(request: Request, who: CurrentVisitor, next: Next = "/") -> Response:
    """A passkey is offered once, to whoever has none."""
    _, known = me(request, who)
    page = DoorPage(next=return_place(next))
    if known.ways.passkeys:
        return to(page.next)
    return show_open(request, "sign_in/offer.html", page)
