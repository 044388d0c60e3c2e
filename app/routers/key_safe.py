"""``/t/{team}/clients/{id}/key-safe``: where it is, and its code, only when asked for."""

from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request, Response

from app.actions.key_safe import EndKeySafe, SetKeySafe, ShowKeySafe, purpose
from app.domain.errors import RuleBroken
from app.domain.words import N_
from app.keys import KeyMissing
from app.models import new_id
from app.queries.door_list import key_safe_page
from app.routers.door_card import AT, ENDED
from app.web.door import CurrentVisitor, house, obey_form, show
from app.web.forms import Bound, Form, PathId, bind, fresh
from app.web.notice import go_to

router = APIRouter()


@router.get(AT + "/key-safe")
def key_safe(request: Request, who: CurrentVisitor, team: PathId, client_id: PathId) -> Response:
    return _key_safe(request, who, team, client_id, fresh(new_id()))


@router.post(AT + "/key-safe")
def set_key_safe(request: Request, who: CurrentVisitor, team: PathId, client_id: PathId, form: Form) -> Response:
    bound = bind(SetKeySafe, form, client=client_id)
    done = obey_form(request, who, team, "set-key-safe", bound)
    if done is not None:
        return go_to(f"/t/{team}/clients/{client_id}/key-safe", done)
    return _key_safe(request, who, team, client_id, bound, bound.status)


@router.post(AT + "/key-safe/end")
def end_key_safe(request: Request, who: CurrentVisitor, team: PathId, client_id: PathId, form: Form) -> Response:
    bound = bind(EndKeySafe, form, client=client_id)
    done = obey_form(request, who, team, "end-key-safe", bound)
    if done is not None:
        return go_to(f"/t/{team}/clients/{client_id}/key-safe", done, notice=ENDED)
    return _key_safe(request, who, team, client_id, fresh(new_id()), bound.status, ending=bound)


@router.post(AT + "/key-safe/showing")
def show_code(request: Request, who: CurrentVisitor, team: PathId, client_id: PathId, form: Form) -> Response:
    """The code, once, after the journal has the line. A reload sends the same operation and shows nothing."""
    bound = bind(ShowKeySafe, form, client=client_id)
    done = obey_form(request, who, team, "show-key-safe", bound)
    if done is None:
        return _key_safe(request, who, team, client_id, bound, bound.status)
    if done.again:
        return go_to(f"/t/{team}/clients/{client_id}/key-safe", done, notice="")
    keys = house(request).keys

    def opened(sealed: str) -> str:
        try:
            return keys.decrypt(purpose(team, client_id), sealed)
        except KeyMissing:
            raise RuleBroken(
                N_("The stored code cannot be read with this server's key file. Ask for it, and write it down anew.")
            ) from None

    return show(
        request,
        who,
        team,
        "door_card/key_safe.html",
        lambda session, nurse: key_safe_page(session, nurse, client_id, opened),
        form=fresh(new_id()),
        ending=fresh(new_id()),
    )


def _key_safe(
    request: Request,
    who: CurrentVisitor,
    team: UUID,
    client_id: UUID,
    bound: Bound[Any],
    status_code: int = 200,
    *,
    ending: Bound[Any] | None = None,
) -> Response:
    return show(
        request,
        who,
        team,
        "door_card/key_safe.html",
        lambda session, nurse: key_safe_page(session, nurse, client_id),
        form=bound,
        ending=ending or fresh(new_id()),
        status_code=status_code,
    )
