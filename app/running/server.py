"""What the running server says of itself at ``/health``."""

import json
import ssl
import urllib.error
import urllib.request
from collections.abc import Iterator
from typing import Any

from app.running.finding import Finding, bad, ok, warn
from app.settings import Settings

PATIENCE = 6
QUEUE_LONG = 50
UNSEALED_LATE, UNSEALED_TOO_LATE = 90, 600
"""Seconds. Every line lies in a seal within a minute while the clock runs."""


def server_findings(settings: Settings) -> Iterator[Finding]:
    """Queue and oldest unsealed line, when a server runs here."""
    try:
        status, said = ask(settings)
    except OSError:
        yield warn("Server", f"none answers on port {settings.port}", "start it with 'kring serve'")
        return
    if status != 200:
        yield bad("Server", f"it answers {status}: the database is not there or cannot be written", "see its log")
        return
    yield ok("Server", f"answers on port {settings.port}")
    yield from _queue(int(said.get("queue", 0)))
    yield from _unsealed(said.get("oldest_unsealed_seconds"))


def ask(settings: Settings) -> tuple[int, dict[str, Any]]:
    """The status and the words of ``/health``. ``OSError`` when nobody answers."""
    scheme = "https" if settings.tls_cert else "http"
    host = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(settings.host, settings.host)  # noqa: S104 - where to ask, not listen
    # Our own server on our own machine: its certificate is made out to another name, and no proxy lies between.
    context = ssl._create_unverified_context() if settings.tls_cert else None  # noqa: S323
    straight = urllib.request.build_opener(
        urllib.request.ProxyHandler({}), urllib.request.HTTPSHandler(context=context)
    )
    try:
        with straight.open(f"{scheme}://{host}:{settings.port}/health", timeout=PATIENCE) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as refused:
        return refused.code, {}
    except ValueError:
        return 0, {}


def _queue(waiting: int) -> Iterator[Finding]:
    if waiting > QUEUE_LONG:
        yield warn("Queue", f"{waiting} writes wait", "the disk is slow, or something else writes to it")
    else:
        yield ok("Queue", f"{waiting} writes wait")


def _unsealed(seconds: float | None) -> Iterator[Finding]:
    if seconds is None:
        yield warn("Journal", "nothing was sealed yet", "look again in a minute")
    elif seconds > UNSEALED_TOO_LATE:
        yield bad("Journal", f"the oldest unsealed line may be {seconds:.0f} seconds old", "see the log of the clock")
    elif seconds > UNSEALED_LATE:
        yield warn("Journal", f"the oldest unsealed line may be {seconds:.0f} seconds old", "look again in a minute")
    else:
        yield ok("Journal", f"the oldest unsealed line is at most {seconds:.0f} seconds old")
