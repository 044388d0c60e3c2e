"""Between HTTP and the one door: ``show`` a page, ``obey`` a command; nothing without its journal line."""

import time
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any, Protocol, TypeVar, cast
from uuid import UUID

from fastapi import Depends, Request, Response
from sqlmodel import Session

from app.actions.carry_out import Operation, body_hash, carry_out
from app.actions.health import beat
from app.actions.journal import record, record_refusal
from app.actions.register import REGISTER, AlsoSuspended, Command, Done, Happened, Moment, Registered
from app.actions.session import touch
from app.database import Door, Unavailable, begin_waiting, settle, wait_as_long_as_needed
from app.domain.errors import ChangedMeanwhile, FieldWrong, Refused, RuleBroken
from app.domain.journal import Outcome
from app.keys import KeyRing, secret_hash
from app.models import Attempt, JournalLine, new_id
from app.queries.access import Nurse, SignedIn, nurse_in, sender_in, signed_in, still_awake
from app.queries.account import places_of
from app.settings import Settings
from app.web.assets import Assets
from app.web.forms import Bound
from app.web.templating import Chrome, Templates, chrome_for

T = TypeVar("T")
READY_IDS = 40
PROVEN_FOR = 1.0
"""Seconds for which one successful write stands for the next: pages before sign-in must not make a write a look."""
TOUCH_AFTER = timedelta(minutes=1)
"""A session's last use is written at most this often; a write for each look would be waste."""


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
    """When a page before sign-in last made sure that writing works, on the machine's own clock."""


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
    except Refused as refusal:
        note_refusal(request, who, team, _pattern(request), refusal)
        raise
    line = _look(request, who, nurse, now, getattr(page, "clients", ()))
    pending: Future[None] = home.door.submit(team, _looking(JournalLine, line, person, now))
    chrome = chrome_for(request, nurse=nurse, person=person)
    html = home.templates.render(request, template, block=block, page=page, chrome=chrome, nurse=nurse, **extra)
    settle(pending)
    return html_answer(html, status_code)


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
    pending: Future[None] = home.door.submit(
        None, _looking(Attempt, _account_look(request, who, person, now), person, now)
    )
    chrome = chrome_for(request, person=person, only_team=places[0] if len(places) == 1 else None)
    html = home.templates.render(request, template, block=block, page=page, chrome=chrome, **extra)
    settle(pending)
    return html_answer(html, status_code)


def show_open(request: Request, template: str, page: Any, *, status_code: int = 200, **extra: Any) -> Response:
    """A page before sign-in. It shows nothing of anybody, but does not pretend to work when the database is gone."""
    _make_sure_of_writing(house(request))
    chrome: Chrome = chrome_for(request)
    return html_answer(
        house(request).templates.render(request, template, page=page, chrome=chrome, **extra), status_code
    )


def _make_sure_of_writing(home: House) -> None:
    if time.monotonic() - home.proven_writable_at < PROVEN_FOR:
        return
    now = home.now()
    home.door.write(None, lambda session: beat(session, now))
    home.proven_writable_at = time.monotonic()


def html_answer(html: str, status_code: int = 200) -> Response:
    return Response(html, status_code, media_type="text/html; charset=utf-8")


def obey(request: Request, who: Visitor, team: UUID, registered: Registered, operation: UUID, wish: Command) -> Done:
    """Carry a command out as one unit. A refusal leaves its own line, in a unit of its own, and is raised again."""
    home = house(request)
    now = home.now()
    prepared = registered.prepare(team, wish, home.keys) if registered.prepare else None
    moment = Moment(now, tuple(new_id() for _ in range(READY_IDS)), prepared)
    hashed = body_hash(registered.name, wish, home.keys.fingerprint)
    op = Operation(operation, registered, wish, hashed, new_id(), who.request_id)

    def work(session: Session) -> Done:
        return carry_out(session, _sender(session, who, team, now, wish), op, moment)

    try:
        return home.door.write(team, work)
    except Refused as refusal:
        note_refusal(request, who, team, registered.name, refusal)
        raise


def _sender(session: Session, who: Visitor, team: UUID, now: datetime, wish: Command) -> Nurse:
    """Who sends it: a member, or for what happened before, somebody who has left or is suspended."""
    if not isinstance(wish, Happened):
        return known(session, who, team, now, while_suspended=isinstance(wish, AlsoSuspended))[1]
    person = signed_in(session, who.token_hash, now)
    nurse = sender_in(session, team, person.account_id, now, happened_at=wish.happened_at, session_id=person.session_id)
    _not_idle(person, nurse, now)
    return nurse


def obey_form(request: Request, who: Visitor, team: UUID, name: str, bound: Bound[Any]) -> Done | None:
    """Carry out what a form asks. None when it is to be shown again with the words that now stand in it."""
    if bound.errors or bound.command is None:
        return None
    try:
        return obey(request, who, team, REGISTER[name], bound.operation_id, bound.command)
    except (FieldWrong, RuleBroken, ChangedMeanwhile) as refusal:
        bound.refuse(refusal)
        return None


def note_refusal(request: Request, who: Visitor, team: UUID, what: str, refusal: Refused) -> None:
    """Write the refusal down, in the team's journal or, where there is no such team, among the attempts."""
    home = house(request)
    now = home.now()
    with home.door.read(None) as session:
        person = _anybody(session, who, now)
    if person is None:
        return
    both: dict[str, Any] = {
        "id": new_id(),
        "at": now,
        "account_id": person.account_id,
        "what": what,
        "outcome": Outcome.REFUSED.value,
        "session_id": person.session_id,
        "request_id": who.request_id,
    }

    def work(session: Session) -> None:
        # Rows are made inside the unit: one that has been flushed once would not be written when the unit runs again.
        line = JournalLine(team_id=team, code=refusal.code, **both)
        record_refusal(session, line, Attempt(subject=f"team/{team}", **both))

    home.door.write(team, work)


def _anybody(session: Session, who: Visitor, now: datetime) -> SignedIn | None:
    try:
        return signed_in(session, who.token_hash, now)
    except Refused:
        return None


def _look(request: Request, who: Visitor, nurse: Nurse, now: datetime, clients: Any) -> dict[str, Any]:
    return {
        "team_id": nurse.team_id,
        "id": new_id(),
        "at": now,
        "account_id": nurse.account_id,
        "acted_from": nurse.team_id,
        "what": _pattern(request),
        "about": _about(request),
        "clients": [str(client) for client in clients],
        "outcome": Outcome.SHOWN.value,
        "session_id": nurse.session_id,
        "request_id": who.request_id,
    }


def _account_look(request: Request, who: Visitor, person: SignedIn, now: datetime) -> dict[str, Any]:
    return {
        "id": new_id(),
        "at": now,
        "what": _pattern(request),
        "outcome": Outcome.SHOWN.value,
        "subject": f"account/{person.account_id}",
        "account_id": person.account_id,
        "session_id": person.session_id,
        "request_id": who.request_id,
    }


def _looking(
    kind: type[JournalLine] | type[Attempt], line: dict[str, Any], person: SignedIn, now: datetime
) -> Callable[[Session], None]:
    def work(session: Session) -> None:
        record(session, kind(**line))
        if now - person.seen_at > TOUCH_AFTER:
            touch(session, person.session_id, now)

    return work


def _pattern(request: Request) -> str:
    route = request.scope.get("route")
    return str(getattr(route, "path", "unknown"))


def _about(request: Request) -> str:
    parts = [f"{name}/{value}" for name, value in request.path_params.items() if name != "team"]
    return " ".join(parts)[:200]


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
