"""``/t/{team}/visits/…``: a visit planned, changed, moved to somebody else, cancelled."""

from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request, Response
from sqlmodel import Session
from starlette.datastructures import FormData

from app.actions.visit import CancelVisit, ChangeVisit, HandOverVisit, PlanVisit, TakeVisit
from app.domain.errors import NotFound
from app.domain.measurement import MEASURES, MeasurementKind
from app.domain.words import N_
from app.models import new_id
from app.queries.access import Nurse
from app.queries.visit import VisitPage, visit_page
from app.queries.visit_plan import planning_page
from app.routers.day import asked_day, id_in
from app.web.door import CurrentVisitor, Visitor, obey_form, show
from app.web.forms import Bound, Form, PathId, bind, fresh
from app.web.language import _
from app.web.notice import add_notice, go_to

router = APIRouter()

PLANNED = add_notice("visit-planned", "ok", N_("The visit is planned."))
CANCELLED = add_notice("visit-cancelled", "ok", N_("The visit is cancelled."))
MOVED = add_notice("visit-moved", "ok", N_("Saved: somebody else goes."))
TAKEN = add_notice("visit-taken", "ok", N_("Saved: you go."))

MEASURED_TOGETHER = {
    "blood-pressure": (N_("Blood pressure"), (MeasurementKind.SYSTOLIC, MeasurementKind.DIASTOLIC)),
    **{
        kind.value: (measure.label, (kind,))
        for kind, measure in MEASURES.items()
        if kind not in (MeasurementKind.SYSTOLIC, MeasurementKind.DIASTOLIC)
    },
}
"""What a plan offers to be measured, each as one task."""


def offered() -> list[tuple[str, str]]:
    return [(key, _(label)) for key, (label, _kinds) in MEASURED_TOGETHER.items()]


def tasks_typed(form: FormData) -> list[dict[str, Any]]:
    """A task for each line and each tick."""
    lines = [line.strip() for line in str(form.get("lines", "")).splitlines()]
    ticked = [MEASURED_TOGETHER[key] for key in map(str, form.getlist("measures")) if key in MEASURED_TOGETHER]
    written: list[dict[str, Any]] = [{"text": line} for line in lines if line]
    return written + [{"text": _(label), "measures": list(kinds)} for label, kinds in ticked]


def bind_plan(model: type[Any], form: FormData, tasks: object, **given: object) -> Bound[Any]:
    """The plan's form; lines and ticks become tasks, and stay as they were typed."""
    own = ("lines", "measures")
    rest = FormData([(name, value) for name, value in form.multi_items() if name not in own])
    bound = bind(model, rest, tasks=tasks, **given)
    bound.values = {**bound.values, **{name: [str(one) for one in form.getlist(name)] for name in own}}
    return bound


@router.get("/t/{team}/visits/new")
def new(request: Request, who: CurrentVisitor, team: PathId) -> Response:
    chosen = request.query_params.get("client", "")
    day = asked_day(request)
    form = fresh(new_id(), id=new_id(), client=chosen or None, **_day_parts(day) if day else {})
    return show_new(request, who, team, form)


def _day_parts(day: Any) -> dict[str, str]:
    return {"day_day": str(day.day), "day_month": str(day.month), "day_year": str(day.year)}


def show_new(request: Request, who: Visitor, team: UUID, form: Bound[Any], status_code: int = 200) -> Response:
    client = form.value("client")
    client_id = id_in(client) if client else None
    day = asked_day(request)

    def read(session: Session, nurse: Nurse) -> object:
        return planning_page(session, nurse, client_id, day or nurse.today)

    return show(request, who, team, "visit/new.html", read, form=form, offered=offered(), status_code=status_code)


@router.post("/t/{team}/visits")
def plan(request: Request, who: CurrentVisitor, team: PathId, form: Form) -> Response:
    bound = bind_plan(PlanVisit, form, tasks_typed(form))
    done = obey_form(request, who, team, "plan-visit", bound)
    if done is None:
        return show_new(request, who, team, bound, bound.status)
    return go_to(f"/t/{team}/visits/{done.answer['visit']}", done, notice=PLANNED)


@router.get("/t/{team}/visits/{visit_id}/plan")
def plan_form(request: Request, who: CurrentVisitor, team: PathId, visit_id: PathId) -> Response:
    return show_form(request, who, team, visit_id, "visit/change.html", fresh(new_id()))


@router.post("/t/{team}/visits/{visit_id}/plan")
def change(request: Request, who: CurrentVisitor, team: PathId, visit_id: PathId, form: Form) -> Response:
    bound = bind_plan(ChangeVisit, form, tasks_typed(form), visit=visit_id)
    done = obey_form(request, who, team, "change-visit", bound)
    if done is None:
        return show_form(request, who, team, visit_id, "visit/change.html", bound)
    return go_to(f"/t/{team}/visits/{visit_id}", done)


@router.get("/t/{team}/visits/{visit_id}/cancellation")
def cancellation(request: Request, who: CurrentVisitor, team: PathId, visit_id: PathId) -> Response:
    return show_form(request, who, team, visit_id, "visit/cancel.html", fresh(new_id()))


@router.post("/t/{team}/visits/{visit_id}/cancellation")
def cancel(request: Request, who: CurrentVisitor, team: PathId, visit_id: PathId, form: Form) -> Response:
    bound = bind(CancelVisit, form, visit=visit_id)
    done = obey_form(request, who, team, "cancel-visit", bound)
    if done is None:
        return show_form(request, who, team, visit_id, "visit/cancel.html", bound)
    return go_to(f"/t/{team}/visits/{visit_id}", done, notice=CANCELLED)


@router.get("/t/{team}/visits/{visit_id}/nurse")
def nurse_form(request: Request, who: CurrentVisitor, team: PathId, visit_id: PathId) -> Response:
    return show_form(request, who, team, visit_id, "visit/move.html", fresh(new_id()))


@router.post("/t/{team}/visits/{visit_id}/nurse")
def hand_over(request: Request, who: CurrentVisitor, team: PathId, visit_id: PathId, form: Form) -> Response:
    bound = bind(HandOverVisit, form, visit=visit_id)
    done = obey_form(request, who, team, "hand-over-visit", bound)
    if done is None:
        return show_form(request, who, team, visit_id, "visit/move.html", bound)
    return go_to(f"/t/{team}/visits/{visit_id}", done, notice=MOVED)


@router.post("/t/{team}/visits/{visit_id}/nurse/me")
def take(request: Request, who: CurrentVisitor, team: PathId, visit_id: PathId, form: Form) -> Response:
    bound = bind(TakeVisit, form, visit=visit_id)
    done = obey_form(request, who, team, "take-visit", bound)
    if done is None:
        return show_form(request, who, team, visit_id, "visit/take.html", bound)
    return go_to(f"/t/{team}/visits/{visit_id}", done, notice=TAKEN)


def show_form(
    request: Request, who: Visitor, team: UUID, visit_id: UUID, template: str, form: Bound[Any], **extra: Any
) -> Response:
    """The visit's page object under one of its forms; a form shown again answers with its own status.

    ``number`` among the rest names a record of the visit, which must be there.
    """

    def read(session: Session, nurse: Nurse) -> VisitPage:
        page = visit_page(session, nurse, visit_id)
        if "number" in extra and all(record.number != extra["number"] for record in page.records):
            raise NotFound(N_("There is no such record of this visit."))
        return page

    status = form.status if form.errors else 200
    return show(request, who, team, template, read, form=form, offered=offered(), status_code=status, **extra)
