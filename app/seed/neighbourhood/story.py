"""How a story is told: what happened on which day, in the words of whoever was there.

``when`` is ``"-5 Tue 10:30"``: the week before this one counts -1, so that a surgery is never rung on a Sunday; or
``"ago 2 10:30"``: that many days before the day looked at.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from app.seed.neighbourhood.client import Around

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
WEEKS = 8


@dataclass(frozen=True)
class Visited:
    """A visit of the story. One of the same ``kind`` that the client's care would have brought that day falls away."""

    when: str
    kind: str
    note: str
    values: Mapping[str, str] = field(default_factory=dict)
    minutes: int = 0
    tasks: Sequence[tuple[str, tuple[str, ...]]] = ()
    """What was to be done, when not what the kind says."""
    undone: Mapping[int, str] = field(default_factory=dict)
    """Place of a task (from 0) → why it was not done."""
    unsafe: bool = False
    """The nurse did not think it safe to leave."""
    called_out: bool = False
    """Planned and done within the hour, outside everybody's round."""
    planned: str = ""
    """When it was planned, where not with the week."""


@dataclass(frozen=True)
class Noted:
    """A note outside a visit."""

    when: str
    text: str


@dataclass(frozen=True)
class Status:
    when: str
    status: str
    reason: str = ""


@dataclass(frozen=True)
class Joined:
    """Somebody comes into the network."""

    when: str
    who: Around


@dataclass(frozen=True)
class Changed:
    """Somebody of the network helps more, less or otherwise; what is not named stays."""

    when: str
    name: str
    changes: Mapping[str, Any]


@dataclass(frozen=True)
class Left:
    """Somebody is no longer part of the network."""

    when: str
    name: str
    why: str


@dataclass(frozen=True)
class Tied:
    """The tie between the client and somebody changes."""

    when: str
    name: str
    kind: str


@dataclass(frozen=True)
class Rated:
    """An Omaha problem is rated again: Knowledge, Behaviour, Status."""

    when: str
    code: str
    ratings: str
    because: str


@dataclass(frozen=True)
class Known:
    """Something to know is written down: the name of the command, and its fields."""

    when: str
    command: str
    fields: Mapping[str, Any]


Event = Visited | Noted | Status | Joined | Changed | Left | Tied | Rated | Known
Story = Sequence[Event]


def moment_of(when: str, today: date) -> datetime:
    """Civil date and time; for a day of the week before last that is ``"-2 Thu 09:00"``."""
    first, second, clock = when.split()
    if first == "ago":
        day = today - timedelta(days=int(second))
    else:
        monday = today - timedelta(days=today.weekday())
        day = monday + timedelta(weeks=int(first), days=WEEKDAYS.index(second))
    return datetime.combine(day, time.fromisoformat(clock))


def beginning(today: date) -> date:
    """The Monday with which the eight weeks begin."""
    return today - timedelta(days=today.weekday(), weeks=WEEKS)
