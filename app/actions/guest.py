"""Guests: bank nurses and students who come for named days. More days, or an earlier end, are any nurse's to give."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import bindparam, exists, select
from sqlmodel import Session

from app.actions.journal import note
from app.actions.membership import end_membership
from app.actions.register import Command, Done, Moment, registered
from app.domain.errors import RuleBroken
from app.domain.team import Ending, MemberKind, guest_days
from app.domain.words import N_
from app.models import GuestDay, Membership
from app.models.base import columns
from app.queries.access import Nurse, with_a_voice
from app.queries.membership import living_member
from app.queries.team_setting import settings_of

G, M = columns(GuestDay), columns(Membership)

WITHOUT_DAYS = (
    select(M.id)
    .where(
        M.team_id == bindparam("team"),
        M.kind == MemberKind.GUEST.value,
        M.ended_at.is_(None),
        ~exists()
        .where(G.team_id == M.team_id, G.membership_id == M.id, G.day >= bindparam("from_day"))
        .correlate(Membership),
    )
    .order_by(M.id)
    .limit(bindparam("most"))
)

DAYS_OF = select(G.day).where(G.team_id == bindparam("team"), G.membership_id == bindparam("membership"))


class AddGuestDays(Command):
    """Further days for a guest who is with the team. Days she is down for already are no mistake."""

    membership_id: UUID
    days: tuple[date, ...] = ()


@registered("add-guest-days", AddGuestDays)
def add_guest_days(session: Session, nurse: Nurse, wish: AddGuestDays, moment: Moment) -> Done:
    with_a_voice(nurse)
    guest = _guest(session, nurse, wish.membership_id)
    days = guest_days(wish.days, today=nurse.today)
    put_down(session, nurse.team_id, guest, days, moment.ids)
    return Done({"membership": str(guest), "days": [day.isoformat() for day in days]}, about=f"membership/{guest}")


class EndGuest(Command):
    """A guest's days end now."""

    membership_id: UUID


@registered("end-guest", EndGuest)
def end_guest(session: Session, nurse: Nurse, wish: EndGuest, moment: Moment) -> Done:
    with_a_voice(nurse)
    guest = _guest(session, nurse, wish.membership_id)
    why = Ending.GUEST_ENDED
    gaps = end_membership(session, team_id=nurse.team_id, membership_id=guest, why=why, now=moment.now)
    return Done({"membership": str(guest), "gaps": gaps}, about=f"membership/{guest}")


def put_down(session: Session, team_id: UUID, membership_id: UUID, days: Sequence[date], ids: Sequence[UUID]) -> None:
    """Put a guest down for the days she is not down for yet."""
    known = set(session.execute(DAYS_OF, {"team": team_id, "membership": membership_id}).scalars())
    for day, row_id in zip((day for day in days if day not in known), ids, strict=False):
        session.add(GuestDay(team_id=team_id, id=row_id, membership_id=membership_id, day=day))


def _guest(session: Session, nurse: Nurse, membership_id: UUID) -> UUID:
    member = living_member(session, nurse.team_id, membership_id)
    if member.kind is not MemberKind.GUEST:
        raise RuleBroken(
            N_("This is a nurse of the team, not a guest. A nurse leaves by choice, or by agreement of the team."),
            code="not-a-guest",
        )
    return member.id


def end_guests_whose_days_are_over(session: Session, team_id: UUID, now: datetime, ids: Sequence[UUID]) -> int:
    """The clock's tidying, one fresh id a guest: access had ended by itself when the last day did."""
    yesterday = now.astimezone(settings_of(session, team_id).zone).date() - timedelta(days=1)
    over = session.execute(WITHOUT_DAYS, {"team": team_id, "from_day": yesterday, "most": len(ids)}).scalars().all()
    for membership_id, line_id in zip(over, ids, strict=False):
        end_membership(session, team_id=team_id, membership_id=membership_id, why=Ending.DAYS_OVER, now=now)
        note(
            session,
            team_id=team_id,
            line_id=line_id,
            what="guest-days-over",
            now=now,
            about=f"membership/{membership_id}",
        )
    return len(over)
