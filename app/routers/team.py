"""The team's home, and what Kring is made of."""

from dataclasses import dataclass
from importlib.metadata import version

from fastapi import APIRouter, Request, Response

from app.queries.team import team_page
from app.web.door import CurrentVisitor, house, show, show_open
from app.web.forms import PathId

router = APIRouter()


@dataclass(frozen=True)
class AboutPage:
    """What runs here."""

    version: str


@router.get("/t/{team}")
def home(request: Request, who: CurrentVisitor, team: PathId) -> Response:
    now = house(request).now()
    return show(request, who, team, "team/team.html", lambda session, nurse: team_page(session, nurse, now))


@router.get("/about")
def about(request: Request) -> Response:
    """Open to everybody: who wrote it, under which licence, and what it is built on."""
    return show_open(request, "team/about.html", AboutPage(version("kring")))
