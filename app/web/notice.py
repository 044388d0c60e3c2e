"""One line after a command ("Invitation made."), carried over the redirect by its key, never by its text."""

from collections.abc import Mapping
from dataclasses import dataclass

from fastapi import Request
from fastapi.responses import RedirectResponse

from app.actions.register import Done
from app.domain.words import N_
from app.web.language import _

NOTICES: Mapping[str, tuple[str, str]] = {
    "saved": ("ok", N_("Saved.")),
}
"""Key → kind and text. A key that is not here shows nothing, so nobody can put words on a page by an address."""
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
    return Notice(found[0], _(found[1])) if found else None


def go_to(address: str, done: Done, *, notice: str = "saved") -> RedirectResponse:
    """After a plain post: 303, so that a reload does not send it again.

    The word "saved" comes from here alone, and only with ``done``, which exists once the unit is committed.
    """
    if notice:
        address += ("&" if "?" in address else "?") + f"notice={notice}"
    return RedirectResponse(address, status_code=303)
