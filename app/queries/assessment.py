"""A client's problems with their newest and first ratings, and her assessments, as cards and pages show them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property, lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, RowMapping, and_, bindparam, select
from sqlmodel import Session

from app.domain.assessment import Nature, Whose, change_since
from app.domain.omaha import Problem as Term
from app.domain.omaha import Sign, omaha
from app.models import Assessment, Membership, Problem, Rating
from app.models.base import columns, table_of

P, A, M = columns(Problem), columns(Assessment), columns(Membership)
NEWEST, FIRST, PICK = (table_of(Rating).alias(name) for name in ("newest_rating", "first_rating", "picked_rating"))
RATER = table_of(Membership).alias("rater")


def _picked(*order: ColumnElement[Any]) -> Any:
    """One rating of the problem. Of those at one time the highest number counts: a correction comes after what it
    corrects and keeps its time."""
    return (
        select(PICK.c.id)
        .where(PICK.c.team_id == P.team_id, PICK.c.problem_id == P.id)
        .order_by(*order)
        .limit(1)
        .correlate(Problem)
        .scalar_subquery()
    )


OF_RATING = ("number", "knowledge", "behaviour", "status", "because", "rated_at", "assessment_id")
NOT_SHOWN = ("team_id", "client_id", "recorded_by")
PROBLEMS = (
    select(
        *(column for column in P if column.name not in NOT_SHOWN),
        M.name.label("by"),
        RATER.c.name.label("newest_by"),
        *(NEWEST.c[name].label(f"newest_{name}") for name in OF_RATING),
        *(FIRST.c[name].label(f"first_{name}") for name in OF_RATING),
    )
    .select_from(
        table_of(Problem)
        .outerjoin(table_of(Membership), and_(M.team_id == P.team_id, M.id == P.recorded_by))
        .outerjoin(
            NEWEST,
            and_(
                NEWEST.c.team_id == P.team_id,
                NEWEST.c.id == _picked(PICK.c.rated_at.desc(), PICK.c.number.desc()),
            ),
        )
        .outerjoin(
            FIRST, and_(FIRST.c.team_id == P.team_id, FIRST.c.id == _picked(PICK.c.rated_at, PICK.c.number.desc()))
        )
        .outerjoin(RATER, and_(RATER.c.team_id == NEWEST.c.team_id, RATER.c.id == NEWEST.c.rated_by))
    )
    .where(P.team_id == bindparam("team"), P.client_id == bindparam("client"))
    .order_by(P.at, P.id)
)
OPEN = PROBLEMS.where(P.ended_at.is_(None))

ASSESSMENTS = (
    select(A.id, A.begun_at, A.finished_at, A.summary, A.version, M.name.label("by"))
    .select_from(table_of(Assessment).outerjoin(table_of(Membership), and_(M.team_id == A.team_id, M.id == A.begun_by)))
    .where(A.team_id == bindparam("team"), A.client_id == bindparam("client"))
    .order_by(A.begun_at.desc(), A.id.desc())
    .limit(51)
)


@dataclass(frozen=True)
class Rated:
    """One rating of a problem."""

    number: int
    knowledge: int
    behaviour: int
    status: int
    because: str
    rated_at: datetime
    assessment_id: UUID | None
    by: str = ""

    @property
    def figures(self) -> tuple[int, int, int]:
        return self.knowledge, self.behaviour, self.status

    def figure(self, scale: str) -> int:
        """By the scale's key: knowledge, behaviour or status."""
        return {"knowledge": self.knowledge, "behaviour": self.behaviour, "status": self.status}[scale]


@dataclass(frozen=True)
class ProblemLine:
    """A problem of this client as it stands, with what it was rated first and last."""

    id: UUID
    code: str
    whose: Whose
    nature: Nature
    sign_codes: Sequence[str]
    other_sign: str
    risk_factors: str
    note: str
    assessment_id: UUID | None
    at: datetime
    by: str
    ended_at: datetime | None
    ended_why: str
    reopened_why: str
    version: int
    newest: Rated | None
    first: Rated | None

    @property
    def term(self) -> Term:
        return omaha().problems[self.code]

    @cached_property
    def signs(self) -> tuple[Sign, ...]:
        """The published ones; what a nurse said in her own words is ``other_sign``."""
        known = omaha().signs
        return tuple(known[code] for code in self.sign_codes if code in known and not known[code].is_other)

    @property
    def change(self) -> tuple[int, ...] | None:
        """How far the three have moved since the first rating; none before there are two."""
        if self.newest is None or self.first is None or self.newest.number == self.first.number:
            return None
        return change_since(self.first.figures, self.newest.figures)

    def is_looked_at_in(self, assessment: UUID) -> bool:
        return self.assessment_id == assessment or (self.newest is not None and self.newest.assessment_id == assessment)


@dataclass(frozen=True)
class AssessmentLine:
    """An assessment in a list."""

    id: UUID
    begun_at: datetime
    finished_at: datetime | None
    summary: str
    version: int
    by: str


@dataclass(frozen=True)
class AssessmentCard:
    """The section of a client's page: what is on the list, and which assessment waits to be gone on with."""

    problems: Sequence[ProblemLine]
    going: AssessmentLine | None
    finished: AssessmentLine | None


def card(session: Session, client_id: UUID, team_id: UUID, _today: date) -> AssessmentCard:
    """For a client who was found reachable in this same reading."""
    sittings = assessments(session, team_id, client_id)
    return AssessmentCard(
        problems=problem_lines(session, team_id, client_id, only_open=True),
        going=next((one for one in sittings if one.finished_at is None), None),
        finished=next((one for one in sittings if one.finished_at is not None), None),
    )


def problem_lines(session: Session, team_id: UUID, client_id: UUID, *, only_open: bool = False) -> list[ProblemLine]:
    """In the order of the Omaha System's domains, whatever was recorded first."""
    rows = session.execute(OPEN if only_open else PROBLEMS, {"team": team_id, "client": client_id})
    return sorted(map(problem_line, rows), key=lambda line: place_of(line.code))


def assessments(session: Session, team_id: UUID, client_id: UUID) -> list[AssessmentLine]:
    """The newest first, fifty at most and one more."""
    rows = session.execute(ASSESSMENTS, {"team": team_id, "client": client_id})
    return [AssessmentLine(**{**row._mapping, "by": row.by or ""}) for row in rows]


def problem_line(row: Row[Any]) -> ProblemLine:
    told = row._mapping
    return ProblemLine(
        **{name: told[name] for name in AS_TOLD},
        whose=Whose(row.whose),
        nature=Nature(row.nature),
        sign_codes=tuple(row.signs),
        by=row.by or "",
        newest=_rated(told, "newest", row.newest_by or ""),
        first=_rated(told, "first", ""),
    )


def _rated(told: RowMapping, which: str, by: str) -> Rated | None:
    if told[f"{which}_number"] is None:
        return None
    return Rated(**{name: told[f"{which}_{name}"] for name in OF_RATING}, by=by)


WORKED_OUT = ("whose", "nature", "sign_codes", "by", "newest", "first")
AS_TOLD = tuple(name for name in ProblemLine.__dataclass_fields__ if name not in WORKED_OUT)


def place_of(code: str) -> int:
    """Where the problem stands among the forty-two."""
    return _places()[code]


@lru_cache(maxsize=1)
def _places() -> dict[str, int]:
    return {code: place for place, code in enumerate(omaha().problems)}
