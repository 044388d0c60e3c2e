"""One member's page, what a nurse says of herself, competences, and a guest's days."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request, Response

from app.actions.competence import RecordCompetence, WithdrawCompetence
from app.actions.guest import AddGuestDays, EndGuest
from app.actions.membership import LeaveTeam, UpdateMyMembership
from app.domain.words import N_
from app.models import new_id
from app.queries.access import Nurse, with_a_voice
from app.queries.member import MemberPage, member_page
from app.web.door import CurrentVisitor, Visitor, house, obey_form, show
from app.web.forms import Bound, Form, PathId, bind, fresh
from app.web.notice import add_notice, go_to

router = APIRouter()

RECORDED = add_notice("competence-recorded", "ok", N_("Competence recorded. The team sees it now."))
WITHDRAWN = add_notice("competence-withdrawn", "ok", N_("Withdrawn. It stays readable below."))
DAYS_ADDED = add_notice("guest-days-added", "ok", N_("The days are added."))
GUEST_ENDED = add_notice("guest-ended", "ok", N_("The guest can no longer open the team's pages."))
LEFT = add_notice("team-left", "info", N_("You have left the team. What you wrote stays with it."))

DAYS_OFFERED = 28


@router.get("/t/{team}/members/{membership}")
def member(request: Request, who: CurrentVisitor, team: PathId, membership: PathId) -> Response:
    return _show(request, who, team, membership, "membership/member.html", None)


@router.get("/t/{team}/members/{membership}/competences")
def competence_form(request: Request, who: CurrentVisitor, team: PathId, membership: PathId) -> Response:
    form = fresh(new_id(), id=new_id())
    return _show(request, who, team, membership, "membership/competence.html", form)


@router.post("/t/{team}/members/{membership}/competences")
def record_competence(request: Request, who: CurrentVisitor, team: PathId, membership: PathId, form: Form) -> Response:
    bound = bind(RecordCompetence, form, membership_id=membership)
    done = obey_form(request, who, team, "record-competence", bound)
    if done is None:
        return _show(request, who, team, membership, "membership/competence.html", bound)
    return go_to(f"/t/{team}/members/{membership}", done, notice=RECORDED)


@router.post("/t/{team}/members/{membership}/competences/{competence}/withdrawal")
def withdraw_competence(
    request: Request, who: CurrentVisitor, team: PathId, membership: PathId, competence: PathId, form: Form
) -> Response:
    bound = bind(WithdrawCompetence, form, competence_id=competence)
    done = obey_form(request, who, team, "withdraw-competence", bound)
    if done is None:
        return _show(request, who, team, membership, "membership/member.html", bound)
    return go_to(f"/t/{team}/members/{membership}", done, notice=WITHDRAWN)


@router.get("/t/{team}/members/{membership}/guest-days")
def guest_days_form(request: Request, who: CurrentVisitor, team: PathId, membership: PathId) -> Response:
    return _show_days(request, who, team, membership, fresh(new_id()))


@router.post("/t/{team}/members/{membership}/guest-days")
def add_guest_days(request: Request, who: CurrentVisitor, team: PathId, membership: PathId, form: Form) -> Response:
    bound = bind(AddGuestDays, form, membership_id=membership)
    done = obey_form(request, who, team, "add-guest-days", bound)
    if done is None:
        return _show_days(request, who, team, membership, bound)
    return go_to(f"/t/{team}/members/{membership}", done, notice=DAYS_ADDED)


@router.post("/t/{team}/members/{membership}/guest-end")
def end_guest(request: Request, who: CurrentVisitor, team: PathId, membership: PathId, form: Form) -> Response:
    bound = bind(EndGuest, form, membership_id=membership)
    done = obey_form(request, who, team, "end-guest", bound)
    if done is None:
        return _show(request, who, team, membership, "membership/member.html", bound)
    return go_to(f"/t/{team}", done, notice=GUEST_ENDED)


@router.get("/t/{team}/membership")
def my_facts(request: Request, who: CurrentVisitor, team: PathId) -> Response:
    return _show(request, who, team, None, "membership/mine.html", None)


@router.post("/t/{team}/membership")
def change_my_facts(request: Request, who: CurrentVisitor, team: PathId, form: Form) -> Response:
    bound = bind(UpdateMyMembership, form)
    done = obey_form(request, who, team, "update-my-membership", bound)
    if done is None:
        return _show(request, who, team, None, "membership/mine.html", bound)
    return go_to(f"/t/{team}/membership", done)


@router.get("/t/{team}/membership/leaving")
def leaving(request: Request, who: CurrentVisitor, team: PathId) -> Response:
    return _show(request, who, team, None, "membership/leaving.html", fresh(new_id()))


@router.post("/t/{team}/membership/leaving")
def leave(request: Request, who: CurrentVisitor, team: PathId, form: Form) -> Response:
    """Signed out with it, unless she has a place in another team; the door says where to go on."""
    bound = bind(LeaveTeam, form)
    done = obey_form(request, who, team, "leave-team", bound)
    if done is None:
        return _show(request, who, team, None, "membership/leaving.html", bound)
    return go_to("/sign-in", done, notice=LEFT)


def offered_days(today: date) -> list[date]:
    """The days a guest can be asked for by ticking them."""
    return [today + timedelta(days=ahead) for ahead in range(DAYS_OFFERED)]


def _show(
    request: Request,
    who: Visitor,
    team: UUID,
    membership: UUID | None,
    template: str,
    form: Bound[Any] | None,
    *,
    may: Callable[[Nurse], Nurse] = lambda nurse: nurse,
    **extra: Any,
) -> Response:
    """The member's page in one of its shapes; one's own without an id in the address."""
    now = house(request).now()

    def read(session: Any, nurse: Any) -> MemberPage:
        return member_page(session, may(nurse), membership or nurse.membership_id, now)

    status = form.status if form and form.errors else 200
    return show(request, who, team, template, read, status_code=status, form=form, **extra)


def _show_days(request: Request, who: Visitor, team: UUID, membership: UUID, form: Bound[Any]) -> Response:
    """Only for whoever may ask a guest to come."""
    return _show(
        request,
        who,
        team,
        membership,
        "membership/guest_days.html",
        form,
        may=with_a_voice,
        offered_days=offered_days,
    )
