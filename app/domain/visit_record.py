"""What was done at a visit: each task done or not, values measured, and what has to be said before it is finished."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from app.domain.errors import Asks, ByField, FieldsWrong, FieldWrong
from app.domain.measurement import Measured, MeasurementKind, questions, written
from app.domain.visit import Task
from app.domain.words import N_


class Outcome(StrEnum):
    """Of one task. Of a task that measures, "not done" says that it was not measured."""

    DONE = "done"
    NOT_DONE = "not-done"


class NotDoneReason(StrEnum):
    """The short answers offered on the page. None is asked for, and any other words are as good."""

    REFUSED = "refused"
    NO_REPLY = "no-reply"
    NOT_NEEDED = "not-needed"
    NO_TIME = "no-time"
    NO_MATERIAL = "no-material"
    OTHER = "other"


@dataclass(frozen=True)
class Told:
    """What a nurse said of the tasks. ``all_as_planned`` covers what she did not say singly, never what measures."""

    all_as_planned: bool = False
    done: Mapping[str, Outcome] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)
    shown: Mapping[str, str] = field(default_factory=dict)
    """Task → text, as her page showed them; empty when she saw the plan as it stands."""


def tasks_seen(planned: Sequence[Task], shown: Mapping[str, str]) -> tuple[Task, ...]:
    """The tasks she answered for: those of her page, should the plan have changed while her tablet was away."""
    if not shown:
        return tuple(planned)
    measures = {task.id: task.measures for task in planned}
    return tuple(Task(id, text, measures.get(id, ())) for id, text in shown.items())


def values_of(value: Mapping[MeasurementKind, str], unit: Mapping[MeasurementKind, str]) -> list[Measured]:
    """The values as typed, each in its unit. All that cannot be read are told at once, each beside its field."""
    found, wrong = [], {}
    for kind, text in value.items():
        try:
            found.append(written(kind, text, unit.get(kind)))
        except FieldWrong as refusal:
            wrong[f"value.{kind.value}"] = (refusal.message, refusal.values)
    if wrong:
        raise FieldsWrong(wrong)
    return found


def ask_about_values(measured: Sequence[Measured], *, confirmed: bool) -> None:
    """Unusual values are asked about once; they may well be right."""
    asked = questions(*measured)
    if asked and not confirmed:
        raise Asks({f"value.{one.field}": (one.why, one.values) for one in asked})


def outcomes(
    tasks: Sequence[Task], told: Told, kinds: Collection[MeasurementKind], *, finish: bool
) -> list[dict[str, Any]]:
    """What the record keeps by task. Before a visit is finished each task needs its word, or its value.

    ``kinds`` is what has been measured at this visit, now or in what was told of it before.
    """
    missing: dict[str, tuple[str, Mapping[str, object]]] = {}
    kept = []
    for task in tasks:
        outcome = _outcome(task, told, kinds)
        if outcome is None:
            missing.update(_missing(task, kinds))
            continue
        why = told.reasons.get(task.id, "") if outcome is Outcome.NOT_DONE else ""
        kept.append({"task": task.id, "text": task.text, "done": outcome is Outcome.DONE, "why": why})
    if finish and missing:
        raise FieldsWrong(missing)
    return kept


def _outcome(task: Task, told: Told, measured: Collection[MeasurementKind]) -> Outcome | None:
    said = told.done.get(task.id)
    if task.measures:
        complete = all(kind in measured for kind in task.measures)
        return Outcome.DONE if complete else Outcome.NOT_DONE if said is Outcome.NOT_DONE else None
    return said or (Outcome.DONE if told.all_as_planned else None)


def _missing(task: Task, measured: Collection[MeasurementKind]) -> ByField:
    if not task.measures:
        return {f"done.{task.id}": (N_("Was “{task}” done or not done?"), {"task": task.text})}
    word = N_("“{task}” needs its value, or a tick that it was not measured.")
    return {f"value.{kind.value}": (word, {"task": task.text}) for kind in task.measures if kind not in measured}


def times(
    *, told_start: datetime | None, begun: datetime | None, happened: datetime, told_end: datetime | None, finish: bool
) -> tuple[datetime, datetime | None]:
    """When it began and ended. What is not told: it began when it was started, and ended when it was written down."""
    end = told_end or (happened if finish else None)
    start = told_start or begun or min(happened, end or happened)
    if end is not None and end < start:
        if told_start is not None and told_end is not None:
            raise FieldWrong("finished_at", N_("A visit cannot end before it begins."))
        # Two tablets, two clocks: the end that was told stands, and the start gives way.
        start = end
    return start, end
