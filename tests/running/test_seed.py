"""Larger neighbourhoods: made in bulk, the same for the same seed, and as the commands would have written them."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import create_engine, func, select, update
from sqlalchemy.engine import URL
from sqlalchemy.pool import NullPool

from app.actions.place import postcodes
from app.database import open_door
from app.keys import KeyRing
from app.main import create_app
from app.models import Client, Entry, JournalLine, Measurement, Medicine, Membership, Rating, Tie, Visit, VisitRecord
from app.models.base import columns
from app.passwords import hash_password
from app.queries.journal import verify
from app.running.installation import Installation, installation
from app.running.seed import look_again, seed, seeded_nurses
from app.seed import demonstration
from app.seed.bulk.make import Wanted, finished, make
from app.seed.bulk.plan import Plan, plan_team
from app.seed.bulk.visits import day_rows
from tests.databases import Cluster
from tests.running.conftest import Command, installed

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
WANTED = Wanted(teams=1, weeks=1, seed=3, now=NOW, password_hash=hash_password(demonstration.PASSWORD))


@pytest.fixture(scope="session")
def seeded_url(cluster: Cluster) -> URL:
    """A database with one team and one week of work. Only to be copied."""
    url = cluster.fresh()
    door = open_door(url)
    make(door.write, WANTED, lambda: None)
    door.write(None, finished(demonstration.SEEDED, NOW))
    door.close()
    if cluster.name == "sqlite":
        with create_engine(url, poolclass=NullPool).connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    return url


@pytest.fixture
def seeded(
    cluster: Cluster, seeded_url: URL, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Installation]:
    with installation(installed(cluster, cluster.copy(seeded_url), tmp_path, monkeypatch)) as opened:
        yield opened


@pytest.fixture(scope="module")
def plan() -> Plan:
    return plan_team(WANTED.seed, 1, NOW, WANTED.weeks)


def test_a_sample_is_what_the_commands_write_and_leaves_nothing_behind(seeded: Installation, plan: Plan) -> None:
    compared, faults = look_again(seeded, WANTED)

    with seeded.door.read(plan.id) as session:
        clients = session.execute(select(func.count()).where(columns(Client).team_id == plan.id)).scalar_one()
    assert faults == []
    assert compared > 500
    assert clients == len(plan.clients)


def test_a_row_that_no_command_would_write_is_told(seeded: Installation, plan: Plan) -> None:
    client, medicine = columns(Client), columns(Medicine)
    for statement in (
        update(Client).where(client.team_id == plan.id).values(search="nobody"),
        update(Medicine).where(medicine.team_id == plan.id).values(is_time_critical=True, timing=""),
    ):
        seeded.door.write(plan.id, lambda session, statement=statement: session.execute(statement))  # type: ignore[misc]

    faults = " ".join(look_again(seeded, WANTED)[1])

    assert ("search: 'nobody'" in faults, "a command refuses" in faults) == (True, True), faults


def test_a_team_is_of_the_size_of_a_team(seeded: Installation, plan: Plan) -> None:
    with seeded.door.read(plan.id) as session:
        tables = (Membership, Client, Visit, VisitRecord, Measurement, Entry, Rating, Tie)
        count = {
            table: session.execute(select(func.count()).where(columns(table).team_id == plan.id)).scalar_one()
            for table in tables
        }
    in_care = [client for client in plan.clients if client.until is None]
    assert 9 <= count[Membership] <= 12
    assert 40 <= len(in_care) <= 60
    assert count[Visit] > count[VisitRecord] > 150
    assert min(count.values()) > 0, count


def test_everybody_lives_at_a_real_postcode_of_one_neighbourhood(plan: Plan) -> None:
    homes = {client.home for client in plan.clients}

    assert all(postcodes().point(postcode) == point for _, postcode, point in homes)
    assert len({postcode.partition(" ")[0] for _, postcode, _ in homes}) == 1


def test_the_pages_of_a_seeded_team_open(seeded: Installation, plan: Plan) -> None:
    app = create_app(seeded.settings, door=seeded.door, keys=KeyRing({"k": b"0" * 32}, "k"), now=lambda: NOW)
    browser = TestClient(app, base_url="http://localhost:8000", headers={"Sec-Fetch-Site": "same-origin"})
    entered = browser.post("/sign-in", data={"email": plan.nurses[0].email, "password": demonstration.PASSWORD})
    client, person = plan.clients[0], plan.nurses[1].membership
    words = ("", "/round", "/visits", "/clients", f"/clients/{client.id}", f"/clients/{client.id}/timeline")

    answers = {one: browser.get(f"/t/{plan.id}{one}") for one in (*words, "/journal", f"/members/{person}")}

    assert entered.status_code == 200
    assert {one: answer.status_code for one, answer in answers.items() if answer.status_code != 200} == {}
    assert client.family in answers["/clients"].text


def test_the_journal_is_sealed_to_its_last_line(seeded: Installation, plan: Plan) -> None:
    with seeded.door.read(plan.id) as session:
        found = verify(session, plan.id)
        lines = session.execute(select(func.count()).where(columns(JournalLine).team_id == plan.id)).scalar_one()

    assert list(found.faults) == []
    assert (found.unsealed, found.head is not None) == (0, True)
    assert lines > 400


def test_the_same_seed_makes_the_same_and_another_one_others(plan: Plan) -> None:
    def day(plan: Plan) -> list[dict[str, object]]:
        return day_rows(plan, NOW.date())[0].of(Visit)

    assert (plan_team(WANTED.seed, 1, NOW, WANTED.weeks), day(plan_team(WANTED.seed, 1, NOW, WANTED.weeks))) == (
        plan,
        day(plan),
    )
    assert plan_team(WANTED.seed + 1, 1, NOW, WANTED.weeks).clients[0].home != plan.clients[0].home
    assert plan_team(WANTED.seed, 2, NOW, WANTED.weeks).id != plan.id


def test_no_two_clients_anywhere_have_one_nhs_number() -> None:
    from app.seed.bulk.clients import nhs_number

    numbers = {nhs_number(number) for number in range(100, 80_100)}

    assert len(numbers) == 80_000


@pytest.mark.parametrize(
    "now",
    [
        datetime(2026, 10, 25, 1, 30, tzinfo=UTC),
        datetime(2026, 3, 29, 0, 59, tzinfo=UTC),
        datetime(2028, 2, 29, 23, 30, tzinfo=UTC),
        datetime(2026, 7, 1, 6, 31, tzinfo=UTC),
    ],
    ids=str,
)
def test_nothing_is_told_before_it_happened(now: datetime) -> None:
    plan = plan_team(WANTED.seed, 1, now, WANTED.weeks)

    for ago in range(3):
        rows, _ = day_rows(plan, plan.today - timedelta(days=ago))
        for record in rows.of(VisitRecord):
            assert record["started_at"] < record["finished_at"] <= record["received_at"] <= now, record
        assert all(visit["made_at"] <= now for visit in rows.of(Visit))


def test_it_says_what_was_made_and_whom_to_sign_in_as(run: Command, house: Installation) -> None:
    said = run("seed", "--teams", "1", "--weeks", "1")

    assert said.code == 0, said
    assert "none differs" in said.out
    assert "@team1.seed1.example with the password kring-demo" in said.out


def test_a_server_says_who_is_there(seeded: Installation, plan: Plan) -> None:
    found = seeded_nurses(seeded.settings)

    assert found
    assert set(found) <= {nurse.email for nurse in plan.nurses}


def test_the_same_seed_is_not_made_twice_in_one_place(run: Command, seeded: Installation) -> None:
    said = run("seed", "--teams", "1", "--weeks", "1", "--seed", "3")

    assert (said.code, "give another --seed" in said.err) == (2, True), said


def test_invented_teams_never_come_among_real_ones(run: Command, house: Installation) -> None:
    run("team", "create", "North Bank", "--nurse", "Ruth Ash")

    said = run("seed", "--teams", "1", "--weeks", "1")

    assert (said.code, "is a real team's" in said.err) == (2, True), said


def test_a_seed_that_was_stopped_half_way_is_not_gone_on_with(run: Command, house: Installation) -> None:
    class Stopped(Exception):
        pass

    class Stopping:
        def of(self, total: int) -> None: ...

        def done(self, count: int = 1) -> None:
            raise Stopped

    with pytest.raises(Stopped):
        seed(house, teams=1, weeks=1, seed=1, steps=Stopping())

    for words in (("seed", "--teams", "1", "--weeks", "1", "--seed", "2"), ("serve", "--demo")):
        said = run(*words)
        assert (said.code, "not finished" in said.err) == (2, True), said
