"""What every door offers, and what all doors share."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from contextlib import AbstractContextManager
from typing import Protocol, TypeVar
from uuid import UUID

from sqlalchemy import Connection, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError, DisconnectionError, IntegrityError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlmodel import Session

from app.models.fence import SETTING

T = TypeVar("T")
Work = Callable[[Session], T]

WAIT = 4.0
"""Seconds a page or a command waits for the database before it answers 503; the promise is five."""

UNAVAILABLE_CLASSES = ("08", "53", "57", "58", "XX")
"""SQLSTATE classes that say the server is not there, full, shutting down or broken, not that a rule was broken."""
READ_ONLY = "25006"


class Unavailable(Exception):
    """The database is not there, cannot be written, or did not answer in time."""

    def __init__(self, why: str, *, perhaps_done: bool = False) -> None:
        super().__init__(why)
        self.perhaps_done = perhaps_done
        """True when it had begun and its end is not known; sending the same operation again is safe."""


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


def open_door(url: URL) -> Door:
    """The door that fits the address."""
    from app.database.postgres import PostgresDoor
    from app.database.sqlite import SqliteDoor

    return PostgresDoor(url) if url.get_backend_name() == "postgresql" else SqliteDoor(url)


def run_unit(connection: Connection, team: UUID | None, work: Work[T]) -> T:
    """One unit inside a savepoint: its own fault does not undo its neighbours."""
    with connection.begin_nested(), named_team(connection, team):
        return in_session(connection, team, work)


def in_session(connection: Connection, team: UUID | None, work: Work[T]) -> T:
    session = Session(
        bind=connection,
        info={"team": team},
        expire_on_commit=False,
        join_transaction_mode="create_savepoint",
    )
    with session:
        result = work(session)
        session.commit()
        return result


class named_team:  # noqa: N801 - reads as a with-statement
    """Tells the connection whose unit this is, and takes the name away afterwards."""

    def __init__(self, connection: Connection, team: UUID | None) -> None:
        self.connection, self.team = connection, team

    def __enter__(self) -> None:
        self._tell(self.team)

    def __exit__(self, *fault: object) -> None:
        # After a fault PostgreSQL accepts nothing more in this transaction, and the setting ends with it.
        if fault[0] is None:
            self._tell(None)
        else:
            self.connection.info["team"] = None

    def _tell(self, team: UUID | None) -> None:
        self.connection.info["team"] = team
        if self.connection.dialect.name == "postgresql":
            self.connection.execute(SET_TEAM, {"team": str(team) if team else ""})


SET_TEAM = text(f"select set_config('{SETTING}', :team, true)")


def unavailable(fault: BaseException) -> Unavailable | None:
    """The fault as ``Unavailable`` when it speaks of the database's health, None when it speaks of the work."""
    if isinstance(fault, Unavailable):
        return fault
    if isinstance(fault, (PoolTimeout, DisconnectionError)):
        return Unavailable("no connection to the database was free in time")
    if not isinstance(fault, DBAPIError) or isinstance(fault, IntegrityError):
        return None
    state = str(getattr(fault.orig, "sqlstate", None) or "")
    broken = fault.connection_invalidated or state[:2] in UNAVAILABLE_CLASSES or state == READ_ONLY
    if broken or (isinstance(fault, OperationalError) and not state):
        return Unavailable(f"the database cannot be used: {type(fault.orig).__name__}")
    return None
