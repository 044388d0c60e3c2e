"""``/t/{team}/clients/{id}``: the client's page."""

from fastapi import APIRouter, Request, Response

from app.queries.client import client_page
from app.web.door import CurrentVisitor, show
from app.web.forms import PathId

router = APIRouter()


@router.get("/t/{team}/clients/{client_id}")
def client(request: Request, who: CurrentVisitor, team: PathId, client_id: PathId) -> Response:
    return show(request, who, team, "client/client.html", lambda session, nurse: client_page(session, nurse, client_id))
