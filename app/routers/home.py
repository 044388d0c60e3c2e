"""``/``: to the door, to today's round, or to a choice between teams."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from fastapi import APIRouter, Request, Response

from app.domain.errors import NotFound, SignedOut
from app.queries.access import SignedIn, nurse_in, signed_in
from app.queries.account import places_of
from app.queries.suspension import HeldOut, suspensions_of
from app.web.door import CurrentVisitor, house, show_account
from app.web.sign_in import to

router = APIRouter()


@dataclass(frozen=True)
class HomePage:
    """The teams this person may enter now, by name, and what keeps her out of others."""

    teams: Sequence[tuple[UUID, str]]
    held_out: Sequence[HeldOut]


@router.get("/")
def home(request: Request, who: CurrentVisitor) -> Response:
    now = house(request).now()
    try:
        with house(request).door.read(None) as session:
            person = signed_in(session, who.token_hash, now)
            places = places_of(session, person.account_id)
    except SignedOut:
        return to("/sign-in")
    teams, held_out = [], []
    for team in places:
        if name := _name_inside(request, team, person):
            teams.append((team, name))
        else:
            held_out += _held_out(request, team, person)
    if len(teams) == 1 and not held_out:
        return to(f"/t/{teams[0][0]}/round")
    page = HomePage(teams, held_out)
    return show_account(request, who, "home/home.html", lambda _session, _person: page)


def _held_out(request: Request, team: UUID, person: SignedIn) -> list[HeldOut]:
    with house(request).door.read(team) as session:
        return suspensions_of(session, team, person.account_id)


def _name_inside(request: Request, team: UUID, person: SignedIn) -> str:
    """The team's name, asked inside its own fence; nothing when she may not enter today."""
    with house(request).door.read(team) as session:
        try:
            return nurse_in(
                session, team, person.account_id, house(request).now(), session_id=person.session_id
            ).team_name
        except NotFound:
            return ""
