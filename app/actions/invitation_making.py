"""A member invites somebody. Who has the link comes in; any member may show it again or withdraw it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError
from sqlalchemy import bindparam, update
from sqlmodel import Session

from app.actions.register import Command, Done, Line, Moment, NewId, OptionalLine, Secrets, registered
from app.actions.rows import changed, not_there_yet
from app.domain.errors import NotFound, RuleBroken
from app.domain.sign_in import folded_email, is_email
from app.domain.team import MemberKind, free_seat, guest_days
from app.domain.words import N_
from app.keys import secret_hash
from app.models import AddressOf, Invitation
from app.models.base import columns
from app.queries.access import Nurse, with_a_voice
from app.queries.invitation import seats_taken

I = columns(Invitation)

WITHDRAW = (
    update(Invitation)
    .where(
        I.team_id == bindparam("team"),
        I.id == bindparam("invitation"),
        I.used_at.is_(None),
        I.withdrawn_at.is_(None),
    )
    .values(withdrawn_at=bindparam("now"), version=I.version + 1)
    .execution_options(synchronize_session=False)
)


def _email(text: str) -> str:
    if text and not is_email(text):
        raise PydanticCustomError("wrong", N_("This is not an e-mail address. Write it like name@place.example."))
    return folded_email(text)


OptionalEmail = Annotated[OptionalLine, AfterValidator(_email)]


class InviteNurse(Command):
    """``name`` is what the team calls the person; the nurse says her own name when she comes in."""

    id: NewId
    name: Line
    email: OptionalEmail = ""
    profession: OptionalLine = ""


class InviteGuest(InviteNurse):
    """A bank nurse or a student, for named days."""

    days: tuple[date, ...] = ()


@dataclass(frozen=True)
class PreparedLink:
    """Under which key the link's secret was made, and what is stored of it."""

    key_id: str
    secret_hash: str


def prepared_link(team_id: UUID, wish: InviteNurse, secrets: Secrets) -> PreparedLink:
    secret = secrets.link_secret("invitation", team_id, wish.id, key_id=secrets.current)
    return PreparedLink(secrets.current, secret_hash(secret))


@registered("invite-nurse", InviteNurse, prepare=prepared_link)
def invite_nurse(session: Session, nurse: Nurse, wish: InviteNurse, moment: Moment) -> Done:
    with_a_voice(nurse)
    free_seat(seats_taken(session, nurse.team_id))
    return _invite(session, nurse, wish, moment, MemberKind.NURSE)


@registered("invite-guest", InviteGuest, prepare=prepared_link)
def invite_guest(session: Session, nurse: Nurse, wish: InviteGuest, moment: Moment) -> Done:
    with_a_voice(nurse)
    days = guest_days(wish.days, today=nurse.today)
    return _invite(session, nurse, wish, moment, MemberKind.GUEST, days)


def _invite(
    session: Session, nurse: Nurse, wish: InviteNurse, moment: Moment, kind: MemberKind, days: Sequence[date] = ()
) -> Done:
    session.add(
        Invitation(
            team_id=nurse.team_id,
            id=not_there_yet(session, Invitation, nurse.team_id, wish.id),
            kind=kind.value,
            name=wish.name,
            email=wish.email,
            profession=wish.profession,
            days=[day.isoformat() for day in days],
            key_id=moment.prepared.key_id,
            invited_by=nurse.membership_id,
            made_at=moment.now,
            expires_at=_expires_at(nurse, moment, days),
        )
    )
    session.add(
        AddressOf(secret_hash=moment.prepared.secret_hash, team_id=nurse.team_id, kind="invitation", id=wish.id)
    )
    return Done({"invitation": str(wish.id)}, about=f"invitation/{wish.id}")


def _expires_at(nurse: Nurse, moment: Moment, days: Sequence[date]) -> datetime:
    """After the days the team has set; a guest's link with the end of the last day at the latest."""
    usual = moment.now + timedelta(days=nurse.settings.number("invitation_days"))
    if not days:
        return usual
    return min(usual, datetime.combine(max(days) + timedelta(days=1), time(), nurse.zone).astimezone(UTC))


class WithdrawInvitation(Command):
    """The link opens nothing from now on."""

    invitation_id: UUID


@registered("withdraw-invitation", WithdrawInvitation)
def withdraw_invitation(session: Session, nurse: Nurse, wish: WithdrawInvitation, moment: Moment) -> Done:
    with_a_voice(nurse)
    found = session.get(Invitation, (nurse.team_id, wish.invitation_id))
    if found is None:
        raise NotFound(N_("There is no such invitation."))
    if not changed(session, WITHDRAW, {"team": nurse.team_id, "invitation": found.id, "now": moment.now}):
        raise RuleBroken(N_("This invitation was used or withdrawn before."), code="invitation-closed")
    return Done({"invitation": str(found.id)}, about=f"invitation/{found.id}")
