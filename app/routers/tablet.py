"""What a tablet keeps: the worker and its shell, the way back to a nurse's key, and the pages of her days."""

import base64
import json
import secrets
from collections.abc import Sequence
from typing import Annotated, Any, TypeVar
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import JSONResponse
from pydantic import UUID7, BaseModel, ConfigDict, Field, ValidationError
from sqlmodel import Session

from app.actions.key_safe import purpose as key_safe_purpose
from app.actions.tablet import add_tablet, fill_tablet, give_secret, retire_tablet, secret_purpose
from app.domain.errors import FieldWrong, Refused, RuleBroken
from app.domain.sign_in import device_label
from app.domain.tablet import KEPT_FOR
from app.domain.words import N_
from app.keys import KeyMissing
from app.models import new_id
from app.queries.tablet import Bundle, TabletDay, tablet_day, tablet_stands
from app.routers.account import saved
from app.routers.commands import raw_body
from app.web import on_record
from app.web.account import ProveAgain, change, me, to_proof
from app.web.door import CurrentVisitor, house, known, note_refusal, same_account, show_open
from app.web.forms import Form, PathId
from app.web.guard import HEADERS
from app.web.notice import add_notice
from app.web.sign_in import count, knock

router = APIRouter()

GIVEN_UP = add_notice("tablet-given-up", "ok", N_("Given up: what is stored there goes when it is next heard from."))
SHELL = "/tablet"
KEPT_FILES = (
    "account.js",
    "assessment.js",
    "day.js",
    "htmx-4.0.1.js",
    "icons/favicon.svg",
    "kring.css",
    "kring.js",
    "list.js",
    "network-map.js",
    "offline.js",
    "page.js",
    "passkey.js",
    "passphrase.js",
    "shell.js",
    "stored.js",
    "waiting.js",
)
"""What stored pages are made of: in the cache of the browser, since nothing in them is about anybody."""


class Own(BaseModel):
    """``account`` says on whose page it was asked: nobody else gets an answer."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    account: str = ""


class NewTablet(Own):
    """``id`` is made by the tablet."""

    id: UUID7


class AskedDay(BaseModel):
    """What the tablet has: bundle → digest."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    tablet: UUID
    account: str = ""
    have: dict[str, str] = Field(default_factory=dict, max_length=500)


@router.get(SHELL)
def shell(request: Request) -> Response:
    """Says nothing of anybody: what the worker shows where no page can be opened, and where dialogs are taken from."""
    return show_open(request, "tablet/shell.html", None)


@router.get("/sw.js")
def worker(request: Request) -> Response:
    """The worker with this release's files. Another release is another worker, which puts the older files away."""
    assets = house(request).assets
    files = [assets.address(name) for name in KEPT_FILES]
    told = {
        "release": release(request),
        "files": files,
        "shell": SHELL,
        "headers": {**HEADERS, "Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store"},
        "kept": int(KEPT_FOR.total_seconds() * 1000),
        "banner": house(request).templates.render(request, "tablet/banner.html"),
    }
    script = f"self.release = {json.dumps(told)};\n".encode() + assets.get("worker.js").body
    return Response(script, media_type="text/javascript", headers={"Cache-Control": "no-cache"})


def release(request: Request) -> str:
    """The same as long as the same files draw the pages."""
    assets = house(request).assets
    return "-".join(assets.get(name).digest[:8] for name in ("kring.css", "page.js", "worker.js"))


M = TypeVar("M", bound=BaseModel)
Raw = Annotated[bytes, Depends(raw_body)]


def sent(model: type[M], raw: bytes) -> M:
    """What a script sent, read only once it is known who asks."""
    try:
        return model.model_validate_json(raw)
    except ValidationError:
        raise FieldWrong("", N_("This cannot be read. Load the page again.")) from None


@router.post("/account/tablets")
def add(request: Request, who: CurrentVisitor, raw: Raw) -> Response:
    """Her first passphrase on this tablet. The passphrase itself never comes here."""
    me(request, who, fresh=True)
    asked = sent(NewTablet, raw)
    secret, now = base64.b64encode(secrets.token_bytes(32)).decode(), house(request).now()
    sealed = house(request).keys.encrypt(secret_purpose(asked.id), secret)
    label = device_label(request.headers.get("user-agent", ""))

    def work(session: Session, person: Any) -> None:
        same_account(asked.account, person.account_id)
        add_tablet(session, person.account_id, tablet_id=asked.id, secret=sealed, label=label, now=now)

    change(request, who, "tablet-added", work)
    return JSONResponse({"secret": secret}, 201)


@router.post("/account/tablets/{tablet_id}/secret")
def give(request: Request, who: CurrentVisitor, tablet_id: PathId, raw: Raw) -> Response:
    """The way back when a passphrase is forgotten: after a full sign-in, counted, on record."""
    person, owner = me(request, who, fresh=True)
    asked = sent(Own, raw)
    count(
        request,
        knock(request, "tablet-secret", owner.email, account_id=owner.id, session_id=person.session_id),
    )
    now = house(request).now()

    def work(session: Session, asking: Any) -> str:
        same_account(asked.account, asking.account_id)
        return give_secret(session, asking.account_id, tablet_id, now)

    sealed = change(request, who, "tablet-secret-given", work)
    try:
        return JSONResponse({"secret": house(request).keys.decrypt(secret_purpose(tablet_id), sealed)})
    except KeyMissing:
        raise RuleBroken(UNREADABLE, code="unreadable") from None


UNREADABLE = N_("The server cannot read this tablet's secret any more. The old passphrase is the only way.")


@router.post("/account/tablets/{tablet_id}/end")
def end(request: Request, who: CurrentVisitor, tablet_id: PathId, _form: Form) -> Response:
    """Given up or lost. Asked for fresh proof: what waits there under a forgotten passphrase is then gone."""
    now = house(request).now()
    try:
        change(
            request,
            who,
            "tablet-given-up",
            lambda session, person: retire_tablet(session, person.account_id, tablet_id, now),
        )
    except ProveAgain:
        return to_proof("/account")
    return saved("/account", GIVEN_UP)


@router.post("/t/{team}/tablet/day")
def day(request: Request, who: CurrentVisitor, team: PathId, raw: Raw) -> Response:
    """Which pages belong on the tablet, and the one line "put on tablet" for those it does not have yet."""
    home = house(request)
    now, line_id = home.now(), new_id()
    try:
        with home.door.read(team) as session:
            person, nurse = known(session, who, team, now)
            asked = sent(AskedDay, raw)
            same_account(asked.account, person.account_id)
            if not tablet_stands(session, person.account_id, asked.tablet):
                raise RuleBroken(N_("This tablet was given up."), code="tablet-ended")
            everything = tablet_day(session, nurse, release(request))
    except Refused as refusal:
        note_refusal(request, who, team, on_record.pattern(request), refusal)
        raise
    missing = [bundle for bundle in everything.bundles if asked.have.get(bundle.key) != bundle.digest]
    if missing:
        line = on_record.put_on_tablet(request, nurse, now, line_id, _clients(missing))
        home.door.write(team, lambda session: fill_tablet(session, nurse.account_id, asked.tablet, line()))
    return JSONResponse(_answer(request, team, nurse.zone.key, everything, missing, line_id))


def _clients(bundles: Sequence[Bundle]) -> list[str]:
    return list(dict.fromkeys(client for bundle in bundles for client in bundle.clients))


def _answer(
    request: Request, team: UUID, zone: str, everything: TabletDay, missing: Sequence[Bundle], line_id: UUID
) -> dict[str, Any]:
    new = {bundle.key for bundle in missing}
    return {
        "line": str(line_id) if missing else "",
        "home": everything.home,
        "zone": zone,
        "also": dict(everything.also),
        "bundles": [
            {
                "key": bundle.key,
                "digest": bundle.digest,
                "addresses": bundle.addresses,
                "clients": bundle.shown,
                "fetch": bundle.key in new,
                "code": _code(request, team, bundle) if bundle.key in new else None,
            }
            for bundle in everything.bundles
        ],
    }


def _code(request: Request, team: UUID, bundle: Bundle) -> str | None:
    """The key-safe code, to travel inside the encrypted copy. One that cannot be read is left out."""
    if not bundle.code:
        return None
    try:
        return house(request).keys.decrypt(key_safe_purpose(team, UUID(bundle.clients[0])), bundle.code)
    except KeyMissing:
        return None
