"""Days and instants are said as Babel would say them."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime, format_time

from app.web import dates
from app.web.language import PSEUDO, spoken

LONDON = ZoneInfo("Europe/London")
PATTERNS = {
    dates.day: "d MMMM y", dates.weekday: "EEE d MMM", dates.whole_day: "EEEE d MMMM", dates.day_name: "EEEE",
}  # fmt: skip


def test_every_day_of_a_year_is_said_as_babel_says_it() -> None:
    for number in range(366):
        day = date(2028, 1, 1) + timedelta(days=number)
        assert {say(day) for say in PATTERNS} == {format_date(day, word, "en_GB") for word in PATTERNS.values()}


def test_every_hour_of_a_year_is_said_in_the_teams_zone() -> None:
    for number in range(0, 366 * 24, 7):
        at = datetime(2028, 1, 1, 0, 5, tzinfo=UTC) + timedelta(hours=number)
        there = at.astimezone(LONDON)

        assert dates.clock(at, LONDON) == format_time(there, "HH:mm", locale="en_GB")
        assert dates.shortly(at, LONDON) == format_date(there, "d MMM", "en_GB")
        assert dates.moment(at, LONDON) == format_datetime(there, "EEE d MMM, HH:mm", locale="en_GB")


def test_an_instant_says_its_year_only_when_it_is_another() -> None:
    at = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)

    assert dates.moment(at, LONDON, date(2026, 1, 1)) == "Thu 31 Dec, 23:30"
    assert dates.moment(at, LONDON, date(2027, 1, 1)) == "Thu 31 Dec 2026, 23:30"


def test_names_come_in_the_readers_language() -> None:
    with spoken("nl"):
        assert dates.whole_day(date(2026, 11, 24)) == "dinsdag 24 november"
    with spoken(PSEUDO):
        assert dates.whole_day(date(2026, 11, 24)) == "Tuesday 24 November"
