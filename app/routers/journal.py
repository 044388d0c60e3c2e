"""The team's journal. Looking at it is a line in it."""

from datetime import MAXYEAR, MINYEAR, date
from uuid import UUID

from fastapi import APIRouter, Request, Response

from app.domain.journal import Outcome
from app.queries.journal_page import JournalFilter, journal_page
from app.web.door import CurrentVisitor, show
from app.web.forms import PathId, fresh
from app.web.journal import deed, refused_because

router = APIRouter()


@router.get("/t/{team}/journal")
def journal(
    request: Request,
    who: CurrentVisitor,
    team: PathId,
    person: str = "",
    day: str = "",
    outcome: str = "",
    before: str = "",
) -> Response:
    asked = JournalFilter(_id(person), _day(day), _outcome(outcome), _id(before))
    form = fresh("", person=asked.person, day=asked.day, outcome=asked.outcome)
    return show(
        request,
        who,
        team,
        "journal/journal.html",
        lambda session, nurse: journal_page(session, nurse, asked),
        block="journal_lines",
        form=form,
        deed=deed,
        refused_because=refused_because,
    )


def _id(word: str) -> UUID | None:
    """An odd word asks for nothing in particular."""
    try:
        return UUID(word)
    except ValueError:
        return None


def _day(word: str) -> date | None:
    """At the very ends of the calendar there is no day before or after, and no line either."""
    try:
        day = date.fromisoformat(word)
    except ValueError:
        return None
    return day if MINYEAR < day.year < MAXYEAR else None


def _outcome(word: str) -> Outcome | None:
    try:
        return Outcome(word)
    except ValueError:
        return None
