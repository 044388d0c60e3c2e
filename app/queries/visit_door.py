"""What a nurse must know before she knocks: the first line of the card, the warnings, and what was said last."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Date, Select, Text, and_, bindparam, cast, exists, func, literal, null, select, union_all
from sqlmodel import Session

from app.domain.client import AllergyKnowledge, DecisionKind
from app.models import Allergy, Decision, DoorWarning, Entry, Medicine, Membership, Visit, VisitRecord
from app.models.base import Instant, among, columns

A, D, W, H = columns(Allergy), columns(Decision), columns(DoorWarning), columns(Medicine)
V, R, N, M = columns(Visit), columns(VisitRecord), columns(Entry), columns(Membership)

WHAT = ("allergy", "decision", "warning", "said")
CPR = (DecisionKind.CPR_NOT_RECOMMENDED.value, DecisionKind.FOR_CPR.value)

TIME_CRITICAL = select(H.client_id, H.name, H.timing, H.id).where(
    H.team_id == bindparam("team"),
    H.client_id.in_(bindparam("clients", expanding=True)),
    H.is_time_critical,
    H.ended_at.is_(None),
)
"""Not put in order here: SQLite would read the team's medicines through in the order of their keys."""

NO_DAY, NO_AT, NO_TEXT = cast(null(), Date), cast(null(), Instant), literal("", Text)


def _shape(what: str, word: Any, text: Any, more: Any, *, day: Any = NO_DAY, at: Any = NO_AT, id: Any) -> Select[Any]:
    shape = {"word": word, "text": text, "more": more, "day": day, "at": at, "id": id}
    return select(literal(what, Text).label("what"), *(value.label(name) for name, value in shape.items()))


def _of_client(table: Any) -> tuple[Any, ...]:
    return table.team_id == bindparam("team"), table.client_id == bindparam("client")


ALLERGIES = _shape("allergy", A.substance, A.reaction, NO_TEXT, id=A.id).where(*_of_client(A), A.ended_at.is_(None))
DECISIONS = _shape("decision", D.kind, D.by_whom, D.where_paper, day=D.decided_on, id=D.id).where(
    *_of_client(D), D.ended_at.is_(None), among(D.kind, CPR)
)
WARNINGS = _shape("warning", W.kind, W.text, NO_TEXT, id=W.id).where(*_of_client(W), W.ended_at.is_(None))

HAS_NOTE = exists().where(R.team_id == V.team_id, R.visit_id == V.id, R.note != "").correlate(Visit)
LAST_VISIT_WITH_NOTE = (
    select(V.id)
    .where(*_of_client(V), V.id != bindparam("visit"), V.started_at.is_not(None), HAS_NOTE)
    .order_by(V.planned_at.desc())
    .limit(1)
    .scalar_subquery()
)
LAST_AT_A_VISIT = (
    _shape("said", M.name, R.note, NO_TEXT, at=R.happened_at, id=R.id)
    .select_from(VisitRecord)
    .join(Membership, and_(M.team_id == R.team_id, M.id == R.author))
    .where(R.team_id == bindparam("team"), R.visit_id == LAST_VISIT_WITH_NOTE, R.note != "")
    .order_by(R.number.desc())
    .limit(1)
    .subquery("at_a_visit")
)
LAST_ENTRY = (
    _shape("said", func.coalesce(M.name, ""), N.text, NO_TEXT, at=N.happened_at, id=N.id)
    .select_from(Entry)
    .outerjoin(Membership, and_(M.team_id == N.team_id, M.id == N.author))
    .where(*_of_client(N), N.kind == "note")
    .order_by(N.happened_at.desc(), N.id.desc())
    .limit(1)
    .subquery("last_entry")
)
AT_THE_DOOR = union_all(ALLERGIES, DECISIONS, WARNINGS, select(LAST_AT_A_VISIT), select(LAST_ENTRY))
"""One statement for all of it: a round and a visit have few to spend."""


@dataclass(frozen=True)
class SaidLast:
    """The newest note about a client, from whom and when."""

    text: str
    by: str
    at: datetime


@dataclass(frozen=True)
class Decided:
    """For or against resuscitation, in words, with where the paper lies."""

    kind: str
    by_whom: str
    where_paper: str
    decided_on: date | None


@dataclass(frozen=True)
class AtTheDoor:
    """The first line of the card, in the order of ``practice.md``, and what was said last."""

    allergy_knowledge: AllergyKnowledge
    allergies: Sequence[tuple[str, str]]
    """The word, and the reaction."""
    decisions: Sequence[Decided]
    """The newest first."""
    time_critical: Sequence[tuple[str, str]]
    warnings: Sequence[tuple[str, str]]
    """Kind, and what to know."""
    said: SaidLast | None
    """The newest note from before this visit."""


def at_the_door(
    session: Session, team_id: UUID, client_id: UUID, *, visit_id: UUID, knowledge: str, timed: Sequence[Any]
) -> AtTheDoor:
    """``timed`` is the client's time-critical medicine, which lists read for all their clients at once."""
    rows = session.execute(AT_THE_DOOR, {"team": team_id, "client": client_id, "visit": visit_id}).all()
    of = {what: sorted((row for row in rows if row.what == what), key=_written) for what in WHAT}
    newest = max(of["said"], key=lambda row: row.at, default=None)
    return AtTheDoor(
        AllergyKnowledge(knowledge),
        [(row.word, row.text) for row in of["allergy"]],
        sorted((Decided(*row[1:5]) for row in reversed(of["decision"])), key=_decided, reverse=True),
        [(row.name, row.timing) for row in timed],
        [(row.word, row.text) for row in of["warning"]],
        SaidLast(newest.text, newest.word, newest.at) if newest else None,
    )


def _written(row: Any) -> UUID:
    written: UUID = row.id
    return written


def _decided(one: Decided) -> date:
    return one.decided_on or date.min


def time_critical(session: Session, team_id: UUID, clients: Sequence[UUID]) -> dict[UUID, list[Any]]:
    """Client → what must be given in time."""
    found: dict[UUID, list[Any]] = {}
    rows = session.execute(TIME_CRITICAL, {"team": team_id, "clients": list(clients)})
    for row in sorted(rows, key=_written):
        found.setdefault(row.client_id, []).append(row)
    return found
