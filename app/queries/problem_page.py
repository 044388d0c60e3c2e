"""The pages of one problem: choosing its signs, rating it, and its ratings over time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import and_, bindparam, select
from sqlmodel import Session

from app.domain.assessment import published
from app.domain.errors import FieldWrong, NotFound
from app.domain.omaha import Problem as Term
from app.domain.omaha import Scale, omaha
from app.domain.run_chart import Chart, run_chart
from app.domain.words import N_
from app.models import ClientChange, Membership
from app.models.base import columns, table_of
from app.queries.access import Nurse
from app.queries.assessment import (
    OF_RATING,
    PICK,
    PROBLEMS,
    RATER,
    AssessmentLine,
    ProblemLine,
    Rated,
    problem_line,
    problem_lines,
)
from app.queries.assessment import P as PROBLEM
from app.queries.assessment_page import assessment_line, rated
from app.queries.client import ClientFacts, client_facts

K, M = columns(ClientChange), columns(Membership)

ONE = PROBLEMS.where(PROBLEM.id == bindparam("problem"))
RATINGS = (
    select(PICK.c.problem_id, *(PICK.c[name] for name in OF_RATING), PICK.c.corrects, RATER.c.name.label("by"))
    .select_from(PICK.outerjoin(RATER, and_(RATER.c.team_id == PICK.c.team_id, RATER.c.id == PICK.c.rated_by)))
    .where(PICK.c.team_id == bindparam("team"), PICK.c.problem_id == bindparam("problem"))
    .order_by(PICK.c.rated_at.desc(), PICK.c.number.desc())
)
CHANGES = (
    select(K.before, K.after, K.at, K.settles, M.name.label("by"))
    .select_from(table_of(ClientChange).outerjoin(table_of(Membership), and_(M.team_id == K.team_id, M.id == K.by)))
    .where(
        K.team_id == bindparam("team"),
        K.client_id == bindparam("client"),
        K.what == "problem",
        K.row_id == bindparam("problem"),
    )
    .order_by(K.version.desc())
)


@dataclass(frozen=True)
class Told:
    """A rating in the table. ``corrected_by`` is the number of the one that stands for it now."""

    rating: Rated
    corrects: int | None
    corrected_by: int | None


@dataclass(frozen=True)
class Change:
    """What an edit of the problem changed."""

    before: Mapping[str, Any]
    after: Mapping[str, Any]
    at: datetime
    settles: bool
    by: str


@dataclass(frozen=True)
class ProblemPage:
    """A problem with all that was ever said of it. ``ratings`` are the newest first."""

    client: ClientFacts
    problem: ProblemLine
    ratings: Sequence[Told]
    changes: Sequence[Change]
    going: AssessmentLine | None
    """The assessment in which it is looked at just now, when the page was come to from there."""

    @property
    def clients(self) -> tuple[UUID, ...]:
        return (self.client.id,)

    @property
    def standing(self) -> list[Rated]:
        """What counts, the oldest first."""
        return [told.rating for told in reversed(self.ratings) if told.corrected_by is None]

    @property
    def charts(self) -> list[tuple[Scale, Chart]]:
        return [
            (scale, run_chart([(one.rated_at, one.figure(scale.key)) for one in self.standing]))
            for scale in self.scales
        ]

    @property
    def scales(self) -> Sequence[Scale]:
        return tuple(omaha().scales.values())

    def of_number(self, number: int | None) -> Told | None:
        return next((told for told in self.ratings if told.rating.number == number), None)


@dataclass(frozen=True)
class NewProblemPage:
    """A problem about to be recorded. ``others`` are open ones with the same code, ``before`` one that was ended."""

    client: ClientFacts
    term: Term
    going: AssessmentLine | None
    others: Sequence[ProblemLine]
    before: ProblemLine | None

    @property
    def clients(self) -> tuple[UUID, ...]:
        return (self.client.id,)

    @property
    def scales(self) -> Sequence[Scale]:
        return tuple(omaha().scales.values())


def problem_page(
    session: Session, nurse: Nurse, client_id: UUID, problem_id: UUID, *, assessment: str = ""
) -> ProblemPage:
    client = client_facts(session, nurse, client_id)
    values = {"team": nurse.team_id, "client": client.id, "problem": problem_id}
    row = session.execute(ONE, values).one_or_none()
    if row is None:
        raise NotFound(N_("There is no such problem."))
    told = session.execute(RATINGS, values).all()
    corrected = {one.corrects: one.number for one in told if one.corrects is not None}
    return ProblemPage(
        client=client,
        problem=problem_line(row),
        ratings=[Told(rated(one), one.corrects, corrected.get(one.number)) for one in told],
        changes=[
            Change(one.before, one.after, one.at, one.settles, one.by or "") for one in session.execute(CHANGES, values)
        ],
        going=_going(session, nurse, client.id, assessment),
    )


def new_problem_page(session: Session, nurse: Nurse, client_id: UUID, code: str, assessment: str) -> NewProblemPage:
    client = client_facts(session, nurse, client_id)
    try:
        term = published(code)
    except FieldWrong as unknown:
        raise NotFound(unknown.message) from None
    same = [line for line in problem_lines(session, nurse.team_id, client.id) if line.code == term.code]
    ended = [line for line in same if line.ended_at is not None]
    return NewProblemPage(
        client=client,
        term=term,
        going=_going(session, nurse, client.id, assessment),
        others=[line for line in same if line.ended_at is None],
        before=ended[-1] if ended else None,
    )


def _going(session: Session, nurse: Nurse, client_id: UUID, assessment: str) -> AssessmentLine | None:
    """The assessment named in the address; an odd one is none."""
    try:
        named = UUID(assessment)
    except ValueError:
        return None
    return assessment_line(session, nurse, client_id, named)
