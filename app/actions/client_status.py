"""Where a client stands with the team changes: each status with its day and its reason, none ever taken away."""

from datetime import date
from enum import StrEnum
from uuid import UUID

from sqlalchemy import bindparam, update
from sqlmodel import Session

from app.actions import planned_visit
from app.actions.client import status_day
from app.actions.register import Command, Done, Moment, OptionalLine, registered
from app.actions.rows import changed
from app.domain.client import ClientStatus
from app.domain.errors import ChangedMeanwhile, FieldWrong, RuleBroken
from app.domain.words import N_
from app.models import Client, ClientStatusLine
from app.models.base import columns
from app.queries.access import Nurse, reachable_client
from app.queries.visit_list import how_many_to_come

C = columns(Client)

SET = (
    update(Client)
    .where(C.team_id == bindparam("team"), C.id == bindparam("client"), C.status == bindparam("seen"))
    .values(
        status=bindparam("new_status"),
        status_since=bindparam("since"),
        latest_change_at=bindparam("now"),
    )
    .execution_options(synchronize_session=False)
)

ENDED = (ClientStatus.DISCHARGED, ClientStatus.DIED)
NEEDS_REASON = (ClientStatus.PAUSED, ClientStatus.DISCHARGED)
"""Why care rests, and why it ended. That somebody died is reason enough."""


class PlannedVisits(StrEnum):
    """What becomes of the visits planned from now on, while care rests."""

    CANCEL = "cancel"
    KEEP = "keep"


class ChangeClientStatus(Command):
    """From ``seen``, the status on the screen, to ``status``, since a day. Nothing is known of a status to come.

    When care ends, the visits planned from now on end with it. When it rests, ``visits`` says what becomes of them, and
    whoever does not say it is asked.
    """

    client: UUID
    seen: ClientStatus
    status: ClientStatus
    since: date | None = None
    reason: OptionalLine = ""
    visits: PlannedVisits | None = None


@registered("change-client-status", ChangeClientStatus)
def change_client_status(session: Session, nurse: Nurse, wish: ChangeClientStatus, moment: Moment) -> Done:
    client = reachable_client(session, nurse, wish.client)
    since = _checked(wish, client.status, nurse.today)
    values = {"team": nurse.team_id, "client": client.id, "now": moment.now}
    if not changed(session, SET, {**values, "seen": wish.seen, "new_status": wish.status, "since": since}):
        row = session.get_one(Client, (nurse.team_id, client.id), populate_existing=True)
        raise _conflict(wish, row.status)
    session.add(
        ClientStatusLine(
            team_id=nurse.team_id,
            id=moment.ids[0],
            client_id=client.id,
            status=wish.status.value,
            since=since,
            reason=wish.reason,
            by=nurse.membership_id,
            at=moment.now,
        )
    )
    cancelled = 0
    if _ends_visits(session, nurse, wish, moment):
        why = wish.reason or N_("Died")
        cancelled = planned_visit.cancel(session, nurse.team_id, client.id, why=why, now=moment.now)
    return Done(
        {"client": str(client.id), "status": wish.status.value, "cancelled": cancelled},
        about=f"client/{client.id}",
        clients=(str(client.id),),
    )


def _ends_visits(session: Session, nurse: Nurse, wish: ChangeClientStatus, moment: Moment) -> bool:
    if wish.status is not ClientStatus.PAUSED or wish.visits is not None:
        return wish.status in ENDED or wish.visits is PlannedVisits.CANCEL
    planned = how_many_to_come(session, nurse.team_id, wish.client, moment.now)
    if planned:
        raise FieldWrong("visits", N_("Say what is to become of the visits that are planned ({count})."), count=planned)
    return False


def _checked(wish: ChangeClientStatus, stands: str, today: date) -> date:
    if wish.seen.value != stands:
        raise _conflict(wish, stands)
    if wish.status is wish.seen:
        raise RuleBroken(N_("This is how it stands already."), code="status-already")
    if wish.status in NEEDS_REASON and not wish.reason:
        raise FieldWrong("reason", N_("Say why, in a few words."))
    if wish.seen is ClientStatus.DIED and not wish.reason:
        raise FieldWrong("reason", N_("Say what was wrong with the entry that the client died."))
    return status_day(wish.since, today)


def _conflict(wish: ChangeClientStatus, stands: str) -> ChangedMeanwhile:
    return ChangedMeanwhile(
        N_("Somebody else changed the status while you were looking. Both are shown below; choose, and save again."),
        version=0,
        theirs={"status": stands},
        yours={"status": wish.status.value},
    )
