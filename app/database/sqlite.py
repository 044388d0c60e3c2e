"""SQLite: a few read-only readers, and one writer thread that commits what has queued up.

SQLite's own waiting is unfair (12 writers: p99 2.4 s); a queue with group commit gave 19 times the rate, with nothing
answered before it is on disk (performance.md section 3).
"""

from __future__ import annotations

import queue
import sqlite3
import threading
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar, cast
from uuid import UUID

from sqlalchemy import Connection, Engine, Uuid, create_engine, event
from sqlalchemy.engine import URL
from sqlmodel import Session

from app.database.door import Work, WroteInsideWrite, reading, run_unit, settle
from app.database.faults import Unavailable, unavailable
from app.database.patience import WAIT
from app.database.quick_uuid import QuickUuid
from app.database.same_file import SameFile

T = TypeVar("T")

PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "busy_timeout=2000",
    "temp_store=memory",
    "mmap_size=268435456",
    "cache_size=-16000",
)
READERS = 4
BATCH = 256


def sqlite_engine(url: URL, *, begin: str, pool_size: int, paramstyle: str = "qmark") -> Engine:
    """An engine whose transactions begin as told: the driver's own are off."""
    engine = create_engine(
        url,
        pool_size=pool_size,
        max_overflow=0,
        pool_timeout=WAIT,
        paramstyle=paramstyle,
        connect_args={"check_same_thread": False, "isolation_level": None},
    )
    engine.dialect.colspecs = {**engine.dialect.colspecs, Uuid: QuickUuid}

    @event.listens_for(engine, "connect")
    def _connect(connection: sqlite3.Connection, _record: object) -> None:
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        if begin == "BEGIN":
            connection.execute("PRAGMA query_only=ON")  # a reader cannot write by mistake

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        if begin == "BEGIN":  # touches no file yet, so there is no fault to translate
            cast(sqlite3.Connection, connection.connection.dbapi_connection).execute(begin)
        else:
            connection.exec_driver_sql(begin)

    return engine


@dataclass(frozen=True)
class Job:
    """A unit of work that waits for the writer."""

    team: UUID | None
    work: Work[Any]
    done: Future[Any]


@dataclass(frozen=True)
class Settled:
    """What became of a job; told to whoever waits only after the commit."""

    job: Job
    result: object
    fault: BaseException | None

    def tell(self) -> None:
        if self.fault is None:
            self.job.done.set_result(self.result)
        else:
            self.job.done.set_exception(unavailable(self.fault) or self.fault)


class SqliteDoor:
    """The door to one SQLite file."""

    def __init__(self, url: URL, *, paramstyle: str = "qmark") -> None:
        self.readers = sqlite_engine(url, begin="BEGIN", pool_size=READERS, paramstyle=paramstyle)
        self.writer = sqlite_engine(url, begin="BEGIN IMMEDIATE", pool_size=1, paramstyle=paramstyle)
        self._file = SameFile(Path(str(url.database)), self.readers, self.writer)
        self._jobs: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="writer", daemon=True)
        self._thread.start()

    @contextmanager
    def read(self, team: UUID | None) -> Iterator[Session]:
        self._file.make_sure()
        try:
            with self.readers.connect() as connection, connection.begin(), reading(connection, team) as session:
                yield session
        except Exception as fault:
            if gone := unavailable(fault):
                raise gone from fault
            raise

    def submit(self, team: UUID | None, work: Work[T]) -> Future[T]:
        if threading.current_thread() is self._thread:
            raise WroteInsideWrite
        done: Future[T] = Future()
        self._jobs.put(Job(team, work, done))
        return done

    def write(self, team: UUID | None, work: Work[T]) -> T:
        return settle(self.submit(team, work))

    def waiting(self) -> int:
        return self._jobs.qsize()

    def close(self) -> None:
        self._jobs.put(None)
        self._thread.join(timeout=10)
        self.readers.dispose()
        self.writer.dispose()

    def _run(self) -> None:
        while (job := self._jobs.get()) is not None:
            batch = [one for one in self._queued_behind(job) if one.done.set_running_or_notify_cancel()]
            if batch and not self._together(batch):
                for one in batch:
                    self._together([one])

    def _queued_behind(self, first: Job) -> list[Job]:
        batch = [first]
        while len(batch) < BATCH:
            try:
                job = self._jobs.get_nowait()
            except queue.Empty:
                break
            if job is None:
                self._jobs.put(None)
                break
            batch.append(job)
        return batch

    def _together(self, batch: list[Job]) -> bool:
        """Commit the batch as one; False when it fell as a whole and each is to be tried alone.

        When not even one could begin (another process holds the file, the file is gone), trying each would only make
        everybody wait.
        """
        began = False
        try:
            self._file.make_sure()
            with self.writer.connect() as connection, connection.begin():
                began = True
                settled = [_settle(connection, job) for job in batch]
        except BaseException as fault:
            if began and len(batch) > 1:
                return False
            self.writer.dispose()  # the next batch begins on a connection of its own
            settled = [Settled(job, None, fault) for job in batch]
        for one in settled:
            one.tell()
        return True


def _settle(connection: Connection, job: Job) -> Settled:
    try:
        return Settled(job, run_unit(connection, job.team, job.work), None)
    except Exception as fault:
        # A full disk or an I/O error ends SQLite's transaction under us, and shows as "no such savepoint"; a broken
        # rule leaves it open.
        driver = cast(sqlite3.Connection, connection.connection.dbapi_connection)
        if not driver.in_transaction:
            raise Unavailable(f"the database gave the transaction up: {type(fault).__name__}") from fault
        return Settled(job, None, fault)


__all__ = ["SqliteDoor", "settle", "sqlite_engine"]
