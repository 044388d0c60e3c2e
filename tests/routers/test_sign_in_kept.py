"""A session that ended while typing loses nothing, and what was typed never crosses accounts."""

import re
from html import unescape

import pytest
from httpx2 import Response

from app.actions.expiry import SESSIONS_KEPT
from tests.authenticator import PASSWORD, hidden, with_password
from tests.cast import Cast, Person
from tests.routers.test_sign_in import demo, mark_as_demonstration, sign_in

__all__ = ["demo"]
TEXT = "Mrs <Howe> would rather come at ten & bring the letter — ünïcode"
WISH = {"name": TEXT, "version": "1"}


def refused(person: Person) -> Response:
    """She types into a plain form for so long that her session has ended."""
    browser = person.browser
    person.kring.clock.forward(hours=13)
    return browser.post("/account/name?page=2", data=WISH)


def test_the_page_asks_to_sign_in_over_what_was_typed_without_showing_it(demo: Person) -> None:
    page = refused(demo)

    assert page.status_code == 401
    assert "Not saved yet" in page.text
    assert hidden(page.text, "kept")
    assert "Howe" not in page.text


def test_after_sign_in_the_same_nurse_sees_it_and_can_send_it(demo: Person) -> None:
    kept = hidden(refused(demo).text, "kept")

    page = sign_in(demo.kring, demo.email, browser=demo.browser, kept=kept)

    assert page.status_code == 200
    assert TEXT in unescape(page.text)
    assert 'action="/account/name?page=2"' in page.text
    assert "Send it now" in page.text
    assert {name: hidden(page.text, name) for name in WISH} == WISH


def test_under_another_account_it_is_not_shown_and_waits_for_its_own_nurse(cast: Cast, demo: Person) -> None:
    kept = hidden(refused(demo).text, "kept")
    cast.kring.door.write(None, lambda session: mark_as_demonstration(session, cast.joanne.account))
    with_password(cast.joanne)

    page = sign_in(demo.kring, cast.joanne.email, browser=demo.browser, kept=kept)
    hers = sign_in(demo.kring, demo.email, browser=demo.browser, kept=hidden(page.text, "kept"))

    assert page.status_code == 200
    assert "Howe" not in page.text and "Send it now" not in page.text
    assert TEXT in unescape(hers.text) and "Send it now" in hers.text


def test_the_cookie_outlives_the_session_so_that_a_late_form_still_says_whose_it_was(demo: Person) -> None:
    answer = sign_in(demo.kring, demo.email)

    age = re.search(r"Max-Age=(\d+)", answer.headers["set-cookie"])
    assert age and int(age[1]) >= SESSIONS_KEPT.total_seconds()


def test_without_a_cookie_nobody_knows_whose_it_was_so_it_is_shown_to_nobody(demo: Person) -> None:
    stranger = demo.kring.browser()
    kept = hidden(stranger.post("/account/name?page=2", data=WISH).text, "kept")

    page = sign_in(demo.kring, demo.email, kept=kept)

    assert "Howe" not in page.text and "Send it now" not in page.text
    assert "nobody can tell who typed it" in page.text


def test_a_wrong_password_keeps_it(demo: Person) -> None:
    kept = hidden(refused(demo).text, "kept")

    page = sign_in(demo.kring, demo.email, "three wooden heron", browser=demo.browser, kept=kept)

    assert page.status_code == 422
    assert hidden(page.text, "kept") == kept


def test_a_locked_session_is_unlocked_over_it(demo: Person) -> None:
    demo.post("/sign-in/lock")
    page = demo.browser.post("/account/name?page=2", data=WISH)

    opened = demo.browser.post("/sign-in/unlock", data={"password": PASSWORD, "kept": hidden(page.text, "kept")})

    assert page.status_code == 401 and 'action="/sign-in/unlock"' in page.text
    assert "Send it now" in opened.text and TEXT in unescape(opened.text)


@pytest.mark.parametrize("forged", ["x", "a.b.c", "k1.AAAA.AAAA"])
def test_a_forged_one_is_nothing(demo: Person, forged: str) -> None:
    answer = sign_in(demo.kring, demo.email, kept=forged)

    assert (answer.status_code, answer.headers["location"]) == (303, "/")


def test_passwords_and_codes_are_never_kept(demo: Person) -> None:
    browser = demo.browser
    demo.kring.clock.forward(hours=13)
    page = browser.post("/account/password", data={"password": "secret one", "new_password": "secret two"})

    assert page.status_code == 401
    assert hidden(page.text, "kept") == ""


def test_a_text_too_large_to_be_carried_is_shown_to_be_copied(demo: Person) -> None:
    import secrets

    browser = demo.browser
    demo.kring.clock.forward(hours=13)
    text = secrets.token_hex(1_900_000)
    page = browser.post("/account/name?page=2", data={"name": text})

    assert page.status_code == 401
    assert text in page.text
    assert hidden(page.text, "kept") == ""


def test_a_page_leads_back_to_itself_after_sign_in(demo: Person) -> None:
    page = demo.kring.browser().get("/account?page=2")

    assert page.status_code == 401
    assert hidden(page.text, "next") == "/account?page=2"
