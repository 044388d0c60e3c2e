"""The lock over the page: it comes when it should, opens for its own nurse only, and never costs a word."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.bench import Bench
from tests.browser.scene import PASSWORD, Scene, sign_in
from tests.browser.watched import Watch
from tests.cast import Person


@pytest.fixture(scope="package")
def hannah(scene: Scene) -> Person:
    return scene.newcomer("Hannah Cottrell", email="hannah@malpas.example")


@pytest.fixture
def on_bench(page: Page, scene: Scene, bench: Bench, hannah: Person) -> Page:
    """Hannah's tablet, with half a sentence on it."""
    page.clock.install()
    sign_in(page, scene, hannah)
    page.goto("/bench")
    page.locator("#part textarea").fill("Heel is")
    return page


def lock(page: Page) -> Locator:
    return page.get_by_role("dialog", name="Locked")


def unlock(page: Page, password: str = PASSWORD) -> None:
    lock(page).get_by_label("Your password").fill(password)
    lock(page).get_by_role("button", name="Unlock").click()


def test_the_button_locks_and_the_password_opens_with_every_word_kept(on_bench: Page) -> None:
    on_bench.get_by_role("button", name="Lock the screen").click()
    expect(lock(on_bench)).to_be_visible()
    expect(on_bench.locator("#part textarea")).to_be_hidden()

    unlock(on_bench)

    expect(lock(on_bench)).to_be_hidden()
    expect(on_bench.locator("#part textarea")).to_have_value("Heel is")


def test_escape_does_not_open_it(on_bench: Page) -> None:
    on_bench.get_by_role("button", name="Lock the screen").click()

    for _ in range(3):
        on_bench.keyboard.press("Escape")

    expect(lock(on_bench)).to_be_visible()


def test_the_focus_stays_inside(on_bench: Page) -> None:
    on_bench.get_by_role("button", name="Lock the screen").click()

    for _ in range(8):
        on_bench.keyboard.press("Tab")
        assert on_bench.evaluate(
            "document.activeElement === document.body || !!document.activeElement.closest('#lock')"
        )


def test_a_wrong_password_is_said_and_leaves_it_locked(on_bench: Page, watch: Watch) -> None:
    watch.expect(422)
    on_bench.get_by_role("button", name="Lock the screen").click()

    unlock(on_bench, "not her password")

    expect(lock(on_bench).get_by_role("alert")).to_have_text("That password is not right.")
    expect(lock(on_bench).get_by_role("button", name="Unlock")).to_be_enabled()
    expect(lock(on_bench)).to_be_visible()


def test_without_signal_it_says_that_it_cannot_ask(on_bench: Page, watch: Watch) -> None:
    watch.expect("ERR_INTERNET_DISCONNECTED")
    on_bench.get_by_role("button", name="Lock the screen").click()
    on_bench.context.set_offline(True)

    unlock(on_bench)

    expect(lock(on_bench).get_by_role("alert")).to_contain_text("No signal")
    on_bench.context.set_offline(False)


def test_it_comes_after_a_while_without_a_touch_and_not_before(on_bench: Page) -> None:
    on_bench.clock.run_for(14 * 60_000)
    expect(lock(on_bench)).to_be_hidden()

    on_bench.clock.run_for(61_000)

    expect(lock(on_bench)).to_be_visible()


def test_a_touch_puts_it_off(on_bench: Page) -> None:
    on_bench.clock.run_for(14 * 60_000)
    on_bench.locator("h1").click()

    on_bench.clock.run_for(14 * 60_000)

    expect(lock(on_bench)).to_be_hidden()


def test_two_minutes_in_the_background_lock_it(on_bench: Page) -> None:
    hide(on_bench, True)
    on_bench.clock.run_for(125_000)

    hide(on_bench, False)

    expect(lock(on_bench)).to_be_visible()


def test_a_minute_in_the_background_does_not(on_bench: Page) -> None:
    hide(on_bench, True)
    on_bench.clock.run_for(60_000)

    hide(on_bench, False)
    on_bench.clock.run_for(90_000)

    expect(lock(on_bench)).to_be_hidden()


def test_locking_one_tab_locks_the_others(on_bench: Page) -> None:
    other = on_bench.context.new_page()
    other.goto("/bench")

    other.get_by_role("button", name="Lock the screen").click()

    expect(lock(on_bench)).to_be_visible()
    expect(on_bench.locator("#part textarea")).to_be_hidden()


def test_what_the_server_refused_is_sent_again_once_it_opens_under_the_same_id(
    on_bench: Page, watch: Watch, bench: Bench
) -> None:
    watch.expect(401)
    on_bench.evaluate("fetch('/sign-in/lock', { method: 'POST' })")
    on_bench.locator("#part textarea").fill("Heel is better.")
    on_bench.wait_for_timeout(100)

    on_bench.get_by_role("button", name="Send part").click()
    expect(lock(on_bench)).to_be_visible()
    unlock(on_bench)

    expect(on_bench.locator("#said")).to_have_text("It arrived.")
    refused, arrived = bench.received
    assert refused == arrived
    assert arrived["note"] == "Heel is better."


def test_another_nurse_who_signed_in_beside_it_does_not_open_it(on_bench: Page, watch: Watch, scene: Scene) -> None:
    watch.expect(403)
    owen = scene.newcomer("Owen Griffiths", email="owen@malpas.example")
    on_bench.get_by_role("button", name="Lock the screen").click()
    sign_in(on_bench, scene, owen)

    unlock(on_bench)

    expect(lock(on_bench).get_by_role("alert")).to_contain_text("Another nurse has signed in on this tablet")
    expect(on_bench.locator("#part textarea")).to_be_hidden()


def test_nothing_below_it_is_printed(on_bench: Page) -> None:
    on_bench.get_by_role("button", name="Lock the screen").click()

    on_bench.emulate_media(media="print")

    expect(on_bench.locator("#part textarea")).to_be_hidden()
    expect(on_bench.locator("h1")).to_be_hidden()


def test_a_locked_page_that_is_loaded_again_asks_for_its_nurse(on_bench: Page, watch: Watch) -> None:
    watch.expect(401)
    on_bench.get_by_role("button", name="Lock the screen").click()
    expect(lock(on_bench)).to_be_visible()
    on_bench.wait_for_timeout(200)

    on_bench.goto("/bench")

    expect(on_bench.locator("body")).not_to_contain_text("Send part")
    expect(on_bench.get_by_role("link", name=re.compile("Sign in|Unlock"))).to_be_visible()


def test_it_warns_that_what_is_not_saved_goes_when_somebody_else_signs_in(on_bench: Page) -> None:
    on_bench.get_by_role("button", name="Lock the screen").click()

    expect(lock(on_bench)).to_contain_text("stays as long as this page is open")
    expect(lock(on_bench)).to_contain_text("will be gone when somebody else signs in")


def test_leaving_the_locked_page_asks_first_when_something_is_typed(on_bench: Page) -> None:
    asked: list[str] = []
    on_bench.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    on_bench.get_by_role("button", name="Lock the screen").click()

    lock(on_bench).get_by_role("link", name="Sign in as another nurse").click(no_wait_after=True)
    on_bench.wait_for_timeout(300)

    assert asked == ["beforeunload"]
    expect(lock(on_bench)).to_be_visible()


def test_the_password_can_be_shown_for_a_moment(on_bench: Page) -> None:
    on_bench.get_by_role("button", name="Lock the screen").click()
    lock(on_bench).get_by_label("Your password").fill(PASSWORD)

    lock(on_bench).get_by_role("button", name="Show").click()

    expect(lock(on_bench).get_by_label("Your password")).to_have_attribute("type", "text")


def hide(page: Page, hidden: bool) -> None:
    """As when another app comes before the browser."""
    page.evaluate(
        """(hidden) => {
          Object.defineProperty(document, 'hidden', { configurable: true, get: () => hidden });
          document.dispatchEvent(new Event('visibilitychange'));
        }""",
        hidden,
    )
