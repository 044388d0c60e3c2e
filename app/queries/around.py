"""The lines around a client's record: her numbers, her status over time, her named nurses, to whom it is closed.

One statement for the four of them: the client's page has few to spend.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Date, Row, Select, Text, Uuid, and_, bindparam, literal, null, select, union_all
from sqlalchemy import cast as sql_cast
from sqlmodel import Session

from app.domain.client import ClientStatus, ClosedKind
from app.domain.identifier import Identifier, IdentifierKind, check
from app.models import ClientIdentifier, ClientStatusLine, ClosedRecord, Membership, NamedNurse
from app.models.base import Instant, columns, table_of


@dataclass(frozen=True)
class Numbered:
    """A number of hers with what its check digit says."""

    id: UUID
    number: Identifier
    at: datetime
    by: str


@dataclass(frozen=True)
class StatusLine:
    """A status she had, from a day on."""

    status: ClientStatus
    since: date
    reason: str
    at: datetime
    by: str


@dataclass(frozen=True)
class Named:
    """A named nurse of hers. One who has left the team is shown as gone: somebody else has to be named."""

    id: UUID
    membership_id: UUID
    name: str
    since: date
    is_gone: bool


@dataclass(frozen=True)
class Closing:
    """A member to whom the record is closed, why, and who wrote that down."""

    id: UUID
    kind: ClosedKind
    membership_id: UUID
    name: str
    reason: str
    at: datetime
    by: str


@dataclass(frozen=True)
class Around:
    """Statuses come newest first, all else in the order in which it was written."""

    numbers: Sequence[Numbered]
    statuses: Sequence[StatusLine]
    nurses: Sequence[Named]
    closed_to: Sequence[Closing]


I, S, H, X = columns(ClientIdentifier), columns(ClientStatusLine), columns(NamedNurse), columns(ClosedRecord)
BY, ABOUT = (table_of(Membership).alias(name) for name in ("writer", "member"))
NO_DAY, NO_TEXT, NO_ID = sql_cast(null(), Date), literal("", Text), sql_cast(null(), Uuid)
NO_AT = sql_cast(null(), Instant)


def _shape(what: str, *values: Any) -> Select[Any]:
    names = ("id", "word", "text", "day", "at", "by", "member", "name", "gone_at")
    return select(
        literal(what, Text).label("what"), *(value.label(name) for name, value in zip(names, values, strict=True))
    )


def _of(table: Any) -> tuple[Any, ...]:
    return table.team_id == bindparam("team"), table.client_id == bindparam("client")


def _by(team: Any, member: Any) -> Any:
    return and_(BY.c.team_id == team, BY.c.id == member)


NUMBERS = (
    _shape("number", I.id, I.kind, I.value, NO_DAY, I.recorded_at, BY.c.name, NO_ID, NO_TEXT, NO_AT)
    .select_from(table_of(ClientIdentifier).outerjoin(BY, _by(I.team_id, I.recorded_by)))
    .where(*_of(I), I.ended_at.is_(None))
)
STATUSES = (
    _shape("status", S.id, S.status, S.reason, S.since, S.at, BY.c.name, NO_ID, NO_TEXT, NO_AT)
    .select_from(table_of(ClientStatusLine).outerjoin(BY, _by(S.team_id, S.by)))
    .where(*_of(S))
)
NURSES = (
    _shape("nurse", H.id, NO_TEXT, NO_TEXT, H.since, NO_AT, NO_TEXT, H.membership_id, ABOUT.c.name, ABOUT.c.ended_at)
    .select_from(table_of(NamedNurse).join(ABOUT, and_(ABOUT.c.team_id == H.team_id, ABOUT.c.id == H.membership_id)))
    .where(*_of(H), H.ended_at.is_(None))
)
CLOSED = (
    _shape("closed", X.id, X.kind, X.reason, NO_DAY, X.at, BY.c.name, X.membership_id, ABOUT.c.name, NO_AT)
    .select_from(
        table_of(ClosedRecord)
        .join(ABOUT, and_(ABOUT.c.team_id == X.team_id, ABOUT.c.id == X.membership_id))
        .outerjoin(BY, _by(X.team_id, X.recorded_by))
    )
    .where(*_of(X), X.ended_at.is_(None))
)
LINES = union_all(NUMBERS, STATUSES, NURSES, CLOSED).order_by("id")


def around(session: Session, team_id: UUID, client_id: UUID) -> Around:
    """For a client who was found reachable in this same reading."""
    rows = session.execute(LINES, {"team": team_id, "client": client_id}).all()
    return Around(
        numbers=[_numbered(row) for row in _only("number", rows)],
        statuses=sorted((_status(row) for row in _only("status", rows)), key=lambda line: line.at, reverse=True),
        nurses=[Named(row.id, row.member, row.name, row.day, row.gone_at is not None) for row in _only("nurse", rows)],
        closed_to=[
            Closing(row.id, ClosedKind(row.word), row.member, row.name, row.text, row.at, row.by or "")
            for row in _only("closed", rows)
        ],
    )


def _only(what: str, rows: Iterable[Row[Any]]) -> list[Row[Any]]:
    return [row for row in rows if row.what == what]


def _numbered(row: Row[Any]) -> Numbered:
    known = {kind.value: kind for kind in IdentifierKind}
    kind = known.get(row.word, IdentifierKind.OTHER)
    system = "" if row.word in known else row.word
    return Numbered(row.id, check(kind, row.text, system=system), row.at, row.by or "")


def _status(row: Row[Any]) -> StatusLine:
    return StatusLine(ClientStatus(row.word), row.day, row.text, row.at, row.by or "")
