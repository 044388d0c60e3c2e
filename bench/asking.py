"""Requests without a network: straight into the application, so that its own work is measured."""

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

import anyio.to_thread

from app.main import THREADS

Message = MutableMapping[str, Any]
Application = Callable[
    [Message, Callable[[], Awaitable[Message]], Callable[[Message], Awaitable[None]]], Awaitable[None]
]
HOST = (b"host", b"localhost:8000")


async def ask(app: Application, path: str, token: str) -> tuple[int, bytes]:
    return await _send(app, "GET", path, [_cookie(token)], b"")


async def ask_fragment(app: Application, path: str, token: str) -> tuple[int, bytes]:
    """The part of the page that htmx would put in place."""
    htmx = [(b"hx-request", b"true"), (b"hx-request-type", b"partial")]
    return await _send(app, "GET", path, [_cookie(token), *htmx], b"")


async def post_json(app: Application, path: str, token: str, body: bytes) -> tuple[int, bytes]:
    headers = [
        _cookie(token),
        (b"content-type", b"application/json"),
        (b"content-length", str(len(body)).encode()),
        (b"sec-fetch-site", b"same-origin"),
    ]
    return await _send(app, "POST", path, headers, body)


def _cookie(token: str) -> tuple[bytes, bytes]:
    return b"cookie", f"kring={token}".encode()


async def _send(
    app: Application, method: str, path: str, headers: list[tuple[bytes, bytes]], body: bytes
) -> tuple[int, bytes]:
    said: list[Message] = []
    scope = {
        "type": "http",
        "method": method,
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "headers": [HOST, *headers],
        "scheme": "http",
        "server": ("localhost", 8000),
        "client": ("127.0.0.1", 1),
        "http_version": "1.1",
        "root_path": "",
    }

    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Message) -> None:
        said.append(message)

    await app(scope, receive, send)
    return int(said[0]["status"]), b"".join(message.get("body", b"") for message in said[1:])


def run(work: Callable[[], Awaitable[Any]]) -> Any:
    """As the server would: one loop, and as many threads as the door has connections."""

    async def on_our_threads() -> Any:
        anyio.to_thread.current_default_thread_limiter().total_tokens = THREADS
        return await work()

    return asyncio.run(on_our_threads())
