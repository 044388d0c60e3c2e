"""Civil date and time in the team's zone, and the instants behind them: clocks that go forward, and back.

Patterns, shifts and windows are written as people say them ("half past one in the night"). Once a year such a time
does not exist, and once it exists twice; a visit planned for it must still have one moment (design.md section 4).
"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

SECOND = timedelta(seconds=1)


def instant_of(day: date, clock: time, zone: ZoneInfo) -> datetime:
    """The moment in UTC. A missing time moves to the next valid minute, a doubled one is the first."""
    said = datetime.combine(day, clock.replace(tzinfo=None, fold=0))
    moment = said.replace(tzinfo=zone).astimezone(UTC)
    if moment.astimezone(zone).replace(tzinfo=None, fold=0) == said:
        return moment
    return _after_the_gap(said, zone)


def civil_of(moment: datetime, zone: ZoneInfo) -> datetime:
    """What the clock on the wall says at that moment, without a zone."""
    return moment.astimezone(zone).replace(tzinfo=None, fold=0)


def day_of(moment: datetime, zone: ZoneInfo) -> date:
    """The civil day in which the moment lies."""
    return moment.astimezone(zone).date()


def bounds_of(day: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """The first moment of the day and the first of the next: 23, 24 or 25 hours apart."""
    return instant_of(day, time(), zone), instant_of(day + timedelta(days=1), time(), zone)


def duration(began: datetime, ended: datetime) -> timedelta:
    """Time that went by. Python would subtract two clocks of one zone as they hang on the wall."""
    return ended.astimezone(UTC) - began.astimezone(UTC)


def _after_the_gap(said: datetime, zone: ZoneInfo) -> datetime:
    """The first moment after the clocks went forward over the time that was said."""
    before = said.replace(tzinfo=zone, fold=1).astimezone(UTC)
    after = said.replace(tzinfo=zone, fold=0).astimezone(UTC)
    old = before.astimezone(zone).utcoffset()
    while after - before > SECOND:
        middle = before + (after - before) // 2
        if middle.astimezone(zone).utcoffset() == old:
            before = middle
        else:
            after = middle
    return after.replace(microsecond=0)
