"""Inviting a nurse or a guest, and showing the link again."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request, Response
from markupsafe import Markup
from sqlmodel import Session

from app.actions.invitation_making import InviteGuest, InviteNurse, WithdrawInvitation
from app.domain.team import SEATS
from app.domain.words import N_
from app.keys import KeyMissing
from app.models import new_id
from app.queries.access import Nurse, with_a_voice
from app.queries.invitation import InvitationStanding, seats_taken, standing
from app.routers.membership import offered_days
from app.web.door import CurrentVisitor, House, Visitor, house, obey_form, show
from app.web.forms import Bound, Form, PathId, bind, fresh
from app.web.notice import add_notice, go_to
from app.web.qr import qr_picture

router = APIRouter()

MADE = add_notice("invitation-made", "ok", N_("The invitation is made. Now give the link to the person."))
WITHDRAWN = add_notice("invitation-withdrawn", "ok", N_("The link opens nothing any more."))


@dataclass(frozen=True)
class InvitingPage:
    """How many seats are taken; a thirteenth nurse is not invited."""

    nurses: int
    seats: int = SEATS

    @property
    def is_full(self) -> bool:
        return self.nurses >= self.seats


@dataclass(frozen=True)
class InvitationPage:
    """An invitation and its link. The link is empty when its key is no longer in the key file."""

    invitation: InvitationStanding
    link: str
    picture: Markup


@router.get("/t/{team}/nurse-invitations")
def nurse_form(request: Request, who: CurrentVisitor, team: PathId) -> Response:
    return _ask(request, who, team, "invitation_making/nurse.html", fresh(new_id(), id=new_id()))


@router.post("/t/{team}/nurse-invitations")
def invite_nurse(request: Request, who: CurrentVisitor, team: PathId, form: Form) -> Response:
    bound = bind(InviteNurse, form)
    done = obey_form(request, who, team, "invite-nurse", bound)
    if done is None:
        return _ask(request, who, team, "invitation_making/nurse.html", bound)
    return go_to(f"/t/{team}/invitations/{done.answer['invitation']}", done, notice=MADE)


@router.get("/t/{team}/guest-invitations")
def guest_form(request: Request, who: CurrentVisitor, team: PathId) -> Response:
    return _ask(request, who, team, "invitation_making/guest.html", fresh(new_id(), id=new_id()))


@router.post("/t/{team}/guest-invitations")
def invite_guest(request: Request, who: CurrentVisitor, team: PathId, form: Form) -> Response:
    bound = bind(InviteGuest, form)
    done = obey_form(request, who, team, "invite-guest", bound)
    if done is None:
        return _ask(request, who, team, "invitation_making/guest.html", bound)
    return go_to(f"/t/{team}/invitations/{done.answer['invitation']}", done, notice=MADE)


@router.get("/t/{team}/invitations/{invitation}")
def invitation(request: Request, who: CurrentVisitor, team: PathId, invitation: PathId) -> Response:
    return _show(request, who, team, invitation, None)


@router.post("/t/{team}/invitations/{invitation}/withdrawal")
def withdraw(request: Request, who: CurrentVisitor, team: PathId, invitation: PathId, form: Form) -> Response:
    bound = bind(WithdrawInvitation, form, invitation_id=invitation)
    done = obey_form(request, who, team, "withdraw-invitation", bound)
    if done is None:
        return _show(request, who, team, invitation, bound)
    return go_to(f"/t/{team}", done, notice=WITHDRAWN)


def _ask(request: Request, who: Visitor, team: UUID, template: str, form: Bound[Any]) -> Response:
    def read(session: Session, nurse: Nurse) -> InvitingPage:
        with_a_voice(nurse)
        return InvitingPage(len(seats_taken(session, nurse.team_id)))

    status = form.status if form.errors else 200
    return show(request, who, team, template, read, status_code=status, form=form, offered_days=offered_days)


def _show(request: Request, who: Visitor, team: UUID, invitation_id: UUID, form: Bound[Any] | None) -> Response:
    """A guest has no voice in who comes in, so she sees no link that would let somebody in."""
    home = house(request)

    def read(session: Session, nurse: Nurse) -> InvitationPage:
        with_a_voice(nurse)
        found = standing(session, team_id=nurse.team_id, invitation_id=invitation_id, now=home.now())
        link = _link(home, found) if found.is_open else ""
        return InvitationPage(found, link, qr_picture(link) if link else Markup())

    status = form.status if form and form.errors else 200
    return show(request, who, team, "invitation_making/invitation.html", read, status_code=status, form=form)


def _link(home: House, found: InvitationStanding) -> str:
    try:
        secret = home.keys.link_secret("invitation", found.team_id, found.id, key_id=found.key_id)
    except KeyMissing:
        return ""
    return f"{home.settings.address}/invitation/{secret}"
