"""Files of earlier releases, each filled with made-up rows in every table, from which later releases are upgraded."""

import gzip
import json
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Boolean, Connection, Date, Float, Integer, Text, Uuid, column, insert, table
from sqlalchemy.types import TypeEngine

from app.models.base import Instant

FOLDER = Path(__file__).parent
FIRST = FOLDER / "0.1.0.jsonl.gz"

TYPES: dict[str, TypeEngine[Any]] = {
    "uuid": Uuid(),
    "instant": Instant(),
    "day": Date(),
    "whole": Integer(),
    "number": Float(),
    "yes": Boolean(),
    "json": JSON(none_as_null=True),
    "text": Text(),
}
READ = {"uuid": UUID, "instant": datetime.fromisoformat, "day": date.fromisoformat}


def stored(path: Path) -> Iterator[tuple[str, dict[str, str], list[dict[str, Any]]]]:
    """Table, its columns with their kinds, and its rows. The file knows nothing of today's models."""
    with gzip.open(path, "rt") as file:
        for line in file:
            one = json.loads(line)
            rows = [{name: _read(one["columns"][name], value) for name, value in row.items()} for row in one["rows"]]
            yield one["table"], one["columns"], rows


def load(connection: Connection, path: Path) -> None:
    """Put the rows into a database that is at that release's revision."""
    for name, kinds, rows in stored(path):
        columns = [column(one, TYPES[kind]) for one, kind in kinds.items()]
        connection.execute(insert(table(name, *columns)), rows)


def _read(kind: str, value: Any) -> Any:
    return READ[kind](value) if kind in READ and value is not None else value
