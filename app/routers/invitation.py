"""The page behind an invitation link: who invites into which team, and the way in."""

from dataclasses import dataclass, replace
from typing import Annotated

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, ConfigDict, StringConstraints
from sqlmodel import Session

from app.actions.account import make_account
from app.actions.invitation import IDS, accept_invitation, still_open
from app.actions.register import Line
from app.actions.session import begin_session
from app.actions.sign_in import write_down
from app.domain.errors import FieldWrong, NotFound, RuleBroken, SignedOut, TooManyAttempts
from app.domain.sign_in import PASSWORD_MOST, folded_email, is_email
from app.domain.words import N_
from app.keys import secret_hash
from app.models import new_id
from app.models.directory import SessionKind
from app.passwords import hash_password, limits, weakness
from app.queries.access import signed_in
from app.queries.account import by_email
from app.queries.address import Addressed, addressed
from app.queries.invitation import InvitationStanding, standing
from app.queries.team_setting import settings_of
from app.web.dates import moment
from app.web.door import CurrentVisitor, Visitor, house, note_opening, note_refusal, show_open
from app.web.forms import Bound, Form, fresh
from app.web.notice import add_notice
from app.web.sign_in import Entrance, ask_again, bind_open, count, entrance, knock, password_owner, refuse, to

router = APIRouter()

JOINED = add_notice(
    "joined",
    "ok",
    N_("Welcome. Everybody here sees the same pages as you. Tell the others what you can do: open your name below."),
)


class NewAccount(BaseModel):
    """Who comes in, and what she will sign in with."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    name: Line
    email: Annotated[str, StringConstraints(min_length=1, max_length=200)]
    new_password: Annotated[str, StringConstraints(min_length=1, max_length=PASSWORD_MOST)]


@dataclass(frozen=True)
class InvitationPage:
    """An invitation as its link shows it."""

    seen: InvitationStanding
    until: str
    secret: str
    signed_in_as: str
    """The name of whoever is signed in on this tablet; empty for nobody."""


def _page(request: Request, who: Visitor, secret: str) -> InvitationPage:
    """Unknown links are not found; used, expired and withdrawn ones are shown as what they are."""
    home = house(request)
    now = home.now()
    where = _where(request, secret)
    with home.door.read(where.team_id) as session:
        seen = standing(session, team_id=where.team_id, invitation_id=where.id, now=now)
        until = moment(seen.expires_at, settings_of(session, where.team_id).zone)
    return InvitationPage(seen, until, secret, _name(request, who))


def _where(request: Request, secret: str) -> Addressed:
    with house(request).door.read(None) as session:
        found = addressed(session, secret_hash(secret), "invitation")
    if found is None:
        raise NotFound(N_("There is nothing at this address, or it is not your team's."))
    return found


def _name(request: Request, who: Visitor) -> str:
    with house(request).door.read(None) as session:
        try:
            return signed_in(session, who.token_hash, house(request).now()).name
        except SignedOut:
            return ""


@router.get("/invitation/{secret}")
def ask(request: Request, who: CurrentVisitor, secret: str) -> Response:
    page = _page(request, who, secret)
    note_opening(request, who, f"invitation/{page.seen.id}")
    form = fresh("", name=page.seen.name, email=page.seen.email)
    return show_open(request, "invitation/invitation.html", page, form=form)


@router.post("/invitation/{secret}")
def join(request: Request, who: CurrentVisitor, secret: str) -> Response:
    """Somebody who is signed in joins with what she has."""
    home = house(request)
    now, where = home.now(), _where(request, secret)
    ids = tuple(new_id() for _ in range(IDS))

    def work(session: Session) -> None:
        person = signed_in(session, who.token_hash, now)
        accept_invitation(
            session,
            team_id=where.team_id,
            invitation_id=where.id,
            account_id=person.account_id,
            account_name=person.name,
            is_demonstration=person.is_demonstration,
            now=now,
            ids=ids,
            request_id=who.request_id,
        )

    try:
        home.door.write(where.team_id, work)
    except RuleBroken as refusal:
        note_refusal(request, who, where.team_id, "invitation-accepted", refusal)
        return ask_again(request, "invitation/invitation.html", _page(request, who, secret), Bound(), refusal)
    return to(f"/t/{where.team_id}?notice={JOINED}")


@router.post("/invitation/{secret}/account")
def join_anew(request: Request, who: CurrentVisitor, secret: str, form: Form) -> Response:
    """Account, membership and the first session come to be together, or not at all."""
    page, bound = _page(request, who, secret), bind_open(NewAccount, form)
    if bound.command is None:
        return ask_again(request, "invitation/invitation.html", page, bound)
    try:
        still_open(page.seen)
        _check(request, page.seen, bound.command)
        begun = _come_in(request, who, page.seen, bound.command)
    except (FieldWrong, RuleBroken, TooManyAttempts) as refusal:
        if isinstance(refusal, RuleBroken):
            refuse(request, knock(request, "account-made", bound.command.email))
        return ask_again(request, "invitation/invitation.html", page, bound, refusal)
    team = f"/t/{page.seen.team_id}?notice={JOINED}"
    onward = to(team) if begun.new.kind is SessionKind.FULL else to("/sign-in/set-up", onward=team)
    return begun.on(onward, house(request).settings)


def _check(request: Request, seen: InvitationStanding, wish: NewAccount) -> None:
    """Everything that can be said before anything is written."""
    email = folded_email(wish.email)
    if not is_email(email):
        raise FieldWrong("email", N_("This is not an e-mail address. Write it like name@place.example."))
    if weak := weakness(wish.new_password, email, wish.name):
        raise FieldWrong("new_password", weak, **limits())
    with house(request).door.read(None) as session:
        if by_email(session, email) is None:
            return
    _has_account_already(request, seen, email, wish.new_password)


def _has_account_already(request: Request, seen: InvitationStanding, email: str, password: str) -> None:
    """Who has one is told so only when she shows that it is hers; this is a try like any other.

    One invitation answers a few such questions: it is no list of who works here.
    """
    knocked = knock(request, "sign-in", email)
    subject = house(request).keys.fingerprint(f"invitation/{seen.id}")
    count(request, replace(knocked, what="account-asked", subject=subject))
    if password_owner(request, knocked, email, password) is None:
        raise FieldWrong("email", N_("This e-mail address cannot be used for a new account."))
    raise FieldWrong("", N_("You have an account already. Sign in first, then open this invitation again."))


def _come_in(request: Request, who: Visitor, seen: InvitationStanding, wish: NewAccount) -> Entrance:
    account_id, password_id, line_id = new_id(), new_id(), new_id()
    ids = tuple(new_id() for _ in range(IDS))
    hashed, email = hash_password(wish.new_password), folded_email(wish.email)
    kind = SessionKind.FULL if seen.is_demonstration else SessionKind.PASSWORD
    begun = entrance(request, account_id, kind, "password")
    knocked = knock(request, "account-made", email, account_id=account_id, session_id=begun.new.id)

    def work(session: Session) -> None:
        make_account(
            session,
            account_id=account_id,
            password_id=password_id,
            email=email,
            name=wish.name.strip(),
            password_hash=hashed,
            is_demonstration=seen.is_demonstration,
            now=begun.new.now,
        )
        accept_invitation(
            session,
            team_id=seen.team_id,
            invitation_id=seen.id,
            account_id=account_id,
            account_name=wish.name.strip(),
            is_demonstration=seen.is_demonstration,
            now=begun.new.now,
            ids=ids,
            request_id=who.request_id,
        )
        begin_session(session, begun.new, replaced=who.token_hash)
        write_down(session, knocked, "passed", line_id)

    house(request).door.write(seen.team_id, work)
    return begun
