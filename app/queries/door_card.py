"""What to know at the door: the lines kept about a client, one statement for all their kinds."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    Boolean,
    CompoundSelect,
    Date,
    Select,
    Text,
    and_,
    bindparam,
    false,
    literal,
    null,
    select,
    union_all,
)
from sqlalchemy import cast as sql_cast
from sqlmodel import Session

from app.models import Allergy, Condition, Decision, DoorWarning, KeySafe, Medicine, Membership
from app.models.base import columns, table_of

W, D, A, N, Q, S = (columns(table) for table in (DoorWarning, Decision, Allergy, Medicine, Condition, KeySafe))
M = columns(Membership)
NO_TEXT, NO_DAY = literal("", Text), sql_cast(null(), Date)

CPR = ("cpr-not-recommended", "for-cpr")


@dataclass(frozen=True)
class Kept:
    """A line of one of the lists. What each field holds for which list stands where the statement is made."""

    list: str
    id: UUID
    kind: str
    text: str
    more: str
    place: str
    told_by: str
    day: date | None
    review_on: date | None
    is_time_critical: bool
    is_taken_in: bool
    """It came with a file; no nurse wrote it down."""
    at: datetime
    by: str
    ended_at: datetime | None
    ended_why: str
    version: int


@dataclass(frozen=True)
class DoorCard:
    """The living lines, each list in the order in which it was written."""

    lines: Sequence[Kept]
    today: date

    def of(self, name: str) -> list[Kept]:
        return [line for line in self.lines if line.list == name]

    def is_overdue(self, line: Kept) -> bool:
        return is_overdue(line, self.today)

    @property
    def cpr(self) -> list[Kept]:
        return [line for line in self.of("decisions") if line.kind in CPR]

    @property
    def time_critical(self) -> list[Kept]:
        return [line for line in self.of("medicines") if line.is_time_critical]

    @property
    def key_safe(self) -> Kept | None:
        return next(iter(self.of("key-safe")), None)


def is_overdue(line: Kept, today: date) -> bool:
    """The day on which somebody was to look at it again is over."""
    return line.review_on is not None and line.review_on < today and line.ended_at is None


NAMES = ("kind", "text", "more", "place", "told_by", "day", "review_on", "is_time_critical", "is_taken_in")


def came_with_a_file(c: Any) -> Any:
    """Its origin says from where; that of a line written by a nurse is empty."""
    return sql_cast(c.origin, Text) != "{}"


def _branch(name: str, c: Any, by: Any, at: Any, **values: Any) -> Select[Any]:
    empty = {"day": NO_DAY, "review_on": NO_DAY, "is_time_critical": false(), "is_taken_in": false()}
    shown = {column: values.get(column, empty.get(column, NO_TEXT)) for column in NAMES}
    for name_of_flag in ("is_time_critical", "is_taken_in"):
        shown[name_of_flag] = sql_cast(shown[name_of_flag], Boolean)
    return (
        select(
            literal(name, Text).label("list"),
            c.id.label("id"),
            *(value.label(column) for column, value in shown.items()),
            at.label("at"),
            M.name.label("by"),
            c.ended_at.label("ended_at"),
            c.ended_why.label("ended_why"),
            c.version.label("version"),
        )
        .select_from(c.id.table.outerjoin(table_of(Membership), and_(M.team_id == c.team_id, M.id == by)))
        .where(c.team_id == bindparam("team"), c.client_id == bindparam("client"))
    )


BRANCHES = {
    "warnings": _branch("warnings", W, W.author, W.at, kind=W.kind, text=W.text, review_on=W.review_on),
    "decisions": _branch(
        "decisions",
        D,
        D.recorded_by,
        D.at,
        kind=D.kind,
        text=D.text,
        more=D.by_whom,
        place=D.where_paper,
        day=D.decided_on,
        review_on=D.review_on,
    ),
    "allergies": _branch(
        "allergies",
        A,
        A.recorded_by,
        A.at,
        text=A.substance,
        more=A.reaction,
        place=A.severity,
        told_by=A.told_by,
        is_taken_in=came_with_a_file(A),
    ),
    "medicines": _branch(
        "medicines",
        N,
        N.recorded_by,
        N.at,
        text=N.name,
        more=N.dose,
        place=N.timing,
        told_by=N.told_by,
        day=N.reconciled_on,
        is_time_critical=N.is_time_critical,
        is_taken_in=came_with_a_file(N),
    ),
    "conditions": _branch(
        "conditions",
        Q,
        Q.recorded_by,
        Q.at,
        text=Q.name,
        more=Q.since_told,
        told_by=Q.told_by,
        is_taken_in=came_with_a_file(Q),
    ),
    "key-safe": _branch("key-safe", S, S.set_by, S.set_at, text=S.whereabouts),
}
"""List → its lines. The code of a key safe is in none of them."""

TABLES = {"warnings": W, "decisions": D, "allergies": A, "medicines": N, "conditions": Q, "key-safe": S}


def _living() -> CompoundSelect[Any]:
    """Ended lines wait on the page of their list."""
    living = [branch.where(TABLES[name].ended_at.is_(None)) for name, branch in BRANCHES.items()]
    return union_all(*living).order_by("at", "id")


LIVING = _living()
EVERY = {name: branch.order_by("at", "id") for name, branch in BRANCHES.items()}


def card(session: Session, client_id: UUID, team_id: UUID, today: date) -> DoorCard:
    """For a client who was found reachable in this same reading."""
    rows = session.execute(LIVING, {"team": team_id, "client": client_id})
    return DoorCard(tuple(_kept(row) for row in rows), today)


def every_line(session: Session, client_id: UUID, team_id: UUID, name: str) -> list[Kept]:
    """One list with what has ended."""
    return [_kept(row) for row in session.execute(EVERY[name], {"team": team_id, "client": client_id})]


def _kept(row: Any) -> Kept:
    values = dict(row._mapping)
    return Kept(**{**values, "by": values["by"] or ""})
