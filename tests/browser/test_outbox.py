"""What a nurse writes goes onto her tablet first and then to the server: once, in order, and with its true time."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.faults import GONE, SILENT
from tests.browser.nurse import PASSPHRASE, a_round, holds, open_tablet, recorded, until
from tests.browser.scene import PASSWORD, Scene, sign_in
from tests.browser.served import Served
from tests.browser.watched import Watch, watched_page
from tests.visits import row_of


@pytest.fixture(autouse=True)
def _no_faults(server: Served) -> Iterator[None]:
    yield
    server.faults.set(None)


@pytest.fixture
def tablet(chromium: Browser, server: Served, request: pytest.FixtureRequest) -> Iterator[tuple[Page, Watch]]:
    """A tablet that may keep pages."""
    with watched_page(chromium, server.address, request.node, service_workers="allow") as one:
        yield one


def test_with_a_signal_a_visit_goes_through_the_outbox_in_three_taps(page: Page, scene: Scene) -> None:
    day = a_round(scene)
    open_tablet(page, scene, day)
    sent: list[str] = []
    page.on("request", lambda one: sent.append(one.url.rpartition("/")[2]) if "commands" in one.url else None)

    page.get_by_role("button", name="Start visit").click()
    page.get_by_role("checkbox", name="All done as planned").click()
    page.get_by_role("button", name="Finish visit").click()

    expect(page.get_by_text(re.compile("visit is recorded"))).to_be_visible()
    expect(page.locator("#unsent")).to_be_hidden()
    holds(page, "start-visit sent", "record-visit sent")
    assert sent == ["start-visit", "record-visit"]
    assert row_of(scene, day.first).finished_at is not None


def test_what_is_half_written_comes_back_with_every_tick_and_choice(page: Page, scene: Scene) -> None:
    day = a_round(scene)
    open_tablet(page, scene, day)
    page.get_by_role("button", name="Start visit").click()
    page.get_by_role("radio", name="Not done").check()
    page.get_by_label("Why not?").fill("Not at home")
    page.get_by_text("Measure something else").click()
    page.get_by_label(re.compile("^Glucose")).fill("126")
    page.get_by_label("Unit").first.select_option(label="mg/dL")
    page.get_by_role("radio", name="No", exact=True).check()
    page.get_by_label("What did you see").fill("Nobody opened.")
    until(page, "kring.store.all('drafts').then((list) => list.length)", 1)
    page.wait_for_timeout(500)

    page.reload()

    expect(page.get_by_text("What you had begun to write here is back.")).to_be_visible()
    expect(page.get_by_role("radio", name="Not done")).to_be_checked()
    expect(page.get_by_label("Why not?")).to_have_value("Not at home")
    expect(page.get_by_label(re.compile("^Glucose"))).to_have_value("126")
    expect(page.get_by_label("Unit").first.locator("option:checked")).to_have_text("mg/dL")
    expect(page.get_by_role("radio", name="No", exact=True)).to_be_checked()
    page.get_by_role("button", name="Finish visit").click()
    expect(page.get_by_text(re.compile("visit is recorded"))).to_be_visible()
    until(page, "kring.store.all('drafts').then((list) => list.length)", 0)
    [record] = [one for one in recorded(scene, day.team)["VisitRecord"] if one.visit_id == day.first]
    assert (record.note, record.safe_to_leave, record.done[0]["why"]) == ("Nobody opened.", "no", "Not at home")


def note(page: Page, text: str, address: str) -> None:
    page.goto(address)
    page.get_by_label("What did you see, hear or do?").fill(text)
    page.get_by_role("button", name="Save the note").click()
    page.wait_for_url(re.compile(address.removesuffix("/entries/new") + r"(\?|$)"))


def test_what_is_refused_waits_with_its_reason_while_others_go(page: Page, scene: Scene, watch: Watch) -> None:
    watch.expect(422)
    day = a_round(scene)
    open_tablet(page, scene, day)
    page.goto(day.at(f"/clients/{day.enid}/measurements/new"))
    page.get_by_label("Weight kg").fill("sixty")
    page.get_by_role("button", name="Save what was measured").click()
    expect(page.locator("[id='field-value.weight-error']")).to_be_visible()
    expect(page.get_by_label("Weight kg")).to_have_value("sixty")

    note(page, "Ruth rang.", day.at(f"/clients/{day.enid}/entries/new"))
    note(page, "Cyril slept well.", day.at(f"/clients/{day.cyril}/entries/new"))

    holds(page, "add-measurement parked", "add-entry waiting", "add-entry sent")
    expect(page.locator("#unsent")).to_have_text("1 not taken")
    page.locator("#unsent").click()
    expect(page.locator("[data-states=parked] li")).to_contain_text("Enid · Measured")
    expect(page.locator("[data-states=waiting] li")).to_contain_text("Ruth rang.")

    page.get_by_role("button", name="Open again and mend").click()
    weight = page.get_by_label("Weight kg")
    expect(weight).to_have_value("sixty")
    weight.fill("60.5")
    page.get_by_role("button", name="Save what was measured").click()

    expect(page.get_by_text("Saved.")).to_be_visible()
    holds(page, "add-measurement sent", "add-entry sent", "add-entry sent")
    told = recorded(scene, day.team)
    assert [str(one.value) for one in told["Measurement"] if one.client_id == day.enid] == ["60.5"]
    assert [one.text for one in told["Entry"] if one.client_id == day.enid] == ["Ruth rang."]


def test_a_clock_that_runs_ahead_is_asked_about_and_then_believed(page: Page, scene: Scene, watch: Watch) -> None:
    watch.expect(409)
    day = a_round(scene)
    open_tablet(page, scene, day)
    page.goto(day.at(f"/clients/{day.enid}/entries/new"))
    page.clock.set_fixed_time(datetime.now(UTC) + timedelta(minutes=10))
    page.get_by_label("What did you see, hear or do?").fill("Ruth rang.")
    page.get_by_role("button", name="Save the note").click()
    expect(page.get_by_text("Is the tablet's clock right?")).to_be_visible()
    expect(page.get_by_label("What did you see, hear or do?")).to_have_value("Ruth rang.")

    page.goto(day.at("/me/waiting"))
    page.get_by_role("button", name="It is right: send it").click()

    holds(page, "add-entry sent")
    [entry] = [one for one in recorded(scene, day.team)["Entry"] if one.client_id == day.enid]
    assert entry.happened_at - entry.received_at > timedelta(minutes=9)


def test_what_is_refused_can_be_thrown_away_on_purpose(page: Page, scene: Scene, watch: Watch) -> None:
    watch.expect(422)
    day = a_round(scene)
    open_tablet(page, scene, day)
    page.goto(day.at(f"/clients/{day.enid}/measurements/new"))
    page.get_by_label("Weight kg").fill("sixty")
    page.get_by_role("button", name="Save what was measured").click()
    expect(page.locator("[id='field-value.weight-error']")).to_be_visible()
    page.goto(day.at("/me/waiting"))

    page.get_by_role("button", name="Throw away").click()
    dialog = page.get_by_role("dialog", name="Throw this away?")
    expect(dialog).to_contain_text("Enid · Measured")
    dialog.get_by_role("button", name="Keep it").click()
    holds(page, "add-measurement parked")
    page.get_by_role("button", name="Throw away").click()
    dialog.get_by_role("button", name="Throw it away").click()

    expect(page.get_by_text("Nothing is waiting")).to_be_visible()
    holds(page)


def test_a_server_that_never_answers_keeps_nobody_and_an_ended_session_is_asked_for(
    page: Page, scene: Scene, watch: Watch
) -> None:
    watch.expect(401, 503, "ERR_")
    person = scene.newcomer("Ines Calder", email="ines@malpas.example")
    day = a_round(scene, person)
    open_tablet(page, scene, day)
    page.goto(day.at(f"/clients/{day.enid}/entries/new"))
    scene.server.faults.set(SILENT)
    page.get_by_label("What did you see, hear or do?").fill("Slept in her chair.")
    page.get_by_role("button", name="Save the note").click()
    page.wait_for_url(re.compile(rf"/clients/{day.enid}$"), timeout=9000)
    expect(page.locator("main [data-unsent] li")).to_contain_text("Slept in her chair.")
    expect(page.locator("main [data-unsent] li")).to_contain_text("On this tablet, not yet sent")

    scene.server.faults.set(None)
    page.context.request.post("/sign-in/lock", headers={"Sec-Fetch-Site": "same-origin"})
    page.evaluate("location.hash = 'x', kring.outbox.send()")
    dialog = page.get_by_role("dialog", name="Locked")
    dialog.get_by_label("Your password").fill(PASSWORD)
    dialog.get_by_role("button", name="Unlock").click()

    holds(page, "add-entry sent")
    expect(page.locator("#unsent")).to_be_hidden()
    assert [one.text for one in recorded(scene, day.team)["Entry"] if one.client_id == day.enid] == [
        "Slept in her chair."
    ]


def test_who_has_left_sends_what_her_tablet_held_from_her_own_page(page: Page, scene: Scene, watch: Watch) -> None:
    watch.expect(503)
    day = a_round(scene, scene.member("Petra Voss", scene.riverside, seat=9))
    open_tablet(page, scene, day)
    scene.server.faults.set(GONE)
    note(page, "Slept well.", day.at(f"/clients/{day.enid}/entries/new"))
    page.evaluate("kring.vault.forget()")
    page.goto("about:blank")
    scene.server.faults.set(None)
    assert day.person.command("leave-team", {}).status_code == 200

    sign_in(page, scene, day.person)
    page.goto("/account")
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Passphrase", exact=True).fill(PASSPHRASE)
    dialog.get_by_role("button", name="Open").click()

    holds(page, "add-entry sent")
    [entry] = [one for one in recorded(scene, day.team)["Entry"] if one.client_id == day.enid]
    assert (entry.text, entry.author) == ("Slept well.", day.person.membership)


def test_two_nurses_on_one_tablet_have_an_outbox_each(page: Page, scene: Scene, watch: Watch) -> None:
    watch.expect(503)
    first, second = a_round(scene), a_round(scene, scene.guest("Orla Finch", scene.riverside))
    open_tablet(page, scene, first)
    scene.server.faults.set(GONE)
    note(page, "Hers alone.", first.at(f"/clients/{first.enid}/entries/new"))
    expect(page.locator("#unsent")).to_have_text("1 waiting")

    open_tablet(page, scene, second)
    scene.server.faults.set(None)
    expect(page.locator("#unsent")).to_be_hidden()
    note(page, "The other's.", second.at(f"/clients/{second.enid}/entries/new"))
    holds(page, "add-entry sent")

    sign_in(page, scene, first.person)
    page.goto(first.at("/round"))
    expect(page.locator("#unsent")).to_have_text("1 waiting")
    page.evaluate("kring.vault.unlock('seven plums in the harbour')")
    holds(page, "add-entry sent")
    written = {
        one.text: one.author
        for one in recorded(scene, first.team)["Entry"]
        if one.client_id in (first.enid, second.enid)
    }
    assert written == {"Hers alone.": first.person.membership, "The other's.": second.person.membership}
