"""A new key: from now on secrets are made with it, and what is stored under older ones is encrypted anew."""

from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from sqlalchemy import bindparam, select, update

from app.keys import KeyMissing, KeyRing, read_key_file, write_key_file
from app.models import Credential
from app.models.base import columns
from app.models.directory import CredentialKind
from app.running.installation import Installation
from app.web.sign_in import totp_purpose

C = columns(Credential)

STORED = (
    select(C.id, C.secret)
    .where(C.kind == CredentialKind.TOTP.value, C.secret != "", C.secret.not_like(bindparam("made_with") + ".%"))
    .order_by(C.id)
)
REPLACE = (
    update(Credential)
    .where(C.id == bindparam("credential"), C.secret == bindparam("old"))
    .values(secret=bindparam("new"))
    .execution_options(synchronize_session=False)
)


class Steps(Protocol):
    def of(self, total: int) -> None: ...
    def done(self, count: int = 1) -> None: ...


@dataclass(frozen=True)
class Rotated:
    """How many secrets were encrypted anew, and how many could not be read with any key in the file."""

    key_id: str
    anew: int
    unreadable: int


def rotate(house: Installation, steps: Steps) -> Rotated:
    """Safe to stop and run again: the new key is in the file first, and each secret is a short unit of its own.

    Older keys stay in the file: links that were given out are made from them, and older backups need them.
    """
    write_key_file(house.settings.key_file, house.keys.with_new_key())
    keys = read_key_file(house.settings.key_file)
    rows = stored(house, keys.current)
    steps.of(len(rows))
    anew = 0
    for credential, old in rows:
        anew += _encrypt_anew(house, keys, credential, old)
        steps.done()
    return Rotated(keys.current, anew, len(stored(house, keys.current)))


def unreadable(house: Installation) -> int:
    """How many stored secrets cannot be read with the present key file."""
    return sum(not _readable(house.keys, credential, secret) for credential, secret in stored(house, ""))


def stored(house: Installation, but_with: str) -> list[tuple[UUID, str]]:
    """Every stored ciphertext that was not made with that key."""
    with house.door.read(None) as session:
        return [(row.id, row.secret) for row in session.execute(STORED, {"made_with": but_with})]


def _encrypt_anew(house: Installation, keys: KeyRing, credential: UUID, old: str) -> bool:
    purpose = totp_purpose(credential)
    try:
        new = keys.encrypt(purpose, keys.decrypt(purpose, old))
    except KeyMissing:
        return False
    values = {"credential": credential, "old": old, "new": new}
    house.write(None, lambda session: session.execute(REPLACE, values))
    return True


def _readable(keys: KeyRing, credential: UUID, secret: str) -> bool:
    try:
        keys.decrypt(totp_purpose(credential), secret)
    except KeyMissing:
        return False
    return True
