"""Somebody on the map of a network is moved, by pointer and by keys, and stands there afterwards."""

import re

from playwright.sync_api import Locator, Page, expect

from tests import peggy
from tests.browser.scene import Scene, sign_in
from tests.browser.watched import Watch


def on_the_map(page: Page, scene: Scene) -> Locator:
    """Ruth's dot, with the page of the map open."""
    ruth = peggy.shown(scene, "people")
    sign_in(page, scene, scene.amina)
    page.goto(f"/t/{scene.riverside}/clients/{scene.peggy}/network-map")
    return page.locator(f"a.net-dot[data-id='{ruth}']")


def drag(page: Page, dot: Locator, across: int, down: int) -> None:
    box = dot.locator(".dot").bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + across, y + down, steps=4)
    page.mouse.up()


def test_she_is_dragged_inside_her_ring_and_stays_there(page: Page, scene: Scene) -> None:
    dot = on_the_map(page, scene)
    before = dot.get_attribute("transform")

    drag(page, dot, 90, 60)
    expect(page.locator("#net-said")).to_have_text("Ruth moved. Saved.")
    moved = dot.get_attribute("transform")
    page.reload()

    assert moved != before
    assert "network-map" in page.url
    kept, shown = (re.findall(r"[\d.]+", text or "") for text in (moved, dot.get_attribute("transform")))
    assert all(abs(float(one) - float(other)) < 1 for one, other in zip(kept, shown, strict=True))


def test_arrow_keys_move_her_and_enter_opens_her_page(page: Page, scene: Scene) -> None:
    dot = on_the_map(page, scene)
    version = int(dot.get_attribute("data-version") or 0)

    dot.focus()
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    expect(page.locator("#net-said")).to_have_text("Ruth moved. Saved.")
    assert dot.get_attribute("data-version") == str(version + 1)
    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile("/people/"))


def test_whoever_moves_her_second_is_told(page: Page, scene: Scene, watch: Watch) -> None:
    watch.expect(409)
    dot = on_the_map(page, scene)
    dot.evaluate("(dot) => { dot.dataset.version = '900'; }")

    drag(page, dot, 60, 0)

    expect(page.locator("#net-said")).to_contain_text("Somebody else has moved or changed Ruth meanwhile.")
