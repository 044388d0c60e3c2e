"""Sheets of paper. That every page prints dark on white is asked in ``test_every_page.py``."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.scene import Scene, sign_in


@pytest.mark.parametrize(
    ("path", "most"),
    [
        ("/t/{team}", 3),
        ("/t/{team}/settings", 1),
        ("/t/{team}/members/{member}", 1),
        ("/t/{team}/proposals/{proposal}", 1),
        ("/account", 2),
        ("/about", 1),
        ("/pattern", 3),
        ("/pattern/forms", 3),
    ],
)
def test_a_page_needs_few_sheets(page: Page, scene: Scene, path: str, most: int) -> None:
    sign_in(page, scene, scene.amina)
    page.goto(path.format(team=scene.riverside, member=scene.joanne.membership, proposal=scene.proposal))

    assert sheets(page) <= most


def test_whom_to_ring_stands_on_paper(page: Page, scene: Scene) -> None:
    number = "01632 960123"
    client = scene.client(scene.amina, given_names="Enid", family_name="Paper", phone=number, address="9 Test Lane")
    sign_in(page, scene, scene.amina)
    page.emulate_media(media="print")

    page.goto(f"/t/{scene.riverside}/clients/{client}")

    expect(page.get_by_role("link", name=number)).to_be_visible()
    expect(page.get_by_role("link", name="Add or change").first).to_be_hidden()


def test_more_sheets_are_counted_for_a_longer_page(page: Page) -> None:
    page.goto("about:blank")
    page.set_content("<p>One</p><p style='break-before: page'>Two</p><p style='break-before: page'>Three</p>")

    assert sheets(page) == 3


def sheets(page: Page) -> int:
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", page.pdf(format="A4", prefer_css_page_size=True)))
