"""What is written once is neither changed nor removed: triggers on SQLite, grants on PostgreSQL."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, Delete, Engine, Update
from sqlalchemy.exc import DBAPIError

from app.database.door import tell_team
from app.models import metadata, new_id
from app.models.fence import APPEND_ONLY, DIRECTORY
from tests.data.rows import filled, row_for
from tests.databases import rolled_back


@pytest.fixture
def with_rows(engine: Engine) -> Iterator[Connection]:
    """A team with one row in each of its tables, and an attempt at the door."""
    with rolled_back(engine) as connection:
        team = new_id()
        tell_team(connection, team)
        filled(connection, team)
        attempt = metadata.tables["attempt"]
        connection.execute(attempt.insert().values(row_for(attempt, team, {})))
        yield connection


def change(connection: Connection, table: str, verb: str) -> Update | Delete:
    rows = metadata.tables[table]
    statement: Update | Delete = rows.delete() if verb == "delete" else rows.update().values(id=rows.c.id)
    if table not in DIRECTORY:
        statement = statement.where(rows.c.team_id == connection.info["team"])
    return statement


@pytest.mark.parametrize("verb", ["update", "delete"])
@pytest.mark.parametrize("table", APPEND_ONLY)
def test_a_line_that_was_written_stays(with_rows: Connection, table: str, verb: str) -> None:
    with pytest.raises(DBAPIError) as refused, with_rows.begin_nested():
        with_rows.execute(change(with_rows, table, verb))

    said = str(refused.value.orig)
    assert f"{table} is append-only" in said or "permission denied" in said


@pytest.mark.parametrize("table", ["membership", "team_setting", "receipt"])
def test_other_rows_can_be_changed_and_removed(with_rows: Connection, table: str) -> None:
    """So that the test above is about the fence, and not about a statement that never works."""
    assert with_rows.execute(change(with_rows, table, "update")).rowcount == 1


def test_a_refused_change_does_not_end_the_transaction(with_rows: Connection) -> None:
    """A trigger that rolled back would sink its neighbours in the batch."""
    with pytest.raises(DBAPIError), with_rows.begin_nested():
        with_rows.execute(change(with_rows, "journal", "delete"))

    assert with_rows.execute(change(with_rows, "receipt", "update")).rowcount == 1
