"""The fixed cast, on both databases: two teams, a nurse and a colleague in the first, a nurse in the other."""

import gc
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest
from anyio.from_thread import start_blocking_portal
from hypothesis import settings
from sqlalchemy import Engine
from sqlalchemy.engine import URL

from app.database import Door, InlineDoor, open_door
from app.keys import KeyRing
from tests.cast import Cast, Clock, Kring
from tests.circle import Circle
from tests.databases import Cluster, PostgresCluster, SqliteCluster, rolled_back
from tests.stage import Stage, Stages

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
"""A Tuesday morning; the tests' clock stands here until a test moves it."""

settings.register_profile("kring", deadline=None)
settings.load_profile("kring")
"""No deadline for an example: a busy machine would turn it into a failure. The benchmarks measure time."""


MADE_BY_CHANCE = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-(?!0{12})")


def pytest_collection_finish(session: pytest.Session) -> None:
    """Workers that share the tests must name them alike.

    What was imported and collected stays to the end: the collector of garbage need not look at it each time.
    """
    unsteady = [item.nodeid for item in session.items if MADE_BY_CHANCE.search(item.nodeid)]
    if unsteady:
        raise pytest.UsageError(f"Give these ids of their own, they are named after what chance made: {unsteady[:3]}")
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def _one_loop() -> Iterator[None]:
    """Every browser of a run is served by one event loop, as those of a server are."""
    with start_blocking_portal() as portal:
        Kring.portal = portal
        yield
        Kring.portal = None


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def cluster(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """Both databases, one after the other; every test that asks for anything below runs on each."""
    folder: Path = tmp_path_factory.mktemp(request.param)
    one: Cluster = SqliteCluster(folder) if request.param == "sqlite" else PostgresCluster()
    yield one
    one.stop()


@pytest.fixture(scope="session")
def engine(cluster: Cluster) -> Iterator[Engine]:
    engine = cluster.engine(cluster.fresh())
    yield engine
    engine.dispose()


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Below it each application has its data folder, should it want one."""
    return tmp_path_factory.mktemp("kring")


@pytest.fixture(scope="session")
def stages(keys: KeyRing, folder: Path) -> Stages:
    return Stages(keys, NOW, folder)


@pytest.fixture
def stage(request: pytest.FixtureRequest, cluster: Cluster, stages: Stages) -> Stage:
    """The database of this test: with the cast or the circle in it when the test asks for them."""
    kinds = {"circle": Circle, "cast": Cast}
    return stages.of(cluster, next((kind for name, kind in kinds.items() if name in request.fixturenames), None))


@pytest.fixture
def door(stage: Stage) -> Iterator[Door]:
    """The in-line door: everything in one transaction that is rolled back."""
    with rolled_back(stage.engine) as connection:
        yield InlineDoor(connection)


@pytest.fixture
def fresh_url(cluster: Cluster) -> URL:
    """A migrated database of this test's own, for what needs threads, commits or kills."""
    return cluster.fresh()


@pytest.fixture
def live_door(fresh_url: URL) -> Iterator[Door]:
    """The real door (queue, threads, retries) on a database of this test's own."""
    door = open_door(fresh_url)
    yield door
    door.close()


@pytest.fixture(scope="session")
def keys() -> KeyRing:
    return KeyRing({"k1": b"0" * 32}, "k1")


@pytest.fixture
def clock() -> Clock:
    return Clock(NOW)


@pytest.fixture
def kring(door: Door, keys: KeyRing, clock: Clock, folder: Path) -> Kring:
    """The whole application over the in-line door; nobody is in it who is not asked for."""
    return Kring(door, keys, clock, folder / uuid4().hex)


@pytest.fixture
def cast(kring: Kring, stage: Stage) -> Cast:
    """Riverside with Amina (she founded it), her colleague Joanne and the guest Gwen; Malpas with Beth."""
    return stage.people(kring, Cast)


@pytest.fixture
def circle(kring: Kring, stage: Stage) -> Circle:
    """Riverside with everything in it that a command or a page can be about."""
    return stage.people(kring, Circle)


@pytest.fixture
def live(live_door: Door, keys: KeyRing, clock: Clock, tmp_path: Path) -> Kring:
    """The whole application over the real door."""
    return Kring(live_door, keys, clock, tmp_path)


@pytest.fixture
def live_cast(live: Kring) -> Cast:
    return Cast(live)
