"""Bodies of the commands about a client: her facts, status and numbers, who holds the case, to whom it is closed."""

from collections.abc import Callable
from typing import Any

from app.models import ClosedRecord, new_id
from tests import factories
from tests.cast import Cast


def register_client(_cast: Cast) -> dict[str, Any]:
    return {"id": str(new_id()), "given_names": "Doreen", "family_name": "Ward", "postcode": "IP33 1HQ"}


def change_client(cast: Cast) -> dict[str, Any]:
    return {"client_id": str(cast.peggy), "part": "telephone", "version": 1, "phone": "01284 496 0777"}


def change_client_status(cast: Cast) -> dict[str, Any]:
    return {"client_id": str(cast.peggy), "seen": "active", "status": "paused", "reason": "In hospital"}


def add_client_identifier(cast: Cast) -> dict[str, Any]:
    return {"id": str(new_id()), "client_id": str(cast.peggy), "kind": "nhs-number", "value": "999 000 0018"}


def end_client_identifier(cast: Cast) -> dict[str, Any]:
    row = factories.client_identifier(cast.riverside, cast.peggy, cast.kring.clock.now)
    cast.kring.add(cast.riverside, row)
    return {"client_id": str(cast.peggy), "identifier_id": str(row.id)}


def name_nurse(cast: Cast) -> dict[str, Any]:
    return {"id": str(new_id()), "client_id": str(cast.peggy), "membership_id": str(cast.joanne.membership)}


def end_named_nurse(cast: Cast) -> dict[str, Any]:
    cast.kring.add(cast.riverside, factories.named_nurse(cast.riverside, cast.peggy, cast.joanne.membership))
    return {"client_id": str(cast.peggy), "membership_id": str(cast.joanne.membership)}


def exclude_member(cast: Cast) -> dict[str, Any]:
    guest = cast.guest("Rhian Pugh", cast.riverside)
    body = {"id": str(new_id()), "client_id": str(cast.peggy), "membership_id": str(guest.membership)}
    return {**body, "reason": "They fell out years ago, Peggy says."}


def end_exclusion(cast: Cast) -> dict[str, Any]:
    guest = cast.guest("Rhian Pugh", cast.riverside)
    cast.kring.add(cast.riverside, _closed(cast, guest.membership))
    body = {"client_id": str(cast.peggy), "membership_id": str(guest.membership)}
    return {**body, "why": "Peggy asks for her again."}


def declare_conflict(cast: Cast) -> dict[str, Any]:
    return {"id": str(new_id()), "client_id": str(cast.peggy), "reason": "She is my aunt."}


def end_conflict(cast: Cast) -> dict[str, Any]:
    """Everybody has declared one of her own, so that each can say that hers is over."""
    for person in (cast.amina, cast.joanne, cast.gwen):
        cast.kring.add(cast.riverside, _closed(cast, person.membership, kind="conflict", recorded_by=person.membership))
    return {"client_id": str(cast.peggy), "why": "I have moved away from her street."}


def _closed(cast: Cast, membership: Any, **more: Any) -> ClosedRecord:
    now = cast.kring.clock.now
    return factories.closed_record(cast.riverside, cast.peggy, membership, cast.amina.membership, now, **more)


SAMPLES: dict[str, Callable[[Cast], dict[str, Any]]] = {
    "add-client-identifier": add_client_identifier,
    "change-client": change_client,
    "change-client-status": change_client_status,
    "declare-conflict": declare_conflict,
    "end-client-identifier": end_client_identifier,
    "end-conflict": end_conflict,
    "end-exclusion": end_exclusion,
    "end-named-nurse": end_named_nurse,
    "exclude-member": exclude_member,
    "name-nurse": name_nurse,
    "register-client": register_client,
}
