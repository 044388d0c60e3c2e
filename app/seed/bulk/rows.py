"""Rows of many tables, gathered and then written table by table, those that others refer to first."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from sqlalchemy import insert
from sqlmodel import Session, SQLModel

from app.models import metadata

AT_ONCE = 500
"""Rows in one statement: also on a busy machine it is done before the database is thought to be gone."""


class Rows:
    """What one unit will write."""

    def __init__(self) -> None:
        self._of: dict[str, list[dict[str, Any]]] = {}

    def __len__(self) -> int:
        return sum(map(len, self._of.values()))

    def add(self, table: type[SQLModel], **values: Any) -> dict[str, Any]:
        """A row, which may still be filled in. What is not said has the value that the table's model gives it."""
        row = {**_usual(table), **values}
        self._of.setdefault(str(table.__tablename__), []).append(row)
        return row

    def of(self, table: type[SQLModel]) -> list[dict[str, Any]]:
        return self._of.get(str(table.__tablename__), [])

    def every(self) -> Iterator[dict[str, Any]]:
        """Each row, of whatever table."""
        for rows in self._of.values():
            yield from rows

    def take(self, other: "Rows") -> None:
        """Its rows too."""
        for name, rows in other._of.items():
            self._of.setdefault(name, []).extend(rows)

    def write(self, session: Session) -> None:
        """Rows that fail leave nothing: the unit they stand in is taken back."""
        for table in metadata.sorted_tables:
            rows = self._of.get(table.name, ())
            for first in range(0, len(rows), AT_ONCE):
                session.execute(insert(table), rows[first : first + AT_ONCE])


@cache
def _usual(table: type[SQLModel]) -> dict[str, Any]:
    """What every column holds when nothing is said; shared, so nobody changes a list in it."""
    found = {}
    for name, field in table.model_fields.items():
        if not field.is_required() and name != "id":
            found[name] = field.get_default(call_default_factory=True)
    return found
