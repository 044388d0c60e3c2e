"""In a language nobody speaks, every text of ours stands between marks and is a third longer.

What stands outside the marks was never given to gettext; what does not fit now will not fit in Dutch.
"""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from app.exchange.csv_in import COLUMNS
from app.models import new_id
from app.web.errors import KINDS
from tests.browser import look
from tests.browser.addresses import Example, examples
from tests.browser.scene import Scene
from tests.browser.test_every_page import open_example
from tests.browser.watched import PHONE, Watch, watched_page

EVERY = [pytest.param(route, example, id=f"{route} {example.name}") for route, example in examples()]

MARKED = re.compile(r"⟦[^⟦⟧]*⟧")
SAME_IN_EVERY_LANGUAGE = re.compile(
    r"""\bKring\b                                                            # the name of the house
      | [0-9a-f]{8}-[0-9a-f-]{27} | [45]\d\d\ ·\ [0-9a-f]{8}                     # a request's number, whole and short
      | \b(Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b                                     # Babel writes dates, not gettext
      | \b(January|February|March|April|May|June|July|August|September|October|November|December)\b
      | \b(Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b
      | \b(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b
      | (?<![a-z])(mmol/L|mg/dL|mmHg|kg|lb|st|cm|/min)(?![a-z])              # units are no words
      | \b[A-Z]{1,2}\b                                                        # initials of a person
      | \S+@\S+                                                               # an e-mail address
      | https?://\S+                                                          # an address to hand on
      | \b([A-Z2-9]{4}-){3,}[A-Z2-9]{4}\b                                      # a code to type or write down
      | \bEurope/London\b | \bApache-2\.0\b                                  # names of a time zone and of a licence""",
    re.VERBOSE,
)
INVENTED = ("Joanne Reed", "Tom Bright", "Sioned Davies-Llewellyn", "Ifeoma", "Elm Road", "h7q2-m9xk-4tza")
"""Names and values on the pattern pages; what stands in for what people write."""
IN_A_FILE = {
    *(column.name for column in COLUMNS),
    *(column.example for column in COLUMNS),
    "faulty.csv",
    "doubtful.csv",
    "Margaret Rose Ashby",
}
"""What stands in a table that comes in, and what the tests call theirs; only as a whole text: "no" is among it."""


@pytest.fixture
def tablet(chromium: Browser, pseudo_scene: Scene, request: pytest.FixtureRequest) -> Iterator[tuple[Page, Watch]]:
    with watched_page(chromium, pseudo_scene.server.address, request.node) as one:
        yield one


@pytest.mark.parametrize(("route", "example"), EVERY)
def test_a_page_has_no_plain_english_and_nothing_is_cut(
    page: Page, watch: Watch, pseudo_scene: Scene, route: str, example: Example
) -> None:
    open_example(page, watch, pseudo_scene, route, example)

    found = [f"plain English: {text}" for text in look.spoken(page) if plain_english(text, pseudo_scene.written)]
    found += [f"upright: {one}" for one in look.cut_words(page) + look.overflow(page)]
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    found += [f"telephone: {one}" for one in look.cut_words(page) + look.overflow(page)]
    assert not found, look.as_list(found)


def plain_english(text: str, written: set[str]) -> list[str]:
    """Words outside the marks that no person wrote and that are not the same everywhere."""
    if text in IN_A_FILE:
        return []
    while (without := MARKED.sub(" ", text)) != text:
        text = without
    for one in sorted((*written, *INVENTED), key=len, reverse=True):
        text = text.replace(one, " ")
    return re.findall(r"[^\W\d_]{2,}", SAME_IN_EVERY_LANGUAGE.sub(" ", text))


@pytest.mark.parametrize("status", KINDS)
def test_a_refusal_as_json_is_translated(pseudo_scene: Scene, status: int) -> None:
    asking = pseudo_scene.server.browser()

    answer = asking.get(f"/bench/{status}", headers={"Accept": "application/json"})

    assert (answer.status_code, plain_english(answer.json()["message"], set())) == (status, [])


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({}, 422),
        ({"name": "objection_days", "value": "ten", "version": 0}, 422),
        ({"name": "objection_days", "value": "10", "version": 7}, 409),
        ({"name": "no_such_setting", "value": "10", "version": 0}, 404),
    ],
)
def test_a_refused_command_is_translated_word_for_word(
    pseudo_scene: Scene, body: dict[str, object], status: int
) -> None:
    hers = pseudo_scene.server.browser(pseudo_scene.another_session(pseudo_scene.amina))
    sent = {"operation": str(new_id()), "team": str(pseudo_scene.riverside), "body": body}
    answer = hers.post("/api/commands/change-team-setting", json=sent)

    said = [answer.json()["message"], *answer.json().get("fields", {}).values()]
    assert answer.status_code == status, answer.text
    assert [text for text in said if plain_english(text, set())] == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Save", ["Save"]),
        ("⟦Sàvé·⟧", []),
        ("⟦Sàvé·⟧ now", ["now"]),
        ("⟦Hé hàs ⟦28⟧ höûrs⟧", []),
        ("Amina Khan · ⟦sîncé⟧ Tue 24 Nov, 09:15", []),
        ("Amina leaves", ["leaves"]),
        ("⟦Téàm⟧ · Kring", []),
    ],
)
def test_plain_english_is_told_from_names_and_dates(text: str, found: list[str]) -> None:
    assert plain_english(text, {"Amina Khan", "Amina"}) == found
