"""After an upgrade, from empty or from the first release's filled file, everything stands as one list says."""

import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, MetaData, create_engine, inspect, text
from sqlalchemy.engine import URL
from sqlalchemy.pool import NullPool

from app.database import fence_faults
from app.models import metadata
from app.running.migrate import alembic_config, migrate, newest_revision
from tests import releases
from tests.databases import SERVING, Cluster, PostgresCluster

ROOT = Path(__file__).parents[2]
FIRST_REVISION = "0001"


def all_seeing(cluster: Cluster, url: URL) -> Engine:
    return create_engine(
        cluster.superuser_url(url) if isinstance(cluster, PostgresCluster) else url, poolclass=NullPool
    )


def role_of(cluster: Cluster) -> str | None:
    return SERVING if isinstance(cluster, PostgresCluster) else None


def shape(connection: Connection) -> dict[str, Any]:
    """Tables, columns, keys, indices and the texts of all checks, as the database itself tells them."""
    seen = inspect(connection)
    return {
        table: {
            "columns": {
                one["name"]: (str(one["type"]), one["nullable"], one["default"]) for one in seen.get_columns(table)
            },
            "key": seen.get_pk_constraint(table)["constrained_columns"],
            "references": _told(seen.get_foreign_keys(table)),
            "unique": _told(seen.get_unique_constraints(table)),
            "indexes": _told(seen.get_indexes(table)),
            "checks": {one["name"]: " ".join(one["sqltext"].split()) for one in seen.get_check_constraints(table)},
        }
        for table in seen.get_table_names()
        if table != "alembic_version"
    }


def _told(parts: list[Any]) -> list[str]:
    return sorted(str(sorted((key, str(value)) for key, value in part.items())) for part in parts)


@pytest.fixture(scope="module")
def listed(cluster: Cluster) -> dict[str, Any]:
    """What the one list of tables makes of an empty database."""
    engine = all_seeing(cluster, cluster.empty())
    with engine.begin() as connection:
        metadata.create_all(connection)
        return shape(connection)


@pytest.fixture(params=["empty", "the first release"])
def upgraded(request: pytest.FixtureRequest, cluster: Cluster) -> Iterator[Connection]:
    """A database brought to this release."""
    url = cluster.empty()
    if request.param != "empty":
        at_first_release(cluster, url)
    migrate(cluster.owner_url(url), role_of(cluster))
    with all_seeing(cluster, url).connect() as connection:
        yield connection


def at_first_release(cluster: Cluster, url: URL) -> None:
    migrate(cluster.owner_url(url), role_of(cluster), to=FIRST_REVISION)
    with all_seeing(cluster, url).begin() as connection:
        releases.load(connection, releases.FIRST)


def test_tables_columns_keys_and_checks_are_as_listed(upgraded: Connection, listed: dict[str, Any]) -> None:
    found = shape(upgraded)

    assert set(found) == set(listed)
    for table in listed:
        assert found[table] == listed[table], table


def test_triggers_policies_and_grants_are_as_listed(upgraded: Connection, cluster: Cluster) -> None:
    assert fence_faults(upgraded, role_of(cluster)) == []


def test_nothing_is_left_to_migrate(upgraded: Connection) -> None:
    context = MigrationContext.configure(upgraded, opts={"compare_type": True})

    assert context.get_current_revision() == newest_revision()
    assert compare_metadata(context, metadata) == []


def test_there_is_one_head() -> None:
    assert len(ScriptDirectory.from_config(alembic_config()).get_heads()) == 1


def test_no_row_of_the_first_release_is_lost(cluster: Cluster) -> None:
    url = cluster.empty()
    at_first_release(cluster, url)
    migrate(cluster.owner_url(url), role_of(cluster))

    with all_seeing(cluster, url).connect() as connection:
        for table, _, rows in releases.stored(releases.FIRST):
            assert connection.execute(text(f"select count(*) from {table}")).scalar() == len(rows), table


def test_the_first_release_has_rows_in_every_table_of_its_own(cluster: Cluster) -> None:
    url = cluster.empty()
    migrate(cluster.owner_url(url), role_of(cluster), to=FIRST_REVISION)
    old = MetaData()
    with all_seeing(cluster, url).connect() as connection:
        old.reflect(connection)

    kept = {table: set(kinds) for table, kinds, rows in releases.stored(releases.FIRST) if rows}
    assert kept == {name: set(table.columns.keys()) for name, table in old.tables.items() if name != "alembic_version"}


NEXT = """
import os, signal, time
import sqlalchemy as sa
from alembic import op

revision, down_revision, branch_labels, depends_on = "9999", "{head}", None, None


def upgrade() -> None:
    op.create_table("half", sa.Column("id", sa.Integer(), primary_key=True))
    with op.batch_alter_table("membership") as batch:
        batch.add_column(sa.Column("half", sa.Text(), nullable=True))
    op.execute("update membership set name = 'half'")
    {then}
"""
FAILS = 'raise RuntimeError("half-way")'
HANGS = 'print("half-way", flush=True); time.sleep(60)'


def next_release(folder: Path, then: str) -> Path:
    """The migrations with one more that stops half-way."""
    scripts = folder / "migrations"
    shutil.copytree(ROOT / "migrations", scripts, ignore=shutil.ignore_patterns("__pycache__"))
    (scripts / "versions" / "9999_next.py").write_text(NEXT.format(head=newest_revision(), then=then))
    return scripts


def before_and_after(cluster: Cluster, url: URL) -> tuple[dict[str, Any], list[str], list[str]]:
    with all_seeing(cluster, url).connect() as connection:
        names = [str(name) for name in connection.execute(text("select name from membership order by name")).scalars()]
        return shape(connection), fence_faults(connection, role_of(cluster)), names


def test_a_migration_that_fails_half_way_leaves_everything_as_it_was(cluster: Cluster, tmp_path: Path) -> None:
    url = cluster.empty()
    at_first_release(cluster, url)
    migrate(cluster.owner_url(url), role_of(cluster))
    before = before_and_after(cluster, url)
    config = alembic_config(cluster.owner_url(url), role_of(cluster))
    config.set_main_option("script_location", str(next_release(tmp_path, FAILS)))

    with pytest.raises(RuntimeError, match="half-way"):
        command.upgrade(config, "head")

    assert before_and_after(cluster, url) == before
    assert "half" not in before[0]["membership"]["columns"]


KILLED = """
import sys
from alembic import command
from sqlalchemy.engine import make_url
from app.running.migrate import alembic_config
config = alembic_config(make_url(sys.argv[1]), sys.argv[2] or None)
config.set_main_option("script_location", sys.argv[3])
command.upgrade(config, "head")
"""


def test_a_migration_that_is_killed_half_way_leaves_everything_as_it_was(cluster: Cluster, tmp_path: Path) -> None:
    url = cluster.empty()
    at_first_release(cluster, url)
    migrate(cluster.owner_url(url), role_of(cluster))
    before = before_and_after(cluster, url)
    owner = cluster.owner_url(url).render_as_string(hide_password=False)
    scripts = str(next_release(tmp_path, HANGS))

    killed = subprocess.Popen(
        [sys.executable, "-c", KILLED, owner, role_of(cluster) or "", scripts],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert killed.stdout and killed.stdout.readline() == "half-way\n"
    killed.send_signal(signal.SIGKILL)
    killed.wait(timeout=10)
    killed.stdout.close()

    assert before_and_after(cluster, url) == before


@pytest.mark.parametrize("cluster", ["sqlite"], indirect=True, scope="session")
def test_a_reference_left_dangling_stops_the_migration(cluster: Cluster, tmp_path: Path) -> None:
    """On SQLite keys are off while tables are copied, and looked at before the commit."""
    url = cluster.empty()
    at_first_release(cluster, url)
    dangling = 'op.execute("delete from membership")'
    config = alembic_config(url)
    config.set_main_option("script_location", str(next_release(tmp_path, dangling)))

    with pytest.raises(SystemExit, match="dangling"):
        command.upgrade(config, "head")

    assert before_and_after(cluster, url)[2] != []


def test_running_it_again_changes_nothing(cluster: Cluster) -> None:
    url = cluster.fresh()
    before = before_and_after(cluster, url)

    migrate(cluster.owner_url(url), role_of(cluster))

    assert before_and_after(cluster, url) == before
