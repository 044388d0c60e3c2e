"""A tablet that tells on its page: what a page may not do fails the test that saw it."""

import pytest
from playwright.sync_api import Browser

from tests.browser.scene import Scene
from tests.browser.watched import watched_page

DEEDS = {
    "script:": "setTimeout(() => { throw new Error('broken'); })",
    "Content Security Policy": "document.body.insertAdjacentHTML('beforeend', '<p style=\"color:red\">x</p>')",
    "error: cried": "console.error('cried')",
    "status of 404": "fetch('/nothing')",
}


@pytest.mark.parametrize("deed", DEEDS)
def test_a_page_that_misbehaves_fails_its_test(
    chromium: Browser, scene: Scene, request: pytest.FixtureRequest, deed: str
) -> None:
    told = pytest.raises(AssertionError, match=deed)
    with told, watched_page(chromium, scene.server.address, request.node) as (page, _):
        page.goto("/pattern")

        page.evaluate(f"() => {{ {DEEDS[deed]} }}")
        page.wait_for_timeout(300)


def test_a_page_that_asks_another_host_fails_its_test(
    chromium: Browser, scene: Scene, request: pytest.FixtureRequest
) -> None:
    told = pytest.raises(AssertionError, match=r"another host: http://127\.0\.0\.1:9/")
    with told, watched_page(chromium, scene.server.address, request.node) as (page, _):
        page.goto("about:blank")

        page.evaluate("fetch('http://127.0.0.1:9/', { mode: 'no-cors' }).catch(() => 0)")
