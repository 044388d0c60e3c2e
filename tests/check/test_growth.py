"""What keeps the way open past one machine, read off the tables themselves (design.md section 9)."""

import re

import pytest
from sqlalchemy import CheckConstraint, Column, Integer, Table, UniqueConstraint
from sqlalchemy.orm import Mapper
from sqlmodel import SQLModel

from app.models import metadata
from app.models.base import NAMING
from app.models.fence import APPEND_ONLY, DIRECTORY, fenced_tables

TABLES = [pytest.param(table, id=table.name) for table in metadata.sorted_tables]
TEAM_TABLES = [pytest.param(metadata.tables[name], id=name) for name in fenced_tables()]
MARKS = re.compile(r"%\((\w+)\)s")


def first(columns: object) -> str:
    return str(next(iter(columns)).name)  # type: ignore[call-overload]


def test_every_table_is_a_team_table_or_listed_as_directory() -> None:
    assert set(metadata.tables) == set(fenced_tables()) | set(DIRECTORY)
    assert set(APPEND_ONLY) <= set(metadata.tables)


@pytest.mark.parametrize("table", TEAM_TABLES)
def test_the_team_comes_first_in_every_key_rule_and_index(table: Table) -> None:
    unique = [rule for rule in table.constraints if isinstance(rule, UniqueConstraint)]

    assert first(table.primary_key.columns) == "team_id"
    assert [str(rule.name) for rule in unique if first(rule.columns) != "team_id"] == []
    assert [str(index.name) for index in table.indexes if first(index.columns) != "team_id"] == []


@pytest.mark.parametrize("table", TEAM_TABLES)
def test_the_team_comes_first_in_every_reference(table: Table) -> None:
    """On both sides, so that a sharded database finds the row it refers to beside it."""
    for key in table.foreign_key_constraints:
        assert next(iter(key.elements)).parent.name == "team_id", key.name
        assert next(iter(key.elements)).column.name == "team_id", key.name


@pytest.mark.parametrize("table", TEAM_TABLES)
def test_a_team_table_refers_to_no_directory_table(table: Table) -> None:
    assert not {key.referred_table.name for key in table.foreign_key_constraints} & set(DIRECTORY)


@pytest.mark.parametrize("table", TABLES)
def test_nothing_is_made_by_the_database(table: Table) -> None:
    """No sequence, no default, no computed column: what a row holds comes from whoever creates it."""
    made = [
        column.name
        for column in table.columns
        if column.server_default is not None or column.computed is not None or column.identity is not None
    ]
    counted = [
        column.name
        for column in table.primary_key.columns
        if isinstance(column.type, Integer) and column.autoincrement is True
    ]

    assert (made, counted) == ([], [])


@pytest.mark.parametrize("table", TABLES)
def test_no_key_is_deferred_and_none_changes_rows_by_itself(table: Table) -> None:
    for key in table.foreign_key_constraints:
        assert (key.deferrable, key.initially, key.ondelete, key.onupdate) == (None, None, None, None), key.name


@pytest.mark.parametrize("table", TABLES)
def test_names_follow_the_convention(table: Table) -> None:
    """So that a later release can name, and thereby change, every rule on both databases."""
    for rule in table.constraints:
        kind = {"PrimaryKeyConstraint": "pk", "ForeignKeyConstraint": "fk", "UniqueConstraint": "uq"}.get(
            type(rule).__name__, "ck"
        )
        wanted = NAMING[kind].replace("%(table_name)s", table.name)
        if isinstance(rule, CheckConstraint):
            assert str(rule.name).startswith(wanted.split("%")[0]), rule.name
        else:
            columns = "_".join(column.name for column in rule.columns)
            assert str(rule.name) == MARKS.sub(columns, wanted), rule.name
    for index in table.indexes:
        assert re.fullmatch(rf"(ix|uq)_{table.name}_\w+", str(index.name)), index.name


@pytest.mark.parametrize("table", TABLES)
def test_names_fit_into_postgresql(table: Table) -> None:
    names = [str(rule.name) for rule in (*table.constraints, *table.indexes)]

    assert [name for name in names if len(name) > 63] == []


def test_there_are_no_relationships() -> None:
    """Two references that share ``team_id`` cannot be relationships; queries join."""
    mappers: list[Mapper[object]] = list(SQLModel._sa_registry.mappers)

    assert len(mappers) == len(metadata.tables)
    assert [mapper.class_.__name__ for mapper in mappers if mapper.relationships] == []


def test_every_moment_is_an_instant() -> None:
    """A plain date and time would lose its zone on SQLite."""
    plain: list[str] = [
        f"{table.name}.{column.name}"
        for table in metadata.sorted_tables
        for column in table.columns
        if _is_plain_moment(column)
    ]

    assert plain == []


def _is_plain_moment(column: Column[object]) -> bool:
    return type(column.type).__name__ in ("DateTime", "TIMESTAMP", "AutoString")
