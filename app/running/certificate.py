"""The certificate, where Kring serves https itself."""

import ssl
from collections.abc import Iterator
from datetime import datetime

from cryptography import x509

from app.running.finding import Finding, bad, ok, warn
from app.settings import Settings

SOON = 21
"""Days. Time to notice, and to ask for a new one."""


def certificate_findings(settings: Settings, now: datetime) -> Iterator[Finding]:
    if settings.tls_cert is None or settings.tls_key is None:
        if settings.is_secure:
            yield ok("Certificate", "https is done by a proxy in front of Kring")
        return
    try:
        certificate = x509.load_pem_x509_certificate(settings.tls_cert.read_bytes())
        ssl.create_default_context(ssl.Purpose.CLIENT_AUTH).load_cert_chain(settings.tls_cert, settings.tls_key)
    except (OSError, ValueError) as fault:
        why = getattr(fault, "strerror", None) or getattr(fault, "reason", None) or "it is no certificate"
        yield bad(
            "Certificate", f"{settings.tls_cert} with {settings.tls_key}: {why}", "name a certificate and its key"
        )
        return
    left = (certificate.not_valid_after_utc - now).days
    if left < 0:
        yield bad("Certificate", f"ran out {-left} days ago", "renew it: no tablet opens Kring")
    elif left < SOON:
        yield warn("Certificate", f"runs out in {left} days", "renew it")
    else:
        yield ok("Certificate", f"good for {left} more days")
