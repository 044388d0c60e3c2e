"""The doctor names what is wrong, and says what to do."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

from app.keys import KeyRing, write_key_file
from app.models import AddressOf, Credential, JournalLine, new_id
from app.running import server
from app.running.doctor import examine
from app.running.finding import Finding, Level
from app.running.installation import Installation
from app.settings import Settings
from app.web.sign_in import totp_purpose
from tests import factories
from tests.databases import Cluster, PostgresCluster
from tests.running.conftest import Command
from tests.running.filled import teams

NOW = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def nobody_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    def silence(_settings: Settings) -> tuple[int, dict[str, object]]:
        raise ConnectionRefusedError

    monkeypatch.setattr(server, "ask", silence)


def findings(settings: Settings, now: datetime = NOW) -> dict[str, Finding]:
    """The worst finding about each thing."""
    found: dict[str, Finding] = {}
    for one in examine(settings, now):
        if one.what not in found or list(Level).index(one.level) > list(Level).index(found[one.what].level):
            found[one.what] = one
    return found


def changed(settings: Settings, **more: object) -> Settings:
    return settings.model_copy(update=more)


def test_a_good_set_up_has_nothing_bad(filled: Installation) -> None:
    bad = [one for one in findings(filled.settings).values() if one.level is Level.BAD]

    assert bad == []


def test_everything_that_is_not_well_says_what_to_do(filled: Installation) -> None:
    settings = changed(filled.settings, host="0.0.0.0", trusted_proxies=("0.0.0.0/0",), port=8162)

    wrong = [one for one in findings(settings).values() if one.level is not Level.OK]

    assert {"Address", "Trusted proxies", "Server"} <= {one.what for one in wrong}
    assert all(one.do for one in wrong)


def test_a_data_folder_that_cannot_be_written_is_bad(filled: Installation) -> None:
    assert findings(changed(filled.settings, data_dir=Path("/etc/hostname/var")))["Data folder"].level is Level.BAD


def test_a_database_that_is_not_there_is_bad(filled: Installation, cluster: Cluster) -> None:
    url = cluster.empty() if cluster.name == "sqlite" else filled.settings.url.set(database="none_such")
    settings = changed(filled.settings, database_url=url.render_as_string(hide_password=False))

    assert findings(settings)["Database"].level is Level.BAD


def test_a_clock_that_stands_before_the_newest_line_is_bad(filled: Installation) -> None:
    team = teams(filled.door)[0]
    line = JournalLine(team_id=team, id=new_id(), at=NOW + timedelta(minutes=10), what="x", outcome="done")
    filled.door.write(team, lambda session: session.add(line.model_copy()))

    assert findings(filled.settings)["Clock"].level is Level.BAD
    assert findings(filled.settings, NOW + timedelta(minutes=9))["Clock"].level is Level.OK
    assert findings(filled.settings, datetime(1970, 1, 1, tzinfo=UTC))["Clock"].level is Level.BAD


def test_a_key_file_that_others_can_read_or_that_travels_with_the_data_is_bad(filled: Installation) -> None:
    filled.settings.key_file.chmod(0o644)
    assert findings(filled.settings)["Key file"].level is Level.BAD

    inside = filled.settings.data_dir / "key"
    filled.settings.key_file.rename(inside)
    inside.chmod(0o600)
    settings = changed(filled.settings, secret_key_file=inside)
    assert (findings(settings)["Key file"].level, "data folder" in findings(settings)["Key file"].found) == (
        "bad",
        True,
    )


def test_a_missing_key_file_is_a_warning(filled: Installation) -> None:
    filled.settings.key_file.unlink()

    assert findings(filled.settings)["Key file"].level is Level.WARN


@pytest.mark.parametrize(
    ("given", "level"),
    [
        ({"base_url": "https://kring.example.org"}, Level.OK),
        ({"base_url": f"https://{'kring.' * 11}example.org"}, Level.BAD),
        ({"base_url": "", "host": "127.0.0.1"}, Level.OK),
        ({"base_url": "", "host": "192.0.2.7"}, Level.BAD),
    ],
)
def test_the_address_is_short_and_safe(filled: Installation, given: dict[str, str], level: Level) -> None:
    assert findings(changed(filled.settings, **given))["Address"].level is level


@pytest.mark.parametrize(("days", "level"), [(-1, Level.BAD), (10, Level.WARN), (90, Level.OK)])
def test_a_certificate_that_runs_out_is_told_in_time(
    filled: Installation, tmp_path: Path, days: int, level: Level
) -> None:
    cert, key = certificate(tmp_path, NOW + timedelta(days=days, hours=1))

    assert findings(changed(filled.settings, tls_cert=cert, tls_key=key))["Certificate"].level is level


def test_a_certificate_that_does_not_fit_its_key_is_bad(filled: Installation, tmp_path: Path) -> None:
    cert, _ = certificate(tmp_path, NOW + timedelta(days=90))
    (tmp_path / "other").mkdir()
    _, key = certificate(tmp_path / "other", NOW + timedelta(days=90))

    assert findings(changed(filled.settings, tls_cert=cert, tls_key=key))["Certificate"].level is Level.BAD
    assert findings(changed(filled.settings, tls_cert=Path("/none"), tls_key=key))["Certificate"].level is Level.BAD


@pytest.mark.parametrize("cluster", ["postgresql"], indirect=True, scope="session")
def test_a_role_or_a_policy_that_is_not_as_it_should_be_is_bad(filled: Installation, cluster: PostgresCluster) -> None:
    superuser = changed(filled.settings, database_url=cluster.superuser_url(filled.settings.url).render_as_string())
    assert findings(superuser)["Role"].level is Level.BAD

    engine = create_engine(cluster.superuser_url(filled.settings.url), poolclass=NullPool)
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP POLICY team_only ON membership")
    engine.dispose()
    assert "membership" in findings(filled.settings)["Fence"].found


@pytest.mark.parametrize("cluster", ["sqlite"], indirect=True, scope="session")
def test_a_trigger_that_was_taken_away_is_bad(filled: Installation) -> None:
    engine = create_engine(filled.settings.url, poolclass=NullPool)
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER journal_no_update")
    engine.dispose()

    assert "journal_no_update" in findings(filled.settings)["Fence"].found


@pytest.mark.parametrize(
    ("answer", "what", "level"),
    [
        ((200, {"queue": 0, "oldest_unsealed_seconds": 5.0}), "Journal", Level.OK),
        ((200, {"queue": 0, "oldest_unsealed_seconds": 200.0}), "Journal", Level.WARN),
        ((200, {"queue": 0, "oldest_unsealed_seconds": 4000.0}), "Journal", Level.BAD),
        ((200, {"queue": 0, "oldest_unsealed_seconds": None}), "Journal", Level.WARN),
        ((200, {"queue": 400, "oldest_unsealed_seconds": 5.0}), "Queue", Level.WARN),
        ((503, {}), "Server", Level.BAD),
    ],
)
def test_the_running_server_is_asked(
    filled: Installation,
    monkeypatch: pytest.MonkeyPatch,
    answer: tuple[int, dict[str, object]],
    what: str,
    level: Level,
) -> None:
    monkeypatch.setattr(server, "ask", lambda _settings: answer)

    assert findings(filled.settings)[what].level is level


def test_the_command_ends_with_one_when_something_is_bad(
    run: Command, house: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = run("doctor")
    monkeypatch.setenv("KRING_TRUSTED_PROXIES", "0.0.0.0/0")
    bad = run("doctor")

    assert (good.code, bad.code) == (0, 1), good
    assert "bad  Trusted proxies: 0.0.0.0/0 is everybody" in bad.out
    assert os.linesep.join(["kring: one thing is bad", ""]) == bad.err


def certificate(folder: Path, until: datetime) -> tuple[Path, Path]:
    """A self-signed one that ends then."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(until - timedelta(days=100))
        .not_valid_after(until)
        .sign(key, hashes.SHA256())
    )
    cert_path, key_path = folder / "cert.pem", folder / "key.pem"
    cert_path.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    key_path.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return cert_path, key_path


def test_a_key_file_of_another_installation_is_named(filled: Installation) -> None:
    account, credential = factories.account(new_id(), "Nell Ash", NOW), new_id()
    secret = filled.keys.encrypt(totp_purpose(credential), "JBSWY3DPEHPK3PXP")
    kept = {"id": credential, "account_id": account.id, "kind": "totp", "secret": secret, "made_at": NOW}
    filled.write(None, lambda session: session.add(account))
    filled.write(None, lambda session: session.add(Credential(**kept)))
    assert findings(filled.settings)["Secrets"].level is Level.OK

    write_key_file(filled.settings.key_file, KeyRing({}, "").with_new_key())
    found = findings(filled.settings)["Secrets"]

    assert (found.level, "cannot be read" in found.found) == (Level.BAD, True)


def test_a_file_that_is_no_database_is_named_and_the_rest_is_still_looked_at(tmp_path: Path) -> None:
    (tmp_path / "var").mkdir()
    (tmp_path / "var" / "kring.db").write_bytes(os.urandom(9000))
    settings = Settings(data_dir=tmp_path / "var")

    found = findings(settings)

    assert found["Database"].level is Level.BAD
    assert "kring restore" in found["Database"].do
    assert {"Address", "Trusted proxies", "Server"} <= set(found)


def real_team(house: Installation) -> None:
    team = new_id()
    address = AddressOf(secret_hash="x", team_id=team, kind="invitation", id=new_id())
    house.door.write(team, lambda session: session.add_all([factories.team(team, "North Bank", NOW), address]))


def test_a_demonstration_alone_is_well(filled: Installation) -> None:
    assert findings(filled.settings)["Demonstration"].level == Level.OK


def test_a_demonstration_beside_a_real_team_is_a_warning(filled: Installation) -> None:
    real_team(filled)

    found = findings(filled.settings)["Demonstration"]

    assert (found.level, "1 real team" in found.found) == (Level.WARN, True)


def test_a_real_team_alone_is_no_demonstration(house: Installation) -> None:
    real_team(house)

    assert "Demonstration" not in findings(house.settings)


def test_a_misspelt_variable_is_noticed(filled: Installation, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KRING_PROT", "8001")

    found = findings(filled.settings)["Environment"]

    assert (found.level, "KRING_PROT" in found.found) == (Level.WARN, True)
