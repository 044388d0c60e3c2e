"""A working day while the server is away: recorded on the tablet, the browser closed, there once when it is back."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.faults import LOST
from tests.browser.nurse import PASSPHRASE, Round, a_round, holds, open_tablet, recorded
from tests.browser.outage import Outage
from tests.browser.scene import Scene
from tests.browser.tablet import Tablet, a_tablet, unlock
from tests.databases import PostgresCluster, SqliteCluster
from tests.visits import row_of

WRITTEN = ("Edge still red.", "Cyril slept well.", "Ruth rang about Enid.")


@pytest.fixture(params=["sqlite", "postgresql"])
def server(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Outage]:
    tmp_path.chmod(0o755)
    cluster = SqliteCluster(tmp_path) if request.param == "sqlite" else PostgresCluster()
    outage = Outage(cluster.fresh(), tmp_path)
    outage.start()
    yield outage
    outage.close()
    if isinstance(cluster, PostgresCluster):
        cluster.stop()


@pytest.fixture
def tablet(chromium: Browser, server: Outage, tmp_path: Path) -> Iterator[Tablet]:
    with a_tablet(chromium.browser_type, server.address, tmp_path / "profile") as one:
        yield one


def test_a_day_without_a_server_is_there_once_and_with_its_true_times(server: Outage, tablet: Tablet) -> None:
    scene, page = Scene(server), tablet.start()
    day = a_round(scene)
    open_tablet(page, scene, day)
    server.kill()
    began = datetime.now(UTC)

    routine_visit(page, day)
    another_visit(page, day)
    a_note(page, day)
    page.locator("#unsent").click()
    expect(page.locator("[data-states=waiting] li")).to_have_count(5)
    page = cold_start(tablet)
    expect(page.locator("#unsent")).to_have_text("5 waiting")
    expect(page.locator(".stop-done")).to_have_count(2)
    written = datetime.now(UTC)

    tablet.sign_in(day.person)
    server.faults.set(LOST)
    server.start()
    with page.expect_response("**/api/commands/start-visit") as answered:
        page.evaluate("kring.outbox.send(), 0")
    assert answered.value.status == 503
    server.faults.set(None)
    holds(
        page, *(f"{name} sent" for name in ("start-visit", "record-visit", "start-visit", "record-visit", "add-entry"))
    )
    expect(page.locator("#unsent")).to_be_hidden()

    told = recorded(scene, day.team)
    records = [one for one in told["VisitRecord"] if one.visit_id in (day.first, day.second)]
    assert [(one.visit_id, one.note) for one in records] == [(day.first, ""), (day.second, WRITTEN[1])]
    assert [one.text for one in told["Entry"] if one.client_id == day.enid] == [WRITTEN[2]]
    for one in records:
        visit = row_of(scene, one.visit_id)
        assert began <= visit.started_at <= one.happened_at <= visit.finished_at <= written <= one.received_at


def routine_visit(page: Page, day: Round) -> None:
    """Three taps from the round."""
    page.get_by_role("button", name="Start visit").click()
    page.get_by_role("checkbox", name="All done as planned").click()
    page.get_by_role("button", name="Finish visit").click()
    page.wait_for_url(re.compile("/round$"))
    expect(page.locator(".stop-done")).to_contain_text("On this tablet, not yet sent")


def another_visit(page: Page, day: Round) -> None:
    """From the next card; half done first, then gone on with, and it is all there."""
    page.get_by_role("link", name=re.compile("Cyril Wren")).first.click()
    page.get_by_role("button", name="Start visit").click()
    page.get_by_role("checkbox", name="All done as planned").click()
    page.get_by_label("What did you see").fill(WRITTEN[1])
    page.get_by_role("button", name="Finish visit").click()
    page.wait_for_url(re.compile("/round$"))


def a_note(page: Page, day: Round) -> None:
    page.goto(day.at(f"/clients/{day.enid}/entries/new"))
    page.get_by_label("What did you see, hear or do?").fill(WRITTEN[2])
    page.get_by_role("button", name="Save the note").click()
    expect(page.locator("main [data-unsent] li").last).to_contain_text(WRITTEN[2])


def cold_start(tablet: Tablet) -> Page:
    page = tablet.restart()
    page.goto("/")
    unlock(page, PASSPHRASE)
    expect(page).to_have_url(re.compile("/round$"))
    return page


def test_a_visit_recorded_without_a_server_is_gone_on_with_and_corrected_there(
    chromium: Browser, tmp_path: Path
) -> None:
    outage = Outage(SqliteCluster(tmp_path).fresh(), tmp_path)
    outage.start()
    try:
        with a_tablet(chromium.browser_type, outage.address, tmp_path / "profile") as tablet:
            scene, page = Scene(outage), tablet.start()
            day = a_round(scene)
            open_tablet(page, scene, day)
            outage.kill()
            page.get_by_role("button", name="Start visit").click()
            page.get_by_label("What did you see").fill("Rang the bell.")
            page.get_by_role("button", name="Keep, go on later").click()
            expect(page.locator("main [data-unsent] li").last).to_contain_text("Rang the bell.")
            expect(page.get_by_label("What did you see")).to_have_value("Rang the bell.")

            page.get_by_label("What did you see").fill("Rang the bell. All well.")
            page.get_by_role("checkbox", name="All done as planned").click()
            page.get_by_role("button", name="Finish visit").click()
            page.wait_for_url(re.compile("/round$"))
            page.goto(day.at(f"/visits/{day.first}"))
            page.get_by_role("button", name="Correct").click()
            page.get_by_label("What did you see").fill("Rang the bell. All well. The left heel.")
            page.get_by_label("What was wrong?").fill("The side was missing")
            page.get_by_role("button", name="Save the correction").click()
            expect(page.locator("main [data-unsent] li").last).to_contain_text("The left heel.")

            outage.start()
            page.evaluate("kring.outbox.send()")
            holds(page, "start-visit sent", "record-visit sent", "record-visit sent", "correct-visit-record sent")

            records = sorted(recorded(scene, day.team)["VisitRecord"], key=lambda one: one.number)
            mine = [(one.number, one.replaces, one.why_corrected) for one in records if one.visit_id == day.first]
            assert mine == [(1, None, ""), (2, 1, ""), (3, 2, "The side was missing")]
    finally:
        outage.close()
