"""An installation of one's own, and the command line as somebody at the machine uses it."""

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import create_engine
from sqlalchemy.engine import URL
from sqlalchemy.pool import NullPool

from app.cli import main
from app.database import Door, open_door
from app.keys import KeyRing
from app.running.installation import Installation, installation
from app.settings import Settings
from tests.databases import Cluster
from tests.running.filled import fill, seal_all


@dataclass(frozen=True)
class Said:
    """What a command printed, and how it ended."""

    code: int
    out: str
    err: str


Command = Callable[..., Said]


def environment(cluster: Cluster, url: URL, folder: Path) -> dict[str, str]:
    """The variables of an installation on this database."""
    found = {
        "KRING_DATA_DIR": str(folder / "var"),
        "KRING_DATABASE_URL": url.render_as_string(hide_password=False),
        "KRING_PORT": "8161",
    }
    if cluster.name == "postgresql":
        found["KRING_DATABASE_OWNER_URL"] = cluster.owner_url(url).render_as_string(hide_password=False)
    return found


def settings_of(cluster: Cluster, url: URL, folder: Path) -> Settings:
    given = environment(cluster, url, folder)
    return Settings(**{name.removeprefix("KRING_").lower(): value for name, value in given.items()})  # type: ignore[arg-type]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    """``run("team", "create", …)``: one command, in this process."""

    def one(*words: str) -> Said:
        monkeypatch.setattr(sys, "argv", ["kring", *words])
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main()
        said = capsys.readouterr()
        return Said(int(ended.value.code or 0), said.out, said.err)

    return one


@pytest.fixture
def here(cluster: Cluster, fresh_url: URL, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """An installation with a migrated, empty database; the environment names it."""
    return installed(cluster, fresh_url, tmp_path, monkeypatch)


@pytest.fixture
def house(here: Settings) -> Iterator[Installation]:
    with installation(here) as opened:
        yield opened


@pytest.fixture(scope="session")
def demonstration_url(cluster: Cluster) -> URL:
    """A database with the demonstration in it, each journal sealed once. Only to be copied."""
    url = cluster.fresh()
    door = open_door(url)
    fill(door, KeyRing({"k1": b"0" * 32}, "k1"))
    seal_all(door)
    door.close()
    if cluster.name == "sqlite":
        with create_engine(url, poolclass=NullPool).connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    return url


@pytest.fixture
def filled(
    cluster: Cluster, demonstration_url: URL, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Installation]:
    """An installation with the demonstration in it; the environment names it."""
    with installation(installed(cluster, cluster.copy(demonstration_url), tmp_path, monkeypatch)) as opened:
        yield opened


def installed(cluster: Cluster, url: URL, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    for name, value in environment(cluster, url, folder).items():
        monkeypatch.setenv(name, value)
    return settings_of(cluster, url, folder)


@pytest.fixture
def elsewhere(cluster: Cluster, tmp_path: Path) -> Settings:
    """Another place, with nothing in it at all."""
    return settings_of(cluster, cluster.empty(), tmp_path / "elsewhere")


@pytest.fixture
def there(elsewhere: Settings) -> Iterator[Callable[[], Door]]:
    """Opens the door of the other place, once something is in it."""
    doors: list[Door] = []

    def opened() -> Door:
        doors.append(open_door(elsewhere.url))
        return doors[-1]

    yield opened
    for door in doors:
        door.close()
