"""What keeps the way open past one machine, read off the tables themselves (design.md section 9)."""

import re
from collections.abc import Iterable, Iterator

from sqlalchemy import CheckConstraint, Column, ForeignKeyConstraint, Integer, Table, UniqueConstraint
from sqlalchemy.orm import Mapper
from sqlmodel import SQLModel

from app.models import metadata
from app.models.base import NAMING
from app.models.fence import APPEND_ONLY, DIRECTORY, fenced_tables

TABLES = metadata.sorted_tables
TEAM_TABLES = [metadata.tables[name] for name in fenced_tables()]
MARKS = re.compile(r"%\((\w+)\)s")


def first(columns: object) -> str:
    return str(next(iter(columns)).name)  # type: ignore[call-overload]


def keys_of(tables: Iterable[Table]) -> Iterator[ForeignKeyConstraint]:
    for table in tables:
        yield from table.foreign_key_constraints


def test_every_table_is_a_team_table_or_listed_as_directory() -> None:
    assert set(metadata.tables) == set(fenced_tables()) | set(DIRECTORY)
    assert set(APPEND_ONLY) <= set(metadata.tables)


def test_the_team_comes_first_in_every_key_rule_and_index() -> None:
    for table in TEAM_TABLES:
        unique = [rule for rule in table.constraints if isinstance(rule, UniqueConstraint)]

        assert first(table.primary_key.columns) == "team_id", table.name
        assert [str(rule.name) for rule in unique if first(rule.columns) != "team_id"] == []
        assert [str(index.name) for index in table.indexes if first(index.columns) != "team_id"] == []


def test_the_team_comes_first_in_every_reference() -> None:
    """On both sides, so that a sharded database finds the row it refers to beside it."""
    for key in keys_of(TEAM_TABLES):
        assert next(iter(key.elements)).parent.name == "team_id", key.name
        assert next(iter(key.elements)).column.name == "team_id", key.name


def test_a_team_table_refers_to_no_directory_table() -> None:
    assert [str(key.name) for key in keys_of(TEAM_TABLES) if key.referred_table.name in DIRECTORY] == []


def test_nothing_is_made_by_the_database() -> None:
    """No sequence, no default, no computed column: what a row holds comes from whoever creates it."""
    made = [
        str(column)
        for table in TABLES
        for column in table.columns
        if column.server_default is not None or column.computed is not None or column.identity is not None
    ]
    counted = [
        str(column)
        for table in TABLES
        for column in table.primary_key.columns
        if isinstance(column.type, Integer) and column.autoincrement is True
    ]

    assert (made, counted) == ([], [])


def test_no_key_is_deferred_and_none_changes_rows_by_itself() -> None:
    for key in keys_of(TABLES):
        assert (key.deferrable, key.initially, key.ondelete, key.onupdate) == (None, None, None, None), key.name


def test_names_follow_the_convention() -> None:
    """So that a later release can name, and thereby change, every rule on both databases."""
    for table in TABLES:
        _follows_the_convention(table)


def _follows_the_convention(table: Table) -> None:
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


def test_names_fit_into_postgresql() -> None:
    names = [str(rule.name) for table in TABLES for rule in (*table.constraints, *table.indexes)]

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
