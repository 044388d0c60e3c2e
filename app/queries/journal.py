"""Reading the journal: for the team's page, for sealing, and for finding out whether somebody changed it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from heapq import merge
from itertools import groupby
from operator import attrgetter
from typing import Any
from uuid import UUID

from sqlalchemy import Row, and_, bindparam, func, or_, select
from sqlmodel import Session

from app.domain.journal import line_hash, seal_hash
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
PAGE = 1000
"""Rows that verification holds at a time, beside the hashes of one seal."""
NAMED = 20
"""Lines of one seal that are named at the most."""
BEFORE_ALL = -(2**31)
PLACE = 4
"""Columns that say where a line lies, before those that were sealed."""

SEALED_WITH = and_(L.team_id == J.team_id, L.id == J.id)

UNSEALED = (
    select(*COLUMNS)
    .outerjoin(SealedLine, SEALED_WITH)
    .where(J.team_id == bindparam("team"), J.id >= bindparam("since"), L.id.is_(None))
    .order_by(J.id)
    .limit(bindparam("most"))
)
HOW_MANY_UNSEALED = (
    select(func.count())
    .select_from(JournalLine)
    .outerjoin(SealedLine, SEALED_WITH)
    .where(J.team_id == bindparam("team"), L.id.is_(None))
)
NEWEST = select(S.number, S.hash).where(S.team_id == bindparam("team")).order_by(S.number.desc()).limit(1)
SEALS = (
    select(S.number, S.before, S.hash, S.lines)
    .where(S.team_id == bindparam("team"), S.number > bindparam("after"))
    .order_by(S.number)
    .limit(PAGE)
)
SEALED = (
    select(L.number, L.position, L.hash, L.id.label("sealed_id"), *COLUMNS)
    .outerjoin(JournalLine, SEALED_WITH)
    .where(
        L.team_id == bindparam("team"),
        or_(L.number > bindparam("number"), and_(L.number == bindparam("number"), L.position > bindparam("position"))),
        L.number >= bindparam("number"),
    )
    .order_by(L.number, L.position)
    .limit(PAGE)
)


def line_text(line: Row[Any]) -> list[str]:
    """A line as the texts that are sealed: every column, in one fixed form on both databases."""
    return [text_of(value) for value in line._mapping.values()]


def text_of(value: object) -> str:
    """One column's value in that form."""
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


@dataclass(frozen=True)
class _Sealed:
    """A line as it lies in its seal; what it says is looked at once and not kept."""

    number: int
    position: int
    id: UUID
    hash: str
    fault: str


def verify(session: Session, team_id: UUID, kept_head: Head | None = None) -> Verified:
    """Walk the chain of one team's seals, and hold it against a head that was kept outside, if one is given."""
    faults: list[str] = []
    expected, before, seals, kept_hash, head = 1, "", 0, None, None
    for number, group in groupby(_walk(session, team_id), key=attrgetter("number")):
        first, *lines = group
        if isinstance(first, _Sealed):
            faults.append(f"seal {number}: it is missing, and its lines are still there")
        else:
            faults += _seal_faults(first, lines, expected=expected, before=before)
            before, seals, head = first.hash, seals + 1, Head(team_id, number, first.hash)
            kept_hash = first.hash if kept_head and kept_head.number == number else kept_hash
        expected = number + 1
    faults += _head_faults(kept_head, kept_hash)
    unsealed = session.execute(HOW_MANY_UNSEALED, {"team": team_id}).scalar_one()
    return Verified(team_id, head, seals, unsealed, faults)


def _walk(session: Session, team_id: UUID) -> Iterator[Any]:
    """Each seal and behind it its lines, in pages of the one snapshot that the session reads."""
    return merge(_seals(session, team_id), _sealed(session, team_id), key=attrgetter("number"))


def _seals(session: Session, team_id: UUID) -> Iterator[Row[Any]]:
    after = BEFORE_ALL
    while page := session.execute(SEALS, {"team": team_id, "after": after}).all():
        yield from page
        after = page[-1].number


def _sealed(session: Session, team_id: UUID) -> Iterator[_Sealed]:
    at = {"number": BEFORE_ALL, "position": BEFORE_ALL}
    while page := session.execute(SEALED, {"team": team_id, **at}).all():
        for line in page:
            yield _Sealed(line.number, line.position, line.sealed_id, line.hash, _line_fault(line))
        at = {"number": page[-1].number, "position": page[-1].position}


def _line_fault(line: Row[Any]) -> str:
    if line.at is None:
        return "was removed"
    return "" if line_hash(line_text(line)[PLACE:]) == line.hash else "was changed after sealing"


def _seal_faults(seal: Row[Any], lines: list[_Sealed], *, expected: int, before: str) -> list[str]:
    name = f"seal {seal.number}"
    if seal.number != expected:
        return [f"{name}: seal {expected} is missing before it"]
    if seal.before != before:
        return [f"{name}: it does not follow the seal before it"]
    if faults := [f"{name}: line {line.id} {line.fault}" for line in lines if line.fault]:
        return faults[:NAMED]
    if len(lines) != seal.lines:
        return [f"{name}: it holds {len(lines)} lines and sealed {seal.lines}"]
    in_order = sorted(lines, key=attrgetter("id"))
    if moved := [f"{name}: line {line.id} was moved" for place, line in enumerate(in_order) if line.position != place]:
        return moved[:NAMED]
    if seal_hash(before, [line.hash for line in lines]) != seal.hash:
        return [f"{name}: a line in it was changed together with its hash, or the seal itself"]
    return []


def _head_faults(kept: Head | None, found: str | None) -> list[str]:
    if kept is None or found == kept.hash:
        return []
    if found is None:
        return [f"seal {kept.number}: it was kept outside and is gone; the journal's tail was cut"]
    return [f"seal {kept.number}: it differs from the one kept outside"]


def newest_head(session: Session, team_id: UUID) -> Head | None:
    """The newest seal, to be kept outside the database."""
    newest = session.execute(NEWEST, {"team": team_id}).first()
    return Head(team_id, newest.number, newest.hash) if newest else None
