"""Putting a backup back: into an empty place, in one transaction, verified before and after."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, TableClause, bindparam, column, create_engine, func, inspect, select, table, update
from sqlalchemy.pool import NullPool
from sqlmodel import Session

from app.database.door import named_team
from app.database.sqlite import sqlite_engine
from app.models import SignInSession, metadata
from app.models.base import columns
from app.models.fence import DIRECTORY
from app.queries.journal import verify
from app.running.backup.form import KINDS, BackupDamaged, Columns, Manifest, check_file, read_manifest, read_rows
from app.running.backup.write import Steps
from app.running.ground import SetUpWrong, shown
from app.running.journal import heads_from_json
from app.running.migrate import bring_to_release, known_revisions, migrate, serving_role
from app.settings import Settings

BATCH = 500
S = columns(SignInSession)
END_ALL = (
    update(metadata.tables["session"])
    .where(S.ended_at.is_(None))
    .values(ended_at=bindparam("now"), ended_why="restored")
)


@dataclass
class Restored:
    """What was put back, and in plain sentences what differs from what was written; none when it is whole."""

    manifest: Manifest
    rows: int = 0
    teams: int = 0
    ended: int = 0
    """Sessions and questions that were open when the backup was taken."""
    differences: list[str] = field(default_factory=list)


def restore(settings: Settings, folder: Path, steps: Steps) -> Restored:
    """Check the backup, put it into the empty database, bring that to this release, and compare.

    Every session and every question to be answered once is ended: it may have been ended or answered since.
    """
    manifest = read_manifest(folder)
    if manifest.revision not in known_revisions():
        raise BackupDamaged(f"{folder} was made by a newer release ({manifest.release}): restore it with that one")
    steps.of(2 * len(manifest.files))
    for file in manifest.files:
        check_file(folder, file)
        steps.done()
    _refuse_unless_empty(settings)
    migrate(settings.owner_url, serving_role(settings), to=manifest.revision)
    restored = Restored(manifest)
    with _writing(settings) as connection:
        _load(connection, folder, restored, steps)
        _compare_rows(connection, restored)
    bring_to_release(settings)
    with _writing(settings) as connection:
        _compare_journal(connection, restored)
        restored.differences += _database_faults(connection)
        restored.ended = connection.execute(END_ALL, {"now": datetime.now(UTC)}).rowcount
    return restored


@contextmanager
def _writing(settings: Settings) -> Iterator[Connection]:
    if settings.is_postgres:
        engine = create_engine(settings.owner_url, poolclass=NullPool, connect_args={"connect_timeout": 3})
    else:
        engine = sqlite_engine(settings.url, begin="BEGIN IMMEDIATE", pool_size=1)
    try:
        with engine.begin() as connection:
            yield connection
    finally:
        engine.dispose()


def _refuse_unless_empty(settings: Settings) -> None:
    if not settings.is_postgres and not Path(str(settings.url.database)).exists():
        return
    with _writing(settings) as connection:
        there = set(inspect(connection).get_table_names())
        for name in sorted(there & set(DIRECTORY) - {"pulse"}):
            if connection.execute(select(func.count()).select_from(table(name))).scalar():
                raise SetUpWrong(f"the database {shown(settings.url)} is not empty: a backup goes into an empty place")


def _load(connection: Connection, folder: Path, restored: Restored, steps: Steps) -> None:
    for file in restored.manifest.files:
        team = UUID(file.team) if file.team else None
        with named_team(connection, team):
            for name, batch in _batches(folder / file.name, restored.manifest.tables):
                connection.execute(_table(name, restored.manifest.tables[name]).insert(), batch)
                restored.rows += len(batch)
        restored.teams += team is not None
        steps.done()


def _batches(path: Path, tables: Mapping[str, Columns]) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    name = ""
    batch: list[dict[str, Any]] = []
    for found, row in read_rows(path, tables):
        if batch and (found != name or len(batch) == BATCH):
            yield name, batch
            batch = []
        name = found
        batch.append(row)
    if batch:
        yield name, batch


def _table(name: str, columns: Columns) -> TableClause:
    """As the backup describes it, which may be older than the models are."""
    return table(name, *(column(one, KINDS[kind].type()) for one, kind in columns))


def _compare_rows(connection: Connection, restored: Restored) -> None:
    for file in restored.manifest.files:
        team = UUID(file.team) if file.team else None
        with named_team(connection, team):
            for name, expected in file.rows.items():
                found = _count(connection, name, restored.manifest.tables[name], team)
                if found != expected:
                    restored.differences.append(f"{file.name}: {name} has {found} rows and should have {expected}")


def _count(connection: Connection, name: str, columns: Columns, team: UUID | None) -> int:
    counted = _table(name, columns)
    statement = select(func.count()).select_from(counted)
    if team is not None:
        statement = statement.where(counted.c.team_id == team)
    return int(connection.execute(statement).scalar_one())


def _compare_journal(connection: Connection, restored: Restored) -> None:
    """The chain of every team is whole, and ends where it ended when the backup was taken."""
    kept = heads_from_json(restored.manifest.heads)
    for file in restored.manifest.files:
        if file.team is None:
            continue
        team = UUID(file.team)
        with named_team(connection, team):
            found = verify(Session(bind=connection), team, kept.get(team))
        restored.differences += [f"the journal of team {team}: {fault}" for fault in found.faults[:1]]
        if not found.faults and found.head != kept.get(team):
            restored.differences.append(f"the journal of team {team} does not end where it did")


def _database_faults(connection: Connection) -> list[str]:
    if connection.dialect.name != "sqlite":
        return []
    whole = connection.exec_driver_sql("PRAGMA integrity_check").scalar_one()
    dangling = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    faults = [] if whole == "ok" else [f"the database file: {whole}"]
    return faults + [f"a row of {row[0]} refers to one of {row[2]} that is not there" for row in dangling[:3]]
