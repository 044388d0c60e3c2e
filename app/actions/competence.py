"""Competences: what a person has shown she can do. Facts that any member may record; they grant nothing."""

from datetime import date
from uuid import UUID

from sqlalchemy import bindparam, update
from sqlmodel import Session

from app.actions.register import Command, Done, Line, Moment, NewId, OptionalNote, registered
from app.actions.rows import changed, not_there_yet
from app.domain.errors import NotFound, RuleBroken
from app.domain.team import competence_dates
from app.domain.words import N_
from app.models import Competence
from app.models.base import columns
from app.queries.access import Nurse
from app.queries.membership import living_member

C = columns(Competence)

WITHDRAW = (
    update(Competence)
    .where(C.team_id == bindparam("team"), C.id == bindparam("competence"), C.withdrawn_at.is_(None))
    .values(withdrawn_at=bindparam("now"), withdrawn_by=bindparam("by"), version=C.version + 1)
    .execution_options(synchronize_session=False)
)


class RecordCompetence(Command):
    """``shown_on`` is the day it was seen or certified, ``expires_on`` the last day on which it counts."""

    id: NewId
    membership_id: UUID
    name: Line
    shown_on: date
    expires_on: date | None = None
    note: OptionalNote = ""


@registered("record-competence", RecordCompetence)
def record_competence(session: Session, nurse: Nurse, wish: RecordCompetence, moment: Moment) -> Done:
    member = living_member(session, nurse.team_id, wish.membership_id)
    competence_dates(shown_on=wish.shown_on, expires_on=wish.expires_on, today=nurse.today)
    session.add(
        Competence(
            team_id=nurse.team_id,
            id=not_there_yet(session, Competence, nurse.team_id, wish.id),
            membership_id=member.id,
            name=wish.name,
            shown_on=wish.shown_on,
            expires_on=wish.expires_on,
            note=wish.note,
            recorded_by=nurse.membership_id,
        )
    )
    return Done({"competence": str(wish.id)}, about=f"membership/{member.id}")


class WithdrawCompetence(Command):
    """It no longer holds, or was entered in error. It stays readable with its author and who withdrew it."""

    competence_id: UUID


@registered("withdraw-competence", WithdrawCompetence)
def withdraw_competence(session: Session, nurse: Nurse, wish: WithdrawCompetence, moment: Moment) -> Done:
    found = session.get(Competence, (nurse.team_id, wish.competence_id))
    if found is None:
        raise NotFound(N_("There is no such competence."))
    values = {"team": nurse.team_id, "competence": found.id, "now": moment.now, "by": nurse.membership_id}
    if not changed(session, WITHDRAW, values):
        raise RuleBroken(N_("This was withdrawn before."), code="withdrawn-already")
    return Done({"competence": str(found.id)}, about=f"membership/{found.membership_id}")
