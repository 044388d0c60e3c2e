"""What stands on Peggy's page when a test asks for it: lines of the door card, her key safe, people around her."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from app.models import Allergy, Condition, Decision, DoorWarning, KeySafe, Medicine, Tie, new_id
from app.models import Person as Somebody
from tests.cast import Cast


def _once(cast: Cast, name: str, make: Callable[[], UUID]) -> UUID:
    """Put into the database when it is first asked for."""
    made: dict[str, UUID] = cast.__dict__.setdefault("_around_peggy", {})
    if name not in made:
        made[name] = make()
    return made[name]


ROWS: dict[str, tuple[type[Any], dict[str, Any]]] = {
    "warning": (DoorWarning, {"kind": "animal", "text": "The dog jumps up. Ring first."}),
    "decision": (Decision, {"kind": "lpa-health", "by_whom": "Ruth Thornton", "where_paper": "Kitchen drawer"}),
    "allergy": (Allergy, {"substance": "Penicillin", "reaction": "Rash"}),
    "medicine": (Medicine, {"name": "Ramipril 5 mg", "dose": "1 in the morning", "told_by": "Peggy"}),
    "condition": (Condition, {"name": "Heart failure", "since_told": "2019"}),
}


WRITTEN = {
    *(str(value) for _table, values in ROWS.values() for name, value in values.items() if name != "kind"),
    *("Two dogs.", "Left of the back door", "washing, nights"),
    *("Ruth", "daughter", "Ben", "grandson", "Dr Patel"),
}
"""What people wrote there, and what the tests of pages write over it."""


def row(cast: Cast, what: str) -> UUID:
    """A line of this kind on Peggy's page, put there when it is first asked for."""

    def make() -> UUID:
        table, values = ROWS[what]
        line = table(team_id=cast.riverside, id=new_id(), client_id=cast.peggy, at=cast.kring.clock.now, **values)
        cast.kring.add(cast.riverside, line)
        found: UUID = line.id
        return found

    made: UUID = _once(cast, f"peggys {what}", make)
    return made


def key_safe(cast: Cast) -> UUID:
    """Peggy's key safe with the code 4711."""

    def make() -> UUID:
        keys, client = cast.kring.keys, cast.peggy
        line = KeySafe(
            team_id=cast.riverside,
            id=new_id(),
            client_id=client,
            whereabouts="Left of the back door",
            code=keys.encrypt(f"key-safe/{cast.riverside}/{client}", "4711"),
            set_by=cast.amina.membership,
            set_at=cast.kring.clock.now,
        )
        cast.kring.add(cast.riverside, line)
        return line.id

    made: UUID = _once(cast, "peggys key safe", make)
    return made


def person(cast: Cast, name: str = "Ruth", **more: Any) -> UUID:
    """Somebody around Peggy, put there when first asked for."""

    def make() -> UUID:
        values = {"relation": "daughter", "ring": "informal", "phone": "07700 900123", **more}
        row = Somebody(
            team_id=cast.riverside, id=new_id(), client_id=cast.peggy, name=name, at=cast.kring.clock.now, **values
        )
        cast.kring.add(cast.riverside, row)
        return row.id

    made: UUID = _once(cast, f"around peggy {name}", make)
    return made


def tie(cast: Cast, one: UUID, other: UUID | None = None, kind: str = "strong") -> UUID:
    row = Tie(
        team_id=cast.riverside,
        id=new_id(),
        client_id=cast.peggy,
        person_id=one,
        other_id=other,
        kind=kind,
        at=cast.kring.clock.now,
    )
    cast.kring.add(cast.riverside, row)
    return row.id


def shown(cast: Cast, what: str) -> UUID:
    """Something to look at on a page: a line, the key safe, or a network with ties and strain; its id, or Ruth's."""
    if what == "key-safe":
        return key_safe(cast)
    if what != "people":
        return row(cast, what)
    ruth = person(cast, hours_a_week=14.0, strain=3, strain_view="own", helps_with="washing, nights")
    ben = person(cast, "Ben", relation="grandson", ring="household", lives_there=True, is_young_helper=True)
    person(cast, "Dr Patel", relation="GP", ring="formal")
    _once(cast, "ties around peggy", lambda: _tied(cast, ruth, ben))
    return ruth


def _tied(cast: Cast, ruth: UUID, ben: UUID) -> UUID:
    tie(cast, ruth, kind="stressful")
    tie(cast, ben, kind="weak")
    return tie(cast, ruth, ben)
