"""Letting somebody in: a member makes an invitation, whoever has its link uses it, once."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import bindparam, select, update
from sqlmodel import Session

from app.actions import planned_visit
from app.actions.guest import put_down
from app.actions.journal import note
from app.actions.membership import end_membership
from app.actions.rows import changed
from app.domain.errors import RuleBroken
from app.domain.team import GUEST_DAYS_MOST, Ending, InvitationState, MemberKind, free_seat
from app.domain.words import N_
from app.models import Invitation, Membership, Place, Suspension
from app.models.base import columns
from app.queries.invitation import InvitationStanding, seats_taken, standing
from app.queries.team_setting import settings_of

I, M, U = columns(Invitation), columns(Membership), columns(Suspension)

IDS = 2 + GUEST_DAYS_MOST
"""How many fresh ids accepting an invitation may need."""

USE = (
    update(Invitation)
    .where(
        I.team_id == bindparam("team"),
        I.id == bindparam("invitation"),
        I.used_at.is_(None),
        I.withdrawn_at.is_(None),
        I.expires_at > bindparam("now"),
    )
    .values(used_at=bindparam("now"), used_by=bindparam("used_by_membership"), version=I.version + 1)
    .execution_options(synchronize_session=False)
)
LIVING = select(M.id, M.kind).where(
    M.team_id == bindparam("team"), M.account_id == bindparam("account"), M.ended_at.is_(None)
)
SUSPENDED = select(U.id).where(
    U.team_id == bindparam("team"), U.membership_id == bindparam("membership"), U.lifted_at.is_(None)
)

CLOSED = {
    InvitationState.USED: N_("This invitation has been used. Each one lets in one person, once; ask for a new one."),
    InvitationState.EXPIRED: N_("This invitation has expired. Ask somebody in the team for a new one."),
    InvitationState.WITHDRAWN: N_("This invitation was withdrawn. Ask somebody in the team."),
}


def accept_invitation(
    session: Session,
    *,
    team_id: UUID,
    invitation_id: UUID,
    account_id: UUID,
    account_name: str,
    is_demonstration: bool,
    now: datetime,
    ids: Sequence[UUID],
    request_id: str = "",
) -> UUID:
    """Use the invitation, once, and return the membership. ``ids`` are ``IDS`` fresh ones.

    Somebody who was in the team before comes back with a new membership; a guest who is still there gets more days,
    or becomes a nurse.
    """
    seen = standing(session, team_id=team_id, invitation_id=invitation_id, now=now)
    still_open(seen)
    _same_world(seen, is_demonstration)
    days = _days_left(session, seen, now)
    here = _here_already(session, seen, account_id, now)
    membership_id = here or ids[0]
    if here is None:
        _join(session, seen, membership_id, account_id, account_name, days, now)
    values = {"team": team_id, "invitation": invitation_id, "now": now, "used_by_membership": membership_id}
    if not changed(session, USE, values):
        raise _closed(InvitationState.USED)
    put_down(session, team_id, membership_id, days, ids[2:])
    note(
        session,
        team_id=team_id,
        line_id=ids[1],
        what="invitation-accepted",
        now=now,
        about=f"membership/{membership_id}",
        account_id=account_id,
        request_id=request_id,
    )
    return membership_id


def still_open(seen: InvitationStanding) -> None:
    """A link that lets nobody in any more is refused before anything else is asked or told."""
    if not seen.is_open:
        raise _closed(seen.state)


def _closed(state: InvitationState) -> RuleBroken:
    return RuleBroken(CLOSED[state], code=f"invitation-{state}")


def _same_world(seen: InvitationStanding, is_demonstration: bool) -> None:
    if seen.is_demonstration and not is_demonstration:
        raise RuleBroken(
            N_("This is a demonstration team with invented people. A real account cannot join it."),
            code="demonstration-apart",
        )
    if is_demonstration and not seen.is_demonstration:
        raise RuleBroken(
            N_("This account belongs to the demonstration. A real team needs a real account."),
            code="demonstration-apart",
        )


def _days_left(session: Session, seen: InvitationStanding, now: datetime) -> tuple[date, ...]:
    """A guest's days that have not gone by while the invitation lay."""
    if seen.kind is MemberKind.NURSE:
        return ()
    today = now.astimezone(settings_of(session, seen.team_id).zone).date()
    days = tuple(day for day in seen.days if day >= today)
    if not days:
        raise RuleBroken(
            N_("The days of this invitation have gone by. Ask somebody in the team for a new one."),
            code="guest-days-over",
        )
    return days


def _here_already(session: Session, seen: InvitationStanding, account_id: UUID, now: datetime) -> UUID | None:
    """The membership that goes on: a guest's who comes for more days. A guest invited as a nurse begins anew."""
    living = session.execute(LIVING, {"team": seen.team_id, "account": account_id}).first()
    if living is None:
        return None
    held = session.execute(SUSPENDED, {"team": seen.team_id, "membership": living.id}).first()
    if living.kind == MemberKind.NURSE or held:
        raise RuleBroken(
            N_("This account is in the team already. The invitation stays open for somebody else."),
            code="already-member",
        )
    if seen.kind is MemberKind.GUEST:
        return UUID(str(living.id))
    free_seat(seats_taken(session, seen.team_id))
    end_membership(session, team_id=seen.team_id, membership_id=living.id, why=Ending.BECAME_NURSE, now=now)
    return None


def _join(
    session: Session,
    seen: InvitationStanding,
    membership_id: UUID,
    account_id: UUID,
    name: str,
    days: Sequence[date],
    now: datetime,
) -> None:
    is_nurse = seen.kind is MemberKind.NURSE
    today = now.astimezone(settings_of(session, seen.team_id).zone).date()
    session.add(
        Membership(
            team_id=seen.team_id,
            id=membership_id,
            account_id=account_id,
            kind=seen.kind.value,
            seat=free_seat(seats_taken(session, seen.team_id)) if is_nurse else None,
            name=name,
            profession=seen.profession,
            since=today if is_nurse else days[0],
        )
    )
    place = session.get(Place, (account_id, seen.team_id)) or Place(
        account_id=account_id, team_id=seen.team_id, membership_id=membership_id, since=today
    )
    before = place.membership_id
    place.membership_id, place.since, place.ended_at = membership_id, today, None
    session.add(place)
    session.flush()
    planned_visit.pass_on(session, seen.team_id, before, to=membership_id, since=now - timedelta(days=1))
