"""Text as it is searched and compared: without case, accents and punctuation."""

import re
import unicodedata

_SIGNS = re.compile(r"[^a-z0-9]+")
_LETTERS = str.maketrans(
    {
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "ð": "d",
        "þ": "th",
        "ł": "l",
        "đ": "d",
        "ı": "i",
        "'": "",
        "’": "",
        "ʼ": "",
        "`": "",
    }
)


def fold(text: str) -> str:
    """Lower case, no accents, apostrophes closed up (O'Neill, ONeill), every other sign a space.

    Letters of other scripts are kept as they are, so that two different names never fold into the same nothing.
    """
    plain = unicodedata.normalize("NFKD", text).casefold().translate(_LETTERS)
    bare = "".join(sign for sign in plain if not unicodedata.combining(sign))
    if bare.isascii():
        return _SIGNS.sub(" ", bare).strip()
    return " ".join("".join(sign if sign.isalnum() else " " for sign in bare).split())


def words(text: str) -> tuple[str, ...]:
    return tuple(fold(text).split())


_CANNOT_BE_KEPT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")


def can_be_kept(text: str) -> bool:
    """No control signs but line breaks and tabs, and no half of a sign (a lone surrogate): neither can be stored."""
    return not _CANNOT_BE_KEPT.search(text)
