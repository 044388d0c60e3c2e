"""What is looked at on a page: axe, and what axe leaves out (``look.js``). Each returns what is wrong, in words."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

HERE = Path(__file__).parent
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
COLOUR_RULES = ["color-contrast", "link-in-text-block"]
"""All that another colour scheme can change."""

RUN_AXE = """async (run) => {
  const stuck = [...document.querySelectorAll('.bar, .bar-action')];
  for (const bar of stuck) bar.style.position = 'static';
  const { violations } = await axe.run(document, { runOnly: run, resultTypes: ['violations'] });
  for (const bar of stuck) bar.style.removeProperty('position');
  return violations.map(({ id, help, nodes }) => [id, help, nodes.slice(0, 3).map((one) => one.target.join(' '))]);
}"""


@cache
def text_of(name: str) -> str:
    return (HERE / name).read_text()


def axe_findings(page: Page, *, only: list[str] | None = None) -> list[str]:
    """Violations, each with where. The sticky bar is let go for the while: axe takes what lies under it for covered."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(text_of("vendor/axe-4.14.1.min.js"))
    run = {"type": "rule", "values": only} if only else {"type": "tag", "values": RULES}
    return [f"{rule} ({help_}): {' | '.join(where)}" for rule, help_, where in page.evaluate(RUN_AXE, run)]


def overflow(page: Page) -> list[str]:
    """What makes the page wider than the glass."""
    return _measure(page, "overflow")


def small_targets(page: Page) -> list[str]:
    """What a gloved finger would miss: under 44 pixels, under 24 in a sentence."""
    return _measure(page, "smallTargets")


def cut_words(page: Page) -> list[str]:
    """Words that reach out of their box, or that their box cuts off."""
    return _measure(page, "cutWords")


def pale_borders(page: Page) -> list[str]:
    """Fields and buttons whose border does not stand out from what is around."""
    return _measure(page, "paleBorders")


def printed_light_on_dark(page: Page) -> list[str]:
    """Dark boxes and pale words. To be asked while the page shows its print form."""
    return _measure(page, "printedLightOnDark")


def focus(page: Page) -> list[str]:
    """What is wrong with what has the focus now: not seen, without a ring, or under the bar."""
    return _measure(page, "focus")


REACHABLE = """() => [...document.querySelectorAll('a[href], button, input, select, textarea, summary')]
  .filter((one) => one.checkVisibility({ visibilityProperty: true }) && !one.disabled && one.tabIndex >= 0).length"""


def walk(page: Page) -> list[str]:
    """From the first thing to the last by the Tab key: each is seen when it has the focus, and never under the bar."""
    page.evaluate("() => { document.activeElement?.blur(); scrollTo(0, 0); }")
    found: list[str] = []
    for seen in range(page.evaluate(REACHABLE) + 6):
        page.keyboard.press("Tab")
        here = focus(page)
        if here == ["end"]:
            return found if seen > 1 else ["nothing can be reached by keyboard"]
        found += here
    return found


def on_paper(page: Page) -> list[str]:
    """As it is printed from a dark tablet on A4, and back to light glass."""
    before = page.viewport_size
    page.emulate_media(color_scheme="dark", media="print")
    page.set_viewport_size({"width": 690, "height": 1020})
    left = page.locator(ON_GLASS_ONLY).locator("visible=true").count()
    found = [f"{left} things for glass are left"] if left else []
    found += printed_light_on_dark(page) + overflow(page) + cut_words(page)
    found += [] if page.locator("h1").is_visible() else ["the heading is gone"]
    page.emulate_media(color_scheme="light", media="screen")
    if before:
        page.set_viewport_size(before)
    return found


ON_GLASS_ONLY = (
    ".header, .bar, .bar-action, .demonstration, .skip, .button:not([href^='tel:']), .tabs, .back, .notices, .pager"
)
"""A telephone number stays on paper as text."""


def spoken(page: Page) -> list[str]:
    """Every text that is read or heard on this page."""
    return _measure(page, "spoken")


def _measure(page: Page, what: str) -> list[str]:
    found: Any = page.evaluate(text_of("look.js"), what)
    return [str(one) for one in found]


def as_list(found: list[str]) -> str:
    return json.dumps(found, indent=1, ensure_ascii=False)
