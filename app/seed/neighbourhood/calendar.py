"""Who goes where and when: the named nurses first, few faces, one after the other, within their duty."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from zlib import crc32

from app.seed.neighbourhood.need import Need
from app.seed.neighbourhood.rota import LATE, SHIFTS, Rota

TRAVEL = timedelta(minutes=8)
STEP = timedelta(minutes=5)
TIGHT, LOOSE, ANY = timedelta(minutes=30), timedelta(minutes=90), timedelta(hours=5)
MOST_MINUTES = 330
"""Of a duty of seven and a half hours; the rest is the road, the telephone and the notes."""
FEWEST, ENOUGH = 3, 5
"""Visits that everybody on duty has from today on, so that every round is one; and the first nurse, for whom the
welcome says to sign in."""

Can = Callable[[str, str, date], bool]
"""Whether a nurse has shown a competence that counts on that day: ``can(nurse, competence, day)``."""


class Calendar:
    """Gives each visit its nurse and its time, a day at a time."""

    def __init__(self, rota: Rota, assistants: Collection[str], can: Can) -> None:
        self.rota, self.assistants, self.can = rota, assistants, can

    def arrange(self, found: Sequence[Need]) -> None:
        by_day: defaultdict[date, list[Need]] = defaultdict(list)
        for need in found:
            by_day[need.day].append(need)
        for day in sorted(by_day):
            self._day(day, by_day[day])

    def _day(self, day: date, found: list[Need]) -> None:
        rounds: dict[str, list[Need]] = {nurse: [] for nurse in self.rota.on_duty(day)}
        for need in sorted(found, key=_hardest_first):
            need.start = datetime.combine(day, need.at)
            if need.told is not None and need.told.called_out:
                need.nurse = self._on_call(need)
            else:
                self._place(need, rounds)
        if day >= self.rota.today:
            self._even_out(rounds)

    def _place(self, need: Need, rounds: Mapping[str, list[Need]]) -> None:
        wanted = need.start
        slack = TIGHT if need.kind.fixed or need.told else LOOSE
        for within, shown in ((slack, True), (ANY, True), (ANY, False)):
            for nurse in self._in_order(need, rounds, shown=shown):
                start = self._free(nurse, need, rounds[nurse], wanted, within)
                if start is not None:
                    need.nurse, need.start = nurse, start
                    rounds[nurse].append(need)
                    return
        raise ValueError(f"nobody can go to {need.client.key} on {need.day}: {need.kind_name} at {need.at}")

    def _in_order(self, need: Need, rounds: Mapping[str, list[Need]], *, shown: bool) -> list[str]:
        """Named nurses, then the few who always stand in for them, then whoever is left.

        Only where none of them has ``shown`` that she can do it, a nurse goes who has not: no client is left alone.
        """
        named = [nurse for nurse in need.client.named if nurse in rounds]
        behind = [nurse for nurse in rounds if nurse not in named]
        behind.sort(key=lambda nurse: crc32(f"{need.client.key} {nurse}".encode()))
        if not need.kind.by_nurse:
            behind.sort(key=lambda nurse: nurse not in self.assistants)
        return [nurse for nurse in (*named, *behind) if self._may(nurse, need, shown=shown)]

    def _may(self, nurse: str, need: Need, *, shown: bool = True) -> bool:
        shut = need.client.shut
        if shut and shut[1] == nurse:
            return False
        if nurse in self.assistants:
            return not need.kind.by_nurse
        return not shown or not need.kind.needs or self.can(nurse, need.kind.needs, need.day)

    def _free(
        self, nurse: str, need: Need, round: Sequence[Need], wanted: datetime, within: timedelta
    ) -> datetime | None:
        """The start nearest to the wanted one at which she is free and on duty."""
        if sum(one.minutes for one in round) + need.minutes > MOST_MINUTES:
            return None
        shift = self.rota.shift(nurse, need.day)
        first, last = (datetime.combine(need.day, clock) for clock in SHIFTS[shift])
        length = timedelta(minutes=need.minutes)
        away = timedelta()
        while away <= within:
            for start in (wanted + away, wanted - away):
                if first <= start and start + length <= last and _fits(start, length, round):
                    return start
            away += STEP
        return None

    def _on_call(self, need: Need) -> str:
        """Whoever works late that day keeps the telephone through the night; else somebody else on duty."""
        on = self.rota.on_duty(need.day)
        late = [nurse for nurse in on if self.rota.shift(nurse, need.day) == LATE]
        able = [nurse for nurse in (*late, *on) if nurse not in self.assistants and self._may(nurse, need)]
        return next((nurse for nurse in need.client.named if nurse in able and nurse in late), able[0])

    def _even_out(self, rounds: Mapping[str, list[Need]]) -> None:
        """Whoever has next to nothing takes something from whoever has most."""
        for nurse, mine in rounds.items():
            fewest = {self.rota.guest: 2, self.rota.first: ENOUGH}.get(nurse, FEWEST)
            while len(mine) < fewest and (taken := self._spare(nurse, rounds)) is not None:
                taken.nurse = nurse
                mine.append(taken)

    def _spare(self, nurse: str, rounds: Mapping[str, list[Need]]) -> Need | None:
        first, last = SHIFTS[self.rota.shift(nurse, next(iter(rounds[nurse]), _any(rounds)).day)]
        least = 1 if nurse in (self.rota.guest, self.rota.first) else FEWEST
        for giver in sorted(rounds, key=lambda one: -len(rounds[one])):
            if giver in (nurse, self.rota.first) or len(rounds[giver]) <= least:
                continue
            for need in sorted(rounds[giver], key=lambda one: one.start, reverse=True):
                inside = first <= need.start.time() and need.end.time() <= last
                if inside and self._may(nurse, need) and _fits(need.start, need.end - need.start, rounds[nurse]):
                    rounds[giver].remove(need)
                    return need
        return None


def _any(rounds: Mapping[str, list[Need]]) -> Need:
    return next(need for round in rounds.values() for need in round)


def _fits(start: datetime, length: timedelta, round: Sequence[Need]) -> bool:
    return all(start + length + TRAVEL <= one.start or one.end + TRAVEL <= start for one in round)


def _hardest_first(need: Need) -> tuple[bool, bool, time, str]:
    """What the story tells at its time, what must be on the minute, then by the clock."""
    return need.told is None, not need.kind.fixed, need.at, need.client.key
