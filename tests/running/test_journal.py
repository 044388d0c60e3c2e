"""``kring journal``: a line changed, a line removed, and a tail that was cut are named."""

import re
from pathlib import Path
from uuid import UUID

from sqlalchemy import create_engine, select, text
from sqlalchemy.pool import NullPool

from app.models import JournalLine, new_id
from app.models.base import columns
from app.running.installation import Installation
from tests.databases import Cluster, PostgresCluster
from tests.running.conftest import Command
from tests.running.filled import seal_all, teams

J = columns(JournalLine)


def behind_its_back(house: Installation, cluster: Cluster, *statements: str) -> None:
    """As somebody who owns the machine could: triggers taken away, as a superuser."""
    url = cluster.superuser_url(house.settings.url) if isinstance(cluster, PostgresCluster) else house.settings.url
    engine = create_engine(url, poolclass=NullPool)
    with engine.begin() as connection:
        if not isinstance(cluster, PostgresCluster):
            for name in (
                connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).scalars().all()
            ):
                connection.exec_driver_sql(f"DROP TRIGGER {name}")
        for statement in statements:
            connection.exec_driver_sql(statement)
    engine.dispose()


def founding_lines(house: Installation, team: UUID) -> list[UUID]:
    founded = select(J.id).where(J.team_id == team, J.what == "team-founded")
    with house.door.read(team) as session:
        return list(session.execute(founded).scalars())


def test_a_whole_journal_is_said_to_be_whole(run: Command, filled: Installation) -> None:
    said = run("journal", "verify")

    assert (said.code, "2 seals, 0 lines not sealed yet" in said.out) == (0, True)


def test_a_line_that_was_changed_is_named(run: Command, filled: Installation, cluster: Cluster) -> None:
    lines = {str(line) for team in teams(filled.door) for line in founding_lines(filled, team)}
    behind_its_back(filled, cluster, "UPDATE journal SET what = 'nothing' WHERE what = 'team-founded'")

    said = run("journal", "verify")

    assert said.code == 1
    assert set(re.findall(r"seal 1: line (\S+) was changed after sealing", said.err)) == lines


def test_a_line_that_was_removed_is_named(run: Command, filled: Installation, cluster: Cluster) -> None:
    behind_its_back(filled, cluster, "DELETE FROM journal WHERE what = 'team-founded'")

    said = run("journal", "verify")

    assert said.code == 1
    assert "was removed" in said.err


def test_a_tail_that_was_cut_is_seen_only_against_a_head_kept_outside(
    run: Command, filled: Installation, cluster: Cluster, tmp_path: Path
) -> None:
    run("team", "suspend", "Riverside", "joanne@riverside.example", "--reason", "x")
    run("team", "suspend", "Malpas", "owen@malpas.example", "--reason", "x")
    seal_all(filled.door)
    head = str(tmp_path / "head.json")
    written, before = run("journal", "head", "--out", head), run("journal", "verify", "--head", head)

    behind_its_back(
        filled,
        cluster,
        "DELETE FROM sealed_line WHERE number = 2",
        "DELETE FROM seal WHERE number = 2",
        "DELETE FROM journal WHERE what = 'suspended-by-provider'",
    )
    without, against = run("journal", "verify"), run("journal", "verify", "--head", head)

    assert (written.code, before.code, without.code, against.code) == (0, 0, 0, 1)
    assert against.err.count("seal 2: it was kept outside and is gone; the journal's tail was cut") == 2


def test_a_team_that_vanished_is_named_by_its_kept_head(run: Command, filled: Installation, tmp_path: Path) -> None:
    head = tmp_path / "head.json"
    run("journal", "head", "--out", str(head))
    gone = new_id()
    head.write_text(head.read_text().replace(str(teams(filled.door)[0]), str(gone)))

    said = run("journal", "verify", "--head", str(head))

    assert (said.code, str(gone) in said.err) == (1, True)


def test_a_file_that_is_no_head_is_refused(run: Command, filled: Installation, tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text("[]")

    assert run("journal", "verify", "--head", str(tmp_path / "x.json")).code == 2
    assert run("journal", "verify", "--head", str(tmp_path / "none.json")).code == 2
    assert run("journal", "head", "--out", str(tmp_path / "no" / "such.json")).code == 2
