"""My account: who may open it, what each change asks for, and what it leaves behind."""

import re

import pytest

from app.models import Attempt
from tests.authenticator import JSON, PASSWORD, App, Passkey, add_passkey, sign_in_with, with_app, with_password
from tests.cast import Cast, Kring, Person
from tests.routers.test_sign_in import mark_as_demonstration, sign_in

PAGES = (
    "/account",
    "/account/password",
    "/account/proof",
    "/account/app",
    "/account/passkeys",
    "/account/recovery-codes",
)
CHANGES = (
    "/account/name",
    "/account/password",
    "/account/proof",
    "/account/app",
    "/account/app/code",
    "/account/app/removal",
    "/account/recovery-codes",
    "/account/sessions/end",
)
ASKS_PROOF = ("/account/password", "/account/app", "/account/passkeys", "/account/recovery-codes")
BETTER = "seven quiet kettles"


@pytest.fixture
def amina(cast: Cast) -> Person:
    with_password(cast.amina)
    return cast.amina


def lines(kring: Kring) -> list[tuple[str, str]]:
    with kring.door.read(None) as session:
        found = session.query(Attempt).order_by(Attempt.id).all()  # type: ignore[arg-type]
    return [(line.what, line.outcome) for line in found if not line.what.startswith("/")]


@pytest.mark.parametrize("page", PAGES)
def test_each_page_opens_for_its_owner_whatever_her_teams(cast: Cast, page: str) -> None:
    for person in (cast.amina, cast.gwen, cast.olive, cast.nell):
        assert person.get(page).status_code == 200, person.name


@pytest.mark.parametrize("page", PAGES)
def test_no_page_opens_for_nobody(kring: Kring, page: str) -> None:
    assert kring.browser().get(page).status_code == 401


@pytest.mark.parametrize("address", CHANGES)
def test_no_change_is_made_for_nobody_and_none_by_looking(kring: Kring, cast: Cast, address: str) -> None:
    assert kring.browser().post(address).status_code == 401
    if address not in PAGES:
        assert cast.amina.get(address).status_code in (404, 405)


@pytest.mark.parametrize("address", CHANGES[:5])
def test_an_empty_form_gets_a_word(cast: Cast, address: str) -> None:
    assert cast.amina.post(address).status_code in (303, 422)


@pytest.mark.parametrize("page", ASKS_PROOF)
def test_changing_how_i_sign_in_asks_who_is_there_after_ten_minutes(amina: Person, page: str) -> None:
    amina.get("/account")
    amina.kring.clock.forward(minutes=11)

    asked = amina.get(page)
    answered = amina.post("/account/proof", {"password": PASSWORD, "next": page})

    assert asked.headers["location"] == f"/account/proof?next={page}"
    assert answered.headers["location"] == page
    assert amina.get(page).status_code == 200


@pytest.mark.parametrize(
    "address", ["/account/password", "/account/app", "/account/app/removal", "/account/recovery-codes"]
)
def test_a_change_sent_after_ten_minutes_changes_nothing(amina: Person, address: str) -> None:
    amina.get("/account")
    amina.kring.clock.forward(minutes=11)

    answer = amina.post(address, {"new_password": BETTER})

    assert answer.headers["location"].startswith("/account/proof?next=/account/")
    assert [line for line in lines(amina.kring) if line[1] != "refused"] == []


def test_a_wrong_password_proves_nothing_and_counts(amina: Person) -> None:
    for _ in range(5):
        assert amina.post("/account/proof", {"password": "three wooden heron"}).status_code == 422

    answer = amina.post("/account/proof", {"password": PASSWORD})

    assert answer.status_code == 429 and answer.headers["retry-after"]
    assert sign_in(amina.kring, amina.email).status_code == 429


def test_a_passkey_proves_it_too(amina: Person) -> None:
    key = Passkey()
    add_passkey(amina, key)
    amina.kring.clock.forward(minutes=11)

    sign_in_with(amina.kring, key, browser=amina.browser, account_id=str(amina.account))

    assert amina.get("/account/password").status_code == 200


def test_my_name_changes_once_for_each_version(amina: Person) -> None:
    saved = amina.post("/account/name", {"name": "  Amina Khan-Reed ", "version": "1"})
    stale = amina.post("/account/name", {"name": "Amina Reed", "version": "1"})

    assert saved.headers["location"] == "/account?notice=name-saved"
    assert stale.status_code == 409
    assert "Amina Khan-Reed" in stale.text and 'value="Amina Reed"' in stale.text
    again = re.search(r'name="version" value="(\d+)"', stale.text)
    assert again and amina.post("/account/name", {"name": "Amina Reed", "version": again[1]}).status_code == 303


@pytest.mark.parametrize("name", ["", "   ", "x" * 201, "two\nlines", "a\x00b"])
def test_an_odd_name_gets_a_word_and_stays_in_the_field(amina: Person, name: str) -> None:
    answer = amina.post("/account/name", {"name": name, "version": "1"})

    assert answer.status_code == 422
    assert 'id="field-name-error"' in answer.text


def test_a_new_password_counts_at_once_and_ends_every_other_session(amina: Person) -> None:
    with_app(amina)
    amina.get("/account")
    other = Person(amina.kring, amina.name, amina.team, amina.membership, amina.account)
    assert other.get("/account").status_code == 200

    answer = amina.post("/account/password", {"new_password": BETTER})

    assert answer.headers["location"] == "/account?notice=password-saved"
    assert (amina.get("/account").status_code, other.get("/account").status_code) == (200, 401)
    assert sign_in(amina.kring, amina.email, PASSWORD).status_code == 422
    assert sign_in(amina.kring, amina.email, BETTER).status_code == 303


@pytest.mark.parametrize(
    ("wanted", "why"), [("short", "at least 12"), ("password1234", "leaked"), ("Amina Khan 12", "your name")]
)
def test_a_weak_password_is_refused_beside_its_field(amina: Person, wanted: str, why: str) -> None:
    answer = amina.post("/account/password", {"new_password": wanted})

    assert answer.status_code == 422
    assert why in answer.text and 'id="field-new_password-error"' in answer.text
    assert wanted not in answer.text
    assert sign_in(amina.kring, amina.email, PASSWORD).status_code == 303


def test_the_password_of_the_demonstration_stays(amina: Person) -> None:
    amina.kring.door.write(None, lambda session: mark_as_demonstration(session, amina.account))

    assert amina.post("/account/password", {"new_password": BETTER}).status_code == 409
    assert sign_in(amina.kring, amina.email, PASSWORD).status_code == 303


def new_app(person: Person) -> App:
    person.post("/account/app")
    seed = re.search(r'class="secret"[^>]*>([A-Z2-7-]+)<', person.get("/account/app").text)
    assert seed
    return App(seed[1].replace("-", ""), person.kring.clock)


def second(kring: Kring, email: str, code: str) -> int:
    browser = kring.browser()
    sign_in(kring, email, browser=browser)
    return int(browser.post("/sign-in/second-factor", data={"code": code}).status_code)


def test_a_new_app_counts_from_its_first_code_on_and_the_old_one_until_then(amina: Person) -> None:
    old = with_app(amina)
    new = new_app(amina)
    assert second(amina.kring, amina.email, new.code()) == 422
    assert second(amina.kring, amina.email, old.code()) == 303

    answer = amina.post("/account/app/code", {"code": new.code()})

    assert answer.headers["location"] == "/account/app?notice=app-added"
    amina.kring.clock.forward(seconds=30)
    assert second(amina.kring, amina.email, old.code()) == 422
    assert second(amina.kring, amina.email, new.code()) == 303


def test_a_wrong_first_code_keeps_the_picture(amina: Person) -> None:
    app = new_app(amina)

    answer = amina.post("/account/app/code", {"code": "000000"})

    assert answer.status_code == 422
    assert app.totp.secret[:4] in answer.text


def test_a_first_code_without_an_app_that_waits_gets_a_word(amina: Person) -> None:
    assert amina.post("/account/app/code", {"code": "123456"}).status_code == 422


def test_the_last_way_in_cannot_be_removed(amina: Person) -> None:
    with_app(amina)
    refused = amina.post("/account/app/removal")
    add_passkey(amina, Passkey())
    removed = amina.post("/account/app/removal")
    key_id = amina.get("/account/passkeys").text.split("/account/passkeys/")[1].split("/name")[0]
    last = amina.post(f"/account/passkeys/{key_id}/removal")

    assert refused.status_code == 409 and "last second step" in refused.text
    assert removed.headers["location"] == "/account/app?notice=app-removed"
    assert last.status_code == 409 and "last second step" in last.text


def test_a_passkey_is_renamed_by_whoever_saw_its_name(amina: Person) -> None:
    add_passkey(amina, Passkey())
    page = amina.get("/account/passkeys").text
    key_id = page.split("/account/passkeys/")[1].split("/name")[0]
    seen = re.search(r'name="seen" value="([^"]*)"', page)
    assert seen
    address = f"/account/passkeys/{key_id}/name"

    saved = amina.post(address, {"label": "Team tablet 3", "seen": seen[1]})
    stale = amina.post(address, {"label": "My telephone", "seen": seen[1]})

    assert saved.headers["location"] == "/account/passkeys?notice=passkey-renamed"
    assert stale.status_code == 409
    assert "Team tablet 3" in stale.text and 'value="My telephone"' in stale.text
    assert amina.post(address, {"label": " ", "seen": "Team tablet 3"}).status_code == 422


def test_another_nurses_passkey_is_not_found(amina: Person, cast: Cast) -> None:
    with_app(cast.joanne)
    add_passkey(amina, Passkey())
    key_id = amina.get("/account/passkeys").text.split("/account/passkeys/")[1].split("/name")[0]

    assert cast.joanne.post(f"/account/passkeys/{key_id}/removal").status_code == 404
    assert cast.joanne.post(f"/account/passkeys/{key_id}/name", {"label": "x", "seen": "y"}).status_code == 404
    assert cast.joanne.post("/account/passkeys/odd/removal").status_code == 404


def test_each_change_leaves_its_line(amina: Person) -> None:
    with_app(amina)
    amina.post("/account/name", {"name": "Amina K", "version": "1"})
    amina.post("/account/password", {"new_password": BETTER})
    amina.post("/account/recovery-codes")
    add_passkey(amina, Passkey())
    amina.post("/account/app/removal")
    amina.post("/account/sessions/end")

    assert lines(amina.kring) == [
        (what, "passed")
        for what in (
            "name-changed",
            "password-changed",
            "recovery-codes-made",
            "passkey-added",
            "authenticator-removed",
            "sessions-ended",
        )
    ]


def test_codes_are_shown_once_and_the_page_says_how_many_are_left(amina: Person) -> None:
    shown = amina.post("/account/recovery-codes").text
    codes = re.findall(r"<li>([A-Z0-9-]{19})</li>", shown)

    assert len(codes) == 10
    assert codes[0] not in amina.get("/account/recovery-codes").text
    assert "10 codes are left." in amina.get("/account/recovery-codes").text


def test_a_refusal_as_json_has_a_code(amina: Person) -> None:
    amina.get("/account")
    amina.kring.clock.forward(hours=13)

    answer = amina.browser.get("/account", headers=JSON)

    assert (answer.status_code, answer.json()["code"]) == (401, "signed-out")
