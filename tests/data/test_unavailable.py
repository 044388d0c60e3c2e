"""With the database away, full, read-only or frozen every page and every command says so within five seconds.

Nothing of a person is shown, and it works again without a restart.
"""

import resource
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import bindparam, event, func, select, text, update

from app.actions.health import beat
from app.database import Door, PostgresDoor, SqliteDoor, Unavailable, open_door
from app.keys import KeyRing
from app.models import Attempt, Pulse, new_id
from tests.cast import Cast, Clock, Kring
from tests.data.reach import Answered, ask_all, everything, names_of
from tests.databases import PostgresCluster, SqliteCluster

PROMISE = 5.0
"""Seconds."""

LEADS_ON = "leads on and shows nothing"
ODD = "an odd id or secret is not found, and nothing is known about it that could be shown"
NOT_THIS_FAR = "this sign-in has not come this far, or has passed it"
MALFORMED = "it takes JSON, and this is a form"
SHOWS_NOBODY: dict[str, tuple[int, str]] = {
    "/": (303, LEADS_ON),
    "/sign-in": (303, LEADS_ON),
    "/sign-in/second-factor": (303, LEADS_ON),
    "/sign-in/set-up": (303, NOT_THIS_FAR),
    "/sign-in/set-up/app": (303, NOT_THIS_FAR),
    "/sign-in/kept": (303, LEADS_ON),
    "POST /sign-in/set-up/app": (401, NOT_THIS_FAR),
    "POST /sign-in/set-up/app/code": (401, NOT_THIS_FAR),
    "POST /sign-in/passkey": (422, MALFORMED),
    "POST /account/passkeys": (422, MALFORMED),
    "/account/sessions/{session_id}/end": (404, ODD),
    "/account/passkeys/{passkey_id}/removal": (404, ODD),
    "/account/app/removal": (404, ODD),
    "/invitation/{secret}": (404, ODD),
    "/invitation/{secret}/account": (404, ODD),
    "/recovery/{secret}": (404, ODD),
}
"""Address (or method and address) → the other status it may answer with while the database is away, and why."""

Fault = Callable[[Door], AbstractContextManager[None]]


@contextmanager
def writer_stopped(door: Door) -> Iterator[None]:
    """A job that does not end holds the writer; the queue grows behind it."""
    go_on = threading.Event()
    door.submit(None, lambda session: go_on.wait())
    try:
        yield
    finally:
        go_on.set()


@contextmanager
def disk_full(door: Door) -> Iterator[None]:
    """No file of this process may grow, and the write-ahead log has no room left for one more page."""
    assert isinstance(door, SqliteDoor)
    door.write(None, lambda session: beat(session, datetime.now(UTC)))
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    log = Path(f"{door.writer.url.database}-wal")
    resource.setrlimit(resource.RLIMIT_FSIZE, (log.stat().st_size, hard))
    try:
        with pytest.raises(Unavailable):
            for second in range(1000):
                door.write(None, lambda session, second=second: session.execute(SMALLEST, {"now": at(second)}))
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


SMALLEST = update(Pulse).values(at=bindparam("now")).execution_options(synchronize_session=False)
"""One page."""


def at(second: int) -> datetime:
    return datetime(2026, 11, 24, 9, tzinfo=UTC) + timedelta(seconds=second)


@contextmanager
def no_more_pages(door: SqliteDoor) -> Iterator[None]:
    """The database itself may not grow by one page."""
    pages = door.write(None, lambda session: session.connection().exec_driver_sql("PRAGMA page_count").scalar())

    def limit(connection: sqlite3.Connection, _record: object = None) -> None:
        connection.execute(f"PRAGMA max_page_count = {pages}")

    event.listen(door.writer, "connect", limit)
    door.writer.dispose()
    try:
        yield
    finally:
        event.remove(door.writer, "connect", limit)
        door.writer.dispose()


def line(filler: str = "") -> Attempt:
    return Attempt(id=new_id(), at=datetime.now(UTC), what="filling", outcome="tried", subject=filler)


class PostgresFaults:
    """What can happen to a PostgreSQL server, and its end."""

    def __init__(self, cluster: PostgresCluster) -> None:
        self.cluster = cluster

    @contextmanager
    def stopped(self, _door: Door) -> Iterator[None]:
        self.cluster.halt("fast")
        try:
            yield
        finally:
            self.cluster.start()

    @contextmanager
    def crashed(self, _door: Door) -> Iterator[None]:
        self.cluster.halt("immediate")
        try:
            yield
        finally:
            self.cluster.start()

    @contextmanager
    def read_only(self, _door: Door) -> Iterator[None]:
        self.cluster.set_for_all("default_transaction_read_only = on")
        time.sleep(0.3)  # until every session has been told
        try:
            yield
        finally:
            self.cluster.set_for_all("default_transaction_read_only = off")
            time.sleep(0.3)

    @contextmanager
    def frozen(self, _door: Door) -> Iterator[None]:
        self.cluster.freeze()
        try:
            yield
        finally:
            self.cluster.thaw()


@pytest.fixture(scope="module")
def own_postgres() -> Iterator[PostgresCluster]:
    """A server that may be stopped without anybody else noticing."""
    cluster = PostgresCluster()
    cluster.set_for_all("synchronous_commit = on")
    yield cluster
    cluster.stop()


@pytest.fixture
def cast_on(keys: KeyRing, clock: Clock, tmp_path: Path) -> Iterator[Callable[[Door], Cast]]:
    doors: list[Door] = []

    def opened(door: Door) -> Cast:
        doors.append(door)
        return Cast(Kring(door, keys, clock, tmp_path))

    yield opened
    for door in doors:
        door.close()


def everything_is_unavailable(cast: Cast) -> None:
    app, asked = cast.kring.app, everything(cast.amina)
    words = names_of(cast.amina, cast.joanne, cast.gwen, cast.beth)

    for answer in ask_all(app, asked, cast.amina.token):
        assert answer.response.status_code in _allowed(answer), _told(answer)
        assert answer.seconds < PROMISE, _told(answer)
        assert [word for word in words if word in answer.response.text] == [], _told(answer)


def _allowed(answer: Answered) -> tuple[int, ...]:
    asked = answer.asked
    other = SHOWS_NOBODY.get(f"{asked.method} {asked.route}") or SHOWS_NOBODY.get(asked.route)
    return (503, other[0]) if other else (503,)


def everything_works(cast: Cast, *, looking_only: bool = False) -> None:
    """Looking changes nothing; among the rest are signing out and leaving the team."""
    asked = everything(cast.amina)
    for answer in ask_all(cast.kring.app, [ask for ask in asked if ask.method == "GET"], cast.amina.token):
        assert answer.response.status_code < 500 and answer.response.status_code != 401, _told(answer)
    for answer in [] if looking_only else ask_all(cast.kring.app, asked, cast.amina.token):
        assert answer.response.status_code < 500, _told(answer)


def _told(answer: Answered) -> str:
    return f"{answer.asked} {answer.response.status_code} after {answer.seconds:.1f} s"


def tried(cast: Cast, fault: Fault) -> None:
    everything_works(cast, looking_only=True)
    cast.kring.app.state.house.proven_writable_at = float("-inf")

    with fault(cast.kring.door):
        everything_is_unavailable(cast)

    everything_works(cast)


@pytest.mark.parametrize("fault", [writer_stopped, disk_full])
def test_sqlite_that_cannot_be_written_shows_nothing(
    fault: Fault, cast_on: Callable[[Door], Cast], tmp_path: Path
) -> None:
    tried(cast_on(open_door(SqliteCluster(tmp_path).fresh())), fault)


@pytest.mark.parametrize("fault", ["stopped", "crashed", "read_only", "frozen"])
def test_postgresql_that_is_away_shows_nothing(
    fault: str, own_postgres: PostgresCluster, cast_on: Callable[[Door], Cast]
) -> None:
    door = open_door(own_postgres.fresh())
    assert isinstance(door, PostgresDoor)

    tried(cast_on(door), getattr(PostgresFaults(own_postgres), fault))


def test_an_address_asked_by_nobody_in_particular_is_unavailable_too(
    cast_on: Callable[[Door], Cast], tmp_path: Path
) -> None:
    """Sign-in and health know no session; they must not look well while nothing can be written."""
    cast = cast_on(open_door(SqliteCluster(tmp_path).fresh()))
    asked = [ask for ask in everything(cast.amina) if ask.route in ("/health", "/sign-in")]

    with writer_stopped(cast.kring.door):
        for answer in ask_all(cast.kring.app, asked, None):
            assert (answer.response.status_code, answer.seconds < PROMISE) == (503, True), _told(answer)


def test_a_file_that_may_not_grow_refuses_and_loses_nothing(cast_on: Callable[[Door], Cast], tmp_path: Path) -> None:
    door = cast_on(open_door(SqliteCluster(tmp_path).fresh())).kring.door
    assert isinstance(door, SqliteDoor)
    acknowledged = 0

    with no_more_pages(door), pytest.raises(Unavailable) as refused:
        while True:
            door.write(None, lambda session: session.add(line("x" * 20_000)))
            acknowledged += 1
    door.write(None, lambda session: session.add(line("x" * 20_000)))

    with door.read(None) as session:
        kept = session.execute(select(func.count()).select_from(Attempt)).scalar()
        assert session.connection().exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
    assert kept == acknowledged + 1
    assert not refused.value.perhaps_done


def test_one_job_that_does_not_fit_does_not_sink_its_neighbours(
    cast_on: Callable[[Door], Cast], tmp_path: Path
) -> None:
    door = cast_on(open_door(SqliteCluster(tmp_path).fresh())).kring.door
    assert isinstance(door, SqliteDoor)

    with no_more_pages(door):
        go_on = threading.Event()
        door.submit(None, lambda session: go_on.wait())
        small = [door.submit(None, lambda session: session.add(line())) for _ in range(3)]
        large = door.submit(None, lambda session: session.add(line("x" * 5_000_000)))
        small += [door.submit(None, lambda session: session.add(line())) for _ in range(3)]
        go_on.set()
        outcomes = [done.exception(timeout=5) for done in small]

    assert outcomes == [None] * 6
    assert isinstance(large.exception(timeout=5), Unavailable)


@pytest.mark.parametrize("cluster", ["postgresql"], indirect=True, scope="session")
def test_a_connection_that_dies_under_a_statement_is_unavailable_and_no_fault_of_ours(live_door: Door) -> None:
    dies = text("select pg_terminate_backend(pg_backend_pid())")

    with pytest.raises(Unavailable), live_door.read(new_id()) as session:
        session.execute(dies)
    with pytest.raises(Unavailable):
        live_door.write(new_id(), lambda session: session.execute(dies))

    with live_door.read(None) as session:
        assert session.execute(select(func.count()).select_from(Pulse)).scalar() is not None
