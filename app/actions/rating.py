"""A problem is rated: Knowledge, Behaviour and Status. Ratings are appended; a correction names the one it corrects."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field
from sqlalchemy import bindparam, func, select
from sqlmodel import Session

from app.actions.assessment import Assessed, assessment_of
from app.actions.client_change import touch
from app.actions.register import Done, Moment, NewId, OptionalNote, registered
from app.actions.rows import not_there_yet
from app.domain.assessment import LEAST, MOST, Scores, scores_of
from app.domain.errors import FieldsWrong, NotFound, RuleBroken
from app.domain.visit import ask_about_clock
from app.domain.words import N_
from app.models import Problem, Rating
from app.models.base import columns
from app.queries.access import Nurse, reachable_client

R = columns(Rating)

NEWEST = select(func.max(R.number)).where(R.team_id == bindparam("team"), R.problem_id == bindparam("problem"))
OF_NUMBER = select(R.rated_at, R.assessment_id, R.knowledge, R.behaviour, R.status, R.because).where(
    R.team_id == bindparam("team"), R.problem_id == bindparam("problem"), R.number == bindparam("number")
)
CORRECTION = select(R.id).where(
    R.team_id == bindparam("team"), R.problem_id == bindparam("problem"), R.corrects == bindparam("number")
)

Figure = Annotated[int, Field(ge=LEAST, le=MOST)]


class Rated(Assessed):
    """The three figures, said together, and why where the nurse wants to say it."""

    knowledge: Figure | None = None
    behaviour: Figure | None = None
    status: Figure | None = None
    because: OptionalNote = ""


class RateProblem(Rated):
    """A new rating, in an assessment or outside one. ``corrects`` is the number of the rating it puts right."""

    id: NewId
    problem: UUID
    assessment: UUID | None = None
    corrects: Annotated[int, Field(ge=1)] | None = None


@registered("rate-problem", RateProblem)
def rate_problem(session: Session, nurse: Nurse, wish: RateProblem, moment: Moment) -> Done:
    ask_about_clock(wish.happened_at, moment.now, confirmed=wish.confirmed)
    problem = problem_of(session, nurse, wish.client, wish.problem, told_at=wish.happened_at)
    if wish.assessment is not None:
        assessment_of(session, nurse, wish.client, wish.assessment, told_at=wish.happened_at)
    scores = scores_of(wish.knowledge, wish.behaviour, wish.status, wish.because)
    if scores is None:
        raise FieldsWrong({name: (N_("Choose one of the five."), {}) for name in Scores.__dataclass_fields__})
    touch(session, nurse.team_id, problem.client_id, moment.now)  # two who correct the same one at once wait here
    not_there_yet(session, Rating, nurse.team_id, wish.id)
    if wish.corrects is not None:
        return _done(_corrected(session, nurse, problem, scores, wish, moment))
    if problem.ended_at is not None and wish.happened_at >= problem.ended_at:
        raise RuleBroken(N_("This problem was ended. Open it again before you rate it."), code="ended")
    row = rated(nurse, problem, scores, wish, moment, id=wish.id, number=next_number(session, problem))
    row.assessment_id = wish.assessment
    session.add(row)
    return _done(row)


def _corrected(
    session: Session, nurse: Nurse, problem: Problem, scores: Scores, wish: RateProblem, moment: Moment
) -> Rating:
    """The rating told anew. It happened when the corrected one did, and belongs to the same sitting."""
    values = {"team": problem.team_id, "problem": problem.id, "number": wish.corrects}
    old = session.execute(OF_NUMBER, values).one_or_none()
    if old is None:
        raise NotFound(N_("There is no such rating."))
    if session.execute(CORRECTION, values).first() is not None:
        raise RuleBroken(N_("This rating was corrected meanwhile. Look at it again."), code="rating-corrected")
    if (*scores.in_order, wish.because) == (old.knowledge, old.behaviour, old.status, old.because):
        raise RuleBroken(N_("This says the same as before. Nothing was changed."), code="nothing-changed")
    row = rated(nurse, problem, scores, wish, moment, id=wish.id, number=next_number(session, problem))
    row.rated_at, row.corrects, row.assessment_id = old.rated_at, wish.corrects, old.assessment_id
    session.add(row)
    return row


def rated(
    nurse: Nurse, problem: Problem, scores: Scores, wish: Rated, moment: Moment, *, id: UUID, number: int
) -> Rating:
    """The row, not yet in the session."""
    return Rating(
        team_id=problem.team_id,
        id=id,
        client_id=problem.client_id,
        problem_id=problem.id,
        number=number,
        knowledge=scores.knowledge,
        behaviour=scores.behaviour,
        status=scores.status,
        because=wish.because,
        rated_at=wish.happened_at,
        received_at=moment.now,
        rated_by=nurse.membership_id,
    )


def next_number(session: Session, problem: Problem) -> int:
    newest = session.execute(NEWEST, {"team": problem.team_id, "problem": problem.id}).scalar_one()
    return int(newest or 0) + 1


def problem_of(
    session: Session, nurse: Nurse, client_id: UUID, problem_id: UUID, *, told_at: datetime | None = None
) -> Problem:
    """The problem of this client, or ``NotFound``: also when the two do not belong together."""
    client = reachable_client(session, nurse, client_id, told_at=told_at)
    row = session.get(Problem, (nurse.team_id, problem_id))
    if row is None or row.client_id != client.id:
        raise NotFound(N_("There is no such problem."))
    return row


def _done(row: Rating) -> Done:
    return Done(
        {"problem": str(row.problem_id), "rating": str(row.id), "number": row.number},
        about=f"problem/{row.problem_id}",
        clients=(str(row.client_id),),
    )
