"""What a nurse typed into a plain form whose session had ended: sealed into the page, and handed back after sign-in.

It is not stored on the server. The page carries it as a ciphertext, so that whoever finds the tablet reads nothing, and
it names the account that typed it: under another sign-in it is shown to be copied, and cannot be sent.
"""

import base64
import json
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from fastapi import Request
from starlette.datastructures import FormData

from app.keys import KeyMissing
from app.web.door import house

PURPOSE = "kept form"
MOST = 3 * 1024 * 1024
"""Bytes of a sealed form; what is larger is shown in the page, to be copied."""
NEVER_KEPT = ("password", "new_password", "current_password", "code")


@dataclass(frozen=True)
class Kept:
    """A form that was not sent: where it was going, who typed it, and what."""

    action: str
    account_id: UUID | None
    """Nobody when the tablet no longer said whose session it had been."""
    fields: Sequence[tuple[str, str]]

    @property
    def typed(self) -> list[tuple[str, str]]:
        """What a person would miss: not the numbers a page puts into its forms."""
        return [
            (name, value) for name, value in self.fields if value.strip() and name not in ("operation", "id", "version")
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
