"""One nurse's day: each visit planned beforehand, begun at the door, recorded when it is over."""

import random
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from app.seed.neighbourhood.arrival import Record
from app.seed.neighbourhood.calendar import TRAVEL
from app.seed.neighbourhood.need import Need, planned_on
from app.seed.neighbourhood.notes import Writer
from app.seed.neighbourhood.step import Step, Team, at, instant
from app.seed.neighbourhood.story import moment_of

STARTED_FROM = 3
"""Days ago from which each start was pressed at the door; before that most told it with the record."""


class Recording:
    """Keeps the clock of one nurse's day, so that nobody is in two houses at once."""

    def __init__(
        self, team: Team, records: Mapping[str, Record], writers: Mapping[str, Writer], chance: random.Random
    ) -> None:
        self.team, self.records, self.writers, self.chance = team, records, writers, chance
        self.free: datetime | None = None

    def steps(self, need: Need) -> Iterator[Step]:
        visit, planned = self.team.id_at(instant(need.start)), instant(need.start)
        made = self._made(need, planned)
        yield self._plan(need, visit, made)
        if need.cancelled:
            wish = {"client": self._client(need), "visit": visit, "version": 1, "reason": need.cancelled}
            yield Step(planned - timedelta(hours=self.chance.randint(2, 20)), need.nurse, "cancel-visit", wish)
        elif not need.ended and planned < self.team.now:
            yield from self._happened(need, visit, planned)

    def _made(self, need: Need, planned: datetime) -> datetime:
        if need.told and need.told.called_out:
            return planned - timedelta(minutes=self.chance.randint(15, 35))
        if need.told and need.told.planned:
            return instant(moment_of(need.told.planned, self.team.today))
        first = max(instant(planned_on(need.day)), instant(need.made_after) + timedelta(minutes=25))
        if not need.told:
            first = max(first, at(self.team.day(need.client.ago - 1), "15:10"))
        soonest = min(planned, self.team.now) - timedelta(hours=1, minutes=self.chance.randint(5, 50))
        registered = at(self.team.day(need.client.ago), "12:10")
        return max(min(first, soonest), min(registered, soonest))

    def _plan(self, need: Need, visit: UUID, made: datetime) -> Step:
        tasks = [{"text": text, "measures": list(measures)} for text, measures in need.tasks]
        wish = {
            "id": visit,
            "client": self._client(need),
            "membership_id": self.team.members[need.nurse],
            "day": need.start.date(),
            "at": need.start.time(),
            "minutes": need.minutes,
            "tasks": tasks,
            "urgency": need.kind.urgency.value,
            "urgency_why": need.kind.why,
            "confirmed": True,
        }
        wanted = (need.nurse,) if need.told and need.told.called_out else need.client.named
        by = self.team.nurse_on(made.date(), *(name for name in wanted if not _shut(need, name)))
        return Step(made, need.nurse if _shut(need, by) else by, "plan-visit", wish)

    def _happened(self, need: Need, visit: UUID, planned: datetime) -> Iterator[Step]:
        began = planned + timedelta(minutes=self.chance.randint(-4, 9), seconds=self.chance.randint(0, 59))
        if self.free is not None:
            began = max(began, self.free + TRAVEL / 2)
        took = timedelta(minutes=max(8, need.minutes + self.chance.randint(-7, 8)))
        ended = began + took
        self.free = ended
        if began >= self.team.now:
            return
        wish: dict[str, Any] = {"client": self._client(need), "visit": visit}
        pressed = (self.team.today - need.day).days <= STARTED_FROM
        if pressed or ended >= self.team.now:
            yield Step(began, need.nurse, "start-visit", {**wish, "happened_at": began})
        if ended < self.team.now:
            told = {} if pressed else {"started_at": began}
            yield Step(ended, need.nurse, "record-visit", {**wish, **told, **self._record(need, ended)})

    def _record(self, need: Need, ended: datetime) -> dict[str, Any]:
        writer = self.writers[need.client.key]
        values, note = writer.write(need)
        wish: dict[str, Any] = {
            "id": self.team.id_at(ended),
            "happened_at": ended,
            "finished_at": ended,
            "all_as_planned": True,
            "value": values,
            "note": note,
            "confirmed": True,
        }
        told = need.told
        if told and told.undone:
            places = {f"t{place + 1}": why for place, why in told.undone.items()}
            wish |= {"done": dict.fromkeys(places, "not-done"), "reason": places}
        asked = told is not None or self.chance.random() < 0.5
        safe = "no" if told and told.unsafe else "yes"
        return {**wish, "safe_to_leave": safe if asked else None}

    def _client(self, need: Need) -> UUID:
        return self.records[need.client.key].id


def _shut(need: Need, nurse: str) -> bool:
    return need.client.shut is not None and need.client.shut[1] == nurse
