"""What nurses wrote onto the door card and the map, as one table for the timeline. Lines of a file are not in it."""

from typing import Any

from sqlalchemy import Select, Text, bindparam, literal, select, union_all
from sqlalchemy import cast as sql_cast

from app.models import Allergy, Condition, Decision, DoorWarning, Medicine, Person
from app.models.base import columns

W, D, A, N, Q, P = (columns(table) for table in (DoorWarning, Decision, Allergy, Medicine, Condition, Person))
NOTHING = literal("", Text)


def _lines(what: str, c: Any, by: Any, text: Any, kind: Any = NOTHING) -> Select[Any]:
    by_hand = (sql_cast(c.origin, Text) == "{}",) if "origin" in c else ()
    return select(
        c.team_id.label("team_id"),
        c.client_id.label("client_id"),
        c.id.label("id"),
        c.at.label("at"),
        by.label("author"),
        literal(what, Text).label("what"),
        kind.label("kind"),
        text.label("text"),
        c.ended_at.is_not(None).label("has_ended"),
    ).where(c.team_id == bindparam("team"), c.client_id == bindparam("client"), *by_hand)


WRITTEN = union_all(
    _lines("warning", W, W.author, W.text, W.kind),
    _lines("decision", D, D.recorded_by, D.text, D.kind),
    _lines("allergy", A, A.recorded_by, A.substance),
    _lines("medicine", N, N.recorded_by, N.name),
    _lines("condition", Q, Q.recorded_by, Q.name),
    _lines("person", P, P.recorded_by, P.name),
).subquery("written")
"""``what`` is the table, ``kind`` that of a warning or decision."""
