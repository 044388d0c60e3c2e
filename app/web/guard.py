"""What every request passes first: a request id, the origin of writes, the size of bodies, headers, one log line.

A plain ASGI layer, so that streams pass and each answer, errors included, carries the same headers.
"""

import json
import logging
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from ipaddress import ip_address, ip_network
from typing import cast
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.models import new_id
from app.settings import Settings
from app.web import errors
from app.web.door import begin_waiting
from app.web.forms import MAX_PART
from app.web.language import DEFAULT, speak, translate

access_log = logging.getLogger("kring.access")
fault_log = logging.getLogger("kring.fault")

SAFE = ("GET", "HEAD", "OPTIONS")
METHODS = (*SAFE, "POST", "PUT", "PATCH", "DELETE")
BODY_LIMIT = MAX_PART
"""Bytes. Large enough to hand a far too long text back to whoever typed it."""
BODY_LIMITS: Mapping[str, int] = {"/sign-in/passkey": 65_536, "/account/passkeys": 65_536}
"""Smaller or larger limits, by the beginning of the address."""
FILE_LIMITS: Mapping[str, int] = {"/intakes": 52_000_000}
"""Where a file is sent, by the end of the address: 50 MB of it, and what a form adds. A reader says it in words."""

JSON_ONLY = ("application/json",)
FORMS = ("", "application/x-www-form-urlencoded", "multipart/form-data", "application/json")

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "worker-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(self), geolocation=(), microphone=()",
}
"""On every answer, and on every stored page that the tablet gives back."""
HSTS = "max-age=31536000; includeSubDomains"


class TooLarge(HTTPException):
    """The body went over its limit. Of this kind, since whoever reads a body turns any other fault into "malformed"."""

    def __init__(self) -> None:
        super().__init__(413)


class Guard:
    """Wraps the application."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app = app
        self.settings = settings
        self.proxies = [ip_network(part, strict=False) for part in settings.trusted_proxies]
        ours = {**HEADERS, "Strict-Transport-Security": HSTS} if settings.is_secure else HEADERS
        self.headers = [(name.lower().encode(), value.encode()) for name, value in ours.items()]
        self.names = {b"x-request-id", *(name for name, _ in self.headers)}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        await _Answering(self, scope, receive, send).run()

    def source_of(self, scope: Scope) -> str:
        """The network address that asks; a proxy's word counts only when that proxy is trusted."""
        client = scope.get("client") or ("", 0)
        address = str(client[0])
        if not self._trusted(address):
            return address
        forwarded = Headers(scope=scope).get("x-forwarded-for", "")
        for hop in reversed([part.strip() for part in forwarded.split(",") if part.strip()]):
            if not self._trusted(hop):
                return hop
        return address

    def _trusted(self, address: str) -> bool:
        try:
            return any(ip_address(address) in network for network in self.proxies)
        except ValueError:
            return False


class _Answering:
    """One request on its way through."""

    def __init__(self, guard: Guard, scope: Scope, receive: Receive, send: Send) -> None:
        self.guard, self.scope, self.inner_receive, self.inner_send = guard, scope, receive, send
        self.began = time.perf_counter()
        self.status = 0
        self.taken = 0
        self.headers = Headers(scope=scope)
        self.limit = _limit(scope["path"])
        scope["kring.request_id"] = str(new_id())
        scope["kring.source"] = guard.source_of(scope)
        begin_waiting()
        speak(getattr(getattr(scope.get("app"), "state", None), "language", DEFAULT))

    async def run(self) -> None:
        try:
            if refused := self._refused_at_once():
                await errors.answer(Request(self.scope), refused)(self.scope, self.inner_receive, self.send)
            else:
                await self.guard.app(self.scope, self.receive, self.send)
        except TooLarge:
            await self._if_unanswered(413)
        except ClientDisconnect:
            pass  # nobody is there to answer
        except Exception as fault:
            fault_log.error(_line(fault="".join(_plain(fault)), request=self.scope["kring.request_id"]))
            await self._if_unanswered(500)
        finally:
            self._log()

    def _refused_at_once(self) -> int | None:
        if self.scope["method"] in SAFE:
            return None
        if not same_origin(self.headers, self.guard.settings.address):
            return 403
        length = self.headers.get("content-length") or "0"
        if not (length.isascii() and length.isdigit()):
            return 400
        if int(length) > self.limit:
            return 413
        kind = self.headers.get("content-type", "").split(";")[0].strip().lower()
        taken = JSON_ONLY if self.scope["path"].startswith("/api/") else FORMS
        return None if kind in taken else 415

    async def receive(self) -> Message:
        message = await self.inner_receive()
        self.taken += len(message.get("body", b""))
        if self.taken > self.limit:
            raise TooLarge
        return message

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            request_id = (b"x-request-id", self.scope["kring.request_id"].encode())
            given = [one for one in message.get("headers", ()) if one[0] not in self.guard.names]
            if not any(name == b"cache-control" for name, _ in given):
                given.append((b"cache-control", b"no-store"))
            message["headers"] = [*given, *self.guard.headers, request_id]
        await self.inner_send(message)

    async def _if_unanswered(self, status: int) -> None:
        if self.status:
            return
        try:
            answer = errors.answer(Request(self.scope), status)
        except Exception as fault:
            fault_log.error(_line(fault="".join(_plain(fault)), request=self.scope["kring.request_id"]))
            answer = PlainTextResponse(translate(errors.KINDS[status].title), status)
        await answer(self.scope, self.inner_receive, self.send)

    def _log(self) -> None:
        """The route's template, never the address; no name, number or code."""
        if not access_log.isEnabledFor(logging.INFO):
            return
        route = getattr(self.scope.get("route"), "path", "-")
        took = round((time.perf_counter() - self.began) * 1000, 1)
        access_log.info(
            _line(
                method=self.scope["method"] if self.scope["method"] in METHODS else "other",
                route=route,
                status=self.status,
                ms=took,
                request=self.scope["kring.request_id"],
                number=self.scope["kring.request_id"][-errors.NUMBER :],
            )
        )


def _limit(path: str) -> int:
    fitting = [most for start, most in BODY_LIMITS.items() if path.startswith(start)]
    fitting += [most for end, most in FILE_LIMITS.items() if path.startswith("/t/") and path.endswith(end)]
    return fitting[0] if fitting else BODY_LIMIT


def same_origin(headers: Headers, address: str) -> bool:
    """Forged requests are told by the browser's own headers; a client that sends neither is no browser: let through."""
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site in ("same-origin", "none")
    origin = headers.get("origin")
    if origin is None:
        return True
    try:
        asked = urlsplit(origin).netloc
    except ValueError:
        return False
    return bool(asked) and asked in (urlsplit(address).netloc, headers.get("host", ""))


def _plain(fault: BaseException) -> list[str]:
    """Where it broke, without the values that were in hand: a message may hold a name."""
    import traceback

    frames = traceback.extract_tb(fault.__traceback__)[-6:]
    return [f"{type(fault).__name__} at "] + [
        f"{frame.filename.rsplit('/', 1)[-1]}:{frame.lineno} " for frame in frames
    ]


def _line(**parts: object) -> str:
    return json.dumps({"at": datetime.now(UTC).isoformat(timespec="milliseconds"), **parts}, ensure_ascii=False)


def source_of(request: Request) -> str:
    return cast(str, request.scope.get("kring.source", ""))
