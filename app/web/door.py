"""Between HTTP and the one door: ``show`` a page, ``obey`` a command; nothing without its journal line."""

import time
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any, Protocol, TypeVar, cast
from uuid import UUID

from fastapi import Depends, Request, Response
from sqlmodel import Session

from app.actions.carry_out import Operation, body_hash, carry_out
from app.actions.health import beat
from app.actions.register import REGISTER, AlsoSuspended, Command, Done, Happened, Moment, Registered
from app.database import Door, Unavailable, begin_waiting, settle, wait_as_long_as_needed
from app.domain.errors import ChangedMeanwhile, FieldWrong, Refused, RuleBroken
from app.domain.words import N_
from app.keys import KeyRing, secret_hash
from app.models import new_id
from app.queries.access import Nurse, SignedIn, nurse_in, sender_in, signed_in, still_awake
from app.queries.account import Named, named_by, places_of
from app.queries.directory import only_invented_people
from app.queries.tablet import is_put_on_tablet
from app.settings import Settings
from app.web import on_record
from app.web.assets import Assets
from app.web.forms import Bound
from app.web.templating import Chrome, Templates, chrome_for

T = TypeVar("T")
READY_IDS = 40
TABLET_LINE = "x-kring-tablet"
"""The header with which a tablet fetches a page to keep: the id of its line "put on tablet" in the journal."""
PROVEN_FOR = 1.0
"""Seconds for which one successful write stands for the next: a look by nobody must not make a write each time."""


@dataclass
class House:
    """What the running server is made of; ``app.state.house``."""

    door: Door
    settings: Settings
    keys: KeyRing
    assets: Assets
    templates: Templates
    now: Callable[[], datetime]
    proven_writable_at: float = float("-inf")
    """When a page before sign-in, or ``/health``, last made sure that writing works, on the machine's own clock."""
    sealed_until: datetime | None = None
    """Until when the journal was sealed then."""
    is_demonstration: bool = False
    """Whether everybody who could sign in then was invented: the pages before sign-in say so."""


def house(request: Request) -> House:
    return cast(House, request.app.state.house)


def utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class Visitor:
    """Who may be asking: the hash of the session cookie, nothing proven yet. Proof is asked inside each unit."""

    token_hash: str | None
    request_id: str


def cookie_name(settings: Settings) -> str:
    """With the ``__Host-`` prefix wherever the connection is secure."""
    return "__Host-kring" if settings.is_secure else "kring"


async def visitor(request: Request) -> Visitor:
    token = request.cookies.get(cookie_name(house(request).settings))
    return Visitor(secret_hash(token) if token else None, request.scope.get("kring.request_id", ""))


CurrentVisitor = Annotated[Visitor, Depends(visitor)]


class Page(Protocol):
    """What a query returns for a template. A page about clients names them in ``clients``, for the journal."""


def known(
    session: Session, who: Visitor, team: UUID, now: datetime, *, while_suspended: bool = False
) -> tuple[SignedIn, Nurse]:
    """The signed-in nurse in this team, inside the caller's reading or unit."""
    person = signed_in(session, who.token_hash, now)
    nurse = nurse_in(
        session, team, person.account_id, now, session_id=person.session_id, while_suspended=while_suspended
    )
    _not_idle(person, nurse, now)
    return person, nurse


def _not_idle(person: SignedIn, nurse: Nurse, now: datetime) -> None:
    """The team's own, shorter time until a tablet locks itself."""
    still_awake(person, now, timedelta(minutes=nurse.settings.number("idle_minutes")))


def show(
    request: Request,
    who: Visitor,
    team: UUID,
    template: str,
    read: Callable[[Session, Nurse], Any],
    *,
    block: str | None = None,
    status_code: int = 200,
    **extra: Any,
) -> Response:
    """Read a snapshot, give it back, render while the journal line is being committed, and answer after it is.

    ``block`` is what a fragment request gets.
    ``extra`` goes to the template beside ``page`` (a bound ``form``, for instance).
    """
    home = house(request)
    now = home.now()
    try:
        with home.door.read(team) as session:
            person, nurse = known(session, who, team, now)
            page = read(session, nurse)
            put = _put_already(request, session, nurse, page, now)
    except Refused as refusal:
        note_refusal(request, who, team, on_record.pattern(request), refusal)
        raise
    line = on_record.look(request, nurse, person, now, getattr(page, "clients", ()))
    pending: Future[None] | None = None if put else home.door.submit(team, line)
    chrome = chrome_for(request, nurse=nurse, person=person)
    html = home.templates.render(request, template, block=block, page=page, chrome=chrome, nurse=nurse, **extra)
    if pending is not None:
        settle(pending)
    return html_answer(html, status_code)


def _put_already(request: Request, session: Session, nurse: Nurse, page: object, now: datetime) -> bool:
    """Whether this page goes onto a tablet under a line that names everybody on it: then no look is added to it."""
    try:
        line, clients = UUID(request.headers[TABLET_LINE]), getattr(page, "clients", None)
    except (KeyError, ValueError):
        return False
    return clients is not None and is_put_on_tablet(session, nurse, line, clients, now)


def show_account(
    request: Request,
    who: Visitor,
    template: str,
    read: Callable[[Session, SignedIn], Any],
    *,
    block: str | None = None,
    status_code: int = 200,
    **extra: Any,
) -> Response:
    """A page of the account itself: no team, so no journal; the look is a line among the attempts."""
    home = house(request)
    now = home.now()
    with home.door.read(None) as session:
        person = signed_in(session, who.token_hash, now)
        places = places_of(session, person.account_id)
        page = read(session, person)
    line = on_record.account_look(request, person, now, refused=status_code >= 400)
    pending: Future[None] = home.door.submit(None, line)
    chrome = chrome_for(request, person=person, only_team=places[0] if len(places) == 1 else None)
    html = home.templates.render(request, template, block=block, page=page, chrome=chrome, **extra)
    settle(pending)
    return html_answer(html, status_code)


def show_open(request: Request, template: str, page: Any, *, status_code: int = 200, **extra: Any) -> Response:
    """A page before sign-in. It shows nothing of anybody, but does not pretend to work when the database is gone."""
    prove_writable(house(request))
    chrome: Chrome = chrome_for(request)
    if house(request).is_demonstration:
        chrome = replace(chrome, is_demonstration=True)
    return html_answer(
        house(request).templates.render(request, template, page=page, chrome=chrome, **extra), status_code
    )


def prove_writable(home: House) -> datetime | None:
    """Write, unless that was done a moment ago. Returns until when the journal is sealed."""
    if time.monotonic() - home.proven_writable_at >= PROVEN_FOR:
        now = home.now()
        home.sealed_until, home.is_demonstration = home.door.write(
            None, lambda session: (beat(session, now), only_invented_people(session))
        )
        home.proven_writable_at = time.monotonic()
    return home.sealed_until


def html_answer(html: str, status_code: int = 200) -> Response:
    return Response(html, status_code, media_type="text/html; charset=utf-8")


def obey(
    request: Request,
    who: Visitor,
    team: UUID,
    registered: Registered,
    operation: UUID,
    wish: Command,
    *,
    account: str = "",
) -> Done:
    """Carry a command out as one unit. A refusal leaves its own line, in a unit of its own, and is raised again.

    ``account`` is whose page it was written on, where that is known: nobody else sends it.
    """
    home = house(request)
    now = home.now()
    prepared = _prepared(request, who, team, registered, wish, now)
    moment = Moment(now, tuple(new_id() for _ in range(READY_IDS)), prepared)
    hashed = body_hash(registered.name, wish, home.keys.fingerprint)
    op = Operation(operation, registered, wish, hashed, new_id(), who.request_id)

    def work(session: Session) -> Done:
        nurse = _sender(session, who, team, now, wish)
        same_account(account, nurse.account_id)
        return carry_out(session, nurse, op, moment)

    try:
        return home.door.write(team, work)
    except Refused as refusal:
        note_refusal(request, who, team, registered.name, refusal)
        raise


def _prepared(request: Request, who: Visitor, team: UUID, registered: Registered, wish: Command, now: datetime) -> Any:
    """What the unit may not make itself. A file of 50 MB is not read for whoever likes to send one."""
    if registered.prepare is None:
        return None
    try:
        with house(request).door.read(team) as session:
            _sender(session, who, team, now, wish)
    except Refused as refusal:
        note_refusal(request, who, team, registered.name, refusal)
        raise
    return registered.prepare(team, wish, house(request).keys)


def _sender(session: Session, who: Visitor, team: UUID, now: datetime, wish: Command) -> Nurse:
    """Who sends it: a member, or for what happened before, somebody who has left or is suspended."""
    if not isinstance(wish, Happened):
        return known(session, who, team, now, while_suspended=isinstance(wish, AlsoSuspended))[1]
    person = signed_in(session, who.token_hash, now)
    nurse = sender_in(session, team, person.account_id, now, happened_at=wish.happened_at, session_id=person.session_id)
    _not_idle(person, nurse, now)
    return nurse


def same_account(account: str, present: UUID) -> None:
    """A page left open in another tab is not sent as whoever signed in since. An older page names nobody."""
    if account and account != str(present):
        raise RuleBroken(OTHER_ACCOUNT, code="other-account")


OTHER_ACCOUNT = N_(
    "Another nurse has signed in on this tablet since this page was opened, so it was not sent. What was typed is "
    "still here: send it again only if it shall be in your name."
)


def obey_form(request: Request, who: Visitor, team: UUID, name: str, bound: Bound[Any]) -> Done | None:
    """Carry out what a form asks. None when it is to be shown again with the words that now stand in it."""
    if bound.errors or bound.command is None:
        _not_filled_in(request, who, team, name, bound)
        return None
    try:
        return obey(request, who, team, REGISTER[name], bound.operation_id, bound.command, account=bound.account)
    except (FieldWrong, RuleBroken, ChangedMeanwhile) as refusal:
        bound.refuse(refusal)
        return None


def _not_filled_in(request: Request, who: Visitor, team: UUID, name: str, bound: Bound[Any]) -> None:
    """It is on record too, and a form of another account is told so before it goes on under this one."""
    refusal: Refused = FieldWrong("", N_("Some fields are not filled in as they should be."))
    named = _named(house(request), who)
    try:
        if named is not None:
            same_account(bound.account, named.account_id)
    except RuleBroken as other:
        refusal = other
        bound.refuse(other)
    note_refusal(request, who, team, name, refusal)


def note_refusal(request: Request, who: Visitor, team: UUID | None, what: str, refusal: Refused) -> None:
    """Write the refusal down for whoever the cookie names, signed in or not any more; nothing ties it to anybody else.

    ``Unavailable`` when the line cannot be written.
    """
    home = house(request)
    named = _named(home, who)
    if named is None:
        return
    home.door.write(team, on_record.refused(request, named, team, what, refusal, home.now()))
    on_record.mark(request)


def note_opening(request: Request, who: Visitor, subject: str) -> None:
    """Write down that a link was opened, before anything of it is shown."""
    home = house(request)
    source = home.keys.fingerprint(f"source/{request.scope.get('kring.source', '')}")
    home.door.write(None, on_record.opening(request, _named(home, who), subject, source, home.now()))


def _named(home: House, who: Visitor) -> Named | None:
    if who.token_hash is None:
        return None
    with home.door.read(None) as session:
        return named_by(session, who.token_hash)


__all__ = [
    "CurrentVisitor",
    "House",
    "Unavailable",
    "Visitor",
    "begin_waiting",
    "house",
    "obey",
    "show",
    "show_account",
    "show_open",
    "wait_as_long_as_needed",
]
