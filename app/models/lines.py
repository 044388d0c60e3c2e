"""A unit of work that only adds lines: nothing is asked in it, so no session is made for it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Executable
from sqlmodel import Session


@dataclass(frozen=True)
class Lines:
    """Statements with their values, in the order in which they are written. Any door can carry it out as a unit."""

    statements: Sequence[tuple[Executable, Mapping[str, Any]]]

    def __call__(self, session: Session) -> None:
        self.write(session.connection())

    def write(self, connection: Connection) -> None:
        for statement, values in self.statements:
            connection.execute(statement, values)
