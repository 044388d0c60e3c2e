"""The lines about looks and refusals, for the team's journal or the attempts: who, what, when. ``door`` writes them."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from fastapi import Request
from sqlmodel import Session

from app.actions.journal import adding, record_refusal
from app.actions.session import touching
from app.domain.errors import Refused, SignedOut
from app.domain.journal import Outcome
from app.models import Attempt, JournalLine, new_id
from app.models.lines import Lines
from app.queries.access import Nurse, SignedIn
from app.queries.account import Named
from app.queries.tablet import PUT

Work = Callable[[Session], None]

TOUCH_AFTER = timedelta(minutes=1)
"""A session's last use is written at most this often; a write for each look would be waste."""
MARK = "kring.on_record"


def mark(request: Request) -> None:
    """A line about this request's refusal has been committed: whoever answers it writes no second one."""
    request.scope[MARK] = True


def is_marked(request: Request) -> bool:
    return bool(request.scope.get(MARK))


def pattern(request: Request) -> str:
    """The address as the route spells it: no id and no secret."""
    return str(getattr(request.scope.get("route"), "path", "unknown"))


def look(request: Request, nurse: Nurse, person: SignedIn, now: datetime, clients: Iterable[object]) -> Work:
    """A page of the team was shown."""
    line = _line(request, pattern(request), Outcome.SHOWN, now, nurse.account_id, nurse.session_id) | {
        "team_id": nurse.team_id,
        "acted_from": nurse.team_id,
        "about": _about(request),
        "clients": [str(client) for client in clients],
    }
    return _looking(JournalLine, line, person, now)


def put_on_tablet(
    request: Request, nurse: Nurse, now: datetime, line_id: UUID, clients: Iterable[str]
) -> Callable[[], JournalLine]:
    """Pages about these clients go onto a nurse's tablet: one line for all of them."""
    line = _line(request, PUT, Outcome.SHOWN, now, nurse.account_id, nurse.session_id) | {
        "id": line_id,
        "team_id": nurse.team_id,
        "acted_from": nurse.team_id,
        "clients": list(clients),
    }
    return lambda: JournalLine(**line)


def account_look(request: Request, person: SignedIn, now: datetime, *, refused: bool) -> Work:
    """A page of the account itself was shown, or shown again because what was sent does not hold."""
    outcome = Outcome.REFUSED if refused else Outcome.SHOWN
    line = _line(request, pattern(request), outcome, now, person.account_id, person.session_id)
    return _looking(Attempt, line | {"subject": f"account/{person.account_id}"}, person, now)


def opening(request: Request, named: Named | None, subject: str, source: str, now: datetime) -> Work:
    """A link was opened: by whom nobody may know, but which, when and from where."""
    by = (named.account_id, named.session_id) if named else (None, None)
    line = _line(request, pattern(request), Outcome.SHOWN, now, *by) | {"subject": subject, "source": source}
    return Lines([adding(Attempt, line)])


def refused(request: Request, named: Named, team: UUID | None, what: str, refusal: Refused, now: datetime) -> Work:
    """In the team's journal; among the attempts where no team is named, it does not exist, or nobody is signed in."""
    line = _line(request, what, Outcome.REFUSED, now, named.account_id, named.session_id)
    subject = f"team/{team}" if team else f"account/{named.account_id}"

    def work(session: Session) -> None:
        # Rows are made inside the unit: one that has been flushed once would not be written when the unit runs again.
        attempt = Attempt(subject=subject, **line)
        if team is None or isinstance(refusal, SignedOut):
            session.add(attempt)
        else:
            record_refusal(session, JournalLine(team_id=team, code=refusal.code, **line), attempt)

    return work


def _line(
    request: Request, what: str, outcome: Outcome, now: datetime, account_id: UUID | None, session_id: UUID | None
) -> dict[str, Any]:
    return {
        "id": new_id(),
        "at": now,
        "account_id": account_id,
        "what": what,
        "outcome": outcome.value,
        "session_id": session_id,
        "request_id": request.scope.get("kring.request_id", ""),
    }


def _looking(kind: type[JournalLine] | type[Attempt], line: dict[str, Any], person: SignedIn, now: datetime) -> Lines:
    idle = now - person.seen_at > TOUCH_AFTER
    return Lines([adding(kind, line), *([touching(person.session_id, now)] if idle else [])])


def _about(request: Request) -> str:
    parts = [f"{name}/{value}" for name, value in request.path_params.items() if name != "team"]
    return " ".join(parts)[:200]
