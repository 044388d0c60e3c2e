"""One plausible row in every team table, made from the metadata alone, so that a new table is covered by itself."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Column,
    Connection,
    Date,
    Float,
    Integer,
    LargeBinary,
    Table,
    Text,
    Uuid,
    insert,
)

from app.models import metadata, new_id
from app.models.base import Instant
from app.models.fence import fenced_tables

AT = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)

PLAIN: tuple[tuple[type, Any], ...] = (
    (Uuid, None),
    (Boolean, False),
    (Integer, 1),
    (Float, 28.0),
    (Instant, AT),
    (Date, date(2026, 11, 24)),
    (JSON, ["made up"]),
    (Text, "made up"),
    (LargeBinary, b"made up"),
)


def filled(connection: Connection, team: UUID) -> dict[str, dict[str, Any]]:
    """Insert one row into every team table, the references among them filled in; returns them by table."""
    rows: dict[str, dict[str, Any]] = {}
    for name in fenced_tables():
        rows[name] = row_for(metadata.tables[name], team, rows)
        connection.execute(insert(metadata.tables[name]).values(rows[name]))
    return rows


def row_for(table: Table, team: UUID, others: dict[str, dict[str, Any]]) -> dict[str, Any]:
    row = {column.name: _value(table, column) for column in table.columns}
    if "team_id" in table.c:
        row["team_id"] = team
    for key in table.foreign_key_constraints:
        for element in key.elements:
            if element.column.name == "id":
                named = row if element.column.table is table else others.get(element.column.table.name, row)
                row[element.parent.name] = named["id"]
    return row


def _value(table: Table, column: Column[Any]) -> Any:
    if column.name == "id":
        return new_id()
    if column.name in ("ended_at", "outcome") and column.nullable:
        return None
    if words := _words(table, column.name):
        return words[0]
    if isinstance(column.type, Uuid):
        return new_id()
    return next(value for kind, value in PLAIN if isinstance(column.type, kind))


def _words(table: Table, column: str) -> list[str]:
    """The words of a check such as ``kind IN ('nurse', 'guest')``."""
    for check in table.constraints:
        if isinstance(check, CheckConstraint) and f"{column} IN (" in str(check.sqltext):
            return str(check.sqltext).split("IN (")[1].rstrip(")").replace("'", "").split(", ")
    return []
