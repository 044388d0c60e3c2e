"""``/t/{team}/clients/{id}/assessments``: an assessment by the Omaha System, begun, gone on with, finished, read."""

from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request, Response

from app.actions.assessment import BeginAssessment, FinishAssessment
from app.domain.omaha import CITATION
from app.domain.words import N_
from app.models import new_id
from app.queries.assessment_page import assessment_page, assessments_page
from app.routers.visit import told
from app.web.door import CurrentVisitor, obey_form, show
from app.web.forms import Bound, Form, PathId, bind, fresh
from app.web.notice import add_notice, go_to

router = APIRouter()
AT = "/t/{team}/clients/{client_id}/assessments"
FINISHED = add_notice("assessment-finished", "ok", N_("Saved: the assessment is finished."))


@router.get(AT)
def assessments(request: Request, who: CurrentVisitor, team: PathId, client_id: PathId) -> Response:
    return _all(request, who, team, client_id, fresh(new_id(), id=new_id()))


@router.post(AT)
def begin(request: Request, who: CurrentVisitor, team: PathId, client_id: PathId, form: Form) -> Response:
    bound = bind(BeginAssessment, form, client=client_id, **told(request, form))
    done = obey_form(request, who, team, "begin-assessment", bound)
    if done is None:
        return _all(request, who, team, client_id, bound)
    return go_to(f"/t/{team}/clients/{client_id}/assessments/{done.answer['assessment']}", done, notice="")


@router.get(AT + "/{assessment_id}")
def assessment(
    request: Request, who: CurrentVisitor, team: PathId, client_id: PathId, assessment_id: PathId
) -> Response:
    return _one(request, who, team, client_id, assessment_id, fresh(new_id()))


@router.post(AT + "/{assessment_id}")
def finish(
    request: Request, who: CurrentVisitor, team: PathId, client_id: PathId, assessment_id: PathId, form: Form
) -> Response:
    bound = bind(FinishAssessment, form, client=client_id, assessment=assessment_id, **told(request, form))
    done = obey_form(request, who, team, "finish-assessment", bound)
    if done is None:
        return _one(request, who, team, client_id, assessment_id, bound)
    return go_to(f"/t/{team}/clients/{client_id}/assessments/{assessment_id}", done, notice=FINISHED)


def _all(request: Request, who: CurrentVisitor, team: UUID, client_id: UUID, form: Bound[Any]) -> Response:
    return show(
        request,
        who,
        team,
        "assessment/list.html",
        lambda session, nurse: assessments_page(session, nurse, client_id),
        form=form,
        status_code=form.status if form.errors else 200,
    )


def _one(
    request: Request, who: CurrentVisitor, team: UUID, client_id: UUID, assessment_id: UUID, form: Bound[Any]
) -> Response:
    query = request.query_params.get("q", "").strip()[:80]
    return show(
        request,
        who,
        team,
        "assessment/assessment.html",
        lambda session, nurse: assessment_page(session, nurse, client_id, assessment_id, query=query),
        block="found",
        form=form,
        citation=CITATION,
        status_code=form.status if form.errors else 200,
    )
