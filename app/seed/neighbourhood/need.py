"""Which visits there are to be: by a client's care, day by day, and by her story."""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta

from app.seed.neighbourhood.care import KINDS, Kind
from app.seed.neighbourhood.client import Care, Someone
from app.seed.neighbourhood.rota import Rota
from app.seed.neighbourhood.story import Status, Story, Visited, beginning, moment_of

DAYS_AHEAD = 7
EVENING = time(15)
NEAR = 75
"""Minutes between two things due that make them one visit."""
LONG_AGO = datetime(2000, 1, 1)  # noqa: DTZ001 - civil, as everything that is planned


@dataclass
class Need:
    """A visit to be planned. Whoever plans fills in ``nurse`` and ``start``."""

    client: Someone
    kind_name: str
    kind: Kind
    day: date
    at: time
    minutes: int
    tasks: tuple[tuple[str, tuple[str, ...]], ...]
    usual: Mapping[str, float] = field(default_factory=dict)
    told: Visited | None = None
    nurse: str = ""
    start: datetime = LONG_AGO
    """Civil, in the team's zone."""
    cancelled: str = ""
    """Why it did not take place, where the plan itself was cancelled."""
    ended: bool = False
    """Planned before care ended or rested, and gone with it."""
    made_after: datetime = LONG_AGO
    """Civil: care was taken up again then, and nothing had been planned before."""

    @property
    def end(self) -> datetime:
        return self.start + timedelta(minutes=self.minutes)


def needs(client: Someone, story: Story, rota: Rota, chance: random.Random) -> list[Need]:
    """All of one client's, in order of time."""
    statuses = [(moment_of(one.when, rota.today), one.status) for one in story if isinstance(one, Status)]
    told = [_told(client, one, rota.today) for one in story if isinstance(one, Visited)]
    taken = {(one.day, one.kind_name, one.at >= EVENING) for one in told}
    found = list(told)
    for number, care in enumerate(client.care):
        for day in _days(client, care, rota, number):
            at = time.fromisoformat(care.at)
            if (day, care.kind, at >= EVENING) not in taken and not client.referred:
                found.append(_regular(client, care, day, at))
    found = [one for one in found if _by_itself(one) or _in_care(one, statuses)]
    found = _together(sorted(found, key=lambda one: (one.day, one.at)))
    if not story:
        _cancel_some(found, rota.today, chance)
    return found


def _told(client: Someone, visited: Visited, today: date) -> Need:
    kind, then = KINDS[visited.kind], moment_of(visited.when, today)
    tasks = tuple(visited.tasks) or kind.tasks
    minutes = visited.minutes or kind.minutes
    return Need(client, visited.kind, kind, then.date(), then.time(), minutes, tasks, told=visited)


def _regular(client: Someone, care: Care, day: date, at: time) -> Need:
    kind = KINDS[care.kind]
    tasks = (*kind.tasks, *((text, ()) for text in care.tasks))
    return Need(client, care.kind, kind, day, at, care.minutes or kind.minutes, tasks, care.values)


def _days(client: Someone, care: Care, rota: Rota, number: int) -> Iterator[date]:
    first = max(beginning(rota.today), rota.today - timedelta(days=care.since or client.ago - 2))
    last = min(rota.today + timedelta(days=DAYS_AHEAD), rota.today - timedelta(days=care.until))
    place = random.Random(f"{client.key} {number}").randrange(1000)  # noqa: S311 - repeatable on purpose
    chosen = _offsets(client, care, rota, place)
    day = first
    while day <= last:
        away = (day - rota.today).days
        if care.often == "alternate":
            due = (away + place) % 2 == 0
        elif care.often == "fortnightly":
            due = (away + chosen[0]) % 14 == 0
        else:
            due = care.often == "daily" or away % 7 in chosen
        if due:
            yield day
        day += timedelta(days=1)


def _offsets(client: Someone, care: Care, rota: Rota, place: int) -> Sequence[int]:
    """On which days of the turning week: those on which a named nurse works, as far apart as may be."""
    often = 1 if not care.often.isdigit() else int(care.often)
    clock = time.fromisoformat(care.at)
    first = rota.offsets(client.named[0], clock)
    more = [day for nurse in client.named[1:] for day in rota.offsets(nurse, clock) if day not in first]
    chosen = [0 if client.named[0] == rota.first else first[place % len(first)]]
    while len(chosen) < often:
        left = [day for day in (*first, *more, *range(7)) if day not in chosen]
        chosen.append(max(left, key=lambda day: (min(_apart(day, one) for one in chosen), -left.index(day))))
    return chosen


def _apart(one: int, other: int) -> int:
    away = abs(one - other)
    return min(away, 7 - away)


def _together(found: Sequence[Need]) -> list[Need]:
    """What is due within the hour or so is done at one visit: nobody rings twice a morning at the same door."""
    kept: list[Need] = []
    for one in found:
        last = kept[-1] if kept else None
        if last and not (last.told or one.told) and last.day == one.day and _minutes(one) - _minutes(last) <= NEAR:
            kept[-1] = _joined(last, one)
        else:
            kept.append(one)
    return kept


def _joined(one: Need, other: Need) -> Need:
    measured = {kind for _, kinds in one.tasks for kind in kinds}
    tasks = (*one.tasks, *(task for task in other.tasks if not task[1] or not measured.issuperset(task[1])))
    kind = replace(
        one.kind,
        vitals=tuple({vital.kind: vital for vital in (*other.kind.vitals, *one.kind.vitals)}.values()),
        needs=one.kind.needs or other.kind.needs,
        by_nurse=one.kind.by_nurse or other.kind.by_nurse,
        fixed=one.kind.fixed or other.kind.fixed,
    )
    minutes, usual = one.minutes + other.minutes - 10, {**other.usual, **one.usual}
    return replace(one, kind=kind, tasks=tasks, minutes=minutes, usual=usual)


def _minutes(need: Need) -> int:
    return need.at.hour * 60 + need.at.minute


def _by_itself(need: Need) -> bool:
    """Planned apart from the week: on call, or once care had ended."""
    return need.told is not None and (need.told.called_out or bool(need.told.planned))


def _in_care(need: Need, statuses: Sequence[tuple[datetime, str]]) -> bool:
    """Whether this visit was planned at all; marks one that ended with the care."""
    planned, begins = planned_on(need.day), datetime.combine(need.day, need.at)
    before = [one for one in statuses if one[0] <= begins]
    if not before or before[-1][1] == "active":
        need.made_after = before[-1][0] if before else LONG_AGO
        return True
    need.ended = before[-1][0] > planned and not any(one[0] <= planned for one in statuses)
    return need.ended


def planned_on(day: date) -> datetime:
    """The Thursday on which the week of that day is planned."""
    return datetime.combine(day - timedelta(days=day.weekday() + 4), time(13, 5))


WHY_NOT = (
    "Hospital outpatients today",
    "Daughter is taking her out, asked us not to come",
    "At the dentist",
    "Family visiting, would rather not today",
    "Chiropodist at the same time",
    "Away for the night with family",
)


def _cancel_some(found: list[Need], today: date, chance: random.Random) -> None:
    """Now and then somebody has something better to do."""
    for one in found:
        may = one.day < today and not one.kind.fixed and one.kind_name not in ("palliative", "personal", "evening")
        if may and chance.random() < 0.02:
            reasons = [why for why in WHY_NOT if one.client.gender == "Female" or " her " not in why]
            one.cancelled = chance.choice(reasons)
