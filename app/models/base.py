"""What every table shares: ids, instants, names of constraints, and the two kinds of table.

A *team table* lies inside the fence: its key begins with ``team_id``, and so does every reference to it.
A *directory table* is asked before a team is known (who signs in, which team a secret belongs to); it holds
nothing clinical. ``models/fence.py`` says which are which, for the row-level security, the statement hook of the tests
and the rules of growth (design.md sections 4 and 9).
"""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    CheckConstraint,
    Column,
    ColumnElement,
    DateTime,
    ForeignKeyConstraint,
    MetaData,
    Table,
    Uuid,
    literal,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.sql.base import ColumnCollection
from sqlalchemy.types import TypeDecorator
from sqlmodel import Field, SQLModel
from uuid_utils.compat import uuid7

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
metadata: MetaData = SQLModel.metadata
metadata.naming_convention = NAMING


def new_id() -> UUID:
    """A UUIDv7: time-ordered within this process, so that keys of one team lie together in the index."""
    return uuid7()


def first_id_of(moment: datetime) -> UUID:
    """The lowest id that can have been made at this moment: every later one is greater."""
    return UUID(int=int(moment.timestamp() * 1000) << 80)


class Instant(TypeDecorator[datetime]):
    """A moment in UTC. SQLite forgets zones: a value without one is refused going in, and given UTC coming out."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs a zone")
        utc = value.astimezone(UTC)
        return utc if dialect.name == "postgresql" else utc.replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], datetime | None] | None:
        """From SQLite's text in one step instead of three: a list reads a hundred instants."""
        return _from_text if dialect.name == "sqlite" else super().result_processor(dialect, coltype)


def _from_text(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text + "+00:00")


class TeamRow(SQLModel):
    """The key of every team table. ``team_id`` of a row never changes."""

    team_id: UUID = Field(primary_key=True, sa_type=Uuid)
    id: UUID = Field(primary_key=True, sa_type=Uuid, default_factory=new_id)


class DirectoryRow(SQLModel):
    """The key of a table that is asked before the team is known."""

    id: UUID = Field(primary_key=True, sa_type=Uuid, default_factory=new_id)


def table_of(model: type[SQLModel]) -> Table:
    """The table itself, for joins and aliases in statements built once at import."""
    found: Table = model.__table__  # type: ignore[attr-defined]
    return found


def columns(table: type[SQLModel]) -> ColumnCollection[str, Column[Any]]:
    """The columns of a table, for statements built once at import: ``m = columns(Membership)``, ``select(m.id)``."""
    return table_of(table).c


def among(column: ColumnElement[str], words: Iterable[str]) -> ColumnElement[bool]:
    """The column holds one of these words. A plain ``in_`` is written into its statement anew each time it is asked."""
    return column.in_([literal(word) for word in words])


def of_team() -> ForeignKeyConstraint:
    """The row's team exists."""
    return ForeignKeyConstraint(["team_id"], ["team.team_id"])


def refers(column: str, table: str) -> ForeignKeyConstraint:
    """A reference inside the team: the pair ``(team_id, column)``, so the database refuses another team's row."""
    return ForeignKeyConstraint(["team_id", column], [f"{table}.team_id", f"{table}.id"])


def one_of(column: str, values: type[Any] | tuple[str, ...], *, optional: bool = False) -> CheckConstraint:
    """A check that the column holds one of the words (of a ``StrEnum``, or as given)."""
    words = ", ".join(f"'{value}'" for value in values)
    text = f"{column} IN ({words})"
    return CheckConstraint(f"{column} IS NULL OR {text}" if optional else text, name=column)
