"""What a nurse must know before she knocks: the first line of the card, the warnings, and what was said last."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import and_, bindparam, literal, select, union_all
from sqlmodel import Session

from app.domain.client import AllergyKnowledge, DecisionKind
from app.models import Allergy, Client, Decision, DoorWarning, Entry, Medicine, Membership, Visit, VisitRecord
from app.models.base import columns

A, D, W, H = columns(Allergy), columns(Decision), columns(DoorWarning), columns(Medicine)
V, R, N, M, C = columns(Visit), columns(VisitRecord), columns(Entry), columns(Membership), columns(Client)

CPR = (DecisionKind.CPR_NOT_RECOMMENDED.value, DecisionKind.FOR_CPR.value)

ALLERGIES = (
    select(A.substance, A.reaction)
    .where(A.team_id == bindparam("team"), A.client_id == bindparam("client"), A.ended_at.is_(None))
    .order_by(A.id)
)
DECISIONS = (
    select(D.kind, D.decided_on, D.by_whom, D.where_paper)
    .where(
        D.team_id == bindparam("team"),
        D.client_id == bindparam("client"),
        D.ended_at.is_(None),
        D.kind.in_(CPR),
    )
    .order_by(D.decided_on.desc(), D.id.desc())
)
WARNINGS = (
    select(W.kind, W.text)
    .where(W.team_id == bindparam("team"), W.client_id == bindparam("client"), W.ended_at.is_(None))
    .order_by(W.id)
)
TIME_CRITICAL = (
    select(H.client_id, H.name, H.timing)
    .where(
        H.team_id == bindparam("team"),
        H.client_id.in_(bindparam("clients", expanding=True)),
        H.is_time_critical,
        H.ended_at.is_(None),
    )
    .order_by(H.id)
)

LAST_AT_A_VISIT = (
    select(R.note.label("text"), R.happened_at, R.visit_id, M.name)
    .select_from(Visit)
    .join(VisitRecord, and_(R.team_id == V.team_id, R.visit_id == V.id))
    .join(Membership, and_(M.team_id == R.team_id, M.id == R.author))
    .where(
        V.team_id == bindparam("team"),
        V.client_id == bindparam("client"),
        V.id != bindparam("visit"),
        V.started_at.is_not(None),
        R.note != "",
    )
    .order_by(V.planned_at.desc(), R.number.desc())
    .limit(1)
    .subquery("at_a_visit")
)
LAST_ENTRY = (
    select(N.text, N.happened_at, literal(None).label("visit_id"), M.name)
    .select_from(Entry)
    .outerjoin(Membership, and_(M.team_id == N.team_id, M.id == N.author))
    .where(N.team_id == bindparam("team"), N.client_id == bindparam("client"), N.kind == "note")
    .order_by(N.happened_at.desc(), N.id.desc())
    .limit(1)
    .subquery("last_entry")
)
LAST_NOTE = union_all(
    select(LAST_AT_A_VISIT.c.text, LAST_AT_A_VISIT.c.happened_at, LAST_AT_A_VISIT.c.name),
    select(LAST_ENTRY.c.text, LAST_ENTRY.c.happened_at, LAST_ENTRY.c.name),
)


@dataclass(frozen=True)
class SaidLast:
    """The newest note about a client, from whom and when."""

    text: str
    by: str
    at: datetime


@dataclass(frozen=True)
class AtTheDoor:
    """The first line of the card, in the order of ``practice.md``."""

    allergy_knowledge: AllergyKnowledge
    allergies: Sequence[tuple[str, str]]
    """The word, and the reaction."""
    decisions: Sequence[Any]
    time_critical: Sequence[tuple[str, str]]
    warnings: Sequence[tuple[str, str]]
    """Kind, and what to know."""


def at_the_door(session: Session, team_id: UUID, client_id: UUID, *, knowledge: str, timed: Sequence[Any]) -> AtTheDoor:
    """``timed`` is the client's time-critical medicine, which lists read for all their clients at once."""
    values = {"team": team_id, "client": client_id}
    return AtTheDoor(
        AllergyKnowledge(knowledge),
        tuple((row.substance, row.reaction) for row in session.execute(ALLERGIES, values)),
        tuple(session.execute(DECISIONS, values).all()),
        tuple((row.name, row.timing) for row in timed),
        tuple((row.kind, row.text) for row in session.execute(WARNINGS, values)),
    )


def time_critical(session: Session, team_id: UUID, clients: Sequence[UUID]) -> dict[UUID, list[Any]]:
    """Client → what must be given in time."""
    found: dict[UUID, list[Any]] = {}
    for row in session.execute(TIME_CRITICAL, {"team": team_id, "clients": list(clients)}):
        found.setdefault(row.client_id, []).append(row)
    return found


def said_last(session: Session, team_id: UUID, client_id: UUID, *, visit_id: UUID) -> SaidLast | None:
    """The newest note from before this visit."""
    rows = session.execute(LAST_NOTE, {"team": team_id, "client": client_id, "visit": visit_id}).all()
    newest = max(rows, key=lambda row: row.happened_at, default=None)
    return SaidLast(newest.text, newest.name or "", newest.happened_at) if newest else None
