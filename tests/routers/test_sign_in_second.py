"""The second step, recovery codes, the first sign-in, and how often somebody may try."""

import re
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from httpx2 import Response
from sqlalchemy import update

from app.domain.sign_in import TRIES_FROM_ONE_PLACE, TRIES_IN_ALL
from app.models import Attempt, Credential
from app.models.base import columns
from app.passwords import turn
from tests.authenticator import PASSWORD, App, Passkey, add_passkey, hidden, with_app, with_password
from tests.cast import Cast, Kring, Person
from tests.routers.test_sign_in import sign_in

SEALED_BY_A_LOST_KEY = update(Credential).where(columns(Credential).kind == "totp").values(secret="k0.AAAA.AAAA")


@pytest.fixture
def app(cast: Cast) -> App:
    """Amina's authenticator app; her password is set too."""
    with_password(cast.amina)
    return with_app(cast.amina)


def second(browser: object, code: str, **more: str) -> Response:
    return browser.post("/sign-in/second-factor", data={"code": code, **more})  # type: ignore[attr-defined,no-any-return]


def half_in(kring: Kring, person: Person) -> object:
    browser = kring.browser()
    answer = sign_in(kring, person.email, browser=browser)
    assert answer.headers["location"] == "/sign-in/second-factor", answer.text
    return browser


def codes_on(page: str) -> list[str]:
    return re.findall(r"<li>([A-Z0-9]{4}(?:-[A-Z0-9]{4}){3})</li>", page)


def test_password_and_code_together_let_her_in_with_a_new_token(kring: Kring, cast: Cast, app: App) -> None:
    browser = kring.browser()
    sign_in(kring, cast.amina.email, browser=browser)
    before = browser.cookies["kring"]

    answer = second(browser, app.code())

    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert browser.cookies["kring"] != before
    assert browser.get("/").headers["location"] == f"/t/{cast.riverside}/round"
    assert kring.browser(before).get("/sign-in/second-factor").headers["location"] == "/sign-in"


def test_the_password_alone_opens_nothing(kring: Kring, cast: Cast, app: App) -> None:
    browser = half_in(kring, cast.amina)

    assert browser.get("/").headers["location"] == "/sign-in"  # type: ignore[attr-defined]
    assert browser.get("/account").status_code == 401  # type: ignore[attr-defined]
    assert browser.get("/account/passkeys").status_code == 401  # type: ignore[attr-defined]


def test_a_code_that_cannot_be_checked_because_its_key_is_gone_says_so(kring: Kring, cast: Cast, app: App) -> None:
    """After a restore without the key file of that time."""
    browser = half_in(kring, cast.amina)
    kring.door.write(None, lambda session: session.execute(SEALED_BY_A_LOST_KEY))

    answer = second(browser, app.code())

    assert answer.status_code == 422 and "cannot be read here any more" in answer.text


def test_the_same_right_code_is_refused_a_second_time_in_its_own_words(kring: Kring, cast: Cast, app: App) -> None:
    second(half_in(kring, cast.amina), app.code())

    again = second(half_in(kring, cast.amina), app.code())

    assert again.status_code == 422
    assert "it has been used" in again.text


def test_an_older_code_is_refused_after_a_newer_one(kring: Kring, cast: Cast, app: App) -> None:
    second(half_in(kring, cast.amina), app.code(+1))

    assert "it has been used" in second(half_in(kring, cast.amina), app.code()).text


@pytest.mark.parametrize(("steps", "status"), [(-2, 422), (-1, 303), (0, 303), (1, 303), (2, 422)])
def test_clocks_may_differ_by_half_a_minute(kring: Kring, cast: Cast, app: App, steps: int, status: int) -> None:
    assert second(half_in(kring, cast.amina), app.code(steps)).status_code == status


def test_five_times_the_same_right_code_at_once_lets_in_one(live: Kring, live_cast: Cast) -> None:
    with_password(live_cast.amina)
    app = with_app(live_cast.amina)
    browsers = [half_in(live, live_cast.amina) for _ in range(5)]

    with ThreadPoolExecutor(5) as pool:
        answers = list(pool.map(lambda browser: second(browser, app.code()), browsers))

    assert sorted(answer.status_code for answer in answers) == [303, 422, 422, 422, 422]


def test_the_second_step_must_come_within_ten_minutes(kring: Kring, cast: Cast, app: App) -> None:
    browser = half_in(kring, cast.amina)
    kring.clock.forward(minutes=11)

    answer = second(browser, app.code())

    assert answer.status_code == 422
    assert "begin again with your password" in answer.text
    assert browser.get("/").headers["location"] == "/sign-in"  # type: ignore[attr-defined]


def test_a_second_step_without_the_first_is_refused(kring: Kring, cast: Cast, app: App) -> None:
    assert second(kring.browser(), app.code()).status_code == 422
    assert kring.browser().get("/sign-in/second-factor").headers["location"] == "/sign-in"


def test_a_recovery_code_lets_her_in_once_however_it_is_typed(kring: Kring, cast: Cast, app: App) -> None:
    code = codes_on(cast.amina.post("/account/recovery-codes").text)[0]

    first = second(half_in(kring, cast.amina), f" {code.lower().replace('-', ' ')} ")
    again = second(half_in(kring, cast.amina), code)

    assert first.status_code == 303
    assert again.status_code == 422 and "not right" in again.text


def test_new_recovery_codes_retire_the_old_ones(kring: Kring, cast: Cast, app: App) -> None:
    old = codes_on(cast.amina.post("/account/recovery-codes").text)
    new = codes_on(cast.amina.post("/account/recovery-codes").text)

    assert len(set(old)) == len(set(new)) == 10
    assert second(half_in(kring, cast.amina), old[0]).status_code == 422
    assert second(half_in(kring, cast.amina), new[0]).status_code == 303


def test_another_nurses_recovery_code_is_wrong(kring: Kring, cast: Cast, app: App) -> None:
    code = codes_on(cast.joanne.post("/account/recovery-codes").text)[0]

    assert second(half_in(kring, cast.amina), code).status_code == 422


@pytest.mark.parametrize("code", ["", "   ", "12345", "ééééééé", "0" * 61, "９９９９９９"])
def test_an_odd_code_gets_a_word(kring: Kring, cast: Cast, app: App, code: str) -> None:
    answer = second(half_in(kring, cast.amina), code)

    assert answer.status_code == 422
    assert 'id="field-code-error"' in answer.text


def test_where_it_leads_and_what_was_typed_travel_through_the_second_step(kring: Kring, cast: Cast, app: App) -> None:
    cast.amina.post("/sign-out")
    typed = cast.amina.kring.browser(cast.amina.token).post("/account/name", data={"name": "Amina K", "version": "1"})
    browser = kring.browser()
    step = sign_in(kring, cast.amina.email, browser=browser, kept=hidden(typed.text, "kept"))

    page = second(browser, app.code(), kept=hidden(step.text, "kept"))

    assert step.status_code == 200 and "Second step" in step.text
    assert "Send it now" in page.text and "Amina K" in page.text
    location = second(half_in(kring, cast.amina), app.code(+1), next="/account").headers["location"]
    assert location == "/account"


# The first sign-in: no second step yet.


def test_the_first_sign_in_sets_up_an_authenticator_app_and_shows_ten_codes(kring: Kring, cast: Cast) -> None:
    with_password(cast.amina)
    browser = kring.browser()
    assert sign_in(kring, cast.amina.email, browser=browser).headers["location"] == "/sign-in/set-up"

    begun = browser.post("/sign-in/set-up/app")
    page = browser.get("/sign-in/set-up/app")
    seed = re.search(r'class="secret"[^>]*>([A-Z2-7-]+)<', page.text)
    assert begun.headers["location"] == "/sign-in/set-up/app" and seed
    app = App(seed[1].replace("-", ""), kring.clock)
    wrong = browser.post("/sign-in/set-up/app/code", data={"code": "000000"})
    right = browser.post("/sign-in/set-up/app/code", data={"code": app.code()})
    shown = browser.post("/account/recovery-codes", data={"first": "yes"})

    assert wrong.status_code == 422 and seed[1] in wrong.text
    assert right.headers["location"] == "/sign-in/codes"
    assert browser.get("/sign-in/codes").status_code == 200
    assert len(codes_on(shown.text)) == 10
    assert 'href="/sign-in/offer"' in shown.text
    assert "Not now" in browser.get("/sign-in/offer").text


def test_the_picture_carries_no_style_and_no_script(kring: Kring, cast: Cast) -> None:
    with_password(cast.amina)
    browser = kring.browser()
    sign_in(kring, cast.amina.email, browser=browser)
    browser.post("/sign-in/set-up/app")

    page = browser.get("/sign-in/set-up/app").text

    assert "<svg" in page and "style=" not in page


def test_the_first_code_counts_once_too(kring: Kring, cast: Cast) -> None:
    with_password(cast.amina)
    browser = kring.browser()
    sign_in(kring, cast.amina.email, browser=browser)
    browser.post("/sign-in/set-up/app")
    seed = re.search(r'class="secret"[^>]*>([A-Z2-7-]+)<', browser.get("/sign-in/set-up/app").text)
    assert seed
    app = App(seed[1].replace("-", ""), kring.clock)
    browser.post("/sign-in/set-up/app/code", data={"code": app.code()})

    assert "it has been used" in second(half_in(kring, cast.amina), app.code()).text


def test_an_account_with_a_second_step_cannot_set_up_another_with_the_password_alone(
    kring: Kring, cast: Cast, app: App
) -> None:
    browser = half_in(kring, cast.amina)

    assert browser.get("/sign-in/set-up").headers["location"] == "/sign-in"  # type: ignore[attr-defined]
    assert browser.post("/sign-in/set-up/app").status_code == 401  # type: ignore[attr-defined]
    made = browser.post("/account/passkeys/options", json={}, headers={"Accept": "application/json"})  # type: ignore[attr-defined]
    assert made.status_code == 401


def test_a_passkey_may_be_the_first_second_step(kring: Kring, cast: Cast) -> None:
    with_password(cast.amina)
    browser = kring.browser()
    sign_in(kring, cast.amina.email, browser=browser, next="/account")
    holder = Person(kring, "Amina Khan", cast.riverside, None, cast.amina.account)
    holder.__dict__["browser"] = browser

    answer = add_passkey(holder, Passkey())

    assert answer.status_code == 200 and answer.json()["next"] == "/sign-in/codes"
    assert browser.get("/").headers["location"] == f"/t/{cast.riverside}/round"
    assert browser.get("/sign-in/offer").headers["location"] == "/"


# How often somebody may try.


def test_after_five_wrong_passwords_the_right_one_waits_and_the_page_says_how_long(kring: Kring, cast: Cast) -> None:
    with_password(cast.amina)
    for _ in range(TRIES_FROM_ONE_PLACE):
        assert sign_in(kring, cast.amina.email, "three wooden heron").status_code == 422

    answer = sign_in(kring, cast.amina.email)

    assert answer.status_code == 429
    assert answer.headers["retry-after"] == "900"
    assert "Wait 15 min" in answer.text
    kring.clock.forward(minutes=15, seconds=1)
    assert sign_in(kring, cast.amina.email).status_code == 303


def test_before_the_last_try_the_page_says_so_for_codes_too(kring: Kring, cast: Cast, app: App) -> None:
    browser = half_in(kring, cast.amina)

    said = ["One try is left" in second(browser, "000000").text for _ in range(TRIES_FROM_ONE_PLACE)]

    assert said == [False] * (TRIES_FROM_ONE_PLACE - 2) + [True, False]


def test_before_the_last_try_the_lock_says_so_too(cast: Cast) -> None:
    with_password(cast.amina)
    wrong = {"password": "three wooden heron"}

    said = ["One try is left" in cast.amina.post("/account/proof", wrong).text for _ in range(TRIES_FROM_ONE_PLACE)]

    assert said == [False] * (TRIES_FROM_ONE_PLACE - 2) + [True, False]


def test_an_unknown_account_is_counted_the_same_way(kring: Kring) -> None:
    statuses = [sign_in(kring, "nobody@riverside.example").status_code for _ in range(TRIES_FROM_ONE_PLACE + 1)]

    assert statuses == [422] * TRIES_FROM_ONE_PLACE + [429]


def test_a_team_behind_one_router_does_not_lock_each_other_out(kring: Kring, cast: Cast) -> None:
    with_password(cast.amina)
    with_password(cast.joanne)
    for _ in range(TRIES_FROM_ONE_PLACE + 1):
        sign_in(kring, cast.amina.email, "three wooden heron")

    assert sign_in(kring, cast.joanne.email).status_code == 303


def test_a_right_password_sets_the_count_back(kring: Kring, cast: Cast) -> None:
    with_password(cast.amina)
    for _ in range(3):
        for _ in range(TRIES_FROM_ONE_PLACE - 1):
            assert sign_in(kring, cast.amina.email, "three wooden heron").status_code == 422
        assert sign_in(kring, cast.amina.email).status_code == 303


def test_from_many_addresses_an_account_is_tried_twenty_times_at_most(kring: Kring, cast: Cast) -> None:
    with_password(cast.amina)
    statuses = []
    for place in range(TRIES_IN_ALL // 4 + 1):
        browser = kring.browser(source=f"10.0.0.{place}")
        statuses += [
            sign_in(kring, cast.amina.email, "three wooden heron", browser=browser).status_code for _ in range(4)
        ]

    assert statuses == [422] * TRIES_IN_ALL + [429] * 4


def test_wrong_codes_are_limited_and_the_password_does_not_set_them_back(kring: Kring, cast: Cast, app: App) -> None:
    browser = half_in(kring, cast.amina)
    for _ in range(TRIES_FROM_ONE_PLACE):
        assert second(browser, "000000").status_code == 422

    assert second(browser, app.code()).status_code == 429
    assert second(half_in(kring, cast.amina), app.code()).status_code == 429


def test_twenty_wrong_passwords_at_once_are_five_tries(live: Kring, live_cast: Cast) -> None:
    """On a busy machine some of them never get their turn and are not counted; what is left of the five is left."""
    with_password(live_cast.amina)

    def wrong(_number: int) -> int:
        return sign_in(live, live_cast.amina.email, "three wooden heron").status_code

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(wrong, range(20)))
    left = TRIES_FROM_ONE_PLACE - answers.count(422)
    afterwards = [wrong(number) for number in range(left + 1)]

    assert set(answers) <= {422, 429}
    assert afterwards == [422] * left + [429]


def test_each_try_stands_written_before_the_secret_was_looked_at(kring: Kring, cast: Cast) -> None:
    with_password(cast.amina)
    sign_in(kring, cast.amina.email, "three wooden heron")
    sign_in(kring, cast.amina.email)

    with kring.door.read(None) as session:
        lines = session.query(Attempt).order_by(Attempt.id).all()  # type: ignore[arg-type]

    assert [(line.what, line.outcome) for line in lines] == [
        ("sign-in", "tried"),
        ("sign-in", "refused"),
        ("sign-in", "tried"),
        ("sign-in", "passed"),
    ]
    assert cast.amina.email not in lines[0].subject and PASSWORD not in str(lines)


def test_a_try_that_never_got_its_turn_is_told_so_at_once_and_is_not_counted(kring: Kring, cast: Cast) -> None:
    with_password(cast.amina)
    began = time.monotonic()
    with turn(), turn():
        told = [sign_in(kring, cast.amina.email) for _ in range(6)]

    assert [answer.status_code for answer in told] == [429] * 6
    assert "Many people are signing in" in told[0].text
    assert time.monotonic() - began < 5
    assert sign_in(kring, cast.amina.email).status_code == 303
