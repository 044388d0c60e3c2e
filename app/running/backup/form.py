"""The form of a backup: kinds of values, files of rows, and the manifest that says what must be in them."""

import base64
import gzip
import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Boolean, Date, Float, Integer, LargeBinary, Table, Text, Time, Uuid
from sqlalchemy.types import TypeEngine

from app.models.base import Instant

FORMAT = 1
MANIFEST = "manifest.json"


class BackupDamaged(Exception):
    """The backup is not what was written; the text says which file and why."""


@dataclass(frozen=True)
class Kind:
    """A kind of value: its type in the database, and how it is written and read as JSON."""

    type: type[TypeEngine[Any]]
    write: Callable[[Any], Any]
    read: Callable[[Any], Any]


def _same(value: Any) -> Any:
    return value


KINDS: Mapping[str, Kind] = {
    "instant": Kind(Instant, lambda at: at.astimezone(UTC).isoformat(), datetime.fromisoformat),
    "uuid": Kind(Uuid, str, UUID),
    "date": Kind(Date, date.isoformat, date.fromisoformat),
    "time": Kind(Time, time.isoformat, time.fromisoformat),
    "boolean": Kind(Boolean, _same, _same),
    "integer": Kind(Integer, _same, _same),
    "float": Kind(Float, _same, _same),
    "json": Kind(JSON, _same, _same),
    "bytes": Kind(LargeBinary, lambda raw: base64.b64encode(raw).decode(), base64.b64decode),
    "text": Kind(Text, _same, _same),
}
"""Looked through in this order: a column has the first kind whose type it is."""

Columns = list[tuple[str, str]]
"""Name and kind of each column of a table, in the order in which its values are written."""


def columns_of(table: Table) -> Columns:
    return [(column.name, _kind_of(column.type)) for column in table.columns]


def _kind_of(type_: TypeEngine[Any]) -> str:
    for name, kind in KINDS.items():
        if isinstance(type_, kind.type):
            return name
    if type_.python_type is str:
        return "text"
    raise TypeError(f"a backup does not know {type_!r} yet")


@dataclass(frozen=True)
class File:
    """One file of rows. ``team`` is None for the directory."""

    name: str
    team: str | None
    rows: dict[str, int]
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """What is in the backup, when it was taken, and the head of every team's journal then."""

    format: int
    release: str
    revision: str
    database: str
    at: str
    tables: dict[str, Columns]
    files: list[File]
    heads: list[dict[str, object]]

    def rows(self) -> dict[str, int]:
        """Rows of each table over all files."""
        return {table: sum(file.rows.get(table, 0) for file in self.files) for table in self.tables}


def write_manifest(folder: Path, manifest: Manifest) -> None:
    content = asdict(manifest)
    text = json.dumps({**content, "checksum": _checksum(content)}, indent=1, ensure_ascii=False)
    (folder / MANIFEST).write_text(text, encoding="utf-8")


def read_manifest(folder: Path) -> Manifest:
    """The manifest, if it is whole. ``BackupDamaged`` when it is not, or is no manifest."""
    try:
        content = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        checksum = content.pop("checksum")
        if content["format"] != FORMAT:
            raise BackupDamaged(f"{folder} was made by another release: its form {content['format']} is not known here")
        if checksum != _checksum(content):
            raise BackupDamaged(f"{folder / MANIFEST} was changed after it was written")
        files = [File(**file) for file in content.pop("files")]
        tables = {name: [(one, kind) for one, kind in given] for name, given in content.pop("tables").items()}
        return Manifest(**content, files=files, tables=tables)
    except OSError as fault:
        raise BackupDamaged(f"{folder} is no backup: {MANIFEST} cannot be read ({fault.strerror})") from None
    except (ValueError, KeyError, TypeError, AttributeError):
        raise BackupDamaged(f"{folder / MANIFEST} is damaged") from None


def _checksum(content: Mapping[str, Any]) -> str:
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def check_file(folder: Path, file: File) -> None:
    """The file is there and holds what was written."""
    try:
        with (folder / file.name).open("rb") as opened:
            found = hashlib.file_digest(opened, "sha256").hexdigest()
    except OSError as fault:
        raise BackupDamaged(f"{folder / file.name} cannot be read: {fault.strerror}") from None
    if found != file.sha256:
        raise BackupDamaged(f"{folder / file.name} was changed after it was written")


def write_rows(path: Path, tables: Iterable[tuple[str, Columns, Iterable[Any]]]) -> tuple[dict[str, int], str]:
    """Write the tables' rows one after the other. Returns how many of each, and the file's SHA-256."""
    counts: dict[str, int] = {}
    with path.open("wb") as raw, gzip.GzipFile(fileobj=raw, mode="wb", compresslevel=5, mtime=0, filename="") as out:
        for table, columns, rows in tables:
            counts[table] = 0
            writers = [KINDS[kind].write for _, kind in columns]
            out.write(_line({"table": table}))
            for row in rows:
                values = [None if value is None else write(value) for value, write in zip(row, writers, strict=True)]
                out.write(_line(values))
                counts[table] += 1
    with path.open("rb") as written:
        return counts, hashlib.file_digest(written, "sha256").hexdigest()


def read_rows(path: Path, tables: Mapping[str, Columns]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each row with its table's name, as values of the database."""
    table, columns = "", []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            found = json.loads(line)
            if isinstance(found, dict):
                table = found["table"]
                columns = [(name, KINDS[kind].read) for name, kind in tables[table]]
                continue
            yield (
                table,
                {
                    name: None if value is None else read(value)
                    for (name, read), value in zip(columns, found, strict=True)
                },
            )


def _line(content: Any) -> bytes:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
