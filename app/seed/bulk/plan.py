"""A team as it is planned: its nurses, its clients with their needs, and who lives where. No rows yet."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from uuid import UUID
from zoneinfo import ZoneInfo

from app.domain.client import ClientStatus
from app.domain.postcode import Point
from app.domain.visit import planned_at
from app.seed.bulk import names
from app.seed.bulk.ids import Ids, chance
from app.seed.bulk.needs import NEEDS, SELDOM, Need
from app.seed.bulk.places import neighbourhood

ZONE = ZoneInfo("Europe/London")
PROFESSIONS = (
    ("Registered nurse", 30.0),
    ("District nurse", 32.0),
    ("Healthcare assistant", 30.0),
    ("Registered nurse", 24.0),
)
SHARES = [need.share for need in NEEDS]
LONGEST, USUAL, SHORTEST = 900, 260, 20
"""Days in care: of whoever has been longest, in the middle, and at least."""
OLDER, REMEMBERED = 60, 60
"""Days by which the team is older than all of this, and for which a team is told of who has left in any case."""
PER_TEAM, TURNS = 1000, 15
"""Numbers that a team's clients may have, and how many were in care one after the other in one place."""


@dataclass(frozen=True)
class PlannedNurse:
    """A nurse who will have an account; ``seat`` counts from 1."""

    account: UUID
    membership: UUID
    name: str
    email: str
    profession: str
    hours: float
    seat: int

    def works(self, day: date) -> bool:
        return (day.toordinal() + 3 * self.seat) % 7 < round(self.hours / 7)


@dataclass(frozen=True)
class Routine:
    """A need that falls on these days of the week, at this minute of the day."""

    need: Need
    days: tuple[int, ...]
    minute: int
    weeks: int = 1

    def falls_on(self, day: date) -> bool:
        return day.weekday() in self.days and (day.toordinal() // 7) % self.weeks == 0


@dataclass(frozen=True)
class PlannedClient:
    """Somebody who will be in care from ``since``, and no longer than ``until``."""

    id: UUID
    given: str
    family: str
    known_as: str
    gender: str
    born_on: date
    home: tuple[str, str, Point]
    """Address, postcode and point."""
    since: date
    until: date | None
    status: ClientStatus
    routines: tuple[Routine, ...]
    nurses: tuple[PlannedNurse, ...]
    number: int
    """Over all clients of all teams, for a number of her own."""

    def in_care(self, day: date) -> bool:
        return self.since < day and (self.until is None or day <= self.until)


@dataclass(frozen=True)
class Plan:
    """One team."""

    seed: int
    number: int
    id: UUID
    name: str
    domain: str
    founded_at: datetime
    today: date
    now: datetime
    nurses: Sequence[PlannedNurse]
    clients: Sequence[PlannedClient]

    def luck(self, *of: object) -> random.Random:
        return chance(self.seed, self.number, *of)


def email_domain(seed: int, number: int) -> str:
    return f"team{number}.seed{seed}.example"


@lru_cache(maxsize=4096)
def instant(day: date, minute: int) -> datetime:
    """The instant of a minute of a civil day in the team's zone."""
    return planned_at(day, time(minute // 60, minute % 60), ZONE, today=day)


def first_morning(client: PlannedClient) -> datetime:
    """When a nurse wrote her down."""
    return instant(client.since, 600)


def plan_team(seed: int, number: int, now: datetime, weeks: int) -> Plan:
    """Team ``number`` as it is at ``now``. Other teams change nothing of it; more weeks add who was in care then."""
    luck, today = chance(seed, number, "team"), now.astimezone(ZONE).date()
    founded_at = instant(today - timedelta(days=max(LONGEST, 7 * weeks) + OLDER), 540)
    ids = Ids(luck)
    town, homes = neighbourhood(seed, number)
    nurses = _nurses(luck, ids, email_domain(seed, number), founded_at)
    chances = _Chances(luck, ids, nurses, town, homes, today)
    in_care = [_in_care(chances, place, number * PER_TEAM + place) for place in range(luck.randint(40, 60))]
    return Plan(
        seed=seed,
        number=number,
        id=ids.at(founded_at),
        name=f"{names.TEAMS[(number - 1) % len(names.TEAMS)]} {number}, {town}",
        domain=email_domain(seed, number),
        founded_at=founded_at,
        today=today,
        now=now,
        nurses=nurses,
        clients=[
            *in_care,
            *_before(seed, number, chances, in_care, today - timedelta(days=max(REMEMBERED, 7 * weeks))),
        ],
    )


def _nurses(luck: random.Random, ids: Ids, domain: str, founded_at: datetime) -> list[PlannedNurse]:
    given = luck.sample([*names.WOMEN, *names.MEN[::4]], luck.randint(9, 12))
    return [
        PlannedNurse(
            ids.at(founded_at),
            ids.at(founded_at),
            f"{name} {luck.choice(names.FAMILY)}",
            f"{name.lower()}@{domain}",
            *PROFESSIONS[seat % len(PROFESSIONS)],
            seat,
        )
        for seat, name in enumerate(given, start=1)
    ]


@dataclass(frozen=True)
class _Chances:
    """What a client of this team is made of."""

    luck: random.Random
    ids: Ids
    nurses: Sequence[PlannedNurse]
    town: str
    homes: Sequence[tuple[str, Point]]
    today: date
    so_far: list[PlannedClient] = field(default_factory=list)

    def client(self, number: int, since: date, until: date | None, routines: tuple[Routine, ...]) -> PlannedClient:
        """One in twelve lives with the one before, under one name."""
        luck = self.luck
        is_woman = luck.random() < 0.62
        given = luck.choice(names.WOMEN if is_woman else names.MEN)
        with_last = bool(self.so_far) and luck.random() < 0.08
        postcode, point = luck.choice(self.homes)
        home = (f"{luck.randint(1, 140)} {luck.choice(names.STREETS)}\n{self.town}", postcode, point)
        found = PlannedClient(
            id=self.ids.at(instant(since, 600)),
            given=given,
            family=self.so_far[-1].family if with_last else luck.choice(names.FAMILY),
            known_as=given if luck.random() < 0.7 else "",
            gender="female" if is_woman else "male",
            born_on=date(luck.randint(1929, 1968), luck.randint(1, 12), luck.randint(1, 28)),
            home=self.so_far[-1].home if with_last else home,
            since=since,
            until=until,
            status=_status(luck, until, self.today, since),
            routines=routines,
            nurses=tuple(luck.sample(list(self.nurses), luck.choice((1, 1, 2)))),
            number=number,
        )
        self.so_far.append(found)
        return found


def _in_care(chances: _Chances, place: int, number: int) -> PlannedClient:
    """Somebody in care today. The first one has been for longest, and is visited every five weeks."""
    luck = chances.luck
    days = min(LONGEST, 2 + int(luck.expovariate(1 / USUAL))) if place else LONGEST
    routines = _routines(luck) if place else (Routine(SELDOM, luck.choice(SELDOM.days), 720, weeks=5),)
    return chances.client(number, chances.today - timedelta(days=days), None, routines)


def _before(
    seed: int, number: int, chances: _Chances, in_care: Sequence[PlannedClient], begin: date
) -> Iterator[PlannedClient]:
    """Who was in care before them, back to ``begin``: a team has as much to do in each of its years."""
    for place, client in enumerate(in_care):
        luck = chance(seed, number, "before", place)
        own = replace(chances, luck=luck, ids=Ids(luck), so_far=[])
        until = client.since - timedelta(days=luck.randint(1, 14))
        for turn in range(TURNS):
            if until < begin:
                break
            since = until - timedelta(days=SHORTEST + int(luck.expovariate(1 / USUAL)))
            own_number = number * PER_TEAM + 100 + place * TURNS + turn
            yield own.client(own_number, since, until, _routines(luck))
            until = since - timedelta(days=luck.randint(1, 14))


def _status(luck: random.Random, until: date | None, today: date, since: date) -> ClientStatus:
    if until is not None:
        return ClientStatus.DIED if luck.random() < 0.4 else ClientStatus.DISCHARGED
    return ClientStatus.REFERRED if (today - since).days < 4 else ClientStatus.ACTIVE


def _routines(luck: random.Random) -> tuple[Routine, ...]:
    found = []
    for need in dict.fromkeys(luck.choices(NEEDS, SHARES, k=luck.choice((1, 1, 1, 2)))):
        days, shift = luck.choice(need.days), luck.randrange(0, 90, 5)
        found += [Routine(need, days, minute + (shift if not need.why else 0)) for minute in need.times]
    return tuple(found)
