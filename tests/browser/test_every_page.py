"""What is asked of every page there is: it can be read, reached, tapped, printed and carried over a weak signal."""

import zlib

import pytest
from playwright.sync_api import Page, Response

from app.web.guard import HEADERS
from tests.browser import look
from tests.browser.addresses import NO_PAGE, PAGES, REFUSALS, Example, examples, routes
from tests.browser.bench import Bench
from tests.browser.scene import Scene, sign_in
from tests.browser.watched import LANDSCAPE, PHONE, PORTRAIT, Watch

RAW, PACKED, REQUESTS = 25_000, 8_000, 8
"""Bytes of a page as it is and compressed, and requests it makes at most (design.md section 8)."""

EVERY = [pytest.param(route, example, id=f"{route} {example.name}") for route, example in examples()]


@pytest.fixture(autouse=True)
def _refusals(bench: Bench) -> None:
    """The error pages lie on the tests' own bench."""


@pytest.mark.parametrize(("route", "example"), EVERY)
def test_a_page_can_be_read_reached_and_tapped_by_everybody(
    page: Page, watch: Watch, scene: Scene, route: str, example: Example
) -> None:
    answer = open_example(page, watch, scene, route, example)

    found = [*carried(answer, watch), *outline(page, scene)]
    found += [f"upright: {one}" for one in look.axe_findings(page) + measured(page)]
    page.emulate_media(color_scheme="dark")
    found += [f"upright, dark: {one}" for one in coloured(page)]
    page.set_viewport_size({"width": LANDSCAPE[0], "height": LANDSCAPE[1]})
    found += [f"across, dark: {one}" for one in coloured(page)]
    page.emulate_media(color_scheme="light")
    found += [f"across: {one}" for one in look.axe_findings(page) + measured(page)]
    found += [f"by keyboard: {one}" for one in look.walk(page)]
    found += [f"on paper: {one}" for one in look.on_paper(page)]
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    found += [f"telephone: {one}" for one in measured(page)]
    assert not found, look.as_list(found)


def test_every_route_has_an_example_or_a_reason() -> None:
    known = {*PAGES, *NO_PAGE}

    assert set(routes()) - known == set(), "Say in tests/browser/addresses.py how to come to these pages."
    assert known - set(routes()) == set(), "These routes are gone."
    assert REFUSALS


def open_example(page: Page, watch: Watch, scene: Scene, route: str, example: Example) -> Response:
    if example.who:
        sign_in(page, scene, example.who(scene), **example.session)
    if example.status >= 400:
        watch.expect(example.status)
    page.set_viewport_size({"width": PORTRAIT[0], "height": PORTRAIT[1]})
    answer = page.goto(example.path(scene))
    if example.then:
        watch.requests.clear()
        with page.expect_navigation() as reached:
            example.then(page)
        answer = reached.value
    assert answer is not None
    assert answer.status == example.status, f"{example.path(scene)} answers {answer.status}"
    return answer


def carried(answer: Response, watch: Watch) -> list[str]:
    """Weight, number of requests and the headers of every answer."""
    body = answer.body()
    packed = len(zlib.compress(body, 6))
    found = [f"{len(body)} bytes raw, at most {RAW}"] if len(body) > RAW else []
    found += [f"{packed} bytes compressed, at most {PACKED}"] if packed > PACKED else []
    found += [f"{len(watch.requests)} requests: {watch.requests}"] if len(watch.requests) > REQUESTS else []
    missing = [name for name, value in HEADERS.items() if answer.headers.get(name.lower()) != value]
    if answer.headers.get("cache-control") != "no-store" or "etag" in answer.headers:
        missing.append("Cache-Control: no-store, without ETag")
    return found + [f"header {name}" for name in missing]


def outline(page: Page, scene: Scene) -> list[str]:
    """One heading of the first rank, the language said, and no name in the title: titles stay in the history."""
    found = [] if page.locator("h1").count() == 1 else [f"{page.locator('h1').count()} headings of the first rank"]
    found += [] if page.locator("html").get_attribute("lang") == "en-GB" else ["no language"]
    title = page.title()
    people = [one.name for one in vars(scene).values() if hasattr(one, "membership")]
    names = {part for name in (*people, "Riverside", "Malpas") for part in name.split()}
    said = [name for name in names if name in title]
    return found + [f"the title names {name}" for name in said] + ([] if title else ["no title"])


def measured(page: Page) -> list[str]:
    return look.overflow(page) + look.small_targets(page) + look.cut_words(page) + look.pale_borders(page)


def coloured(page: Page) -> list[str]:
    return look.axe_findings(page, only=look.COLOUR_RULES) + look.pale_borders(page)
