"""A file that was moved away or replaced under the running server: nothing is done that nobody would find again."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select

from app.database import SqliteDoor, Unavailable
from app.models import Account, new_id
from app.models.base import columns
from tests import factories
from tests.databases import SqliteCluster

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
COUNT = select(func.count()).select_from(columns(Account).id.table)


def count(door: SqliteDoor) -> int:
    with door.read(None) as session:
        return int(session.execute(COUNT).scalar_one())


def add(door: SqliteDoor) -> None:
    door.write(None, lambda session: session.add(factories.account(new_id(), "Nell Ash", NOW)))


def test_a_file_that_is_gone_is_unavailable_and_comes_back(tmp_path: Path) -> None:
    url = SqliteCluster(tmp_path).fresh()
    door, path = SqliteDoor(url), Path(str(url.database))
    add(door)

    path.rename(tmp_path / "away.db")
    with pytest.raises(Unavailable):
        count(door)
    with pytest.raises(Unavailable):
        add(door)
    assert not path.exists()

    (tmp_path / "away.db").rename(path)
    add(door)
    assert count(door) == 2
    door.close()


def test_a_file_that_was_replaced_is_the_one_that_is_read_and_written(tmp_path: Path) -> None:
    cluster = SqliteCluster(tmp_path)
    url, other = cluster.fresh(), cluster.fresh()
    door, path = SqliteDoor(url), Path(str(url.database))
    add(door)

    for beside in ("-wal", "-shm"):
        Path(f"{path}{beside}").unlink(missing_ok=True)
    Path(str(other.database)).replace(path)

    assert count(door) == 0
    add(door)
    assert count(door) == 1
    door.close()
