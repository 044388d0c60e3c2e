"""Lines written without a session are a unit like any other: whole, in order, and nobody's neighbour pays for them."""

import threading
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from app.actions.journal import adding
from app.database import Door, SqliteDoor, Unavailable, open_door
from app.models import Attempt, new_id
from app.models.lines import Lines
from tests.cast import Kring
from tests.data.test_unavailable import no_more_pages
from tests.databases import SqliteCluster

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def line(**more: Any) -> Any:
    base = {"id": new_id(), "at": NOW, "account_id": None, "session_id": None, "request_id": "", "subject": "lines"}
    return adding(Attempt, {**base, "what": "tested", "outcome": "shown", **more})


def count(door: Door) -> int:
    with door.read(None) as session:
        found: int = session.execute(select(func.count()).where(Attempt.subject == "lines")).scalar_one()  # type: ignore[arg-type]
    return found


def test_lines_of_which_one_does_not_hold_leave_none(kring: Kring) -> None:
    twice = line()

    with pytest.raises(IntegrityError):
        kring.door.write(None, Lines([line(), twice, twice]))
    kring.door.write(None, Lines([line()]))

    assert count(kring.door) == 1


def test_lines_that_fail_do_not_sink_their_neighbours(tmp_path: Path) -> None:
    door = open_door(SqliteCluster(tmp_path).fresh())
    assert isinstance(door, SqliteDoor)
    twice = line()

    with no_more_pages(door):
        go_on = threading.Event()
        door.submit(None, lambda session: go_on.wait())
        right = [door.submit(None, Lines([line()]))]
        wrong = door.submit(None, Lines([twice, twice]))
        large = door.submit(None, Lines([line(), line(what="x" * 5_000_000)]))
        right.append(door.submit(None, Lines([line()])))
        go_on.set()
        outcomes = [done.exception(timeout=5) for done in right]

    assert outcomes == [None, None]
    assert isinstance(wrong.exception(timeout=5), IntegrityError)
    assert isinstance(large.exception(timeout=5), Unavailable)
    assert count(door) == 2
    door.close()
