"""A story's happenings between the visits: notes, people who come and go, statuses, what was found out."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from functools import singledispatchmethod
from typing import Any

from app.seed.neighbourhood.arrival import Record, meet, tie
from app.seed.neighbourhood.client import Someone
from app.seed.neighbourhood.step import Step, Team, instant
from app.seed.neighbourhood.story import (
    Changed,
    Joined,
    Known,
    Left,
    Noted,
    Rated,
    Status,
    Story,
    Tied,
    Visited,
    moment_of,
)


class Telling:
    """Turns one client's story into steps, keeping the versions that each edit makes."""

    def __init__(self, team: Team, client: Someone, record: Record, phones: Iterator[str]) -> None:
        self.team, self.client, self.record, self.phones = team, client, record, phones
        self.status = "active"

    def steps(self, story: Story) -> Iterator[Step]:
        events = [one for one in story if not isinstance(one, Visited | Rated)]
        for event in sorted(events, key=lambda one: moment_of(one.when, self.team.today)):
            then = instant(moment_of(event.when, self.team.today))
            if then < self.team.now:
                yield from self._steps(event, then, self.team.nurse_on(then.date(), *self._who()))

    def _who(self) -> tuple[str, ...]:
        shut = self.client.shut[1] if self.client.shut else ""
        return tuple(name for name in (*self.client.named, *self.team.members) if name != shut)

    @singledispatchmethod
    def _steps(self, event: Any, then: datetime, nurse: str) -> Iterator[Step]:
        raise TypeError(event)

    @_steps.register
    def _(self, event: Noted, then: datetime, nurse: str) -> Iterator[Step]:
        wish = {"id": self.team.id_at(then), "happened_at": then, "text": event.text}
        yield self._step(then, nurse, "add-entry", wish)

    @_steps.register
    def _(self, event: Status, then: datetime, nurse: str) -> Iterator[Step]:
        wish = {"seen": self.status, "status": event.status, "reason": event.reason}
        self.status = event.status
        visits = {"visits": "cancel"} if event.status == "paused" else {}
        yield self._step(then, nurse, "change-client-status", {**wish, **visits})

    @_steps.register
    def _(self, event: Joined, then: datetime, nurse: str) -> Iterator[Step]:
        yield from meet(self.team, self.record, event.who, self.phones, then, nurse)

    @_steps.register
    def _(self, event: Changed, then: datetime, nurse: str) -> Iterator[Step]:
        person = self.record.people[event.name]
        person.facts = {**person.facts, **event.changes}
        wish = {"id": person.id, "version": person.version, **person.facts}
        person.version += 1
        yield self._step(then, nurse, "change-person", wish)

    @_steps.register
    def _(self, event: Left, then: datetime, nurse: str) -> Iterator[Step]:
        person = self.record.people[event.name]
        yield self._step(then, nurse, "end-person", {"id": person.id, "version": person.version, "why": event.why})

    @_steps.register
    def _(self, event: Tied, then: datetime, nurse: str) -> Iterator[Step]:
        yield tie(self.team, self.record, event.name, event.kind, then, nurse)

    @_steps.register
    def _(self, event: Known, then: datetime, nurse: str) -> Iterator[Step]:
        wish: Mapping[str, Any] = {"id": self.team.id_at(then), **event.fields}
        yield self._step(then, nurse, event.command, wish)

    def _step(self, then: datetime, nurse: str, command: str, wish: Mapping[str, Any]) -> Step:
        return Step(then, nurse, command, {"client": self.record.id, **wish})


def closed(team: Team, client: Someone, record: Record) -> Iterator[Step]:
    """The record is closed to one member, as the client wished or the member said."""
    if client.shut is None:
        return
    kind, name, reason, ago = client.shut
    then = instant(moment_of(f"ago {ago} 16:05", team.today))
    wish = {"id": team.id_at(then), "client": record.id, "reason": reason}
    if kind == "conflict":
        yield Step(then, name, "declare-conflict", wish)
    else:
        by = team.nurse_on(then.date(), *(one for one in client.named if one != name))
        yield Step(then + timedelta(minutes=1), by, "exclude-member", {**wish, "membership_id": team.members[name]})
