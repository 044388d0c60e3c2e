"""Names that are easily taken for each other, so that nobody opens, or writes into, the wrong person's record.

Two clients are alike when the names people use agree in how they begin and sound: Margaret and Margret Thornton, Anne
and Ann Smyth, John Ward and Joan Ward. Each name gives a few keys; who shares one is alike, so that a whole
caseload is compared in one pass.
"""

from collections import defaultdict
from collections.abc import Hashable, Mapping
from functools import lru_cache
from typing import TypeVar

from app.domain.folding import words

K = TypeVar("K", bound=Hashable)

_SOUNDS = str.maketrans({"y": "i", "z": "s", "k": "c", "q": "c", "v": "f", "j": "g"})
_TWO_LETTERS = (("ph", "f"), ("ck", "c"), ("gh", ""), ("wh", "w"), ("ae", "e"), ("mac", "mc"))


@lru_cache(maxsize=4096)
def name_keys(given_names: str, known_as: str, family_name: str) -> frozenset[str]:
    """What this name shares with those that are easily mistaken for it."""
    firsts = {word for name in (given_names, known_as) for word in words(name)[:1]}
    family = words(family_name)
    whole, last = " ".join(family), family[-1] if family else ""
    keys = {f"{whole}|{first[:1]}" for first in firsts if whole}
    keys |= {f"{sound(last)}|{sound(first)}" for first in firsts if last}
    keys |= {f"{sound(first)}|{sound(last)}" for first in firsts if last}
    return frozenset(keys)


def sound(word: str) -> str:
    """How a word sounds to somebody in a hurry: doubled letters once, vowels after the first left out."""
    if not word.isascii():
        return word
    for two, one in _TWO_LETTERS:
        word = word.replace(two, one)
    word = word.translate(_SOUNDS)
    kept = word[:1]
    for sign in word[1:]:
        if sign not in "aeiouhw" and sign != kept[-1]:
            kept += sign
    return kept


def alike(names: Mapping[K, frozenset[str]]) -> dict[K, set[K]]:
    """Everybody with those whose names are like hers; whoever stands alone is left out."""
    sharing: defaultdict[str, list[K]] = defaultdict(list)
    for who, keys in names.items():
        for key in keys:
            sharing[key].append(who)
    found: defaultdict[K, set[K]] = defaultdict(set)
    for group in sharing.values():
        if len(group) > 1:
            for who in group:
                found[who].update(other for other in group if other != who)
    return dict(found)
