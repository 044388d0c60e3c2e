"""Every refusal and fault as an answer: page, fragment or JSON, from one table. Works without the database."""

import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from sqlalchemy.exc import IntegrityError
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from app.domain import errors as refusals
from app.domain.words import N_
from app.web import on_record
from app.web.door import Unavailable, house, note_refusal, visitor
from app.web.htmx import into_notices, is_partial
from app.web.kept import show_door
from app.web.language import translate
from app.web.templating import chrome_for

log = logging.getLogger("kring")


@dataclass(frozen=True)
class Kind:
    """What one status says: its code in JSON, its title and text on screen."""

    code: str
    title: str
    text: str


KINDS: Mapping[int, Kind] = {
    400: Kind("malformed", N_("This cannot be read"), N_("What was sent arrived broken. Load the page again.")),
    401: Kind("signed-out", N_("Please sign in"), N_("You are not signed in on this tablet, or it is locked.")),
    403: Kind("not-allowed", N_("Not possible for you"), N_("This cannot be done with your sign-in.")),
    404: Kind("not-found", N_("Not found"), N_("There is nothing at this address, or it is not your team's.")),
    405: Kind("wrong-method", N_("Not possible this way"), N_("This address cannot be used like that.")),
    409: Kind("rule-broken", N_("Not possible now"), N_("Something stands against it.")),
    413: Kind("too-large", N_("Too large"), N_("What you sent is larger than this page can take.")),
    415: Kind("wrong-type", N_("Wrong kind of content"), N_("This address takes another kind of content.")),
    422: Kind("not-filled-in", N_("Something is missing"), N_("Some fields are not filled in as they should be.")),
    429: Kind("too-many-attempts", N_("Too many tries"), N_("Wait a little, then try again.")),
    500: Kind("fault", N_("Something broke"), N_("This is our fault, not yours. It has been written down.")),
    503: Kind(
        "not-available",
        N_("Kring cannot be reached just now"),
        N_("The place where everything is kept does not answer. Nothing is shown that could not be put on record."),
    ),
}

NUMBER = 8
"""Signs of a request's id that are shown; its end is chance, so they find the line in the log."""

NOT_SAVED = N_("What you sent was not saved.")
PERHAPS_SAVED = N_(
    "It is not known whether what you sent was saved. Sending it again is safe: it will not stand twice."
)

STATUS: tuple[tuple[type[refusals.Refused], int], ...] = (
    (refusals.NotFound, 404),
    (refusals.NotAllowed, 403),
    (refusals.SignedOut, 401),
    (refusals.TooManyAttempts, 429),
    (refusals.FieldWrong, 422),
    (refusals.ChangedMeanwhile, 409),
    (refusals.OperationReused, 409),
    (refusals.RuleBroken, 409),
)


@dataclass(frozen=True)
class ErrorPage:
    """What the error template shows."""

    status: int
    title: str
    text: str
    what_was_not_saved: str | None
    number: str
    """The short end of the request's id, to be read out; empty where nothing went wrong but a sign-in ended."""
    next_step: tuple[str, str] | None
    """Address and label of the obvious next thing to do."""


class Json(JSONResponse):
    """Keeps half signs (a lone surrogate in a field's name) as escapes: they cannot be encoded otherwise."""

    def render(self, content: Any) -> bytes:
        return json.dumps(content, separators=(",", ":")).encode("ascii")


def install(app: FastAPI) -> None:
    app.add_exception_handler(refusals.Refused, _refused)
    app.add_exception_handler(Unavailable, _unavailable)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(IntegrityError, _integrity)


def status_of(refusal: refusals.Refused) -> int:
    return next(status for kind, status in STATUS if isinstance(refusal, kind))


def answer(
    request: Request,
    status: int,
    *,
    code: str | None = None,
    text: str | None = None,
    not_saved: str | None = None,
    more: Mapping[str, Any] | None = None,
) -> Response:
    """The answer for one status in the shape that was asked for."""
    kind = KINDS.get(status, KINDS[500])
    request_id = request.scope.get("kring.request_id", "")
    unsaved = translate(not_saved or NOT_SAVED) if request.method not in ("GET", "HEAD") else None
    words = text or translate(kind.text)
    if wants_json(request):
        return Json({"code": code or kind.code, "message": words, "request": request_id, **(more or {})}, status)
    number = "" if status == 401 else request_id[-NUMBER:]
    page = ErrorPage(status, translate(kind.title), words, unsaved, number, _next_step(request, status))
    html = house(request).templates.render(
        request, "errors/error.html", block="error_fragment", page=page, chrome=chrome_for(request)
    )
    response = Response(html, status, media_type="text/html; charset=utf-8")
    return into_notices(response) if is_partial(request) else response


def wants_json(request: Request) -> bool:
    return request.url.path.startswith("/api/") or "application/json" in request.headers.get("accept", "")


def _next_step(request: Request, status: int) -> tuple[str, str] | None:
    if status == 401:
        return "/sign-in", translate(N_("Sign in"))
    if status == 503 and request.method == "GET":
        return request.url.path, translate(N_("Try again"))
    return "/", translate(N_("Go to your team"))


async def _put_on_record(request: Request, refusal: refusals.Refused) -> Response | None:
    """The line of a refusal that nothing else has written down; the answer when it cannot be written."""
    if on_record.is_marked(request):
        return None
    try:
        team, what = _team_named(request), on_record.pattern(request)
        await run_in_threadpool(note_refusal, request, await visitor(request), team, what, refusal)
    except Unavailable as gone:
        return await _unavailable(request, Unavailable(str(gone)))
    return None


def _team_named(request: Request) -> UUID | None:
    try:
        return UUID(str(request.path_params.get("team", "")))
    except ValueError:
        return None


async def _refused(request: Request, fault: Exception) -> Response:
    assert isinstance(fault, refusals.Refused)
    if gone := await _put_on_record(request, fault):
        return gone
    if isinstance(fault, refusals.SignedOut) and not wants_json(request) and not is_partial(request):
        return await show_door(request, fault)
    status = status_of(fault)
    more: dict[str, Any] = {}
    if isinstance(fault, refusals.FieldWrong):
        more["fields"] = {fault.field: translate(fault.message, fault.values)}
    if isinstance(fault, (refusals.FieldsWrong, refusals.Asks)):
        more["fields"] = {name: translate(word, values) for name, (word, values) in fault.by_field.items()}
    if isinstance(fault, refusals.ChangedMeanwhile):
        more |= {"version": fault.version, "theirs": dict(fault.theirs), "yours": dict(fault.yours)}
    # What is not there reads alike on every page, whatever was looked for; a link may say why it is shut.
    plain = status == 404 and fault.code == refusals.NotFound.code and not wants_json(request)
    words = None if plain else translate(fault.message, fault.values)
    response = answer(request, status, code=fault.code, text=words, more=more)
    if isinstance(fault, refusals.TooManyAttempts):
        response.headers["Retry-After"] = str(fault.retry_after)
    return response


async def _unavailable(request: Request, fault: Exception) -> Response:
    perhaps = isinstance(fault, Unavailable) and fault.perhaps_done
    log.warning(
        "unavailable", extra={"kring": {"why": str(fault), "request": request.scope.get("kring.request_id", "")}}
    )
    response = answer(request, 503, not_saved=PERHAPS_SAVED if perhaps else None)
    response.headers["Retry-After"] = "5"
    return response


async def _http(request: Request, fault: Exception) -> Response:
    assert isinstance(fault, HTTPException)
    status = fault.status_code if fault.status_code in KINDS else 500 if fault.status_code >= 500 else 400
    response = answer(request, status)
    response.headers.update(fault.headers or {})
    return response


async def _invalid(request: Request, _fault: Exception) -> Response:
    gone = await _put_on_record(request, refusals.FieldWrong("", KINDS[422].text))
    return gone or answer(request, 422)


async def _integrity(request: Request, fault: Exception) -> Response:
    """A key of the database stood against it: somebody else was first."""
    log.warning("integrity", extra={"kring": {"request": request.scope.get("kring.request_id", "")}})
    refusal = refusals.RuleBroken(N_("Somebody else was just before you. Look again, then try once more."))
    gone = await _put_on_record(request, refusal)
    return gone or answer(request, 409, text=translate(refusal.message))
