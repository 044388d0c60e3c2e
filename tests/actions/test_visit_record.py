"""A visit is started, recorded in one telling or several, and corrected; nothing told is lost."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select

from app.models import Measurement, VisitRecord, new_id
from tests.cast import Cast, Person
from tests.visits import TASKS, refused, row_of, started, told, visit


def records(cast: Cast, visit_id: UUID) -> list[VisitRecord]:
    with cast.kring.door.read(cast.riverside) as session:
        found = session.execute(
            select(VisitRecord)
            .where(VisitRecord.team_id == cast.riverside, VisitRecord.visit_id == visit_id)
            .order_by(VisitRecord.number)
        )
        return [row.model_copy() for row in found.scalars()]


def measurements(cast: Cast, client: UUID) -> dict[str, Measurement]:
    with cast.kring.door.read(cast.riverside) as session:
        found = session.execute(
            select(Measurement).where(Measurement.team_id == cast.riverside, Measurement.client_id == client)
        )
        return {row.kind: row.model_copy() for row in found.scalars()}


def record(cast: Cast, person: Person, visit_id: UUID, **more: Any) -> Any:
    return person.command("record-visit", told(cast, cast.peggy, visit_id, **more))


def test_a_visit_is_started_and_the_tablets_word_is_kept(cast: Cast) -> None:
    planned = visit(cast, cast.peggy)
    earlier = cast.kring.clock.now - timedelta(hours=3)

    answer = cast.amina.command("start-visit", started(cast, cast.peggy, planned, happened_at=earlier.isoformat()))

    assert answer.status_code == 200, answer.text
    assert (row_of(cast, planned).started_at, row_of(cast, planned).started_by) == (earlier, cast.amina.membership)


def test_a_visit_that_was_nobodys_becomes_the_starters(cast: Cast) -> None:
    planned = visit(cast, cast.peggy, membership_id=None)

    cast.gwen.command("start-visit", started(cast, cast.peggy, planned))

    assert row_of(cast, planned).membership_id == cast.gwen.membership


def test_a_visit_started_twice_keeps_the_earliest_start(cast: Cast) -> None:
    planned, now = visit(cast, cast.peggy), cast.kring.clock.now
    first = now - timedelta(minutes=9)
    cast.amina.command("start-visit", started(cast, cast.peggy, planned))

    answer = cast.joanne.command("start-visit", started(cast, cast.peggy, planned, happened_at=first.isoformat()))

    assert answer.status_code == 200
    assert (row_of(cast, planned).started_at, row_of(cast, planned).started_by) == (first, cast.joanne.membership)
    assert cast.amina.command("start-visit", started(cast, cast.peggy, planned)).status_code == 200
    assert row_of(cast, planned).started_at == first


def test_a_clock_far_ahead_is_asked_about_and_then_believed(cast: Cast) -> None:
    planned = visit(cast, cast.peggy)
    ahead = started(cast, cast.peggy, planned, happened_at=(cast.kring.clock.now + timedelta(minutes=7)).isoformat())

    assert refused(cast.amina.command("start-visit", ahead)) == (409, "asks")
    assert cast.amina.command("start-visit", {**ahead, "confirmed": True}).status_code == 200


def test_a_time_without_a_zone_is_not_taken(cast: Cast) -> None:
    body = started(cast, cast.peggy, visit(cast, cast.peggy), happened_at="2026-11-24T09:00:00")

    answer = cast.amina.command("start-visit", body)

    assert answer.status_code == 422
    assert set(answer.json()["fields"]) == {"happened_at"}


def test_a_time_at_the_end_of_time_is_not_taken(cast: Cast) -> None:
    for odd in ("0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00"):
        answer = cast.amina.command("start-visit", started(cast, cast.peggy, visit(cast, cast.peggy), happened_at=odd))

        assert answer.status_code == 422, odd


def test_a_routine_visit_is_recorded_all_as_planned(cast: Cast) -> None:
    planned = visit(cast, cast.peggy)
    cast.amina.command("start-visit", started(cast, cast.peggy, planned))
    begun = cast.kring.clock.now
    ended = cast.kring.clock.forward(minutes=12)

    answer = record(cast, cast.amina, planned, note="Edge still red.", safe_to_leave="yes")

    assert answer.status_code == 200, answer.text
    (kept,) = records(cast, planned)
    assert (kept.started_at, kept.finished_at, kept.author) == (begun, ended, cast.amina.membership)
    assert kept.all_as_planned
    assert kept.done == [{"task": "t1", "text": "Heel wound dressing", "done": True, "why": ""}]
    assert (kept.note, kept.safe_to_leave) == ("Edge still red.", "yes")
    assert row_of(cast, planned).finished_at == ended


def test_what_measures_needs_its_value_whatever_was_as_planned(cast: Cast) -> None:
    planned = visit(cast, cast.peggy, tasks=list(TASKS))

    answer = record(cast, cast.amina, planned)

    assert answer.status_code == 422
    assert set(answer.json()["fields"]) == {"value.systolic", "value.diastolic"}
    assert records(cast, planned) == []


def test_values_are_kept_as_counted_and_as_written(cast: Cast) -> None:
    planned = visit(cast, cast.peggy, tasks=list(TASKS))
    value = {"systolic": "142", "diastolic": "81", "glucose": "126", "temperature": "36,8"}

    answer = record(cast, cast.amina, planned, value=value, unit={"glucose": "mg/dL"})

    assert answer.status_code == 200, answer.text
    kept = measurements(cast, cast.peggy)
    assert (kept["glucose"].value, kept["glucose"].unit) == ("7.0", "mmol/L")
    assert (kept["glucose"].written_value, kept["glucose"].written_unit) == ("126", "mg/dL")
    assert kept["temperature"].value == "36.8"
    assert {row.visit_id for row in kept.values()} == {planned}
    assert [one["done"] for one in records(cast, planned)[0].done] == [True, True]


def test_a_task_that_measures_may_be_said_not_to_have_been_measured(cast: Cast) -> None:
    planned = visit(cast, cast.peggy, tasks=list(TASKS))

    answer = record(cast, cast.amina, planned, done={"t2": "not-done"}, reason={"t2": "refused"})

    assert answer.status_code == 200, answer.text
    (kept,) = records(cast, planned)
    assert kept.done[1] == {"task": "t2", "text": "Blood pressure", "done": False, "why": "refused"}
    assert not kept.all_as_planned


def test_an_odd_value_is_asked_about_and_kept_when_confirmed(cast: Cast) -> None:
    planned = visit(cast, cast.peggy, tasks=list(TASKS))
    body = told(cast, cast.peggy, planned, value={"systolic": "20", "diastolic": "300"})

    asked = cast.amina.command("record-visit", body)

    assert refused(asked) == (409, "asks")
    assert "20" not in asked.json()["message"] or asked.json()["fields"]["value.systolic"]
    assert cast.amina.command("record-visit", {**body, "confirmed": True}).status_code == 200
    assert measurements(cast, cast.peggy)["systolic"].value == "20"


def test_an_unknown_kind_and_an_unreadable_value_are_told_beside_their_fields(cast: Cast) -> None:
    planned = visit(cast, cast.peggy)

    unknown = record(cast, cast.amina, planned, value={"mood": "7"})
    unread = record(cast, cast.amina, planned, value={"pulse": "fast", "weight": "1e9"})

    assert unknown.status_code == 422
    assert set(unread.json()["fields"]) == {"value.pulse", "value.weight"}


def test_a_half_done_visit_is_gone_on_with(cast: Cast) -> None:
    planned = visit(cast, cast.peggy, tasks=list(TASKS))
    half = record(
        cast,
        cast.amina,
        planned,
        all_as_planned=False,
        finish=False,
        value={"systolic": "140", "diastolic": "80"},
        note="Called away.",
    )
    assert half.json()["answer"]["finished"] is False
    assert row_of(cast, planned).finished_at is None

    whole = record(cast, cast.amina, planned, continues=1)

    assert whole.status_code == 200, whole.text
    assert [(row.number, row.replaces) for row in records(cast, planned)] == [(1, None), (2, 1)]
    assert len(measurements(cast, cast.peggy)) == 2


def test_two_nurses_who_both_recorded_are_both_kept(cast: Cast) -> None:
    planned = visit(cast, cast.peggy)
    record(cast, cast.amina, planned, note="Mine")

    answer = record(cast, cast.joanne, planned, note="Mine too")

    assert answer.status_code == 200
    kept = records(cast, planned)
    assert [(row.number, row.replaces, row.note) for row in kept] == [(1, None, "Mine"), (2, None, "Mine too")]


def test_a_record_of_a_visit_cancelled_meanwhile_or_long_past_is_kept(cast: Cast) -> None:
    now = cast.kring.clock.now
    long_past = now - timedelta(days=90)
    gone = visit(cast, cast.peggy, day=long_past.date(), planned_at=long_past)
    cancelled = visit(cast, cast.peggy, cancelled_at=now, cancelled_why="In hospital")

    assert record(cast, cast.amina, gone, happened_at=long_past.isoformat()).status_code == 200
    assert record(cast, cast.amina, cancelled).status_code == 200
    assert row_of(cast, gone).finished_at == long_past
    assert row_of(cast, cancelled).finished_at == now


def test_a_plan_changed_while_the_tablet_was_away_does_not_lose_the_record(cast: Cast) -> None:
    planned = visit(cast, cast.peggy, tasks=list(TASKS))

    answer = record(cast, cast.amina, planned, task={"t9": "Eye drops"})

    assert answer.status_code == 200, answer.text
    assert records(cast, planned)[0].done == [{"task": "t9", "text": "Eye drops", "done": True, "why": ""}]


def test_a_correction_is_a_new_number_that_names_its_author_and_keeps_the_times(cast: Cast) -> None:
    planned = visit(cast, cast.peggy)
    record(cast, cast.amina, planned, note="Left heel")
    ended: datetime = cast.kring.clock.now
    cast.kring.clock.forward(hours=2)
    body = told(cast, cast.peggy, planned, number=1, why="Wrong side", note="Right heel")
    del body["finish"]

    answer = cast.joanne.command("correct-visit-record", body)

    assert answer.status_code == 200, answer.text
    old, new = records(cast, planned)
    assert (old.note, new.note, new.replaces, new.why_corrected) == ("Left heel", "Right heel", 1, "Wrong side")
    assert (new.author, new.finished_at) == (cast.joanne.membership, ended)
    assert row_of(cast, planned).finished_at == ended


def test_a_correction_needs_its_reason_and_its_record(cast: Cast) -> None:
    planned = visit(cast, cast.peggy)
    record(cast, cast.amina, planned)

    without = cast.amina.command("correct-visit-record", told(cast, cast.peggy, planned, number=1, why=""))
    unknown = cast.amina.command("correct-visit-record", told(cast, cast.peggy, planned, number=7, why="Wrong"))

    assert without.status_code == 422
    assert refused(unknown) == (404, "not-found")


def test_a_visit_cannot_end_before_it_begins(cast: Cast) -> None:
    now = cast.kring.clock.now
    answer = record(
        cast,
        cast.amina,
        visit(cast, cast.peggy),
        started_at=now.isoformat(),
        finished_at=(now - timedelta(minutes=1)).isoformat(),
    )

    assert set(answer.json()["fields"]) == {"finished_at"}


def test_the_same_record_sent_twice_stands_once(cast: Cast) -> None:
    planned, operation = visit(cast, cast.peggy), new_id()
    body = told(cast, cast.peggy, planned)

    first = cast.amina.command("record-visit", body, operation=operation)
    again = cast.amina.command("record-visit", body, operation=operation)

    assert (first.json()["answer"], again.json()["again"]) == (again.json()["answer"], True)
    assert len(records(cast, planned)) == 1


def test_another_team_an_ex_member_and_a_stranger_record_nothing(cast: Cast) -> None:
    planned = visit(cast, cast.peggy)
    for person in (cast.beth, cast.olive, cast.nell):
        answer = person.command("record-visit", told(cast, cast.peggy, planned), team=cast.riverside)

        assert refused(answer) == (404, "not-found"), person.name
    elsewhere = cast.beth.command("record-visit", told(cast, cast.walter, planned))
    assert refused(elsewhere) == (404, "not-found")
