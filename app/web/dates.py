"""How days and instants are said on screen: names from the language's own list, the team's zone, British order.

The lists are Babel's. Its patterns are read anew for every date, and a page shows fifty; ours are written here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel import Locale

from app.web import language


@dataclass(frozen=True)
class Names:
    """Months from 1, days of the week from Monday as 0, as they stand inside a date."""

    month: Mapping[int, str]
    short_month: Mapping[int, str]
    day: Mapping[int, str]
    short_day: Mapping[int, str]


def moment(value: datetime, zone: ZoneInfo, today: date | None = None) -> str:
    """Sun 22 Nov, 11:45, in the team's zone; with its year when ``today`` lies in another."""
    there = value.astimezone(zone)
    year = "" if today is None or there.year == today.year else f" {there.year}"
    return f"{weekday(there)}{year}, {there.hour:02}:{there.minute:02}"


def day(value: date) -> str:
    """22 November 2026."""
    return f"{value.day} {_names().month[value.month]} {value.year}"


def shortly(value: datetime, zone: ZoneInfo) -> str:
    """22 Nov, in the team's zone."""
    there = value.astimezone(zone)
    return f"{there.day} {_names().short_month[there.month]}"


def weekday(value: date) -> str:
    """Sun 22 Nov."""
    names = _names()
    return f"{names.short_day[value.weekday()]} {value.day} {names.short_month[value.month]}"


def clock(value: datetime, zone: ZoneInfo) -> str:
    """11:45, in the team's zone."""
    there = value.astimezone(zone)
    return f"{there.hour:02}:{there.minute:02}"


def whole_day(value: date) -> str:
    """Tuesday 24 November."""
    names = _names()
    return f"{names.day[value.weekday()]} {value.day} {names.month[value.month]}"


def day_name(value: date) -> str:
    """Tuesday."""
    return _names().day[value.weekday()]


def _names() -> Names:
    return _names_in(language.current_name.get())


@lru_cache
def _names_in(name: str) -> Names:
    locale = Locale.parse("en_GB" if name == language.PSEUDO else name.replace("-", "_"))
    months, days = locale.months["format"], locale.days["format"]
    lists = (months["wide"], months["abbreviated"], days["wide"], days["abbreviated"])
    return Names(*({number: one[number] for number in one} for one in lists))


FILTERS = {
    "moment": moment,
    "day": day,
    "shortly": shortly,
    "weekday": weekday,
    "clock": clock,
    "whole_day": whole_day,
    "day_name": day_name,
}
