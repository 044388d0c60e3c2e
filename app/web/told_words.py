"""How values are said that an edit has kept, or that came with a file: in words and days, never as codes."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime

from app.domain.words import N_
from app.web import client_words, door_words, language, visit_words
from app.web.language import _

TOLD: Mapping[str, str] = {
    # how a diagnosis, an allergy or a medicine stands
    "active": N_("active"),
    "inactive": N_("no longer active"),
    "recurrence": N_("back again"),
    "relapse": N_("back again"),
    "remission": N_("in remission"),
    "resolved": N_("resolved"),
    "completed": N_("finished"),
    "finished": N_("finished"),
    "stopped": N_("stopped"),
    "ended": N_("ended"),
    "cancelled": N_("called off"),
    "not-taken": N_("not taken"),
    "on-hold": N_("on hold"),
    "planned": N_("planned"),
    "proposed": N_("proposed"),
    "accepted": N_("agreed"),
    "rejected": N_("not agreed"),
    "draft": N_("a draft"),
    "revoked": N_("withdrawn"),
    "preliminary": N_("not final"),
    "amended": N_("put right"),
    "corrected": N_("put right"),
    "arrived": N_("arrived"),
    "in-progress": N_("in progress"),
    # how bad
    "mild": N_("mild"),
    "moderate": N_("moderate"),
    "severe": N_("severe"),
    "low": N_("low risk"),
    "high": N_("high risk"),
    "unable-to-assess": N_("risk not known"),
    # how far a goal was reached
    "improving": N_("improving"),
    "worsening": N_("getting worse"),
    "no-change": N_("no change"),
    "achieved": N_("reached"),
    "sustaining": N_("reached and kept"),
    "not-achieved": N_("not reached"),
    "no-progress": N_("no progress"),
    "not-attainable": N_("cannot be reached"),
    # in what setting somebody was seen
    "AMB": N_("as an outpatient"),
    "EMER": N_("in A&E"),
    "FLD": N_("on the way"),
    "HH": N_("at home"),
    "IMP": N_("in hospital"),
    "ACUTE": N_("in hospital"),
    "NONAC": N_("in hospital"),
    "OBSENC": N_("for observation"),
    "PRENC": N_("before admission"),
    "SS": N_("for a short stay"),
    "VR": N_("by telephone or video"),
    # gender, and what a name or address was for
    "female": N_("female"),
    "male": N_("male"),
    "unknown": N_("not known"),
    # why something stands as it does
    "Died": N_("Died"),
    "Taken in from a file": N_("Taken in from a file"),
}
"""A whole text, or the first word of one that ends in a day → the words on screen. Anything else is said as written."""

ENTRIES: Mapping[str, str] = {"imported": N_("From a file"), "goal": N_("Goal")}
VALUES: Mapping[str, Mapping[str, str]] = {
    "kind": {**door_words.WARNINGS, **door_words.DECISIONS, **door_words.TIES},
    "ring": door_words.RINGS,
    "strain": door_words.STRAIN,
    "strain_view": door_words.VIEWS,
    "allergy_knowledge": door_words.ALLERGIES,
    "status": client_words.STATUSES,
    "urgency": visit_words.WORDS,
    "severity": TOLD,
    "gender": TOLD,
}
"""Field → stored value → the word on screen."""
DAY_AT_THE_END = re.compile(r"(?P<word>\S+) (?P<day>\d{4}(-\d\d){0,2})", re.ASCII)
MOST_PLACES = 2


def as_told(text: object) -> str:
    """``resolved 2021-03-01``: resolved 1 March 2021. What a person wrote is left as it is."""
    told = str(text)
    if told in TOLD:
        return _(TOLD[told])
    shaped = DAY_AT_THE_END.fullmatch(told)
    if shaped and shaped["word"] in TOLD:
        return f"{_(TOLD[shaped['word']])} {told_day(shaped['day'])}"
    return told


def told_day(iso: str) -> str:
    """1942, November 1942 or 24 November 1942: as precise as it was told."""
    parts = [int(part) for part in iso.split("-")]
    try:
        first = date(parts[0], *[*parts[1:], 1, 1][:2])
    except ValueError:
        return iso
    return format_date(first, ("y", "MMMM y", "d MMMM y")[len(parts) - 1], locale=_locale())


def since_told(text: str) -> str:
    """A day as a file told it, in words; what somebody wrote is left as it is."""
    return told_day(text) if re.fullmatch(r"\d{4}(-\d\d){0,2}", text, re.ASCII) else text


def entry_kind(kind: str) -> str:
    return _(ENTRIES[kind]) if kind in ENTRIES else _(client_words.KINDS["entry"])


def entry_facts(origin: Mapping[str, Any]) -> str:
    """What a file said of an entry in codes: in what setting, until when, how far a goal was reached."""
    until = str(origin.get("until", ""))
    facts = [as_told(origin[name]) for name in ("setting", "achievement") if origin.get(name)]
    if until:
        facts.append(_("until %(day)s") % {"day": told_day(until)})
    return " · ".join(facts)


def value_shown(text: str) -> str:
    """A number with more figures behind the point than anybody reads is rounded; the record keeps them all."""
    try:
        number = Decimal(text)
    except InvalidOperation:
        return text
    exponent = number.as_tuple().exponent
    if not isinstance(exponent, int) or exponent >= -MOST_PLACES:
        return text
    return f"{round(number, MOST_PLACES):f}"


def number_system(name: str) -> str:
    """Whose number it is, when it came with a file: the system's address without what no reader needs."""
    if name in client_words.NUMBERS:
        return _(client_words.NUMBERS[name])
    return re.sub(r"^(https?://|urn:(oid:)?)", "", name)


def kept(value: object, field: str, zone: ZoneInfo, names: Mapping[str, str]) -> object:
    """A value as an edit has kept it, as people read it: a word, a day, somebody's name, a dash for nothing."""
    if value in (None, ""):
        return _("nobody yet") if field == "membership_id" else "–"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return ", ".join(one["text"] if isinstance(one, Mapping) else str(one) for one in value)
    text = str(value)
    if text in VALUES.get(field, {}):
        return _(VALUES[field][text])
    if field == "membership_id":
        return names.get(text, "–")
    if field == "day" or field.endswith("_on"):
        return format_date(date.fromisoformat(text), "d MMMM y", locale=_locale())
    if field.endswith("_at"):
        return format_datetime(datetime.fromisoformat(text).astimezone(zone), "d MMM y, HH:mm", locale=_locale())
    return as_told(value) if field == "ended_why" else value


def _locale() -> str:
    name = language.current_name.get()
    return "en_GB" if name == language.PSEUDO else name.replace("-", "_")


FILTERS = {
    "as_told": as_told,
    "entry_facts": entry_facts,
    "entry_kind": entry_kind,
    "kept": kept,
    "number_system": number_system,
    "since_told": since_told,
    "value_shown": value_shown,
}
