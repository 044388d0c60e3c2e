"""The key file: what is secret in the database is encrypted under it, and links are made from it.

It lies apart from the database, so that a copied database gives away no second factor and no link. Each ciphertext
names its key, so that ``kring secret rotate`` can add a new one and a restore can say what it cannot read.
"""

import base64
import contextlib
import hashlib
import hmac
import json
import os
import secrets
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM


class KeyMissing(Exception):
    """The key a ciphertext names is not in the key file, or the file cannot be used."""


@dataclass
class KeyRing:
    """All keys by their id, and the one that new secrets are made with."""

    keys: dict[str, bytes] = field(repr=False)
    current: str
    source: Path | None = None
    """The file they were read from. A running server reads it again when it has changed."""
    read_at: int = 0
    """The file's time of change when it was read."""

    def encrypt(self, purpose: str, text: str) -> str:
        """``key id.nonce.ciphertext``; the purpose is bound in, so that a value moved elsewhere does not open."""
        self._read_again()
        nonce = secrets.token_bytes(12)
        sealed = AESGCM(self._key(self.current, "encrypt")).encrypt(nonce, text.encode(), purpose.encode())
        return ".".join((self.current, _text(nonce), _text(sealed)))

    def decrypt(self, purpose: str, value: str) -> str:
        """The text again; ``KeyMissing`` when its key is unknown or the value was changed."""
        try:
            key_id, nonce, sealed = value.split(".")
            opened = AESGCM(self._key(key_id, "encrypt")).decrypt(_bytes(nonce), _bytes(sealed), purpose.encode())
        except (ValueError, InvalidTag):
            raise KeyMissing("a stored secret cannot be read with this key file") from None
        return opened.decode()

    def link_secret(self, kind: str, team_id: UUID, row_id: UUID, *, key_id: str) -> str:
        """The secret of a link, 256 bits, made again from the row it opens, so that it is stored nowhere."""
        what = f"{kind}/{team_id}/{row_id}".encode()
        return _text(hmac.digest(self._key(key_id, "link"), what, "sha256"))

    def fingerprint(self, what: str) -> str:
        """A keyed hash for things to be counted but not read back, such as network addresses."""
        return hmac.digest(self._key(self.current, "fingerprint"), what.encode(), "sha256").hex()[:32]

    def with_new_key(self) -> "KeyRing":
        """The ring with one more key, which new secrets are made with from now on."""
        key_id = f"k{len(self.keys) + 1}-{secrets.token_hex(3)}"
        return KeyRing({**self.keys, key_id: secrets.token_bytes(32)}, key_id, self.source, self.read_at)

    def _key(self, key_id: str, use: str) -> bytes:
        if key_id not in self.keys:
            self._read_again()
        try:
            return hmac.digest(self.keys[key_id], f"kring {use}".encode(), "sha256")
        except KeyError:
            raise KeyMissing(f"key {key_id} is not in the key file") from None

    def _read_again(self) -> None:
        if self.source is None or not self.source.exists() or self.source.stat().st_mtime_ns == self.read_at:
            return
        found = read_key_file(self.source)
        self.keys, self.current, self.read_at = found.keys, found.current, found.read_at


def secret_hash(secret: str) -> str:
    """What is stored of a random secret of 256 bits (session token, link): its SHA-256."""
    return hashlib.sha256(secret.encode()).hexdigest()


def open_key_file(path: Path) -> KeyRing:
    """Read the key file, or make one that only its owner can read. Of several processes that make it, one does."""
    if not path.exists():
        write_key_file(path, KeyRing({}, "").with_new_key(), over=False)
    return read_key_file(path)


def read_key_file(path: Path) -> KeyRing:
    try:
        changed = path.stat().st_mtime_ns
        stored = json.loads(path.read_text())
        keys = {name: _bytes(key) for name, key in stored["keys"].items()}
        if stored["current"] not in keys:
            raise KeyError(stored["current"])
        return KeyRing(keys, str(stored["current"]), path, changed)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise KeyMissing(f"the key file {path} cannot be read") from None


def write_key_file(path: Path, ring: KeyRing, *, over: bool = True) -> None:
    """Write beside it, flush, and rename: a crash leaves the old file or the new one, never half of one.

    ``over`` replaces a file that is there; without it the file that was there first stays.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}.new")
    text = json.dumps(
        {"current": ring.current, "keys": {name: _text(key) for name, key in ring.keys.items()}}, indent=1
    )
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    if over:
        draft.replace(path)
    else:
        with contextlib.suppress(FileExistsError):
            os.link(draft, path)
        draft.unlink()
    _flush_folder(path.parent)


def _flush_folder(folder: Path) -> None:
    """So that the name is on disk too: what is encrypted under a lost key is lost."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _text(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).rstrip(b"=").decode()


def _bytes(value: str) -> bytes:
    return base64.urlsafe_b64decode(value + "=" * (-len(value) % 4))
