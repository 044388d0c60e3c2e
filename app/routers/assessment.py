"""``/t/{team}/clients/{id}/assessments`` and ``…/problems``: an assessment by the Omaha System, and what came of it."""

from collections.abc import Mapping

from fastapi import APIRouter

from app.actions.assessment import BeginAssessment, FinishAssessment
from app.actions.problem import ChangeProblem, EndProblem, RecordProblem, ReopenProblem
from app.actions.rating import RateProblem
from app.actions.register import Command

router = APIRouter()
AT = "/t/{team}/clients/{client_id}"

WISHES: Mapping[str, type[Command]] = {
    "begin-assessment": BeginAssessment,
    "finish-assessment": FinishAssessment,
    "record-problem": RecordProblem,
    "change-problem": ChangeProblem,
    "end-problem": EndProblem,
    "reopen-problem": ReopenProblem,
    "rate-problem": RateProblem,
}
