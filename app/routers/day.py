"""``/t/{team}/round`` and ``/t/{team}/visits``: today's round of this nurse, and the team's day."""

from datetime import date
from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request, Response
from sqlmodel import Session

from app.domain.errors import NotFound
from app.domain.words import N_
from app.models import new_id
from app.queries.access import Nurse
from app.queries.day import round_page, team_day_page
from app.web.door import CurrentVisitor, Visitor, house, show
from app.web.forms import Bound, PathId, fresh

router = APIRouter()


def asked_day(request: Request, name: str = "day") -> date | None:
    """The day in the address; an odd one is as good as none."""
    try:
        day = date.fromisoformat(request.query_params.get(name, ""))
    except ValueError:
        return None
    return day if 2000 <= day.year <= 2200 else None


def id_in(text: str) -> UUID:
    """An id handed over in an address. An odd one is simply not found."""
    try:
        return UUID(text)
    except ValueError:
        raise NotFound(N_("There is nothing here for you.")) from None


@router.get("/t/{team}/round")
def round_of_day(request: Request, who: CurrentVisitor, team: PathId) -> Response:
    return show_round(request, who, team)


def show_round(
    request: Request, who: Visitor, team: UUID, *, form: Bound[Any] | None = None, status_code: int = 200
) -> Response:
    day, now = asked_day(request), house(request).now()

    def read(session: Session, nurse: Nurse) -> object:
        return round_page(session, nurse, day or nurse.today, now)

    return show(request, who, team, "day/round.html", read, form=form or fresh(new_id()), status_code=status_code)


@router.get("/t/{team}/visits")
def team_day(request: Request, who: CurrentVisitor, team: PathId) -> Response:
    day, now = asked_day(request), house(request).now()

    def read(session: Session, nurse: Nurse) -> object:
        return team_day_page(session, nurse, day or nurse.today, now)

    return show(request, who, team, "day/team.html", read)
