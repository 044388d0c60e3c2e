"""For tests: every unit on ONE connection inside ONE transaction that the fixture rolls back."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from typing import TypeVar
from uuid import UUID

from sqlalchemy import Connection
from sqlmodel import Session

from app.database.door import Work, WroteInsideWrite, reading, run_unit
from app.database.faults import unavailable

T = TypeVar("T")


class InlineDoor:
    """Keeps the rules of the other doors (a reading leaves nothing, no unit in a unit) without threads or commits."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self._lock = threading.RLock()
        self._writing = False

    @contextmanager
    def read(self, team: UUID | None) -> Iterator[Session]:
        with self._lock, self.connection.begin_nested() as savepoint:
            with reading(self.connection, team) as session:
                yield session
            if savepoint.is_active:
                savepoint.rollback()

    def submit(self, team: UUID | None, work: Work[T]) -> Future[T]:
        done: Future[T] = Future()
        try:
            done.set_result(self.write(team, work))
        except WroteInsideWrite:
            raise
        except Exception as fault:
            done.set_exception(fault)
        return done

    def write(self, team: UUID | None, work: Work[T]) -> T:
        with self._lock:
            if self._writing:
                raise WroteInsideWrite
            self._writing = True
            try:
                return run_unit(self.connection, team, work)
            except Exception as fault:
                if gone := unavailable(fault):
                    raise gone from fault
                raise
            finally:
                self._writing = False

    def waiting(self) -> int:
        return 0

    def close(self) -> None:
        """The fixture that opened the connection closes it."""
