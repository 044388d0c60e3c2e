"""A date or time as somebody told it: perhaps only the year, perhaps to the second. Nothing is made up to fill it."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from enum import StrEnum

from app.domain.errors import FieldWrong
from app.domain.words import N_

_ISO = re.compile(
    r"(?P<year>\d{4})(-(?P<month>\d\d)(-(?P<day>\d\d)"
    r"(T(?P<hour>\d\d):(?P<minute>\d\d)(:(?P<second>\d\d)(\.(?P<rest>\d+))?)?(?P<zone>Z|[+-]\d\d:\d\d)?)?)?)?",
    re.ASCII,
)


class Precision(StrEnum):
    YEAR = "year"
    MONTH = "month"
    DAY = "day"
    INSTANT = "instant"


@dataclass(frozen=True)
class When:
    """``told`` is the text as it came; ``first`` the first day it can mean, in the zone it was told in.

    ``instant`` is UTC, and there only when a time with a zone was told: a time without one could be any of 26 hours.
    """

    told: str
    first: date
    precision: Precision
    instant: datetime | None = None

    @property
    def day(self) -> date | None:
        """The day, when at least the day was told."""
        return self.first if self.precision in (Precision.DAY, Precision.INSTANT) else None

    @property
    def iso(self) -> str:
        """The date alone, as precise as it was told: 1942, 1942-11 or 1942-11-24."""
        kept = {Precision.YEAR: 4, Precision.MONTH: 7}.get(self.precision, 10)
        return self.first.isoformat()[:kept]


def from_iso(text: str) -> When | None:
    """Read a FHIR date, dateTime or instant; nothing when it is not one or there is no such day or time."""
    shaped = _ISO.fullmatch(text)
    if not shaped:
        return None
    part = shaped.groupdict()
    try:
        first = date(int(part["year"]), int(part["month"] or 1), int(part["day"] or 1))
        instant = _instant(first, part) if part["hour"] else None
    except (ValueError, OverflowError):
        return None
    if part["zone"]:
        return When(text, first, Precision.INSTANT, instant)
    if part["day"]:
        return When(text, first, Precision.DAY)
    return When(text, first, Precision.MONTH if part["month"] else Precision.YEAR)


def of_day(day: date, told: str = "") -> When:
    return When(told or day.isoformat(), day, Precision.DAY)


def _instant(day: date, part: dict[str, str | None]) -> datetime:
    """The moment in UTC. A leap second counts as the second before it."""
    hour, minute, second = (int(part[name] or 0) for name in ("hour", "minute", "second"))
    micro = int((part["rest"] or "0")[:6].ljust(6, "0"))
    local = datetime(day.year, day.month, day.day, hour, minute, min(second, 59), micro, tzinfo=_zone(part["zone"]))
    if second > 60:
        raise ValueError(second)
    return local.astimezone(UTC)


def _zone(told: str | None) -> timezone:
    if told in (None, "Z"):
        return UTC
    assert told is not None
    away = timedelta(hours=int(told[1:3]), minutes=int(told[4:6]))
    return timezone(-away if told[0] == "-" else away)


_NUMBERS = re.compile(r"(?P<day>\d{1,2})[/. -](?P<month>\d{1,2})[/. -](?P<year>\d+)", re.ASCII)
_WORDS = re.compile(r"(?P<day>\d{1,2})(st|nd|rd|th)?[ -](of )?(?P<month>[a-z]+)\.?,?[ -](?P<year>\d+)", re.ASCII)
_MONTH_FIRST = re.compile(r"(?P<month>[a-z]+)\.? (?P<day>\d{1,2})(st|nd|rd|th)?,? (?P<year>\d+)", re.ASCII)
_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)

HOW_TO_WRITE = N_("Write the date with the day first, such as 24/11/1942 or 24 Nov 1942.")
TWO_FIGURES = N_("Write the year with four figures, such as 1942: “{year}” could be two centuries.")
NO_SUCH_MONTH = N_("There is no month {month}. The day comes first, such as 24/11/1942.")
NO_SUCH_DAY = N_("There is no such day: {text}.")


def from_british(text: str, *, field: str) -> When:
    """A date as it is written in Britain, the day first; also as ISO, or only a year or a month (1942, 1942-11).

    A month above 12 is never quietly read as a day: the writer may have meant another date altogether.
    """
    plain = " ".join(text.split()).lower()
    if found := from_iso(plain.upper()):
        return found
    shaped = _NUMBERS.fullmatch(plain) or _WORDS.fullmatch(plain) or _MONTH_FIRST.fullmatch(plain)
    if not shaped:
        raise FieldWrong(field, HOW_TO_WRITE)
    month, year = _month(shaped["month"], field), shaped["year"]
    if len(year) != 4:
        raise FieldWrong(field, TWO_FIGURES, year=year[:10])
    try:
        return of_day(date(int(year), month, int(shaped["day"])), text)
    except ValueError:
        raise FieldWrong(field, NO_SUCH_DAY, text=text[:40]) from None


def _month(told: str, field: str) -> int:
    if told.isdigit():
        if not 1 <= int(told) <= 12:
            raise FieldWrong(field, NO_SUCH_MONTH, month=told)
        return int(told)
    for number, name in enumerate(_MONTHS, start=1):
        if len(told) >= 3 and name.startswith(told):
            return number
    raise FieldWrong(field, HOW_TO_WRITE)
