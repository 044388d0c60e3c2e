"""The fixed cast, on both databases: two teams, a nurse and a colleague in the first, a nurse in the other."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import settings
from sqlalchemy import Engine
from sqlalchemy.engine import URL

from app.database import Door, InlineDoor, open_door
from app.keys import KeyRing
from tests.cast import Cast, Clock, Kring
from tests.databases import Cluster, PostgresCluster, SqliteCluster, rolled_back

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
"""A Tuesday morning; the tests' clock stands here until a test moves it."""

settings.register_profile("kring", deadline=None)
settings.load_profile("kring")
"""No deadline for an example: a busy machine would turn it into a failure. The benchmarks measure time."""


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


@pytest.fixture
def door(engine: Engine) -> Iterator[Door]:
    """The in-line door: everything in one transaction that is rolled back."""
    with rolled_back(engine) as connection:
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
def kring(door: Door, keys: KeyRing, clock: Clock, tmp_path: Path) -> Kring:
    """The whole application over the in-line door, with nobody in it yet."""
    return Kring(door, keys, clock, tmp_path)


@pytest.fixture
def cast(kring: Kring) -> Cast:
    """Riverside with Amina (she founded it), her colleague Joanne and the guest Gwen; Malpas with Beth."""
    return Cast(kring)


@pytest.fixture
def live(live_door: Door, keys: KeyRing, clock: Clock, tmp_path: Path) -> Kring:
    """The whole application over the real door."""
    return Kring(live_door, keys, clock, tmp_path)


@pytest.fixture
def live_cast(live: Kring) -> Cast:
    return Cast(live)
