"""One line after a command ("Invitation made."), carried over the redirect by its key, never by its text."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from fastapi import Request
from fastapi.responses import RedirectResponse

from app.actions.register import Done
from app.domain.words import N_
from app.web.language import translate

NOTICES: Mapping[str, tuple[str, str]] = {
    "saved": ("ok", N_("Saved.")),
}
"""Key → kind and text. A key that is not here shows nothing, so nobody can put words on a page by an address."""
COUNT = re.compile("[0-9]{1,4}")
_more: dict[str, tuple[str, str]] = {}


@dataclass(frozen=True)
class Notice:
    """A line above the page: kind is ok, warn, bad or info."""

    kind: str
    text: str


def add_notice(key: str, kind: str, text: str) -> str:
    """Register a notice beside the page that gives it; returns the key."""
    _more[key] = (kind, text)
    return key


def notice_of(request: Request) -> Notice | None:
    found = {**NOTICES, **_more}.get(request.query_params.get("notice", ""))
    if found is None:
        return None
    count = request.query_params.get("count", "")
    return Notice(found[0], translate(found[1], {"count": int(count) if COUNT.fullmatch(count) else 0}))


def go_to(address: str, done: Done, *, notice: str = "saved", count: int | None = None) -> RedirectResponse:
    """After a plain post: 303, so that a reload does not send it again.

    The word "saved" comes from here alone, and only with ``done``, which exists once the unit is committed. ``count``
    fills in the one number a notice may have.
    """
    if notice:
        address += ("&" if "?" in address else "?") + f"notice={notice}"
        address += f"&count={count}" if count is not None else ""
    return RedirectResponse(address, status_code=303)
