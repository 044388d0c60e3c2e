"""Dates as told: as precise as they were, and never guessed."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import FieldWrong
from app.domain.when import Precision, from_british, from_iso


@pytest.mark.parametrize(
    ("text", "precision", "iso"),
    [
        ("1942", "year", "1942"),
        ("1942-11", "month", "1942-11"),
        ("1942-11-24", "day", "1942-11-24"),
        ("2026-05-01T23:30:00-05:00", "instant", "2026-05-01"),
        ("2026-05-01T23:30", "day", "2026-05-01"),
    ],
)
def test_a_date_is_as_precise_as_it_was_told(text: str, precision: str, iso: str) -> None:
    when = from_iso(text)

    assert when and (when.precision, when.iso, when.told) == (Precision(precision), iso, text)


def test_an_instant_is_kept_in_utc_beside_the_day_it_was_told_for() -> None:
    when = from_iso("2026-05-01T23:30:00.123456789-05:00")

    assert when and when.instant == datetime(2026, 5, 2, 4, 30, 0, 123456, tzinfo=UTC)
    assert when.day == date(2026, 5, 1)


def test_a_leap_second_counts_as_the_second_before_it() -> None:
    when = from_iso("2016-12-31T23:59:60Z")

    assert when and when.instant == datetime(2016, 12, 31, 23, 59, 59, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "42",
        "1942-13",
        "1942-02-30",
        "1942-11-24T25:00:00Z",
        "1942-11-24T10:00:61Z",
        "0000-01-01",
        "0001-01-01T00:00:00+14:00",
        "1942-11-24T10:00:00+99:00",
        "1942-11-24 10:00",
        "x1942",
        "１９４２",
    ],
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert from_iso(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "24/11/1942",
        "24.11.1942",
        "24-11-1942",
        "24 11 1942",
        "24 Nov 1942",
        "24 november 1942",
        "24th of November 1942",
        "24-Nov-1942",
        "Nov 24, 1942",
        " 24/11/1942 ",
        "1942-11-24",
        "24 Nov. 1942",
    ],
)
def test_the_day_comes_first_however_it_is_written(text: str) -> None:
    assert from_british(text, field="birth_date").day == date(1942, 11, 24)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("11/24/1942", "no month 24"),
        ("24/11/42", "four figures"),
        ("31/02/1942", "no such day"),
        ("yesterday", "day first"),
        ("24 Foo 1942", "day first"),
        ("24/11", "day first"),
        ("0/0/1942", "no month 0"),
        ("24 Nov 19421", "four figures"),
    ],
)
def test_an_unclear_date_is_refused_with_its_reason(text: str, word: str) -> None:
    with pytest.raises(FieldWrong) as refused:
        from_british(text, field="birth_date")

    assert word in refused.value.message.format_map(refused.value.values)
    assert refused.value.field == "birth_date"


@given(st.text(max_size=30))
def test_any_text_is_a_date_or_refused(text: str) -> None:
    from_iso(text)
    try:
        from_british(text, field="x")
    except FieldWrong as refused:
        assert refused.message.format_map(refused.values)


@given(st.dates(date(1000, 1, 1)))
def test_every_day_is_read_back_from_the_british_form(day: date) -> None:
    assert from_british(day.strftime("%d/%m/%Y"), field="x").day == day
