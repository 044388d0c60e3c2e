"""Locking, unlocking, and how long and how often somebody is signed in."""

import pytest

from tests.authenticator import JSON, PASSWORD, Passkey, add_passkey, sign_in_with, with_password
from tests.cast import Cast, Kring, Person
from tests.routers.test_sign_in import demo, sign_in

__all__ = ["demo"]


@pytest.fixture
def amina(cast: Cast) -> Person:
    with_password(cast.amina)
    return cast.amina


def unlock(person: Person, password: str = PASSWORD, **more: str) -> tuple[int, dict[str, object]]:
    answer = person.browser.post("/sign-in/unlock", data={"password": password, **more}, headers=JSON)
    return answer.status_code, answer.json()


def test_a_locked_session_answers_locked_until_the_same_nurse_unlocks_it(amina: Person) -> None:
    assert amina.browser.post("/sign-in/lock", headers=JSON).json() == {"ok": True}
    locked = amina.browser.get("/account", headers=JSON)

    assert (locked.status_code, locked.json()["code"]) == (401, "locked")
    assert unlock(amina, account_id=str(amina.account)) == (200, {"ok": True})
    assert amina.get("/account").status_code == 200


def test_a_wrong_password_does_not_unlock(amina: Person) -> None:
    amina.post("/sign-in/lock")

    status, said = unlock(amina, "three wooden heron")

    assert (status, said["code"]) == (422, "not-filled-in")
    assert "not right" in str(said["message"])
    assert amina.get("/account").status_code == 401


def test_unlocking_counts_as_trying_the_password(amina: Person) -> None:
    amina.post("/sign-in/lock")
    for _ in range(5):
        unlock(amina, "three wooden heron")

    status, said = unlock(amina)

    assert (status, said["code"]) == (429, "too-many-attempts")
    assert sign_in(amina.kring, amina.email).status_code == 429


def test_the_page_of_another_nurse_is_not_unlocked(amina: Person, cast: Cast) -> None:
    amina.post("/sign-in/lock")

    status, said = unlock(amina, account_id=str(cast.joanne.account))

    assert (status, said["code"]) == (403, "other-account")


def test_locking_without_a_session_is_no_fault(kring: Kring) -> None:
    assert kring.browser().post("/sign-in/lock", headers=JSON).json() == {"ok": True}
    assert kring.browser().post("/sign-in/lock").headers["location"] == "/sign-in"


def test_unlocking_without_a_session_says_that_it_ended(amina: Person) -> None:
    amina.post("/sign-in/lock")
    amina.kring.clock.forward(hours=12, seconds=1)

    status, said = unlock(amina)

    assert (status, said["code"]) == (401, "signed-out")


def test_a_session_nobody_used_for_half_an_hour_is_locked(demo: Person) -> None:
    browser = demo.kring.browser()
    sign_in(demo.kring, demo.email, browser=browser)

    demo.kring.clock.forward(minutes=29)
    assert browser.get("/account", headers=JSON).status_code == 200
    demo.kring.clock.forward(minutes=29)
    assert browser.get("/account", headers=JSON).status_code == 200
    demo.kring.clock.forward(minutes=31)
    idle = browser.get("/account", headers=JSON)

    assert (idle.status_code, idle.json()["code"]) == (401, "locked")
    assert "Signed in here: Dina Cole." in browser.get("/sign-in").text


def test_inside_a_team_the_minutes_it_has_set_count(amina: Person) -> None:
    assert amina.get("/t/{team}").status_code == 200
    amina.kring.clock.forward(minutes=16)

    idle = amina.get("/t/{team}", headers=JSON)

    assert (idle.status_code, idle.json()["code"]) == (401, "locked")
    assert amina.get("/account").status_code == 200


def test_the_door_of_a_locked_session_asks_for_its_nurse_and_lets_in_another(amina: Person) -> None:
    amina.post("/sign-in/lock")

    own, other = amina.get("/sign-in?next=/account").text, amina.get("/sign-in?as=other").text

    assert 'action="/sign-in/unlock"' in own and "Amina Khan" in own
    assert 'action="/sign-in"' in other and "Amina Khan" not in other
    opened = amina.browser.post("/sign-in/unlock", data={"password": PASSWORD, "next": "/account"})
    assert (opened.status_code, opened.headers["location"]) == (303, "/account")


def test_another_nurse_who_signs_in_on_the_tablet_gets_a_fresh_session_and_the_first_ends(
    kring: Kring, demo: Person, cast: Cast
) -> None:
    cast.amina.post("/sign-in/lock")
    before = cast.amina.token

    sign_in(kring, demo.email, browser=cast.amina.browser)

    assert cast.amina.browser.cookies["kring"] != before
    assert "Dina Cole" in cast.amina.get("/account").text
    assert kring.browser(before).get("/account").status_code == 401


def test_a_session_ends_after_twelve_hours_however_busy_it_was(demo: Person) -> None:
    browser = demo.kring.browser()
    sign_in(demo.kring, demo.email, browser=browser)
    for _ in range(24):
        demo.kring.clock.forward(minutes=29)
        assert browser.get("/account").status_code == 200
    demo.kring.clock.forward(minutes=25)

    ended = browser.get("/account", headers=JSON)

    assert (ended.status_code, ended.json()["code"]) == (401, "signed-out")


def test_a_fourth_sign_in_ends_the_oldest(kring: Kring, demo: Person) -> None:
    browsers = []
    for _ in range(4):
        browser = kring.browser()
        sign_in(kring, demo.email, browser=browser)
        browsers.append(browser)
        kring.clock.forward(seconds=5)

    assert [browser.get("/account").status_code for browser in browsers] == [401, 200, 200, 200]


def test_i_see_my_sessions_by_browser_and_system_and_end_one(kring: Kring, demo: Person) -> None:
    mine, other = kring.browser(), kring.browser()
    other.headers["user-agent"] = "Mozilla/5.0 (iPad; CPU OS 18_0 like Mac OS X) Version/18.0 Safari/604.1"
    sign_in(kring, demo.email, browser=other)
    sign_in(kring, demo.email, browser=mine)
    page = mine.get("/account").text
    session_id = page.split("/account/sessions/")[1].split("/end")[0]

    ended = mine.post(f"/account/sessions/{session_id}/end")

    assert "Safari, iPad" in page
    assert ended.headers["location"] == "/account?notice=session-ended"
    assert "That sign-in has ended." in mine.get(ended.headers["location"]).text
    assert (mine.get("/account").status_code, other.get("/account").status_code) == (200, 401)


def test_another_nurses_session_is_not_found(kring: Kring, demo: Person, cast: Cast) -> None:
    mine = kring.browser()
    sign_in(kring, demo.email, browser=mine)
    other = kring.browser()
    sign_in(kring, demo.email, browser=other)
    session_id = mine.get("/account").text.split("/account/sessions/")[1].split("/end")[0]

    assert cast.joanne.post(f"/account/sessions/{session_id}/end").status_code == 404
    assert cast.joanne.post("/account/sessions/not-an-id/end").status_code == 404
    assert other.get("/account").status_code == 200


def test_i_end_all_my_other_sessions(kring: Kring, demo: Person) -> None:
    browsers = [kring.browser() for _ in range(3)]
    for browser in browsers:
        sign_in(kring, demo.email, browser=browser)

    browsers[1].post("/account/sessions/end")

    assert [browser.get("/account").status_code for browser in browsers] == [401, 200, 401]


def test_a_passkey_unlocks_the_page_of_its_own_nurse(amina: Person) -> None:
    key = Passkey()
    add_passkey(amina, key)
    amina.post("/sign-in/lock")

    answer = sign_in_with(amina.kring, key, browser=amina.browser, account_id=str(amina.account))

    assert (answer.status_code, answer.json()["ok"]) == (200, True)
    assert amina.browser.cookies["kring"] == amina.token
    assert amina.get("/account").status_code == 200


def test_another_nurses_passkey_does_not_unlock(amina: Person, cast: Cast) -> None:
    key = Passkey()
    add_passkey(cast.joanne, key)
    amina.post("/sign-in/lock")

    answer = sign_in_with(amina.kring, key, browser=amina.browser, account_id=str(amina.account))

    assert (answer.status_code, answer.json()["code"]) == (403, "other-account")
    assert amina.get("/account").status_code == 401
