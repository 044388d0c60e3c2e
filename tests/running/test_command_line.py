"""The command line: plain lines, exit codes, and the same door as a page."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import click
import pytest
import typer
from fastapi.testclient import TestClient
from sqlalchemy import select

from app.cli import commands
from app.keys import open_key_file
from app.main import create_app
from app.models import Attempt, JournalLine, SignInSession
from app.models.base import columns
from app.running.installation import Installation
from app.running.teams import team_called
from app.seed import demonstration
from app.settings import Settings
from tests.databases import Cluster, PostgresCluster
from tests.running.conftest import Command
from tests.running.filled import everything

J, S, A = columns(JournalLine), columns(SignInSession), columns(Attempt)


def every_command() -> Iterator[tuple[str, ...]]:
    """The words of every command there is."""

    def below(group: click.Command, words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
        found = getattr(group, "commands", None)
        if found is None:
            yield words
            return
        for name, one in found.items():
            yield from below(one, (*words, name))

    yield from below(typer.main.get_command(commands), ())


@pytest.mark.parametrize("words", list(every_command()), ids=" ".join)
def test_every_command_explains_itself(run: Command, words: tuple[str, ...]) -> None:
    said = run(*words, "--help")

    assert said.code == 0
    assert "Usage: kring" in said.out


def test_the_commands_are_those_that_are_promised() -> None:
    assert {" ".join(words) for words in every_command()} == {
        "serve",
        "migrate",
        "demo",
        "seed",
        "team create",
        "team invite",
        "team suspend",
        "team lift",
        "account recover",
        "backup",
        "restore",
        "import fhir",
        "import csv",
        "import postcodes",
        "journal verify",
        "journal head",
        "secret rotate",
        "doctor",
    }


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("KRING_PORT", "eight thousand", "KRING_PORT: must be a whole number, such as 8000"),
        ("KRING_PORT", "70000", "KRING_PORT"),
        ("KRING_BASE_URL", "http://kring.example.org", "must be an https address"),
        ("KRING_BASE_URL", "https://kring.example.org/app", "bare address"),
        ("KRING_BASE_URL", "https://kring.example.org:port", "KRING_BASE_URL: has a port that is none"),
        ("KRING_BASE_URL", "https://kring.example.org:70000", "KRING_BASE_URL: has a port that is none"),
        ("KRING_BASE_URL", "https://kring.example.org:0", "KRING_BASE_URL: has a port that is none"),
        ("KRING_BASE_URL", "https://[::1", "must be an https address"),
        ("KRING_DATABASE_URL", "sqlite://", "KRING_DATABASE_URL: needs a file"),
        ("KRING_DATABASE_URL", "sqlite:///:memory:", "KRING_DATABASE_URL: needs a file"),
        ("KRING_DATABASE_URL", "sqlite:///file::memory:?uri=true", "KRING_DATABASE_URL: needs a file"),
        ("KRING_DATABASE_URL", "sqlite:///file:kring?mode=memory&uri=true", "KRING_DATABASE_URL: needs a file"),
        ("KRING_DATABASE_URL", "mysql://x@y/z", "must begin with sqlite:/// or postgresql://"),
        ("KRING_TRUSTED_PROXIES", "my proxy", "KRING_TRUSTED_PROXIES"),
        ("KRING_TLS_CERT", "/tmp/only.pem", "go together"),
        ("KRING_DATA_DIR", "/etc/hostname/var", "cannot be written"),
        ("KRING_DATABASE_URL", "postgresql://nobody:secret@127.0.0.1:1/none", "cannot be opened"),
        ("KRING_DATABASE_URL", "sqlite:////nowhere/at/all.db", "there is no database"),
    ],
)
def test_a_set_up_that_cannot_be_used_is_one_clear_line(
    run: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str, value: str, words: str
) -> None:
    monkeypatch.setenv("KRING_DATA_DIR", str(tmp_path / "var"))
    monkeypatch.setenv(name, value)

    said = run("serve")

    assert said.code == 2
    assert words in said.err
    assert len(said.err.strip().splitlines()) == 1
    assert "secret" not in said.err
    assert "Traceback" not in said.err


def test_a_certificate_that_cannot_be_served_is_one_clear_line(
    run: Command, filled: Installation, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "cert.pem").write_text("no certificate")
    for cert in ("cert.pem", "none.pem"):
        monkeypatch.setenv("KRING_TLS_CERT", str(tmp_path / cert))
        monkeypatch.setenv("KRING_TLS_KEY", str(tmp_path / "cert.pem"))

        said = run("serve")

        assert (said.code, len(said.err.splitlines()), "KRING_TLS_CERT" in said.err) == (2, 1, True), said


def test_two_wrong_variables_are_two_lines(run: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KRING_PORT", "x")
    monkeypatch.setenv("KRING_BASE_URL", "ftp://x")

    assert len(run("doctor").err.strip().splitlines()) == 2


def test_serving_without_a_migrated_database_says_what_to_do(
    run: Command, here: Settings, cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KRING_DATABASE_URL", cluster.empty().render_as_string(hide_password=False))
    monkeypatch.delenv("KRING_DATABASE_OWNER_URL", raising=False)

    said = run("serve")

    assert (said.code, "run 'kring migrate'" in said.err) == (2, True), said


@pytest.mark.parametrize("cluster", ["postgresql"], indirect=True, scope="session")
def test_serving_as_a_superuser_or_as_the_owner_is_refused(
    run: Command, here: Settings, cluster: PostgresCluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    for url, why in ((cluster.superuser_url(here.url), "is a superuser"), (here.owner_url, "owns tables")):
        monkeypatch.setenv("KRING_DATABASE_URL", url.render_as_string(hide_password=False))

        said = run("serve")

        assert (said.code, why in said.err) == (2, True), said


def test_migrating_twice_changes_nothing(run: Command, here: Settings) -> None:
    assert (run("migrate").code, run("migrate").code) == (0, 0)


def test_a_team_is_founded_and_its_first_nurse_gets_a_link(run: Command, house: Installation) -> None:
    said = run("team", "create", "North Bank", "--nurse", "Ruth Ash", "--email", "Ruth@north.example")

    link = said.out.strip().splitlines()[-1]
    team, _ = team_called(house, "north bank")
    with house.door.read(team) as session:
        lines = session.execute(select(J.what, J.account_id).where(J.team_id == team)).all()
    assert said.code == 0
    assert link.startswith("http://localhost:8161/invitation/")
    assert [tuple(line) for line in lines] == [("team-founded", None)]


@pytest.mark.parametrize(
    "words", [("", "--nurse", "Ruth"), ("North", "--nurse", "a\nb"), ("North", "--nurse", "x" * 201)]
)
def test_a_team_without_a_name_is_not_founded(run: Command, house: Installation, words: tuple[str, ...]) -> None:
    assert run("team", "create", *words).code == 2
    assert run("team", "create", "North", "--nurse", "Ruth", "--email", "no address").code == 1
    assert everything(house.door)["address_of"] == set()


def test_the_provider_suspends_at_once_and_lets_back_in(run: Command, filled: Installation) -> None:
    who = ("Riverside", "joanne@riverside.example", "--reason", "Inquiry of the regulator")

    first, again, back = run("team", "suspend", *who), run("team", "suspend", *who), run("team", "lift", *who)

    team, _ = team_called(filled, "Riverside")
    with filled.door.read(team) as session:
        lines = session.execute(
            select(J.what, J.reason).where(J.team_id == team, J.what.like("susp%")).order_by(J.id)
        ).all()
    assert (first.code, again.code, back.code) == (0, 1, 0), (first, again, back)
    assert [line.what for line in lines] == ["suspended-by-provider", "suspension-lifted-by-provider"]
    assert {line.reason for line in lines} == {"Inquiry of the regulator"}


@pytest.mark.parametrize(
    ("team", "member"),
    [("Nowhere", "joanne@riverside.example"), ("Riverside", "beth@malpas.example"), ("Malpas", "Joanne Field")],
)
def test_nobody_is_suspended_from_a_team_she_is_not_in(
    run: Command, filled: Installation, team: str, member: str
) -> None:
    assert run("team", "suspend", team, member, "--reason", "x").code == 1


def test_a_recovery_link_is_made_for_an_account_that_exists(run: Command, filled: Installation) -> None:
    said, nobody = run("account", "recover", "AMINA@riverside.example"), run("account", "recover", "no@where.example")

    with filled.door.read(None) as session:
        begun = session.execute(select(S.made_at, S.ends_at)).all()
        lines = session.execute(select(A.what).where(A.what == "recovery-begun")).all()
    assert (said.code, nobody.code) == (0, 1)
    assert said.out.strip().splitlines()[-1].startswith("http://localhost:8161/")
    assert [one.ends_at - one.made_at for one in begun] == [timedelta(hours=1)]
    assert len(lines) == 1


def opened(house: Installation, link: str) -> tuple[int, str]:
    app = create_app(house.settings, door=house.door, keys=open_key_file(house.settings.key_file))
    browser = TestClient(app, base_url=house.settings.address)
    answer = browser.get(link.removeprefix(house.settings.address))
    return answer.status_code, answer.text


def test_the_invitation_that_is_printed_opens_a_page(run: Command, house: Installation) -> None:
    status, page = opened(house, run("team", "create", "North Bank", "--nurse", "Ruth Ash").out.split()[-1])

    assert (status, "Ruth Ash" in page) == (200, True)


def test_the_recovery_link_that_is_printed_opens_a_page(run: Command, filled: Installation) -> None:
    status, page = opened(filled, run("account", "recover", "amina@riverside.example").out.split()[-1])

    assert (status, "amina@riverside.example" in page) == (200, True)


def test_no_team_is_founded_beside_a_demonstration(run: Command, filled: Installation) -> None:
    before = everything(filled.door)

    said = run("team", "create", "North Bank", "--nurse", "Ruth Ash")

    assert (said.code, said.out) == (2, "")
    assert "holds the demonstration" in said.err
    assert everything(filled.door) == before


def test_the_demonstration_goes_into_an_empty_database_only(
    run: Command, house: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The teams alone: their whole work is filled in by test_serve, as `make run` does it.
    monkeypatch.setattr(demonstration.step_count, "__defaults__", ({},))
    monkeypatch.setattr(demonstration.fill, "__kwdefaults__", {"places": {}})
    first = run("demo")
    before = everything(house.door)
    second = run("demo")

    assert (first.code, second.code) == (0, 2)
    assert "amina@riverside.example" in first.out
    assert everything(house.door) == before


@pytest.mark.parametrize("cluster", ["sqlite"], indirect=True, scope="session")
def test_the_database_file_is_its_owners_alone(
    run: Command, here: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KRING_DATABASE_URL", "")
    monkeypatch.setenv("KRING_DATA_DIR", str(tmp_path / "new" / "var"))

    said = run("migrate")

    folder = tmp_path / "new" / "var"
    assert said.code == 0
    assert (folder.stat().st_mode & 0o777, (folder / "kring.db").stat().st_mode & 0o777) == (0o700, 0o600)
