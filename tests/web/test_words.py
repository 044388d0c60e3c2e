"""The language of an answer, and the one word after a command."""

import pytest

from app.web.language import DEFAULT, PSEUDO, Pseudo, catalogue, spoken, translate
from app.web.notice import NOTICES, add_notice, notice_of
from tests.cast import Cast


@pytest.mark.parametrize(
    "text",
    ["Saved.", "At most {max_length} characters fit.", "Hello %(name)s, {count} left", "{a}{b}", "100 %", "{ }", ""],
)
def test_the_language_nobody_speaks_keeps_the_names_of_values(text: str) -> None:
    spoken_text = Pseudo().gettext(text)

    for name in ("{max_length}", "%(name)s", "{count}", "{a}", "{b}"):
        assert (name in spoken_text) is (name in text)
    assert spoken_text.startswith("⟦") and spoken_text.endswith("⟧")
    assert len(spoken_text) >= len(text) * 1.3


def test_a_language_is_spoken_inside_its_block_only() -> None:
    with spoken(PSEUDO):
        assert translate("Saved.") == "⟦Sàvéd.··⟧"

    assert translate("Saved.") == "Saved."


def test_values_are_filled_in_after_translation() -> None:
    with spoken(PSEUDO):
        assert "Mara" in translate("Hello {name}", {"name": "Mara"})


def test_an_unknown_language_is_english() -> None:
    assert catalogue("xx-XX").gettext("Saved.") == "Saved."
    assert catalogue(DEFAULT).gettext("Saved.") == "Saved."


def test_a_notice_is_carried_by_its_key_and_nobody_puts_words_on_a_page(cast: Cast) -> None:
    known = cast.amina.get("/t/{team}/settings?notice=saved").text
    unknown = cast.amina.get("/t/{team}/settings?notice=You+have+won").text

    assert "Saved." in known
    assert "won" not in unknown and "Saved." not in unknown


def test_every_notice_is_a_kind_that_pages_know() -> None:
    assert {kind for kind, _ in NOTICES.values()} <= {"ok", "warn", "bad", "info"}
    assert callable(add_notice) and callable(notice_of)
