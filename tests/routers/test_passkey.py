"""Passkeys: made once, usable alone, and bound to this site, this challenge and this person."""

import pytest

from tests.authenticator import JSON, Passkey, add_passkey, sign_in_with
from tests.cast import Cast, Kring

UNVERIFIED = 0b01000001


def test_a_passkey_signs_in_by_itself(kring: Kring, cast: Cast) -> None:
    key = Passkey()
    assert add_passkey(cast.amina, key).json()["ok"]
    browser = kring.browser()

    answer = sign_in_with(kring, key, browser=browser, next="/account")

    assert answer.json() == {"ok": True, "next": "/account"}
    assert browser.get("/").headers["location"] == f"/t/{cast.riverside}/round"


def test_an_answer_counts_once(kring: Kring, cast: Cast) -> None:
    key = Passkey()
    add_passkey(cast.amina, key)
    browser = kring.browser()
    options = browser.post("/sign-in/passkey/options", json={}, headers=JSON).json()
    shown = {"credential": key.shown(options)}

    first = browser.post("/sign-in/passkey", json=shown, headers=JSON)
    again = kring.browser().post("/sign-in/passkey", json=shown, headers=JSON)

    assert (first.status_code, again.status_code) == (200, 422)
    assert "set-cookie" not in again.headers


def test_a_challenge_is_forgotten_after_five_minutes(kring: Kring, cast: Cast) -> None:
    key = Passkey()
    add_passkey(cast.amina, key)
    browser = kring.browser()
    options = browser.post("/sign-in/passkey/options", json={}, headers=JSON).json()
    kring.clock.forward(minutes=5, seconds=1)

    assert browser.post("/sign-in/passkey", json={"credential": key.shown(options)}, headers=JSON).status_code == 422


def test_another_challenge_is_refused(kring: Kring, cast: Cast) -> None:
    key = Passkey()
    add_passkey(cast.amina, key)
    invented = {"publicKey": {"challenge": "A" * 43}}

    answer = kring.browser().post("/sign-in/passkey", json={"credential": key.shown(invented)}, headers=JSON)

    assert answer.status_code == 422


@pytest.mark.parametrize(
    "wrong",
    [
        {"origin": "https://evil.example"},
        {"origin": "http://localhost:8001"},
        {"site": "evil.example"},
        {"flags": UNVERIFIED},
    ],
)
def test_another_site_and_an_unverified_owner_are_refused(kring: Kring, cast: Cast, wrong: dict[str, object]) -> None:
    key = Passkey()
    add_passkey(cast.amina, key)
    for name, value in wrong.items():
        setattr(key, name, value)

    shown = sign_in_with(kring, key)
    made = add_passkey(cast.joanne, Passkey(**wrong))  # type: ignore[arg-type]

    assert (shown.status_code, made.status_code) == (422, 422)
    assert "set-cookie" not in shown.headers


def test_a_signature_of_another_key_is_refused(kring: Kring, cast: Cast) -> None:
    key, thief = Passkey(), Passkey()
    add_passkey(cast.amina, key)
    thief.id = key.id

    assert sign_in_with(kring, thief).status_code == 422


def test_a_copied_passkey_whose_count_goes_back_is_refused(kring: Kring, cast: Cast) -> None:
    key = Passkey()
    add_passkey(cast.amina, key)
    key.count = 5
    sign_in_with(kring, key)
    key.count = 2

    assert sign_in_with(kring, key).status_code == 422


def test_an_unknown_passkey_belongs_to_no_account(kring: Kring) -> None:
    answer = sign_in_with(kring, Passkey())

    assert answer.status_code == 422
    assert "belongs to no account" in answer.json()["message"]


def test_a_challenge_for_one_nurse_makes_no_passkey_for_another(cast: Cast) -> None:
    options = cast.amina.browser.post("/account/passkeys/options", json={}, headers=JSON).json()
    made = {"credential": Passkey().made(options)}

    assert cast.joanne.browser.post("/account/passkeys", json=made, headers=JSON).status_code == 422


def test_a_challenge_for_signing_in_makes_no_passkey(kring: Kring, cast: Cast) -> None:
    options = kring.browser().post("/sign-in/passkey/options", json={}, headers=JSON).json()
    made = {"credential": Passkey().made(options)}

    assert cast.amina.browser.post("/account/passkeys", json=made, headers=JSON).status_code == 422


def test_a_device_is_asked_for_a_key_it_can_find_and_for_its_owner(cast: Cast) -> None:
    asked = cast.amina.browser.post("/account/passkeys/options", json={}, headers=JSON).json()["publicKey"]

    assert asked["rp"]["id"] == "localhost"
    chosen = asked["authenticatorSelection"]
    assert (chosen["residentKey"], chosen["userVerification"]) == ("required", "required")


def test_making_a_passkey_asks_for_fresh_proof(kring: Kring, cast: Cast) -> None:
    browser = cast.amina.browser
    kring.clock.forward(minutes=11)

    answer = browser.post("/account/passkeys/options", json={}, headers=JSON)

    assert (answer.status_code, answer.json()["code"]) == (403, "prove-again")


@pytest.mark.parametrize(
    "credential", [{}, {"id": 1}, {"id": "x", "response": {"clientDataJSON": "ÿ"}}, {"response": []}]
)
def test_a_malformed_answer_gets_a_word(kring: Kring, cast: Cast, credential: dict[str, object]) -> None:
    at_door = kring.browser().post("/sign-in/passkey", json={"credential": credential}, headers=JSON)
    at_home = cast.amina.browser.post("/account/passkeys", json={"credential": credential}, headers=JSON)

    assert (at_door.status_code, at_home.status_code) == (422, 422)


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"null"])
def test_a_malformed_body_gets_a_word(kring: Kring, body: bytes) -> None:
    answer = kring.browser().post(
        "/sign-in/passkey", content=body, headers={**JSON, "Content-Type": "application/json"}
    )

    assert answer.status_code == 422


def test_nobody_makes_a_passkey_without_signing_in(kring: Kring) -> None:
    assert kring.browser().post("/account/passkeys/options", json={}, headers=JSON).status_code == 401
    assert kring.browser().post("/account/passkeys", json={"credential": {}}, headers=JSON).status_code == 401


def test_a_removed_passkey_opens_nothing_and_may_be_made_again(kring: Kring, cast: Cast) -> None:
    key, other = Passkey(), Passkey()
    add_passkey(cast.amina, key)
    add_passkey(cast.amina, other)
    page = cast.amina.get("/account/passkeys").text
    first = page.split("/account/passkeys/")[1].split("/name")[0]
    cast.amina.post(f"/account/passkeys/{first}/removal")

    assert sign_in_with(kring, key).status_code == 422
    assert sign_in_with(kring, other).status_code == 200
    assert add_passkey(cast.amina, key).status_code == 200
    assert sign_in_with(kring, key).status_code == 200
