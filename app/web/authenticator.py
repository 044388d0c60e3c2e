"""An authenticator app being set up: its seed, the picture to scan, and its first code."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pyotp
from fastapi import Request
from markupsafe import Markup

from app.domain.errors import FieldWrong
from app.domain.sign_in import TOTP_STEP, spaced_code
from app.domain.words import N_
from app.models import new_id
from app.queries.account import Known
from app.web.door import house
from app.web.forms import Bound
from app.web.qr import qr_picture
from app.web.sign_in import totp_purpose, totp_step


@dataclass(frozen=True)
class AppToScan:
    """What the page shows until the first code has come: the picture, and the same secret to be typed."""

    credential_id: UUID
    picture: Markup
    secret: str


def fresh_totp(request: Request) -> tuple[UUID, str]:
    """A new credential's id and its seed, encrypted for that id alone."""
    credential_id = new_id()
    return credential_id, house(request).keys.encrypt(totp_purpose(credential_id), pyotp.random_base32())


def app_to_scan(request: Request, known: Known) -> AppToScan | None:
    """None when nothing waits for a first code."""
    pending = known.ways.pending_totp
    if pending is None:
        return None
    seed = house(request).keys.decrypt(totp_purpose(pending.id), pending.secret)
    address = pyotp.TOTP(seed, interval=TOTP_STEP).provisioning_uri(name=known.email, issuer_name="Kring")
    return AppToScan(pending.id, qr_picture(address), spaced_code(seed))


def first_step(request: Request, known: Known, bound: Bound[Any]) -> int:
    """The time step of the first code, or ``FieldWrong``."""
    if bound.command is None or known.ways.pending_totp is None:
        raise FieldWrong("code", N_("Fill this in."))
    step = totp_step(request, known.ways.pending_totp, bound.command.code, house(request).now())
    if step is None:
        raise FieldWrong(
            "code", N_("This code is not right. Wait for the next one, and check the clock of the telephone.")
        )
    return step
