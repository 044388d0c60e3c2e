"""How the Omaha System's terms and ratings stand on screen: the British label first, the published one beside it."""

from collections.abc import Iterable
from typing import Any

from app.domain.omaha import Level, Term, omaha
from app.domain.omaha_words import british
from app.domain.words import N_
from app.web.language import _

SCALES = {"knowledge": N_("Knowledge"), "behaviour": N_("Behaviour"), "status": N_("Status")}


def problem_word(code: str) -> str:
    """The problem's label; a code that no edition has is said as it is."""
    known = omaha().problems.get(code)
    return _(known.label) if known else code


def whose_word(stored: object) -> str:
    return _(omaha().ownership[str(stored)].label)


def nature_word(stored: object) -> str:
    return _(omaha().severity[str(stored)].label)


def sign_words(codes: Iterable[str]) -> list[str]:
    """Labels of the signs, as they are kept in an edit; "other" is said by its own words elsewhere."""
    known = omaha().signs
    return [_(known[code].label) for code in codes if code in known]


def said_in_britain(text: str) -> str:
    """A published definition in British spelling."""
    return _(british(text))


def term_word(term: Term) -> str:
    """A sign, a domain or a modifier as it is said in Britain."""
    return _(term.label)


def published(term: Term) -> str:
    """The published name, where the label differs from it."""
    return _(term.name) if term.british else ""


def level_word(level: Level) -> str:
    """The anchor of one figure."""
    return _(level.british or level.label)


def scale_word(key: str) -> str:
    return _(SCALES[key])


def anchors(rated: Any) -> list[tuple[str, Level]]:
    """The three figures of a rating, each by its scale and with its anchor."""
    return [(scale.key, scale.levels[rated.figure(scale.key) - 1]) for scale in omaha().scales.values()]


def modifiers(which: str) -> list[tuple[str, str]]:
    """``'whose'|modifiers``: the choices of a form; of natures the one that is there most often first."""
    return [(term.code, _(term.label)) for term in _terms(which)]


def meanings(which: str) -> list[tuple[str, str]]:
    """The same choices with their published meaning."""
    return [(_(term.label), _(british(term.definition))) for term in _terms(which)]


def _terms(which: str) -> list[Term]:
    if which == "whose":
        return list(omaha().ownership.values())
    return list(omaha().severity.values())[::-1]


def breakable(text: str) -> str:
    """May be broken after a stroke: signs/symptoms stands in narrow places."""
    return text.replace("/", "/\u200b")


def moved(figure: int) -> str:
    """+1, −1 or 0, with a minus that is one."""
    return f"+{figure}" if figure > 0 else f"−{-figure}" if figure else "0"


def finding(value: Any, field: str) -> Any:
    """A value of an edited problem as people read it."""
    if field == "signs":
        return ", ".join(sign_words(value)) or "–"
    if field == "whose":
        return whose_word(value)
    return nature_word(value) if field == "nature" else value or "–"


FILTERS = {
    "problem_word": problem_word,
    "whose_word": whose_word,
    "nature_word": nature_word,
    "sign_words": sign_words,
    "said_in_britain": said_in_britain,
    "term_word": term_word,
    "published": published,
    "level_word": level_word,
    "scale_word": scale_word,
    "anchors": anchors,
    "modifiers": modifiers,
    "meanings": meanings,
    "breakable": breakable,
    "moved": moved,
    "finding": finding,
}
