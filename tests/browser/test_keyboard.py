"""Everything by keyboard alone: each thing is reached, in order, seen when it is, and never under the bar."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser import look
from tests.browser.addresses import Example, examples
from tests.browser.bench import Bench
from tests.browser.scene import Scene
from tests.browser.test_every_page import open_example
from tests.browser.watched import LANDSCAPE, Watch

EVERY = [pytest.param(route, example, id=f"{route} {example.name}") for route, example in examples()]
REACHABLE = """() => [...document.querySelectorAll('a[href], button, input, select, textarea, summary')]
  .filter((one) => one.checkVisibility({ visibilityProperty: true }) && !one.disabled && one.tabIndex >= 0).length"""


@pytest.fixture(autouse=True)
def _refusals(bench: Bench) -> None:
    """The error pages lie on the tests' own bench."""


@pytest.mark.parametrize(("route", "example"), EVERY)
def test_the_focus_is_seen_wherever_it_goes(
    page: Page, watch: Watch, scene: Scene, route: str, example: Example
) -> None:
    open_example(page, watch, scene, route, example)
    page.set_viewport_size({"width": LANDSCAPE[0], "height": LANDSCAPE[1]})
    page.evaluate("() => { document.activeElement?.blur(); scrollTo(0, 0); }")

    found, seen = [], 0
    for _ in range(page.evaluate(REACHABLE) + 6):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            break
        seen += 1
        found += look.focus(page)

    assert seen >= 2
    assert not found, look.as_list(found)


def test_the_first_tab_leads_past_the_header(page: Page) -> None:
    page.goto("/pattern")

    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="To the content")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    assert page.evaluate("!!document.activeElement.closest('main')")


def test_a_dialog_is_filled_in_and_left_by_keyboard(page: Page) -> None:
    page.goto("/pattern")
    page.get_by_role("button", name="I object, because …").focus()

    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("Len would see a new face in his last weeks.")
    expect(page.get_by_label("What harm do you see?")).to_have_value(re.compile("^Len would"))
    page.keyboard.press("Escape")

    expect(page.get_by_role("button", name="I object, because …")).to_be_focused()
