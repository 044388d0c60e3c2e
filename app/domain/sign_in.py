"""The rules at the door: how often somebody may try, how long a sign-in lasts, and where it may lead."""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from urllib.parse import urlsplit

PASSWORD_LEAST = 12
PASSWORD_MOST = 200

WINDOW = timedelta(minutes=15)
TRIES_FROM_ONE_PLACE = 5
"""For one account from one network address: behind one router, nobody locks out a colleague."""
TRIES_IN_ALL = 20
"""For one account from all addresses together."""

SESSION_LASTS = timedelta(hours=12)
"""A shift. After this everybody signs in again, however busy the tablet was."""
PASSWORD_STEP_LASTS = timedelta(minutes=10)
"""How long the second step may take after the password was right."""
CHALLENGE_LASTS = timedelta(minutes=5)
RECOVERY_LINK_LASTS = timedelta(hours=1)
FRESH_FOR = timedelta(minutes=10)
"""How long after showing who she is a nurse may change how she signs in."""
SESSIONS_MOST = 3
"""A nurse's tablet, her telephone, and the screen at the office."""

TOTP_STEP = 30
"""Seconds a code of an authenticator app counts; one step to either side is accepted, for clocks that differ."""
RECOVERY_CODES = 10
RECOVERY_ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""Thirty-two signs that nobody confuses on paper: no I, O, 0 or 1."""
RECOVERY_LENGTH = 16
"""Eighty bits, so that a fast hash is enough for what is stored."""

RETURN_PLACES = ("/t/", "/account", "/invitation/")

EMAIL = re.compile(r"[^@\s\"(),:;<>\[\]\\]+@[^@\s\"(),:;<>\[\]\\.]+(\.[^@\s\"(),:;<>\[\]\\.]+)+")


def folded_email(text: str) -> str:
    """As it is stored and compared: without spaces around it, in small letters."""
    return text.strip().lower()


def is_email(text: str) -> bool:
    """Something before the @ and a name with a dot behind it; more only the post can tell."""
    return len(text) <= 200 and text.isprintable() and EMAIL.fullmatch(text) is not None


def wait_before_next_try(tries: Sequence[datetime], most: int, now: datetime) -> int:
    """Seconds until another try is allowed, 0 when it is now. ``tries`` are those that have failed, newest first."""
    if len(tries) < most:
        return 0
    left = (tries[most - 1] + WINDOW - now).total_seconds()
    return max(0, int(left) + (left % 1 > 0))


def is_fresh(proven_at: datetime, now: datetime) -> bool:
    return now - proven_at <= FRESH_FOR


def return_place(wish: str, otherwise: str = "/") -> str:
    """Where to go after sign-in: a page of ours from the short list, never another site's."""
    try:
        parts = urlsplit(wish) if "\\" not in wish and wish.isprintable() else None
    except ValueError:  # half an address of the newer kind: http://[
        parts = None
    if parts is None or parts.scheme or parts.netloc or ".." in parts.path or "//" in parts.path:
        return otherwise
    allowed = any(
        parts.path == place or parts.path.startswith(place if place.endswith("/") else place + "/")
        for place in RETURN_PLACES
    )
    return wish if allowed else otherwise


def plain_code(text: str) -> str:
    """A code as it was shown, however it was typed: spaces and hyphens are for the eye."""
    return "".join(sign for sign in text.upper() if sign.isalnum())


def spaced_code(code: str) -> str:
    """In fours, to be read from paper."""
    return "-".join(code[place : place + 4] for place in range(0, len(code), 4))


FAMILIES = (("Edg", "Edge"), ("OPR", "Opera"), ("SamsungBrowser", "Samsung Internet"), ("Firefox", "Firefox"),
            ("FxiOS", "Firefox"), ("CriOS", "Chrome"), ("Chrome", "Chrome"), ("Safari", "Safari"))  # fmt: skip
SYSTEMS = (("iPad", "iPad"), ("iPhone", "iPhone"), ("Android", "Android"), ("CrOS", "ChromeOS"),
           ("Windows", "Windows"), ("Macintosh", "Mac or iPad"), ("Linux", "Linux"))  # fmt: skip


def device_label(user_agent: str) -> str:
    """Browser and system only ("Chrome, Android"): enough to know one's own tablet, and nothing to be traced by."""
    family = next((name for mark, name in FAMILIES if mark in user_agent), "")
    system = next((name for mark, name in SYSTEMS if mark in user_agent), "")
    return ", ".join(part for part in (family, system) if part)
