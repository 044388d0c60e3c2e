"""What to know at the door: warnings, decisions, allergies, medicines, diagnoses and the key safe."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from app.models import new_id
from tests.cast import Cast, Person
from tests.peggy import key_safe, row
from tests.samples.sample import Sample

NOBODY = {"client": str(uuid4())}
OTHER_WHY = {"why": "It was another dog."}


def new(**more: Any) -> Callable[[Cast, Person], dict[str, Any]]:
    return lambda cast, _me: {"id": str(new_id()), "client": str(cast.peggy), **more}


def of(what: str, **more: Any) -> Callable[[Cast, Person], dict[str, Any]]:
    return lambda cast, _me: {"id": str(row(cast, what)), "client": str(cast.peggy), "version": 1, **more}


def _shown(cast: Cast, _me: Person) -> dict[str, Any]:
    key_safe(cast)
    return {"client": str(cast.peggy)}


def _three(word: str, add: str, what: str, values: dict[str, Any], other: dict[str, Any]) -> dict[str, Sample]:
    return {
        f"{add}-{word}": Sample(new(**values), other=other, refused=NOBODY),
        f"change-{word}": Sample(of(what, **values), other=other, refused={"version": 7}),
        f"end-{word}": Sample(of(what, why="It no longer holds."), other=OTHER_WHY, refused={"version": 7}),
    }


SAMPLES: dict[str, Sample] = {
    **_three("warning", "add", "warning", {"kind": "oxygen", "text": "No smoking."}, {"text": "Nobody smokes there."}),
    **_three("decision", "record", "decision", {"kind": "for-cpr", "by_whom": "Dr Rao"}, {"by_whom": "Dr Hill"}),
    **_three("allergy", "add", "allergy", {"substance": "Latex", "reaction": "Hives"}, {"reaction": "Wheeze"}),
    **_three("medicine", "add", "medicine", {"name": "Furosemide 40 mg", "dose": "1"}, {"dose": "2"}),
    **_three("condition", "add", "condition", {"name": "Asthma", "since_told": "1990"}, {"since_told": "1980"}),
    "reconcile-medicine": Sample(
        of("medicine"), other={"reconciled_on": "2026-01-02"}, refused={"reconciled_on": "2099-01-01"}
    ),
    "say-no-known-allergies": Sample(lambda cast, _me: {"client": str(cast.peggy)}, other=NOBODY, refused=NOBODY),
    "set-key-safe": Sample(
        lambda cast, _me: {"client": str(cast.peggy), "version": 0, "whereabouts": "Porch", "code": "4711"},
        other={"whereabouts": "Shed", "code": "4712"},
        refused={"code": " "},
    ),
    "end-key-safe": Sample(
        lambda cast, me: {**_shown(cast, me), "version": 1, "why": "The family took it off."},
        other={"why": "It was broken."},
        refused={"version": 7},
    ),
    "show-key-safe": Sample(_shown, other=NOBODY, refused=NOBODY, changes_nothing=True),
}
