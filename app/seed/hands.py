"""How the seed does what a nurse does: the same commands, on a day of its own choosing, with ids it can repeat."""

import random
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol, TypeVar
from uuid import UUID

from sqlmodel import Session

from app.actions import (  # noqa: F401 - enter the register
    allergy,
    assessment,
    client,
    client_status,
    closed_record,
    competence,
    condition,
    decision,
    entry,
    invitation_making,
    key_safe,
    medicine,
    membership,
    named_nurse,
    person,
    problem,
    rating,
    tie,
    visit,
    visit_record,
    warning,
)
from app.actions.carry_out import Operation, body_hash, carry_out
from app.actions.register import REGISTER, Done, Moment
from app.keys import KeyRing
from app.queries.access import Nurse, nurse_in

T = TypeVar("T")
READY_IDS = 40
FEW_IDS = 12
"""What the commands of a day's care need at the most."""


class Door(Protocol):
    """The part of the door that a seed needs."""

    def read(self, team: UUID | None) -> AbstractContextManager[Session]: ...
    def write(self, team: UUID | None, work: Callable[[Session], T]) -> T: ...
    def submit(self, team: UUID | None, work: Callable[[Session], T]) -> Future[T]: ...


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


@dataclass(frozen=True)
class Click:
    """One command of many: when it was sent, from which account, its name and what was asked for."""

    at: datetime
    account: UUID
    name: str
    wish: Mapping[str, Any]


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
        return self.commands(team, [Click(self.now, account, name, wish)], ids=READY_IDS)[0]

    def commands(self, team: UUID, clicks: Sequence[Click], *, ids: int = FEW_IDS) -> list[Done]:
        """Clicks of one day in one unit of work: each its own command, receipt and line, together one commit."""
        ready = [self._operation(team, click, ids) for click in clicks]

        def work(session: Session) -> list[Done]:
            nurses: dict[UUID, Nurse] = {}
            done = []
            for click, operation, moment in ready:
                if click.account not in nurses:
                    nurses[click.account] = nurse_in(session, team, click.account, click.at, session_id=None)
                done.append(carry_out(session, nurses[click.account], operation, moment))
            return done

        return self.door.submit(team, work).result()  # nobody stands at a door here: it takes what it takes

    def _operation(self, team: UUID, click: Click, ids: int) -> tuple[Click, Operation, Moment]:
        registered = REGISTER[click.name]
        body = registered.model.model_validate(dict(click.wish))
        prepared = registered.prepare(team, body, self.keys) if registered.prepare else None
        hashed = body_hash(click.name, body, self.keys.fingerprint)
        operation = Operation(self.ids.at(click.at), registered, body, hashed, self.ids.at(click.at))
        return click, operation, Moment(click.at, self.ids.some(click.at, ids), prepared)
