"""``kring import``: files looked at and taken in on the machine that serves."""

from pathlib import Path

import pytest
from sqlalchemy import func, select

from app.models import Client, JournalLine, Measurement
from app.models.base import columns
from app.running.installation import Installation
from app.running.teams import found, team_called
from tests.exchange.shared_data import FIXTURES
from tests.exchange.tables import PEGGY, csv_of
from tests.running.conftest import Command

ALDEN = FIXTURES / "synthea-alden-considine.json"
MARTINA = FIXTURES / "synthea-martina-murazik.json"
C, J, Q = columns(Client), columns(JournalLine), columns(Measurement)


@pytest.fixture
def team(house: Installation) -> Installation:
    found(house, name="Riverside", nurse="Amina Khan", email="")
    return house


def count(house: Installation, c: object) -> int:
    team_id, _ = team_called(house, "Riverside")
    wanted = select(func.count()).select_from(c.team_id.table).where(c.team_id == team_id)  # type: ignore[attr-defined]
    with house.door.read(team_id) as session:
        return int(session.execute(wanted).scalar_one())


def test_bundles_come_in_each_whole_and_the_journal_says_so_for_the_team(run: Command, team: Installation) -> None:
    said = run("import", "fhir", str(ALDEN), str(MARTINA), "--team", "riverside")

    assert said.code == 0, said.err
    assert "left aside: 1 Claim" in said.out
    assert count(team, C) == 2
    team_id, _ = team_called(team, "Riverside")
    lines = select(J.account_id, J.clients).where(J.team_id == team_id, J.what == "intake-at-the-command-line")
    with team.door.read(team_id) as session:
        rows = session.execute(lines).all()
    assert [(row.account_id, len(row.clients)) for row in rows] == [(None, 1), (None, 1)]


def test_a_dry_run_shows_what_would_come_and_writes_nothing(run: Command, team: Installation) -> None:
    said = run("import", "fhir", str(ALDEN), "--team", "Riverside", "--dry-run")

    assert said.code == 0, said.err
    assert "Alden Considine" in said.out
    assert "33 observations" in said.out
    assert "Left aside" in said.out
    assert count(team, C) == 0


def test_somebody_who_may_be_here_already_keeps_her_file_out_and_not_the_other(
    run: Command, team: Installation
) -> None:
    run("import", "fhir", str(ALDEN), "--team", "Riverside")

    said = run("import", "fhir", str(ALDEN), str(MARTINA), "--team", "Riverside")

    assert said.code == 1
    assert "may be here already" in said.out + said.err
    assert "1 of 2 files did not come in" in said.err
    assert count(team, C) == 2


def test_what_is_wrong_is_said_with_line_field_and_why_and_nothing_comes_in(
    run: Command, team: Installation, tmp_path: Path
) -> None:
    file = tmp_path / "clients.csv"
    file.write_text(csv_of(PEGGY, PEGGY | {"given_names": "Anna", "birth_date": "24/13/1942"}), encoding="utf-8")

    said = run("import", "csv", str(file), "--team", "Riverside")

    assert said.code == 1
    assert all(words in said.out for words in ("clients.csv", "3", "birth_date", "There is no month 13"))
    assert count(team, C) == 0


@pytest.mark.parametrize(
    ("name", "content"),
    [("not.json", b"{"), ("photo.csv", b"\xff\xd8\xff\xe0" + bytes(range(256)) * 9), ("empty.csv", b"")],
)
def test_a_file_that_is_none_is_refused_in_words(
    run: Command, team: Installation, tmp_path: Path, name: str, content: bytes
) -> None:
    file = tmp_path / name
    file.write_bytes(content)

    said = run("import", "fhir" if name.endswith("json") else "csv", str(file), "--team", "Riverside")

    assert said.code == 1
    assert name in said.out
    assert "Traceback" not in said.out + said.err


def test_the_template_can_be_filled_in_and_taken_in(run: Command, team: Installation, tmp_path: Path) -> None:
    file = tmp_path / "template.csv"
    file.write_text(run("import", "csv", "--template").out, encoding="utf-8")

    said = run("import", "csv", str(file), "--team", "Riverside", "--dry-run")

    assert "family_name" in file.read_text(encoding="utf-8")
    assert "column" not in said.err.lower()


def test_a_team_or_a_file_that_is_not_there_is_one_line(run: Command, team: Installation) -> None:
    nowhere = run("import", "fhir", "nowhere.json", "--team", "Riverside")
    nobody = run("import", "fhir", str(ALDEN), "--team", "Nobody's")
    half = run("import", "csv", "--team", "Riverside")

    assert (nowhere.code, half.code) == (2, 2)
    assert nobody.code == 1
    assert all(len(said.err.strip().splitlines()) == 1 for said in (nowhere, nobody, half))


def test_newer_postcodes_take_the_place_of_the_shipped_ones_whole_or_not_at_all(
    run: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "postcodes.bin"
    monkeypatch.setattr("app.exchange.postcode.SHIPPED", target)
    good, bad = tmp_path / "good.csv", tmp_path / "bad.csv"
    good.write_text("postcode,lat,lon\nIP33 1AA,52.2469,0.7111\n", encoding="utf-8")
    bad.write_text("postcode,lat,lon\nnowhere,52.2469,0.7111\n", encoding="utf-8")

    well = run("import", "postcodes", str(good))
    before = target.read_bytes()
    wrong = run("import", "postcodes", str(bad))

    assert well.code == 0, well.err
    assert "1 postcodes are in place" in well.out
    assert wrong.code == 1
    assert "line 2, postcode" in wrong.err
    assert target.read_bytes() == before
