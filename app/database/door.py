"""What every door offers, and what all doors share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeout
from contextlib import AbstractContextManager, contextmanager
from functools import lru_cache
from typing import Any, Protocol, TypeVar, cast
from uuid import UUID

from sqlalchemy import Connection, TextClause, text
from sqlmodel import Session

from app.database.faults import Unavailable
from app.database.patience import patience
from app.models.fence import SETTING
from app.models.lines import Lines

T = TypeVar("T")
Work = Callable[[Session], T]


class WroteInsideWrite(RuntimeError):
    """A unit of work asked for another one: it would wait for itself."""


class Door(Protocol):
    """The only way to the database. ``team`` is None for the directory tables."""

    def read(self, team: UUID | None) -> AbstractContextManager[Session]:
        """A snapshot that sees this team. Raises ``Unavailable``."""

    def submit(self, team: UUID | None, work: Work[T]) -> Future[T]:
        """A unit of work, its result (or refusal) in the future once it is committed."""

    def write(self, team: UUID | None, work: Work[T]) -> T:
        """A unit of work, committed when this returns. Raises what the work raised, or ``Unavailable``."""

    def waiting(self) -> int:
        """How many units are queued."""

    def close(self) -> None:
        """Finish what is queued and let go."""


def settle(done: Future[T]) -> T:
    """Wait for a unit as long as this request may, and say what is known when that is not enough."""
    try:
        return done.result(timeout=patience())
    except FutureTimeout:
        if done.cancel():
            raise Unavailable("the database did not answer in time") from None
        raise Unavailable("the database did not answer in time", perhaps_done=True) from None


def run_unit(connection: Connection, team: UUID | None, work: Work[T]) -> T:
    """One unit inside a savepoint: its own fault does not undo its neighbours."""
    savepoint = _savepoint(connection) if isinstance(work, Lines) else connection.begin_nested()
    with savepoint, named_team(connection, team):
        return in_session(connection, team, work)


@contextmanager
def _savepoint(connection: Connection) -> Iterator[None]:
    """For what needs no session, and so nobody who would have to know of it. Half the cost of ``begin_nested``."""
    connection.exec_driver_sql("SAVEPOINT lines")
    try:
        yield
    except BaseException:
        connection.exec_driver_sql("ROLLBACK TO SAVEPOINT lines")
        connection.exec_driver_sql("RELEASE SAVEPOINT lines")
        raise
    connection.exec_driver_sql("RELEASE SAVEPOINT lines")


def in_session(connection: Connection, team: UUID | None, work: Work[T]) -> T:
    """Run the work and flush it. The caller's transaction or savepoint commits it, or takes it back."""
    if isinstance(work, Lines):
        work.write(connection)
        return cast(T, None)
    session = Session(
        bind=connection, info={"team": team}, expire_on_commit=False, join_transaction_mode="rollback_only"
    )
    with session:
        result = work(session)
        session.flush()
        return result


class Reader(Session):
    """A session whose statements go straight to its connection.

    Pages select columns and never entities, so all that the ORM does around a statement, more than the statement costs
    itself, would be done for nothing. Whoever does ask for entities gets them in the usual way: the ORM's own part of
    the session is made then.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def __getattr__(self, name: str) -> Any:
        """Asked for what is not there yet: make the ORM's part."""
        if self._is_whole():
            raise AttributeError(name)
        super().__init__(bind=self._connection, autoflush=False)
        return getattr(self, name)

    def _is_whole(self) -> bool:
        return "identity_map" in vars(self)

    def execute(self, statement: Any, params: Any = None, **options: Any) -> Any:
        if options or asks_for_entities(statement):
            return super().execute(statement, params, **options)
        return self._connection.execute(statement, params)

    def close(self) -> None:
        if self._is_whole():
            super().close()


@lru_cache(maxsize=2048)
def asks_for_entities(statement: Any) -> bool:
    return any(isinstance(asked["expr"], type) for asked in getattr(statement, "column_descriptions", ()))


@contextmanager
def reading(connection: Connection, team: UUID | None) -> Iterator[Session]:
    """A session that only reads, for this team."""
    with (
        named_team(connection, team, SET_READING),
        Reader(connection) as session,
    ):
        yield session


@contextmanager
def named_team(connection: Connection, team: UUID | None, setting: TextClause | None = None) -> Iterator[None]:
    """Tells the connection whose unit this is, and takes the name away afterwards.

    After a fault PostgreSQL accepts nothing more until its transaction or savepoint is taken back, and the setting
    goes with it.
    """
    tell_team(connection, team, setting)
    try:
        yield
    except BaseException:
        # A connection that has died keeps nothing, and asking it for its notes would be a fault of its own.
        if not connection.invalidated:
            connection.info["team"] = None
        raise
    tell_team(connection, None)


def tell_team(connection: Connection, team: UUID | None, setting: TextClause | None = None) -> None:
    """Name the team for the policies (PostgreSQL) and for the statement hook of the tests."""
    connection.info["team"] = team
    if connection.dialect.name == "postgresql":
        connection.execute(SET_TEAM if setting is None else setting, {"team": str(team) if team else ""})


SET_TEAM = text(f"select set_config('{SETTING}', :team, true)")
SET_READING = text(f"select set_config('{SETTING}', :team, true), set_config('transaction_read_only', 'on', true)")
"""Read-only for this transaction and in the same round trip. As an option of the driver it would come back as an
explicit READ WRITE, which overrules a server that was made read-only."""
