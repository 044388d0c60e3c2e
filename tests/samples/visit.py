"""Bodies of the commands about visits, what was told of them, measurements and notes."""

from collections.abc import Callable
from typing import Any

from app.models import Entry, Measurement, VisitRecord, new_id
from tests.cast import Cast
from tests.visits import plan, started, told, visit


def plan_visit(cast: Cast) -> dict[str, Any]:
    return plan(cast, cast.peggy)


def change_visit(cast: Cast) -> dict[str, Any]:
    body = {**plan(cast, cast.peggy, minutes=45), "visit": str(visit(cast, cast.peggy)), "version": 1}
    return {name: value for name, value in body.items() if name != "id"}


def a_version(cast: Cast, **more: Any) -> dict[str, Any]:
    planned = visit(cast, cast.peggy, membership_id=None)
    return {"client": str(cast.peggy), "visit": str(planned), "version": 1, **more}


def cancel_visit(cast: Cast) -> dict[str, Any]:
    return a_version(cast, reason="In hospital")


def hand_over_visit(cast: Cast) -> dict[str, Any]:
    return a_version(cast, membership_id=str(cast.joanne.membership))


def start_visit(cast: Cast) -> dict[str, Any]:
    return started(cast, cast.peggy, visit(cast, cast.peggy))


def record_visit(cast: Cast) -> dict[str, Any]:
    return told(cast, cast.peggy, visit(cast, cast.peggy), note="Edge of the wound still red.")


def correct_visit_record(cast: Cast) -> dict[str, Any]:
    now = cast.kring.clock.now
    planned = visit(cast, cast.peggy, started_at=now, finished_at=now)
    record = VisitRecord(
        team_id=cast.riverside,
        id=new_id(),
        visit_id=planned,
        client_id=cast.peggy,
        number=1,
        started_at=now,
        finished_at=now,
        happened_at=now,
        received_at=now,
        author=cast.joanne.membership,
    )
    cast.kring.add(cast.riverside, record)
    return told(cast, cast.peggy, planned, number=1, why="Wrong side")


def add_entry(cast: Cast) -> dict[str, Any]:
    now = cast.kring.clock.now.isoformat()
    return {"id": str(new_id()), "client": str(cast.peggy), "happened_at": now, "text": "Ruth rang."}


def correct_entry(cast: Cast) -> dict[str, Any]:
    now = cast.kring.clock.now
    entry = Entry(
        team_id=cast.riverside,
        id=new_id(),
        client_id=cast.peggy,
        kind="note",
        text="Ruth rang.",
        happened_at=now,
        received_at=now,
        author=cast.joanne.membership,
    )
    cast.kring.add(cast.riverside, entry)
    return {"id": str(new_id()), "client": str(cast.peggy), "entry": str(entry.id), "text": "Ruth rang twice."}


def add_measurement(cast: Cast) -> dict[str, Any]:
    now = cast.kring.clock.now.isoformat()
    return {"id": str(new_id()), "client": str(cast.peggy), "happened_at": now, "value": {"weight": "61.5"}}


def mark_measurement_in_error(cast: Cast) -> dict[str, Any]:
    row = measurement(cast)
    cast.kring.add(cast.riverside, row)
    return {"client": str(cast.peggy), "measurement": str(row.id), "why": "Another person's weight"}


def measurement(cast: Cast, **more: Any) -> Measurement:
    """A weight of Peggy's, taken a week ago."""
    values = {
        "team_id": cast.riverside,
        "id": new_id(),
        "client_id": cast.peggy,
        "kind": "weight",
        "value": "61.5",
        "unit": "kg",
        "taken_at": cast.kring.clock.now,
        "received_at": cast.kring.clock.now,
        "author": cast.joanne.membership,
    }
    return Measurement(**{**values, **more})


SAMPLES: dict[str, Callable[[Cast], dict[str, Any]]] = {
    "plan-visit": plan_visit,
    "change-visit": change_visit,
    "cancel-visit": cancel_visit,
    "take-visit": a_version,
    "hand-over-visit": hand_over_visit,
    "start-visit": start_visit,
    "record-visit": record_visit,
    "correct-visit-record": correct_visit_record,
    "add-entry": add_entry,
    "correct-entry": correct_entry,
    "add-measurement": add_measurement,
    "mark-measurement-in-error": mark_measurement_in_error,
}
