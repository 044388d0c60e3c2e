"""Who holds the case: one nurse of the team, at most two. She is the one others ask first, and decides nothing more."""

from uuid import UUID

from sqlalchemy import and_, bindparam, select, update
from sqlmodel import Session

from app.actions.client_change import touch
from app.actions.register import Command, Done, Moment, NewId, registered
from app.actions.rows import changed, not_there_yet
from app.domain.client import MOST_NAMED_NURSES
from app.domain.errors import NotFound, RuleBroken
from app.domain.team import MemberKind
from app.domain.words import N_
from app.models import Membership, NamedNurse
from app.models.base import columns
from app.queries.access import Nurse, reachable_client
from app.queries.closed_to import is_closed_to
from app.queries.membership import living_member

H, M = columns(NamedNurse), columns(Membership)

HOLDING = (
    select(H.id, H.membership_id, H.place, M.name, M.ended_at)
    .join(Membership, and_(M.team_id == H.team_id, M.id == H.membership_id))
    .where(H.team_id == bindparam("team"), H.client_id == bindparam("client"), H.ended_at.is_(None))
    .order_by(H.place)
)
END = (
    update(NamedNurse)
    .where(
        H.team_id == bindparam("team"),
        H.client_id == bindparam("client"),
        H.membership_id == bindparam("membership"),
        H.ended_at.is_(None),
    )
    .values(ended_at=bindparam("now"), place=None)
    .execution_options(synchronize_session=False)
)


class NameNurse(Command):
    """This nurse of the team holds the case from today on."""

    id: NewId
    client: UUID
    membership_id: UUID


@registered("name-nurse", NameNurse)
def name_nurse(session: Session, nurse: Nurse, wish: NameNurse, moment: Moment) -> Done:
    client = reachable_client(session, nurse, wish.client)
    _may_hold(session, nurse, client.id, wish.membership_id)
    row = NamedNurse(
        team_id=nurse.team_id,
        id=not_there_yet(session, NamedNurse, nurse.team_id, wish.id),
        client_id=client.id,
        membership_id=wish.membership_id,
        place=_free_place(session, nurse, client.id, wish.membership_id, moment),
        since=nurse.today,
        named_by=nurse.membership_id,
    )
    session.add(row)
    touch(session, nurse.team_id, client.id, moment.now)
    return Done({"named_nurse": str(row.id)}, about=f"membership/{wish.membership_id}", clients=(str(client.id),))


class EndNamedNurse(Command):
    """She no longer holds the case."""

    client: UUID
    membership_id: UUID


@registered("end-named-nurse", EndNamedNurse)
def end_named_nurse(session: Session, nurse: Nurse, wish: EndNamedNurse, moment: Moment) -> Done:
    client = reachable_client(session, nurse, wish.client)
    if not no_longer_named(session, nurse.team_id, client.id, wish.membership_id, moment):
        raise NotFound(N_("This is no named nurse here."))
    touch(session, nurse.team_id, client.id, moment.now)
    return Done({"client": str(client.id)}, about=f"membership/{wish.membership_id}", clients=(str(client.id),))


def no_longer_named(session: Session, team_id: UUID, client_id: UUID, membership_id: UUID, moment: Moment) -> int:
    """Her place is free; 0 when she held none."""
    values = {"team": team_id, "client": client_id, "membership": membership_id, "now": moment.now}
    return changed(session, END, values)


def _may_hold(session: Session, nurse: Nurse, client_id: UUID, membership_id: UUID) -> None:
    member = living_member(session, nurse.team_id, membership_id)
    if member.kind is not MemberKind.NURSE:
        raise RuleBroken(N_("A guest comes for named days. Name a nurse of the team."), code="guest-holds-no-case")
    if is_closed_to(session, nurse.team_id, client_id, membership_id):
        raise RuleBroken(N_("This record is closed to {name}."), code="closed-to-her", name=member.name)


def _free_place(session: Session, nurse: Nurse, client_id: UUID, membership_id: UUID, moment: Moment) -> int:
    """1 or 2. Who has left the team makes place; the places are a key, so that of three at once one is refused."""
    holding = session.execute(HOLDING, {"team": nurse.team_id, "client": client_id}).all()
    for row in holding:
        if row.ended_at is not None:
            no_longer_named(session, nurse.team_id, client_id, row.membership_id, moment)
    here = [row for row in holding if row.ended_at is None]
    if any(row.membership_id == membership_id for row in here):
        raise RuleBroken(N_("This nurse holds the case already."), code="named-already")
    if len(here) >= MOST_NAMED_NURSES:
        raise RuleBroken(
            N_("{first} and {second} hold this case, and there are two at most. End one of them first."),
            code="two-named-nurses",
            first=here[0].name,
            second=here[1].name,
        )
    return next(place for place in (1, 2) if place not in {row.place for row in here})
