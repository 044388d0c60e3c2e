"""Passkeys: what a browser is asked, and whether its answer holds. All of it outside units, by ``webauthn``."""

import json
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from fastapi import Request
from webauthn import (
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url, generate_challenge, parse_client_data_json
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from app.actions.account import NewPasskey
from app.actions.session import challenged_account, give_challenge, use_challenge
from app.domain.errors import FieldWrong
from app.domain.sign_in import CHALLENGE_LASTS
from app.domain.words import N_
from app.keys import secret_hash
from app.models import new_id
from app.queries.account import Known, PasskeyOwner
from app.settings import Settings
from app.web.door import house

MAKE = "make-passkey"
SHOW = "show-passkey"
NOT_OURS = N_("This passkey was not accepted. Try once more, or sign in another way.")
BROKEN = (WebAuthnException, ValueError, KeyError, TypeError, AttributeError)
"""What a malformed answer makes of the library's parsing."""


def site_of(settings: Settings) -> str:
    """The name passkeys are bound to: the host of the address people type."""
    return str(urlsplit(settings.address).hostname)


def options_to_make(request: Request, known: Known) -> dict[str, Any]:
    """A passkey the device can find by itself, and that asks its owner's finger, face or code each time."""
    challenge = _challenge(request, MAKE, known.id)
    options = generate_registration_options(
        rp_id=site_of(house(request).settings),
        rp_name="Kring",
        user_id=known.id.bytes,
        user_name=known.email,
        user_display_name=known.name,
        challenge=challenge,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED,
            user_verification=UserVerificationRequirement.REQUIRED,
        ),
        exclude_credentials=[
            PublicKeyCredentialDescriptor(id=base64url_to_bytes(key.public_id)) for key in known.ways.passkeys
        ],
    )
    return _as_dict(options)


def options_to_show(request: Request) -> dict[str, Any]:
    """No list of passkeys: the device knows which ones it has for this site, and nobody learns who has an account."""
    options = generate_authentication_options(
        rp_id=site_of(house(request).settings),
        challenge=_challenge(request, SHOW, None),
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return _as_dict(options)


def made_passkey(request: Request, account_id: UUID, credential: dict[str, Any]) -> NewPasskey:
    """The passkey a browser has made for this account, or ``FieldWrong``. The challenge counts once, right or wrong."""
    home = house(request)
    challenge = _asked(request, credential, MAKE, account_id)
    try:
        verified = verify_registration_response(
            credential=credential,
            expected_challenge=challenge,
            expected_rp_id=site_of(home.settings),
            expected_origin=home.settings.address,
            require_user_verification=True,
        )
    except BROKEN:
        raise FieldWrong("", NOT_OURS) from None
    return NewPasskey(
        bytes_to_base64url(verified.credential_id),
        bytes_to_base64url(verified.credential_public_key),
        verified.sign_count,
    )


def answered_challenge(request: Request, credential: dict[str, Any]) -> bytes:
    """The challenge this sign-in answers, used up by asking; ``FieldWrong`` when it was never given, or long ago."""
    return _asked(request, credential, SHOW, None)


def name_of(credential: dict[str, Any]) -> str:
    """The passkey's own id; nothing for what cannot be one."""
    name = str(credential.get("id", ""))
    return name if name.isascii() and name.isprintable() else ""


def shown_passkey(request: Request, owner: PasskeyOwner, credential: dict[str, Any], challenge: bytes) -> int:
    """The new sign count of a passkey that was shown rightly, or ``FieldWrong``."""
    home = house(request)
    try:
        verified = verify_authentication_response(
            credential=credential,
            expected_challenge=challenge,
            expected_rp_id=site_of(home.settings),
            expected_origin=home.settings.address,
            credential_public_key=base64url_to_bytes(owner.public_key),
            credential_current_sign_count=owner.sign_count,
            require_user_verification=True,
        )
    except BROKEN:
        raise FieldWrong("", NOT_OURS) from None
    return verified.new_sign_count


def _challenge(request: Request, purpose: str, account_id: UUID | None) -> bytes:
    challenge, row_id, now = generate_challenge(), new_id(), house(request).now()
    hashed = secret_hash(bytes_to_base64url(challenge))
    house(request).door.write(
        None,
        lambda session: give_challenge(
            session,
            row_id=row_id,
            token_hash=hashed,
            purpose=purpose,
            account_id=account_id,
            now=now,
            ends_at=now + CHALLENGE_LASTS,
        ),
    )
    return challenge


def _asked(request: Request, credential: dict[str, Any], purpose: str, account_id: UUID | None) -> bytes:
    now = house(request).now()
    try:
        challenge = parse_client_data_json(base64url_to_bytes(credential["response"]["clientDataJSON"])).challenge
        hashed = secret_hash(bytes_to_base64url(challenge))
    except BROKEN:
        raise FieldWrong("", NOT_OURS) from None

    def work(session: Any) -> bool:
        given_to = challenged_account(session, hashed, purpose, now)
        return use_challenge(session, hashed, purpose, now) and given_to == account_id

    if not house(request).door.write(None, work):
        raise FieldWrong("", N_("This took too long, or was sent before. Try once more."))
    return challenge


def _as_dict(options: Any) -> dict[str, Any]:
    return {"publicKey": json.loads(options_to_json(options))}
