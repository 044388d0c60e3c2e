"""Taking a backup: one snapshot of everything while the server goes on writing, on both databases."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Protocol
from uuid import UUID

from sqlalchemy import Connection, Table, create_engine, select
from sqlalchemy.pool import NullPool
from sqlmodel import Session

from app.database.door import named_team
from app.database.sqlite import sqlite_engine
from app.models import metadata
from app.models.fence import DIRECTORY
from app.queries.directory import team_ids
from app.queries.journal import newest_head
from app.running.backup.form import FORMAT, File, Manifest, columns_of, write_manifest, write_rows
from app.running.ground import SetUpWrong
from app.running.journal import head_as_json
from app.running.migrate import revision_at
from app.settings import Settings

ROWS_AT_ONCE = 1000


class Steps(Protocol):
    def of(self, total: int) -> None: ...
    def done(self, count: int = 1) -> None: ...


def write_backup(settings: Settings, folder: Path, now: datetime, steps: Steps) -> Manifest:
    """Write a whole backup into a new folder. What is half written bears another name and is taken away."""
    if folder.exists():
        raise SetUpWrong(f"{folder} is there already: a backup goes into a new folder")
    draft = folder.with_name(folder.name + ".part")
    try:
        draft.mkdir(parents=True, mode=0o700)
        (draft / "teams").mkdir(mode=0o700)
    except OSError as fault:
        raise SetUpWrong(f"{draft} cannot be made: {fault.strerror}") from None
    try:
        with snapshot(settings) as connection:
            manifest = _write(connection, draft, now, steps)
        write_manifest(draft, manifest)
        _to_disk(draft)
        draft.rename(folder)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise
    return manifest


@contextmanager
def snapshot(settings: Settings) -> Iterator[Connection]:
    """One reading transaction over everything, as the owner: what is committed after it began is not seen."""
    if settings.is_postgres:
        engine = create_engine(
            settings.owner_url,
            poolclass=NullPool,
            isolation_level="REPEATABLE READ",
            connect_args={"connect_timeout": 3},
            execution_options={"postgresql_readonly": True},
        )
    else:
        engine = sqlite_engine(settings.url, begin="BEGIN", pool_size=1)
    try:
        with engine.begin() as connection:
            yield connection
    finally:
        engine.dispose()


def _write(connection: Connection, folder: Path, now: datetime, steps: Steps) -> Manifest:
    revision = revision_at(connection) or ""
    teams = team_ids(Session(bind=connection))
    steps.of(len(teams) + 1)
    files = [_write_file(connection, folder, None)]
    heads = []
    for team in teams:
        steps.done()
        files.append(_write_file(connection, folder, team))
        with named_team(connection, team):
            head = newest_head(Session(bind=connection), team)
        heads += [head_as_json(head)] if head else []
    steps.done()
    tables = {table.name: columns_of(table) for table in metadata.sorted_tables}
    return Manifest(
        format=FORMAT,
        release=version("kring"),
        revision=revision,
        database=connection.dialect.name,
        at=now.isoformat(),
        tables=tables,
        files=files,
        heads=heads,
    )


def _write_file(connection: Connection, folder: Path, team: UUID | None) -> File:
    name = f"teams/{team}.jsonl.gz" if team else "directory.jsonl.gz"
    tables = [table for table in metadata.sorted_tables if (table.name in DIRECTORY) == (team is None)]
    with named_team(connection, team):
        rows, digest = write_rows(
            folder / name, ((table.name, columns_of(table), _rows(connection, table, team)) for table in tables)
        )
    return File(name, str(team) if team else None, rows, digest)


def _rows(connection: Connection, table: Table, team: UUID | None) -> Iterator[object]:
    statement = select(table).order_by(*table.primary_key.columns)
    if team is not None:
        statement = statement.where(table.c.team_id == team)
    yield from connection.execution_options(yield_per=ROWS_AT_ONCE).execute(statement)


def _to_disk(folder: Path) -> None:
    for path in [*folder.rglob("*"), folder]:
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
