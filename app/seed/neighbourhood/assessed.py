"""A client's problems by the Omaha System: looked at when she came, half-way, and lately."""

import random
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from app.domain.omaha import omaha
from app.seed.neighbourhood.arrival import Record
from app.seed.neighbourhood.client import Problem, Someone
from app.seed.neighbourhood.step import ZONE, Step, Team, at, instant
from app.seed.neighbourhood.story import Rated, Status, Story, moment_of

KEYS = ("knowledge", "behaviour", "status")
APART = timedelta(days=9)
"""Looking again sooner than this says nothing new."""

BETTER = (
    "Better than at the last look, and says so.",
    "Rings in time now instead of waiting.",
    "Does more of it alone.",
    "What was agreed is being done on most days.",
    "Clear step forward since last time.",
)
SAME = (
    "No change.",
    "Holding, which is what was hoped for.",
    "As last time. Plan stays.",
    "Good days and bad days, on balance the same.",
)
WORSE = (
    "Gone back a little since the last look.",
    "Less strength for it than a month ago.",
    "Harder now; plan to be talked over at the team meeting.",
)


def assessed(team: Team, client: Someone, record: Record, story: Story, chance: random.Random) -> Iterator[Step]:
    """One sitting when she came, then two in which every problem was rated again."""
    if not client.problems or client.referred:
        return
    ids: dict[str, UUID] = {}
    told = {(one.code) for one in story if isinstance(one, Rated)}
    for number, then in enumerate(_sittings(team, client, story, chance)):
        nurse = team.nurse_on(then.astimezone(ZONE).date(), *client.named)
        sitting = team.id_at(then)
        head = {"client": record.id, "happened_at": then}
        looked_at = [one for one in client.problems if number == 0 or one.code not in told]
        if not looked_at:
            continue
        yield Step(then, nurse, "begin-assessment", {**head, "id": sitting})
        for place, one in enumerate(looked_at):
            moment = then + timedelta(minutes=4 + 5 * place)
            row = team.id_at(moment)
            body = {"client": record.id, "happened_at": moment, "id": row, "assessment": sitting}
            if number == 0:
                ids[one.code] = row
                yield Step(moment, nurse, "record-problem", {**body, **_problem(one), **_scores(one, 0)})
            else:
                why = chance.choice(_why(one, number))
                wish = {**body, "problem": ids[one.code], **_scores(one, number), "because": why}
                yield Step(moment, nurse, "rate-problem", wish)
        end = then + timedelta(minutes=10 + 5 * len(looked_at))
        summary = _summary(client, looked_at, number)
        finish = {"client": record.id, "happened_at": end, "assessment": sitting, "version": 1, "summary": summary}
        yield Step(end, nurse, "finish-assessment", finish)
    yield from _told(team, client, record, story, ids)


def _told(team: Team, client: Someone, record: Record, story: Story, ids: Mapping[str, UUID]) -> Iterator[Step]:
    """Ratings that belong to the story, each on its day."""
    for one in story:
        if isinstance(one, Rated):
            then = instant(moment_of(one.when, team.today))
            nurse = team.nurse_on(then.astimezone(ZONE).date(), *client.named)
            body = {"client": record.id, "happened_at": then, "id": team.id_at(then), "problem": ids[one.code]}
            scores = dict(zip(KEYS, map(int, one.ratings), strict=True))
            yield Step(then, nurse, "rate-problem", {**body, **scores, "because": one.because})


def _sittings(team: Team, client: Someone, story: Story, chance: random.Random) -> list[datetime]:
    first = at(team.day(client.ago - 1), "14:25")
    second = at(team.day(min(client.ago // 2, chance.randint(25, 36))), "14:20")
    third = at(team.day(chance.randint(2, 9)), "14:50")
    statuses = [(instant(moment_of(one.when, team.today)), one.status) for one in story if isinstance(one, Status)]
    found = [first]
    for then in (second, third):
        stands = [status for since, status in statuses if since < then + timedelta(hours=1)]
        if found[-1] + APART < then < team.now and stands[-1:] in ([], ["active"]):
            found.append(then)
    return found


def _problem(one: Problem) -> dict[str, Any]:
    signs = {f"{one.code}.{sign}": True for sign in one.signs.split()}
    return {"code": one.code, "whose": one.whose, "nature": one.nature, "sign": signs, "note": one.note}


def _scores(one: Problem, number: int) -> dict[str, int]:
    ratings = one.ratings.split()
    return dict(zip(KEYS, map(int, ratings[min(number, len(ratings) - 1)]), strict=True))


def _why(one: Problem, number: int) -> Sequence[str]:
    now, before = (sum(_scores(one, place).values()) for place in (number, number - 1))
    return SAME if now == before else BETTER if now > before else WORSE


def _summary(client: Someone, looked_at: Sequence[Problem], number: int) -> str:
    names = [omaha().problems[one.code].label.lower() for one in looked_at]
    if number == 0:
        return f"First assessment, at the kitchen table. {client.came}. Looked at: {', '.join(names)}."
    groups: dict[str, list[str]] = {"Better": [], "The same": [], "Not so good": []}
    for one, name in zip(looked_at, names, strict=True):
        word = {id(BETTER): "Better", id(SAME): "The same", id(WORSE): "Not so good"}[id(_why(one, number))]
        groups[word].append(name)
    return " ".join(f"{word}: {', '.join(found)}." for word, found in groups.items() if found)
