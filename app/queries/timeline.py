"""Everything that happened with a client, the newest first, a page at a time.

Each kind is read by its own index and cut before they are put together, so that a client with two thousand visits opens
as fast as one with twenty.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    JSON,
    Boolean,
    Select,
    Text,
    Uuid,
    and_,
    bindparam,
    exists,
    false,
    func,
    literal,
    null,
    or_,
    select,
    union_all,
)
from sqlalchemy import cast as sql_cast
from sqlmodel import Session

from app.domain.network_map import MOVED
from app.models import (
    Assessment,
    ClientChange,
    ClientStatusLine,
    Entry,
    Measurement,
    Membership,
    Problem,
    Rating,
    Visit,
    VisitRecord,
)
from app.models.base import columns, table_of
from app.queries.timeline_written import WRITTEN

AT_A_TIME = 30
EVER = datetime(9999, 1, 1, tzinfo=UTC)
LAST = UUID(int=2**128 - 1)

V, R, E, K, S, A, Q, P, G = (
    columns(Visit),
    columns(VisitRecord),
    columns(Entry),
    columns(ClientChange),
    columns(ClientStatusLine),
    columns(Assessment),
    columns(Measurement),
    columns(Problem),
    columns(Rating),
)
M, W = columns(Membership), WRITTEN.c
LATER = table_of(Entry).alias("later")
NO_JSON, NO_ID = sql_cast(null(), JSON), sql_cast(null(), Uuid)
NO_TEXT = literal("", Text)


@dataclass(frozen=True)
class Happening:
    """One line. ``word`` says more about the kind: a status, the edited table, a value's unit, the codes of problems.

    ``of`` is the row it belongs to, where it has no page of its own.
    """

    kind: str
    id: UUID
    at: datetime
    word: str
    text: str
    more: str
    by: str
    is_struck: bool
    """A visit that was cancelled, a line at the door that has ended, an entry put right later, a value in error."""
    before: Mapping[str, Any]
    after: Mapping[str, Any]
    """Of a change the fields as they stand since; of an entry what a file said of it."""
    of: UUID | None = None
    tasks: Sequence[str] = ()
    """What a visit was for."""


@dataclass(frozen=True)
class Timeline:
    """A stretch of it. ``earlier`` is where the next stretch begins; empty at the beginning of everything."""

    lines: Sequence[Happening]
    earlier: str
    kind: str


def _branch(kind: str, c: Any, at: Any, by: Any, *conditions: Any, **values: Any) -> Select[Any]:
    """The newest of one kind, in the columns that all kinds share."""
    newest = (
        select(
            literal(kind, Text).label("kind"),
            c.id.label("id"),
            at.label("at"),
            values.get("word", NO_TEXT).label("word"),
            values.get("text", NO_TEXT).label("text"),
            values.get("more", NO_TEXT).label("more"),
            M.name.label("by"),
            sql_cast(values.get("struck", false()), Boolean).label("is_struck"),
            values.get("before", NO_JSON).label("before"),
            values.get("after", NO_JSON).label("after"),
            values.get("of", NO_ID).label("of"),
        )
        .select_from(c.id.table.outerjoin(table_of(Membership), and_(M.team_id == c.team_id, M.id == by)))
        .where(
            c.team_id == bindparam("team"),
            c.client_id == bindparam("client"),
            or_(at < bindparam("before_at"), and_(at == bindparam("before_at"), c.id < bindparam("before_id"))),
            *conditions,
        )
        .order_by(at.desc(), c.id.desc())
        .limit(AT_A_TIME + 1)
        .subquery(f"newest_{kind}")
    )
    return select(newest)


NOTE = (
    select(R.note)
    .where(R.team_id == V.team_id, R.visit_id == V.id)
    .order_by(R.number.desc())
    .limit(1)
    .correlate(Visit)
    .scalar_subquery()
)
RATED = table_of(Rating).alias("rated_in_it")
"""A rating of the assessment; of the problem it belongs to only the code is told."""
CORRECTING = table_of(Rating).alias("correcting")
OF_RATED = table_of(Problem).alias("of_rated")
RECORDED_CODES = (
    select(func.aggregate_strings(P.code, " "))
    .where(P.team_id == A.team_id, P.assessment_id == A.id)
    .correlate(Assessment)
    .scalar_subquery()
)
RATED_CODES = (
    select(func.aggregate_strings(OF_RATED.c.code, " "))
    .select_from(RATED.join(OF_RATED, and_(OF_RATED.c.team_id == RATED.c.team_id, OF_RATED.c.id == RATED.c.problem_id)))
    .where(RATED.c.team_id == A.team_id, RATED.c.assessment_id == A.id)
    .correlate(Assessment)
    .scalar_subquery()
)
CODE = (
    select(OF_RATED.c.code)
    .where(OF_RATED.c.team_id == G.team_id, OF_RATED.c.id == G.problem_id)
    .correlate(Rating)
    .scalar_subquery()
)
FIGURES = sql_cast(G.knowledge, Text) + sql_cast(G.behaviour, Text) + sql_cast(G.status, Text)
CORRECTED = (
    exists()
    .where(
        CORRECTING.c.team_id == G.team_id,
        CORRECTING.c.problem_id == G.problem_id,
        CORRECTING.c.corrects == G.number,
    )
    .correlate(Rating)
)

PUT_RIGHT = (
    exists()
    .where(
        LATER.c.team_id == E.team_id,
        LATER.c.client_id == E.client_id,
        LATER.c.happened_at == E.happened_at,
        LATER.c.corrects == E.id,
    )
    .correlate(Entry)
)
"""A correction stands at the same client and happened when the corrected one did: so the index leads straight to it."""

SAID_ELSEWHERE = (MOVED, "assessment", "visit")
"""Changes that are no line of their own: the visit and the assessment say themselves what became of them."""

BRANCHES: Mapping[str, Select[Any]] = {
    "visit": _branch(
        "visit",
        V,
        V.planned_at,
        V.membership_id,
        or_(V.started_at.is_not(None), V.cancelled_at.is_not(None)),
        text=NOTE,
        more=V.cancelled_why,
        struck=V.cancelled_at.is_not(None),
        before=V.tasks,
    ),
    "entry": _branch("entry", E, E.happened_at, E.author, word=E.kind, text=E.text, struck=PUT_RIGHT, after=E.origin),
    "measurement": _branch(
        "measurement",
        Q,
        Q.taken_at,
        Q.author,
        Q.visit_id.is_(None),
        word=Q.unit,
        text=Q.value,
        more=func.coalesce(func.nullif(Q.label, ""), Q.kind),
        struck=Q.in_error_at.is_not(None),
    ),
    "assessment": _branch(
        "assessment", A, A.begun_at, A.begun_by, text=A.summary, word=RECORDED_CODES, more=RATED_CODES
    ),
    "problem": _branch("problem", P, P.at, P.recorded_by, P.assessment_id.is_(None), word=P.code, text=P.note),
    "rating": _branch(
        "rating",
        G,
        G.rated_at,
        G.rated_by,
        G.assessment_id.is_(None),
        word=CODE,
        text=G.because,
        more=FIGURES,
        struck=CORRECTED,
        of=G.problem_id,
    ),
    "written": _branch("written", W, W.at, W.author, word=W.what, text=W.text, more=W.kind, struck=W.has_ended),
    "status": _branch("status", S, S.at, S.by, word=S.status, text=S.reason),
    "change": _branch(
        "change", K, K.at, K.by, K.what.not_in(SAID_ELSEWHERE), word=K.what, before=K.before, after=K.after
    ),
}
KINDS = tuple(BRANCHES)


def _newest(*branches: Select[Any]) -> Any:
    together = union_all(*branches).subquery("happenings") if len(branches) > 1 else branches[0].subquery("happenings")
    return select(together).order_by(together.c.at.desc(), together.c.id.desc()).limit(AT_A_TIME + 1)


ALL = _newest(*BRANCHES.values())
ONLY = {kind: _newest(branch) for kind, branch in BRANCHES.items()}


def timeline(
    session: Session, team_id: UUID, client_id: UUID, *, kind: str = "", before: str = "", most: int = AT_A_TIME
) -> Timeline:
    """For a client who was found reachable in this same reading; at most ``AT_A_TIME`` lines."""
    kind = kind if kind in ONLY else ""
    before_at, before_id = _place(before)
    values = {"team": team_id, "client": client_id, "before_at": before_at, "before_id": before_id}
    rows = session.execute(ONLY[kind] if kind else ALL, values).all()
    lines = [
        Happening(
            row.kind,
            row.id,
            row.at,
            row.word or "",
            row.text or "",
            row.more or "",
            row.by or "",
            bool(row.is_struck),
            {} if row.kind == "visit" else row.before or {},
            row.after or {},
            row.of,
            [task["text"] for task in row.before] if row.kind == "visit" else (),
        )
        for row in rows[:most]
    ]
    return Timeline(lines, _mark(lines[-1]) if len(rows) > most else "", kind)


def _mark(line: Happening) -> str:
    return f"{line.at.isoformat()}_{line.id}"


def _place(mark: str) -> tuple[datetime, UUID]:
    """Where a stretch begins; a mark that is none begins at the newest."""
    at, _, row = mark.partition("_")
    try:
        return datetime.fromisoformat(at).astimezone(UTC), UUID(row)
    except (ValueError, OverflowError):
        return EVER, LAST
