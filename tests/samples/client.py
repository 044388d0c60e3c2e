"""Bodies of the commands about a client: her facts, status and numbers, who holds the case, to whom it is closed."""

from collections.abc import Callable
from typing import Any

from app.models import new_id
from tests.cast import Cast


def register_client(_cast: Cast) -> dict[str, Any]:
    return {"id": str(new_id()), "given_names": "Doreen", "family_name": "Ward", "postcode": "IP33 1HQ"}


def add_client_identifier(cast: Cast) -> dict[str, Any]:
    return {"id": str(new_id()), "client_id": str(cast.peggy), "kind": "nhs-number", "value": "999 000 0018"}


SAMPLES: dict[str, Callable[[Cast], dict[str, Any]]] = {
    "add-client-identifier": add_client_identifier,
    "register-client": register_client,
}
