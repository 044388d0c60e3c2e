"""PostgreSQL keeps a team's rows to the team: the role that serves, the policies, the team named for one unit only."""

from collections.abc import Iterator
from uuid import UUID

import pytest
from sqlalchemy import Connection, Delete, Engine, Update, create_engine, insert, select, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from app.database import PostgresDoor, fence_faults, serving_role_faults
from app.models import Membership, Team, metadata, new_id
from app.models.fence import fenced_tables
from tests.cast import Cast
from tests.data.rows import filled
from tests.databases import SERVING, Cluster, PostgresCluster

TEAM_TABLES = fenced_tables()


pytestmark = pytest.mark.parametrize("cluster", ["postgresql"], indirect=True, scope="session")
"""SQLite knows no policies: keys and the statement hook hold there."""


@pytest.fixture
def postgres(cluster: Cluster) -> PostgresCluster:
    assert isinstance(cluster, PostgresCluster)
    return cluster


@pytest.fixture(scope="module")
def two_teams(cluster: Cluster) -> Iterator[tuple[Engine, UUID, UUID]]:
    """A database with one row in every team table, of each of two teams, as the serving role sees it."""
    assert isinstance(cluster, PostgresCluster)
    url = cluster.fresh()
    teams = (new_id(), new_id())
    owner = create_engine(cluster.superuser_url(url), poolclass=NullPool)
    with owner.begin() as connection:
        for team in teams:
            filled(connection, team)
    engine = create_engine(url, poolclass=NullPool)
    yield engine, *teams
    engine.dispose()


def named(connection: Connection, team: UUID | None) -> Connection:
    connection.execute(text("select set_config('app.team', :team, true)"), {"team": str(team or "")})
    return connection


def test_the_suite_serves_as_a_role_that_owns_nothing(postgres: PostgresCluster, engine: Engine) -> None:
    with engine.connect() as connection:
        role = connection.execute(
            text("select rolname, rolsuper, rolbypassrls from pg_roles where rolname = current_user")
        ).one()
        owned = connection.execute(text("select count(*) from pg_tables where tableowner = current_user")).scalar()

        assert tuple(role) == (SERVING, False, False)
        assert owned == 0
        assert serving_role_faults(connection) == []


def test_an_owner_and_a_superuser_are_refused_as_serving_roles(postgres: PostgresCluster, fresh_url: URL) -> None:
    for url, word in ((postgres.owner_url(fresh_url), "owns"), (postgres.superuser_url(fresh_url), "superuser")):
        with create_engine(url, poolclass=NullPool).connect() as connection:
            assert any(word in fault for fault in serving_role_faults(connection))


def test_all_policies_and_grants_stand_as_listed(postgres: PostgresCluster, fresh_url: URL) -> None:
    with create_engine(fresh_url, poolclass=NullPool).connect() as connection:
        assert fence_faults(connection, SERVING) == []


@pytest.mark.parametrize(
    ("damage", "named_fault"),
    [
        ("DROP POLICY team_only ON membership", "policy on membership: missing"),
        ("ALTER TABLE journal DISABLE ROW LEVEL SECURITY", "row-level security of journal is not enabled and forced"),
        ("ALTER TABLE journal NO FORCE ROW LEVEL SECURITY", "row-level security of journal is not enabled and forced"),
        ("CREATE POLICY more ON receipt USING (true)", "policy on receipt: not as in the list"),
        (
            f"GRANT UPDATE ON journal TO {SERVING}",
            "what the serving role may do with journal: not as in the list",
        ),
    ],
)
def test_one_policy_less_is_named(postgres: PostgresCluster, fresh_url: URL, damage: str, named_fault: str) -> None:
    with create_engine(postgres.owner_url(fresh_url), poolclass=NullPool).begin() as connection:
        connection.execute(text(damage))

        assert named_fault in fence_faults(connection, SERVING)


@pytest.mark.parametrize("table", TEAM_TABLES)
def test_another_teams_rows_are_not_there(two_teams: tuple[Engine, UUID, UUID], table: str) -> None:
    engine, own, other = two_teams
    rows = metadata.tables[table]
    with engine.connect() as connection, connection.begin():
        named(connection, own)

        seen = connection.execute(select(rows.c.team_id)).scalars().all()

        assert set(seen) == {own}
        assert connection.execute(select(rows.c.team_id).where(rows.c.team_id == other)).first() is None


@pytest.mark.parametrize("table", TEAM_TABLES)
def test_without_a_team_nothing_is_there(two_teams: tuple[Engine, UUID, UUID], table: str) -> None:
    engine, _, _ = two_teams
    with engine.connect() as connection:
        assert connection.execute(select(metadata.tables[table].c.team_id)).first() is None


@pytest.mark.parametrize("table", TEAM_TABLES)
def test_another_teams_rows_are_neither_changed_nor_removed(two_teams: tuple[Engine, UUID, UUID], table: str) -> None:
    engine, own, other = two_teams
    rows = metadata.tables[table]
    changes = (rows.update().where(rows.c.team_id == other).values(team_id=own), rows.delete())
    for change in changes:
        with engine.connect() as connection, connection.begin() as transaction:
            named(connection, own)
            met = _rows_met(connection, change.where(rows.c.team_id == other))
            transaction.rollback()

        assert met == 0


@pytest.mark.parametrize("table", TEAM_TABLES)
def test_nothing_is_written_under_another_teams_name(two_teams: tuple[Engine, UUID, UUID], table: str) -> None:
    engine, own, other = two_teams
    rows = metadata.tables[table]
    with engine.connect() as connection, connection.begin() as transaction:
        named(connection, own)
        row = dict(connection.execute(select(*rows.c)).mappings().first() or {}) | {"team_id": other}

        with pytest.raises(DBAPIError) as refused:
            connection.execute(insert(rows).values(row))
        transaction.rollback()

    assert "row-level security" in str(refused.value.orig)


def _rows_met(connection: Connection, change: Update | Delete) -> int:
    """Nothing met, or (where the role may not even try) refused."""
    try:
        return connection.execute(change).rowcount
    except DBAPIError as refused:
        assert getattr(refused.orig, "sqlstate", "") == "42501"
        return 0


def test_a_pooled_connection_does_not_carry_the_team_of_the_unit_before(
    postgres: PostgresCluster, live_cast: Cast
) -> None:
    door = live_cast.kring.door
    assert isinstance(door, PostgresDoor)
    setting = text("select coalesce(current_setting('app.team', true), '')")

    def breaks(session: object) -> None:
        raise ZeroDivisionError

    with door.read(live_cast.riverside):
        pass
    door.write(live_cast.riverside, lambda session: session.get(Team, live_cast.riverside))
    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            door.write(live_cast.riverside, breaks)
        with pytest.raises(ZeroDivisionError), door.read(live_cast.riverside):
            raise ZeroDivisionError

    for _ in range(4):
        with door.engine.connect() as connection:
            assert connection.execute(setting).scalar() == ""
        with door.read(None) as session:
            assert session.execute(select(Membership.id)).first() is None  # type: ignore[call-overload]
