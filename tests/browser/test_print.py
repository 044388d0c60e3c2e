"""Paper: nothing that only makes sense on glass, dark words on a white ground, and no more sheets than needed."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser import look
from tests.browser.addresses import Example, examples
from tests.browser.bench import Bench
from tests.browser.scene import Scene
from tests.browser.test_every_page import open_example
from tests.browser.watched import Watch

EVERY = [pytest.param(route, example, id=f"{route} {example.name}") for route, example in examples()]
ON_GLASS_ONLY = ".header, .bar, .bar-action, .demonstration, .skip, .button, .tabs, .back, .notices, .pager"
A4 = {"width": 690, "height": 1020}
"""Pixels of the printed part of a sheet."""


@pytest.fixture(autouse=True)
def _refusals(bench: Bench) -> None:
    """The error pages lie on the tests' own bench."""


@pytest.mark.parametrize(("route", "example"), EVERY)
def test_a_page_prints_dark_on_white_without_what_is_for_glass(
    page: Page, watch: Watch, scene: Scene, route: str, example: Example
) -> None:
    page.emulate_media(color_scheme="dark")
    open_example(page, watch, scene, route, example)
    page.emulate_media(color_scheme="dark", media="print")
    page.set_viewport_size({"width": A4["width"], "height": A4["height"]})

    left_over = page.locator(ON_GLASS_ONLY).locator("visible=true").count()
    found = look.printed_light_on_dark(page) + look.overflow(page) + look.cut_words(page)
    found += [f"{left_over} things for glass are left"] if left_over else []
    assert not found, look.as_list(found)
    expect(page.locator("h1")).to_be_visible()


@pytest.mark.parametrize(("path", "most"), [("/pattern", 3), ("/pattern/forms", 3), ("/sign-in", 1)])
def test_a_page_needs_few_sheets(page: Page, path: str, most: int) -> None:
    page.goto(path)

    assert sheets(page) <= most


def sheets(page: Page) -> int:
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", page.pdf(format="A4", prefer_css_page_size=True)))
