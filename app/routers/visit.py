"""``/t/{team}/visits/{id}``: a visit before, during and after; started, recorded, corrected."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request, Response
from starlette.datastructures import FormData

from app.actions.visit_record import CorrectVisitRecord, RecordVisit, StartVisit
from app.domain.visit_record import NotDoneReason
from app.domain.words import N_
from app.models import new_id
from app.queries.visit_list import client_visits_page
from app.routers.visit_plan import show_form
from app.web.door import CurrentVisitor, Visitor, house, obey_form, show
from app.web.forms import Bound, Form, PathId, bind, fresh
from app.web.notice import add_notice, go_to

router = APIRouter()

RECORDED = add_notice("visit-recorded", "ok", N_("Saved: the visit is recorded."))
HALF_DONE = add_notice("visit-half-done", "ok", N_("Saved as half done. You can go on with it here."))
CORRECTED = add_notice("visit-corrected", "ok", N_("Saved. What stood there before stays readable."))


def told(request: Request, form: FormData) -> dict[str, object]:
    """When it happened: the tablet's word, or this moment when no script filled it in."""
    return {} if str(form.get("happened_at", "")).strip() else {"happened_at": house(request).now()}


@router.get("/t/{team}/visits/{visit_id}")
def visit(request: Request, who: CurrentVisitor, team: PathId, visit_id: PathId) -> Response:
    again = request.query_params.get("also") == "me"
    return show_visit(request, who, team, visit_id, fresh(new_id(), id=new_id()), also=again)


def show_visit(
    request: Request, who: Visitor, team: UUID, visit_id: UUID, form: Bound[Any], *, also: bool = False
) -> Response:
    return show_form(request, who, team, visit_id, "visit/visit.html", form, also=also, reasons=list(NotDoneReason))


@router.post("/t/{team}/visits/{visit_id}/start")
def start(request: Request, who: CurrentVisitor, team: PathId, visit_id: PathId, form: Form) -> Response:
    bound = bind(StartVisit, form, visit=visit_id, **told(request, form))
    done = obey_form(request, who, team, "start-visit", bound)
    if done is None:
        return show_form(request, who, team, visit_id, "visit/start.html", bound)
    return go_to(f"/t/{team}/visits/{visit_id}", done, notice="")


@router.post("/t/{team}/visits/{visit_id}/records")
def record(request: Request, who: CurrentVisitor, team: PathId, visit_id: PathId, form: Form) -> Response:
    bound = bind(RecordVisit, form, visit=visit_id, **told(request, form))
    done = obey_form(request, who, team, "record-visit", bound)
    if done is None:
        return show_visit(request, who, team, visit_id, bound, also=True)
    if done.answer["finished"]:
        return go_to(f"/t/{team}/round", done, notice=RECORDED)
    return go_to(f"/t/{team}/visits/{visit_id}", done, notice=HALF_DONE)


@router.get("/t/{team}/visits/{visit_id}/records/{number}/correction")
def correction(request: Request, who: CurrentVisitor, team: PathId, visit_id: PathId, number: str) -> Response:
    return show_correction(request, who, team, visit_id, number, fresh(new_id(), id=new_id()))


@router.post("/t/{team}/visits/{visit_id}/records/{number}/correction")
def correct(request: Request, who: CurrentVisitor, team: PathId, visit_id: PathId, number: str, form: Form) -> Response:
    bound = bind(CorrectVisitRecord, form, visit=visit_id, number=_number(number), **told(request, form))
    done = obey_form(request, who, team, "correct-visit-record", bound)
    if done is None:
        return show_correction(request, who, team, visit_id, number, bound)
    return go_to(f"/t/{team}/visits/{visit_id}", done, notice=CORRECTED)


def show_correction(
    request: Request, who: Visitor, team: UUID, visit_id: UUID, number: str, form: Bound[Any]
) -> Response:
    return show_form(
        request,
        who,
        team,
        visit_id,
        "visit/correct.html",
        form,
        number=_number(number),
        reasons=list(NotDoneReason),
    )


def _number(text: str) -> int:
    """The record's number in the address; an odd one is 0, which no record has."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 0


@router.get("/t/{team}/clients/{client_id}/visits")
def of_client(request: Request, who: CurrentVisitor, team: PathId, client_id: PathId) -> Response:
    before = _instant(request.query_params.get("before", ""))
    return show(
        request,
        who,
        team,
        "visit/list.html",
        lambda session, nurse: client_visits_page(session, nurse, client_id, before),
    )


def _instant(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return FAR_AHEAD
    return moment if moment.tzinfo and 1990 <= moment.year <= 2200 else FAR_AHEAD


FAR_AHEAD = datetime(2200, 1, 1, tzinfo=UTC)
