"""Tablets: the secret that opens a nurse's data key when her passphrase is forgotten, and looks without a signal."""

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError
from sqlalchemy import bindparam, func, select, update
from sqlmodel import Session

from app.actions.register import Done, Happened, Line, Moment, registered
from app.actions.rows import changed
from app.domain.errors import NotFound, RuleBroken
from app.domain.tablet import TABLETS_MOST
from app.domain.words import N_
from app.models import Client, JournalLine, KeySafe, Tablet
from app.models.base import columns
from app.queries.access import Nurse

B, C, S = columns(Tablet), columns(Client), columns(KeySafe)

MINE = (B.id == bindparam("tablet"), B.account_id == bindparam("account"), B.retired_at.is_(None))
IN_USE = select(func.count()).where(B.account_id == bindparam("account"), B.retired_at.is_(None))
THERE = select(B.id).where(B.id == bindparam("tablet"))
SECRET = select(B.secret).where(*MINE)
GIVEN = update(Tablet).where(*MINE).values(given_at=bindparam("now")).execution_options(synchronize_session=False)
FILLED = update(Tablet).where(*MINE).values(filled_at=bindparam("now")).execution_options(synchronize_session=False)
RETIRE = (
    update(Tablet)
    .where(*MINE)
    .values(retired_at=bindparam("now"), secret="")
    .execution_options(synchronize_session=False)
)
OF_THE_TEAM = (
    select(C.id).where(C.team_id == bindparam("team"), C.id.in_(bindparam("clients", expanding=True))).order_by(C.id)
)
SAFE_OF = select(S.id).where(S.team_id == bindparam("team"), S.client_id == bindparam("client"))


PAGE = re.compile(r"/t/[\w/?=&.-]+")


def _of_a_page(address: str) -> str:
    if not PAGE.fullmatch(address):
        raise PydanticCustomError("wrong", N_("This is no page of a team."))
    return address


def secret_purpose(tablet_id: UUID) -> str:
    """Bound into the ciphertext, so that one tablet's secret is not given out for another."""
    return f"tablet/{tablet_id}"


def add_tablet(session: Session, account_id: UUID, *, tablet_id: UUID, secret: str, label: str, now: datetime) -> None:
    """A nurse sets her first passphrase on a tablet. ``secret`` is a ciphertext already."""
    if session.execute(THERE, {"tablet": tablet_id}).first() is not None:
        raise RuleBroken(N_("This tablet has a passphrase already. Load the page again."), code="id-taken")
    if session.execute(IN_USE, {"account": account_id}).scalar_one() >= TABLETS_MOST:
        raise RuleBroken(
            N_("You have a passphrase on {most} tablets. Give one of them up on your account page first."),
            code="too-many-tablets",
            most=TABLETS_MOST,
        )
    session.add(Tablet(id=tablet_id, account_id=account_id, secret=secret, label=label, made_at=now))
    session.flush()


def give_secret(session: Session, account_id: UUID, tablet_id: UUID, now: datetime) -> str:
    """The ciphertext of its secret. Another nurse's tablet and one that was given up are not found."""
    found = session.execute(SECRET, {"tablet": tablet_id, "account": account_id}).scalar()
    if found is None:
        raise NotFound(N_("The server does not know this tablet as yours any more."), code="tablet-ended")
    session.execute(GIVEN, {"tablet": tablet_id, "account": account_id, "now": now})
    return str(found)


def retire_tablet(session: Session, account_id: UUID, tablet_id: UUID, now: datetime) -> None:
    """It is given up, or lost. Its secret is gone for good, and its stored pages go when it is next heard from."""
    if changed(session, RETIRE, {"tablet": tablet_id, "account": account_id, "now": now}) != 1:
        raise NotFound(N_("The server does not know this tablet as yours any more."), code="tablet-ended")


def fill_tablet(session: Session, account_id: UUID, tablet_id: UUID, line: JournalLine) -> None:
    """Clients' pages are about to be put on it: its line, and when."""
    session.execute(FILLED, {"tablet": tablet_id, "account": account_id, "now": line.at})
    session.add(line)


class LookWithoutSignal(Happened):
    """A stored page was opened while the server could not be reached: which one, and whom one reads about on it."""

    address: Annotated[Line, AfterValidator(_of_a_page)]
    clients: tuple[UUID, ...] = Field(default=(), max_length=100)


class ShowKeySafeWithoutSignal(Happened):
    """A stored key-safe code was shown while the server could not be reached."""

    client: UUID


@registered("look-without-signal", LookWithoutSignal)
def look_without_signal(session: Session, nurse: Nurse, wish: LookWithoutSignal, moment: Moment) -> Done:
    """Only the line. It has happened: a record that was closed to her since does not undo that."""
    clients = _of_the_team(session, nurse, wish.clients)
    about = wish.address.partition(f"/t/{nurse.team_id}/")[2]
    return Done({"clients": clients}, about=about, clients=tuple(clients), reason=_when(nurse, wish))


@registered("show-key-safe-without-signal", ShowKeySafeWithoutSignal)
def show_key_safe_without_signal(
    session: Session, nurse: Nurse, wish: ShowKeySafeWithoutSignal, moment: Moment
) -> Done:
    """Only the line, as ``show-key-safe`` leaves one. The safe itself may be gone from the page by now."""
    client = next(iter(_of_the_team(session, nurse, [wish.client])), None)
    if client is None:
        raise NotFound(N_("There is nobody here by that address in your team's care."))
    safe = session.execute(SAFE_OF, {"team": nurse.team_id, "client": wish.client}).scalar()
    about = f"key_safe/{safe}" if safe else f"client/{client}"
    return Done({"client": client}, about=about, clients=(client,), reason=_when(nurse, wish))


def _when(nurse: Nurse, wish: Happened) -> str:
    """The line's own time is when it came; this is the tablet's word, on the team's clock."""
    return wish.happened_at.astimezone(nurse.zone).strftime("%Y-%m-%d %H:%M")


def _of_the_team(session: Session, nurse: Nurse, clients: Sequence[UUID]) -> list[str]:
    """Those of them that are in the team's care, in one order: what is kept of it is always the same."""
    if not clients:
        return []
    return [str(one) for one in session.execute(OF_THE_TEAM, {"team": nurse.team_id, "clients": clients}).scalars()]
