"""The database itself refuses a row of one team that refers to a row of another: every pair in the metadata."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Connection, Engine, ForeignKeyConstraint, create_engine, insert
from sqlalchemy.exc import IntegrityError
from sqlalchemy.pool import NullPool

from app.database.sqlite import sqlite_engine
from app.models import metadata, new_id
from app.models.fence import fenced_tables
from tests.data.rows import filled, row_for
from tests.databases import Cluster, PostgresCluster

PAIRS = [
    pytest.param(key, id=str(key.name))
    for name in fenced_tables()
    for key in sorted(metadata.tables[name].foreign_key_constraints, key=lambda one: str(one.name))
    if len(key.elements) == 2
]


@pytest.fixture(scope="module")
def two_teams(cluster: Cluster) -> Iterator[tuple[Engine, UUID, UUID]]:
    """As somebody whom no policy stops, so that only the keys speak."""
    url = cluster.fresh()
    engine = (
        create_engine(cluster.superuser_url(url), poolclass=NullPool)
        if isinstance(cluster, PostgresCluster)
        else sqlite_engine(url, begin="BEGIN IMMEDIATE", pool_size=1)
    )
    teams = (new_id(), new_id())
    with engine.begin() as connection:
        for team in teams:
            filled(connection, team)
    yield engine, *teams
    engine.dispose()


@pytest.mark.parametrize("key", PAIRS)
def test_a_reference_to_another_teams_row_is_refused(
    two_teams: tuple[Engine, UUID, UUID], key: ForeignKeyConstraint
) -> None:
    engine, own, other = two_teams
    table = key.table
    with engine.connect() as connection, connection.begin() as transaction:
        row = row_for(table, own, rows_of(connection, own)) | OTHERWISE_FREE.get(table.name, {})
        reference = next(element for element in key.elements if element.column.name == "id")
        row[reference.parent.name] = rows_of(connection, other)[reference.column.table.name]["id"]

        if table.name in ONE_A_CLIENT:
            connection.execute(table.delete().where(table.c.team_id == own))

        with pytest.raises(IntegrityError, match=r"(?i)foreign key"):
            connection.execute(insert(table).values(row))
        transaction.rollback()


OTHERWISE_FREE: dict[str, dict[str, Any]] = {
    "team_setting": {"name": "another"},
    "named_nurse": {"place": 2},
    "rating": {"number": 2},
    "visit_record": {"number": 2},
}
"""Values that stand in no unique rule's way, so that only the reference can be refused."""
ONE_A_CLIENT = ("key_safe",)
"""The row that stands is taken away first: no value is free beside it, and nothing refers to it."""


def rows_of(connection: Connection, team: UUID) -> dict[str, dict[str, Any]]:
    tables = {name: metadata.tables[name] for name in fenced_tables()}
    return {
        name: dict(connection.execute(table.select().where(table.c.team_id == team)).mappings().one())
        for name, table in tables.items()
    }


def test_every_reference_inside_a_team_is_a_pair() -> None:
    bare = [
        f"{name}.{column.name}"
        for name in fenced_tables()
        for column in metadata.tables[name].columns
        for element in column.foreign_keys
        if len(element.constraint.elements if element.constraint else ()) != 2 and column.name != "team_id"
    ]

    assert bare == []
