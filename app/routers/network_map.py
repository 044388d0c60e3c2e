"""``/t/{team}/clients/{id}/network-map`` and ``…/people``: the people around a client, drawn and listed."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request, Response

from app.actions.kept_line import EndLine
from app.actions.person import AddPerson, ChangePerson, PersonFields, PlacePerson
from app.actions.register import Command
from app.actions.tie import TiePeople
from app.models import new_id
from app.queries.network_map import Around
from app.queries.network_map_page import network_map_page, person_page
from app.web.door import CurrentVisitor, obey_form, show
from app.web.forms import Bound, Form, PathId, bind, fresh
from app.web.kept_form import as_sent
from app.web.notice import go_to

router = APIRouter()
AT = "/t/{team}/clients/{client_id}"

WISHES: Mapping[str, tuple[str, type[Command]]] = {
    "end": ("end-person", EndLine),
    "place": ("place-person", PlacePerson),
}
"""Last word of the address → the command and its form, for what is done with one of the people."""


@router.get(AT + "/network-map")
def network_map(request: Request, who: CurrentVisitor, team: PathId, client_id: PathId) -> Response:
    return show(
        request,
        who,
        team,
        "network_map/network_map.html",
        lambda session, nurse: network_map_page(session, nurse, client_id),
    )


@router.get(AT + "/people/new")
def new_person(request: Request, who: CurrentVisitor, team: PathId, client_id: PathId) -> Response:
    ring = request.query_params.get("ring", "")
    return _new(request, who, team, client_id, fresh(new_id(), id=new_id(), ring=ring))


@router.post(AT + "/people/new")
def add(request: Request, who: CurrentVisitor, team: PathId, client_id: PathId, form: Form) -> Response:
    bound = bind(AddPerson, form, client=client_id)
    done = obey_form(request, who, team, "add-person", bound)
    if done is not None:
        return go_to(f"/t/{team}/clients/{client_id}/people/{done.answer['id']}", done)
    return _new(request, who, team, client_id, bound, bound.status)


@router.get(AT + "/people/{person}")
def person(request: Request, who: CurrentVisitor, team: PathId, client_id: PathId, person: PathId) -> Response:
    return _person(request, who, team, client_id, person, {})


@router.post(AT + "/people/{person}")
def change(
    request: Request, who: CurrentVisitor, team: PathId, client_id: PathId, person: PathId, form: Form
) -> Response:
    bound = bind(ChangePerson, form, client=client_id, id=person)
    done = obey_form(request, who, team, "change-person", bound)
    if done is not None:
        return go_to(f"/t/{team}/clients/{client_id}/network-map", done)
    return _person(request, who, team, client_id, person, {"change": bound})


@router.post(AT + "/people/{person}/tie")
def tie(request: Request, who: CurrentVisitor, team: PathId, client_id: PathId, person: PathId, form: Form) -> Response:
    bound = bind(TiePeople, form, client=client_id, person_id=person)
    done = obey_form(request, who, team, "tie-people", bound)
    if done is not None:
        return go_to(f"/t/{team}/clients/{client_id}/people/{person}", done)
    return _person(request, who, team, client_id, person, {"tie": bound})


@router.post(AT + "/people/{person}/place")
def place(
    request: Request, who: CurrentVisitor, team: PathId, client_id: PathId, person: PathId, form: Form
) -> Response:
    return _one(request, who, team, client_id, person, "place", form)


@router.post(AT + "/people/{person}/end")
def end(request: Request, who: CurrentVisitor, team: PathId, client_id: PathId, person: PathId, form: Form) -> Response:
    return _one(request, who, team, client_id, person, "end", form)


def _one(
    request: Request, who: CurrentVisitor, team: UUID, client_id: UUID, person: UUID, wish: str, form: Form
) -> Response:
    name, model = WISHES[wish]
    bound = bind(model, form, client=client_id, id=person)
    done = obey_form(request, who, team, name, bound)
    if done is not None:
        return go_to(f"/t/{team}/clients/{client_id}/network-map", done)
    return _person(request, who, team, client_id, person, {wish: bound})


def _new(
    request: Request, who: CurrentVisitor, team: UUID, client_id: UUID, bound: Bound[Any], status_code: int = 200
) -> Response:
    return show(
        request,
        who,
        team,
        "network_map/person.html",
        lambda session, nurse: person_page(session, nurse, client_id),
        forms={"change": bound},
        status_code=status_code,
    )


def _person(
    request: Request,
    who: CurrentVisitor,
    team: UUID,
    client_id: UUID,
    person_id: UUID,
    refused: Mapping[str, Bound[Any]],
) -> Response:
    forms: dict[str, Bound[Any]] = {name: fresh(new_id(), id=new_id()) for name in ("change", "tie", "place", "end")}
    forms |= dict(refused)

    def read(session: Any, nurse: Any) -> Any:
        page = person_page(session, nurse, client_id, person_id)
        if "change" not in refused and page.person is not None:
            forms["change"].values = _as_it_stands(page.person).values
        return page

    status_code = next((bound.status for bound in refused.values()), 200)
    return show(request, who, team, "network_map/person.html", read, forms=forms, status_code=status_code)


def _as_it_stands(person: Around) -> Bound[Any]:
    values: dict[str, Any] = {"version": person.version}
    for name in PersonFields.model_fields:
        values |= as_sent(name, getattr(person, name))
    return fresh(new_id(), **values)
