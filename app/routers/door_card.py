"""``/t/{team}/clients/{id}/door/{list}``: the lists of the door card."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request, Response

from app.actions.allergy import AddAllergy, ChangeAllergy, SayNoKnownAllergies
from app.actions.condition import AddCondition, ChangeCondition
from app.actions.decision import ChangeDecision, RecordDecision
from app.actions.kept_line import ChangedLine, EndLine, NewLine
from app.actions.medicine import AddMedicine, ChangeMedicine, ReconcileMedicine
from app.actions.warning import AddWarning, ChangeWarning
from app.domain.errors import NotFound
from app.domain.words import N_
from app.models import new_id
from app.queries.door_card import Kept
from app.queries.door_list import door_list_page
from app.web.door import CurrentVisitor, obey_form, show
from app.web.forms import Bound, Form, PathId, bind, fresh
from app.web.kept_form import as_sent
from app.web.notice import add_notice, go_to

router = APIRouter()
AT = "/t/{team}/clients/{client_id}"
ENDED = add_notice("ended", "ok", N_("Ended. It stays readable with the reason."))


@dataclass(frozen=True)
class DoorList:
    """The commands of one list, and field of its form → where the line holds it."""

    add: tuple[str, type[NewLine]]
    change: tuple[str, type[ChangedLine]]
    end: str
    fields: Mapping[str, str]


LISTS: Mapping[str, DoorList] = {
    "warnings": DoorList(
        ("add-warning", AddWarning),
        ("change-warning", ChangeWarning),
        "end-warning",
        {"kind": "kind", "text": "text", "review_on": "review_on"},
    ),
    "decisions": DoorList(
        ("record-decision", RecordDecision),
        ("change-decision", ChangeDecision),
        "end-decision",
        {
            "kind": "kind",
            "text": "text",
            "by_whom": "more",
            "where_paper": "place",
            "decided_on": "day",
            "review_on": "review_on",
        },
    ),
    "allergies": DoorList(
        ("add-allergy", AddAllergy),
        ("change-allergy", ChangeAllergy),
        "end-allergy",
        {"substance": "text", "reaction": "more", "severity": "place", "told_by": "told_by"},
    ),
    "medicines": DoorList(
        ("add-medicine", AddMedicine),
        ("change-medicine", ChangeMedicine),
        "end-medicine",
        {
            "name": "text",
            "dose": "more",
            "timing": "place",
            "told_by": "told_by",
            "is_time_critical": "is_time_critical",
        },
    ),
    "conditions": DoorList(
        ("add-condition", AddCondition),
        ("change-condition", ChangeCondition),
        "end-condition",
        {"name": "text", "since_told": "more", "told_by": "told_by"},
    ),
}
"""Last word of the address → the list."""


@router.get(AT + "/door/{name}")
def door_list(request: Request, who: CurrentVisitor, team: PathId, client_id: PathId, name: str) -> Response:
    _known(name)
    return _list(request, who, team, client_id, name, {})


@router.post(AT + "/door/{name}")
def add(request: Request, who: CurrentVisitor, team: PathId, client_id: PathId, name: str, form: Form) -> Response:
    command, model = _known(name).add
    return _sent(request, who, team, client_id, name, "add", (command, bind(model, form, client=client_id)))


@router.post(AT + "/no-known-allergies")
def none_known(request: Request, who: CurrentVisitor, team: PathId, client_id: PathId, form: Form) -> Response:
    bound = bind(SayNoKnownAllergies, form, client=client_id)
    return _sent(request, who, team, client_id, "allergies", "none", ("say-no-known-allergies", bound))


@router.get(AT + "/door/{name}/{line}")
def door_line(
    request: Request, who: CurrentVisitor, team: PathId, client_id: PathId, name: str, line: PathId
) -> Response:
    _known(name)
    return _line(request, who, team, client_id, (name, line), {})


@router.post(AT + "/door/{name}/{line}")
def change(
    request: Request, who: CurrentVisitor, team: PathId, client_id: PathId, name: str, line: PathId, form: Form
) -> Response:
    command, model = _known(name).change
    bound = bind(model, form, client=client_id, id=line)
    done = obey_form(request, who, team, command, bound)
    if done is not None:
        return go_to(f"/t/{team}/clients/{client_id}/door/{name}", done)
    return _line(request, who, team, client_id, (name, line), {"change": bound})


@router.post(AT + "/door/{name}/{line}/end")
def end(
    request: Request, who: CurrentVisitor, team: PathId, client_id: PathId, name: str, line: PathId, form: Form
) -> Response:
    bound = bind(EndLine, form, client=client_id, id=line)
    done = obey_form(request, who, team, _known(name).end, bound)
    if done is not None:
        return go_to(f"/t/{team}/clients/{client_id}/door/{name}", done, notice=ENDED)
    return _line(request, who, team, client_id, (name, line), {"end": bound})


@router.post(AT + "/door/medicines/{line}/reconciled")
def reconcile(
    request: Request, who: CurrentVisitor, team: PathId, client_id: PathId, line: PathId, form: Form
) -> Response:
    bound = bind(ReconcileMedicine, form, client=client_id, id=line)
    return _sent(request, who, team, client_id, "medicines", "reconcile", ("reconcile-medicine", bound))


def _known(name: str) -> DoorList:
    if name not in LISTS:
        raise NotFound(N_("There is no such part of the page."))
    return LISTS[name]


def _sent(
    request: Request,
    who: CurrentVisitor,
    team: UUID,
    client_id: UUID,
    name: str,
    which: str,
    sent: tuple[str, Bound[Any]],
) -> Response:
    """A form of the list's own page: back to it, or shown again with the words that now stand in it."""
    command, bound = sent
    done = obey_form(request, who, team, command, bound)
    if done is not None:
        return go_to(f"/t/{team}/clients/{client_id}/door/{name}", done)
    return _list(request, who, team, client_id, name, {which: bound}, bound.status)


def _list(
    request: Request,
    who: CurrentVisitor,
    team: UUID,
    client_id: UUID,
    name: str,
    refused: Mapping[str, Bound[Any]],
    status_code: int = 200,
) -> Response:
    forms: dict[str, Bound[Any]] = {which: fresh(new_id(), id=new_id()) for which in ("add", "none", "reconcile")}
    return show(
        request,
        who,
        team,
        "door_card/list.html",
        lambda session, nurse: door_list_page(session, nurse, client_id, name),
        forms=forms | dict(refused),
        status_code=status_code,
    )


def _line(
    request: Request,
    who: CurrentVisitor,
    team: UUID,
    client_id: UUID,
    where: tuple[str, UUID],
    refused: Mapping[str, Bound[Any]],
) -> Response:
    name, line_id = where
    forms: dict[str, Bound[Any]] = {"change": fresh(new_id()), "end": fresh(new_id())} | dict(refused)

    def read(session: Any, nurse: Any) -> Any:
        page = door_list_page(session, nurse, client_id, name, line_id)
        if "change" not in refused and page.line is not None:
            forms["change"].values = _as_it_stands(page.line, LISTS[name].fields).values
        return page

    status_code = next((bound.status for bound in refused.values()), 200)
    return show(request, who, team, "door_card/line.html", read, forms=forms, status_code=status_code)


def _as_it_stands(line: Kept, fields: Mapping[str, str]) -> Bound[Any]:
    values: dict[str, Any] = {"version": line.version}
    for name, place in fields.items():
        values |= as_sent(name, getattr(line, place))
    return fresh(new_id(), **values)
