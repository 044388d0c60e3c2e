"""A page with everything, and the same page when it only reads: no session to prove and no journal line to write."""

from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import AbstractContextManager, contextmanager
from typing import Any, TypeVar
from uuid import UUID

from sqlmodel import Session

from app.database import Door
from app.database.door import Work
from app.keys import secret_hash
from app.web import door as web_door
from bench.house import NOW, House

T = TypeVar("T")


class ReadingDoor:
    """A door whose units are done at once and leave nothing."""

    def __init__(self, door: Door) -> None:
        self.door = door

    def read(self, team: UUID | None) -> AbstractContextManager[Session]:
        return self.door.read(team)

    def submit(self, team: UUID | None, work: Work[T]) -> Future[Any]:
        done: Future[Any] = Future()
        done.set_result(None)
        return done

    def write(self, team: UUID | None, work: Work[T]) -> Any:
        return None

    def waiting(self) -> int:
        return 0

    def close(self) -> None:
        """The real door is closed by whoever opened it."""


@contextmanager
def only_reading(house: House, token: str) -> Iterator[None]:
    """The page's own statements and its own HTML, and nothing around them."""
    proven = web_door.known
    who = web_door.Visitor(secret_hash(token), "bench")
    with house.door.read(house.team) as session:
        person_and_nurse = proven(session, who, house.team, NOW)
    web_door.known = lambda *_given, **_named: person_and_nurse
    house.app.state.house.door = ReadingDoor(house.door)
    try:
        yield
    finally:
        web_door.known = proven
        house.app.state.house.door = house.door
