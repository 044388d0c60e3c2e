"""Counts the statements a page needs of its own; what every page asks (session, membership, settings) is left out."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, event

from app.database import InlineDoor
from app.queries import access, team_setting
from tests.cast import Kring
from tests.fence import PASSED

LIST_PAGE = 7
"""The most statements a list page may need (design.md section 8)."""

OF_EVERY_PAGE = (access.SESSION, access.MEMBERSHIP, access.GUEST_DAYS, team_setting.STORED)
JOURNAL = ("INSERT INTO journal", "UPDATE session")


@contextmanager
def counted(kring: Kring) -> Iterator[list[str]]:
    """The statements of what happens inside, as texts."""
    door = kring.door
    assert isinstance(door, InlineDoor)
    engine = door.connection.engine
    shared = {str(statement.compile(engine)) for statement in OF_EVERY_PAGE}
    found: list[str] = []

    def note(_connection: Connection, _cursor: Any, sql: str, *_more: Any) -> None:
        if not sql.lstrip().startswith((*PASSED, *JOURNAL)) and sql not in shared:
            found.append(sql)

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield found
    finally:
        event.remove(engine, "before_cursor_execute", note)
