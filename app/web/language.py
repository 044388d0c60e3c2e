"""The language of this request: gettext catalogues, English as the source."""

import gettext
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path

LOCALE = Path(__file__).parents[1] / "locale"
DEFAULT = "en-GB"
PSEUDO = "en-XA"
"""A language nobody speaks: every translated text stands between marks and is a third longer. Only tests ask for it."""

current: ContextVar[gettext.NullTranslations] = ContextVar("current", default=gettext.NullTranslations())  # noqa: B039
current_name: ContextVar[str] = ContextVar("current_name", default=DEFAULT)


class Pseudo(gettext.NullTranslations):
    """Turns every text into a longer one between marks, so that plain English and cut words are seen."""

    LETTERS = str.maketrans("aeiouAEIOUcn", "àéîöûÀÉÎÖÛçñ")

    def gettext(self, message: str) -> str:
        return f"⟦{_outside_fields(message, self.LETTERS)}{'·' * (len(message) // 3)}⟧"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)


def _outside_fields(message: str, letters: dict[int, int]) -> str:
    """Translate the letters, but not the names inside ``{…}`` and ``%(…)s``, which the code fills in."""
    parts, inside, text = [], False, ""
    for index, sign in enumerate(message):
        if sign == "{" or message[index : index + 2] == "%(":
            inside = True
        parts.append(sign if inside else sign.translate(letters))
        if inside and (sign == "}" or (sign in "sd" and message[index - 1] == ")")):
            inside = False
    return text + "".join(parts)


@lru_cache
def catalogue(name: str) -> gettext.NullTranslations:
    if name == PSEUDO:
        return Pseudo()
    folder = name.replace("-", "_")
    return gettext.translation("kring", LOCALE, languages=[folder, folder.split("_")[0]], fallback=True)


@contextmanager
def spoken(name: str) -> Iterator[None]:
    """Speak this language inside the block."""
    token, named = current.set(catalogue(name)), current_name.set(name)
    try:
        yield
    finally:
        current.reset(token)
        current_name.reset(named)


def speak(name: str) -> None:
    """Speak this language for the rest of this request."""
    current.set(catalogue(name))
    current_name.set(name)


def _(text: str) -> str:
    return current.get().gettext(text)


def ngettext(one: str, many: str, number: int) -> str:
    return current.get().ngettext(one, many, number)


def translate(text: str, values: Mapping[str, object] | None = None) -> str:
    """Translate, then fill in the ``{names}``."""
    spoken_text = _(text)
    return spoken_text.format_map(dict(values)) if values else spoken_text
