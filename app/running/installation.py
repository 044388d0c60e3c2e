"""The installation as the command line uses it: settings, key file and door, beside a server that may be running."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TypeVar
from uuid import UUID

from sqlmodel import Session

from app.database import Door, Unavailable, open_door
from app.keys import KeyRing, open_key_file
from app.running.ground import check_data_dir, check_database
from app.settings import Settings

T = TypeVar("T")

TRIES = 8
"""How often a short unit is tried beside a server that writes all the time: on SQLite nobody queues for the lock."""


@dataclass(frozen=True)
class Installation:
    """What a command of the command line works with."""

    settings: Settings
    door: Door
    keys: KeyRing

    def now(self) -> datetime:
        return datetime.now(UTC)

    def write(self, team: UUID | None, work: Callable[[Session], T]) -> T:
        """A unit of work through the same door as a page. Tried again while the server holds the lock."""
        for attempt in range(TRIES):
            try:
                return self.door.write(team, work)
            except Unavailable as fault:
                if fault.perhaps_done or attempt == TRIES - 1:
                    raise
                time.sleep(0.05 * 2**attempt)
        raise AssertionError


@contextmanager
def installation(settings: Settings) -> Iterator[Installation]:
    """Checked, opened, and closed behind the command. Raises ``SetUpWrong`` when it cannot be used."""
    check_data_dir(settings.data_dir)
    check_database(settings)
    door = open_door(settings.url)
    try:
        yield Installation(settings, door, open_key_file(settings.key_file))
    finally:
        door.close()
