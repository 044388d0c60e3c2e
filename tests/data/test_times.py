"""Instants come back from both databases as the moment that went in, in UTC."""

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import StatementError

from app.models import Attempt, new_id
from app.models.base import columns
from tests.cast import Cast

A = columns(Attempt)


def put(cast: Cast, at: datetime) -> datetime:
    """Store a moment, and read it back."""
    row = new_id()
    cast.kring.door.write(
        None, lambda session: session.add(Attempt(id=row, at=at, what="test", outcome="tried", subject="time"))
    )
    with cast.kring.door.read(None) as session:
        found: datetime = session.execute(select(A.at).where(A.id == row)).scalar_one()
        return found


@pytest.mark.parametrize(
    "at",
    [
        datetime(2026, 11, 24, 9, 0, 0, 123456, tzinfo=UTC),
        datetime(2026, 7, 1, 9, 0, tzinfo=ZoneInfo("Europe/London")),
        datetime(2026, 10, 25, 1, 30, tzinfo=ZoneInfo("Europe/London")),
        datetime(2026, 10, 25, 1, 30, tzinfo=ZoneInfo("Europe/London"), fold=1),
        datetime(2026, 3, 29, 12, 0, tzinfo=timezone(timedelta(hours=5, minutes=45))),
        datetime(1999, 12, 31, 23, 59, 59, 999999, tzinfo=UTC),
    ],
)
def test_a_moment_comes_back_as_itself_and_in_utc(cast: Cast, at: datetime) -> None:
    found = put(cast, at)

    assert found == at.astimezone(UTC)
    assert found.utcoffset() == timedelta(0)


def test_a_moment_without_a_zone_is_refused(cast: Cast) -> None:
    with pytest.raises((StatementError, ValueError), match="an instant needs a zone"):
        put(cast, datetime(2026, 11, 24, 9, 0))  # noqa: DTZ001 - the mistake itself


def test_moments_are_compared_and_ordered_as_moments(cast: Cast) -> None:
    """Half past one comes twice in that night; the database puts the second after the first."""
    london = ZoneInfo("Europe/London")
    second = put(cast, datetime(2026, 10, 25, 1, 30, tzinfo=london, fold=1))
    first = put(cast, datetime(2026, 10, 25, 1, 30, tzinfo=london))

    with cast.kring.door.read(None) as session:
        ordered = session.execute(select(A.at).where(A.subject == "time").order_by(A.at)).scalars().all()
        later = session.execute(select(A.at).where(A.subject == "time", A.at > first)).scalars().all()

    assert (ordered, later) == ([first, second], [second])


def test_the_zone_of_the_database_session_changes_nothing(cast: Cast) -> None:
    at = put(cast, datetime(2026, 7, 1, 8, 0, tzinfo=UTC))
    with cast.kring.door.read(None) as session:
        if session.connection().dialect.name == "postgresql":
            session.execute(text("select set_config('timezone', 'Asia/Kathmandu', true)"))

        found = session.execute(select(A.at).where(A.subject == "time", A.at == at)).scalar_one()

    assert (found, found.utcoffset()) == (at, timedelta(0))
