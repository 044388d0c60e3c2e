"""What a nurse typed into a plain form whose session had ended: sealed into the page, and handed back after sign-in.

It is not stored on the server. The page carries it as a ciphertext, so that whoever finds the tablet reads nothing, and
it names the account that typed it: under another sign-in it is neither shown nor sent.
"""

import base64
import json
import re
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, cast
from uuid import UUID

from fastapi import Request, Response
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData

from app.domain.errors import SignedOut
from app.domain.sign_in import return_place
from app.domain.words import N_
from app.keys import KeyMissing
from app.web.door import house, html_answer
from app.web.forms import Bound
from app.web.language import _, translate
from app.web.templating import chrome_for

PURPOSE = "kept form"
MOST = 3 * 1024 * 1024
"""Bytes of a sealed form; what is larger is shown in the page, to be copied."""
NEVER_KEPT = ("password", "new_password", "current_password", "code")
DATE_PART = re.compile(r"_(day|month|year)$")
LABELS: Mapping[str, str] = {
    "agreement": N_("On which agreement it rests"),
    "contract_hours": N_("Contract hours a week"),
    "days": N_("Days"),
    "email": N_("E-mail address"),
    "expires_on": N_("Counts until"),
    "name": N_("Name"),
    "note": N_("Note"),
    "profession": N_("Profession"),
    "reason": N_("Why"),
    "shown_on": N_("Shown on"),
    "value": N_("New value"),
}
"""Field → what stands above it on its page."""


@dataclass(frozen=True)
class Kept:
    """A form that was not sent: where it was going, who typed it, and what."""

    action: str
    account_id: UUID | None
    """Nobody when the tablet no longer said whose session it had been."""
    fields: Sequence[tuple[str, str]]

    @property
    def labelled(self) -> list[tuple[str, str]]:
        """The same with each field's label where one is known, and the three parts of a date as one."""
        found: dict[str, list[str]] = {}
        for name, value in self.typed:
            found.setdefault(DATE_PART.sub("", name), []).append(value)
        return [(_(LABELS[name]) if name in LABELS else "", " ".join(values)) for name, values in found.items()]

    @property
    def typed(self) -> list[tuple[str, str]]:
        """What a person would miss: not the numbers a page puts into its forms."""
        return [
            (name, value)
            for name, value in self.fields
            if value.strip() and name not in ("operation", "id", "version", "account")
        ]


def kept_from(action: str, account_id: UUID | None, form: FormData) -> Kept:
    """Every text of the form but passwords and codes. Files are not kept."""
    fields = [(name, value) for name, value in form.multi_items() if isinstance(value, str) and name not in NEVER_KEPT]
    return Kept(action, account_id, fields)


def seal(request: Request, kept: Kept) -> str:
    """As one hidden field; empty when it is too large for that."""
    text = json.dumps([kept.action, str(kept.account_id or ""), list(kept.fields)], ensure_ascii=False)
    packed = base64.b64encode(zlib.compress(text.encode("utf-8", "surrogatepass"))).decode()
    sealed = house(request).keys.encrypt(PURPOSE, packed)
    return sealed if len(sealed) <= MOST else ""


def unseal(request: Request, sealed: str) -> Kept | None:
    """None when there is nothing, or nothing that we sealed ourselves."""
    if not sealed:
        return None
    try:
        packed = house(request).keys.decrypt(PURPOSE, sealed)
    except KeyMissing:
        return None
    text = zlib.decompress(base64.b64decode(packed)).decode("utf-8", "surrogatepass")
    action, account_id, fields = json.loads(text)
    return Kept(action, UUID(account_id) if account_id else None, [(name, value) for name, value in fields])


@dataclass(frozen=True)
class DoorPage:
    """A page on the way in: where it leads in the end, what is carried along, and whose locked session stands here."""

    next: str = "/"
    kept: str = ""
    locked_name: str = ""
    words: str = ""
    """Why she stands at the door, when she did not come by herself."""
    to_copy: Sequence[tuple[str, str]] = ()
    """What was typed, where it is too large to be carried."""
    more: Any = None
    """What this one step shows beside."""


async def show_door(request: Request, out: SignedOut) -> Response:
    """A whole page whose session has ended: the door itself (401), over what was typed."""
    form = await request.form() if request.method == "POST" else None
    return await run_in_threadpool(_door, request, out, form)


def _door(request: Request, out: SignedOut, form: FormData | None) -> Response:
    page = DoorPage(
        next=return_place(_address(request) if form is None else "/"),
        locked_name=str(out.values.get("name", "")),
        words=translate(out.message, out.values),
    )
    if form is not None:
        page = _carrying(request, page, form, cast("UUID | None", out.values.get("account")))
    html = house(request).templates.render(
        request, "sign_in/sign_in.html", page=page, form=Bound(), chrome=chrome_for(request)
    )
    return html_answer(html, 401)


def _carrying(request: Request, page: DoorPage, form: FormData, account_id: UUID | None) -> DoorPage:
    """What was typed goes along. A step of signing in that came too late only hands on what it carried itself."""
    if request.url.path.startswith("/sign-in"):
        return replace(page, next=return_place(str(form.get("next", ""))), kept=str(form.get("kept", "")))
    kept = kept_from(_address(request), account_id, form)
    if not kept.typed:
        return page
    sealed = seal(request, kept)
    return replace(page, kept=sealed, to_copy=() if sealed else kept.typed)


def _address(request: Request) -> str:
    return request.url.path + (f"?{request.url.query}" if request.url.query else "")
