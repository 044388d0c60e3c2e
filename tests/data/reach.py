"""Every page and every command of the application as a well formed request, for tests that go over all of them."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

import anyio
import anyio.to_thread
from fastapi import FastAPI
from fastapi.routing import APIRoute
from httpx2 import ASGITransport, AsyncClient, Response

from app.actions.register import REGISTER
from app.main import THREADS
from app.models import new_id
from app.routers import all_routers
from tests.cast import ORIGIN, Person

WITHOUT_THE_DATABASE: Mapping[str, str] = {
    "/static/{digest}/{name:path}": "files of the release, no person in them",
    "/sw.js": "the worker, a file of the release, no person in it",
}
"""Addresses that may answer while the database is away, each with its reason."""

BODIES: Mapping[str, Mapping[str, Any]] = {
    "change-team-setting": {"name": "objection_days", "value": "10", "version": 0},
    "record-competence": {
        "id": str(new_id()),
        "membership_id": str(new_id()),
        "name": "Insulin",
        "shown_on": "2026-11-02",
    },
}
"""Bodies of commands whose fields cannot be guessed from their types."""


@dataclass(frozen=True)
class Asked:
    """One request, and what is sent with it."""

    method: str
    path: str
    route: str
    form: Mapping[str, str] | None = None
    json: Any = None

    def __str__(self) -> str:
        return f"{self.method} {self.route}" if self.json is None else f"command {self.path.rsplit('/', 1)[-1]}"


@dataclass(frozen=True)
class Answered:
    """What came back, and after how many seconds."""

    asked: Asked
    response: Response
    seconds: float


def routes() -> Iterator[APIRoute]:
    """Every route of every router."""
    for router in all_routers():
        yield from (route for route in router.routes if isinstance(route, APIRoute))


def everything(person: Person) -> list[Asked]:
    """Each address by each of its methods, and each command of the register."""
    asked: list[Asked] = []
    for route in routes():
        if route.path in WITHOUT_THE_DATABASE or route.path == "/api/commands/{name}":
            continue
        path = _filled(route, person)
        for method in sorted((route.methods or set()) - {"HEAD", "OPTIONS"}):
            form = {"operation": str(new_id()), "id": str(new_id())} if method == "POST" else None
            asked.append(Asked(method, path, route.path, form))
    return asked + [command(name, person) for name in REGISTER]


def command(name: str, person: Person) -> Asked:
    body = BODIES.get(name) or made_up(REGISTER[name].model.model_json_schema(), person)
    sent = {"operation": str(new_id()), "team": str(person.team), "body": body}
    return Asked("POST", f"/api/commands/{name}", "/api/commands/{name}", json=sent)


def made_up(schema: Mapping[str, Any], person: Person) -> dict[str, Any]:
    """A body that fits the model: what must be filled in, and nothing else."""
    parts = schema.get("$defs", {})
    return {name: _value(schema["properties"][name], parts, person) for name in schema.get("required", ())}


def _value(kind: Mapping[str, Any], parts: Mapping[str, Any], person: Person) -> Any:
    if "$ref" in kind:
        return _value(parts[kind["$ref"].rsplit("/", 1)[-1]], parts, person)
    if "anyOf" in kind:
        return _value(kind["anyOf"][0], parts, person)
    if "enum" in kind:
        return kind["enum"][0]
    tomorrow = (person.kring.clock.now + timedelta(days=1)).date().isoformat()
    plain: dict[str, Any] = {
        "uuid": str(new_id()),
        "uuid7": str(new_id()),
        "date": tomorrow,
        "date-time": f"{tomorrow}T09:00:00Z",
    }
    if kind.get("format") in plain:
        return plain[kind["format"]]
    if kind["type"] == "array":
        return [_value(kind["items"], parts, person)]
    return {"string": "made up", "integer": kind.get("minimum", 1), "number": 8, "boolean": True}[kind["type"]]


def _filled(route: APIRoute, person: Person) -> str:
    path = route.path.replace("{team}", str(person.team))
    for name in route.param_convertors:
        path = (
            path.replace("/door/{name}", "/door/allergies")
            .replace(f"{{{name}}}", _odd(name))
            .replace(f"{{{name}:path}}", _odd(name))
        )
    return path


def _odd(name: str) -> str:
    known = {
        "name": "objection_days",
        "kind": "end-membership",
        "part": "identity",
        "wish": "status",
        "secret": "x" * 43,
    }
    return known.get(name, str(new_id()))


def ask_all(app: FastAPI, asked: list[Asked], token: str | None) -> list[Answered]:
    """All of them at once, on as many threads as the server has: a queue before a free thread must not add up."""

    async def one(client: AsyncClient, ask: Asked, answers: list[Answered]) -> None:
        began = time.monotonic()
        response = await client.request(ask.method, ask.path, data=ask.form, json=ask.json)
        answers.append(Answered(ask, response, time.monotonic() - began))

    async def all_of_them() -> list[Answered]:
        anyio.to_thread.current_default_thread_limiter().total_tokens = THREADS
        answers: list[Answered] = []
        cookies = {"kring": token} if token else {}
        transport = ASGITransport(app=app, raise_app_exceptions=False)
        base = "http://localhost:8000"
        async with (
            AsyncClient(transport=transport, base_url=base, headers=ORIGIN, cookies=cookies) as client,
            anyio.create_task_group() as tasks,
        ):
            for ask in asked:
                tasks.start_soon(one, client, ask, answers)
        return answers

    return anyio.run(all_of_them)


def names_of(*people: Person) -> list[str]:
    """What must not be seen of a person."""
    return [word for person in people for word in (*person.name.split(), str(person.membership or UUID(int=0)))]
