"""Server processes with twelve writers inside, made to be killed: ``python -m tests.data.writers``, tasks on stdin.

For each task it forks one life of the server, so that ten lives cost one start. A life says on stdout what each writer
is about to send and what was acknowledged, one line each, in one write: whoever reads knows exactly what this process
had promised when it died.
"""

import asyncio
import json
import os
import sys
from dataclasses import asdict, dataclass, field
from typing import Any, cast

import anyio.to_thread
from fastapi import FastAPI
from httpx2 import ASGITransport, AsyncClient
from sqlalchemy.engine import make_url

from app.database import InlineDoor, open_door
from app.keys import KeyRing
from app.main import THREADS, create_app
from app.models import new_id
from app.settings import Settings
from tests.cast import ORIGIN, Clock
from tests.conftest import NOW

WRITERS = 12


@dataclass
class Task:
    """Whose commands are sent where, and which of an earlier process are to be sent again."""

    url: str
    token: str
    team: str
    membership: str
    again: list[tuple[str, str]] = field(default_factory=list)
    """Operation and row of each sending whose end nobody knows."""

    def text(self) -> str:
        return json.dumps(asdict(self)) + "\n"


def say(word: str, operation: str, row: str) -> None:
    os.write(1, f"{word} {operation} {row}\n".encode())


def body(task: Task, operation: str, row: str) -> dict[str, Any]:
    fields = {"id": row, "membership_id": task.membership, "name": "Insulin", "shown_on": "2026-11-02"}
    return {"operation": operation, "team": task.team, "body": fields}


async def send(client: AsyncClient, task: Task, operation: str, row: str) -> None:
    say("tried", operation, row)
    answer = await client.post("/api/commands/record-competence", json=body(task, operation, row))
    if answer.status_code == 200:
        say("saved", operation, row)
    elif answer.status_code != 503:
        say(f"strange-{answer.status_code}", operation, row)


async def write_on(client: AsyncClient, task: Task, waiting: list[tuple[str, str]]) -> None:
    while True:
        operation, row = waiting.pop() if waiting else (str(new_id()), str(new_id()))
        await send(client, task, operation, row)


def closed_application() -> FastAPI:
    """The application without its door, made once: threads and connections do not survive a fork."""
    keys = KeyRing({"k1": b"0" * 32}, "k1")
    return create_app(Settings(), door=InlineDoor(cast(Any, None)), keys=keys, now=Clock(NOW))


async def run(app: FastAPI, task: Task) -> None:
    anyio.to_thread.current_default_thread_limiter().total_tokens = THREADS
    app.state.house.door = open_door(make_url(task.url))
    client = AsyncClient(
        transport=ASGITransport(app=app, raise_app_exceptions=False),
        base_url="http://localhost:8000",
        headers=ORIGIN,
        cookies={"kring": task.token},
    )
    waiting = list(task.again)
    await asyncio.gather(*(write_on(client, task, waiting) for _ in range(WRITERS)))


def lives() -> None:
    """One after the other: forked, named by its process id, and named again when it is over."""
    app = closed_application()
    for line in sys.stdin:
        life = os.fork()
        if life == 0:
            asyncio.run(run(app, Task(**json.loads(line))))
        os.write(1, f"life {life} begins\n".encode())
        os.waitpid(life, 0)
        os.write(1, f"life {life} ends\n".encode())


if __name__ == "__main__":
    lives()
