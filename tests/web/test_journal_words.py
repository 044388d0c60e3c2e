"""The journal speaks in sentences: none is missing, none is left over."""

from pathlib import Path

from app.actions.register import REGISTER
from app.routers import all_routers
from app.web.journal import SENTENCES, deed
from tests.pages import every_route

ACTIONS = Path(__file__).parents[2] / "app" / "actions"
BY_ITSELF = {
    "intake-at-the-command-line",
    "guest-days-over",
    "invitation-accepted",
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

    assert set(SENTENCES) == pages | set(REGISTER) | BY_ITSELF


def test_what_happens_by_itself_is_listed() -> None:
    text = "\n".join(path.read_text() for path in ACTIONS.glob("*.py"))
    written = {part.split('"')[0] for part in text.split('what="')[1:]}

    assert written == {word for word in BY_ITSELF if not word.startswith("proposal-")}


def test_a_word_of_an_older_release_is_shown_as_it_is() -> None:
    assert deed("an-older-command") == "an-older-command"
