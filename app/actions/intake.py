"""A file of clients comes in: put in and looked at, doubles decided about, then taken whole or dropped."""

from base64 import b64decode
from binascii import Error as NotBase64
from datetime import UTC, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError
from sqlalchemy import bindparam, delete, update
from sqlmodel import Session

from app.actions.intake_read import ReadFile, read_file
from app.actions.intake_take import Taker, store, take
from app.actions.register import Command, Done, Line, Moment, NewId, Secrets, registered
from app.actions.rows import changed, not_there_yet
from app.domain.errors import ChangedMeanwhile, FieldWrong, NotFound, RuleBroken
from app.domain.words import N_
from app.models import Intake, IntakeClient
from app.models.base import columns
from app.queries.access import Nurse

I, P = columns(Intake), columns(IntakeClient)


def _base64(text: str) -> str:
    try:
        b64decode(text, validate=True)
    except (NotBase64, ValueError):
        raise PydanticCustomError("base64", N_("The file did not come through whole. Choose it again.")) from None
    return text


class StageIntake(Command):
    """A file as it is, in base64. It is read and kept for a look; nobody comes in yet."""

    id: NewId
    file_name: Line
    content: Annotated[str, AfterValidator(_base64)]


def read_before(_team: UUID, wish: StageIntake, _secrets: Secrets) -> ReadFile:
    """Reading takes time, chance and a clock: it happens before the unit begins."""
    return read_file(wish.file_name, b64decode(wish.content), today=datetime.now(UTC).date())


@registered("stage-intake", StageIntake, prepare=read_before)
def stage_intake(session: Session, nurse: Nurse, wish: StageIntake, moment: Moment) -> Done:
    """A file that cannot be read at all leaves nothing; one with faults is kept as the list of its faults alone."""
    read: ReadFile = moment.prepared
    if read.whole_fault is not None:
        raise FieldWrong("content", read.whole_fault.why, **read.whole_fault.values)
    intake_id = not_there_yet(session, Intake, nurse.team_id, wish.id)
    store(session, taker_of(nurse, moment), intake_id, read)
    return Done(
        {"intake": str(intake_id), "clients": len(read.people), "faults": len(read.faults)},
        about=f"intake/{intake_id}",
    )


class DecideDuplicate(Command):
    """Whether a person in the file is somebody new, or the same as one who is here and is left out."""

    intake: UUID
    person: UUID
    seen: Literal["", "new", "same"] = ""
    decision: Literal["new", "same"]


DECIDE = (
    update(IntakeClient)
    .where(
        P.team_id == bindparam("team"),
        P.id == bindparam("person"),
        P.decision == bindparam("seen"),
        P.client_id.is_(None),
    )
    .values(decision=bindparam("new_decision"), decided_by=bindparam("by"))
    .execution_options(synchronize_session=False)
)


@registered("decide-duplicate", DecideDuplicate)
def decide_duplicate(session: Session, nurse: Nurse, wish: DecideDuplicate, moment: Moment) -> Done:
    intake = _open(session, nurse, wish.intake)
    person = session.get(IntakeClient, (nurse.team_id, wish.person))
    if person is None or person.intake_id != intake.id:
        raise NotFound(N_("There is nobody by that number in this file."))
    if not person.duplicates:
        raise RuleBroken(N_("There is nobody here whom this person could be."), code="no-duplicate")
    values = {"team": nurse.team_id, "person": person.id, "seen": wish.seen, "by": nurse.membership_id}
    if not changed(session, DECIDE, {**values, "new_decision": wish.decision}):
        session.refresh(person)
        raise ChangedMeanwhile(
            N_("Somebody else decided this while you were looking. Look again, and choose."),
            version=0,
            theirs={"decision": person.decision},
            yours={"decision": wish.decision},
        )
    return Done({"person": str(person.id), "decision": wish.decision}, about=f"intake/{intake.id}")


class TakeIntake(Command):
    """All of them, or nobody."""

    intake: UUID


@registered("take-intake", TakeIntake)
def take_intake(session: Session, nurse: Nurse, wish: TakeIntake, moment: Moment) -> Done:
    intake = _open(session, nurse, wish.intake)
    taken = take(session, taker_of(nurse, moment), intake, moment.ids[0])
    return Done(
        {"intake": str(intake.id), "clients": len(taken.clients)},
        about=f"intake/{intake.id}",
        clients=tuple(str(client) for client in taken.clients),
    )


class DropIntake(Command):
    """Nobody comes in. What was read of the people is deleted; that the file was there stays readable."""

    intake: UUID


DROP = (
    update(Intake)
    .where(
        I.team_id == bindparam("team"),
        I.id == bindparam("intake"),
        I.taken_at.is_(None),
        I.dropped_at.is_(None),
    )
    .values(dropped_at=bindparam("now"), version=I.version + 1)
    .execution_options(synchronize_session=False)
)
FORGET = (
    delete(IntakeClient)
    .where(P.team_id == bindparam("team"), P.intake_id == bindparam("intake"))
    .execution_options(synchronize_session=False)
)


@registered("drop-intake", DropIntake)
def drop_intake(session: Session, nurse: Nurse, wish: DropIntake, moment: Moment) -> Done:
    intake = _open(session, nurse, wish.intake)
    values = {"team": nurse.team_id, "intake": intake.id}
    if not changed(session, DROP, {**values, "now": moment.now}):
        raise RuleBroken(N_("This file was taken in or dropped before."), code="taken-already")
    session.execute(FORGET, values)
    return Done({"intake": str(intake.id)}, about=f"intake/{intake.id}")


def taker_of(nurse: Nurse, moment: Moment) -> Taker:
    return Taker(nurse.team_id, nurse.membership_id, moment.now, nurse.today, nurse.zone)


def _open(session: Session, nurse: Nurse, intake_id: UUID) -> Intake:
    """The file, while nothing has been settled about it."""
    intake = session.get(Intake, (nurse.team_id, intake_id))
    if intake is None:
        raise NotFound(N_("There is no such file in your team."))
    if intake.taken_at or intake.dropped_at:
        raise RuleBroken(N_("This file was taken in or dropped before."), code="taken-already")
    return intake
