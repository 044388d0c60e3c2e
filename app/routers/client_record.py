"""``/t/{team}/clients/{id}/record``: status, named nurses, numbers, and to whom the record is closed."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request, Response

from app.actions.client_identifier import AddClientIdentifier, EndClientIdentifier
from app.actions.client_status import ChangeClientStatus
from app.actions.closed_record import DeclareConflict, EndExclusion, ExcludeMember
from app.actions.named_nurse import EndNamedNurse, NameNurse
from app.actions.register import Command
from app.domain.errors import NotFound
from app.domain.words import N_
from app.models import new_id
from app.queries.client_record import record_page
from app.web.door import CurrentVisitor, house, obey_form, show
from app.web.forms import Bound, Form, PathId, bind, fresh
from app.web.notice import add_notice, go_to

router = APIRouter()
CLOSED_TO_YOU = add_notice("closed-to-you", "ok", N_("Saved. The record is closed to you from now on."))
CANCELLED = add_notice("visits-cancelled", "ok", N_("Saved. Visits that were cancelled: {count}."))

WISHES: Mapping[str, tuple[str, type[Command]]] = {
    "status": ("change-client-status", ChangeClientStatus),
    "named-nurse": ("name-nurse", NameNurse),
    "named-nurse-end": ("end-named-nurse", EndNamedNurse),
    "identifier": ("add-client-identifier", AddClientIdentifier),
    "identifier-end": ("end-client-identifier", EndClientIdentifier),
    "exclusion": ("exclude-member", ExcludeMember),
    "exclusion-end": ("end-exclusion", EndExclusion),
    "conflict": ("declare-conflict", DeclareConflict),
}
"""The last word of the address → the command and its form."""


@router.get("/t/{team}/clients/{client_id}/record")
def record(request: Request, who: CurrentVisitor, team: PathId, client_id: PathId) -> Response:
    return _page(request, who, team, client_id)


@router.post("/t/{team}/clients/{client_id}/record/{wish}")
def change(request: Request, who: CurrentVisitor, team: PathId, client_id: PathId, wish: str, form: Form) -> Response:
    if wish not in WISHES:
        raise NotFound(N_("There is nothing here for you."))
    name, model = WISHES[wish]
    bound = bind(model, form, client=client_id)
    done = obey_form(request, who, team, name, bound)
    if done is None:
        return _page(request, who, team, client_id, {wish: bound}, bound.status)
    if wish == "conflict":
        return go_to(f"/t/{team}/clients", done, notice=CLOSED_TO_YOU)
    at = f"/t/{team}/clients/{client_id}/record"
    if done.answer.get("cancelled"):
        return go_to(at, done, notice=CANCELLED, count=done.answer["cancelled"])
    return go_to(at, done)


def _page(
    request: Request,
    who: CurrentVisitor,
    team: UUID,
    client_id: UUID,
    refused: Mapping[str, Bound[Any]] | None = None,
    status_code: int = 200,
) -> Response:
    now = house(request).now()
    forms = {wish: fresh(new_id(), id=new_id()) for wish in WISHES} | dict(refused or {})
    return show(
        request,
        who,
        team,
        "client/record.html",
        lambda session, nurse: record_page(session, nurse, client_id, now),
        forms=forms,
        status_code=status_code,
    )
