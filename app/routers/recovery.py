"""A recovery link, made on the machine that runs the server: a new password, and then a new second step."""

from fastapi import APIRouter, Request, Response
from sqlmodel import Session

from app.actions.account import RECOVERY, recover
from app.actions.session import begin_session, challenged_account
from app.actions.sign_in import write_down
from app.domain.errors import FieldWrong, NotFound
from app.domain.words import N_
from app.keys import secret_hash
from app.models import new_id
from app.models.directory import SessionKind
from app.passwords import hash_password, limits, weakness
from app.queries.account import Known, by_id
from app.routers.account import NewPassword
from app.web.door import CurrentVisitor, house, note_opening, show_open
from app.web.forms import Bound, Form
from app.web.sign_in import ask_again, bind_open, entrance, knock, to

router = APIRouter()


def whose_link(request: Request, secret: str) -> Known:
    """Whose link this is; ``NotFound`` when it was used, its hour has passed, or it never was."""
    now = house(request).now()
    with house(request).door.read(None) as session:
        account_id = challenged_account(session, secret_hash(secret), RECOVERY, now)
        if account_id is None:
            raise NotFound(
                N_(
                    "This link does not open any more: it was used, or its hour has passed. "
                    "Whoever runs the server can make a new one."
                )
            )
        return by_id(session, account_id)


@router.get("/recovery/{secret}")
def ask(request: Request, who: CurrentVisitor, secret: str) -> Response:
    known = whose_link(request, secret)
    note_opening(request, who, f"account/{known.id}")
    return show_open(request, "sign_in/recovery.html", known.email, form=Bound())


@router.post("/recovery/{secret}")
def set_password(request: Request, who: CurrentVisitor, secret: str, form: Form) -> Response:
    """Everything that opened this account before ends here; the second step follows."""
    known, bound = whose_link(request, secret), bind_open(NewPassword, form)
    wanted = bound.command.new_password if bound.command else ""
    if weak := weakness(wanted, known.email, known.name):
        wrong = FieldWrong("new_password", weak, **limits())
        bound.errors.clear()
        return ask_again(request, "sign_in/recovery.html", known.email, bound, wrong)
    kind = SessionKind.FULL if known.is_demonstration else SessionKind.PASSWORD
    hashed, password_id, line_id = hash_password(wanted), new_id(), new_id()
    begun = entrance(request, known.id, kind, "password")
    knocked = knock(request, "recovered", known.email, account_id=known.id, session_id=begun.new.id)

    def work(session: Session) -> None:
        recover(
            session,
            known.id,
            link_hash=secret_hash(secret),
            password_id=password_id,
            password_hash=hashed,
            now=begun.new.now,
        )
        begin_session(session, begun.new, replaced=who.token_hash)
        write_down(session, knocked, "passed", line_id)

    house(request).door.write(None, work)
    return begun.on(to("/" if known.is_demonstration else "/sign-in/set-up"), house(request).settings)
