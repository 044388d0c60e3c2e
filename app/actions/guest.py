"""Guests: bank nurses and students who come for named days."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import bindparam, exists, select
from sqlmodel import Session

from app.actions.journal import note
from app.actions.membership import end_membership
from app.domain.team import Ending, MemberKind
from app.models import GuestDay, Membership
from app.models.base import columns
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
