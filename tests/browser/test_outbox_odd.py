"""What is odd on a tablet: what breaks the server, a mended entry that others go on from, a nurse of two teams."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.faults import GONE
from tests.browser.nurse import a_round, holds, open_tablet, recorded, until
from tests.browser.scene import Scene
from tests.browser.served import Served
from tests.browser.test_outbox import note
from tests.browser.watched import Watch, watched_page


@pytest.fixture
def tablet(chromium: Browser, server: Served, request: pytest.FixtureRequest) -> Iterator[tuple[Page, Watch]]:
    """A tablet that may keep pages, before a server that is there again afterwards."""
    with watched_page(chromium, server.address, request.node, service_workers="allow") as one:
        yield one
    server.faults.set(None)


def answered(page: Page, words: str, status: int, code: str) -> None:
    """What holds these words is answered so, until ``unroute_all``."""

    def answer(route: Route) -> None:
        if words in (route.request.post_data or ""):
            route.fulfill(status=status, json={"code": code, "message": "No."})
        else:
            route.continue_()

    page.route("**/api/commands/*", answer)


def test_what_breaks_the_server_waits_alone_and_other_clients_go(page: Page, scene: Scene, watch: Watch) -> None:
    watch.expect(500)
    day = a_round(scene)
    open_tablet(page, scene, day)
    answered(page, "Ruth rang.", 500, "fault")
    note(page, "Ruth rang.", day.at(f"/clients/{day.enid}/entries/new"))
    note(page, "Slept in her chair.", day.at(f"/clients/{day.enid}/entries/new"))
    note(page, "Cyril slept well.", day.at(f"/clients/{day.cyril}/entries/new"))

    holds(page, "add-entry waiting", "add-entry waiting", "add-entry sent")
    page.unroute_all()
    page.evaluate("kring.outbox.send()")
    holds(page, *["add-entry sent"] * 3)
    told = [one.text for one in recorded(scene, day.team)["Entry"] if one.client_id == day.enid]
    assert told == ["Ruth rang.", "Slept in her chair."]


MEND = """async () => {
    const [entry] = (await kring.outbox.all()).filter(({ state }) => state === "parked");
    const { order, operation, box, state, account, ...rest } = entry;
    const { refusal, answer, ...content } = await kring.vault.open(box, `outbox/${operation}`);
    await kring.outbox.save({ ...rest, operation: kring.uuid7(), mends: { order, operation } }, content);
}"""


def test_what_follows_a_refused_record_goes_on_from_the_one_that_mends_it(
    page: Page, scene: Scene, watch: Watch
) -> None:
    watch.expect(503, 422)
    day = a_round(scene)
    open_tablet(page, scene, day)
    scene.server.faults.set(GONE)
    page.get_by_role("button", name="Start visit").click()
    page.get_by_label("What did you see").fill("Rang the bell.")
    page.get_by_role("button", name="Keep, go on later").click()
    expect(page.locator("main [data-unsent] li").last).to_contain_text("Rang the bell.")
    page.get_by_label("What did you see").fill("All well.")
    page.get_by_role("checkbox", name="All done as planned").click()
    page.get_by_role("button", name="Finish visit").click()
    page.wait_for_url(re.compile("/round$"))
    holds(page, "start-visit waiting", "record-visit waiting", "record-visit waiting")
    answered(page, "Rang the bell.", 422, "not-filled-in")
    scene.server.faults.set(None)
    page.evaluate("kring.outbox.send()")
    holds(page, "start-visit sent", "record-visit parked", "record-visit waiting")
    page.unroute_all()

    page.evaluate(MEND)
    page.evaluate("kring.outbox.send()")

    holds(page, "start-visit sent", "record-visit sent", "record-visit sent")
    records = sorted(recorded(scene, day.team)["VisitRecord"], key=lambda one: one.number)
    mine = [(one.note, one.replaces) for one in records if one.visit_id == day.first]
    assert mine == [("Rang the bell.", None), ("All well.", 1)]


LIES_HERE = """(team) => kring.store.keys('pages', kring.vault.account)
    .then((keys) => keys.filter(([, at]) => at.startsWith(`/t/${team}/`)).length)"""


def test_pages_that_went_come_again_also_where_another_teams_lie_beside(page: Page, scene: Scene) -> None:
    day = a_round(scene)
    open_tablet(page, scene, day)
    before = page.evaluate(LIES_HERE, str(day.team))

    page.evaluate("kring.vault.wipe(kring.vault.account)")
    page.evaluate("kring.store.put('pages', { account: kring.vault.account, address: '/t/elsewhere/round' })")
    page.evaluate("kring.pages.look(true)")

    until(page, f"({LIES_HERE})('{day.team}')", before)
