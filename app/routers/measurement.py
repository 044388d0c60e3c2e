"""``/t/{team}/clients/{id}/measurements``: values outside a visit, and values entered in error."""

from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request, Response

from app.actions.measurement import AddMeasurement, MarkMeasurementInError
from app.models import new_id
from app.queries.measurement import measurement_page, measuring_page
from app.routers.visit import told
from app.web.door import CurrentVisitor, Visitor, obey_form, show
from app.web.forms import Bound, Form, PathId, bind, fresh
from app.web.notice import go_to

router = APIRouter()


@router.get("/t/{team}/clients/{client_id}/measurements/new")
def new(request: Request, who: CurrentVisitor, team: PathId, client_id: PathId) -> Response:
    return show_new(request, who, team, client_id, fresh(new_id(), id=new_id()))


@router.post("/t/{team}/clients/{client_id}/measurements")
def add(request: Request, who: CurrentVisitor, team: PathId, client_id: PathId, form: Form) -> Response:
    bound = bind(AddMeasurement, form, client=client_id, **told(request, form))
    done = obey_form(request, who, team, "add-measurement", bound)
    if done is None:
        return show_new(request, who, team, client_id, bound)
    return go_to(f"/t/{team}/clients/{client_id}", done)


def show_new(request: Request, who: Visitor, team: UUID, client_id: UUID, form: Bound[Any]) -> Response:
    return show(
        request,
        who,
        team,
        "measurement/new.html",
        lambda session, nurse: measuring_page(session, nurse, client_id),
        form=form,
        status_code=form.status if form.errors else 200,
    )


@router.get("/t/{team}/measurements/{measurement_id}/error")
def error(request: Request, who: CurrentVisitor, team: PathId, measurement_id: PathId) -> Response:
    return show_error(request, who, team, measurement_id, fresh(new_id()))


@router.post("/t/{team}/measurements/{measurement_id}/error")
def mark(request: Request, who: CurrentVisitor, team: PathId, measurement_id: PathId, form: Form) -> Response:
    bound = bind(MarkMeasurementInError, form, measurement=measurement_id)
    done = obey_form(request, who, team, "mark-measurement-in-error", bound)
    if done is None:
        return show_error(request, who, team, measurement_id, bound)
    return go_to(f"/t/{team}/clients/{bound.value('client')}", done)


def show_error(request: Request, who: Visitor, team: UUID, measurement_id: UUID, form: Bound[Any]) -> Response:
    return show(
        request,
        who,
        team,
        "measurement/error.html",
        lambda session, nurse: measurement_page(session, nurse, measurement_id),
        form=form,
        status_code=form.status if form.errors else 200,
    )
