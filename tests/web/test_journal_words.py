"""The journal speaks in sentences: none is missing, none is left over."""

import re
from pathlib import Path

from app.actions.register import REGISTER
from app.routers import all_routers
from app.web.journal import REASONS, SENTENCES, TRIED, deed
from tests.pages import every_route

APP = Path(__file__).parents[2] / "app"
ACTIONS = APP / "actions"
BY_ITSELF = {
    "intake-at-the-command-line",
    "guest-days-over",
    "invitation-accepted",
    "nurse-invited-by-provider",
    "proposal-adopted",
    "proposal-lapsed",
    "suspended-by-provider",
    "suspension-lifted-by-provider",
    "team-founded",
}
"""What no named command did. ``test_what_happens_by_itself_is_listed`` finds a new one in the actions."""


def test_every_command_and_every_page_of_a_team_has_a_sentence_and_nothing_else_has() -> None:
    all_routers()
    pages = {route.path for route in every_route() if route.path.startswith("/t/{team}")}

    assert set(SENTENCES) == pages | set(REGISTER) | BY_ITSELF | {"put-on-tablet", "unknown-command"}


def test_what_happens_by_itself_is_listed() -> None:
    text = "\n".join(path.read_text() for path in ACTIONS.glob("*.py"))
    written = {part.split('"')[0] for part in text.split('what="')[1:]}

    assert written == {word for word in BY_ITSELF if not word.startswith("proposal-")}


def test_every_command_has_a_word_for_when_it_was_refused() -> None:
    all_routers()

    assert set(TRIED) == set(REGISTER) | {"invitation-accepted"}
    assert all(sentence.startswith("tried to ") for sentence in TRIED.values())


NOT_IN_A_TEAM = {
    "begin-again",
    "has-nurses",
    "last-way-in",
    "link-closed",
    "newer-version",
    "not-json",
    "other-account",
    "too-many-tablets",
}


def test_every_reason_for_a_refusal_has_its_words() -> None:
    text = "\n".join(path.read_text() for path in (*ACTIONS.glob("*.py"), *(APP / "domain").glob("*.py")))
    codes = set(re.findall(r'code\s*=\s*"([a-z-]+)"', text)) - NOT_IN_A_TEAM

    assert codes - set(REASONS) == {"refused", "rule-broken", "too-many-attempts"}


def test_a_word_of_an_older_release_is_shown_as_it_is() -> None:
    assert deed("an-older-command") == "an-older-command"
