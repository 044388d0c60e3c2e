"""What has to be said before a visit is finished, and what "all as planned" covers."""

from datetime import UTC, datetime, timedelta

import pytest

from app.domain.errors import Asks, FieldsWrong, FieldWrong
from app.domain.measurement import MeasurementKind
from app.domain.visit import Task
from app.domain.visit_record import Outcome, Told, ask_about_values, outcomes, tasks_seen, times, values_of

WASH, PRESSURE = Task("t1", "Wash"), Task("t2", "BP", (MeasurementKind.SYSTOLIC, MeasurementKind.DIASTOLIC))
BOTH = {MeasurementKind.SYSTOLIC, MeasurementKind.DIASTOLIC}
AT = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


def test_all_as_planned_covers_what_was_not_said_singly() -> None:
    kept = outcomes([WASH], Told(all_as_planned=True), (), finish=True)

    assert kept == [{"task": "t1", "text": "Wash", "done": True, "why": ""}]


def test_all_as_planned_never_covers_a_measurement() -> None:
    with pytest.raises(FieldsWrong) as wrong:
        outcomes([WASH, PRESSURE], Told(all_as_planned=True), (), finish=True)

    assert set(wrong.value.by_field) == {"value.systolic", "value.diastolic"}


def test_half_a_blood_pressure_asks_for_the_other_half() -> None:
    with pytest.raises(FieldsWrong) as wrong:
        outcomes([PRESSURE], Told(), {MeasurementKind.SYSTOLIC}, finish=True)

    assert set(wrong.value.by_field) == {"value.diastolic"}


def test_a_value_says_that_it_was_done_and_a_tick_that_it_was_not_measured() -> None:
    assert outcomes([PRESSURE], Told(), BOTH, finish=True)[0]["done"] is True
    told = Told(done={"t2": Outcome.NOT_DONE}, reasons={"t2": "refused"})
    assert outcomes([PRESSURE], told, (), finish=True) == [
        {"task": "t2", "text": "BP", "done": False, "why": "refused"}
    ]


def test_done_without_a_value_is_not_enough_for_a_measurement() -> None:
    with pytest.raises(FieldsWrong):
        outcomes([PRESSURE], Told(done={"t2": Outcome.DONE}), (), finish=True)


def test_what_was_said_singly_beats_all_as_planned() -> None:
    told = Told(all_as_planned=True, done={"t1": Outcome.NOT_DONE})

    assert outcomes([WASH], told, (), finish=True)[0]["done"] is False


def test_half_a_record_needs_nothing() -> None:
    assert outcomes([WASH, PRESSURE], Told(), (), finish=False) == []


def test_a_plan_that_changed_meanwhile_does_not_stand_in_the_way() -> None:
    seen = tasks_seen([PRESSURE], {"t1": "Wash", "t2": "BP"})

    assert [(task.id, task.measures) for task in seen] == [("t1", ()), ("t2", PRESSURE.measures)]


def test_every_value_that_cannot_be_read_is_told_at_once() -> None:
    with pytest.raises(FieldsWrong) as wrong:
        values_of({MeasurementKind.PULSE: "fast", MeasurementKind.WEIGHT: "-3", MeasurementKind.GLUCOSE: "7,4"}, {})

    assert set(wrong.value.by_field) == {"value.pulse", "value.weight"}


def test_an_unusual_value_is_asked_about_once() -> None:
    odd = values_of({MeasurementKind.SYSTOLIC: "20", MeasurementKind.DIASTOLIC: "300"}, {})

    with pytest.raises(Asks) as asked:
        ask_about_values(odd, confirmed=False)
    assert set(asked.value.by_field) == {"value.systolic", "value.diastolic"}
    ask_about_values(odd, confirmed=True)


def test_it_began_when_it_was_started_and_ended_when_it_was_written_down() -> None:
    end = AT + timedelta(minutes=20)

    assert times(told_start=None, begun=AT, happened=end, told_end=None, finish=True) == (AT, end)
    assert times(told_start=None, begun=AT, happened=end, told_end=None, finish=False) == (AT, None)
    assert times(told_start=None, begun=None, happened=end, told_end=None, finish=True) == (end, end)


def test_an_end_before_the_beginning_is_refused_only_when_both_were_told() -> None:
    before = AT - timedelta(minutes=1)

    with pytest.raises(FieldWrong):
        times(told_start=AT, begun=None, happened=AT, told_end=before, finish=True)
    assert times(told_start=None, begun=AT, happened=before, told_end=None, finish=True) == (before, before)
