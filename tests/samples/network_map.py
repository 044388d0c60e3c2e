"""The people around a client, their ties and their places."""

from typing import Any

from app.models import new_id
from tests.cast import Cast, Person
from tests.peggy import person
from tests.samples.sample import Sample


def _ruth(cast: Cast, **more: Any) -> dict[str, Any]:
    return {"id": str(person(cast)), "client": str(cast.peggy), "version": 1, **more}


def _new(cast: Cast, _me: Person) -> dict[str, Any]:
    return {"id": str(new_id()), "client": str(cast.peggy), "name": "Mo", "ring": "informal", "hours_a_week": 5}


def _tied(cast: Cast, _me: Person) -> dict[str, Any]:
    body = {"id": str(new_id()), "client": str(cast.peggy), "person_id": str(person(cast))}
    return {**body, "kind": "strong", "version": 0}


SAMPLES: dict[str, Sample] = {
    "add-person": Sample(_new, other={"name": "Moira"}, refused={"hours_a_week": 200}),
    "change-person": Sample(
        lambda cast, _me: _ruth(cast, name="Ruth", ring="household"), other={"name": "Ruthie"}, refused={"version": 7}
    ),
    "end-person": Sample(
        lambda cast, _me: _ruth(cast, why="Moved to Leeds."), other={"why": "Fell out."}, refused={"version": 7}
    ),
    "place-person": Sample(
        lambda cast, _me: _ruth(cast, angle=90, closeness=0.2), other={"angle": 120}, refused={"closeness": 3}
    ),
    "tie-people": Sample(_tied, other={"kind": "weak"}, refused={"kind": "perhaps"}),
}
