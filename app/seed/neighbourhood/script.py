"""A team's eight weeks as steps, in the order in which they happened."""

import random
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from app.seed.hands import Click
from app.seed.neighbourhood.arrival import Numbers, Record, arrive
from app.seed.neighbourhood.assessed import assessed
from app.seed.neighbourhood.calendar import Calendar
from app.seed.neighbourhood.client import Someone
from app.seed.neighbourhood.need import Need, needs
from app.seed.neighbourhood.notes import Writer
from app.seed.neighbourhood.numbers import landlines, mobiles, nhs_numbers
from app.seed.neighbourhood.place import Place
from app.seed.neighbourhood.recording import Recording
from app.seed.neighbourhood.step import ZONE, Step, Team
from app.seed.neighbourhood.story import Story
from app.seed.neighbourhood.told import Telling, closed
from app.seed.people import ASSISTANT

DAYS = 57
"""Steps that a fill counts for a team's care: eight weeks, and what was before them."""

IN_A_UNIT = 50
"""Clicks at the most: the door waits seconds for a unit, and a small machine has to do it in that time."""


def script(team: Team, place: Place) -> list[Step]:
    """Every click of eight weeks, in order."""
    found: list[Step] = []
    records: dict[str, Record] = {}
    wanted: list[Need] = []
    phones, numbers = mobiles(place.first_number), numbers_of(place)
    for client in place.clients:
        story = place.stories.get(client.key, ())
        record = records[client.key] = Record(team.id_at(team.now - timedelta(days=client.ago)))
        found += arrive(team, client, record, next(numbers), phones)
        found += closed(team, client, record)
        found += Telling(team, client, record, phones).steps(story)
        found += assessed(team, client, record, story, _chance(client, "assessed"))
        wanted += needs(client, story, team.rota, _chance(client, "needs"))
    assistants = {name for name, profession in team.professions.items() if profession == ASSISTANT}
    Calendar(team.rota, assistants | {team.rota.guest}, team.can).arrange(wanted)
    found += _visits(team, wanted, records)
    found = [step for step in found if step.at < team.now]
    return sorted(found, key=lambda step: step.at)


def days(clicks: Sequence[Click]) -> list[list[list[Click]]]:
    """The clicks in ``DAYS`` parts, the eight weeks a day each and all before them the first; each in units of work."""
    by_day: defaultdict[date, list[Click]] = defaultdict(list)
    for click in clicks:
        by_day[click.at.astimezone(ZONE).date()].append(click)
    units = [_in_units(by_day[day]) for day in sorted(by_day)]
    early = max(len(units) - DAYS + 1, 0)
    parts = [[unit for day in units[:early] for unit in day], *units[early:]]
    return [*parts, *([] for _ in range(DAYS - len(parts)))]


def _in_units(clicks: list[Click]) -> list[list[Click]]:
    return [clicks[first : first + IN_A_UNIT] for first in range(0, len(clicks), IN_A_UNIT)]


def _visits(team: Team, wanted: Sequence[Need], records: Mapping[str, Record]) -> Iterator[Step]:
    """Planned week by week; recorded by each nurse as her day goes."""
    told: defaultdict[str, list[tuple[str, date]]] = defaultdict(list)
    for need in wanted:
        if need.told:
            told[need.client.key].append((need.kind_name, need.day))
    everybody = {need.client.key: need.client for need in wanted}
    writers = {key: Writer(client, _chance(client, "notes"), told[key]) for key, client in everybody.items()}
    rounds: defaultdict[tuple[object, str], list[Need]] = defaultdict(list)
    for need in wanted:
        rounds[need.day, need.nurse].append(need)
    for (day, nurse), mine in sorted(rounds.items()):
        chance = random.Random(f"{team.name} {day} {nurse}")  # noqa: S311 - repeatable on purpose
        recording = Recording(team, records, writers, chance)
        for need in sorted(mine, key=lambda one: one.start):
            yield from recording.steps(need)


def _chance(client: Someone, what: str) -> random.Random:
    return random.Random(f"{client.key} {what}")  # noqa: S311 - repeatable on purpose


def numbers_of(place: Place) -> Iterator[Numbers]:
    nhs, phones = nhs_numbers(place.first_number * 1000), landlines(place.first_number)
    for number, client in enumerate(place.clients):
        yield Numbers(next(nhs), next(phones), _practice(place, number, client))


def _practice(place: Place, number: int, client: Someone) -> tuple[str, str, str]:
    """That of the doctor who is named in a decision, otherwise one by turns."""
    named = (one for one in place.practices if any(one[1] in decided.by for decided in client.decisions))
    return next(named, place.practices[number * 7 % len(place.practices)])


__all__ = ["Story", "script"]
