"""How SQLite answers the pages asked most: what grows with the years is never gone through for a whole team."""

import re
from typing import Any

import pytest
from sqlalchemy import Connection, event

from app.database import InlineDoor
from tests.cast import Cast

GROW = {"client_change", "entry", "journal", "measurement", "rating", "receipt", "visit", "visit_record"}
"""Tables that hold years of a team."""
NAMED = re.compile(r'(?:FROM|JOIN) "?(\w+)"? AS "?(\w+)"?')
WHOLE_TEAM = re.compile(r"SEARCH (\w+) USING .*\(team_id=\?\)")
WHOLE_TABLE = re.compile(r"SCAN (\w+)")


@pytest.mark.parametrize("cluster", ["sqlite"], indirect=True, scope="session")
@pytest.mark.parametrize("page", ["/round", "/visits", "/clients", "/clients/{client}", "/clients/{client}/timeline"])
def test_no_statement_goes_through_all_that_a_team_has_done(cast: Cast, page: str) -> None:
    path = "/t/{team}" + page.replace("{client}", str(cast.peggy))
    cast.amina.get(path)

    found = [line for sql, given in _asked(cast, path) for line in _slow(cast, sql, given)]

    assert found == []


def _asked(cast: Cast, path: str) -> list[tuple[str, Any]]:
    door, found = cast.kring.door, list[tuple[str, Any]]()
    assert isinstance(door, InlineDoor)

    def note(_connection: Connection, _cursor: Any, sql: str, given: Any, *_more: Any) -> None:
        if sql.lstrip().upper().startswith(("SELECT", "WITH")):
            found.append((sql, given))

    event.listen(door.connection.engine, "before_cursor_execute", note)
    try:
        assert cast.amina.get(path).status_code == 200
    finally:
        event.remove(door.connection.engine, "before_cursor_execute", note)
    assert found
    return found


def _slow(cast: Cast, sql: str, given: Any) -> list[str]:
    door = cast.kring.door
    assert isinstance(door, InlineDoor)
    driver = door.connection.connection.dbapi_connection
    tables = {alias: table for table, alias in NAMED.findall(sql)}
    plan = [str(row[3]) for row in driver.execute(f"EXPLAIN QUERY PLAN {sql}", given)]  # type: ignore[union-attr]
    named = [
        (line, match[1]) for line in plan for pattern in (WHOLE_TEAM, WHOLE_TABLE) if (match := pattern.match(line))
    ]
    return [line for line, name in named if tables.get(name, name) in GROW]
