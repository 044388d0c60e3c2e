"""Which handler an address belongs to: looked up by its fixed words, where a router would try one after the other.

An address of Kring begins with a fixed word, and inside a team (``/t/{team}/visits``) its third part is one as well.
"""

from collections.abc import Iterable
from typing import Any

from starlette.routing import BaseRoute, Match
from starlette.types import Receive, Scope, Send

CHOSEN = "kring.chosen"


class Addresses(BaseRoute):
    """All routes as one. Those of the same words are still tried in their order."""

    def __init__(self, routes: Iterable[Any]) -> None:
        self.by_words: dict[tuple[str, str], list[BaseRoute]] = {}
        for route in routes:
            words = words_of(route.path)
            if any("{" in word for word in words):
                raise ValueError(f"{route.path}: an address begins with fixed words")
            self.by_words.setdefault(words, []).append(route)

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        found: tuple[Match, Scope] = Match.NONE, {}
        if scope["type"] != "http":
            return found
        for route in self.by_words.get(words_of(scope["path"]), ()):
            match, child = route.matches(scope)
            if match is Match.FULL:
                return match, {**child, CHOSEN: route}
            if match is Match.PARTIAL and found[0] is Match.NONE:
                found = match, {**child, CHOSEN: route}
        return found

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        await scope[CHOSEN].handle(scope, receive, send)


def words_of(path: str) -> tuple[str, str]:
    """``("t", "visits")`` of ``/t/{team}/visits/{visit}``, ``("account", "")`` of ``/account/passkeys``."""
    parts = path.split("/", 4)
    return parts[1] if len(parts) > 1 else "", parts[3] if len(parts) > 3 and parts[1] == "t" else ""
