"""The demonstration's script without a database: what would be clicked, for any day on which it is looked at."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from uuid import UUID

from app.seed.demonstration import NOON
from app.seed.hands import Ids
from app.seed.neighbourhood import PLACES
from app.seed.neighbourhood.client import Someone
from app.seed.neighbourhood.place import Place
from app.seed.neighbourhood.rota import Rota
from app.seed.neighbourhood.script import script
from app.seed.neighbourhood.step import ZONE, Step, Team
from app.seed.people import TEAMS, Neighbourhood

LOOKED_AT = (
    datetime(2026, 11, 22, 9, 20, tzinfo=UTC),
    datetime(2026, 11, 23, 6, 5, tzinfo=UTC),
    datetime(2027, 2, 2, 23, 50, tzinfo=UTC),
    datetime(2026, 12, 2, 16, 30, tzinfo=UTC),
    datetime(2027, 4, 1, 10, 0, tzinfo=UTC),
    datetime(2031, 7, 4, 20, 15, tzinfo=UTC),
    datetime(2028, 3, 4, 0, 10, tzinfo=UTC),
)
"""Every day of the week, summer and winter, in the night and at noon, and years ahead."""


@dataclass(frozen=True)
class Told:
    """One team's script, with what is asked of it again and again."""

    plan: Neighbourhood
    place: Place
    team: Team
    steps: list[Step]

    @property
    def names(self) -> dict[UUID, str]:
        return {membership: name for name, membership in self.team.members.items()}

    @property
    def clients(self) -> dict[UUID, Someone]:
        keys = {(one.given, one.family): one for one in self.place.clients}
        return {
            step.wish["id"]: keys[step.wish["given_names"], step.wish["family_name"]]
            for step in self.of("register-client")
        }

    def of(self, *commands: str) -> Iterator[Step]:
        return (step for step in self.steps if step.command in commands)

    def plans(self) -> dict[UUID, Step]:
        return {step.wish["id"]: step for step in self.of("plan-visit")}

    def statuses(self) -> dict[UUID, list[tuple[datetime, str]]]:
        found: defaultdict[UUID, list[tuple[datetime, str]]] = defaultdict(list)
        for step in self.of("change-client-status"):
            found[step.wish["client"]].append((step.at, step.wish["status"]))
        return found


def told(now: datetime) -> tuple[Told, ...]:
    """Both teams, their people as they will be."""
    found = []
    for plan in TEAMS:
        everybody = [one for one in (*plan.nurses, plan.student) if one is not None]
        here = now.astimezone(ZONE)
        today = here.date()
        founded = today - timedelta(days=400)
        team = Team(
            name=plan.name,
            now=now,
            rota=Rota(plan.name, today, plan.student.first_name if plan.student else "", after_noon=here.hour >= NOON),
            members={one.first_name: UUID(int=number) for number, one in enumerate(everybody)},
            joined={one.first_name: founded + timedelta(days=one.joined_after) for one in everybody},
            professions={one.first_name: one.profession for one in everybody},
            can=lambda name, competence, day: True,
            id_at=Ids(1).at,
        )
        found.append(Told(plan, PLACES[plan.name], team, script(team, PLACES[plan.name])))
    return tuple(found)


@cache
def looked_at(number: int) -> tuple[Told, ...]:
    return told(LOOKED_AT[number])


def every() -> Iterator[Told]:
    for number in range(len(LOOKED_AT)):
        yield from looked_at(number)
