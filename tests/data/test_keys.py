"""The key file: made once, readable by its owner alone, and each secret opens under its own key and purpose only."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from app.keys import KeyMissing, KeyRing, open_key_file, secret_hash, write_key_file
from app.models import new_id


def test_a_key_file_is_made_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "var.key"

    ring = open_key_file(path)

    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert open_key_file(path).keys == ring.keys
    assert [one.name for one in path.parent.iterdir()] == ["var.key"]


def test_of_several_that_make_it_at_once_all_read_the_same(tmp_path: Path) -> None:
    for number in range(20):
        path = tmp_path / f"{number}.key"
        with ThreadPoolExecutor(4) as pool:
            rings = list(pool.map(lambda _, path=path: open_key_file(path), range(4)))  # type: ignore[misc]

        assert len({str(sorted(ring.keys.items())) for ring in rings}) == 1


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "{}", '{"current": "k", "keys": {}}', '{"current": "k", "keys": {"k": 1}}', "\x00"]
)
def test_a_broken_key_file_is_refused_and_left_as_it_is(tmp_path: Path, text: str) -> None:
    path = tmp_path / "var.key"
    path.write_text(text)

    with pytest.raises(KeyMissing, match="cannot be read"):
        open_key_file(path)

    assert path.read_text() == text


def test_a_secret_opens_under_its_key_and_purpose_only() -> None:
    ring = KeyRing({}, "").with_new_key()
    value = ring.encrypt("totp/1", "seed")

    assert ring.decrypt("totp/1", value) == "seed"
    for purpose, ciphertext in (
        ("totp/2", value),
        ("totp/1", value[:-2]),
        ("totp/1", "x"),
        ("totp/1", f"other{value}"),
    ):
        with pytest.raises(KeyMissing):
            ring.decrypt(purpose, ciphertext)


def test_after_a_rotation_old_secrets_still_open_and_new_ones_carry_the_new_key(tmp_path: Path) -> None:
    path = tmp_path / "var.key"
    old = open_key_file(path)
    value = old.encrypt("totp", "seed")
    write_key_file(path, old.with_new_key())

    new = open_key_file(path)

    assert new.decrypt("totp", value) == "seed"
    assert not new.encrypt("totp", "seed").startswith(old.current)
    with pytest.raises(KeyMissing):
        KeyRing(old.keys, old.current).decrypt("totp", new.encrypt("totp", "seed"))


def test_a_link_is_made_again_from_its_row_and_differs_for_every_other(tmp_path: Path) -> None:
    ring = open_key_file(tmp_path / "var.key")
    team, row = new_id(), new_id()
    link = ring.link_secret("invitation", team, row, key_id=ring.current)

    assert link == ring.link_secret("invitation", team, row, key_id=ring.current)
    assert len(link) == 43
    others = {
        ring.link_secret("calendar", team, row, key_id=ring.current),
        ring.link_secret("invitation", row, team, key_id=ring.current),
        ring.link_secret("invitation", team, new_id(), key_id=ring.current),
    }
    assert link not in others and len(others) == 3
    assert secret_hash(link) != link
