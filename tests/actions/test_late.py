"""Who has left or is suspended may still send, for sixty days, what happened before; she reads nothing."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from sqlmodel import Session

from app.actions.register import REGISTER, Done, Happened, Moment, registered
from app.actions.suspension import suspend_by_provider
from app.models import new_id
from app.queries.access import Nurse
from tests import factories
from tests.cast import Cast, Person
from tests.samples.visit import BODIES


@pytest.fixture(autouse=True)
def note_taken() -> Iterator[None]:
    """A command about something that has happened, such as the visits' will be."""

    @registered("take-note", Happened)
    def take_note(_session: Session, nurse: Nurse, _wish: Happened, _moment: Moment) -> Done:
        return Done({"by": str(nurse.membership_id)})

    yield
    del REGISTER["take-note"]


def send(person: Person, at: datetime) -> int:
    return person.command("take-note", {"happened_at": at.isoformat()}).status_code


def leave(cast: Cast, person: Person) -> datetime:
    person.command("leave-team", {})
    for name in ("token", "browser"):
        person.__dict__.pop(name, None)
    return cast.kring.clock.now


def test_a_member_sends_what_happened(cast: Cast) -> None:
    assert send(cast.amina, cast.kring.clock.now) == 200


def test_who_has_left_sends_what_happened_before_and_reads_nothing(cast: Cast) -> None:
    left = leave(cast, cast.joanne)

    assert send(cast.joanne, left - timedelta(hours=1)) == 200
    assert send(cast.joanne, left + timedelta(seconds=1)) == 404
    assert cast.joanne.get("/t/{team}").status_code == 404


FROM_THE_TABLET = ("start-visit", "record-visit", "correct-visit-record", "add-entry", "add-measurement")


def test_whatever_the_tablet_held_about_a_visit_is_still_taken_from_who_has_left(cast: Cast) -> None:
    bodies = [(name, BODIES[name](cast)) for name in FROM_THE_TABLET]
    leave(cast, cast.joanne)
    cast.kring.clock.forward(days=59)

    answers = {name: cast.joanne.command(name, body).text for name, body in bodies}

    assert {name: "operation" in text for name, text in answers.items()} == dict.fromkeys(FROM_THE_TABLET, True), (
        answers
    )


def test_after_sixty_days_it_is_too_late(cast: Cast) -> None:
    left = leave(cast, cast.joanne)
    cast.kring.clock.forward(days=60, seconds=1)

    assert send(cast.joanne, left - timedelta(hours=1)) == 404


def test_a_guest_whose_days_are_over_sends_what_happened_on_them(cast: Cast) -> None:
    then = cast.kring.clock.now
    cast.kring.clock.forward(days=5)

    assert send(cast.gwen, then) == 200
    assert send(cast.gwen, then + timedelta(days=3)) == 404


def test_who_came_back_and_left_again_sends_what_happened_in_either_time(cast: Cast) -> None:
    """Olive had left before; each of her times in the team counts by itself."""
    now = cast.kring.clock.now
    again = factories.membership(cast.riverside, new_id(), cast.olive.account, "Olive Reid", now, seat=None)
    again.ended_at = now
    cast.kring.add(cast.riverside, again)
    cast.kring.clock.forward(hours=1)

    assert send(cast.olive, now - timedelta(hours=1)) == 200
    assert send(cast.olive, now - timedelta(days=2)) == 200
    assert send(cast.olive, now + timedelta(minutes=1)) == 404


def suspend(cast: Cast, person: Person) -> datetime:
    """By the provider; she signs in again afterwards."""
    now, ids = cast.kring.clock.now, (new_id(), new_id())
    who = {"team_id": cast.riverside, "membership_id": person.membership, "reason": "Registration lapsed."}
    cast.kring.door.write(cast.riverside, lambda session: suspend_by_provider(session, **who, now=now, ids=ids))
    for name in ("token", "browser"):
        person.__dict__.pop(name, None)
    return now


def test_who_is_suspended_sends_what_happened_before_and_reads_nothing(cast: Cast) -> None:
    began = suspend(cast, cast.joanne)
    cast.kring.clock.forward(minutes=5)

    assert send(cast.joanne, began - timedelta(hours=1)) == 200
    assert send(cast.joanne, began + timedelta(seconds=1)) == 404
    assert cast.joanne.get("/t/{team}").status_code == 404


def test_who_is_suspended_sends_nothing_after_sixty_days(cast: Cast) -> None:
    began = suspend(cast, cast.joanne)
    cast.kring.clock.forward(days=60, seconds=1)

    assert send(cast.joanne, began - timedelta(hours=1)) == 404


def test_who_was_suspended_and_then_left_sends_what_happened_before_the_suspension(cast: Cast) -> None:
    began = suspend(cast, cast.joanne)
    cast.kring.clock.forward(minutes=5)
    left = leave(cast, cast.joanne)
    cast.kring.clock.forward(minutes=5)

    assert send(cast.joanne, began - timedelta(hours=1)) == 200
    assert send(cast.joanne, left - timedelta(minutes=1)) == 404, "suspended by then"


def test_a_stranger_was_never_there(cast: Cast) -> None:
    answer = cast.nell.command("take-note", {"happened_at": cast.kring.clock.now.isoformat()}, team=cast.riverside)

    assert answer.status_code == 404


@pytest.mark.parametrize("at", ["0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z"])
def test_a_time_at_the_end_of_the_calendar_is_refused(cast: Cast, at: str) -> None:
    leave(cast, cast.joanne)

    assert cast.joanne.command("take-note", {"happened_at": at}).status_code == 422


def test_a_time_without_a_zone_is_refused(cast: Cast) -> None:
    assert cast.amina.command("take-note", {"happened_at": "2026-11-24T09:00:00"}).status_code == 422
