"""Whether a page feels how much there is: other teams, years of history, and a client who is visited every day.

What is compared is asked in turn in one run, so that a busy machine slows both. On PostgreSQL the server's processes
count as well as ours.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import psutil
from sqlalchemy import bindparam, select
from sqlmodel import Session

from app.models import Visit, VisitRecord
from app.models.base import columns
from app.running.seed import patiently
from app.seed.bulk.ids import Ids, chance
from app.seed.bulk.rows import Rows
from bench.asking import ask, run
from bench.house import NOW, House, Size
from bench.pages import PAGES, Care

GROWN = ("round", "caseload", "client")
FEW, MANY = 20, 2_000
APART = timedelta(hours=8)
"""Between two visits of the client who has many."""

V, R = columns(Visit), columns(VisitRecord)


@dataclass(frozen=True)
class Look:
    """One page of one house."""

    house: House
    path: str

    def cpu(self, looks: int, database: Callable[[], float]) -> float:
        """Seconds of processor a look: this process and the database's."""
        token = self.house.tokens[self.house.busiest().seat]

        async def many() -> float:
            await ask(self.house.app, self.path, token)
            before = time.process_time() + database()
            for _ in range(looks):
                status, _ = await ask(self.house.app, self.path, token)
                assert status == 200, f"{self.path} answers {status}"
            return (time.process_time() + database() - before) / looks

        return float(run(many))


def ratio(small: Look, large: Look, care: Care, database: Callable[[], float]) -> dict[str, float]:
    """The dearer one as a multiple of the cheaper one, the best of each."""
    least = [float("inf"), float("inf")]
    for _ in range(care.rounds):
        for place, look in enumerate((small, large)):
            least[place] = min(least[place], look.cpu(care.looks, database))
    return {"small_ms": least[0] * 1000, "large_ms": least[1] * 1000, "ratio": least[1] / least[0]}


def compare(small: House, large: House, care: Care, database: Callable[[], float]) -> dict[str, dict[str, float]]:
    """The same pages of the same team in both houses."""
    return {
        name: ratio(Look(small, small.path(PAGES[name])), Look(large, large.path(PAGES[name])), care, database)
        for name in GROWN
    }


def of_client(house: House, care: Care, database: Callable[[], float]) -> dict[str, float]:
    """A client with 2,000 visits against one with 20: two who are the same but for their visits."""
    few, many = house.add_clients_alike(2)
    for client, count in ((few, FEW), (many, MANY)):
        patiently(house.door, house.team, _visits(house, client, count).write)
    page = PAGES["client"]
    return ratio(Look(house, house.path(page, few)), Look(house, house.path(page, many)), care, database)


def _visits(house: House, client: UUID, count: int) -> Rows:
    """So many past visits with their records, shaped like one that is there."""
    with house.door.read(house.team) as session:
        visit, record = _shape(session, house.team)
    rows, ids = Rows(), Ids(chance("many", client))
    for number in range(count):
        at = NOW - APART * (number + 1)
        own = {"id": ids.at(at), "client_id": client}
        rows.add(Visit, **{**visit, **own, "day": at.date(), "planned_at": at, "started_at": at, "finished_at": at})
        told = {"id": ids.at(at), "client_id": client, "visit_id": own["id"], "number": 1}
        rows.add(VisitRecord, **{**record, **told, "started_at": at, "finished_at": at, "happened_at": at})
    return rows


def _shape(session: Session, team: UUID) -> tuple[dict[str, Any], dict[str, Any]]:
    record = select(*R).where(R.team_id == bindparam("team"), R.note != "").order_by(R.id).limit(1)
    found = dict(session.execute(record, {"team": team}).mappings().one())
    visit = select(*V).where(V.team_id == bindparam("team"), V.id == bindparam("visit"))
    return dict(session.execute(visit, {"team": team, "visit": found["visit_id"]}).mappings().one()), found


def nothing() -> float:
    """SQLite works inside our own process."""
    return 0.0


def of_processes(root: psutil.Process) -> Callable[[], float]:
    """Seconds of processor that a database server and its children have used."""

    def used() -> float:
        found = 0.0
        for process in (root, *root.children(recursive=True)):
            with suppress(OSError):  # one that has ended meanwhile
                found += int(Path(f"/proc/{process.pid}/schedstat").read_text().split()[0]) / 1e9
        return found

    return used


@contextmanager
def postgres_houses(sizes: Sequence[Size], folder: Path, step: Callable[[], None]) -> Iterator[tuple[list[House], Any]]:
    """A server of our own with a database for each size, and how to ask what it has used."""
    from tests.databases import PostgresCluster

    cluster = PostgresCluster()
    houses: list[House] = []
    try:
        for size in sizes:
            house = House(cluster.fresh(), folder, size.weeks)
            houses.append(house)
            house.seed(size, step)
            cluster._admin("VACUUM ANALYZE", str(house.url.database))
        yield houses, of_processes(psutil.Process(cluster.server.get_pid()))
    finally:
        for house in houses:
            house.close()
        cluster.stop()
