"""What the round and the caseload ask leads straight to its rows: nothing reads a team's visits or records through.

Held on SQLite, which says how it will look: a table with a history is searched by client, by day or by its key.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection, Executable, create_engine, event

from app.models import new_id
from app.models.base import metadata
from app.queries.caseload_list import AT_A_TIME, AT_THE_DOORS, FOUND, LISTS, MOST_WORDS
from app.queries.day import EVERYBODYS, MINE_AND_NOBODYS
from app.queries.visit_door import AT_THE_DOOR, TIME_CRITICAL

STATEMENTS: dict[str, Executable] = {
    **{f"caseload {name}": statement for name, statement in LISTS.items()},
    "caseload search": FOUND,
    "caseload doors": AT_THE_DOORS,
    "round": MINE_AND_NOBODYS,
    "team day": EVERYBODYS,
    "door": AT_THE_DOOR,
    "time-critical": TIME_CRITICAL,
}
A_HISTORY = ("visit", "coming", "visit_record", "entry", "warning", "allergy", "medicine", "decision")


ONE, DAY = new_id(), date(2026, 11, 24)
VALUES: dict[str, Any] = {
    **dict.fromkeys(("team", "me", "client", "visit"), ONE),
    **dict.fromkeys((f"this_{place}" for place in range(AT_A_TIME)), ONE),
    **dict.fromkeys((f"word_{place}" for place in range(MOST_WORDS)), "%"),
    "day": DAY,
    "review_by": DAY,
    "since": datetime(2026, 11, 24, tzinfo=UTC),
    "skipped": 0,
    "clients": [ONE],
}


def plans(connection: Connection) -> Iterator[tuple[str, str]]:
    """Each statement's name with the steps in which SQLite answers it."""
    asked: list[tuple[str, Any]] = []
    event.listen(connection, "before_cursor_execute", lambda _c, _cursor, sql, given, *_: asked.append((sql, given)))
    for name, statement in STATEMENTS.items():
        connection.execute(statement, VALUES)
        sql, given = asked[-1]
        for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", given):
            yield name, str(row[3])


def test_no_statement_of_a_list_reads_a_history_through() -> None:
    engine = create_engine("sqlite://")
    metadata.create_all(engine)

    with engine.connect() as connection:
        steps = [(name, step, step.split()) for name, step in plans(connection)]
    looks = [(name, step) for name, step, words in steps if words[0] in ("SEARCH", "SCAN") and words[1] in A_HISTORY]

    assert len(looks) > 20
    assert [look for look in looks if look[1].partition("(")[2].count("=?") < 2] == []
