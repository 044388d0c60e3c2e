"""One morning at the front door, walked on both databases: what the browser shows must not depend on which it is."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.scene import PASSWORD, Scene, sign_in
from tests.browser.watched import watched_page


@pytest.fixture(params=["sqlite", "postgresql"])
def on(request: pytest.FixtureRequest) -> Scene:
    """The scene over one database and then over the other."""
    found: Scene = request.getfixturevalue("scene" if request.param == "sqlite" else "postgres_scene")
    return found


@pytest.fixture
def page(chromium: Browser, on: Scene, request: pytest.FixtureRequest) -> Iterator[Page]:
    with watched_page(chromium, on.server.address, request.node) as (one, _):
        yield one


def test_the_team_is_seen_a_setting_changed_and_both_are_in_the_journal(page: Page, on: Scene) -> None:
    sign_in(page, on, on.amina)
    page.goto(f"/t/{on.riverside}")
    expect(page.locator("h1")).to_have_text("Riverside")

    page.get_by_role("link", name="Settings").click()
    page.get_by_role("link", name="Minutes until a tablet locks itself").click()
    page.get_by_label("New value").fill("20")
    page.get_by_role("button", name="Save").click()

    expect(page.locator("#notices")).to_contain_text("Saved")
    expect(page.locator("main")).to_contain_text("20 minutes")
    page.get_by_role("link", name="Journal").click()
    expect(page.locator("#journal-lines li").filter(has_text="Changed")).not_to_have_count(0)


def test_a_tablet_is_locked_and_opened_again(page: Page, on: Scene) -> None:
    farida = on.newcomer("Farida Begum", email="farida@malpas.example")
    sign_in(page, on, farida)
    page.goto(f"/t/{on.malpas}")

    page.get_by_role("button", name="Lock the screen").click()
    page.get_by_label("Your password").fill(PASSWORD)
    page.get_by_role("button", name="Unlock").click()

    expect(page.get_by_role("dialog", name="Locked")).to_be_hidden()
    page.get_by_role("link", name="Journal").click()
    expect(page.locator("h1")).to_have_text("Journal")
