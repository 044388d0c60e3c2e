"""``/t/{team}/clients``: the caseload, the search in it, a new client, and the records one has closed to oneself.

What is searched for is posted, so that no name stands in an address.
"""

from fastapi import APIRouter, Request, Response
from sqlmodel import Session

from app.actions.client import RegisterClient
from app.actions.closed_record import EndConflict
from app.domain.words import N_
from app.models import new_id
from app.queries.access import Nurse
from app.queries.caseload import caseload
from app.queries.client_record import NewClientPage
from app.queries.closed_to_me import own_conflicts
from app.queries.look_alike import look_alikes
from app.web.door import CurrentVisitor, obey_form, show
from app.web.forms import Bound, Form, PathId, bind, fresh
from app.web.notice import add_notice, go_to

router = APIRouter()
WRITTEN = add_notice("client-written", "ok", N_("Saved. The team sees it now."))
REOPENED = add_notice("record-reopened", "ok", N_("Saved. The record is open to you again."))


@router.get("/t/{team}/clients")
def clients(request: Request, who: CurrentVisitor, team: PathId) -> Response:
    asked = request.query_params
    number = _number(asked.get("page", "1"))
    return show(
        request,
        who,
        team,
        "caseload/caseload.html",
        lambda session, nurse: caseload(session, nurse, filter=asked.get("show", "all"), number=number),
        block="caseload_list",
    )


@router.post("/t/{team}/clients")
def search(request: Request, who: CurrentVisitor, team: PathId, form: Form) -> Response:
    query = str(form.get("q", "")).strip()
    return show(
        request,
        who,
        team,
        "caseload/caseload.html",
        lambda session, nurse: caseload(session, nurse, query=query),
        block="caseload_list",
        status_code=200 if query else 422,
    )


@router.get("/t/{team}/clients/new")
def new(request: Request, who: CurrentVisitor, team: PathId) -> Response:
    form = fresh(new_id(), id=new_id())
    return show(request, who, team, "caseload/new.html", lambda _session, _nurse: NewClientPage(), form=form)


@router.post("/t/{team}/clients/new")
def register(request: Request, who: CurrentVisitor, team: PathId, form: Form) -> Response:
    bound = bind(RegisterClient, form)
    done = obey_form(request, who, team, "register-client", bound)
    if done is not None:
        return go_to(f"/t/{team}/clients/{done.answer['client']}", done, notice=WRITTEN)
    return show(
        request,
        who,
        team,
        "caseload/new.html",
        lambda session, nurse: _perhaps_here(session, nurse, bound),
        form=bound,
        status_code=bound.status,
    )


@router.get("/t/{team}/clients/closed")
def closed(request: Request, who: CurrentVisitor, team: PathId) -> Response:
    form = fresh(new_id())
    return show(request, who, team, "caseload/closed.html", own_conflicts, form=form)


@router.post("/t/{team}/clients/closed")
def reopen(request: Request, who: CurrentVisitor, team: PathId, form: Form) -> Response:
    bound = bind(EndConflict, form)
    done = obey_form(request, who, team, "end-conflict", bound)
    if done is not None:
        return go_to(f"/t/{team}/clients/{done.answer['client']}", done, notice=REOPENED)
    return show(request, who, team, "caseload/closed.html", own_conflicts, form=bound, status_code=bound.status)


def _perhaps_here(session: Session, nurse: Nurse, bound: Bound[RegisterClient]) -> NewClientPage:
    wish = bound.command
    if wish is None:
        return NewClientPage()
    return NewClientPage(
        look_alikes(
            session,
            nurse,
            given_names=wish.given_names,
            family_name=wish.family_name,
            known_as=wish.known_as,
            born_on=wish.born_on,
            nhs_number=wish.nhs_number,
        )
    )


def _number(text: str) -> int:
    return min(int(text), 1000) if text.isdecimal() and int(text) > 0 else 1
