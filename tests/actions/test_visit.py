"""Visits are planned, changed, moved and cancelled, by anybody for anybody."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from app.models import ClientChange, new_id
from tests import factories
from tests.cast import Cast, Person
from tests.visits import plan, refused, row_of, visit


def close(cast: Cast, client: UUID, person: Person, **more: str) -> None:
    """The client's record is closed to this person."""
    row = factories.closed_record(
        cast.riverside,
        client,
        person.membership,
        cast.joanne.membership,
        cast.kring.clock.now,
        **more,
    )
    cast.kring.add(cast.riverside, row)


def test_a_visit_is_planned_for_a_nurse_in_the_teams_zone(cast: Cast) -> None:
    body = plan(cast, cast.peggy, membership_id=cast.joanne.membership, day="2026-07-01", at="09:15")

    answer = cast.amina.command("plan-visit", body)

    assert answer.status_code == 200, answer.text
    stored = row_of(cast, UUID(body["id"]))
    assert stored.planned_at == datetime(2026, 7, 1, 8, 15, tzinfo=UTC)
    assert (stored.membership_id, stored.planned_by) == (cast.joanne.membership, cast.amina.membership)
    assert stored.tasks == [{"id": "t1", "text": "Heel wound dressing", "measures": []}]


def test_a_visit_for_nobody_yet_is_a_gap(cast: Cast) -> None:
    body = plan(cast, cast.peggy)

    assert cast.gwen.command("plan-visit", body).status_code == 200
    assert row_of(cast, UUID(body["id"])).membership_id is None


def test_another_teams_client_is_not_found(cast: Cast) -> None:
    assert refused(cast.amina.command("plan-visit", plan(cast, cast.walter))) == (404, "not-found")


def test_another_team_an_ex_member_and_a_stranger_find_nothing(cast: Cast) -> None:
    for person in (cast.beth, cast.olive, cast.nell):
        answer = person.command("plan-visit", plan(cast, cast.peggy), team=cast.riverside)

        assert refused(answer) == (404, "not-found"), person.name


def test_a_client_whose_record_is_closed_to_her_is_not_found(cast: Cast) -> None:
    close(cast, cast.peggy, cast.amina)

    assert refused(cast.amina.command("plan-visit", plan(cast, cast.peggy))) == (404, "not-found")


def test_nobody_is_planned_to_whom_the_record_is_closed(cast: Cast) -> None:
    close(cast, cast.peggy, cast.joanne, kind="conflict")

    answer = cast.amina.command("plan-visit", plan(cast, cast.peggy, membership_id=cast.joanne.membership))

    assert refused(answer) == (409, "record-closed")
    assert "Joanne Field" in answer.json()["message"]


def test_a_guest_is_planned_only_on_her_days(cast: Cast) -> None:
    today = cast.kring.clock.now.date().isoformat()
    tomorrow = plan(cast, cast.peggy, membership_id=cast.gwen.membership)

    assert refused(cast.amina.command("plan-visit", tomorrow)) == (409, "not-in-team")
    assert cast.amina.command("plan-visit", {**tomorrow, "day": today}).status_code == 200


def test_nobody_is_planned_who_has_left_or_is_of_another_team(cast: Cast) -> None:
    gone = cast.amina.command("plan-visit", plan(cast, cast.peggy, membership_id=cast.olive.membership))
    foreign = cast.amina.command("plan-visit", plan(cast, cast.peggy, membership_id=cast.beth.membership))

    assert refused(gone) == (409, "not-in-team")
    assert refused(foreign) == (404, "not-found")


def test_overlapping_visits_of_one_nurse_are_asked_about(cast: Cast) -> None:
    visit(cast, cast.peggy, in_minutes=15)
    body = plan(cast, cast.peggy, membership_id=cast.amina.membership, day="2026-11-24", at="09:30")

    answer = cast.joanne.command("plan-visit", body)

    assert refused(answer) == (409, "asks")
    assert "09:15" in answer.json()["fields"]["at"]
    assert cast.joanne.command("plan-visit", {**body, "confirmed": True}).status_code == 200


def test_a_visit_after_a_death_is_asked_about(cast: Cast) -> None:
    gone = cast.client(cast.amina, known_as="Len", status="died")
    body = plan(cast, gone)

    assert refused(cast.amina.command("plan-visit", body)) == (409, "asks")
    assert cast.amina.command("plan-visit", {**body, "confirmed": True}).status_code == 200


def test_the_same_id_twice_is_refused_in_words(cast: Cast) -> None:
    body = plan(cast, cast.peggy)
    cast.amina.command("plan-visit", body)

    assert refused(cast.amina.command("plan-visit", body)) == (409, "id-taken")


def test_what_cannot_be_read_is_told_beside_the_field(cast: Cast) -> None:
    wrong = {"day": "31 February", "at": "25:00", "minutes": 0, "tasks": [{"text": "x" * 300}]}

    answer = cast.amina.command("plan-visit", plan(cast, cast.peggy, **wrong))

    assert answer.status_code == 422
    assert set(answer.json()["fields"]) == {"day", "at", "minutes", "tasks"}


def change(cast: Cast, visit_id: UUID, *, version: int = 1, **more: object) -> dict[str, object]:
    body = {**plan(cast, cast.peggy, **more), "visit": str(visit_id), "version": version}
    return {name: value for name, value in body.items() if name != "id"}


def test_a_changed_plan_keeps_what_it_was(cast: Cast) -> None:
    planned = visit(cast, cast.peggy)

    answer = cast.joanne.command("change-visit", change(cast, planned, minutes=45))

    assert answer.status_code == 200, answer.text
    assert (row_of(cast, planned).minutes, row_of(cast, planned).version) == (45, 2)
    line = change_of(cast, planned)
    assert (line.before["minutes"], line.after["minutes"], line.by) == (30, 45, cast.joanne.membership)


def change_of(cast: Cast, visit_id: UUID) -> ClientChange:
    with cast.kring.door.read(cast.riverside) as session:
        found = session.execute(
            select(ClientChange).where(ClientChange.team_id == cast.riverside, ClientChange.row_id == visit_id)
        )
        return found.scalar_one().model_copy()


def test_a_stale_change_shows_both_plans(cast: Cast) -> None:
    planned = visit(cast, cast.peggy)
    cast.joanne.command("change-visit", change(cast, planned, minutes=45))

    answer = cast.amina.command("change-visit", change(cast, planned, minutes=60))

    assert refused(answer) == (409, "changed-meanwhile")
    assert (answer.json()["theirs"]["minutes"], answer.json()["yours"]["minutes"]) == (45, 60)
    assert row_of(cast, planned).minutes == 45


def test_a_visit_of_another_client_is_not_found(cast: Cast) -> None:
    planned = visit(cast, cast.client(cast.amina, known_as="Vera"))

    assert refused(cast.amina.command("change-visit", change(cast, planned))) == (404, "not-found")


def test_a_visit_is_cancelled_with_a_reason_and_not_twice(cast: Cast) -> None:
    planned = visit(cast, cast.peggy)
    body = {"client": str(cast.peggy), "visit": str(planned), "version": 1, "reason": "In hospital"}

    assert cast.joanne.command("cancel-visit", body).status_code == 200
    assert row_of(cast, planned).cancelled_why == "In hospital"
    assert refused(cast.amina.command("cancel-visit", {**body, "version": 2})) == (409, "visit-cancelled")


def test_a_cancellation_needs_its_reason(cast: Cast) -> None:
    body = {"client": str(cast.peggy), "visit": str(visit(cast, cast.peggy)), "version": 1, "reason": " "}

    assert cast.amina.command("cancel-visit", body).status_code == 422


def test_anybody_takes_a_gap_and_anybody_hands_over(cast: Cast) -> None:
    planned = visit(cast, cast.peggy, membership_id=None)
    body = {"client": str(cast.peggy), "visit": str(planned)}

    assert cast.gwen.command("take-visit", body).status_code == 200
    assert row_of(cast, planned).membership_id == cast.gwen.membership
    over = {**body, "version": 2, "membership_id": str(cast.joanne.membership)}
    assert cast.amina.command("hand-over-visit", over).status_code == 200
    assert row_of(cast, planned).membership_id == cast.joanne.membership
    assert cast.amina.command("hand-over-visit", {**body, "version": 3}).status_code == 200
    assert row_of(cast, planned).membership_id is None


def test_of_two_who_take_the_same_gap_one_sees_that_she_was_late(cast: Cast) -> None:
    planned = visit(cast, cast.peggy, membership_id=None)
    body = {"client": str(cast.peggy), "visit": str(planned)}
    cast.amina.command("take-visit", body)

    assert refused(cast.joanne.command("take-visit", body)) == (409, "changed-meanwhile")


def test_a_visit_that_was_recorded_is_no_plan_any_more(cast: Cast) -> None:
    now = cast.kring.clock.now
    planned = visit(cast, cast.peggy, started_at=now, finished_at=now + timedelta(minutes=5))

    body = {"client": str(cast.peggy), "visit": str(planned)}
    mine = {"instead_of": str(cast.amina.membership)}
    for name, more in (("take-visit", mine), ("cancel-visit", {"reason": "No", "version": 1})):
        assert refused(cast.joanne.command(name, {**body, **more})) == (409, "visit-recorded"), name


def test_an_unknown_visit_is_not_found(cast: Cast) -> None:
    body = {"client": str(cast.peggy), "visit": str(new_id())}

    assert refused(cast.amina.command("take-visit", body)) == (404, "not-found")


def test_a_visit_to_somebody_who_is_not_cared_for_just_now_is_asked_about(cast: Cast) -> None:
    stands, words = "active", {"paused": "is paused", "discharged": "no longer in your care", "died": "has died"}
    for status, asked in words.items():
        wish = {"client": str(cast.peggy), "seen": stands, "status": status, "reason": "Told by Ruth", "visits": "keep"}
        assert cast.amina.command("change-client-status", wish).status_code == 200
        stands = status

        answer = cast.amina.command("plan-visit", plan(cast, cast.peggy))
        taken = cast.amina.command("plan-visit", plan(cast, cast.peggy, confirmed=True))

        assert (answer.status_code, answer.json()["code"], taken.status_code) == (409, "asks", 200), status
        assert asked in answer.text
