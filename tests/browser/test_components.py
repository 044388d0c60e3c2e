"""What the scripts do, each on the page where the component stands in every state."""

import re
import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.bench import Bench
from tests.browser.scene import Scene, sign_in
from tests.browser.watched import Watch

UUID7 = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")


@pytest.fixture
def on_bench(page: Page, scene: Scene, bench: Bench) -> Page:
    sign_in(page, scene, scene.amina)
    page.goto("/bench")
    return page


def until(true: Callable[[], bool]) -> None:
    """Wait for what the server has seen; at most three seconds."""
    for _ in range(150):
        if true():
            return
        time.sleep(0.02)
    raise AssertionError("it did not happen within three seconds")


def test_the_filter_narrows_a_list_and_says_how_many_are_left(page: Page) -> None:
    page.goto("/pattern")

    page.get_by_label("Find somebody").fill("DAVIES llew")

    expect(page.locator("#people > li:visible")).to_have_count(1)
    expect(page.locator("#people-filter-count")).to_have_text("1 of 4 shown")


def test_the_filter_says_when_nothing_matches(page: Page) -> None:
    page.goto("/pattern")

    page.get_by_label("Find somebody").fill("zzz")

    expect(page.locator("#people > li:visible")).to_have_count(0)
    expect(page.locator("#people-filter-count")).to_have_text("Nothing here matches that.")


def test_a_double_tap_sends_once_and_the_button_is_free_after_the_answer(on_bench: Page, bench: Bench) -> None:
    go_on = bench.hold()
    button = on_bench.locator("#part button[type=submit]")

    button.dblclick()
    until(lambda: len(bench.received) == 1)
    button.click(force=True)
    expect(button).to_have_attribute("aria-busy", "true")
    expect(button).to_have_text("Sending part")
    go_on()

    expect(on_bench.locator("#said")).to_have_text("It arrived.")
    expect(button).not_to_have_attribute("aria-busy", "true")
    expect(button).to_have_text("Send part")
    assert len(bench.received) == 1


def test_a_plain_form_tapped_twice_is_sent_once(on_bench: Page, watch: Watch, bench: Bench) -> None:
    watch.expect(404)  # the bare answer has no icon
    go_on = bench.hold()

    on_bench.evaluate("() => { const b = document.querySelector('#whole button[type=submit]'); b.click(); b.click(); }")
    until(lambda: len(bench.received) == 1)
    go_on()

    expect(on_bench.get_by_text("It arrived.")).to_be_visible()
    assert len(bench.received) == 1


def test_each_sending_has_an_id_of_its_own(on_bench: Page, bench: Bench) -> None:
    for number in (1, 2):
        on_bench.locator("#part button[type=submit]").click()
        until(lambda number=number: len(bench.received) == number)
        expect(on_bench.locator("#part button[type=submit]")).not_to_have_attribute("aria-busy", "true")

    first, second = (sent["operation"] for sent in bench.received)
    assert UUID7.fullmatch(first) and UUID7.fullmatch(second)
    assert first != second


def test_a_sending_that_failed_keeps_its_id(on_bench: Page, watch: Watch, bench: Bench) -> None:
    watch.expect(503, "HTTP 503", "503")
    bench.status = 503
    on_bench.locator("#part textarea").fill("Heel is better.")
    on_bench.locator("#part button[type=submit]").click()
    expect(on_bench.locator("#notices")).to_contain_text("The server did not answer. What you typed is still here.")
    expect(on_bench.locator("#part button[type=submit]")).not_to_have_attribute("aria-busy", "true")

    bench.status = 200
    on_bench.locator("#part button[type=submit]").click()

    expect(on_bench.locator("#said")).to_have_text("It arrived.")
    first, second = bench.received
    assert first == second
    assert first["note"] == "Heel is better."


def test_a_refusal_of_a_part_of_a_page_stands_among_the_messages(on_bench: Page, watch: Watch) -> None:
    watch.expect(405)
    on_bench.locator("#part textarea").fill("Heel is better.")
    on_bench.evaluate("document.querySelector('#part').setAttribute('hx-post', '/t/odd')")

    on_bench.evaluate("htmx.process(document.querySelector('#part'))")
    on_bench.locator("#part button[type=submit]").click()

    expect(on_bench.locator("#notices")).to_contain_text("What you sent was not saved.")
    expect(on_bench.locator("#part textarea")).to_have_value("Heel is better.")
    expect(on_bench.locator("#said")).to_be_empty()


def test_the_counter_counts_letters_as_the_server_does(on_bench: Page) -> None:
    on_bench.locator("#part textarea").fill("Zoë 👩‍⚕️" + 30 * "x")

    expect(on_bench.locator("#part-note-count")).to_have_text("38 of 50 characters")


def test_the_counter_is_silent_while_there_is_room(on_bench: Page) -> None:
    on_bench.locator("#part textarea").fill("Zoë")

    expect(on_bench.locator("#part-note-count")).to_be_empty()


def test_two_megabytes_are_refused_in_words_and_kept(on_bench: Page) -> None:
    field = on_bench.locator("#part textarea")

    on_bench.evaluate("""() => {
      const field = document.querySelector('#part textarea');
      field.value = 'x'.repeat(2_000_000);
      field.dispatchEvent(new Event('input', { bubbles: true }));
    }""")

    expect(on_bench.locator("#part-note-count")).to_have_text("1,999,950 characters too many. Please shorten it.")
    expect(on_bench.locator("#part-note-count")).to_have_class(re.compile("count-over"))
    assert field.evaluate("one => one.value.length") == 2_000_000


def test_a_dialog_opens_holds_the_focus_and_gives_it_back(page: Page) -> None:
    page.goto("/pattern")
    opener = page.get_by_role("button", name="I object, because …")

    opener.press("Enter")
    dialog = page.get_by_role("dialog", name="Your objection")
    expect(dialog).to_be_visible()
    for _ in range(8):
        page.keyboard.press("Tab")
        where = page.evaluate("document.activeElement === document.body || !!document.activeElement.closest('dialog')")
        assert where, page.evaluate("document.activeElement.outerHTML")
    page.keyboard.press("Escape")

    expect(dialog).to_be_hidden()
    expect(opener).to_be_focused()


def test_a_dialog_is_closed_by_its_cross(page: Page) -> None:
    page.goto("/pattern")
    page.get_by_role("button", name="End now").first.click()

    page.get_by_role("dialog").get_by_role("button", name="Close").click()

    expect(page.get_by_role("dialog")).to_have_count(0)


def test_what_is_to_be_put_right_takes_the_focus_and_leads_to_its_field(page: Page) -> None:
    page.goto("/pattern/forms")
    expect(page.locator("[data-summary]")).to_be_focused()

    for name, field in (("There is no 31 February.", "field-born"), ("Choose one of the listed", "field-answer")):
        page.locator("[data-summary] a", has_text=name).press("Enter")

        expect(page.locator(f"#{field}")).to_be_focused()


def test_each_thing_to_be_put_right_says_of_which_field(page: Page) -> None:
    page.goto("/pattern/forms")

    expect(page.locator("[data-summary] a").last).to_have_text("Why: Fill this in.")
    expect(page.locator("[data-summary] a").nth(1)).to_have_text("Date of birth: There is no 31 February.")


def test_every_field_to_be_put_right_is_one_tap_away(page: Page) -> None:
    page.goto("/pattern/forms")

    ways = page.locator("[data-summary] a").evaluate_all("all => all.map((one) => one.hash.slice(1))")

    assert ways
    assert [way for way in ways if page.locator(f"#{way}").count() != 1] == []


def test_a_password_is_shown_on_request_and_sent_as_a_password(on_bench: Page) -> None:
    field = on_bench.locator("#whole-password")
    field.fill("kettle")

    on_bench.get_by_role("button", name="Show").click()
    expect(field).to_have_attribute("type", "text")
    expect(on_bench.get_by_role("button", name="Hide")).to_be_visible()
    on_bench.evaluate("document.addEventListener('submit', (event) => event.preventDefault())")
    on_bench.get_by_role("button", name="Send whole").click()

    expect(field).to_have_attribute("type", "password")


def test_a_message_is_put_away(page: Page) -> None:
    page.goto("/pattern")
    notice = page.locator("#words .notice-ok")

    notice.get_by_role("button", name="Put this message away").click()

    expect(notice).to_have_count(0)


def test_the_header_says_when_there_is_no_signal_and_when_it_is_back(page: Page, watch: Watch) -> None:
    watch.expect("ERR_INTERNET_DISCONNECTED")
    page.goto("/pattern")

    page.context.set_offline(True)
    expect(page.locator("#connection")).to_have_text("No signal")
    page.context.set_offline(False)

    expect(page.locator("#connection")).to_be_empty()


def test_a_form_sent_without_signal_says_so_and_keeps_its_text(on_bench: Page, watch: Watch) -> None:
    watch.expect("ERR_INTERNET_DISCONNECTED", "Failed to fetch")
    on_bench.locator("#part textarea").fill("Heel is better.")
    on_bench.context.set_offline(True)

    on_bench.locator("#part button[type=submit]").click()

    expect(on_bench.locator("#notices")).to_contain_text("What you typed is still here.")
    expect(on_bench.locator("#part textarea")).to_have_value("Heel is better.")
    on_bench.context.set_offline(False)


def test_everything_is_there_without_script(chromium_page_without_script: Page) -> None:
    page = chromium_page_without_script
    page.goto("/pattern")

    page.get_by_role("link", name="Record visit").click()

    expect(page).to_have_url(re.compile("/pattern/forms$"))
    expect(page.get_by_role("button", name="Show")).to_have_count(0)
    expect(page.locator("form").first).to_have_attribute("method", "post")
