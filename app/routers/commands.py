"""``POST /api/commands/<name>``: every change as JSON with an operation id. What the tablet's outbox sends."""

import json
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Request
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from app.actions.register import REGISTER, Registered
from app.domain.errors import NotFound
from app.domain.words import N_
from app.queries.access import signed_in
from app.web import forms
from app.web.door import CurrentVisitor, house, obey
from app.web.errors import answer
from app.web.language import translate

router = APIRouter()


class Sent(BaseModel):
    """The envelope of a command: which team, which sending, which version of the command's body."""

    model_config = ConfigDict(extra="forbid")

    operation: UUID
    team: UUID
    version: int = Field(default=1, ge=1)
    body: dict[str, Any]


async def raw_body(request: Request) -> bytes:
    return await request.body()


@router.post("/api/commands/{name}")
def command(request: Request, name: str, who: CurrentVisitor, raw: Annotated[bytes, Depends(raw_body)]) -> Any:
    with house(request).door.read(None) as session:
        signed_in(session, who.token_hash, house(request).now())
    registered = REGISTER.get(name)
    if registered is None:
        raise NotFound(N_("There is no such command."))
    try:
        sent = Sent.model_validate(json.loads(raw))
        wish = registered.model.model_validate(_up_to_date(registered, sent))
    except ValidationError as wrong:
        return answer(request, 422, more={"fields": forms.field_errors(wrong)})
    except (ValueError, RecursionError):
        return answer(request, 422, code="not-json")
    if sent.operation.version != 7:
        return answer(request, 422, more={"fields": {"operation": translate(N_("An operation id is a UUIDv7."))}})
    done = obey(request, who, sent.team, registered, sent.operation, wish)
    return JSONResponse(
        {"operation": str(sent.operation), "command": name, "again": done.again, "answer": dict(done.answer)}
    )


def _up_to_date(registered: Registered, sent: Sent) -> dict[str, Any]:
    """Bodies of older versions go on being accepted; the register will say how each is brought up to date."""
    if sent.version > registered.version:
        raise ValueError("a newer version than this server knows")
    return sent.body
