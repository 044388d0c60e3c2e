"""The OpenAPI description of the application, for tests only: the server hands none out.

The framework describes addresses; what a command takes it cannot know, because its body is bound by us, so that part is
filled in from the register.
"""

import copy
import warnings
from collections.abc import Iterable
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from app.actions.register import REGISTER
from app.models import new_id
from app.routers import all_routers

COMMANDS = "/api/commands/{name}"
ANSWERS = {"default": {"description": "an answer"}}
ANY_FORM = {"type": "object", "additionalProperties": {"type": "string"}}


def described(app: FastAPI, team: str, ids: Iterable[str]) -> dict[str, Any]:
    """Every address and every command, with this team in its place and these ids among those that are tried."""
    known = list(ids)
    whole = copy.deepcopy(_of_the_framework(app))
    paths = {path: item for path, item in whole["paths"].items() if path != COMMANDS}
    whole["paths"] = {path.replace("{team}", team): _page(item, known) for path, item in paths.items()}
    for name, command in REGISTER.items():
        schema = command.model.model_json_schema()
        whole["paths"][COMMANDS.replace("{name}", name)] = {"post": _command(schema, team, known)}
    return whole


_once: list[dict[str, Any]] = []


def _of_the_framework(app: FastAPI) -> dict[str, Any]:
    """The same for every application the tests make, and dear."""
    if not _once:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)  # two methods of one file share their name
            inside = [route for router in all_routers() for route in router.routes]
            _once.append(get_openapi(title="Kring", version="", routes=[*inside, *app.routes]))
    return _once[0]


def _page(item: dict[str, Any], known: list[str]) -> dict[str, Any]:
    for method, operation in item.items():
        kept = [one for one in operation.get("parameters", ()) if one["name"] != "team"]
        operation["parameters"] = [{**one, "schema": _some(one["schema"], known)} for one in kept]
        operation["responses"] = ANSWERS
        if method == "post" and "requestBody" not in operation:
            content = {"application/x-www-form-urlencoded": {"schema": ANY_FORM}}
            operation["requestBody"] = {"content": content}
    return item


def _command(schema: dict[str, Any], team: str, known: list[str]) -> dict[str, Any]:
    body = {
        "type": "object",
        "required": ["operation", "team", "body"],
        "properties": {
            "operation": {"enum": [str(new_id()) for _ in range(20)]},
            "team": {"enum": [team]},
            "version": {"type": "integer", "minimum": 1, "maximum": 1},
            "body": _with_known(_inlined(schema, schema.get("$defs", {})), known),
        },
    }
    content = {"application/json": {"schema": body}}
    return {
        "requestBody": {"required": True, "content": content},
        "responses": {"default": {"description": "an answer"}},
    }


def _inlined(part: Any, parts: dict[str, Any]) -> Any:
    if isinstance(part, list):
        return [_inlined(one, parts) for one in part]
    if not isinstance(part, dict):
        return part
    if "$ref" in part:
        return _inlined(parts[part["$ref"].rsplit("/", 1)[-1]], parts)
    return {name: _inlined(one, parts) for name, one in part.items() if name != "$defs"}


def _with_known(part: Any, known: list[str]) -> Any:
    """Wherever an id is asked for, one that is there is tried as well."""
    if isinstance(part, list):
        return [_with_known(one, known) for one in part]
    if not isinstance(part, dict):
        return part
    if str(part.get("format", "")).startswith("uuid"):
        return _some(part, known)
    return {name: _with_known(one, known) for name, one in part.items()}


def _some(schema: dict[str, Any], known: list[str]) -> dict[str, Any]:
    if str(schema.get("format", "")).startswith("uuid"):
        return {"anyOf": [{"enum": known}, {"type": "string", "format": "uuid"}]}
    return schema
