"""When a visit begins, where it stands, and what its tasks are called."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from app.domain.errors import Asks, FieldWrong
from app.domain.measurement import MeasurementKind
from app.domain.visit import (
    VisitState,
    ask_about_clock,
    clock_is_off,
    numbered,
    overlap,
    planned_at,
    state_of,
    tasks_of,
)

LONDON = ZoneInfo("Europe/London")
AT = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


def begins(day: date, at: time) -> datetime:
    return planned_at(day, at, LONDON, today=day)


def test_a_time_in_summer_is_an_hour_earlier_in_utc() -> None:
    assert begins(date(2026, 7, 1), time(9, 15)) == datetime(2026, 7, 1, 8, 15, tzinfo=UTC)


@pytest.mark.parametrize("minute", [0, 1, 30, 59])
def test_a_missing_hour_moves_to_the_next_valid_minute(minute: int) -> None:
    assert begins(date(2026, 3, 29), time(1, minute)) == datetime(2026, 3, 29, 1, 0, tzinfo=UTC)


def test_the_minutes_around_a_missing_hour_stay() -> None:
    assert begins(date(2026, 3, 29), time(0, 59)) == datetime(2026, 3, 29, 0, 59, tzinfo=UTC)
    assert begins(date(2026, 3, 29), time(2, 0)) == datetime(2026, 3, 29, 1, 0, tzinfo=UTC)


def test_a_doubled_hour_is_the_first_of_the_two() -> None:
    assert begins(date(2026, 10, 25), time(1, 30)) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert begins(date(2026, 10, 25), time(1, 30, fold=1)) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


@pytest.mark.parametrize("day", [date(1, 1, 1), date(9999, 12, 31), date(2062, 11, 24)])
def test_a_day_years_away_is_a_slip(day: date) -> None:
    with pytest.raises(FieldWrong):
        planned_at(day, time(9), LONDON, today=date(2026, 11, 24))


def test_what_happened_beats_what_was_planned() -> None:
    assert state_of(started_at=None, finished_at=None, cancelled_at=None) is VisitState.LATER
    assert state_of(started_at=AT, finished_at=None, cancelled_at=AT) is VisitState.NOW
    assert state_of(started_at=AT, finished_at=AT, cancelled_at=AT) is VisitState.DONE
    assert state_of(started_at=None, finished_at=None, cancelled_at=AT) is VisitState.CANCELLED


def test_visits_that_touch_do_not_overlap() -> None:
    half_past = AT + timedelta(minutes=30)

    assert not overlap((AT, 30), (half_past, 30))
    assert overlap((AT, 31), (half_past, 30))
    assert overlap((half_past, 5), (AT, 60))


def test_a_task_that_stays_keeps_its_id() -> None:
    before = tasks_of(numbered([("Wash", ()), ("Weigh", [MeasurementKind.WEIGHT])]))

    after = numbered([("Eye drops", ()), ("Weigh", [MeasurementKind.WEIGHT])], before)

    assert [(one["id"], one["text"]) for one in after] == [("t3", "Eye drops"), ("t2", "Weigh")]


def test_two_tasks_with_the_same_words_have_two_ids() -> None:
    before = tasks_of(numbered([("Turn", ()), ("Turn", ())]))

    assert len({one["id"] for one in numbered([("Turn", ()), ("Turn", ()), ("Turn", ())], before)}) == 3


def test_a_clock_a_little_ahead_is_marked_and_one_far_ahead_is_asked_about() -> None:
    ask_about_clock(AT + timedelta(minutes=5), AT, confirmed=False)
    assert clock_is_off(AT + timedelta(minutes=3), AT)
    assert not clock_is_off(AT + timedelta(minutes=2), AT)
    with pytest.raises(Asks):
        ask_about_clock(AT + timedelta(minutes=6), AT, confirmed=False)
    ask_about_clock(AT + timedelta(minutes=6), AT, confirmed=True)
