"""Civil times and the instants behind them, over the nights on which the clocks change."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.civil_time import bounds_of, civil_of, day_of, duration, instant_of

LONDON = ZoneInfo("Europe/London")
ZONES = st.sampled_from(
    [ZoneInfo(name) for name in ("Europe/London", "Europe/Amsterdam", "America/St_Johns", "Australia/Lord_Howe")]
)
DAYS = st.dates(date(2000, 1, 1), date(2037, 12, 31))
CLOCKS = st.times().map(lambda clock: clock.replace(second=0, microsecond=0))
SPRING, AUTUMN = date(2026, 3, 29), date(2026, 10, 25)


@pytest.mark.parametrize(
    ("day", "clock", "moment"),
    [
        (date(2026, 11, 24), time(9), datetime(2026, 11, 24, 9, tzinfo=UTC)),
        (date(2026, 7, 1), time(9), datetime(2026, 7, 1, 8, tzinfo=UTC)),
        (SPRING, time(0, 59), datetime(2026, 3, 29, 0, 59, tzinfo=UTC)),
        (SPRING, time(1), datetime(2026, 3, 29, 1, tzinfo=UTC)),
        (SPRING, time(1, 30), datetime(2026, 3, 29, 1, tzinfo=UTC)),
        (SPRING, time(1, 59), datetime(2026, 3, 29, 1, tzinfo=UTC)),
        (SPRING, time(2), datetime(2026, 3, 29, 1, tzinfo=UTC)),
        (AUTUMN, time(1, 30), datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
        (AUTUMN, time(2), datetime(2026, 10, 25, 2, tzinfo=UTC)),
        (date(2024, 2, 29), time(23, 59), datetime(2024, 2, 29, 23, 59, tzinfo=UTC)),
    ],
)
def test_a_civil_time_has_one_moment(day: date, clock: time, moment: datetime) -> None:
    assert instant_of(day, clock, LONDON) == moment


def test_a_day_that_was_skipped_altogether_moves_to_the_next() -> None:
    apia = ZoneInfo("Pacific/Apia")

    moment = instant_of(date(2011, 12, 30), time(12), apia)

    assert civil_of(moment, apia).isoformat() == "2011-12-31T00:00:00"


def test_the_second_of_a_doubled_hour_is_told_apart_by_its_moment_only() -> None:
    first, second = datetime(2026, 10, 25, 0, 30, tzinfo=UTC), datetime(2026, 10, 25, 1, 30, tzinfo=UTC)

    assert civil_of(first, LONDON) == civil_of(second, LONDON)
    assert instant_of(AUTUMN, time(1, 30), LONDON) == first < second


def test_a_night_shift_over_the_change_has_the_hours_that_were_worked() -> None:
    spring = duration(instant_of(SPRING - timedelta(days=1), time(22), LONDON), instant_of(SPRING, time(7), LONDON))
    autumn = duration(instant_of(AUTUMN - timedelta(days=1), time(22), LONDON), instant_of(AUTUMN, time(7), LONDON))

    assert (spring, autumn) == (timedelta(hours=8), timedelta(hours=10))


def test_a_duration_between_two_wall_clocks_of_one_zone_is_what_went_by() -> None:
    began = datetime(2026, 3, 29, 0, 30, tzinfo=LONDON)
    ended = datetime(2026, 3, 29, 2, 30, tzinfo=LONDON)

    assert duration(began, ended) == timedelta(hours=1)


def test_days_have_23_24_or_25_hours() -> None:
    hours = [duration(*bounds_of(day, LONDON)) / timedelta(hours=1) for day in (SPRING, date(2026, 6, 1), AUTUMN)]

    assert hours == [23, 24, 25]


@given(DAYS, CLOCKS, ZONES)
def test_a_time_that_exists_stays_as_it_was_said(day: date, clock: time, zone: ZoneInfo) -> None:
    said = datetime.combine(day, clock)

    shown = civil_of(instant_of(day, clock, zone), zone)

    assert shown == said or (shown > said and not _exists(said, zone))


@given(DAYS, CLOCKS, ZONES)
def test_a_missing_time_becomes_the_very_next_minute(day: date, clock: time, zone: ZoneInfo) -> None:
    said = datetime.combine(day, clock)
    moment = instant_of(day, clock, zone)
    if not _exists(said, zone):
        before = civil_of(moment - timedelta(minutes=1), zone)

        assert before < said < civil_of(moment, zone)


@given(DAYS, CLOCKS, ZONES)
def test_a_doubled_time_is_the_first(day: date, clock: time, zone: ZoneInfo) -> None:
    moment = instant_of(day, clock, zone)

    for hours in (0.5, 1, 2):
        assert civil_of(moment - timedelta(hours=hours), zone) != datetime.combine(day, clock)


@given(DAYS, CLOCKS, CLOCKS, ZONES)
def test_what_was_said_earlier_never_comes_later(day: date, one: time, other: time, zone: ZoneInfo) -> None:
    """Within one night a doubled hour is its first half, so the order of what was said holds."""
    early, late = sorted((one, other))

    assert instant_of(day, early, zone) <= instant_of(day, late, zone)


@given(DAYS, CLOCKS, ZONES)
def test_a_moment_lies_within_its_day(day: date, clock: time, zone: ZoneInfo) -> None:
    moment = instant_of(day, clock, zone)
    first, following = bounds_of(day_of(moment, zone), zone)

    assert first <= moment < following


def _exists(said: datetime, zone: ZoneInfo) -> bool:
    return said.replace(tzinfo=zone).astimezone(UTC).astimezone(zone).replace(tzinfo=None, fold=0) == said
