"""The working day without a server: killed by its number, the browser started cold, the profile read byte by byte."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import select

from app.models import JournalLine
from app.models.base import columns
from tests.authenticator import PASSWORD, with_password
from tests.browser.outage import Outage
from tests.browser.tablet import (
    CODE,
    NOTE,
    PASSPHRASE,
    Morning,
    Tablet,
    a_tablet,
    filled,
    set_passphrase,
    unlock,
)
from tests.databases import SqliteCluster

J = columns(JournalLine)
COPY = re.compile("Copy from")


@pytest.fixture(scope="module")
def outage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Outage]:
    folder = tmp_path_factory.mktemp("outage")
    server = Outage(SqliteCluster(folder).fresh(), folder)
    yield server
    server.close()


@pytest.fixture
def server(outage: Outage) -> Outage:
    """Running, whatever the test before did to it."""
    if outage.process is None:
        outage.start()
    return outage


@pytest.fixture
def morning(server: Outage) -> Morning:
    made = Morning(server)
    assert made.today
    return made


@pytest.fixture
def tablet(chromium: Browser, server: Outage, tmp_path: Path) -> Iterator[Tablet]:
    with a_tablet(chromium.browser_type, server.address, tmp_path / "profile") as one:
        yield one


@pytest.fixture
def page(morning: Morning, tablet: Tablet) -> Page:
    """Amina's tablet with her day on it."""
    page = tablet.start()
    tablet.sign_in(morning.amina)
    page.goto(f"/t/{morning.riverside}/round")
    set_passphrase(page)
    return page


def lines(morning: Morning, *whats: str) -> list[JournalLine]:
    wanted = select(J.what, J.about, J.clients, J.reason).where(J.team_id == morning.riverside, J.what.in_(whats))
    with morning.kring.door.read(morning.riverside) as session:
        return list(session.execute(wanted.order_by(J.id)))  # type: ignore[arg-type]


def kept(page: Page) -> int:
    """How many pages are stored, of whomever."""
    found: int = page.evaluate("kring.store.all('pages').then((list) => list.length)")
    return found


def test_the_day_opens_cold_without_a_server_and_each_look_is_on_record_afterwards(
    morning: Morning, tablet: Tablet, page: Page
) -> None:
    morning.server.kill()
    page = tablet.restart()

    page.goto("/")
    unlock(page, "four pears in the harbour")
    expect(page.get_by_text("That is not the passphrase of this tablet. 9 more tries")).to_be_visible()
    unlock(page)
    expect(page.get_by_text(COPY)).to_be_visible()
    expect(page).to_have_url(re.compile("/round$"))
    page.get_by_role("link", name="Peggy’s page").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Peggy")
    expect(page.get_by_text(COPY)).to_be_visible()
    page.goto(f"/t/{morning.riverside}/clients/{morning.peggy}/timeline")
    expect(page.get_by_text(NOTE)).to_be_visible()
    page.goto(f"/t/{morning.riverside}/clients/{morning.peggy}/key-safe")
    expect(page.get_by_text(CODE)).to_be_hidden()
    page.get_by_role("button", name="Show the code").click()
    expect(page.get_by_text(CODE)).to_be_visible()
    page.goto(f"/t/{morning.riverside}/settings")
    expect(page.get_by_role("heading", name="This page is not on this tablet")).to_be_visible()
    page.get_by_role("link", name="To your round").click()
    expect(page.get_by_text(COPY)).to_be_visible()

    morning.server.start()
    page.goto(f"/t/{morning.riverside}/round")
    expect(page.get_by_text(COPY)).to_be_hidden()
    for _ in range(100):
        if len(lines(morning, "look-without-signal")) == 5:
            break
        page.wait_for_timeout(50)

    told = lines(morning, "look-without-signal", "show-key-safe-without-signal")
    at = f"clients/{morning.peggy}"
    assert [line.about for line in told if line.what == "look-without-signal"] == [
        "round", at, f"{at}/timeline", f"{at}/key-safe", "round"
    ]  # fmt: skip
    looks = [line.clients for line in told if line.what == "look-without-signal"]
    assert looks == [[str(morning.peggy)]] * 5, "the round names whom one reads about on it, as it does at the server"
    assert [line.clients for line in told if line.what == "show-key-safe-without-signal"] == [[str(morning.peggy)]]
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d", line.reason) for line in told)
    assert len(lines(morning, "put-on-tablet")) == 1


def test_nothing_about_anybody_lies_on_the_disk_in_clear(morning: Morning, tablet: Tablet, page: Page) -> None:
    page.goto(f"/t/{morning.riverside}/clients/{morning.peggy}/timeline")
    expect(page.get_by_text(NOTE)).to_be_visible()
    assert kept(page) > 15
    tablet.stop()

    found = {what: tablet.holds(what) for what in (NOTE, "Thornton", CODE, PASSPHRASE, "12 Abbeygate")}
    assert not any(found.values()), found

    page = tablet.start()
    page.goto("/tablet")
    page.evaluate("kring.store.put('drafts', { account: 'x', form: 'y', planted: 'Zinnober heel edge' })")
    page.wait_for_timeout(300)
    tablet.stop()
    assert tablet.holds(NOTE), "the scan finds what is planted in clear"


def test_while_the_server_is_dead(morning: Morning, tablet: Tablet, page: Page) -> None:
    """One outage for what needs one: content policy and speed of a stored page, its forms, the lock, the three days."""
    live = page.request.get(f"{morning.server.address}/t/{morning.riverside}/round").headers
    morning.server.kill()

    opens_with_the_servers_own_headers(page, f"/t/{morning.riverside}/clients/{morning.peggy}", live)
    keeps_every_word(page, f"/t/{morning.riverside}/clients/{morning.peggy}/key-safe")
    locks_by_passphrase(page, tablet, f"/t/{morning.riverside}/round")
    goes_after_three_days(page, f"/t/{morning.riverside}/round")


def opens_with_the_servers_own_headers(page: Page, address: str, live: dict[str, str]) -> None:
    answer = page.goto(address)

    assert answer is not None and answer.from_service_worker
    same = ("content-security-policy", "x-content-type-options", "referrer-policy", "cache-control")
    assert {name: answer.headers[name] for name in same} == {name: live[name] for name in same}
    page.evaluate("""() => { const script = document.createElement('script'); script.textContent = 'window.ran = 1';
        document.body.append(script); }""")
    assert page.evaluate("window.ran") is None
    took = []
    for _ in range(5):
        page.goto(address)
        took.append(page.evaluate("performance.getEntriesByType('navigation')[0].responseEnd"))
    assert sorted(took)[2] < 600, took


def keeps_every_word(page: Page, address: str) -> None:
    page.goto(address)
    page.locator("#field-whereabouts").fill("Behind the blue pot")
    page.locator("#field-code").fill("1234")
    page.locator("#set").get_by_role("button", name="Save").click()

    expect(page.get_by_text("What you typed is still here")).to_be_visible()
    expect(page.locator("#field-whereabouts")).to_have_value("Behind the blue pot")


def locks_by_passphrase(page: Page, tablet: Tablet, address: str) -> None:
    page.goto(address)
    page.get_by_role("button", name="Lock the screen").click()
    lock = page.get_by_role("dialog", name="Locked")
    field = lock.get_by_label("Your passphrase for this tablet")
    expect(field).to_be_visible()
    assert not page.evaluate("kring.vault.isOpen()")
    assert tablet.context is not None
    other = tablet.context.new_page()
    other.goto(address)
    expect(other.get_by_role("heading", name="Open what is on this tablet")).to_be_visible()
    other.close()

    field.fill("not this one at all")
    lock.get_by_role("button", name="Unlock").click()
    expect(lock.get_by_text("9 more tries")).to_be_visible()
    field.fill(PASSPHRASE)
    lock.get_by_role("button", name="Unlock").click()

    expect(lock).to_be_hidden()
    assert page.evaluate("kring.vault.isOpen()")


def goes_after_three_days(page: Page, address: str) -> None:
    contact = """async (hours) => kring.store.put("counters",
        { account: kring.vault.account, name: "contact", value: Date.now() - hours * 3600e3 })"""
    page.evaluate(contact, 71)
    page.goto(address)
    expect(page.get_by_text(COPY)).to_be_visible()
    page.evaluate(contact, 73)
    page.goto(address)
    expect(page.get_by_role("heading", name="No pages are stored here")).to_be_visible()
    assert kept(page) == 0


def test_a_forgotten_passphrase_is_replaced_after_showing_who_she_is_and_what_waits_is_kept(
    morning: Morning, tablet: Tablet, page: Page
) -> None:
    with_password(morning.amina)
    page.evaluate(
        "async () => kring.store.put('drafts', { account: kring.vault.account, form: 'a',"
        " box: await kring.vault.seal({ note: 'half a sentence' }) })"
    )
    page = tablet.restart()
    tablet.sign_in(morning.amina, minutes_ago=25)
    page.goto(f"/t/{morning.riverside}/clients")
    page.evaluate("kring.vault.ready(), 0")
    dialog = page.get_by_role("dialog", name="Your passphrase for this tablet")
    dialog.get_by_role("button", name="Forgotten?").click()
    new = page.get_by_role("dialog", name="A new passphrase for this tablet")
    new.get_by_label("Passphrase", exact=True).fill("five grey geese at noon")
    new.get_by_label("The same once more").fill("five grey geese at noon")
    new.get_by_role("button", name="Set the passphrase").click()

    lock = page.get_by_role("dialog", name="Locked")
    lock.get_by_label("Your password").fill(PASSWORD)
    lock.get_by_role("button", name="Unlock").click()
    expect(lock).to_be_hidden()
    expect(new).to_be_hidden()

    opened = "async () => kring.vault.open((await kring.store.get('drafts', [kring.vault.account, 'a'])).box)"
    assert page.evaluate(opened) == {"note": "half a sentence"}
    page = tablet.restart()
    page.goto("/tablet")
    unlock(page)
    expect(page.get_by_text("That is not the passphrase")).to_be_visible()
    unlock(page, "five grey geese at noon")
    expect(page).to_have_url(re.compile("/round$"))


def test_ten_wrong_tries_take_the_pages_and_never_the_key_while_something_waits(tablet: Tablet, page: Page) -> None:
    page.evaluate("""async () => kring.store.put("drafts",
        { account: kring.vault.account, form: "a", box: await kring.vault.seal({}) })""")
    page = tablet.restart()
    page.goto("/tablet")
    for number in range(10):
        unlock(page, f"wrong plums number {number}")
        words = "Ten wrong tries" if number == 9 else f"{9 - number} more tries"
        expect(page.get_by_role("alert")).to_contain_text(words)

    assert kept(page) == 0
    unlock(page)
    expect(page.get_by_role("heading", name="No pages are stored here")).to_be_visible()


def test_signing_out_takes_her_pages_and_leaves_the_key_and_a_colleagues_day(
    morning: Morning, tablet: Tablet, page: Page
) -> None:
    page.evaluate("kring.store.put('pages', { account: 'a colleague', address: '/t/x/round', box: 1 })")
    page.goto("/account")
    expect(page.get_by_text(re.compile(r"\d+ pages of today and tomorrow are stored here"))).to_be_visible()

    page.get_by_role("button", name="Sign out here").click()

    expect(page.get_by_role("heading", name="Sign in", exact=True)).to_be_visible()
    page.goto("/tablet")
    expect(page.get_by_role("heading", name="Open what is on this tablet")).to_be_visible()
    assert page.evaluate("kring.store.all('pages').then((list) => list.map(({ account }) => account))") == [
        "a colleague"
    ]
    assert page.evaluate("kring.store.all('vaults').then((list) => list.length)") == 1


def test_a_tablet_that_was_given_up_loses_its_pages_at_the_next_word_from_the_server(
    morning: Morning, tablet: Tablet, page: Page
) -> None:
    page.goto("/account")
    page.get_by_role("button", name=re.compile("Give up the tablet")).click()
    expect(page.get_by_text("Given up: what is stored there goes")).to_be_visible()
    assert kept(page) > 15

    page.goto(f"/t/{morning.riverside}/round")
    page.evaluate("kring.pages.look(true)")

    assert kept(page) == 0


def test_a_page_of_another_sign_in_is_never_stored(morning: Morning, tablet: Tablet, page: Page) -> None:
    before = kept(page)
    page.evaluate("kring.pages.forget()")
    tablet.sign_in(morning.joanne)

    page.evaluate("kring.pages.look(true)")

    assert (before > 15, kept(page)) == (True, 0)


def test_of_several_nurses_the_shell_asks_whose_day_it_is(morning: Morning, tablet: Tablet, page: Page) -> None:
    tablet.sign_in(morning.joanne)
    page.goto(f"/t/{morning.riverside}/round")
    set_passphrase(page, "nine brown hens asleep")
    page = tablet.restart()

    page.goto("/tablet")
    page.get_by_role("radio", name="Amina Khan").check()
    unlock(page, "nine brown hens asleep")
    expect(page.get_by_role("alert")).to_contain_text("9 more tries")
    unlock(page)

    expect(page).to_have_url(re.compile("/round$"))


def test_a_weak_passphrase_is_refused_in_words(morning: Morning, tablet: Tablet) -> None:
    page = tablet.start()
    tablet.sign_in(morning.amina)
    page.goto(f"/t/{morning.riverside}/round")
    page.get_by_role("button", name="Set a passphrase").click()
    dialog = page.get_by_role("dialog")
    for typed, again, words in (
        ("short", "short", "at least 12 characters"),
        ("qwertyuiop1234", "qwertyuiop1234", "guessed quickly"),
        ("Amina Khan 1984", "Amina Khan 1984", "guessed quickly"),
        (PASSPHRASE, "seven plums in the harbor", "The two are not the same"),
    ):
        dialog.get_by_label("Passphrase", exact=True).fill(typed)
        dialog.get_by_label("The same once more").fill(again)
        dialog.get_by_role("button", name="Set the passphrase").click()
        expect(dialog.get_by_role("alert")).to_contain_text(words)
    dialog.get_by_role("button", name="Not now").click()
    assert page.evaluate("kring.store.all('vaults').then((list) => list.length)") == 0


def test_a_changed_client_is_fetched_again_and_an_unchanged_day_is_not(
    morning: Morning, tablet: Tablet, page: Page
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "x-kring-tablet" in request.headers else None)
    page.goto(f"/t/{morning.riverside}/round")
    page.evaluate("kring.pages.look(true)")
    assert asked == []

    page.evaluate("kring.pages.forget()")
    page.evaluate("kring.pages.look(true)")
    filled(page)

    assert len(asked) > 15
