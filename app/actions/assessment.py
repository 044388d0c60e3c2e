"""An assessment by the Omaha System is begun and finished; in between it may be left and gone on with in the car."""

from datetime import datetime
from uuid import UUID

from pydantic import Field
from sqlalchemy import bindparam, select
from sqlmodel import Session

from app.actions.client_change import edit, touch
from app.actions.register import Done, Happened, Moment, NewId, OptionalNote, registered
from app.actions.rows import not_there_yet
from app.domain.errors import FieldWrong, NotFound
from app.domain.visit import ask_about_clock
from app.domain.words import N_
from app.models import Assessment, Problem, Rating
from app.models.base import columns
from app.queries.access import Nurse, reachable_client

P, R = columns(Problem), columns(Rating)

RECORDED_IN_IT = select(P.id).where(P.team_id == bindparam("team"), P.assessment_id == bindparam("assessment")).limit(1)
RATED_IN_IT = select(R.id).where(R.team_id == bindparam("team"), R.assessment_id == bindparam("assessment")).limit(1)


class Assessed(Happened):
    """What every command about an assessment carries. ``confirmed`` after the question about the tablet's clock."""

    client: UUID
    confirmed: bool = False


class BeginAssessment(Assessed):
    """A new sitting. There may be another unfinished one: two nurses were there, or a tablet comes late."""

    id: NewId


@registered("begin-assessment", BeginAssessment)
def begin_assessment(session: Session, nurse: Nurse, wish: BeginAssessment, moment: Moment) -> Done:
    client = reachable_client(session, nurse, wish.client)
    ask_about_clock(wish.happened_at, moment.now, confirmed=wish.confirmed)
    row = Assessment(
        team_id=nurse.team_id,
        id=not_there_yet(session, Assessment, nurse.team_id, wish.id),
        client_id=client.id,
        begun_at=wish.happened_at,
        begun_by=nurse.membership_id,
        received_at=moment.now,
    )
    session.add(row)
    touch(session, nurse.team_id, client.id, moment.now)
    return _done(row, 1)


class FinishAssessment(Assessed):
    """It is over, with what it comes to in a few words. Sent for a finished one, it corrects the summary."""

    assessment: UUID
    version: int = Field(ge=1)
    summary: OptionalNote = ""
    settles: bool = False


@registered("finish-assessment", FinishAssessment)
def finish_assessment(session: Session, nurse: Nurse, wish: FinishAssessment, moment: Moment) -> Done:
    ask_about_clock(wish.happened_at, moment.now, confirmed=wish.confirmed)
    row = assessment_of(session, nurse, wish.client, wish.assessment)
    if not wish.summary and not _looked_at_anything(session, row):
        raise FieldWrong("summary", N_("No problem was looked at. Say in a sentence why, then finish."))
    version = edit(
        session,
        nurse,
        moment,
        row,
        seen=wish.version,
        changes={"finished_at": row.finished_at or _end(row, wish.happened_at), "summary": wish.summary},
        client_id=row.client_id,
        id=moment.ids[0],
        settles=wish.settles,
    )
    return _done(row, version)


def assessment_of(
    session: Session, nurse: Nurse, client_id: UUID, assessment_id: UUID, *, told_at: datetime | None = None
) -> Assessment:
    """The assessment of this client, or ``NotFound``: also when the two do not belong together."""
    client = reachable_client(session, nurse, client_id, told_at=told_at)
    row = session.get(Assessment, (nurse.team_id, assessment_id))
    if row is None or row.client_id != client.id:
        raise NotFound(N_("There is no such assessment."))
    return row


def _looked_at_anything(session: Session, row: Assessment) -> bool:
    values = {"team": row.team_id, "assessment": row.id}
    return any(session.execute(statement, values).first() for statement in (RECORDED_IN_IT, RATED_IN_IT))


def _end(row: Assessment, happened_at: datetime) -> datetime:
    """Two tablets' clocks may differ: nothing ends before it began."""
    return max(row.begun_at, happened_at)


def _done(row: Assessment, version: int) -> Done:
    return Done(
        {"assessment": str(row.id), "version": version, "finished": row.finished_at is not None},
        about=f"assessment/{row.id}",
        clients=(str(row.client_id),),
    )
