"""A tablet that tells on the page: errors on its console, broken policy and other hosts fail the test that saw them."""

import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Error, Page, Request

RESULTS = Path(__file__).parents[2] / "test-results"
PORTRAIT, LANDSCAPE, PHONE = (820, 1180), (1180, 820), (360, 740)
FAILED = pytest.StashKey[bool]()

_STATUS = re.compile(r"Failed to load resource: .*status of (\d{3})")


class Watch:
    """What a page may not do. A test that means to see a refusal or no signal says so beforehand."""

    def __init__(self, address: str) -> None:
        self.host = urlsplit(address).netloc
        self.faults: list[str] = []
        self.expected: set[str] = set()
        self.requests: list[str] = []

    def expect(self, *what: int | str) -> None:
        """Statuses that the test provokes, or pieces of the console line that come with it (``ERR_``)."""
        self.expected |= {str(one) for one in what}

    def look_at(self, page: Page) -> None:
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.faults.append(f"script: {error}"))
        page.on("request", self._request)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type not in ("error", "warning"):
            return
        refused = _STATUS.search(message.text)
        if refused and refused[1] in self.expected:
            return
        if not any(piece in message.text for piece in self.expected if not piece.isdigit()):
            self.faults.append(f"{message.type}: {message.text}")

    def _request(self, request: Request) -> None:
        self.requests.append(request.url)
        parts = urlsplit(request.url)
        if parts.scheme not in ("data", "blob") and parts.netloc != self.host:
            self.faults.append(f"another host: {request.url}")


@contextmanager
def watched_page(
    chromium: Browser, address: str, item: pytest.Item, *, size: tuple[int, int] = PORTRAIT, **options: Any
) -> Iterator[tuple[Page, Watch]]:
    """A tablet of one's own; a screenshot lies in test-results when the test failed."""
    viewport = {"width": size[0], "height": size[1]}
    given: dict[str, Any] = {"service_workers": "block", "locale": "en-GB", **options}
    context = chromium.new_context(base_url=address, viewport=viewport, **given)
    context.set_default_timeout(5000)
    page, watch = context.new_page(), Watch(address)
    watch.look_at(page)
    try:
        yield page, watch
    finally:
        if watch.faults or item.stash.get(FAILED, False):
            RESULTS.mkdir(exist_ok=True)
            with suppress(Error):  # a page that hangs has no picture; what failed is told all the same
                page.screenshot(path=RESULTS / f"{re.sub(r'[^a-zA-Z0-9]+', '-', item.name)[:80]}.png")
        context.close()
    assert not watch.faults, "\n".join(watch.faults)
