"""A visit: planned, then what happened. Its words, when it begins, and where it stands."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from app.domain.civil_time import instant_of
from app.domain.errors import Asks, FieldWrong
from app.domain.measurement import MeasurementKind
from app.domain.words import N_


class Urgency(StrEnum):
    """Must be today, may move, a call will do; with why, on every visit (practice.md, the team's day)."""

    MUST_BE_TODAY = "must-be-today"
    MAY_MOVE = "may-move"
    A_CALL_WILL_DO = "a-call-will-do"


class EntryKind(StrEnum):
    """A line in the timeline that is not itself a row of its own."""

    NOTE = "note"
    VISIT_NOTE = "visit-note"
    IMPORTED = "imported"
    GOAL = "goal"


class SafeToLeave(StrEnum):
    """Asked before a visit is finished; no answer is an answer too."""

    YES = "yes"
    NO = "no"


class VisitState(StrEnum):
    """Where a visit stands. What happened beats what was planned: one begun although cancelled is going on."""

    LATER = "later"
    NOW = "now"
    DONE = "done"
    CANCELLED = "cancelled"


def state_of(*, started_at: datetime | None, finished_at: datetime | None, cancelled_at: datetime | None) -> VisitState:
    if finished_at is not None:
        return VisitState.DONE
    if started_at is not None:
        return VisitState.NOW
    return VisitState.CANCELLED if cancelled_at is not None else VisitState.LATER


@dataclass(frozen=True)
class Task:
    """One thing to be done at a visit, and what it measures."""

    id: str
    text: str
    measures: tuple[MeasurementKind, ...] = ()


def tasks_of(stored: Iterable[Mapping[str, Any]]) -> tuple[Task, ...]:
    """The tasks as they stand in the visit's row."""
    return tuple(
        Task(one["id"], one["text"], tuple(MeasurementKind(kind) for kind in one.get("measures", ()))) for one in stored
    )


def numbered(
    wanted: Sequence[tuple[str, Sequence[MeasurementKind]]], before: Sequence[Task] = ()
) -> list[dict[str, Any]]:
    """The tasks to store. One that was there before keeps its id, so that a tablet away still means the same task."""
    left = {task.text: task.id for task in reversed(before)}
    taken = {task.id for task in before}
    free = (f"t{number}" for number in range(1, len(wanted) + len(taken) + 1) if f"t{number}" not in taken)
    return [
        {"id": left.pop(text, None) or next(free), "text": text, "measures": [kind.value for kind in measures]}
        for text, measures in wanted
    ]


PLANNED_WITHIN = timedelta(days=3 * 366)
"""A day further away than this, before or after today, is a slip of the finger."""


def planned_at(day: date, at: time, zone: ZoneInfo, *, today: date) -> datetime:
    """The instant at which a civil day and time begin in the team's zone."""
    if abs(day - today) > PLANNED_WITHIN:
        raise FieldWrong("day", N_("That day is years away. Look at the year."))
    return instant_of(day, at.replace(second=0, microsecond=0), zone)


def overlap(one: tuple[datetime, int], other: tuple[datetime, int]) -> bool:
    """Whether two visits, each an instant and minutes, share time. One that begins when the other ends does not."""
    return one[0] < other[0] + timedelta(minutes=other[1]) and other[0] < one[0] + timedelta(minutes=one[1])


CLOCK_MARKED = timedelta(minutes=2)
CLOCK_ASKED = timedelta(minutes=5)


def ask_about_clock(happened_at: datetime, received_at: datetime, *, confirmed: bool) -> None:
    """A tablet's clock is believed and never refused; what lies more than five minutes ahead is asked about."""
    if not confirmed and happened_at - received_at > CLOCK_ASKED:
        raise Asks({"happened_at": (N_("This is said to happen in the future. Is the tablet's clock right?"), {})})


def clock_is_off(happened_at: datetime, received_at: datetime) -> bool:
    """Whether the tablet's clock ran ahead of the server's, so that a reader does not trust the minute."""
    return happened_at - received_at > CLOCK_MARKED
