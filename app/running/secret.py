"""A new key: from now on secrets are made with it, and what is stored under older ones is encrypted anew."""

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol
from uuid import UUID

from sqlalchemy import Connection, bindparam, select, update
from sqlmodel import Session

from app.actions.key_safe import purpose as key_safe_purpose
from app.actions.tablet import secret_purpose as tablet_purpose
from app.database.door import named_team
from app.keys import KeyMissing, KeyRing, read_key_file, write_key_file
from app.models import Credential, KeySafe, Tablet
from app.models.base import columns
from app.models.directory import CredentialKind
from app.queries.directory import team_ids
from app.running.installation import Installation
from app.web.sign_in import totp_purpose

B, C, S = columns(Tablet), columns(Credential), columns(KeySafe)

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

TABLETS = (
    select(B.id, B.secret)
    .where(B.secret != "", B.secret.not_like(bindparam("made_with") + ".%"))
    .order_by(B.id)
)  # fmt: skip
REPLACE_TABLET = (
    update(Tablet)
    .where(B.id == bindparam("tablet"), B.secret == bindparam("old"))
    .values(secret=bindparam("new"))
    .execution_options(synchronize_session=False)
)

CODES = (
    select(S.id, S.client_id, S.code)
    .where(S.team_id == bindparam("team"), S.ended_at.is_(None), S.code.not_like(bindparam("made_with") + ".%"))
    .order_by(S.id)
)
REPLACE_CODE = (
    update(KeySafe)
    .where(S.team_id == bindparam("team"), S.id == bindparam("safe"), S.code == bindparam("old"))
    .values(code=bindparam("new"))
    .execution_options(synchronize_session=False)
)


@dataclass(frozen=True)
class Stored:
    """A ciphertext: whose it is, what it was made for, and how another takes its place."""

    team: UUID | None
    id: UUID
    purpose: str
    secret: str
    is_tablet: bool = False

    def replace(self, session: Session, new: str) -> None:
        """Nothing happens when it was changed meanwhile."""
        if self.is_tablet:
            session.execute(REPLACE_TABLET, {"tablet": self.id, "old": self.secret, "new": new})
        elif self.team is None:
            session.execute(REPLACE, {"credential": self.id, "old": self.secret, "new": new})
        else:
            session.execute(REPLACE_CODE, {"team": self.team, "safe": self.id, "old": self.secret, "new": new})


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
    for row in rows:
        anew += _encrypt_anew(house, keys, row)
        steps.done()
    return Rotated(keys.current, anew, len(stored(house, keys.current)))


def unreadable(house: Installation) -> int:
    """How many stored secrets cannot be read with the present key file."""
    return sum(not _readable(house.keys, row) for row in stored(house, ""))


def unreadable_at(connection: Connection, key_file: Path) -> int:
    """The same, without a door: for looking at a set-up that may not serve. A key file that is none reads nothing."""
    rows = _stored_at(connection)
    try:
        keys = read_key_file(key_file)
    except KeyMissing:
        return len(rows)
    return sum(not _readable(keys, row) for row in rows)


def _stored_at(connection: Connection) -> list[Stored]:
    session = Session(bind=connection)
    found = _of_accounts(session, "")
    for team in team_ids(session):
        with named_team(connection, team):
            found += _codes(session, team, "")
    return found


def stored(house: Installation, but_with: str) -> list[Stored]:
    """Every stored ciphertext that was not made with that key: apps, tablets, and the key safes of each team."""
    with house.door.read(None) as session:
        teams, found = team_ids(session), _of_accounts(session, but_with)
    for team in teams:
        with house.door.read(team) as session:
            found += _codes(session, team, but_with)
    return found


def _of_accounts(session: Session, but_with: str) -> list[Stored]:
    """What belongs to accounts: authenticator apps, and the tablets they have a passphrase on."""
    apps = session.execute(STORED, {"made_with": but_with})
    found = [Stored(None, row.id, totp_purpose(row.id), row.secret) for row in apps]
    tablets = session.execute(TABLETS, {"made_with": but_with})
    return found + [Stored(None, row.id, tablet_purpose(row.id), row.secret, is_tablet=True) for row in tablets]


def _codes(session: Session, team: UUID, but_with: str) -> list[Stored]:
    rows = session.execute(CODES, {"team": team, "made_with": but_with})
    return [Stored(team, row.id, key_safe_purpose(team, row.client_id), row.code) for row in rows]


def _encrypt_anew(house: Installation, keys: KeyRing, row: Stored) -> bool:
    try:
        new = keys.encrypt(row.purpose, keys.decrypt(row.purpose, row.secret))
    except KeyMissing:
        return False
    house.write(row.team, lambda session: row.replace(session, new))
    return True


def _readable(keys: KeyRing, row: Stored) -> bool:
    try:
        keys.decrypt(row.purpose, row.secret)
    except KeyMissing:
        return False
    return True
