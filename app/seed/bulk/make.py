"""Teams are made one after the other, each in short units: whoever writes beside is not kept waiting."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Protocol, TypeVar
from uuid import UUID

from sqlalchemy import bindparam, select, update
from sqlmodel import Session

from app.models import Account, Client, Pulse, VisitRecord
from app.models.base import columns
from app.seed.bulk.care import care_rows
from app.seed.bulk.clients import client_rows
from app.seed.bulk.ids import Ids
from app.seed.bulk.lines import Lines
from app.seed.bulk.people import directory_rows, team_rows
from app.seed.bulk.plan import Plan, email_domain, plan_team
from app.seed.bulk.rows import Rows
from app.seed.bulk.visits import day_rows

T = TypeVar("T")
AHEAD = 7
"""Days that are planned already."""
TOGETHER = 4
"""Clients in one unit."""

A, C = columns(Account), columns(Client)

SEEDED = select(A.id).where(A.email.endswith(bindparam("domain"))).limit(1)
LATEST = (
    update(Client)
    .where(C.team_id == bindparam("team"), C.id == bindparam("client"))
    .values(latest_change_at=bindparam("latest"))
    .execution_options(synchronize_session=False)
)


class Writer(Protocol):
    """Whoever runs a unit of work and commits it."""

    def __call__(self, team: UUID | None, work: Callable[[Session], Any]) -> Any: ...


@dataclass(frozen=True)
class Wanted:
    """What is to be made, by which chance, and the time it is made for."""

    teams: int
    weeks: int
    seed: int
    now: datetime
    password_hash: str

    def plans(self) -> Iterator[Plan]:
        for number in range(1, self.teams + 1):
            yield plan_team(self.seed, number, self.now, self.weeks)

    @property
    def steps(self) -> int:
        """Weeks of teams."""
        return self.teams * (self.weeks + 1)


def is_seeded(session: Session, seed: int) -> bool:
    """Whether teams of this seed are here, also when they were not finished."""
    return session.execute(SEEDED, {"domain": f"@{email_domain(seed, 1)}"}).first() is not None


def make(write: Writer, wanted: Wanted, step: Callable[[], None]) -> int:
    """All teams. Returns how many rows were written."""
    return sum(make_team(write, plan, wanted, step) for plan in wanted.plans())


def make_team(write: Writer, plan: Plan, wanted: Wanted, step: Callable[[], None]) -> int:
    """The team's people, its clients, then week by week what was done."""
    lines, count = Lines(plan), 0
    for team, rows in _first(plan, lines, wanted.password_hash):
        write(team, rows.write)
        count += len(rows)
    latest: dict[UUID, datetime] = {}
    for begin, end in _weeks(plan.today, wanted.weeks):
        rows = _week(plan, lines, begin, end)
        for record in rows.of(VisitRecord):
            latest[record["client_id"]] = max(
                record["received_at"], latest.get(record["client_id"], record["received_at"])
            )
        write(plan.id, rows.write)
        count += len(rows)
        step()
    changes = [{"team": plan.id, "client": client, "latest": at} for client, at in latest.items()]
    write(plan.id, lambda session: changes and session.connection().execute(LATEST, changes))
    return count


def _first(plan: Plan, lines: Lines, password_hash: str) -> Iterator[tuple[UUID | None, Rows]]:
    people = team_rows(plan)
    ids = Ids(plan.luck("seals"))
    lines.sealed(people, ids, plan.founded_at)
    yield None, directory_rows(plan, password_hash)
    yield plan.id, people
    in_order = sorted(plan.clients, key=lambda client: client.since)
    for first in range(0, len(in_order), TOGETHER):
        rows = Rows()
        for client in in_order[first : first + TOGETHER]:
            rows.take(client_rows(plan, client))
            rows.take(care_rows(plan, client))
            lines.of_client(rows, client)
        lines.sealed(rows, ids, plan.founded_at)
        yield plan.id, rows


def _weeks(today: date, weeks: int) -> Iterator[tuple[date, date]]:
    """First day and the day after the last: so many weeks up to today, and the one that is planned."""
    for ago in range(weeks, 0, -1):
        yield today - timedelta(days=7 * ago - 1), today - timedelta(days=7 * ago - 8)
    yield today + timedelta(days=1), today + timedelta(days=1 + AHEAD)


def _week(plan: Plan, lines: Lines, begin: date, end: date) -> Rows:
    rows, ids = Rows(), Ids(plan.luck("week", begin))
    for day in range((end - begin).days):
        these, went = day_rows(plan, begin + timedelta(days=day))
        lines.of_day(these, went, ids)
        rows.take(these)
    lines.sealed(rows, ids, plan.now)
    return rows


def finished(name: str, now: datetime) -> Callable[[Session], None]:
    """A unit that marks the database: what was begun here was finished."""

    def work(session: Session) -> None:
        if session.get(Pulse, name) is None:
            session.add(Pulse(name=name, at=now))

    return work
