"""``/t/{team}/clients/{id}/entries``: a note in the timeline, and its correction."""

from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request, Response

from app.actions.entry import AddEntry, CorrectEntry
from app.models import new_id
from app.queries.entry import entry_page, new_entry_page
from app.routers.visit import told
from app.web.door import CurrentVisitor, Visitor, obey_form, show
from app.web.forms import Bound, Form, PathId, bind, fresh
from app.web.notice import go_to

router = APIRouter()


@router.get("/t/{team}/clients/{client_id}/entries/new")
def new(request: Request, who: CurrentVisitor, team: PathId, client_id: PathId) -> Response:
    return show_new(request, who, team, client_id, fresh(new_id(), id=new_id()))


@router.post("/t/{team}/clients/{client_id}/entries")
def add(request: Request, who: CurrentVisitor, team: PathId, client_id: PathId, form: Form) -> Response:
    bound = bind(AddEntry, form, client=client_id, **told(request, form))
    done = obey_form(request, who, team, "add-entry", bound)
    if done is None:
        return show_new(request, who, team, client_id, bound)
    return go_to(f"/t/{team}/clients/{client_id}", done)


def show_new(request: Request, who: Visitor, team: UUID, client_id: UUID, form: Bound[Any]) -> Response:
    return show(
        request,
        who,
        team,
        "entry/new.html",
        lambda session, nurse: new_entry_page(session, nurse, client_id),
        form=form,
        status_code=form.status if form.errors else 200,
    )


@router.get("/t/{team}/entries/{entry_id}/correction")
def correction(request: Request, who: CurrentVisitor, team: PathId, entry_id: PathId) -> Response:
    return show_correction(request, who, team, entry_id, fresh(new_id(), id=new_id()))


@router.post("/t/{team}/entries/{entry_id}/correction")
def correct(request: Request, who: CurrentVisitor, team: PathId, entry_id: PathId, form: Form) -> Response:
    bound = bind(CorrectEntry, form, entry=entry_id)
    done = obey_form(request, who, team, "correct-entry", bound)
    if done is None:
        return show_correction(request, who, team, entry_id, bound)
    return go_to(f"/t/{team}/clients/{bound.value('client')}", done)


def show_correction(request: Request, who: Visitor, team: UUID, entry_id: UUID, form: Bound[Any]) -> Response:
    return show(
        request,
        who,
        team,
        "entry/correct.html",
        lambda session, nurse: entry_page(session, nurse, entry_id),
        form=form,
        status_code=form.status if form.errors else 200,
    )
