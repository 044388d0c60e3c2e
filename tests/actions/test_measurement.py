"""Values outside a visit, and values entered in error."""

from typing import Any

from app.models import new_id
from tests.actions.test_visit_record import measurements
from tests.cast import Cast
from tests.visits import refused


def body(cast: Cast, **more: Any) -> dict[str, Any]:
    now = cast.kring.clock.now.isoformat()
    return {"id": str(new_id()), "client": str(cast.peggy), "happened_at": now, "value": {"weight": "61,5"}, **more}


def test_a_value_is_added_outside_a_visit(cast: Cast) -> None:
    answer = cast.gwen.command("add-measurement", body(cast))

    assert answer.status_code == 200, answer.text
    kept = measurements(cast, cast.peggy)["weight"]
    assert (kept.value, kept.unit, kept.visit_id, kept.author) == ("61.5", "kg", None, cast.gwen.membership)


def test_nothing_measured_and_an_unknown_unit_are_told_in_words(cast: Cast) -> None:
    nothing = cast.amina.command("add-measurement", body(cast, value={}))
    unit = cast.amina.command("add-measurement", body(cast, unit={"weight": "bushel"}))

    assert set(nothing.json()["fields"]) == {"value"}
    assert set(unit.json()["fields"]) == {"value.weight"}


def test_an_odd_value_is_asked_about_and_kept_when_confirmed(cast: Cast) -> None:
    odd = body(cast, value={"weight": "7"})

    assert refused(cast.amina.command("add-measurement", odd)) == (409, "asks")
    assert cast.amina.command("add-measurement", {**odd, "confirmed": True}).status_code == 200
    assert measurements(cast, cast.peggy)["weight"].value == "7"


def test_a_value_entered_in_error_stays_readable_with_who_said_so(cast: Cast) -> None:
    (first,) = cast.amina.command("add-measurement", body(cast)).json()["answer"]["measurements"]
    mark = {"client": str(cast.peggy), "measurement": first, "why": "Another person's weight"}

    answer = cast.joanne.command("mark-measurement-in-error", mark)

    assert answer.status_code == 200, answer.text
    kept = measurements(cast, cast.peggy)["weight"]
    assert (kept.value, kept.in_error_by, kept.in_error_why) == (
        "61.5",
        cast.joanne.membership,
        "Another person's weight",
    )
    assert refused(cast.amina.command("mark-measurement-in-error", mark)) == (409, "in-error-already")


def test_another_clients_value_is_not_found(cast: Cast) -> None:
    (first,) = cast.amina.command("add-measurement", body(cast)).json()["answer"]["measurements"]
    other = cast.client(cast.amina, known_as="Vera")

    answer = cast.amina.command("mark-measurement-in-error", {"client": str(other), "measurement": first, "why": "No"})

    assert refused(answer) == (404, "not-found")


def test_another_teams_client_is_not_found(cast: Cast) -> None:
    answer = cast.amina.command("add-measurement", body(cast, client=str(cast.walter)))

    assert refused(answer) == (404, "not-found")
