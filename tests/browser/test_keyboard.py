"""Journeys by keyboard alone. That the focus is seen on every page is asked in ``test_every_page.py``."""

import re

from playwright.sync_api import Page, expect

from tests.browser.scene import Scene, sign_in
from tests.browser.watched import Watch


def tab_to(page: Page, name: str | re.Pattern[str], *, most: int = 60) -> None:
    """Press Tab until what is called so has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        said = page.evaluate(
            "({ ariaLabel, labels, textContent }) => ariaLabel ?? (labels?.[0] ?? { textContent }).textContent.trim()",
            page.evaluate_handle("document.activeElement"),
        )
        if re.search(name, said):
            return
    raise AssertionError(f"{name} is not reached by {most} tabs")


def test_the_first_tab_leads_past_the_header(page: Page) -> None:
    page.goto("/pattern")

    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="To the content")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    assert page.evaluate("!!document.activeElement.closest('main')")


def test_from_place_to_place_by_the_bar(page: Page, scene: Scene) -> None:
    sign_in(page, scene, scene.amina)
    page.goto(f"/t/{scene.riverside}")

    for name in ("Journal", "Me", "Round", "Team", "Clients"):
        tab_to(page, f"^{name}$", most=90)
        page.keyboard.press("Enter")
        expect(page.locator(".bar a[aria-current=page]")).to_have_text(name)


def test_a_form_is_put_right_and_sent(page: Page, watch: Watch, scene: Scene) -> None:
    watch.expect(422)
    sign_in(page, scene, scene.amina)
    page.goto(f"/t/{scene.riverside}/settings/zone")
    tab_to(page, "^New value")
    page.keyboard.press("Control+A")
    page.keyboard.type("Europe/Bury")
    page.keyboard.press("Enter")

    expect(page.locator("[data-summary]")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_label("New value")).to_be_focused()
    expect(page.get_by_label("New value")).to_have_value("Europe/Bury")
    page.keyboard.press("Control+A")
    page.keyboard.type("Europe/Dublin")
    page.keyboard.press("Enter")

    expect(page.locator("#notices")).to_contain_text("Saved")
    expect(page.locator("main")).to_contain_text("Europe/Dublin")


def test_a_dialog_is_filled_in_and_left(page: Page) -> None:
    page.goto("/pattern")
    tab_to(page, "I object, because …")

    page.keyboard.press("Enter")
    tab_to(page, "What harm do you see?")
    page.keyboard.type("Len would see a new face in his last weeks.")
    expect(page.get_by_label("What harm do you see?")).to_have_value(re.compile("^Len would"))
    page.keyboard.press("Escape")

    expect(page.get_by_role("button", name="I object, because …")).to_be_focused()


def test_a_choice_is_made_by_arrow_keys_and_a_list_is_narrowed(page: Page) -> None:
    page.goto("/pattern/forms")
    tab_to(page, "^Yes$")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_label("No", exact=True).first).to_be_checked()

    page.goto("/pattern")
    tab_to(page, "^Find somebody$")
    page.keyboard.type("tom")

    expect(page.locator("#people > li:visible")).to_have_count(1)
