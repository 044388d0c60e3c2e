"""Who may go to a visit: in the team on that day, and not shut out of the record. Competences are shown, not asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import and_, bindparam, exists, or_, select
from sqlmodel import Session

from app.domain.client import ClosedKind
from app.domain.errors import Asks, NotFound, RuleBroken
from app.domain.team import MemberKind
from app.domain.visit import overlap
from app.domain.words import N_
from app.models import ClosedRecord, Competence, GuestDay, Membership, Suspension, Visit
from app.models.base import columns
from app.queries.access import IS_HERS, Nurse

M, G, U, X = columns(Membership), columns(GuestDay), columns(Suspension), columns(ClosedRecord)
V, K = columns(Visit), columns(Competence)

COMES = exists().where(G.team_id == M.team_id, G.membership_id == M.id, G.day == bindparam("day")).correlate(Membership)
SUSPENDED = exists().where(U.team_id == M.team_id, U.membership_id == M.id, U.lifted_at.is_(None)).correlate(Membership)
SHUT_OUT = (
    select(X.kind)
    .where(
        IS_HERS,
        X.client_id == bindparam("client"),
        X.ended_at.is_(None),
    )
    .order_by(X.id)
    .limit(1)
    .correlate(Membership)
    .scalar_subquery()
)

WHO = select(
    M.name,
    M.kind,
    M.ended_at,
    COMES.label("comes"),
    SUSPENDED.label("is_suspended"),
    SHUT_OUT.label("closed"),
).where(M.team_id == bindparam("team"), M.id == bindparam("membership"))

SHUT_OUT_WORDS = {
    ClosedKind.EXCLUDED: N_("The record is closed to {name}: the person in your care asked for that."),
    ClosedKind.CONFLICT: N_("The record is closed to {name}: a conflict was declared."),
}


def may_go(session: Session, team_id: UUID, membership_id: UUID, *, day: date, client_id: UUID) -> None:
    """Refuses, with the reason, who is not in the team on that day or to whom this record is closed."""
    values = {"team": team_id, "membership": membership_id, "day": day, "client": client_id}
    row = session.execute(WHO, values).one_or_none()
    if row is None:
        raise NotFound(N_("This person is not in the team."))
    if row.ended_at is not None:
        raise RuleBroken(N_("{name} has left the team."), code="not-in-team", name=row.name)
    if row.is_suspended:
        raise RuleBroken(N_("{name} is suspended for now."), code="not-in-team", name=row.name)
    if row.kind == MemberKind.GUEST and not row.comes:
        raise RuleBroken(N_("{name} is a guest and does not come on that day."), code="not-in-team", name=row.name)
    if row.closed is not None:
        raise RuleBroken(SHUT_OUT_WORDS[ClosedKind(row.closed)], code="record-closed", name=row.name)


OTHERS = (
    select(V.planned_at, V.minutes, M.name)
    .join(Membership, and_(M.team_id == V.team_id, M.id == V.membership_id))
    .where(
        V.team_id == bindparam("team"),
        V.membership_id == bindparam("membership"),
        V.id != bindparam("visit"),
        V.planned_at > bindparam("since"),
        V.planned_at < bindparam("until"),
        V.cancelled_at.is_(None),
        V.finished_at.is_(None),
    )
    .order_by(V.planned_at, V.id)
)


def ask_about_overlap(
    session: Session, nurse: Nurse, membership_id: UUID, visit_id: UUID, begins: datetime, minutes: int
) -> None:
    """Asks when whoever goes is planned elsewhere at that time. Where is not said: it may be closed to the asker."""
    values = {
        "team": nurse.team_id,
        "membership": membership_id,
        "visit": visit_id,
        "since": begins - timedelta(days=1),
        "until": begins + timedelta(minutes=minutes),
    }
    for row in session.execute(OTHERS, values):
        if overlap((begins, minutes), (row.planned_at, row.minutes)):
            start = row.planned_at.astimezone(nurse.zone)
            told = {
                "name": row.name,
                "start": f"{start:%H:%M}",
                "end": f"{(row.planned_at + timedelta(minutes=row.minutes)).astimezone(nurse.zone):%H:%M}",
            }
            raise Asks({"at": (N_("{name} is planned elsewhere from {start} to {end}. Plan it all the same?"), told)})


@dataclass(frozen=True)
class Goer:
    """Somebody who could go on that day, with what she has shown she can do on it."""

    id: UUID
    name: str
    is_guest: bool
    competences: Sequence[str]


ON_DUTY = (
    select(M.id, M.name, M.kind)
    .where(
        M.team_id == bindparam("team"),
        M.ended_at.is_(None),
        ~SUSPENDED,
        or_(M.kind == MemberKind.NURSE.value, COMES),
        SHUT_OUT.is_(None),
    )
    .order_by(M.name, M.id)
)
CAN = (
    select(K.membership_id, K.name)
    .where(
        K.team_id == bindparam("team"),
        K.withdrawn_at.is_(None),
        or_(K.expires_on.is_(None), K.expires_on >= bindparam("day")),
    )
    .order_by(K.name, K.id)
)


def goers(session: Session, team_id: UUID, *, day: date, client_id: UUID) -> list[Goer]:
    """Everybody who may go there on that day, by name."""
    can: dict[UUID, list[str]] = {}
    for row in session.execute(CAN, {"team": team_id, "day": day}):
        can.setdefault(row.membership_id, []).append(row.name)
    values = {"team": team_id, "day": day, "client": client_id}
    return [
        Goer(row.id, row.name, row.kind == MemberKind.GUEST, tuple(dict.fromkeys(can.get(row.id, ()))))
        for row in session.execute(ON_DUTY, values)
    ]
