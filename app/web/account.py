"""What the pages of one's own account share: a change as one unit with its line, and proof that is fresh."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from fastapi import Request, Response
from fastapi.responses import RedirectResponse
from sqlmodel import Session

from app.actions.sign_in import Knock, write_down
from app.domain.errors import NotAllowed, Refused
from app.domain.sign_in import is_fresh
from app.domain.words import N_
from app.models import new_id
from app.queries.access import SignedIn, signed_in
from app.queries.account import Known, by_id
from app.web.door import Visitor, house, note_refusal, same_account
from app.web.forms import account_sent
from app.web.on_record import pattern
from app.web.sign_in import to

T = TypeVar("T")


class ProveAgain(NotAllowed):
    """She showed who she is too long ago for this: changing how one signs in asks for it again."""

    code = "prove-again"

    def __init__(self) -> None:
        super().__init__(N_("Show once more that it is you, then change this."))


def to_proof(address: str) -> RedirectResponse:
    """Show who you are, then come back here."""
    return to("/account/proof", onward=address)


def me(request: Request, who: Visitor, *, fresh: bool = False) -> tuple[SignedIn, Known]:
    """The signed-in person and her account; ``ProveAgain`` when fresh proof is asked and hers is not."""
    now = house(request).now()
    with house(request).door.read(None) as session:
        person = signed_in(session, who.token_hash, now)
        known = by_id(session, person.account_id)
    if fresh and not is_fresh(person.proven_at, now):
        note_refusal(request, who, None, pattern(request), ProveAgain())
        raise ProveAgain
    return person, known


def change(
    request: Request, who: Visitor, what: str, work: Callable[[Session, SignedIn], T], *, fresh: bool = True
) -> T:
    """Carry out a change of the account as one unit with its line; who asks is proven inside it."""
    home = house(request)
    now, line_id = home.now(), new_id()
    sent_by = account_sent(request)

    def unit(session: Session) -> T:
        person = signed_in(session, who.token_hash, now)
        same_account(sent_by, person.account_id)
        if fresh and not is_fresh(person.proven_at, now):
            raise ProveAgain
        done = work(session, person)
        told = Knock(
            what,
            f"account/{person.account_id}",
            "",
            now,
            who.request_id,
            account_id=person.account_id,
            session_id=person.session_id,
        )
        write_down(session, told, "passed", line_id)
        return done

    try:
        return home.door.write(None, unit)
    except Refused as refusal:
        note_refusal(request, who, None, what, refusal)
        raise


Handler = TypeVar("Handler", bound=Callable[..., Response])


def proven_first(address: str) -> Callable[[Handler], Handler]:
    """For a handler that asks for fresh proof: when hers is too old she shows who she is, and comes back here."""

    def around(handler: Handler) -> Handler:
        @wraps(handler)
        def asked(*given: Any, **named: Any) -> Response:
            try:
                return handler(*given, **named)
            except ProveAgain:
                return to_proof(address)

        return cast(Handler, asked)

    return around
