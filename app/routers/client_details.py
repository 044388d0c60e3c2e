"""``/t/{team}/clients/{id}/details/{part}``: a part of what is kept about the person herself."""

from typing import Any

from fastapi import APIRouter, Request, Response

from app.actions.client_details import PARTS, ChangeClient
from app.domain.errors import NotFound
from app.domain.words import N_
from app.models import new_id
from app.queries.client import ClientFacts
from app.queries.client_record import DetailsPage, details_page
from app.web.door import CurrentVisitor, obey_form, show
from app.web.forms import Bound, Form, PathId, bind, fresh
from app.web.notice import go_to

router = APIRouter()


@router.get("/t/{team}/clients/{client_id}/details/{part}")
def form(request: Request, who: CurrentVisitor, team: PathId, client_id: PathId, part: str) -> Response:
    filled: Bound[Any] = fresh(new_id())

    def read(session: Any, nurse: Any) -> DetailsPage:
        page = _page(session, nurse, client_id, part)
        filled.values = fresh(new_id(), **_as_it_stands(page.client, part)).values
        return page

    return show(request, who, team, "client/details.html", read, form=filled)


@router.post("/t/{team}/clients/{client_id}/details/{part}")
def change(request: Request, who: CurrentVisitor, team: PathId, client_id: PathId, part: str, form: Form) -> Response:
    bound = bind(ChangeClient, form, client=client_id, part=part)
    done = obey_form(request, who, team, "change-client", bound)
    if done is not None:
        return go_to(f"/t/{team}/clients/{client_id}", done)
    return show(
        request,
        who,
        team,
        "client/details.html",
        lambda session, nurse: _page(session, nurse, client_id, part),
        form=bound,
        status_code=bound.status,
    )


def _page(session: Any, nurse: Any, client_id: PathId, part: str) -> DetailsPage:
    """Found out inside the reading, so that a database that is away is said first."""
    if part not in PARTS:
        raise NotFound(N_("There is no such part of the page."))
    return details_page(session, nurse, client_id, part)


def _as_it_stands(client: ClientFacts, part: str) -> dict[str, Any]:
    """The part's fields as a form holds them: a date in its three fields."""
    values: dict[str, Any] = {"version": client.version}
    for name in PARTS[part]:
        value = getattr(client, name)
        if name.endswith("_on"):
            if value is not None:
                values |= {f"{name}_day": value.day, f"{name}_month": value.month, f"{name}_year": value.year}
        else:
            values[name] = value
    return values
