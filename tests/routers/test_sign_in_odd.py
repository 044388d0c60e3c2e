"""Odd input at the door: each gets a word, none a fault, and what is missing is found missing."""

from typing import Any

import pytest

from app.models import new_id
from tests.authenticator import JSON, Passkey, add_passkey, with_password
from tests.cast import Cast, Kring
from tests.routers.test_sign_in import sign_in

NUL, HALF_SIGN = "a\x00b", "a\ud800b"


@pytest.mark.parametrize("email", [NUL, "ÿ" * 200, "x" * 201, " ", "' or 1=1 --", "ａｍｉｎａ@riverside.example"])
def test_an_odd_address_is_not_right(kring: Kring, email: str) -> None:
    assert sign_in(kring, email).status_code == 422


@pytest.mark.parametrize("password", [NUL, "ÿ" * 200, "x" * 201, "x" * 100_000])
def test_an_odd_password_is_not_right(kring: Kring, cast: Cast, password: str) -> None:
    with_password(cast.amina)

    assert sign_in(kring, cast.amina.email, password).status_code == 422


@pytest.mark.parametrize(
    "body", [b"", b"email=%FF%FE&password=%00", b"%", b"email=a&email=b&password=c&password=d", b"\xff\xfe"]
)
def test_an_odd_form_gets_a_word(kring: Kring, body: bytes) -> None:
    headers = {"Content-Type": "application/x-www-form-urlencoded"}

    assert kring.browser().post("/sign-in", content=body, headers=headers).status_code == 422


def test_a_sign_that_cannot_be_stored_is_no_fault_where_only_a_name_is_compared(cast: Cast) -> None:
    answer = cast.amina.post(f"/account/passkeys/{new_id()}/name", {"label": "Tablet", "seen": "\x00"})

    assert answer.status_code == 422


def test_json_at_the_door_is_no_form(kring: Kring) -> None:
    assert kring.browser().post("/sign-in", json={"email": "a@b.example", "password": "x"}).status_code == 422


@pytest.mark.parametrize("odd", [NUL, HALF_SIGN, "", 7, None, [], "x" * 60_000])
def test_an_odd_passkey_gets_a_word(kring: Kring, cast: Cast, odd: Any) -> None:
    key = Passkey()
    add_passkey(cast.amina, key)
    browser = kring.browser()
    options = browser.post("/sign-in/passkey/options", json={}, headers=JSON).json()
    shown = key.shown(options)

    for body in (
        {"credential": {**shown, "id": odd}},
        {"credential": {**shown, "response": {**shown["response"], "signature": odd}}},
        {"credential": shown, "account_id": odd},
        {"credential": shown, "next": odd},
        {"credential": odd},
    ):
        answer = browser.post(
            "/sign-in/passkey", content=_json(body), headers={**JSON, "Content-Type": "application/json"}
        )
        assert answer.status_code in (200, 401, 413, 422), body


@pytest.mark.parametrize("path", ["/invitation/%00", "/recovery/%00", "/invitation/%FF", "/recovery/" + "x" * 3000])
def test_an_odd_link_is_not_found(kring: Kring, path: str) -> None:
    assert kring.browser().get(path).status_code == 404


@pytest.mark.parametrize("token", [b"", b"x", b"\xff", b"\xc3\xbf", b"x" * 4000])
def test_an_odd_cookie_is_nobody(kring: Kring, token: bytes) -> None:
    cookie: Any = {b"Cookie": b"kring=" + token}

    assert kring.browser().get("/account", headers=cookie).status_code == 401
    assert kring.browser().post("/sign-in/unlock", headers=cookie).status_code == 401
    assert kring.browser().post("/sign-out", headers=cookie).status_code == 303


@pytest.mark.parametrize(
    "address", ["/sign-out", "/sign-in/lock", "/sign-in/unlock", "/sign-in/kept", "/sign-in/passkey"]
)
def test_what_changes_something_is_not_done_by_looking(cast: Cast, address: str) -> None:
    assert cast.amina.get(address).status_code in (404, 405)
    assert cast.amina.get("/account").status_code == 200


def _json(body: Any) -> bytes:
    import json

    return json.dumps(body).encode()
