"""``/t/{team}/clients/{id}/problems``: an Omaha problem is recorded, changed, rated, ended and opened again."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request, Response
from starlette.datastructures import FormData

from app.actions.problem import ChangeProblem, EndProblem, RecordProblem, ReopenProblem
from app.actions.rating import RateProblem
from app.domain.omaha import CITATION
from app.domain.words import N_
from app.models import new_id
from app.queries.assessment import ProblemLine
from app.queries.problem_page import new_problem_page, problem_page
from app.routers.visit import told
from app.web.door import CurrentVisitor, Visitor, obey_form, show
from app.web.forms import Bound, Form, PathId, bind, fresh
from app.web.notice import add_notice, go_to

router = APIRouter()
AT = "/t/{team}/clients/{client_id}/problems"
RATED = add_notice("problem-rated", "ok", N_("Saved: rated."))
ENDED = add_notice("problem-ended", "ok", N_("Saved. The problem is ended and stays readable."))
OPEN_AGAIN = add_notice("problem-open-again", "ok", N_("Saved. The problem is open again."))


@router.get(AT + "/new")
def new(request: Request, who: CurrentVisitor, team: PathId, client_id: PathId) -> Response:
    return _new(request, who, team, client_id, fresh(new_id(), id=new_id()))


@router.post(AT + "/new")
def record(request: Request, who: CurrentVisitor, team: PathId, client_id: PathId, form: Form) -> Response:
    bound = bind(RecordProblem, form, client=client_id, **told(request, form))
    done = obey_form(request, who, team, "record-problem", bound)
    if done is None:
        return _new(request, who, team, client_id, bound)
    return go_to(_after(team, client_id, done.answer["problem"], form), done)


@router.get(AT + "/{problem_id}")
def problem(request: Request, who: CurrentVisitor, team: PathId, client_id: PathId, problem_id: PathId) -> Response:
    return _one(request, who, team, client_id, problem_id, "problem", {})


@router.post(AT + "/{problem_id}/end")
def end(
    request: Request, who: CurrentVisitor, team: PathId, client_id: PathId, problem_id: PathId, form: Form
) -> Response:
    bound = bind(EndProblem, form, client=client_id, problem=problem_id, **told(request, form))
    done = obey_form(request, who, team, "end-problem", bound)
    if done is None:
        return _one(request, who, team, client_id, problem_id, "problem", {"end": bound})
    return go_to(f"/t/{team}/clients/{client_id}/problems/{problem_id}", done, notice=ENDED)


@router.post(AT + "/{problem_id}/reopening")
def reopen(
    request: Request, who: CurrentVisitor, team: PathId, client_id: PathId, problem_id: PathId, form: Form
) -> Response:
    bound = bind(ReopenProblem, form, client=client_id, problem=problem_id, **told(request, form))
    done = obey_form(request, who, team, "reopen-problem", bound)
    if done is None:
        return _one(request, who, team, client_id, problem_id, "problem", {"reopen": bound})
    return go_to(f"/t/{team}/clients/{client_id}/problems/{problem_id}", done, notice=OPEN_AGAIN)


@router.get(AT + "/{problem_id}/findings")
def findings(request: Request, who: CurrentVisitor, team: PathId, client_id: PathId, problem_id: PathId) -> Response:
    return _one(request, who, team, client_id, problem_id, "change", {})


@router.post(AT + "/{problem_id}/findings")
def change(
    request: Request, who: CurrentVisitor, team: PathId, client_id: PathId, problem_id: PathId, form: Form
) -> Response:
    going = str(form.get("assessment", ""))
    sent = FormData([(name, value) for name, value in form.multi_items() if name != "assessment"])
    bound = bind(ChangeProblem, sent, client=client_id, problem=problem_id, **told(request, form))
    done = obey_form(request, who, team, "change-problem", bound)
    if done is None:
        return _one(request, who, team, client_id, problem_id, "change", {"change": bound}, going)
    if going:
        return go_to(f"/t/{team}/clients/{client_id}/problems/{problem_id}/ratings/new?assessment={_id(going)}", done)
    return go_to(f"/t/{team}/clients/{client_id}/problems/{problem_id}", done)


@router.get(AT + "/{problem_id}/ratings/new")
def new_rating(request: Request, who: CurrentVisitor, team: PathId, client_id: PathId, problem_id: PathId) -> Response:
    return _one(request, who, team, client_id, problem_id, "rate", {})


@router.post(AT + "/{problem_id}/ratings/new")
def rate(
    request: Request, who: CurrentVisitor, team: PathId, client_id: PathId, problem_id: PathId, form: Form
) -> Response:
    bound = bind(RateProblem, form, client=client_id, problem=problem_id, **told(request, form))
    done = obey_form(request, who, team, "rate-problem", bound)
    if done is None:
        going = str(form.get("assessment", ""))
        return _one(request, who, team, client_id, problem_id, "rate", {"rate": bound}, going, bound.value("corrects"))
    return go_to(_after(team, client_id, problem_id, form), done, notice=RATED)


def _after(team: UUID, client_id: UUID, problem_id: object, form: FormData) -> str:
    """Back to the assessment in which it was done, else to the problem."""
    going = str(form.get("assessment", ""))
    rest = f"assessments/{_id(going)}" if going else f"problems/{problem_id}"
    return f"/t/{team}/clients/{client_id}/{rest}"


def _id(text: str) -> UUID:
    """An id that a command has found to be one."""
    return UUID(text)


def _new(request: Request, who: Visitor, team: UUID, client_id: UUID, form: Bound[Any]) -> Response:
    code, going = (form.value(name) or request.query_params.get(name, "") for name in ("code", "assessment"))
    return show(
        request,
        who,
        team,
        "assessment/new.html",
        lambda session, nurse: new_problem_page(session, nurse, client_id, code, going),
        form=form,
        citation=CITATION,
        status_code=form.status if form.errors else 200,
    )


def _one(
    request: Request,
    who: Visitor,
    team: UUID,
    client_id: UUID,
    problem_id: UUID,
    template: str,
    refused: Mapping[str, Bound[Any]],
    going: str = "",
    corrects: str = "",
) -> Response:
    going = going or request.query_params.get("assessment", "")
    corrects = corrects or request.query_params.get("corrects", "")
    forms: dict[str, Bound[Any]] = {name: fresh(new_id(), id=new_id()) for name in ("end", "reopen", "change", "rate")}
    forms |= dict(refused)

    def read(session: Any, nurse: Any) -> Any:
        page = problem_page(session, nurse, client_id, problem_id, assessment=going)
        if "change" not in refused:
            forms["change"].values = _as_it_stands(page.problem).values
        return page

    return show(
        request,
        who,
        team,
        f"assessment/{template}.html",
        read,
        forms=forms,
        corrects=int(corrects) if corrects.isascii() and corrects.isdigit() and len(corrects) < 7 else None,
        citation=CITATION,
        status_code=next((bound.status for bound in refused.values()), 200),
    )


def _as_it_stands(problem: ProblemLine) -> Bound[Any]:
    values: dict[str, Any] = {
        name: getattr(problem, name) for name in ("other_sign", "risk_factors", "note", "version")
    }
    values |= {"whose": problem.whose.value, "nature": problem.nature.value}
    values |= {f"sign.{sign.code}": "yes" for sign in problem.signs}
    return fresh(new_id(), **values)
