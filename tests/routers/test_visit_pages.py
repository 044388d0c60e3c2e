"""The pages of a visit: planned, moved, started, recorded and corrected by plain forms."""

import re
from typing import Any
from uuid import UUID

from app.models import Entry, new_id
from tests.actions.test_visit_record import measurements, records
from tests.cast import Cast
from tests.samples.visit import measurement
from tests.visits import ROUTINE, TASKS, row_of, visit


def hidden(html: str, name: str) -> str:
    """The value of a hidden field as the page has it."""
    found = re.search(rf'name="{re.escape(name)}" value="([^"]*)"', html)
    assert found, name
    return found[1]


def test_a_routine_visit_goes_from_the_round_through_three_forms(cast: Cast) -> None:
    planned = visit(cast, cast.peggy)
    page = cast.amina.get("/t/{team}/round").text
    assert f'action="/t/{cast.riverside}/visits/{planned}/start"' in page

    begun = cast.amina.post(f"/t/{{team}}/visits/{planned}/start", {"client": str(cast.peggy), "happened_at": ""})
    assert (begun.status_code, begun.headers["location"]) == (303, f"/t/{cast.riverside}/visits/{planned}")
    form = cast.amina.get(f"/t/{{team}}/visits/{planned}").text
    sent = {"id": hidden(form, "id"), "client": str(cast.peggy), "all_as_planned": "yes", "finish": "yes"}
    done = cast.amina.post(f"/t/{{team}}/visits/{planned}/records", {**sent, "task.t1": "Heel wound dressing"})

    assert done.status_code == 303, done.text
    assert done.headers["location"].startswith(f"/t/{cast.riverside}/round")
    assert row_of(cast, planned).finished_at == cast.kring.clock.now
    assert "Done 09:00" in cast.amina.get("/t/{team}/round").text


def test_nothing_clinical_is_filled_in_and_the_last_value_stands_beside(cast: Cast) -> None:
    now = cast.kring.clock.now
    cast.kring.add(cast.riverside, measurement(cast, kind="systolic", value="151", unit="mm[Hg]"))
    planned = visit(cast, cast.peggy, tasks=list(TASKS), started_at=now)

    page = cast.amina.get(f"/t/{{team}}/visits/{planned}").text

    assert not re.search(r"<input[^>]* checked", page)
    assert "Last: 151 mmHg" in page
    assert not re.search(r'name="value\.[a-z-]+"[^>]*value="[^"]', page)


def record(cast: Cast, planned: UUID, **more: Any) -> Any:
    sent = {"id": str(new_id()), "client": str(cast.peggy), "finish": "yes", **more}
    return cast.amina.post(f"/t/{{team}}/visits/{planned}/records", sent)


def test_an_odd_value_is_asked_about_with_everything_typed_kept(cast: Cast) -> None:
    planned = visit(cast, cast.peggy, tasks=list(TASKS), started_at=cast.kring.clock.now)
    typed = {
        "value.systolic": "20",
        "value.diastolic": "300",
        "all_as_planned": "yes",
        "note": "Cuff slipped?",
        "safe_to_leave": "no",
    }

    asked = record(cast, planned, **typed)

    assert asked.status_code == 409
    assert "Is it right" in asked.text
    for kept in ('value="20"', 'value="300"', "Cuff slipped?"):
        assert kept in asked.text, kept
    assert re.search(r'value="no" checked', asked.text)
    again = record(cast, planned, **typed, confirmed="yes")
    assert again.status_code == 303, again.text
    assert measurements(cast, cast.peggy)["diastolic"].value == "300"


def test_a_value_that_is_missing_has_its_word_beside_the_field(cast: Cast) -> None:
    planned = visit(cast, cast.peggy, tasks=list(TASKS), started_at=cast.kring.clock.now)

    answer = record(cast, planned, all_as_planned="yes", note="All well.")

    assert answer.status_code == 422
    assert "needs its value" in answer.text
    assert "All well." in answer.text
    assert records(cast, planned) == []


def test_half_done_is_kept_and_gone_on_with(cast: Cast) -> None:
    planned = visit(cast, cast.peggy, tasks=list(ROUTINE), started_at=cast.kring.clock.now)

    half = record(cast, planned, finish="", note="Called away.")

    assert half.headers["location"].startswith(f"/t/{cast.riverside}/visits/{planned}")
    page = cast.amina.get(f"/t/{{team}}/visits/{planned}").text
    assert hidden(page, "continues") == "1"
    assert "Called away.</textarea>" in page
    assert "Half done, by Amina Khan" in page
    assert 'name="continues"' not in cast.joanne.get(f"/t/{{team}}/visits/{planned}").text


def test_what_was_recorded_is_shown_with_its_author_and_its_corrections(cast: Cast) -> None:
    planned = visit(cast, cast.peggy, started_at=cast.kring.clock.now)
    record(cast, planned, **{"done.t1": "not-done", "reason.t1": "refused", "note": "Left heel"})

    form = cast.joanne.get(f"/t/{{team}}/visits/{planned}/records/1/correction")
    sent = {"id": hidden(form.text, "id"), "client": str(cast.peggy), "done.t1": "done", "note": "Right heel"}
    answer = cast.joanne.post(
        f"/t/{{team}}/visits/{planned}/records/1/correction", {**sent, "number": "1", "why": "Wrong side"}
    )

    assert form.status_code == 200
    assert answer.status_code == 303, answer.text
    page = cast.amina.get(f"/t/{{team}}/visits/{planned}").text
    for words in ("Recorded by Joanne Field", "Right heel", "Wrong side", "Left heel", "Said no", "1 earlier version"):
        assert words in page, words


def test_a_second_nurse_tells_of_a_visit_that_is_recorded(cast: Cast) -> None:
    planned = visit(cast, cast.peggy, started_at=cast.kring.clock.now)
    record(cast, planned, all_as_planned="yes")

    page = cast.joanne.get(f"/t/{{team}}/visits/{planned}?also=me")

    assert 'data-outbox="record-visit"' in page.text
    assert "I was there too" in cast.joanne.get(f"/t/{{team}}/visits/{planned}").text


def test_a_visit_is_planned_by_form_with_lines_and_ticks(cast: Cast) -> None:
    page = cast.amina.get(f"/t/{{team}}/visits/new?client={cast.peggy}&day=2026-11-25").text
    sent = {
        "id": hidden(page, "id"),
        "client": str(cast.peggy),
        "day_day": "25",
        "day_month": "11",
        "day_year": "2026",
        "at": "09:15",
        "minutes": "30",
        "lines": "Heel wound dressing\n\nCheck blister pack",
        "measures": "blood-pressure",
        "urgency": "must-be-today",
        "membership_id": str(cast.joanne.membership),
    }

    answer = cast.amina.post("/t/{team}/visits", sent)

    assert answer.status_code == 303, answer.text
    stored = row_of(cast, UUID(sent["id"]))
    assert [task["text"] for task in stored.tasks] == ["Heel wound dressing", "Check blister pack", "Blood pressure"]
    assert stored.tasks[2]["measures"] == ["systolic", "diastolic"]
    assert (stored.membership_id, stored.urgency) == (cast.joanne.membership, "must-be-today")


def test_a_plan_not_filled_in_well_keeps_everything_typed(cast: Cast) -> None:
    sent = {"id": str(new_id()), "client": str(cast.peggy), "day_day": "31", "day_month": "2", "day_year": "2027"}

    answer = cast.amina.post("/t/{team}/visits", {**sent, "at": "9 o'clock", "lines": "Eye drops", "minutes": "x"})

    assert answer.status_code == 422
    for words in ("Eye drops", "Write a whole number", "Write a time", "Write a real date"):
        assert words in answer.text, words


def test_an_overlap_is_asked_about_and_confirmed(cast: Cast) -> None:
    visit(cast, cast.peggy, in_minutes=15)
    other = visit(cast, cast.peggy, in_minutes=20, membership_id=None)
    sent = {"client": str(cast.peggy), "instead_of": ""}

    asked = cast.amina.post(f"/t/{{team}}/visits/{other}/nurse/me", sent)
    taken = cast.amina.post(f"/t/{{team}}/visits/{other}/nurse/me", {**sent, "confirmed": "yes"})

    assert asked.status_code == 409
    assert "planned elsewhere from 09:15 to 09:45" in asked.text
    assert taken.status_code == 303
    assert row_of(cast, other).membership_id == cast.amina.membership


def test_two_nurses_who_change_a_plan_both_see_both(cast: Cast) -> None:
    planned = visit(cast, cast.peggy)
    form = cast.amina.get(f"/t/{{team}}/visits/{planned}/plan").text
    sent = {
        "client": str(cast.peggy),
        "version": hidden(form, "version"),
        "day_day": "24",
        "day_month": "11",
        "day_year": "2026",
        "at": "09:15",
        "lines": "Heel wound dressing",
        "urgency": "may-move",
    }
    cast.joanne.post(f"/t/{{team}}/visits/{planned}/plan", {**sent, "minutes": "45"})

    answer = cast.amina.post(f"/t/{{team}}/visits/{planned}/plan", {**sent, "minutes": "60"})

    assert answer.status_code == 409
    assert "<dd>45</dd>" in answer.text
    assert 'value="60"' in answer.text
    settled = {**sent, "version": hidden(answer.text, "version"), "minutes": "60", "settles": "yes"}
    assert cast.amina.post(f"/t/{{team}}/visits/{planned}/plan", settled).status_code == 303
    assert row_of(cast, planned).minutes == 60


def test_a_visit_is_handed_over_and_cancelled_by_form(cast: Cast) -> None:
    planned = visit(cast, cast.peggy)
    over = {"client": str(cast.peggy), "version": "1", "membership_id": str(cast.joanne.membership)}
    off = {"client": str(cast.peggy), "version": "2", "reason": "In hospital"}

    assert "Joanne Field" in cast.amina.get(f"/t/{{team}}/visits/{planned}/nurse").text
    assert cast.amina.post(f"/t/{{team}}/visits/{planned}/nurse", over).status_code == 303
    assert cast.gwen.get(f"/t/{{team}}/visits/{planned}/cancellation").status_code == 200
    assert cast.gwen.post(f"/t/{{team}}/visits/{planned}/cancellation", off).status_code == 303
    assert "This visit was cancelled: In hospital" in cast.amina.get(f"/t/{{team}}/visits/{planned}").text


def test_a_visit_is_nobody_elses_to_see(cast: Cast) -> None:
    planned = visit(cast, cast.peggy)
    paths = ("", "/plan", "/cancellation", "/nurse", "/records/1/correction", "/records/odd/correction")
    assert cast.amina.get(f"/t/{{team}}/visits/{planned}/records/1/correction").status_code == 404
    for path in [f"/t/{cast.riverside}/visits/{planned}{rest}" for rest in paths]:
        for person in (cast.beth, cast.olive, cast.nell):
            assert person.get(path).status_code == 404, path
        assert cast.kring.browser().get(path).status_code in (303, 401), path
    assert cast.beth.get(f"/t/{{team}}/visits/{planned}").status_code == 404
    assert cast.amina.get(f"/t/{{team}}/visits/{new_id()}").status_code == 404
    assert cast.amina.get("/t/{team}/visits/odd").status_code == 404
    assert cast.amina.get(f"/t/{{team}}/visits/new?client={cast.walter}").status_code == 404


def test_the_clients_visits_stand_newest_first_and_in_pages(cast: Cast) -> None:
    first = visit(cast, cast.peggy, in_minutes=-600)
    for step in range(51):
        visit(cast, cast.peggy, in_minutes=step)

    page = cast.amina.get(f"/t/{{team}}/clients/{cast.peggy}/visits").text
    assert str(first) not in page
    earlier = re.search(r'href="(\?before=[^"]+)"', page)
    assert earlier
    assert str(first) in cast.amina.get(f"/t/{{team}}/clients/{cast.peggy}/visits{earlier[1]}").text


def test_the_clients_page_shows_next_and_last_visits(cast: Cast) -> None:
    planned = visit(cast, cast.peggy)
    record(cast, visit(cast, cast.peggy, in_minutes=-60, started_at=cast.kring.clock.now), all_as_planned="yes")

    page = cast.amina.get(f"/t/{{team}}/clients/{cast.peggy}").text

    assert str(planned) in page
    assert "Amina Khan" in page


def test_the_timeline_leads_to_the_visit_and_says_what_was_measured(cast: Cast) -> None:
    planned = visit(cast, cast.peggy, started_at=cast.kring.clock.now)
    cast.kring.add(cast.riverside, measurement(cast, kind="systolic", value="151", unit="mm[Hg]"))

    page = cast.amina.get(f"/t/{{team}}/clients/{cast.peggy}/timeline").text

    assert f'href="../../visits/{planned}"' in page
    assert "Blood pressure, upper <strong>151</strong> mmHg" in page


def test_a_note_is_written_and_corrected_by_form(cast: Cast) -> None:
    form = cast.amina.get(f"/t/{{team}}/clients/{cast.peggy}/entries/new").text
    note = {"id": hidden(form, "id"), "client": str(cast.peggy), "text": "Ruth rang."}

    empty = cast.amina.post(f"/t/{{team}}/clients/{cast.peggy}/entries", {**note, "text": " "})
    saved = cast.amina.post(f"/t/{{team}}/clients/{cast.peggy}/entries", note)
    path = f"/t/{{team}}/entries/{note['id']}/correction"
    page = cast.joanne.get(path)
    mended = cast.joanne.post(
        path, {"id": hidden(page.text, "id"), "client": str(cast.peggy), "text": "Ruth rang twice."}
    )

    assert (empty.status_code, saved.status_code, page.status_code, mended.status_code) == (422, 303, 200, 303)
    assert "Ruth rang." in page.text
    with cast.kring.door.read(cast.riverside) as session:
        assert session.get(Entry, (cast.riverside, UUID(note["id"]))) is not None
    assert cast.beth.get(path).status_code == 404


def test_values_are_measured_and_marked_in_error_by_form(cast: Cast) -> None:
    form = cast.amina.get(f"/t/{{team}}/clients/{cast.peggy}/measurements/new").text
    sent = {"id": hidden(form, "id"), "client": str(cast.peggy), "value.glucose": "126", "unit.glucose": "mg/dL"}
    saved = cast.amina.post(f"/t/{{team}}/clients/{cast.peggy}/measurements", sent)
    row = measurements(cast, cast.peggy)["glucose"]
    path = f"/t/{{team}}/measurements/{row.id}/error"

    page = cast.joanne.get(path)
    marked = cast.joanne.post(path, {"client": str(cast.peggy), "why": "Another person's"})

    assert (saved.status_code, page.status_code, marked.status_code) == (303, 200, 303)
    assert "7.0" in page.text
    assert measurements(cast, cast.peggy)["glucose"].in_error_why == "Another person's"
    assert cast.beth.get(path).status_code == 404


def test_a_cancelled_visit_is_one_line_of_the_timeline(cast: Cast) -> None:
    planned = visit(cast, cast.peggy)
    body = {"visit": str(planned), "client": str(cast.peggy), "reason": "At the dentist", "version": 1}
    assert cast.amina.command("cancel-visit", body).status_code == 200

    timeline = cast.joanne.get(f"/t/{{team}}/clients/{cast.peggy}/timeline").text

    assert timeline.count("At the dentist") == 1
    assert "Why it was cancelled" not in timeline


def test_a_new_plan_begins_with_today_and_half_an_hour_and_what_was_typed_instead_stays(cast: Cast) -> None:
    page = cast.amina.get(f"/t/{{team}}/visits/new?client={cast.peggy}").text
    today = cast.kring.clock.now

    values = {
        name: re.search(rf'name="{name}"[^>]*value="([^"]*)"', page) for name in ("day_day", "day_year", "minutes")
    }
    assert {name: found and found[1] for name, found in values.items()} == {
        "day_day": str(today.day),
        "day_year": str(today.year),
        "minutes": "30",
    }

    typed = {"id": str(new_id()), "client": str(cast.peggy), "day_day": "", "day_month": "1", "minutes": ""}
    again = cast.amina.post("/t/{team}/visits", typed).text
    assert re.search(r'name="day_day"[^>]*value=""', again)
    assert re.search(r'name="minutes"[^>]*value=""', again)
