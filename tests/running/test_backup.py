"""A backup is whole while in use, and is not believed when it was changed."""

import gzip
import json
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from app.database import Door
from app.models import JournalLine, Receipt, SignInSession, new_id
from app.models.base import columns
from app.models.directory import SessionKind
from app.running.backup import BackupDamaged, restore, write_backup
from app.running.ground import SetUpWrong
from app.running.installation import Installation
from app.settings import Settings
from tests.databases import Cluster
from tests.running.conftest import Command, settings_of
from tests.running.filled import DAY, UNSEEN, everything, teams

Opened = Callable[[], Door]
R, J, S = columns(Receipt), columns(JournalLine), columns(SignInSession)
ENDED = (S.token_hash, S.ended_at, S.ended_why)


def test_what_is_restored_elsewhere_is_what_was_there(
    filled: Installation, elsewhere: Settings, there: Opened, tmp_path: Path
) -> None:
    write_backup(filled.settings, tmp_path / "copy", DAY, UNSEEN)

    restored = restore(elsewhere, tmp_path / "copy", UNSEEN)

    assert restored.differences == []
    assert (restored.teams, restored.rows) == (2, sum(restored.manifest.rows().values()))
    assert everything(there()) == everything(filled.door)


def test_a_backup_of_one_database_goes_into_the_other_and_back(
    filled: Installation, elsewhere: Settings, there: Opened, tmp_path: Path
) -> None:
    """Through an SQLite file: on the run over PostgreSQL the database changes twice."""
    file = tmp_path / "other" / "var" / "kring.db"
    file.parent.mkdir(parents=True)
    between = Settings(data_dir=file.parent, database_url=f"sqlite:///{file}", database_owner_url="")

    write_backup(filled.settings, tmp_path / "first", DAY, UNSEEN)
    first = restore(between, tmp_path / "first", UNSEEN)
    write_backup(between, tmp_path / "second", DAY, UNSEEN)
    second = restore(elsewhere, tmp_path / "second", UNSEEN)

    assert (first.differences, second.differences) == ([], [])
    assert everything(there()) == everything(filled.door)


def test_whoever_was_signed_in_and_what_was_to_be_answered_once_is_over_after_a_restore(
    filled: Installation, elsewhere: Settings, there: Opened, tmp_path: Path
) -> None:
    """A cookie or a link that was used up after the backup must not be good again."""
    begun = datetime.now(UTC)
    filled.door.write(None, lambda session: session.add_all(_sessions(begun)))
    write_backup(filled.settings, tmp_path / "copy", DAY, UNSEEN)

    restored = restore(elsewhere, tmp_path / "copy", UNSEEN)

    with there().read(None) as session:
        ended = {one.token_hash: (one.ended_why, one.ended_at >= begun) for one in session.execute(select(*ENDED))}
    assert restored.ended == len(SessionKind)
    assert ended == dict.fromkeys(SessionKind, ("restored", True)) | {"over": ("signed-out", True)}


def _sessions(now: datetime) -> list[SignInSession]:
    times = {"made_at": now, "seen_at": now, "proven_at": now, "ends_at": now + timedelta(hours=12)}
    living = [SignInSession(id=new_id(), token_hash=kind, kind=kind, **times) for kind in SessionKind]
    over = SignInSession(id=new_id(), token_hash="over", kind="full", ended_at=now, ended_why="signed-out", **times)
    return [*living, over]


class Writers:
    """Twelve nurses who write all the time: each unit a receipt and a line together, numbered by each nurse."""

    def __init__(self, door: Door, team: UUID) -> None:
        self.door, self.team = door, team
        self.acknowledged: list[list[UUID]] = [[] for _ in range(12)]
        self.stopped = threading.Event()
        self.threads = [threading.Thread(target=self._write, args=(mine,)) for mine in self.acknowledged]

    def __enter__(self) -> "Writers":
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_fault: object) -> None:
        self.stopped.set()
        for thread in self.threads:
            thread.join()

    def so_far(self) -> list[list[UUID]]:
        return [list(mine) for mine in self.acknowledged]

    def _write(self, mine: list[UUID]) -> None:
        while not self.stopped.is_set():
            mine.append(self._one(uuid4(), datetime.now(UTC)))

    def _one(self, one: UUID, now: datetime) -> UUID:
        receipt = Receipt(team_id=self.team, id=one, account_id=one, command="load", body_hash="", at=now)
        line = JournalLine(team_id=self.team, id=one, what="load", outcome="done", at=now)
        self.door.write(self.team, lambda session: session.add_all([receipt.model_copy(), line.model_copy()]))
        return one


@pytest.mark.slow
def test_a_backup_under_load_is_one_moment_between_its_start_and_its_end(
    filled: Installation, elsewhere: Settings, there: Opened, tmp_path: Path
) -> None:
    team = teams(filled.door)[0]
    with Writers(filled.door, team) as writers:
        while not all(len(mine) > 3 for mine in writers.so_far()):
            writers.stopped.wait(0.01)
        at_start = writers.so_far()
        write_backup(filled.settings, tmp_path / "copy", datetime.now(UTC), UNSEEN)
        at_end_at_most = [len(mine) + 1 for mine in writers.so_far()]
    written = writers.so_far()

    assert restore(elsewhere, tmp_path / "copy", UNSEEN).differences == []

    with there().read(team) as session:
        receipts = set(session.execute(select(R.id).where(R.team_id == team, R.command == "load")).scalars())
        lines = set(session.execute(select(J.id).where(J.team_id == team, J.what == "load")).scalars())
    assert receipts == lines
    assert len(receipts) <= sum(len(mine) for mine in written)
    for before, most, mine in zip(at_start, at_end_at_most, written, strict=True):
        held = [one in receipts for one in mine]
        assert held == sorted(held, reverse=True), "a later write is there and an earlier one is not"
        assert len(before) <= sum(held) <= most


def test_a_file_that_was_changed_is_refused_by_name(filled: Installation, elsewhere: Settings, tmp_path: Path) -> None:
    manifest = write_backup(filled.settings, tmp_path / "copy", DAY, UNSEEN)
    victim = tmp_path / "copy" / manifest.files[1].name
    victim.write_bytes(gzip.compress(gzip.decompress(victim.read_bytes()).replace(b"Insulin", b"Inzulin")))

    with pytest.raises(BackupDamaged, match=f"{victim.name} was changed"):
        restore(elsewhere, tmp_path / "copy", UNSEEN)


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (lambda text: text[: len(text) // 2], "is damaged"),
        (lambda text: text.replace('"Riverside"', "").replace('"release": "', '"release": "9'), "was changed"),
        (lambda _text: "{}", "is damaged"),
        (lambda _text: "[1]", "is damaged"),
    ],
)
def test_a_damaged_manifest_is_refused(
    filled: Installation, elsewhere: Settings, tmp_path: Path, damage: Callable[[str], str], words: str
) -> None:
    write_backup(filled.settings, tmp_path / "copy", DAY, UNSEEN)
    manifest = tmp_path / "copy" / "manifest.json"
    manifest.write_text(damage(manifest.read_text()))

    with pytest.raises(BackupDamaged, match=words):
        restore(elsewhere, tmp_path / "copy", UNSEEN)


def test_a_missing_file_is_refused_by_name(filled: Installation, elsewhere: Settings, tmp_path: Path) -> None:
    manifest = write_backup(filled.settings, tmp_path / "copy", DAY, UNSEEN)
    (tmp_path / "copy" / manifest.files[-1].name).unlink()

    with pytest.raises(BackupDamaged, match="cannot be read"):
        restore(elsewhere, tmp_path / "copy", UNSEEN)


def test_a_place_that_is_not_empty_is_left_alone(filled: Installation, tmp_path: Path) -> None:
    write_backup(filled.settings, tmp_path / "copy", DAY, UNSEEN)
    before = everything(filled.door)

    with pytest.raises(SetUpWrong, match="not empty"):
        restore(filled.settings, tmp_path / "copy", UNSEEN)

    assert everything(filled.door) == before


def test_a_backup_of_a_newer_release_is_refused(filled: Installation, elsewhere: Settings, tmp_path: Path) -> None:
    from app.running.backup import form

    write_backup(filled.settings, tmp_path / "copy", DAY, UNSEEN)
    content = json.loads((tmp_path / "copy" / "manifest.json").read_text())
    content["revision"] = "9999"
    content.pop("checksum")
    content["checksum"] = form._checksum(content)
    (tmp_path / "copy" / "manifest.json").write_text(json.dumps(content))

    with pytest.raises(BackupDamaged, match="newer release"):
        restore(elsewhere, tmp_path / "copy", UNSEEN)


def test_a_journal_that_was_changed_before_the_backup_is_named_by_the_restore(
    filled: Installation, elsewhere: Settings, tmp_path: Path
) -> None:
    """The rows are put back all the same: they may be all there is."""
    write_backup(filled.settings, tmp_path / "copy", DAY, UNSEEN)
    _rewrite(tmp_path / "copy", b'"record-competence"', b'"remove-competence"')

    restored = restore(elsewhere, tmp_path / "copy", UNSEEN)

    assert restored.rows > 100
    assert any("was changed after sealing" in one for one in restored.differences)


def test_the_command_line_backs_up_and_restores(
    filled: Installation, run: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, cluster: Cluster
) -> None:
    copy = str(tmp_path / "copy")

    written = run("backup", copy)
    again = run("backup", copy)
    refused = run("restore", copy)
    target = settings_of(cluster, cluster.empty(), tmp_path / "second")
    monkeypatch.setenv("KRING_DATABASE_URL", target.database_url)
    monkeypatch.setenv("KRING_DATABASE_OWNER_URL", target.database_owner_url)
    restored = run("restore", copy)

    assert "Everybody signs in again" in restored.out
    assert "recovery code used after" in restored.out
    assert (written.code, again.code, refused.code, restored.code) == (0, 2, 2, 0), (written, again, refused, restored)
    assert "is NOT in it" in written.out
    assert "are what they were" in restored.out
    assert run("restore", str(tmp_path / "nowhere")).code == 1


def _rewrite(folder: Path, old: bytes, new: bytes) -> None:
    """Change rows in a backup as somebody who knows its form could, checksums and all."""
    import hashlib

    from app.running.backup import form

    content = json.loads((folder / "manifest.json").read_text())
    for file in content["files"]:
        path = folder / file["name"]
        path.write_bytes(gzip.compress(gzip.decompress(path.read_bytes()).replace(old, new)))
        file["sha256"] = hashlib.sha256(path.read_bytes()).hexdigest()
    content.pop("checksum")
    content["checksum"] = form._checksum(content)
    (folder / "manifest.json").write_text(json.dumps(content))
