"""``kring secret rotate``: a new key, nothing lost, safe to stop half-way; a running server sees it."""

from uuid import UUID

import pytest
from sqlalchemy import select, update

from app.actions.tablet import secret_purpose as tablet_purpose
from app.keys import KeyMissing, KeyRing, open_key_file, write_key_file
from app.models import Account, Credential, KeySafe, Tablet, new_id
from app.models.base import columns
from app.running.ground import SetUpWrong
from app.running.installation import Installation
from app.running.secret import rotate, unreadable
from app.running.serve import check
from app.running.teams import found
from app.web.sign_in import totp_purpose
from tests import factories
from tests.running.conftest import Command
from tests.running.filled import DAY, UNSEEN

C = columns(Credential)


@pytest.fixture
def three(house: Installation) -> list[UUID]:
    """Three authenticator apps."""
    found = []
    for name in ("Amina Khan", "Joanne Field", "Beth Price"):
        account, credential = new_id(), new_id()
        secret = house.keys.encrypt(totp_purpose(credential), f"seed of {name}")
        rows = (
            factories.account(account, name, DAY),
            Credential(id=credential, account_id=account, kind="totp", secret=secret, made_at=DAY, confirmed_at=DAY),
        )
        for row in rows:
            house.door.write(None, lambda session, row=row: session.add(row.model_copy()))  # type: ignore[misc]
        found.append(credential)
    return found


def stored(house: Installation) -> dict[UUID, str]:
    with house.door.read(None) as session:
        return {row.id: row.secret for row in session.execute(select(C.id, C.secret).where(C.kind == "totp"))}


def test_everything_is_encrypted_anew_and_can_still_be_read(
    run: Command, house: Installation, three: list[UUID]
) -> None:
    before = stored(house)

    said = run("secret", "rotate")

    keys = open_key_file(house.settings.key_file)
    assert (said.code, "3 secrets were encrypted anew" in said.out) == (0, True)
    assert all(secret.startswith(f"{keys.current}.") for secret in stored(house).values())
    assert keys.decrypt(totp_purpose(three[0]), stored(house)[three[0]]) == "seed of Amina Khan"
    assert keys.decrypt(totp_purpose(three[0]), before[three[0]]) == "seed of Amina Khan"


def test_a_key_file_that_is_gone_is_not_replaced_behind_anybodys_back(house: Installation, three: list[UUID]) -> None:
    house.settings.key_file.unlink()

    with pytest.raises(SetUpWrong, match="KRING_SECRET_KEY_FILE"):
        check(house.settings)

    assert three and not house.settings.key_file.exists()


def test_a_rotation_that_was_stopped_half_way_is_finished_by_the_next(house: Installation, three: list[UUID]) -> None:
    class Stopping:
        def of(self, total: int) -> None: ...
        def done(self, count: int = 1) -> None:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        rotate(house, Stopping())
    assert unreadable(house) == 0

    rotated = rotate(house, UNSEEN)

    assert (rotated.anew, rotated.unreadable, unreadable(house)) == (3, 0, 0)


def test_a_running_server_reads_with_the_new_key_at_once(house: Installation, three: list[UUID]) -> None:
    server = open_key_file(house.settings.key_file)

    rotate(house, UNSEEN)

    assert server.decrypt(totp_purpose(three[1]), stored(house)[three[1]]) == "seed of Joanne Field"
    assert server.encrypt("x", "y").split(".")[0] == open_key_file(house.settings.key_file).current


def test_codes_of_key_safes_are_encrypted_anew_too(house: Installation) -> None:
    team = found(house, name="Riverside", nurse="Una Birch", email="una@nurse.example").team_id
    nurse, client, safe = new_id(), factories.client(team, None, DAY), new_id()
    purpose = f"key-safe/{team}/{client.id}"
    account = new_id()
    rows = (
        factories.account(account, "Una Birch", DAY),
        factories.membership(team, nurse, account, "Una Birch", DAY, seat=None, kind="guest"),
        client,
        KeySafe(
            team_id=team,
            id=safe,
            client_id=client.id,
            code=house.keys.encrypt(purpose, "4711"),
            set_by=nurse,
            set_at=DAY,
        ),
    )
    for row in rows:
        house.door.write(
            None if isinstance(row, Account) else team,
            lambda session, row=row: session.add(row.model_copy()),  # type: ignore[misc]
        )

    rotate(house, UNSEEN)

    keys = open_key_file(house.settings.key_file)
    with house.door.read(team) as session:
        code = session.get_one(KeySafe, (team, safe)).code
    assert code.startswith(f"{keys.current}.")
    assert keys.decrypt(purpose, code) == "4711"


def test_links_made_with_the_old_key_still_open(house: Installation) -> None:
    team, row, old = new_id(), new_id(), house.keys.current
    before = house.keys.link_secret("invitation", team, row, key_id=old)

    rotate(house, UNSEEN)

    assert open_key_file(house.settings.key_file).link_secret("invitation", team, row, key_id=old) == before


def test_what_no_key_opens_is_counted_and_left_as_it_is(run: Command, house: Installation, three: list[UUID]) -> None:
    write_key_file(house.settings.key_file, KeyRing({}, "").with_new_key())
    before = stored(house)

    said = run("secret", "rotate")

    assert (said.code, "3 secrets cannot be read" in said.err) == (1, True)
    assert stored(house) == before


def test_a_secret_that_was_changed_meanwhile_is_not_overwritten(
    house: Installation, three: list[UUID], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A nurse who sets up a new app while the key is rotated keeps the new one."""
    whole = KeyRing.encrypt

    def encrypt(ring: KeyRing, purpose: str, text: str) -> str:
        house.door.write(None, lambda session: session.execute(update(Credential).values(secret="k1.new.one")))
        return whole(ring, purpose, text)

    monkeypatch.setattr(KeyRing, "encrypt", encrypt)
    rotate(house, UNSEEN)

    assert set(stored(house).values()) == {"k1.new.one"}


def test_the_key_file_is_its_owners_alone_and_never_shown(house: Installation) -> None:
    assert house.settings.key_file.stat().st_mode & 0o777 == 0o600
    assert all(str(key) not in repr(house.keys) for key in house.keys.keys.values())
    house.settings.key_file.write_text("{}")
    with pytest.raises(KeyMissing):
        open_key_file(house.settings.key_file)


def test_the_secret_of_a_tablet_is_encrypted_anew_too(house: Installation, three: list[UUID]) -> None:
    tablet = new_id()
    sealed = house.keys.encrypt(tablet_purpose(tablet), "the secret of a tablet")
    with house.door.read(None) as session:
        account = session.execute(select(columns(Account).id)).scalars().first()
    house.door.write(
        None, lambda session: session.add(Tablet(id=tablet, account_id=account, secret=sealed, made_at=DAY))
    )

    rotated = rotate(house, UNSEEN)

    keys = open_key_file(house.settings.key_file)
    with house.door.read(None) as session:
        secret = session.execute(select(columns(Tablet).secret)).scalar_one()
    assert (rotated.anew, rotated.unreadable) == (4, 0)
    assert secret.startswith(f"{keys.current}.")
    assert keys.decrypt(tablet_purpose(tablet), secret) == "the secret of a tablet"
