"""Writes the file of this release: ``python -m tests.releases.make``, once when it is made and never again for it.

Two teams with a row in every table, references filled in; names and texts are made up and told apart by a number.
"""

import gzip
import json
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Boolean, Column, Date, Float, Integer, Table, Uuid

from app.models import metadata
from app.models.base import Instant
from app.models.fence import DIRECTORY, fenced_tables
from tests.data.rows import row_for
from tests.releases import FIRST

TEAMS = (UUID("01930000-0000-7000-8000-00000000000a"), UUID("01930000-0000-7000-8000-00000000000b"))
KINDS: tuple[tuple[type, str], ...] = (
    (Uuid, "uuid"),
    (Instant, "instant"),
    (Date, "day"),
    (Boolean, "yes"),
    (Integer, "whole"),
    (Float, "number"),
    (JSON, "json"),
)


def kind_of(column: Column[Any]) -> str:
    return next((kind for cls, kind in KINDS if isinstance(column.type, cls)), "text")


class Maker:
    """Rows with ids that are the same each time."""

    def __init__(self) -> None:
        self.made = 0

    def id(self) -> UUID:
        self.made += 1
        return UUID(f"01930000-0000-7000-8000-1{self.made:011x}")

    def row(self, table: Table, team: UUID, others: dict[str, dict[str, Any]]) -> dict[str, Any]:
        row = row_for(table, team, others)
        known = {team} | {other["id"] for other in others.values() if "id" in other}
        for name, value in row.items():
            if isinstance(value, UUID) and value not in known:
                row[name] = self.id()
            elif table.c[name].primary_key and value == "made up":
                row[name] = f"{table.name} {self.made}"
        return {name: self._told_apart(table.c[name], value) for name, value in row.items()}

    def _told_apart(self, column: Column[Any], value: Any) -> Any:
        if value == "made up" and column.name not in ("email",):
            return f"{column.name} of {column.table.name} – ‘äöü’ {self.made}"
        if column.name == "email":
            return f"nurse{self.made}@riverside.example"
        if isinstance(value, datetime):
            return value + timedelta(microseconds=self.made)
        return value


def everything() -> dict[str, list[dict[str, Any]]]:
    maker, rows = Maker(), {}
    order = [table.name for table in metadata.sorted_tables]
    for team in TEAMS:
        others: dict[str, dict[str, Any]] = {}
        for name in order:
            others[name] = maker.row(metadata.tables[name], team, others)
            rows.setdefault(name, []).append(others[name])
    assert set(rows) == set(DIRECTORY) | set(fenced_tables())
    return rows


def plain(value: Any) -> Any:
    return (
        value.isoformat() if isinstance(value, (date, datetime)) else str(value) if isinstance(value, UUID) else value
    )


def main() -> None:
    with FIRST.open("wb") as raw, gzip.GzipFile(fileobj=raw, mode="wb", mtime=0, filename="") as file:
        for name, rows in everything().items():
            kinds = {column.name: kind_of(column) for column in metadata.tables[name].columns}
            told = [{key: plain(value) for key, value in row.items()} for row in rows]
            line = json.dumps({"table": name, "columns": kinds, "rows": told}, ensure_ascii=False)
            file.write(f"{line}\n".encode())


if __name__ == "__main__":
    main()
