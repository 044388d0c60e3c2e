"""``/t/{team}/clients/{id}``: the client's page, everything that happened, and what was changed by whom."""

from fastapi import APIRouter, Request, Response

from app.queries.client import client_page, timeline_page
from app.web.door import CurrentVisitor, show
from app.web.forms import PathId

router = APIRouter()


@router.get("/t/{team}/clients/{client_id}")
def client(request: Request, who: CurrentVisitor, team: PathId, client_id: PathId) -> Response:
    return show(request, who, team, "client/client.html", lambda session, nurse: client_page(session, nurse, client_id))


@router.get("/t/{team}/clients/{client_id}/timeline")
def timeline(request: Request, who: CurrentVisitor, team: PathId, client_id: PathId) -> Response:
    asked = request.query_params
    return show(
        request,
        who,
        team,
        "client/timeline.html",
        lambda session, nurse: timeline_page(
            session, nurse, client_id, kind=asked.get("kind", ""), before=asked.get("before", "")
        ),
        block="timeline",
    )


@router.get("/t/{team}/clients/{client_id}/history")
def history(request: Request, who: CurrentVisitor, team: PathId, client_id: PathId) -> Response:
    before = request.query_params.get("before", "")
    return show(
        request,
        who,
        team,
        "client/history.html",
        lambda session, nurse: timeline_page(session, nurse, client_id, kind="change", before=before),
    )
