"""``/t/{team}/me/waiting``: what lies on a nurse's tablet. The tablet fills it in; the server has nothing to show."""

from dataclasses import dataclass

from fastapi import APIRouter, Request, Response

from app.web.door import CurrentVisitor, show
from app.web.forms import PathId

router = APIRouter()


@dataclass(frozen=True)
class WaitingPage:
    """The frame alone: whatever stands in it comes out of the tablet's own outbox."""

    clients: tuple[()] = ()
    """Nobody: it may be put on a tablet under the line that names those of the other pages."""


@router.get("/t/{team}/me/waiting")
def waiting(request: Request, who: CurrentVisitor, team: PathId) -> Response:
    return show(request, who, team, "waiting/waiting.html", lambda _session, _nurse: WaitingPage())
