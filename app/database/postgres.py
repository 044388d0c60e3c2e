"""PostgreSQL: pages read in REPEATABLE READ, units run SERIALIZABLE and again when the database asks for it."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from typing import Any, TypeVar
from uuid import UUID

import psycopg
from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from app.database.door import Work, WroteInsideWrite, in_session, reading, tell_team
from app.database.faults import SERIALIZATION, Unavailable, state_of, unavailable
from app.database.patience import WAIT, patience

T = TypeVar("T")

POOL = 4
TRIES = 12
UNIQUE = "23505"
"""Two units that make the same row at once: run again, the second sees the first and answers by the rule."""
UNIQUE_TRIES = 9
"""Three were not enough for twenty people who reach for the last seats at once."""
CONNECTING = 2
"""Seconds that opening a connection takes at the least before it is given up; the driver knows no shorter ones."""


class PostgresDoor:
    """The door to a PostgreSQL database, as the serving role."""

    def __init__(self, url: URL) -> None:
        self.engine = postgres_engine(url)
        self._pages = self.engine.execution_options(isolation_level="REPEATABLE READ")
        self._units = self.engine.execution_options(isolation_level="SERIALIZABLE")
        self._unit = threading.local()
        self.again = 0
        """How often a unit was run again."""

    @contextmanager
    def read(self, team: UUID | None) -> Iterator[Session]:
        try:
            with self._pages.connect() as connection, connection.begin(), reading(connection, team) as session:
                yield session
        except Exception as fault:
            if gone := unavailable(fault):
                raise gone from fault
            raise

    def submit(self, team: UUID | None, work: Work[T]) -> Future[T]:
        """On this thread and at once: PostgreSQL commits in groups by itself."""
        done: Future[T] = Future()
        try:
            done.set_result(self.write(team, work))
        except WroteInsideWrite:
            raise
        except Exception as fault:
            done.set_exception(fault)
        return done

    def write(self, team: UUID | None, work: Work[T]) -> T:
        with self._only_unit_of_this_thread():
            for attempt in range(TRIES):
                try:
                    return self._once(team, work)
                except DBAPIError as fault:
                    if not _may_run_again(fault, attempt):
                        raise
                self.again += 1
                time.sleep(random.random() * 0.01 * 2 ** min(attempt, 5))  # noqa: S311 - spreads writers, guards nothing
                if patience() <= 0:
                    break
        raise Unavailable("too many others were writing the same rows")

    def waiting(self) -> int:
        return 0

    def close(self) -> None:
        self.engine.dispose()

    @contextmanager
    def _only_unit_of_this_thread(self) -> Iterator[None]:
        if getattr(self._unit, "under_way", False):
            raise WroteInsideWrite
        self._unit.under_way = True
        try:
            yield
        finally:
            self._unit.under_way = False

    def _once(self, team: UUID | None, work: Work[T]) -> T:
        """The team's name is local to the transaction and ends with it."""
        committing = False
        try:
            with self._units.connect() as connection, connection.begin():
                tell_team(connection, team)
                result = in_session(connection, team, work)
                connection.info["team"] = None
                committing = True
            return result
        except Exception as fault:
            if gone := unavailable(fault, committing=committing):
                raise gone from fault
            raise


class PatientConnection(psycopg.Connection[Any]):
    """A connection that gives up on a server that has stopped answering without closing its socket.

    No setting of the server or of TCP does: a frozen process still acknowledges what it is sent.
    """

    def wait(self, gen: Any, interval: float = 0.1, timeout: float | None = None) -> Any:
        try:
            return super().wait(gen, interval=interval, timeout=patience() if timeout is None else timeout)
        except psycopg.errors._WaitTimeout:
            self.pgconn.finish()
            raise psycopg.OperationalError("the server did not answer in time") from None


def postgres_engine(url: URL) -> Engine:
    """Short waits everywhere: a page answers within five seconds, whatever the server does."""
    engine = create_engine(
        url,
        pool_size=POOL,
        max_overflow=0,
        pool_timeout=WAIT,
        pool_pre_ping=True,
        connect_args={
            "options": f"-c statement_timeout={int(WAIT * 1000)} -c lock_timeout=3000 "
            "-c idle_in_transaction_session_timeout=60000 -c timezone=UTC",
            "application_name": "kring",
        },
    )

    @event.listens_for(engine, "do_connect")
    def _connect(_dialect: object, _record: object, given: list[Any], named: dict[str, Any]) -> PatientConnection:
        left = patience()
        if left < CONNECTING:
            raise psycopg.OperationalError("no time is left to open a connection")
        return PatientConnection.connect(*given, connect_timeout=int(left), **named)

    return engine


def _may_run_again(fault: DBAPIError, attempt: int) -> bool:
    state = state_of(fault)
    return state in SERIALIZATION or (state == UNIQUE and attempt < UNIQUE_TRIES)


FAULTS = (
    (
        "select count(*) > 0 from pg_roles where rolsuper and pg_has_role(current_user, oid, 'MEMBER')",
        "is a superuser, or may become one",
    ),
    (
        "select count(*) > 0 from pg_roles where rolbypassrls and not rolsuper "
        "and pg_has_role(current_user, oid, 'MEMBER')",
        "may bypass row-level security",
    ),
    (
        "select count(*) > 0 from pg_class c join pg_namespace n on n.oid = c.relnamespace "
        "where n.nspname = current_schema() and c.relkind in ('r', 'p') and pg_has_role(c.relowner, 'MEMBER')",
        "owns tables, or is a member of a role that does",
    ),
)


def serving_role_faults(connection: Connection) -> list[str]:
    """Why this role must not serve; empty when it owns nothing, is no superuser and cannot bypass the policies."""
    return [why for question, why in FAULTS if connection.execute(text(question)).scalar()]
