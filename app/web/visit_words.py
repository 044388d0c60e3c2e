"""How durations and what is stored about visits are said on screen."""

from collections.abc import Mapping

from app.domain.measurement import MEASURES, MeasurementKind
from app.domain.unit import UNITS
from app.domain.words import N_
from app.web.language import _, translate

WORDS: Mapping[str, str] = {
    "must-be-today": N_("Must be today"),
    "may-move": N_("May move"),
    "a-call-will-do": N_("A call will do"),
    "refused": N_("Said no"),
    "no-reply": N_("No reply"),
    "not-needed": N_("Not needed today"),
    "no-time": N_("No time"),
    "no-material": N_("Nothing at hand to do it with"),
    "other": N_("Another reason"),
    "aggression": N_("Aggression"),
    "two-people": N_("Go with two"),
    "animal": N_("Animal"),
    "key-safe": N_("Key safe"),
    "oxygen": N_("Oxygen in the house"),
    "infection": N_("Infection"),
    "access": N_("Way in"),
    "cpr-not-recommended": N_("CPR not recommended"),
    "for-cpr": N_("For CPR"),
    "yes": N_("Yes"),
    "no": N_("No"),
}
"""Stored word → words on screen. What has none is said as somebody wrote it."""

WARNINGS: Mapping[str, str] = {"no-reply": N_("When there is no reply"), "other": N_("Take care")}
"""The same word of a warning means something else than of a task."""


def visit_word(stored: object) -> str:
    key = str(stored)
    return _(WORDS[key]) if key in WORDS else key


def warning_word(stored: object) -> str:
    key = str(stored)
    return _(WARNINGS[key]) if key in WARNINGS else visit_word(key)


def duration(minutes: int) -> str:
    """35 min, 2 h, 3 h 35."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return _("%(minutes)s min") % {"minutes": rest}
    if not rest:
        return _("%(hours)s h") % {"hours": hours}
    return _("%(hours)s h %(minutes)s") % {"hours": hours, "minutes": rest}


def measure_word(kind: str) -> str:
    """What was measured; a kind that came with a file is said as it came."""
    return _(MEASURES[MeasurementKind(kind)].label) if kind in MEASURES else kind


def unit_word(code: str) -> str:
    """mmHg for mm[Hg]."""
    return UNITS[code].shown if code in UNITS else code


def filled(text: str, **values: object) -> str:
    """A rule's own sentence, translated, with its ``{names}`` filled in; a per cent sign in it stays one."""
    return translate(text, values)


FILTERS = {
    "visit_word": visit_word,
    "warning_word": warning_word,
    "duration": duration,
    "filled": filled,
    "measure_word": measure_word,
    "unit_word": unit_word,
}
