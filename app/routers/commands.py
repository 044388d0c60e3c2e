"""``POST /api/commands/<name>``: every change as JSON with an operation id. What the tablet's outbox sends."""

import json
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from app.actions.register import REGISTER, Command, Registered
from app.domain.errors import FieldWrong, NotFound
from app.domain.words import N_
from app.queries.access import signed_in
from app.web import forms
from app.web.door import CurrentVisitor, Visitor, house, note_refusal, obey
from app.web.errors import KINDS, answer
from app.web.language import translate

router = APIRouter()


NOT_FILLED_IN = FieldWrong("", KINDS[422].text)
NEWER = N_(
    "This was written with a newer version of Kring than the server has. It was not saved; it can be sent again "
    "when the server has been brought up to date."
)


class Sent(BaseModel):
    """The envelope of a command: which team, which sending, which version of the command's body."""

    model_config = ConfigDict(extra="forbid")

    operation: UUID
    team: UUID
    version: int = Field(default=1, ge=1)
    account: UUID | None = None
    """Whose page it was written on. Under another sign-in it is refused, and waits for its own nurse."""
    body: dict[str, Any]


async def raw_body(request: Request) -> bytes:
    return await request.body()


@router.post("/api/commands/{name}")
def command(request: Request, name: str, who: CurrentVisitor, raw: Annotated[bytes, Depends(raw_body)]) -> Any:
    with house(request).door.read(None) as session:
        signed_in(session, who.token_hash, house(request).now())
    sent, unread = _envelope(request, raw)
    registered = REGISTER.get(name)
    if registered is None:
        unknown = NotFound(N_("There is no such command."))
        note_refusal(request, who, sent.team if sent else None, "unknown-command", unknown)
        raise unknown
    if sent is not None:
        if sent.version > registered.version:
            newer = FieldWrong("version", NEWER)
            newer.code = "newer-version"
            note_refusal(request, who, sent.team, name, newer)
            raise newer
        wish, unread = _wish(request, registered, sent)
        if wish is not None:
            return _obeyed(request, who, registered, sent, wish)
    note_refusal(request, who, sent.team if sent else None, name, NOT_FILLED_IN)
    return unread


def _obeyed(request: Request, who: Visitor, registered: Registered, sent: Sent, wish: Command) -> Response:
    account = str(sent.account or "")
    done = obey(request, who, sent.team, registered, sent.operation, wish, account=account)
    said = {"operation": str(sent.operation), "command": registered.name}
    return JSONResponse({**said, "again": done.again, "answer": dict(done.answer)})


def _envelope(request: Request, raw: bytes) -> tuple[Sent | None, Response | None]:
    """The envelope, or why it cannot be read."""
    try:
        return Sent.model_validate(json.loads(raw)), None
    except ValidationError as wrong:
        return None, answer(request, 422, more={"fields": forms.field_errors(wrong)})
    except (ValueError, RecursionError):
        return None, answer(request, 422, code="not-json")


def _wish(request: Request, registered: Registered, sent: Sent) -> tuple[Command | None, Response | None]:
    """The command, or why it is none. Bodies of older versions go on being accepted: those of newer ones cannot be."""
    if sent.operation.version != 7:
        return None, answer(request, 422, more={"fields": {"operation": translate(N_("An operation id is a UUIDv7."))}})
    try:
        return registered.model.model_validate(sent.body), None
    except ValidationError as wrong:
        return None, answer(request, 422, more={"fields": forms.field_errors(wrong)})
    except RecursionError:
        return None, answer(request, 422, code="not-json")
