"""Reading the journal: for the team's page, for sealing, and for finding out whether somebody changed it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, and_, bindparam, select
from sqlmodel import Session

from app.domain.journal import digest
from app.models import JournalLine, Seal, SealedLine
from app.models.base import columns

J, S, L = columns(JournalLine), columns(Seal), columns(SealedLine)

COLUMNS = (
    J.id,
    J.at,
    J.account_id,
    J.acted_from,
    J.on_behalf_of,
    J.what,
    J.about,
    J.clients,
    J.reason,
    J.outcome,
    J.code,
    J.session_id,
    J.request_id,
)

EVER = UUID(int=0)
"""Before every line."""

SEALED_WITH = and_(L.team_id == J.team_id, L.id == J.id)

UNSEALED = (
    select(*COLUMNS)
    .outerjoin(SealedLine, SEALED_WITH)
    .where(J.team_id == bindparam("team"), J.id >= bindparam("since"), L.id.is_(None))
    .order_by(J.id)
    .limit(bindparam("most"))
)
SEALS = select(S.number, S.before, S.hash, S.lines, S.at).where(S.team_id == bindparam("team")).order_by(S.number)
IN_SEAL = (
    select(L.id.label("sealed_id"), *COLUMNS)
    .outerjoin(JournalLine, and_(J.team_id == L.team_id, J.id == L.id))
    .where(L.team_id == bindparam("team"), L.number == bindparam("number"))
    .order_by(L.position)
)


def line_text(line: Row[Any]) -> list[str]:
    """A line as the texts that are sealed: every column, in one fixed form on both databases."""
    return [_text(value) for value in line._mapping.values()]


def _text(value: object) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    if isinstance(value, (list, tuple)):
        return ",".join(str(part) for part in value)
    return "" if value is None else str(value)


@dataclass(frozen=True)
class Head:
    """The newest seal of a team; kept outside the database it shows a tail that was cut off."""

    team_id: UUID
    number: int
    hash: str


@dataclass(frozen=True)
class Verified:
    """What verification found for one team: ``faults`` are plain sentences, the first bad seal first."""

    team_id: UUID
    head: Head | None
    seals: int
    unsealed: int
    faults: Sequence[str]


def verify(session: Session, team_id: UUID, kept_head: Head | None = None) -> Verified:
    """Walk the chain of one team's seals, and hold it against a head that was kept outside, if one is given."""
    faults: list[str] = []
    before, head = "", None
    seals = session.execute(SEALS, {"team": team_id}).all()
    for expected, seal in enumerate(seals, start=1):
        faults += _seal_faults(session, team_id, seal, expected=expected, before=before)
        before, head = seal.hash, Head(team_id, seal.number, seal.hash)
    faults += _head_faults(seals, kept_head)
    unsealed = session.execute(UNSEALED, {"team": team_id, "since": EVER, "most": 1_000_000}).all()
    return Verified(team_id, head, len(seals), len(unsealed), faults)


def _seal_faults(session: Session, team_id: UUID, seal: Row[Any], *, expected: int, before: str) -> list[str]:
    lines = session.execute(IN_SEAL, {"team": team_id, "number": seal.number}).all()
    gone = [str(line.sealed_id) for line in lines if line.at is None]
    name = f"seal {seal.number}"
    if seal.number != expected:
        return [f"{name}: seal {expected} is missing before it"]
    if seal.before != before:
        return [f"{name}: it does not follow the seal before it"]
    if gone:
        return [f"{name}: line {gone[0]} was removed"]
    if len(lines) != seal.lines:
        return [f"{name}: it holds {len(lines)} lines and sealed {seal.lines}"]
    if digest(before, [line_text(line)[1:] for line in lines]) != seal.hash:
        return [f"{name}: a line in it was changed after sealing"]
    return []


def _head_faults(seals: Sequence[Row[Any]], kept: Head | None) -> list[str]:
    if kept is None:
        return []
    found = {seal.number: seal.hash for seal in seals}
    if kept.number not in found:
        return [f"seal {kept.number}: it was kept outside and is gone; the journal's tail was cut"]
    if found[kept.number] != kept.hash:
        return [f"seal {kept.number}: it differs from the one kept outside"]
    return []


def newest_head(session: Session, team_id: UUID) -> Head | None:
    """The newest seal, to be kept outside the database."""
    seals = session.execute(SEALS, {"team": team_id}).all()
    return Head(team_id, seals[-1].number, seals[-1].hash) if seals else None
