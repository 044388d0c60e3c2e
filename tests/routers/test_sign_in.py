"""Signing in through the door: password, second step, limits, and where it leads."""

from typing import Any
from uuid import UUID

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response
from sqlmodel import Session

from app.main import create_app
from app.models import Account, new_id
from app.settings import Settings
from tests import factories
from tests.authenticator import PASSWORD, with_password
from tests.cast import ORIGIN, Cast, Kring, Person


def sign_in(kring: Kring, email: str, password: str = PASSWORD, **more: Any) -> Response:
    browser = more.pop("browser", None) or kring.browser()
    return browser.post("/sign-in", data={"email": email, "password": password, **more})


@pytest.fixture
def demo(cast: Cast) -> Person:
    """A nurse of the demonstration, whose password is all she needs."""
    person = cast.member("Dina Cole", cast.riverside, seat=3)
    cast.kring.door.write(None, lambda session: mark_as_demonstration(session, person.account))
    with_password(person)
    return person


def mark_as_demonstration(session: Session, account: UUID) -> None:
    found = session.get(Account, account)
    assert found is not None
    found.is_demonstration = True
    session.add(found)


def test_a_demonstration_nurse_is_in_at_once_and_lands_on_her_round(kring: Kring, demo: Person) -> None:
    browser = kring.browser()

    answer = sign_in(kring, demo.email, browser=browser)
    home = browser.get("/")

    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert (home.status_code, home.headers["location"]) == (303, f"/t/{demo.team}/round")


def test_the_address_may_be_typed_in_capitals_and_with_spaces(kring: Kring, demo: Person) -> None:
    assert sign_in(kring, f"  {demo.email.upper()} ").status_code == 303


def test_a_wrong_password_and_an_unknown_account_get_the_same_page(kring: Kring, demo: Person) -> None:
    wrong = sign_in(kring, demo.email, "three wooden heron")
    unknown = sign_in(kring, "nobody@riverside.example", "three wooden heron")

    assert wrong.status_code == unknown.status_code == 422
    assert wrong.text.replace(demo.email, "*") == unknown.text.replace("nobody@riverside.example", "*")
    assert "is not right" in wrong.text
    assert "set-cookie" not in wrong.headers


def test_the_cookie_is_closed_to_scripts_and_to_other_sites(kring: Kring, demo: Person) -> None:
    cookie = sign_in(kring, demo.email).headers["set-cookie"]

    assert cookie.startswith("kring=")
    assert {"HttpOnly", "Path=/", "SameSite=lax"} <= set(cookie.split("; "))


@pytest.mark.parametrize("place", ["/t/x/journal?page=2", "/account", "/account/passkeys", "/invitation/abc"])
def test_sign_in_leads_back_to_a_page_of_ours(kring: Kring, demo: Person, place: str) -> None:
    assert sign_in(kring, demo.email, next=place).headers["location"].startswith("/?next=") is False
    assert sign_in(kring, demo.email, next=place).headers["location"] == place


@pytest.mark.parametrize(
    "place",
    ["https://evil.example/t/", "//evil.example/t/", "/\\evil.example", "/sign-out", "/t/../sign-out", "t/x", ""],
)
def test_sign_in_leads_nowhere_else(kring: Kring, demo: Person, place: str) -> None:
    assert sign_in(kring, demo.email, next=place).headers["location"] == "/"


def test_empty_fields_get_a_word_each_and_keep_what_was_typed(kring: Kring) -> None:
    answer = sign_in(kring, "amina@riverside.example", "")

    assert answer.status_code == 422
    assert "Fill this in." in answer.text
    assert 'value="amina@riverside.example"' in answer.text


def test_nobody_is_led_to_the_door(kring: Kring) -> None:
    assert kring.browser().get("/").headers["location"] == "/sign-in"
    assert kring.browser().get("/sign-in").status_code == 200


def test_whoever_is_in_need_not_sign_in_again(cast: Cast) -> None:
    assert cast.amina.get("/sign-in?next=/account").headers["location"] == "/account"


def test_a_nurse_of_two_teams_chooses_between_them(kring: Kring, cast: Cast) -> None:
    factories_place = factories.place(cast.amina.account, cast.malpas, row := new_id(), kring.clock.now)
    kring.add(
        cast.malpas,
        factories.membership(cast.malpas, row, cast.amina.account, "Amina Khan", kring.clock.now, seat=2),
        factories_place,
    )

    page = cast.amina.get("/")

    assert page.status_code == 200
    assert f'href="/t/{cast.riverside}/round"' in page.text and f'href="/t/{cast.malpas}/round"' in page.text


def test_somebody_without_a_team_is_told_how_to_get_into_one(cast: Cast) -> None:
    for person in (cast.nell, cast.olive):
        page = person.get("/")

        assert page.status_code == 200
        assert "You are in no team just now" in page.text


def test_signing_out_ends_the_session_and_clears_cookies_and_cache_but_no_storage(kring: Kring, demo: Person) -> None:
    browser = kring.browser()
    sign_in(kring, demo.email, browser=browser)
    token = browser.cookies["kring"]

    answer = browser.post("/sign-out")

    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in")
    assert answer.headers["clear-site-data"] == '"cookies", "cache"'
    assert "kring" not in browser.cookies
    assert kring.browser(token).get("/").headers["location"] == "/sign-in"


def test_over_https_the_cookie_is_bound_to_this_host(kring: Kring, demo: Person) -> None:
    address = "https://kring.example.org"
    settings = Settings(data_dir=kring.settings.data_dir, base_url=address)
    app = create_app(settings, door=kring.door, keys=kring.keys, now=kring.clock)
    browser = TestClient(app, base_url=address, headers=ORIGIN, follow_redirects=False)

    answer = sign_in(kring, demo.email, browser=browser)
    out = browser.post("/sign-out")

    cookie = answer.headers["set-cookie"]
    assert cookie.startswith("__Host-kring=")
    assert {"HttpOnly", "Path=/", "SameSite=lax", "Secure"} <= set(cookie.split("; "))
    assert "Domain" not in cookie
    assert out.headers["set-cookie"].startswith('__Host-kring=""') and "Secure" in out.headers["set-cookie"]


def test_a_form_from_another_site_signs_nobody_in(kring: Kring, demo: Person) -> None:
    browser = kring.browser()
    browser.headers["Sec-Fetch-Site"] = "cross-site"

    for address in ("/sign-in", "/sign-out", "/sign-in/lock", "/sign-in/unlock", "/account/name"):
        assert browser.post(address, data={"email": demo.email}).status_code == 403, address


def test_the_pages_before_sign_in_say_when_everybody_here_is_invented(kring: Kring) -> None:
    def is_said() -> bool:
        kring.app.state.house.proven_writable_at = float("-inf")
        return "Everybody here is invented" in kring.browser().get("/sign-in").text

    now = kring.clock.now
    assert not is_said(), "nobody is here yet"
    kring.add(None, factories.account(new_id(), "Amina Khan", now, is_demonstration=True))
    assert is_said()
    kring.add(None, factories.account(new_id(), "Ruth Bell", now))
    assert not is_said(), "a real nurse signs in here too"
