"""The measures themselves: each finds what was planted for it, and leaves the mended sample alone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser import look

Measure = Callable[[Page], list[str]]

SAMPLES: list[tuple[str, Measure, str, str]] = [
    ("a label is missing", look.axe_findings, "<input>", "<label>Name <input></label>"),
    ("words are pale", look.axe_findings, "<p style='color:#aaa'>Hello</p>", "<p style='color:#333'>Hello</p>"),
    ("the page is too wide", look.overflow, "<div style='width:900px'>Wide</div>", "<div>Narrow</div>"),
    (
        "a button is small",
        look.small_targets,
        "<button style='height:40px;width:60px'>Save</button>",
        "<button style='height:44px;width:60px'>Save</button>",
    ),
    (
        "a tick box is small",
        look.small_targets,
        "<input type=checkbox>",
        "<label style='display:flex;height:56px'><input type=checkbox> Agreed</label>",
    ),
    (
        "a link in a sentence is thin",
        look.small_targets,
        "<p style='font-size:10px'>See <a href='#'>there</a>.</p>",
        "<p style='font-size:24px'>See <a href='#'>there</a>.</p>",
    ),
    (
        "a box cuts its words",
        look.cut_words,
        "<p style='width:60px;white-space:nowrap;overflow:hidden'>Compression bandaging</p>",
        "<p style='width:60px;overflow-wrap:anywhere'>Compression bandaging</p>",
    ),
    (
        "words leave their box",
        look.cut_words,
        "<button style='width:60px;white-space:nowrap'>Compression bandaging</button>",
        "<button style='width:260px;white-space:nowrap'>Compression bandaging</button>",
    ),
    (
        "a line is cut in half",
        look.cut_words,
        "<div style='height:20px;overflow:hidden'><p>One</p><p>Two</p></div>",
        "<div style='height:120px;overflow:hidden'><p>One</p><p>Two</p></div>",
    ),
    (
        "a border is pale",
        look.pale_borders,
        "<input class='input' style='border:2px solid #ccc'>",
        "<input class='input' style='border:2px solid #777'>",
    ),
    (
        "a box prints dark",
        look.printed_light_on_dark,
        "<p style='background:#123;color:#000'>Hello</p>",
        "<p style='background:#fff;color:#000'>Hello</p>",
    ),
    (
        "words print pale",
        look.printed_light_on_dark,
        "<p style='color:#eee'>Hello</p>",
        "<p style='color:#111'>Hello</p>",
    ),
]
FRAME = "<!doctype html><html lang=en><title>Sample</title><main style='margin:0'><h1>Sample</h1>{}</main></html>"


@pytest.mark.parametrize(("measure", "wrong", "right"), [one[1:] for one in SAMPLES], ids=[one[0] for one in SAMPLES])
def test_a_planted_fault_is_found_and_the_mended_page_is_not(
    page: Page, measure: Measure, wrong: str, right: str
) -> None:
    page.goto("about:blank")
    page.set_content(FRAME.format(wrong))
    assert measure(page) != []

    page.set_content(FRAME.format(right))

    assert measure(page) == []


@pytest.mark.parametrize(
    "markup",
    [
        "<p>Plain</p>",
        "<input placeholder='Plain'>",
        "<button aria-label='Plain'></button>",
        "<a title='Plain'></a>",
        "<select><option>Plain</option></select>",
        "<template><p>Plain</p></template>",
        "<button data-busy='Plain'></button>",
    ],
)
def test_everything_that_is_read_or_heard_is_looked_at(page: Page, markup: str) -> None:
    page.goto("about:blank")

    page.set_content(FRAME.format(markup))

    assert "Plain" in look.spoken(page)
