"""Devices a nurse holds, as tests need them: an authenticator app, and a passkey in software."""

import hashlib
import json
import os
import re
import struct
from html import unescape
from typing import Any

import pyotp
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from webauthn.helpers import bytes_to_base64url, encode_cbor

from app.models import Credential, new_id
from app.passwords import hash_password
from app.web.sign_in import totp_purpose
from tests.cast import Clock, Kring, Person

PASSWORD = "three wooden herons"
HASH = hash_password(PASSWORD)
ORIGIN = "http://localhost:8000"
JSON = {"Accept": "application/json"}
FLAGS = 0b01000101
"""Present, verified, and with the credential's data."""


def with_password(person: Person, password_hash: str = HASH) -> str:
    """Give this person a password; returns her e-mail address."""
    now = person.kring.clock.now
    row = Credential(id=new_id(), account_id=person.account, kind="password", secret=password_hash, made_at=now)
    person.kring.add(None, row)
    return person.email


class App:
    """An authenticator app whose clock is the tests'."""

    def __init__(self, seed: str, clock: Clock) -> None:
        self.totp, self.clock = pyotp.TOTP(seed), clock

    def code(self, steps: int = 0) -> str:
        return self.totp.generate_otp(int(self.clock.now.timestamp()) // 30 + steps)


def with_app(person: Person) -> App:
    """Give this person a confirmed authenticator app."""
    kring, seed, row_id = person.kring, pyotp.random_base32(), new_id()
    secret = kring.keys.encrypt(totp_purpose(row_id), seed)
    made = kring.clock.now
    kring.add(
        None,
        Credential(id=row_id, account_id=person.account, kind="totp", secret=secret, made_at=made, confirmed_at=made),
    )
    return App(seed, kring.clock)


class Passkey:
    """A passkey on one device, for one site, that verifies its owner unless told otherwise."""

    def __init__(self, *, origin: str = ORIGIN, site: str = "localhost", flags: int = FLAGS) -> None:
        self.origin, self.site, self.flags = origin, site, flags
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.id = os.urandom(16)
        self.count = 0

    def made(self, options: dict[str, Any]) -> dict[str, Any]:
        """The answer to being asked to make it."""
        numbers = self.key.public_key().public_numbers()
        cose = {1: 2, 3: -7, -1: 1, -2: numbers.x.to_bytes(32, "big"), -3: numbers.y.to_bytes(32, "big")}
        data = bytes(16) + struct.pack(">H", len(self.id)) + self.id + encode_cbor(cose)
        attestation = encode_cbor({"fmt": "none", "attStmt": {}, "authData": self._data(self.flags) + data})
        return self._answer(clientDataJSON=self._client_data("webauthn.create", options), attestationObject=attestation)

    def shown(self, options: dict[str, Any]) -> dict[str, Any]:
        """The answer to being asked to show it."""
        self.count += 1
        client, data = self._client_data("webauthn.get", options), self._data(self.flags & ~0b01000000)
        signature = self.key.sign(data + hashlib.sha256(client).digest(), ec.ECDSA(hashes.SHA256()))
        return self._answer(clientDataJSON=client, authenticatorData=data, signature=signature)

    def _client_data(self, kind: str, options: dict[str, Any]) -> bytes:
        said = {"type": kind, "challenge": options["publicKey"]["challenge"], "origin": self.origin}
        return json.dumps(said).encode()

    def _data(self, flags: int) -> bytes:
        return hashlib.sha256(self.site.encode()).digest() + bytes([flags]) + struct.pack(">I", self.count)

    def _answer(self, **parts: bytes) -> dict[str, Any]:
        name = bytes_to_base64url(self.id)
        response = {part: bytes_to_base64url(value) for part, value in parts.items()}
        return {"id": name, "rawId": name, "type": "public-key", "response": response}


def add_passkey(person: Person, passkey: Passkey) -> Any:
    """Make it through the pages, as the signed-in person."""
    options = person.browser.post("/account/passkeys/options", json={}, headers=JSON).json()
    return person.browser.post("/account/passkeys", json={"credential": passkey.made(options)}, headers=JSON)


def sign_in_with(kring: Kring, passkey: Passkey, *, browser: Any = None, **more: Any) -> Any:
    """Show it at the door."""
    browser = browser or kring.browser()
    options = browser.post("/sign-in/passkey/options", json={}, headers=JSON).json()
    return browser.post("/sign-in/passkey", json={"credential": passkey.shown(options), **more}, headers=JSON)


def hidden(page: str, name: str) -> str:
    """The value of a hidden field."""
    found = re.search(rf'<input type="hidden" name="{name}" value="([^"]*)"', page)
    return unescape(found[1]) if found else ""
