"""Commands about a client: her facts, status and numbers, who holds the case, to whom the record is closed."""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

from app.models import new_id
from tests import factories
from tests.cast import Cast, Person
from tests.samples.sample import Sample, once

NOBODY = {"client": str(uuid4())}


def another_client(cast: Cast, name: str) -> UUID:
    """A client of her own for a command that closes a record, so that Peggy stays open to everybody."""
    names = {"given_names": name, "family_name": "Underhill", "known_as": ""}
    found: UUID = once(cast, name, lambda: cast.client(cast.amina, **names))
    return found


def identifier(cast: Cast) -> UUID:
    def make() -> UUID:
        row = factories.client_identifier(cast.riverside, cast.peggy, cast.kring.clock.now)
        cast.kring.add(cast.riverside, row)
        return row.id

    found: UUID = once(cast, "identifier", make)
    return found


def held(cast: Cast, client: UUID, person: Person) -> UUID:
    """This person holds the case."""
    row = factories.named_nurse(cast.riverside, client, person.membership)
    once(cast, f"held {client}", lambda: cast.kring.add(cast.riverside, row))
    return client


def closed(cast: Cast, client: UUID, person: Person, **more: Any) -> UUID:
    """This client's record is closed to this person."""
    now, by = cast.kring.clock.now, cast.amina.membership
    row = factories.closed_record(cast.riverside, client, person.membership, by, now, **more)
    once(cast, f"closed {client} {person.membership}", lambda: cast.kring.add(cast.riverside, row))
    return client


def nurse(cast: Cast) -> Person:
    """Somebody of the team who is not among those whom the suite compares."""
    found: Person = getattr(cast, "vera", cast.joanne)
    return found


def guest(cast: Cast) -> Person:
    found: Person = once(cast, "guest", lambda: cast.guest("Rhian Pugh", cast.riverside, days=3))
    return found


def _with_peggy(**more: Any) -> Callable[[Cast, Person], dict[str, Any]]:
    return lambda cast, _me: {"client": str(cast.peggy), **more}


def _new(person: Callable[[Cast], Person], **more: Any) -> Callable[[Cast, Person], dict[str, Any]]:
    return lambda cast, _me: {
        "id": str(new_id()),
        "client": str(cast.peggy),
        "membership_id": str(person(cast).membership),
        **more,
    }


SAMPLES: dict[str, Sample] = {
    "add-client-identifier": Sample(
        lambda cast, _me: {
            "id": str(new_id()),
            "client": str(cast.peggy),
            "kind": "nhs-number",
            "value": "999 000 0018",
        },
        other={"value": "999 000 0034"},
        refused={"value": "999 000 0019"},
    ),
    "change-client": Sample(
        lambda cast, _me: {
            "client": str(another_client(cast, "Moved")),
            "part": "telephone",
            "version": 1,
            "phone": "01284 496 0777",
        },
        other={"phone": "01284 496 0778"},
        refused={"version": 7},
    ),
    "change-client-status": Sample(
        _with_peggy(seen="active", status="paused", reason="In hospital"),
        other={"reason": "With her daughter"},
        refused={"since": "2099-01-01"},
    ),
    "declare-conflict": Sample(
        lambda cast, _me: {
            "id": str(new_id()),
            "client": str(another_client(cast, "Aunt")),
            "reason": "She is my aunt.",
        },
        other={"reason": "She is my neighbour."},
        refused=NOBODY,
    ),
    "end-client-identifier": Sample(
        lambda cast, _me: {"client": str(cast.peggy), "identifier_id": str(identifier(cast))},
        other={"identifier_id": str(uuid4())},
        refused={"identifier_id": str(uuid4())},
    ),
    "end-conflict": Sample(
        lambda cast, me: {
            "client": str(closed(cast, another_client(cast, "Neighbour"), me, kind="conflict")),
            "why": "I have moved away from the street.",
        },
        other={"why": "The family has moved."},
        refused=NOBODY,
    ),
    "end-exclusion": Sample(
        lambda cast, _me: {
            "client": str(closed(cast, another_client(cast, "Cross"), guest(cast))),
            "membership_id": str(guest(cast).membership),
            "why": "They have made it up.",
        },
        other={"why": "She asks for her again."},
        refused=NOBODY,
    ),
    "end-named-nurse": Sample(
        lambda cast, _me: {
            "client": str(held(cast, another_client(cast, "Held"), nurse(cast))),
            "membership_id": str(nurse(cast).membership),
        },
        other=NOBODY,
        refused=NOBODY,
    ),
    "exclude-member": Sample(
        _new(guest, reason="They fell out years ago."), other={"reason": "She says no."}, refused=NOBODY
    ),
    "name-nurse": Sample(_new(nurse), other=NOBODY, refused=NOBODY),
    "register-client": Sample(
        lambda _cast, _me: {
            "id": str(new_id()),
            "given_names": "Doreen",
            "family_name": "Ward",
            "postcode": "IP33 1HQ",
        },
        other={"family_name": "Warde"},
        refused={"postcode": "nowhere"},
        names_rows=False,
    ),
}
