"""The certificate, where Kring serves https itself."""

import ssl
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from cryptography import x509

from app.running.finding import Finding, bad, ok, warn
from app.running.ground import SetUpWrong
from app.settings import Settings

SOON = 21
"""Days. Time to notice, and to ask for a new one."""


def certificate_findings(settings: Settings, now: datetime) -> Iterator[Finding]:
    if settings.tls_cert is None or settings.tls_key is None:
        if settings.is_secure:
            yield ok("Certificate", "https is done by a proxy in front of Kring")
        return
    try:
        certificate = load(settings.tls_cert, settings.tls_key)
    except SetUpWrong as fault:
        yield bad("Certificate", str(fault), "name a certificate and the key that belongs to it")
        return
    left = (certificate.not_valid_after_utc - now).days
    if left < 0:
        yield bad("Certificate", f"ran out {-left} days ago", "renew it: no tablet opens Kring")
    elif left < SOON:
        yield warn("Certificate", f"runs out in {left} days", "renew it")
    else:
        yield ok("Certificate", f"good for {left} more days")


def load(cert: Path, key: Path) -> x509.Certificate:
    """The certificate, if it can be served with this key. ``SetUpWrong`` when not."""
    try:
        found = x509.load_pem_x509_certificate(cert.read_bytes())
        ssl.create_default_context(ssl.Purpose.CLIENT_AUTH).load_cert_chain(cert, key)
    except (OSError, ValueError) as fault:
        why = getattr(fault, "reason", None) or getattr(fault, "strerror", None) or "it is no certificate"
        raise SetUpWrong(f"KRING_TLS_CERT, KRING_TLS_KEY: {cert} with {key}: {why}") from None
    return found
