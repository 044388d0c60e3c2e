"""Visits as the tests of actions, queries and pages need them."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from httpx2 import Response

from app.models import Visit, new_id
from tests.cast import Cast, Person

TASKS = (
    {"id": "t1", "text": "Heel wound dressing", "measures": []},
    {"id": "t2", "text": "Blood pressure", "measures": ["systolic", "diastolic"]},
)
ROUTINE = TASKS[:1]


def visit(cast: Cast, client: UUID, *, by: Person | None = None, in_minutes: int = 15, **more: Any) -> UUID:
    """A visit of this person's (Amina's unless said otherwise) to the client, today a quarter past nine."""
    person = by or cast.amina
    at = cast.kring.clock.now + timedelta(minutes=in_minutes)
    values: dict[str, Any] = {
        "team_id": person.team,
        "id": new_id(),
        "client_id": client,
        "membership_id": person.membership,
        "day": at.date(),
        "planned_at": at,
        "minutes": 30,
        "tasks": list(ROUTINE),
        "planned_by": person.membership,
        "made_at": cast.kring.clock.now - timedelta(days=1),
    }
    row = Visit(**{**values, **more})
    assert person.team is not None
    cast.kring.add(person.team, row)
    return row.id


def plan(cast: Cast, client: UUID, **more: Any) -> dict[str, Any]:
    """The body of ``plan-visit``: tomorrow a quarter past nine, for nobody yet."""
    body = {
        "id": str(new_id()),
        "client": str(client),
        "day": (cast.kring.clock.now + timedelta(days=1)).date().isoformat(),
        "at": "09:15",
        "minutes": 30,
        "tasks": [{"text": "Heel wound dressing"}],
    }
    return {**body, **_plain(more)}


def told(cast: Cast, client: UUID, visit_id: UUID, **more: Any) -> dict[str, Any]:
    """The body of ``record-visit``: all as planned, finished now."""
    body = {
        "id": str(new_id()),
        "client": str(client),
        "visit": str(visit_id),
        "happened_at": cast.kring.clock.now.isoformat(),
        "all_as_planned": True,
        "finish": True,
    }
    return {**body, **_plain(more)}


def started(cast: Cast, client: UUID, visit_id: UUID, **more: Any) -> dict[str, Any]:
    return {
        "client": str(client),
        "visit": str(visit_id),
        "happened_at": cast.kring.clock.now.isoformat(),
        **_plain(more),
    }


def row_of(cast: Cast, visit_id: UUID, team: UUID | None = None) -> Visit:
    """The visit as it stands in the database."""
    with cast.kring.door.read(team or cast.riverside) as session:
        return session.get_one(Visit, (team or cast.riverside, visit_id)).model_copy()


def refused(answer: Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: str(value) if isinstance(value, UUID) else value for name, value in values.items()}
