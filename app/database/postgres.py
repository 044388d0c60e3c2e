"""PostgreSQL: pages read in REPEATABLE READ, units run SERIALIZABLE and again when the database asks for it."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from typing import TypeVar
from uuid import UUID

from sqlalchemy import Connection, Engine, create_engine, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from app.database.door import WAIT, Unavailable, Work, WroteInsideWrite, in_session, named_team, unavailable

T = TypeVar("T")

POOL = 4
TRIES = 12
SERIALIZATION = ("40001", "40P01")
UNIQUE = "23505"
"""Two units that make the same row at once: run again, the second sees the first and answers by the rule."""


class PostgresDoor:
    """The door to a PostgreSQL database, as the serving role."""

    def __init__(self, url: URL) -> None:
        self.engine = postgres_engine(url)
        self._pages = self.engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        self._units = self.engine.execution_options(isolation_level="SERIALIZABLE")
        self._writing: set[int] = set()
        self.again = 0
        """How often a unit was run again."""

    @contextmanager
    def read(self, team: UUID | None) -> Iterator[Session]:
        try:
            with self._pages.connect() as connection, connection.begin(), named_team(connection, team):
                with Session(bind=connection, info={"team": team}, autoflush=False) as session:
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
        except Exception as fault:
            done.set_exception(fault)
        return done

    def write(self, team: UUID | None, work: Work[T]) -> T:
        until = time.monotonic() + WAIT
        for attempt in range(TRIES):
            try:
                return self._once(team, work)
            except DBAPIError as fault:
                if gone := unavailable(fault):
                    raise gone from fault
                if not _may_run_again(fault, attempt) or time.monotonic() > until:
                    raise
            self.again += 1
            time.sleep(random.random() * 0.01 * 2 ** min(attempt, 5))  # noqa: S311 - spreads writers, guards nothing
        raise Unavailable("too many others were writing the same rows")

    def waiting(self) -> int:
        return 0

    def close(self) -> None:
        self.engine.dispose()

    def _once(self, team: UUID | None, work: Work[T]) -> T:
        import threading

        me = threading.get_ident()
        if me in self._writing:
            raise WroteInsideWrite
        self._writing.add(me)
        try:
            with self._units.connect() as connection, connection.begin(), named_team(connection, team):
                return in_session(connection, team, work)
        except Exception as fault:
            if (gone := unavailable(fault)) and not isinstance(fault, DBAPIError):
                raise gone from fault
            raise
        finally:
            self._writing.discard(me)


def postgres_engine(url: URL) -> Engine:
    """Short waits everywhere: a page answers within five seconds, whatever the server does."""
    return create_engine(
        url,
        pool_size=POOL,
        max_overflow=0,
        pool_timeout=WAIT,
        pool_pre_ping=True,
        connect_args={
            "connect_timeout": 3,
            "options": f"-c statement_timeout={int(WAIT * 1000)} -c lock_timeout=3000 "
            "-c idle_in_transaction_session_timeout=60000 -c timezone=UTC",
            "tcp_user_timeout": int(WAIT * 1000),
            "application_name": "kring",
        },
    )


def _may_run_again(fault: DBAPIError, attempt: int) -> bool:
    state = getattr(fault.orig, "sqlstate", None)
    if attempt == TRIES - 1:
        return False
    return state in SERIALIZATION or (state == UNIQUE and attempt < 3)


FAULTS = (
    ("select rolsuper from pg_roles where rolname = current_user", "is a superuser"),
    ("select rolbypassrls from pg_roles where rolname = current_user", "may bypass row-level security"),
    (
        "select count(*) > 0 from pg_class c join pg_namespace n on n.oid = c.relnamespace "
        "where n.nspname = current_schema() and c.relkind in ('r', 'p') and pg_has_role(c.relowner, 'MEMBER')",
        "owns tables, or is a member of a role that does",
    ),
)


def serving_role_faults(connection: Connection) -> list[str]:
    """Why this role must not serve; empty when it owns nothing, is no superuser and cannot bypass the policies."""
    return [why for question, why in FAULTS if connection.execute(text(question)).scalar()]
