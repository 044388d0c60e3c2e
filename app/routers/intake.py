"""``/t/{team}/intakes``: a caseload comes in from a file: put in, looked at, decided about, taken in or dropped."""

from base64 import b64encode
from pathlib import PurePath
from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request, Response
from starlette.datastructures import UploadFile

from app.actions.intake import DecideDuplicate, DropIntake, StageIntake, TakeIntake
from app.domain.words import N_
from app.exchange.csv_in import COLUMNS, template
from app.models import new_id
from app.queries.intake import intake_page, intakes_page
from app.web.door import CurrentVisitor, Visitor, house, obey_form, prove_writable, show, wait_as_long_as_needed
from app.web.forms import Bound, Form, PathId, bind, fresh
from app.web.language import _
from app.web.notice import add_notice, go_to

router = APIRouter()
TAKEN_IN = add_notice("taken-in", "ok", N_("They are in. The team sees them now."))
DROPPED = add_notice("file-dropped", "ok", N_("Dropped. Nobody came in, and what was read of them is deleted."))


@router.get("/t/{team}/intakes")
def files(request: Request, who: CurrentVisitor, team: PathId) -> Response:
    return _list(request, who, team, fresh(new_id(), id=new_id()))


@router.get("/t/{team}/intakes/template")
def empty_table(request: Request, who: CurrentVisitor, team: PathId) -> Response:
    """The look is checked and written down as for any page; the answer is the table itself."""
    show(request, who, team, "intake/list.html", intakes_page, form=fresh(new_id(), id=new_id()), columns=COLUMNS)
    headers = {"Content-Disposition": 'attachment; filename="kring-clients.csv"'}
    return Response("\ufeff" + template(), media_type="text/csv; charset=utf-8", headers=headers)


@router.post("/t/{team}/intakes")
def put_in(request: Request, who: CurrentVisitor, team: PathId, form: Form) -> Response:
    _take_time(request)
    found = form.get("file")
    given: dict[str, Any] = {}
    if isinstance(found, UploadFile) and found.filename:
        given = {"file_name": _name(found.filename), "content": b64encode(found.file.read()).decode()}
    bound = bind(StageIntake, form, **given)
    if "content" in bound.errors:
        bound.errors = {"content": _("Choose a file first.")}
    done = obey_form(request, who, team, "stage-intake", bound)
    if done is None:
        return _list(request, who, team, bound)
    return go_to(f"/t/{team}/intakes/{done.answer['intake']}", done, notice="")


@router.get("/t/{team}/intakes/{intake}")
def look(request: Request, who: CurrentVisitor, team: PathId, intake: PathId) -> Response:
    return _one(request, who, team, intake, fresh(new_id()))


@router.post("/t/{team}/intakes/{intake}/decision")
def decide(request: Request, who: CurrentVisitor, team: PathId, intake: PathId, form: Form) -> Response:
    bound = bind(DecideDuplicate, form, intake=intake)
    done = obey_form(request, who, team, "decide-duplicate", bound)
    if done is None:
        return _one(request, who, team, intake, bound)
    return go_to(f"/t/{team}/intakes/{intake}", done)


@router.post("/t/{team}/intakes/{intake}/taking")
def take(request: Request, who: CurrentVisitor, team: PathId, intake: PathId, form: Form) -> Response:
    _take_time(request)
    bound = bind(TakeIntake, form, intake=intake)
    done = obey_form(request, who, team, "take-intake", bound)
    if done is None:
        return _one(request, who, team, intake, bound)
    return go_to(f"/t/{team}/intakes/{intake}", done, notice=TAKEN_IN)


@router.post("/t/{team}/intakes/{intake}/drop")
def drop(request: Request, who: CurrentVisitor, team: PathId, intake: PathId, form: Form) -> Response:
    bound = bind(DropIntake, form, intake=intake)
    done = obey_form(request, who, team, "drop-intake", bound)
    if done is None:
        return _one(request, who, team, intake, bound)
    return go_to(f"/t/{team}/intakes", done, notice=DROPPED)


def _take_time(request: Request) -> None:
    """A large file takes longer to come, to be read and to be kept than a page may wait for the database.

    That it is there it shows first, within the time of a page: if it is not, nobody waits twice to be told.
    """
    prove_writable(house(request))
    wait_as_long_as_needed()


def _list(request: Request, who: Visitor, team: UUID, form: Bound[Any]) -> Response:
    return show(
        request,
        who,
        team,
        "intake/list.html",
        intakes_page,
        form=form,
        columns=COLUMNS,
        status_code=form.status if form.errors else 200,
    )


def _one(request: Request, who: Visitor, team: UUID, intake: UUID, form: Bound[Any]) -> Response:
    return show(
        request,
        who,
        team,
        "intake/intake.html",
        lambda session, nurse: intake_page(session, nurse, intake),
        form=form,
        status_code=form.status if form.errors else 200,
    )


def _name(told: str) -> str:
    """The file's own name on one line, without the folders it lay in."""
    name = PurePath(told.replace("\\", "/")).name
    return ("".join(sign for sign in name if sign.isprintable()) or "file")[-200:]
