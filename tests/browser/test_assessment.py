"""An assessment by touch and by keyboard: searched for while typing, signs ticked, rated with the anchors in view."""

import re
from uuid import UUID

import pytest
from playwright.sync_api import Browser, Page, expect

from app.models import Problem, Rating, new_id
from app.models.base import columns
from tests.browser.faults import GONE
from tests.browser.nurse import a_round, holds, open_tablet
from tests.browser.scene import Scene, sign_in
from tests.browser.test_keyboard import tab_to
from tests.browser.watched import PORTRAIT, watched_page


def begun(page: Page, scene: Scene) -> UUID:
    """Somebody new, whose assessment is begun from her page."""
    nobody_elses = "".join(chr(97 + int(sign, 16)) for sign in new_id().hex[-6:])
    client = scene.client(scene.joanne, given_names="Edith", family_name=f"Marlow-{nobody_elses}", known_as="Edie")
    sign_in(page, scene, scene.joanne)
    page.goto(f"/t/{scene.riverside}/clients/{client}")
    page.get_by_role("button", name="Assess").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Assessment")
    return client


def kept(scene: Scene, client: UUID) -> tuple[list[str], str, tuple[int, ...]]:
    """Signs, risk factors and figures of her one problem."""
    p, r = columns(Problem), columns(Rating)
    with scene.server.door.read(scene.riverside) as session:
        problem = session.execute(p.id.table.select().where(p.team_id == scene.riverside, p.client_id == client)).one()
        rated = session.execute(
            r.id.table.select().where(r.team_id == scene.riverside, r.problem_id == problem.id)
        ).one_or_none()
    return problem.signs, problem.risk_factors, (rated.knowledge, rated.behaviour, rated.status) if rated else ()


def rate(page: Page, *levels: str) -> None:
    for level in levels:
        page.get_by_role("radio", name=re.compile(level)).check()


def test_a_problem_is_found_while_typing_recorded_rated_and_finished_by_touch(
    chromium: Browser, scene: Scene, request: pytest.FixtureRequest
) -> None:
    with watched_page(chromium, scene.server.address, request.node, size=PORTRAIT, has_touch=True) as (page, _):
        client = begun(page, scene)
        page.get_by_role("searchbox").tap()
        page.get_by_role("searchbox").press_sequentially("swollen legs", delay=10)
        expect(page.locator("#found")).to_contain_text("Circulation")
        assert "q=" not in page.url, "nothing was sent by hand"

        page.locator("#found").get_by_role("link", name="Circulation").tap()
        page.get_by_text("Individual", exact=True).first.tap()
        page.get_by_text("Actual", exact=True).first.tap()
        page.get_by_role("checkbox", name=re.compile("^oedema")).tap()
        rate(page, "Minimal knowledge", "Inconsistently appropriate", "Moderate signs")
        page.get_by_role("button", name="Save the problem").tap()

        expect(page.locator("#done")).to_contain_text("Circulation")
        page.get_by_label("What does it come to?").fill("Swollen legs.")
        page.get_by_role("button", name="Finish the assessment").tap()
        expect(page.get_by_text("Saved: the assessment is finished.")).to_be_visible()
        expect(page.get_by_text("2 · Minimal knowledge")).to_be_visible()
        assert kept(scene, client) == (["29.01"], "", (2, 3, 3))


def test_signs_that_are_hidden_again_are_not_sent(page: Page, scene: Scene) -> None:
    client = begun(page, scene)
    page.get_by_text("Physiological (18)").click()
    page.get_by_role("button", name="Skin", exact=True).click()
    page.get_by_text("Individual", exact=True).first.click()
    page.get_by_text("Actual", exact=True).first.click()
    page.get_by_text("rash", exact=True).click()

    page.get_by_text("Potential", exact=True).first.click()
    expect(page.get_by_role("checkbox", name="rash")).to_be_hidden()
    page.get_by_label("Which risk do you see?").fill("In bed all day.")
    page.get_by_role("button", name="Save the problem").click()

    expect(page.locator("#done")).to_contain_text("Skin")
    assert kept(scene, client) == ([], "In bed all day.", ())


def test_a_problem_is_rated_by_keyboard_alone(page: Page, scene: Scene) -> None:
    client = begun(page, scene)
    tab_to(page, "^Search all problems")
    page.keyboard.type("oedema")
    expect(page.locator("#found")).to_contain_text("oedema (edema)")
    tab_to(page, "^Circulation$")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Circulation")
    tab_to(page, "^Individual")
    page.keyboard.press("Space")
    tab_to(page, "^Actual")
    page.keyboard.press("Space")
    tab_to(page, "^oedema")
    page.keyboard.press("Space")
    for scale in ("^1 No knowledge", "^1 Not appropriate", "^1 Extreme"):
        tab_to(page, scale)
        page.keyboard.press("Space")
        page.keyboard.press("ArrowRight")
    tab_to(page, "^Save the problem")
    page.keyboard.press("Enter")

    expect(page.locator("#done")).to_contain_text("Circulation")
    assert kept(scene, client) == (["29.01"], "", (2, 2, 2))


def test_it_is_searched_and_recorded_without_script(chromium_page_without_script: Page, scene: Scene) -> None:
    page = chromium_page_without_script
    client = begun(page, scene)
    page.get_by_role("searchbox").fill("oedema")
    page.get_by_role("button", name="Search").click()
    page.locator("#found").get_by_role("link", name="Circulation").click()
    page.get_by_role("radio", name="Family").check()
    page.get_by_role("radio", name="Health Promotion").check()

    page.get_by_role("button", name="Save the problem").click()

    expect(page.locator("#done")).to_contain_text("Circulation")
    assert kept(scene, client) == ([], "", ())


def test_a_problem_written_while_the_server_is_away_is_there_once_afterwards(
    chromium: Browser, scene: Scene, request: pytest.FixtureRequest
) -> None:
    with watched_page(chromium, scene.server.address, request.node, service_workers="allow") as (page, watch):
        watch.expect(422, 503)
        day = a_round(scene)
        open_tablet(page, scene, day)
        page.goto(day.at(f"/clients/{day.enid}"))
        page.get_by_role("button", name="Assess").click()
        page.get_by_text("Physiological (18)").click()
        page.get_by_role("button", name="Circulation", exact=True).click()
        page.get_by_role("radio", name="Individual").check()
        page.get_by_role("radio", name="Actual").check()
        page.get_by_role("button", name="Save the problem").click()
        expect(page.locator("#field-sign-error")).to_contain_text("An actual problem has at least one sign.")
        page.get_by_role("checkbox", name=re.compile("^oedema")).check()
        page.get_by_role("checkbox", name="varicosities").check()
        rate(page, "Minimal knowledge", "Inconsistently appropriate", "Moderate signs")
        try:
            scene.server.faults.set(GONE)
            page.get_by_role("button", name="Save the problem").click()
            expect(page.locator("#unsent")).to_have_text("1 waiting")
            holds(page, "record-problem waiting")
            expect(page.locator("[data-unsent]")).to_contain_text("Problem recorded")
        finally:
            scene.server.faults.set(None)

        holds(page, "record-problem sent")
        assert kept(scene, day.enid) == (["29.01", "29.06"], "", (2, 3, 3))
