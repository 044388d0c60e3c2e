"""A server killed under twelve writers: nothing that was acknowledged is lost, nothing stands twice."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import func, select
from sqlalchemy.engine import URL

from app.database import Door, open_door
from app.keys import KeyRing
from app.models import Competence, JournalLine, Receipt
from app.models.base import columns
from tests.cast import Cast, Clock, Kring
from tests.data.writers import Task
from tests.databases import PostgresCluster

KILLS = 10
RUNS_FOR = 0.3
"""Seconds under load before each kill."""

C, J, R = columns(Competence), columns(JournalLine), columns(Receipt)


class Server:
    """Lives of a server, one after the other, and what each has said."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.data.writers"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            cwd=Path(__file__).parents[2],
        )
        self.said: list[list[str]] = []
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        assert self.process.stdout
        self.said.extend(line.split() for line in self.process.stdout)

    def begin(self, task: Task) -> None:
        self.said.clear()
        assert self.process.stdin
        self.process.stdin.write(task.text())
        self.process.stdin.flush()

    def kill(self) -> list[list[str]]:
        """Kill this life at once, and return every word it had said until then."""
        life = next(words[1] for words in list(self.said) if words[::2] == ["life", "begins"])
        os.kill(int(life), signal.SIGKILL)
        _until(lambda: ["life", life, "ends"] in self.said)
        return [words for words in self.said if words[0] != "life"]

    def saved(self) -> int:
        return sum(words[0] == "saved" for words in list(self.said))

    def close(self) -> None:
        assert self.process.stdin
        self.process.stdin.close()
        self.process.wait(timeout=10)


class Promises:
    """What the writers were told, over all lives of the server."""

    def __init__(self) -> None:
        self.tried: dict[str, str] = {}
        self.saved: dict[str, str] = {}
        self.strange: list[str] = []

    def hear(self, said: list[list[str]]) -> None:
        for word, operation, row in said:
            {"tried": self.tried, "saved": self.saved}.get(word, {})[operation] = row
            if word.startswith("strange"):
                self.strange.append(f"{word} {operation}")

    def unknown(self) -> list[tuple[str, str]]:
        return [(operation, row) for operation, row in self.tried.items() if operation not in self.saved]


@pytest.fixture
def task(keys: KeyRing, clock: Clock, tmp_path: Path) -> Callable[[Door, URL], Task]:
    def made(door: Door, url: URL) -> Task:
        cast = Cast(Kring(door, keys, clock, tmp_path))
        where = url.render_as_string(hide_password=False)
        return Task(where, cast.amina.token, str(cast.riverside), str(cast.amina.membership))

    return made


@pytest.fixture
def server() -> Iterator[Server]:
    server = Server()
    yield server
    server.close()


@pytest.mark.slow
def test_ten_kills_under_twelve_writers_lose_nothing(
    fresh_url: URL, live_door: Door, server: Server, task: Callable[[Door, URL], Task]
) -> None:
    work, promises = task(live_door, fresh_url), Promises()
    for _ in range(KILLS):
        work.again = promises.unknown()
        server.begin(work)
        under_load(server)
        promises.hear(server.kill())
    work.again = promises.unknown()
    server.begin(work)
    _until(lambda: server.saved() > len(work.again))
    promises.hear(server.kill())

    kept_what_was_promised(live_door, work, promises)


def under_load(server: Server) -> None:
    """Until it has saved something, and then a little longer."""
    _until(lambda: server.saved() > 0)
    time.sleep(RUNS_FOR)


def _until(there: Callable[[], bool], seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while not there():
        assert time.monotonic() < end, "the writers saved nothing"
        time.sleep(0.02)


def kept_what_was_promised(door: Door, work: Task, promises: Promises) -> None:
    team = UUID(work.team)
    with door.read(team) as session:
        receipts = Counter(str(row) for row in session.execute(select(R.id).where(R.team_id == team)).scalars())
        rows = Counter(str(row) for row in session.execute(select(C.id).where(C.team_id == team)).scalars())
        done = select(func.count()).where(J.team_id == team, J.what == "record-competence", J.outcome == "done")
        lines = session.execute(done).scalar()

    assert promises.strange == []
    assert len(promises.saved) > KILLS
    assert [operation for operation in promises.saved if receipts[operation] != 1] == []
    assert [row for row in promises.saved.values() if rows[row] != 1] == []
    assert set(rows) == {promises.tried[operation] for operation in receipts}
    assert lines == receipts.total() == rows.total()


@pytest.fixture(scope="module")
def own_postgres() -> Iterator[PostgresCluster]:
    cluster = PostgresCluster()
    cluster.set_for_all("synchronous_commit = on")
    yield cluster
    cluster.stop()


@pytest.mark.slow
def test_a_postgresql_that_restarts_under_twelve_writers_loses_nothing(
    own_postgres: PostgresCluster, server: Server, task: Callable[[Door, URL], Task]
) -> None:
    url = own_postgres.fresh()
    door = open_door(url)
    work, promises = task(door, url), Promises()
    server.begin(work)
    under_load(server)
    for mode in ("immediate", "fast", "immediate"):
        own_postgres.halt(mode)
        own_postgres.start()
        before = server.saved()
        _until(lambda before=before: server.saved() > before + 20)  # type: ignore[misc]
    promises.hear(server.kill())

    kept_what_was_promised(door, work, promises)
    door.close()
