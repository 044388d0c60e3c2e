"""The key safe: where it is, and its code, which is stored encrypted and shown only when somebody asks, on record."""

from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, Field, SecretStr
from pydantic_core import PydanticCustomError
from sqlalchemy import bindparam, select
from sqlmodel import Session

from app.actions.client_change import CHANGED_MEANWHILE, edit, touch
from app.actions.register import Command, Done, Line, Moment, OptionalLine, Secrets, registered
from app.domain.errors import ChangedMeanwhile, NotFound
from app.domain.words import N_
from app.models import KeySafe
from app.models.base import columns
from app.queries.access import Nurse, reachable_client

S = columns(KeySafe)

OF_CLIENT = select(S.id).where(S.team_id == bindparam("team"), S.client_id == bindparam("client"))


def _one_code(code: SecretStr) -> SecretStr:
    text = code.get_secret_value().strip()
    if not text or not text.isprintable():
        raise PydanticCustomError("wrong", N_("Write the code as it is turned or typed at the safe."))
    return SecretStr(text)


FORGOTTEN = ""
"""What stands in place of the ciphertext when the safe is gone."""
Code = Annotated[SecretStr, Field(max_length=40), AfterValidator(_one_code)]


class SetKeySafe(Command):
    """``version`` is the one that was seen: 0 when there was no key safe yet."""

    client: UUID
    version: int = Field(ge=0)
    whereabouts: OptionalLine = ""
    code: Code
    settles: bool = False


class EndKeySafe(Command):
    """It is no longer there. Its code is forgotten; where it was stays readable with the reason."""

    client: UUID
    version: int = Field(ge=1)
    why: Line


class ShowKeySafe(Command):
    client: UUID


def purpose(team_id: UUID, client_id: UUID) -> str:
    """Bound into the ciphertext, so that a code that is moved to another client does not open."""
    return f"key-safe/{team_id}/{client_id}"


def _sealed(team_id: UUID, wish: SetKeySafe, secrets: Secrets) -> str:
    return secrets.encrypt(purpose(team_id, wish.client), wish.code.get_secret_value())


@registered("set-key-safe", SetKeySafe, prepare=_sealed)
def set_key_safe(session: Session, nurse: Nurse, wish: SetKeySafe, moment: Moment) -> Done:
    """The code itself goes nowhere but into its own column: not into the history, not into a conflict's two texts."""
    client = reachable_client(session, nurse, wish.client)
    row = _row(session, nurse, client.id)
    if row is None:
        if wish.version:
            theirs = {"whereabouts": ""}
            yours = {"whereabouts": wish.whereabouts}
            raise ChangedMeanwhile(CHANGED_MEANWHILE, version=0, theirs=theirs, yours=yours)
        session.add(_new(nurse, wish, moment))
        touch(session, nurse.team_id, client.id, moment.now)
        version = 1
    else:
        version = edit(
            session,
            nurse,
            moment,
            row,
            seen=wish.version,
            changes={
                "whereabouts": wish.whereabouts,
                "set_by": nurse.membership_id,
                "set_at": moment.now,
                "ended_at": None,
                "ended_why": "",
            },
            client_id=client.id,
            id=moment.ids[1],
            settles=wish.settles,
        )
        row.code = moment.prepared
    return Done({"client": str(client.id), "version": version}, about=f"client/{client.id}", clients=(str(client.id),))


@registered("end-key-safe", EndKeySafe)
def end_key_safe(session: Session, nurse: Nurse, wish: EndKeySafe, moment: Moment) -> Done:
    client = reachable_client(session, nurse, wish.client)
    row = _standing(session, nurse, client.id, seen=wish.version)
    changes = {"ended_at": moment.now, "ended_why": wish.why}
    version = edit(
        session, nurse, moment, row, seen=wish.version, changes=changes, client_id=client.id, id=moment.ids[0]
    )
    row.code = FORGOTTEN
    return Done({"client": str(client.id), "version": version}, about=f"key_safe/{row.id}", clients=(str(client.id),))


@registered("show-key-safe", ShowKeySafe)
def show_key_safe(session: Session, nurse: Nurse, wish: ShowKeySafe, moment: Moment) -> Done:
    """Leaves the line in the journal. The page reads the code afterwards; the answer, which is kept, never has it."""
    client = reachable_client(session, nurse, wish.client)
    row = _standing(session, nurse, client.id)
    return Done(
        {"client": str(client.id), "shown_at": moment.now.isoformat()},
        about=f"key_safe/{row.id}",
        clients=(str(client.id),),
    )


def _standing(session: Session, nurse: Nurse, client_id: UUID, *, seen: int | None = None) -> KeySafe:
    """One that was taken away is not there, unless she saw an older version: then she is shown what stands now."""
    row = _row(session, nurse, client_id)
    if row is None or (row.ended_at is not None and seen in (None, row.version)):
        raise NotFound(N_("There is no key safe on this page."))
    return row


def _row(session: Session, nurse: Nurse, client_id: UUID) -> KeySafe | None:
    found = session.execute(OF_CLIENT, {"team": nurse.team_id, "client": client_id}).scalar()
    return session.get(KeySafe, (nurse.team_id, found)) if found is not None else None


def _new(nurse: Nurse, wish: SetKeySafe, moment: Moment) -> KeySafe:
    return KeySafe(
        team_id=nurse.team_id,
        id=moment.ids[0],
        client_id=wish.client,
        whereabouts=wish.whereabouts,
        code=moment.prepared,
        set_by=nurse.membership_id,
        set_at=moment.now,
    )
