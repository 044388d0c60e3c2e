"""One click of a nurse: when, who, which command, with what."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from app.domain.civil_time import instant_of
from app.seed.neighbourhood.rota import OFF, Rota

ZONE = ZoneInfo("Europe/London")
INVENTED_IN = 2026


@dataclass(frozen=True)
class Step:
    """``by`` is a first name of the team."""

    at: datetime
    by: str
    command: str
    wish: Mapping[str, Any]


@dataclass(frozen=True)
class Team:
    """What the script has to know of the team that has grown by now."""

    name: str
    now: datetime
    rota: Rota
    members: Mapping[str, UUID]
    """First name → membership."""
    joined: Mapping[str, date]
    professions: Mapping[str, str]
    can: Callable[[str, str, date], bool]
    id_at: Callable[[datetime], UUID]

    @property
    def today(self) -> date:
        return self.rota.today

    def day(self, ago: int) -> date:
        return self.today - timedelta(days=ago)

    def nurse_on(self, day: date, *wanted: str) -> str:
        """One of those who were wanted, or of the first nurses who were there then and on duty."""
        there = [name for name in self.members if self.joined[name] < day and name != self.rota.guest]
        on = [name for name in there if self.rota.shift(name, day) != OFF]
        return next((name for name in (*wanted, *there) if name in on), there[0])

    def born(self, told: str) -> date:
        """Everybody is as old as in the year these people were invented, so that a child stays one."""
        day = date.fromisoformat(told)
        return day.replace(year=day.year + self.today.year - INVENTED_IN)


def at(day: date, clock: str | time) -> datetime:
    """A civil time of the team as an instant."""
    return instant_of(day, time.fromisoformat(clock) if isinstance(clock, str) else clock, ZONE)


def instant(civil: datetime) -> datetime:
    return at(civil.date(), civil.time())
