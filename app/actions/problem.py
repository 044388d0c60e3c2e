"""Omaha problems of a client: recorded with modifiers and signs, changed, ended with a reason, opened again."""

from typing import Any
from uuid import UUID

from pydantic import Field
from sqlalchemy import bindparam, select
from sqlmodel import Session

from app.actions.assessment import Assessed, assessment_of
from app.actions.client_change import edit, touch
from app.actions.rating import Rated, problem_of, rated
from app.actions.register import Command, Done, Line, Moment, NewId, OptionalLine, OptionalNote, registered
from app.actions.rows import not_there_yet
from app.domain.assessment import Nature, Whose, checked_signs, published, scores_of
from app.domain.errors import FieldWrong, RuleBroken
from app.domain.visit import ask_about_clock
from app.domain.words import N_
from app.models import Problem
from app.models.base import columns
from app.queries.access import Nurse, reachable_client

P = columns(Problem)

OPEN = select(P.id).where(
    P.team_id == bindparam("team"),
    P.client_id == bindparam("client"),
    P.code == bindparam("code"),
    P.whose == bindparam("whose"),
    P.id != bindparam("this"),
    P.ended_at.is_(None),
)


class Findings(Command):
    """What is found. ``sign`` says yes or no to each sign by its whole code: ``{"29.01": true}``."""

    whose: Whose
    nature: Nature
    sign: dict[Line, bool] = Field(default={}, max_length=40)
    other_sign: OptionalLine = ""
    risk_factors: OptionalNote = ""
    note: OptionalNote = ""


class RecordProblem(Rated, Findings):
    """A problem this client did not have on the list, rated at once or later."""

    id: NewId
    assessment: UUID | None = None
    code: Line


@registered("record-problem", RecordProblem)
def record_problem(session: Session, nurse: Nurse, wish: RecordProblem, moment: Moment) -> Done:
    client = reachable_client(session, nurse, wish.client, told_at=wish.happened_at)
    ask_about_clock(wish.happened_at, moment.now, confirmed=wish.confirmed)
    if wish.assessment is not None:
        assessment_of(session, nurse, client.id, wish.assessment, told_at=wish.happened_at)
    found = _found(wish, wish.code)
    scores = scores_of(wish.knowledge, wish.behaviour, wish.status, wish.because)
    touch(session, nurse.team_id, client.id, moment.now)  # two who record the same problem at once wait here
    _not_twice(session, nurse, client.id, wish.code, wish.whose, wish.id)
    row = Problem(
        team_id=nurse.team_id,
        id=not_there_yet(session, Problem, nurse.team_id, wish.id),
        client_id=client.id,
        assessment_id=wish.assessment,
        code=wish.code,
        recorded_by=nurse.membership_id,
        at=wish.happened_at,
        **found,
    )
    session.add(row)
    session.flush()
    if scores is not None:
        first = rated(nurse, row, scores, wish, moment, id=moment.ids[1], number=1)
        first.assessment_id = wish.assessment
        session.add(first)
    return _done(row, 1)


class ChangeProblem(Assessed, Findings):
    """The problem as it stands now; ``version`` is the one that was seen, ``settles`` when both texts were shown."""

    problem: UUID
    version: int = Field(ge=1)
    settles: bool = False


@registered("change-problem", ChangeProblem)
def change_problem(session: Session, nurse: Nurse, wish: ChangeProblem, moment: Moment) -> Done:
    ask_about_clock(wish.happened_at, moment.now, confirmed=wish.confirmed)
    row = problem_of(session, nurse, wish.client, wish.problem)
    if row.ended_at is not None and row.version == wish.version:
        raise RuleBroken(N_("This problem was ended. Open it again before you change it."), code="ended")
    changes = _found(wish, row.code)
    touch(session, nurse.team_id, row.client_id, moment.now)
    if row.version == wish.version:
        _not_twice(session, nurse, row.client_id, row.code, wish.whose, row.id)
    return _edited(session, nurse, moment, row, wish.version, changes, settles=wish.settles)


class EndProblem(Assessed):
    """It is no longer a problem, or was none. It stays readable with the reason."""

    problem: UUID
    version: int = Field(ge=1)
    why: Line


@registered("end-problem", EndProblem)
def end_problem(session: Session, nurse: Nurse, wish: EndProblem, moment: Moment) -> Done:
    ask_about_clock(wish.happened_at, moment.now, confirmed=wish.confirmed)
    row = problem_of(session, nurse, wish.client, wish.problem)
    if row.ended_at is not None and row.version == wish.version:
        raise RuleBroken(N_("This problem was ended before."), code="ended")
    changes = {"ended_at": wish.happened_at, "ended_why": wish.why}
    return _edited(session, nurse, moment, row, wish.version, changes)


class ReopenProblem(Assessed):
    """It was ended too early, or is back. Its ratings go on where they were."""

    problem: UUID
    version: int = Field(ge=1)
    why: OptionalLine = ""


@registered("reopen-problem", ReopenProblem)
def reopen_problem(session: Session, nurse: Nurse, wish: ReopenProblem, moment: Moment) -> Done:
    ask_about_clock(wish.happened_at, moment.now, confirmed=wish.confirmed)
    row = problem_of(session, nurse, wish.client, wish.problem)
    if row.ended_at is None and row.version == wish.version:
        raise RuleBroken(N_("This problem is open. There is nothing to open again."), code="not-ended")
    touch(session, nurse.team_id, row.client_id, moment.now)
    if row.version == wish.version:
        _not_twice(session, nurse, row.client_id, row.code, Whose(row.whose), row.id, field="")
    changes = {"ended_at": None, "ended_why": "", "reopened_why": wish.why}
    return _edited(session, nurse, moment, row, wish.version, changes)


def _found(wish: Findings, code: str) -> dict[str, Any]:
    """The columns of what was found, once it is what the Omaha System calls that."""
    ticked = {sign for sign, is_there in wish.sign.items() if is_there}
    signs = checked_signs(code, wish.nature, ticked, other_sign=wish.other_sign, risk_factors=wish.risk_factors)
    return {
        "whose": wish.whose.value,
        "nature": wish.nature.value,
        "signs": signs,
        "other_sign": wish.other_sign,
        "risk_factors": wish.risk_factors,
        "note": wish.note,
    }


def _not_twice(
    session: Session, nurse: Nurse, client_id: UUID, code: str, whose: Whose, this: UUID, *, field: str = "whose"
) -> None:
    values = {"team": nurse.team_id, "client": client_id, "code": code, "whose": whose.value, "this": this}
    if session.execute(OPEN, values).first() is not None:
        name = published(code).label
        raise FieldWrong(field, N_("{problem} is on the list already for these. Look at it again there."), problem=name)


def _edited(
    session: Session,
    nurse: Nurse,
    moment: Moment,
    row: Problem,
    seen: int,
    changes: dict[str, Any],
    *,
    settles: bool = False,
) -> Done:
    version = edit(
        session,
        nurse,
        moment,
        row,
        seen=seen,
        changes=changes,
        client_id=row.client_id,
        id=moment.ids[0],
        settles=settles,
    )
    return _done(row, version)


def _done(row: Problem, version: int) -> Done:
    return Done({"problem": str(row.id), "version": version}, about=f"problem/{row.id}", clients=(str(row.client_id),))
