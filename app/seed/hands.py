"""How the seed does what a nurse does: the same commands, on a day of its own choosing, with ids it can repeat."""

import random
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol, TypeVar
from uuid import UUID

from sqlmodel import Session

from app.actions import competence, invitation_making, membership  # noqa: F401 - enter the register
from app.actions.carry_out import Operation, body_hash, carry_out
from app.actions.register import REGISTER, Done, Moment
from app.keys import KeyRing
from app.queries.access import nurse_in

T = TypeVar("T")
READY_IDS = 40


class Door(Protocol):
    """The part of the door that a seed needs."""

    def read(self, team: UUID | None) -> AbstractContextManager[Session]: ...
    def write(self, team: UUID | None, work: Callable[[Session], T]) -> T: ...


class Ids:
    """UUIDv7-shaped ids made from the simulated time and a fixed seed: the same seed and day give the same ids."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)  # noqa: S311 - repeatable on purpose; guards nothing
        self._last = (0, 0)

    def at(self, moment: datetime) -> UUID:
        """An id of that millisecond, later than the one made before it in the same millisecond."""
        instant, tail = int(moment.timestamp() * 1000), self._random.getrandbits(73)
        if instant == self._last[0]:
            tail = self._last[1] + 1 + self._random.getrandbits(32)
        self._last = (instant, tail)
        high, low = tail >> 62, tail & (1 << 62) - 1
        return UUID(int=instant << 80 | 7 << 76 | high << 64 | 2 << 62 | low)

    def some(self, moment: datetime, count: int = READY_IDS) -> tuple[UUID, ...]:
        return tuple(self.at(moment) for _ in range(count))


@dataclass
class World:
    """Where the seed works, and what time it is there."""

    door: Door
    keys: KeyRing
    ids: Ids
    now: datetime

    def on(self, moment: datetime) -> "World":
        """The same world at another time."""
        return World(self.door, self.keys, self.ids, moment)

    def later(self, **step: float) -> "World":
        return self.on(self.now + timedelta(**step))

    def id(self) -> UUID:
        return self.ids.at(self.now)

    def command(self, team: UUID, account: UUID, name: str, wish: Mapping[str, Any]) -> Done:
        """What a nurse does with a click: the registered command, with its receipt and its journal line."""
        registered = REGISTER[name]
        body = registered.model.model_validate(dict(wish))
        prepared = registered.prepare(team, body, self.keys) if registered.prepare else None
        operation = Operation(self.id(), registered, body, body_hash(name, body, self.keys.fingerprint), self.id())
        moment = Moment(self.now, self.ids.some(self.now), prepared)

        def work(session: Session) -> Done:
            nurse = nurse_in(session, team, account, self.now, session_id=None)
            return carry_out(session, nurse, operation, moment)

        return self.door.write(team, work)
