"""A real browser before a real server. Chromium is started once for this folder, tablets are made new for each test."""

import shutil
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from app.keys import KeyRing
from app.web.language import PSEUDO
from tests.browser.bench import Bench
from tests.browser.scene import Scene
from tests.browser.served import Served
from tests.browser.watched import FAILED, Watch, watched_page
from tests.databases import PostgresCluster, SqliteCluster

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
NAMES = ("chromium", "chromium-browser", "google-chrome")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    item.stash[FAILED] = item.stash.get(FAILED, False) or report.failed
    return report


def chromium_path() -> str:
    """The system's own browser. Missing is a failure, never a skip: the tests below are part of the suite."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        pytest.fail("Chromium is missing. `make test` installs it for root; otherwise install the package 'chromium'.")
    return found


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    path = chromium_path()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def server(tmp_path_factory: pytest.TempPathFactory, keys: KeyRing) -> Iterator[Served]:
    """Kring over an SQLite file of its own."""
    folder = tmp_path_factory.mktemp("browser")
    with Served(SqliteCluster(folder).fresh(), keys, folder).running() as served:
        yield served


@pytest.fixture(scope="package")
def pseudo_scene(tmp_path_factory: pytest.TempPathFactory, keys: KeyRing) -> Iterator[Scene]:
    """The same house in a language nobody speaks: every translated text stands between marks and is a third longer."""
    folder = tmp_path_factory.mktemp("browser-pseudo")
    with Served(SqliteCluster(folder).fresh(), keys, folder, language=PSEUDO).running() as served:
        Bench(served)
        yield Scene(served)


@pytest.fixture(scope="package")
def scene(server: Served) -> Scene:
    """Who and what is there. Shared by all tests of a run: read it, or make people of your own to change."""
    return Scene(server)


@pytest.fixture(scope="package")
def _bench(server: Served) -> Bench:
    return Bench(server)


@pytest.fixture
def bench(_bench: Bench) -> Bench:
    """A page whose answers the test decides."""
    _bench.begin()
    return _bench


@pytest.fixture(scope="package")
def postgres_scene(tmp_path_factory: pytest.TempPathFactory, keys: KeyRing) -> Iterator[Scene]:
    """The same people over PostgreSQL, for the handful of journeys that are walked on both."""
    folder: Path = tmp_path_factory.mktemp("browser-postgres")
    folder.chmod(0o755)
    cluster = PostgresCluster()
    with Served(cluster.fresh(), keys, folder).running() as served:
        yield Scene(served)
    cluster.stop()


@pytest.fixture
def tablet(chromium: Browser, server: Served, request: pytest.FixtureRequest) -> Iterator[tuple[Page, Watch]]:
    with watched_page(chromium, server.address, request.node) as one:
        yield one


@pytest.fixture
def page(tablet: tuple[Page, Watch]) -> Page:
    """A tablet held upright, nobody signed in."""
    return tablet[0]


@pytest.fixture
def watch(tablet: tuple[Page, Watch]) -> Watch:
    """What that tablet's page may not do; ``expect`` what the test provokes."""
    return tablet[1]


@pytest.fixture
def chromium_page_without_script(chromium: Browser, server: Served, request: pytest.FixtureRequest) -> Iterator[Page]:
    with watched_page(chromium, server.address, request.node, java_script_enabled=False) as (one, _):
        yield one
