"""Bodies of the commands about visits, what was told of them, measurements and notes."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from app.models import Entry, Measurement, VisitRecord, new_id
from tests.cast import Cast
from tests.samples.sample import Body, gathered, once
from tests.visits import plan, started, told, visit


def nobodys(cast: Cast) -> UUID:
    """A visit to Peggy that is nobody's yet."""
    return UUID(str(once(cast, "nobody's visit", lambda: visit(cast, cast.peggy, membership_id=None))))


def plan_visit(cast: Cast) -> dict[str, Any]:
    return plan(cast, cast.peggy)


def change_visit(cast: Cast) -> dict[str, Any]:
    body = {**plan(cast, cast.peggy, minutes=45), "visit": str(nobodys(cast)), "version": 1}
    return {name: value for name, value in body.items() if name != "id"}


def a_version(cast: Cast, **more: Any) -> dict[str, Any]:
    return {"client": str(cast.peggy), "visit": str(nobodys(cast)), "version": 1, **more}


def cancel_visit(cast: Cast) -> dict[str, Any]:
    return a_version(cast, reason="In hospital")


def take_visit(cast: Cast) -> dict[str, Any]:
    return {"client": str(cast.peggy), "visit": str(nobodys(cast))}


def hand_over_visit(cast: Cast) -> dict[str, Any]:
    return a_version(cast, membership_id=str(cast.joanne.membership))


def start_visit(cast: Cast) -> dict[str, Any]:
    return started(cast, cast.peggy, nobodys(cast))


def record_visit(cast: Cast) -> dict[str, Any]:
    return told(cast, cast.peggy, nobodys(cast), note="Edge of the wound still red.")


def recorded(cast: Cast) -> UUID:
    """A visit to Peggy that Joanne has recorded, all as planned."""
    return UUID(str(once(cast, "recorded visit", lambda: _recorded(cast))))


def _recorded(cast: Cast) -> UUID:
    now = cast.kring.clock.now
    planned = visit(cast, cast.peggy, by=cast.joanne, started_at=now, finished_at=now)
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
    return planned


def correct_visit_record(cast: Cast) -> dict[str, Any]:
    return told(cast, cast.peggy, recorded(cast), number=1, why="Wrong side")


def add_entry(cast: Cast) -> dict[str, Any]:
    now = cast.kring.clock.now.isoformat()
    return {"id": str(new_id()), "client": str(cast.peggy), "happened_at": now, "text": "Ruth rang."}


def note(cast: Cast) -> UUID:
    """A note about Peggy by Joanne."""
    return UUID(str(once(cast, "note", lambda: _note(cast))))


def _note(cast: Cast) -> UUID:
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
    return entry.id


def correct_entry(cast: Cast) -> dict[str, Any]:
    return {"id": str(new_id()), "client": str(cast.peggy), "entry": str(note(cast)), "text": "Ruth rang twice."}


def add_measurement(cast: Cast) -> dict[str, Any]:
    now = cast.kring.clock.now.isoformat()
    return {"id": str(new_id()), "client": str(cast.peggy), "happened_at": now, "value": {"weight": "61.5"}}


def weighed(cast: Cast) -> UUID:
    """A weight of Peggy's."""
    return UUID(str(once(cast, "weight", lambda: _weighed(cast))))


def _weighed(cast: Cast) -> UUID:
    row = measurement(cast)
    cast.kring.add(cast.riverside, row)
    return row.id


def mark_measurement_in_error(cast: Cast) -> dict[str, Any]:
    return {"client": str(cast.peggy), "measurement": str(weighed(cast)), "why": "Another person's weight"}


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


BODIES: dict[str, Callable[[Cast], dict[str, Any]]] = {
    "plan-visit": plan_visit,
    "change-visit": change_visit,
    "cancel-visit": cancel_visit,
    "take-visit": take_visit,
    "hand-over-visit": hand_over_visit,
    "start-visit": start_visit,
    "record-visit": record_visit,
    "correct-visit-record": correct_visit_record,
    "add-entry": add_entry,
    "correct-entry": correct_entry,
    "add-measurement": add_measurement,
    "mark-measurement-in-error": mark_measurement_in_error,
}

OTHERS: Mapping[str, Body] = {
    "cancel-visit": {"reason": "On holiday"},
    "change-visit": {"minutes": 60},
    "hand-over-visit": {"membership_id": None},
    "plan-visit": {"minutes": 60},
    "record-visit": {"note": "Another note."},
}
SAMPLES = gathered(BODIES, OTHERS, {})
