"""Values at the edge of what a database, a calendar or a text can hold, in every address, form and command."""

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote
from uuid import UUID

import pytest

from app.actions.register import REGISTER
from app.models import new_id
from tests.cast import ORIGIN, Cast, Person
from tests.data.reach import routes
from tests.description import COMMANDS, described

NUMBERS = (-1, 0, 2**31 - 1, 2**31, 2**63 - 1, 2**63, -(2**31) - 1, -(2**63) - 1, 10**40)
TEXTS = ("", "0001-01-01", "9999-12-31", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "1e400", "NaN")
RAW = ("%00", "a%00b", "%ED%A0%80", "%ED%BF%BF", "%FF", "%C0%80", "%", "%F4%90%80%80", "%E2%80%AE")
"""Percent-encoded: NUL, halves of a pair of surrogates, and what is no UTF-8 at all."""
ODD = (*(quote(str(one)) for one in NUMBERS), *(quote(one) for one in TEXTS), *RAW)
IN_JSON = (-1, 2**31, 2**63, -(2**63) - 1, 10**40, 1.5, None, [], "0001-01-01", "9999-12-31", "\0", "\ud800")
ASKED = ("before", "after", "from", "to", "until", "day", "on", "page", "q", "account", "what", "who", "next", "sort")
"""Parts of a query that pages take or could take."""

EVERY = list(routes())
"""Read before the register is: that enters every command."""
FIELDS = sorted({name for one in REGISTER.values() for name in one.model.model_fields} | {"operation", "id", "version"})


def addresses(cast: Cast, method: str) -> Iterator[tuple[str, list[str]]]:
    """Every address with this method in the nurse's team, and the names that its query may carry.

    She is signed in before each: what is asked of it is undone, and asked of somebody whom it lets in.
    """
    whole = described(cast.kring.app, str(cast.riverside), [])["paths"]
    for path, item in sorted(whole.items()):
        operation = item.get(method)
        if operation and not path.startswith(COMMANDS.split("{")[0]):
            assert cast.amina.get("/t/{team}").status_code == 200
            named = [one["name"] for one in operation["parameters"] if one["in"] == "query"]
            yield path, [*named, *(name for name in ASKED if name not in named)]


def with_ids(path: str, value: str) -> str:
    head, *parts = path.split("{")
    return head + "".join(value + part.split("}", 1)[1] for part in parts)


def assert_no_fault(cast: Cast, method: str, address: str, **more: Any) -> None:
    answer = cast.amina.browser.request(method, f"http://localhost:8000{address}", follow_redirects=False, **more)
    assert answer.status_code < 500, (method, address, more)


def test_every_address_is_looked_at(cast: Cast) -> None:
    for method in ("get", "post"):
        there = {one.path.replace(":path", "") for one in EVERY if method.upper() in (one.methods or ())} - {COMMANDS}
        looked_at = {path for path, _ in addresses(cast, method)}
        assert {path.replace("{team}", str(cast.riverside)) for path in there} <= looked_at


def test_no_query_is_a_server_error(cast: Cast) -> None:
    for path, names in addresses(cast, "get"):
        address = with_ids(path, str(cast.amina.membership))
        with cast.undone():
            for value in ODD:
                assert_no_fault(cast, "GET", address + "?" + "&".join(f"{name}={value}" for name in names))
            for name in names[: len(names) - len(ASKED)]:
                for value in ODD:
                    assert_no_fault(cast, "GET", f"{address}?{name}={value}")


def test_no_id_in_an_address_is_a_server_error(cast: Cast) -> None:
    for path, _ in addresses(cast, "get"):
        with cast.undone():
            for value in ODD if "{" in path else ():
                assert_no_fault(cast, "GET", with_ids(path, value or "-"))


def test_no_page_form_is_a_server_error(cast: Cast) -> None:
    sent = {"Content-Type": "application/x-www-form-urlencoded", **ORIGIN}
    for path, _ in addresses(cast, "post"):
        if "sign-out" in path:
            continue
        address = with_ids(path, str(cast.joanne.membership))
        with cast.undone():
            for value in ODD:
                content = "&".join(f"{name}={new_id() if name == 'operation' else value}" for name in FIELDS)
                assert_no_fault(cast, "POST", address, content=content, headers=sent)


@pytest.mark.parametrize("name", sorted(REGISTER))
def test_no_field_of_a_command_is_a_server_error(cast: Cast, name: str) -> None:
    good = guessed(REGISTER[name].model.model_json_schema(), cast.joanne)
    for field in good:
        for value in IN_JSON:
            body = {
                "operation": str(new_id()),
                "team": str(cast.riverside),
                "version": 1,
                "body": {**good, field: value},
            }
            headers = {"Content-Type": "application/json", **ORIGIN}
            assert_no_fault(cast, "POST", COMMANDS.format(name=name), content=json.dumps(body), headers=headers)


def guessed(schema: dict[str, Any], about: Person) -> dict[str, Any]:
    """A body in which each field is of its kind, so that the one that is odd is looked at."""
    return {name: _guess(part, about.membership) for name, part in schema.get("properties", {}).items()}


def _guess(part: dict[str, Any], about: UUID) -> Any:
    kinds = {"integer": 1, "number": 1, "boolean": True, "array": [], "object": {}}
    formats = {"uuid": str(about), "uuid7": str(new_id()), "date": "2026-11-24", "date-time": "2026-11-24T09:00:00Z"}
    one = next((kind for kind in part.get("anyOf", ()) if kind.get("type") != "null"), part)
    return formats.get(one.get("format", ""), kinds.get(one.get("type", ""), (one.get("enum") or ["as agreed"])[0]))
