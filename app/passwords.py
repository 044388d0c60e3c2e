"""Passwords: hashed with argon2id, and refused when they are easy to guess. Never inside a unit of work."""

import re
import threading
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from pwdlib.exceptions import PwdlibError
from pwdlib.hashers.argon2 import Argon2Hasher
from zxcvbn import zxcvbn

from app.domain.errors import TooManyAttempts
from app.domain.sign_in import PASSWORD_LEAST, PASSWORD_MOST
from app.domain.words import N_

HASHER = Argon2Hasher(time_cost=3, memory_cost=32 * 1024, parallelism=1)
"""About 60 ms and 32 MiB. Stronger than the least that is advised; small enough that nobody stops a server with it."""

NOBODY = "$argon2id$v=19$m=32768,t=3,p=1$6t7iU1gCrqEk6H/lYMNurA$lPg8kJICVrkI4IRHLm5MCuAt2GLRtorcFn4CftsuXjw"
"""The hash of a password nobody has: an unknown account takes as long as a wrong password."""

AT_ONCE = 2
PATIENCE = 0.3
"""Seconds to wait for one's turn; a crowd beyond that is told to come back rather than stop every other page."""
_turns = threading.BoundedSemaphore(AT_ONCE)

STRONG = 3
"""Of zxcvbn's 0 to 4: more than 10^8 guesses even for somebody who knows how people choose."""
JUDGED = 72
"""zxcvbn looks at this many characters; what follows can only make it stronger."""


def hash_password(password: str) -> str:
    with turn():
        return HASHER.hash(_plain(password))


def password_matches(password: str, stored: str | None) -> bool:
    """Whether it is the right one. Without a stored hash it takes as long, and is never right.

    Asked inside one's ``turn``, which is taken before the try is counted: who is told to come back has not tried.
    """
    try:
        right = HASHER.verify(_plain(password), stored or NOBODY)
    except PwdlibError:
        right = False
    return right and stored is not None


def weakness(password: str, *about: str) -> str | None:
    """Why this password is refused, as a sentence to be translated; None when it may be used.

    ``about`` are words somebody who knows the nurse would try first: her name, her e-mail address.
    """
    if len(password) < PASSWORD_LEAST:
        return N_("Use at least {least} characters. Three or four words that do not belong together are easy to keep.")
    if len(password) > PASSWORD_MOST:
        return N_("Use at most {most} characters.")
    words = {"kring", *re.findall(r"\w{3,}", " ".join(about).lower())}
    if len(_without(password, words)) < PASSWORD_LEAST / 2:
        return N_("This is mostly your name, your e-mail address or the name of this app. Take other words.")
    judged = zxcvbn(_plain(password)[:JUDGED], user_inputs=sorted(words))
    return None if judged["score"] >= STRONG else _why(judged["sequence"])


def limits() -> dict[str, int]:
    """What the sentences of ``weakness`` are filled in with."""
    return {"least": PASSWORD_LEAST, "most": PASSWORD_MOST}


def _without(password: str, words: Iterable[str]) -> str:
    """The letters and digits that are left when somebody's own words are taken out."""
    left = _plain(password).lower()
    for word in sorted(words, key=len, reverse=True):
        left = left.replace(word, "")
    return "".join(sign for sign in left if sign.isalnum())


def _why(sequence: Sequence[Mapping[str, Any]]) -> str:
    if any(part.get("dictionary_name") == "passwords" for part in sequence):
        return N_("This is on the lists of leaked passwords, or close to one, and would be tried first. Take another.")
    patterns = {part["pattern"] for part in sequence}
    if "repeat" in patterns:
        return N_("Much of this repeats itself, so it is guessed quickly. Take words that do not belong together.")
    if patterns & {"spatial", "sequence"}:
        return N_("Rows of keys and rows of numbers are guessed quickly. Take words that do not belong together.")
    if "date" in patterns:
        return N_("Dates and years are guessed quickly. Take words that do not belong together.")
    return N_("This is guessed quickly. Three or four words that do not belong together are safer.")


def _plain(password: str) -> str:
    """The same letters typed on another keyboard are the same password."""
    return unicodedata.normalize("NFKC", password)


@contextmanager
def turn() -> Iterator[None]:
    """One of the few who hash at once; ``TooManyAttempts`` when there is no room in a moment."""
    if not _turns.acquire(timeout=PATIENCE):
        raise TooManyAttempts(N_("Many people are signing in just now. Try again in a moment."), retry_after=5)
    try:
        yield
    finally:
        _turns.release()
