"""The demonstration on this installation: filled in once, into an empty database."""

from datetime import UTC, datetime
from typing import Protocol

from app.database import open_door
from app.keys import open_key_file
from app.passwords import hash_password
from app.running.ground import SetUpWrong, shown
from app.seed import demonstration
from app.settings import Settings


class Steps(Protocol):
    """A progress bar, as far as it is needed here."""

    def of(self, total: int) -> None: ...
    def done(self, count: int = 1) -> None: ...


def fill(settings: Settings, *, only_if_empty: bool, steps: Steps) -> bool:
    """Fill an empty database. One that holds anything is left alone, with ``SetUpWrong`` when filling was asked for."""
    door = open_door(settings.url)
    try:
        with door.read(None) as session:
            empty, begun = demonstration.is_empty(session), demonstration.is_demonstration(session)
            whole = demonstration.is_whole(session)
        if empty:
            steps.of(demonstration.people_count())
            demonstration.fill(
                door,
                open_key_file(settings.key_file),
                now=datetime.now(UTC),
                password_hash=hash_password(demonstration.PASSWORD),
                step=steps.done,
            )
        elif begun and not whole:
            raise SetUpWrong(
                f"the demonstration was begun in {shown(settings.url)} and not finished: take that away and begin again"
            )
        elif not only_if_empty:
            raise SetUpWrong("the demonstration goes into an empty database only, and this one holds something")
        return empty
    finally:
        door.close()


def is_demonstration(settings: Settings) -> bool:
    """Whether the demonstration's people can sign in here."""
    door = open_door(settings.url)
    try:
        with door.read(None) as session:
            return demonstration.is_demonstration(session)
    finally:
        door.close()
