"""The pages of an assessment: all of a client's, one that is going on with its search, one that was finished."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from sqlalchemy import and_, bindparam, select
from sqlmodel import Session

from app.domain.assessment import Nature, Whose
from app.domain.errors import NotFound
from app.domain.omaha import Domain, omaha
from app.domain.omaha_search import Match, problems_by_domain
from app.domain.words import N_
from app.models import Assessment, ClientChange, Membership
from app.models.base import columns, table_of
from app.queries.access import Nurse
from app.queries.assessment import (
    OF_RATING,
    PICK,
    RATER,
    AssessmentLine,
    ProblemLine,
    Rated,
    assessments,
    problem_lines,
)
from app.queries.client import ClientFacts, client_facts

A, K, M = columns(Assessment), columns(ClientChange), columns(Membership)

ASSESSMENT = (
    select(A.id, A.begun_at, A.finished_at, A.summary, A.version, M.name.label("by"))
    .select_from(table_of(Assessment).outerjoin(table_of(Membership), and_(M.team_id == A.team_id, M.id == A.begun_by)))
    .where(A.team_id == bindparam("team"), A.client_id == bindparam("client"), A.id == bindparam("assessment"))
)
RATED_IN_IT = (
    select(PICK.c.problem_id, *(PICK.c[name] for name in OF_RATING), RATER.c.name.label("by"))
    .select_from(PICK.outerjoin(RATER, and_(RATER.c.team_id == PICK.c.team_id, RATER.c.id == PICK.c.rated_by)))
    .where(PICK.c.team_id == bindparam("team"), PICK.c.assessment_id == bindparam("assessment"))
    .order_by(PICK.c.rated_at, PICK.c.number)
)
CHANGED_SINCE = (
    select(K.row_id, K.before)
    .where(
        K.team_id == bindparam("team"),
        K.client_id == bindparam("client"),
        K.what == "problem",
        K.at > bindparam("finished"),
    )
    .order_by(K.version.desc())
)


@dataclass(frozen=True)
class AssessmentsPage:
    """All assessments of a client and all problems there have been."""

    client: ClientFacts
    problems: Sequence[ProblemLine]
    sittings: Sequence[AssessmentLine]

    @property
    def clients(self) -> tuple[UUID, ...]:
        return (self.client.id,)

    @property
    def open(self) -> list[ProblemLine]:
        return [one for one in self.problems if one.ended_at is None]

    @property
    def going(self) -> AssessmentLine | None:
        """The one to go on with."""
        return next((one for one in self.sittings if one.finished_at is None), None)

    @property
    def ended(self) -> list[ProblemLine]:
        return [one for one in self.problems if one.ended_at is not None]


@dataclass(frozen=True)
class LookedAt:
    """A problem in an assessment, with what it was rated there."""

    problem: ProblemLine
    rated: Rated | None


@dataclass(frozen=True)
class AssessmentPage:
    """One assessment. ``looked_at`` is what was done in it, ``waiting`` what is on the list and was not looked at."""

    client: ClientFacts
    assessment: AssessmentLine
    looked_at: Sequence[LookedAt]
    waiting: Sequence[ProblemLine]
    query: str
    found: Sequence[tuple[Domain, Sequence[Match]]]
    domains: Sequence[Domain] = field(default_factory=lambda: omaha().domains)

    @property
    def clients(self) -> tuple[UUID, ...]:
        return (self.client.id,)

    @property
    def on_the_list(self) -> dict[str, ProblemLine]:
        """Code → her own open problem with it, which is looked at again rather than recorded twice."""
        lines = (*(one.problem for one in self.looked_at), *self.waiting)
        return {one.code: one for one in lines if one.whose is Whose.INDIVIDUAL and one.ended_at is None}


def assessments_page(session: Session, nurse: Nurse, client_id: UUID) -> AssessmentsPage:
    client = client_facts(session, nurse, client_id)
    return AssessmentsPage(
        client, problem_lines(session, nurse.team_id, client.id), assessments(session, nurse.team_id, client.id)
    )


def assessment_page(
    session: Session, nurse: Nurse, client_id: UUID, assessment_id: UUID, *, query: str = ""
) -> AssessmentPage:
    client = client_facts(session, nurse, client_id)
    one = assessment_line(session, nurse, client.id, assessment_id)
    rated = _rated_in(session, nurse, one.id)
    lines = problem_lines(session, nurse.team_id, client.id)
    if one.finished_at is not None:
        lines = _as_they_stood(session, nurse, client.id, one, lines)
    done = [LookedAt(line, rated.get(line.id)) for line in lines if line.id in rated or line.assessment_id == one.id]
    seen = {looked.problem.id for looked in done}
    return AssessmentPage(
        client=client,
        assessment=one,
        looked_at=done,
        waiting=[line for line in lines if line.ended_at is None and line.id not in seen],
        query=query,
        found=problems_by_domain(query),
    )


def assessment_line(session: Session, nurse: Nurse, client_id: UUID, assessment_id: UUID) -> AssessmentLine:
    """For a client who was found reachable in this same reading."""
    values = {"team": nurse.team_id, "client": client_id, "assessment": assessment_id}
    row = session.execute(ASSESSMENT, values).one_or_none()
    if row is None:
        raise NotFound(N_("There is no such assessment."))
    return AssessmentLine(**{**row._mapping, "by": row.by or ""})


def _rated_in(session: Session, nurse: Nurse, assessment_id: UUID) -> Mapping[UUID, Rated]:
    """Problem → its last rating in that assessment; a correction comes after what it corrects."""
    rows = session.execute(RATED_IN_IT, {"team": nurse.team_id, "assessment": assessment_id})
    return {row.problem_id: rated(row) for row in rows}


def rated(row: Any) -> Rated:
    return Rated(**{name: row._mapping[name] for name in OF_RATING}, by=row.by or "")


def _as_they_stood(
    session: Session, nurse: Nurse, client_id: UUID, one: AssessmentLine, lines: Sequence[ProblemLine]
) -> list[ProblemLine]:
    """What was changed after an assessment was finished is taken back, the newest change first."""
    values = {"team": nurse.team_id, "client": client_id, "finished": one.finished_at}
    before: dict[UUID, dict[str, Any]] = {}
    for row in session.execute(CHANGED_SINCE, values):
        before.setdefault(row.row_id, {}).update(row.before)
    return [_with(line, before.get(line.id, {})) for line in lines]


def _with(line: ProblemLine, before: Mapping[str, Any]) -> ProblemLine:
    stood: dict[str, Any] = {name: before[name] for name in ("other_sign", "risk_factors", "note") if name in before}
    if "signs" in before:
        stood["sign_codes"] = tuple(before["signs"])
    if "whose" in before:
        stood["whose"] = Whose(before["whose"])
    if "nature" in before:
        stood["nature"] = Nature(before["nature"])
    return replace(line, **stood) if stood else line
