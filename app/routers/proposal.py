"""Proposals about a membership: made, read, objected to, seconded, taken back."""

from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request, Response
from sqlmodel import Session

from app.actions.proposal import ObjectToProposal, SecondProposal, WithdrawProposal
from app.actions.proposal_making import Propose
from app.domain.errors import NotFound
from app.domain.team import ProposalKind
from app.domain.words import N_
from app.models import new_id
from app.queries.access import Nurse, with_a_voice
from app.queries.member import MemberPage, member_page
from app.queries.proposal import proposal_page, proposals_page
from app.web.door import CurrentVisitor, Visitor, house, obey_form, show
from app.web.forms import Bound, Form, PathId, bind, fresh
from app.web.notice import add_notice, go_to

router = APIRouter()

COMMANDS = {
    ProposalKind.END_MEMBERSHIP: "propose-end-membership",
    ProposalKind.SUSPEND: "propose-suspension",
    ProposalKind.LIFT_SUSPENSION: "propose-lift-suspension",
}
MADE = add_notice("proposed", "ok", N_("Proposed. The others see it on the team's page."))
OBJECTED = add_notice("objected", "ok", N_("The proposal is stopped. Your words are kept with it."))
SAID = add_notice("said", "ok", N_("Your words are kept with the proposal."))
SECONDED = add_notice("seconded", "ok", N_("Agreed by the two of you. It holds from now on."))
TAKEN_BACK = add_notice("taken-back", "ok", N_("The proposal is taken back."))


@router.get("/t/{team}/members/{membership}/proposals/{kind}")
def propose_form(request: Request, who: CurrentVisitor, team: PathId, membership: PathId, kind: str) -> Response:
    return _ask(request, who, team, membership, _kind(kind), fresh(new_id(), id=new_id()))


@router.post("/t/{team}/members/{membership}/proposals/{kind}")
def propose(request: Request, who: CurrentVisitor, team: PathId, membership: PathId, kind: str, form: Form) -> Response:
    wanted = _kind(kind)
    bound = bind(Propose, form, membership_id=membership)
    done = obey_form(request, who, team, COMMANDS[wanted], bound)
    if done is None:
        return _ask(request, who, team, membership, wanted, bound)
    return go_to(f"/t/{team}/proposals/{done.answer['proposal']}", done, notice=MADE)


@router.get("/t/{team}/proposals")
def proposals(request: Request, who: CurrentVisitor, team: PathId, before: str = "") -> Response:
    now = house(request).now()
    since = _before(before)
    return show(
        request, who, team, "proposal/proposals.html", lambda session, nurse: proposals_page(session, nurse, now, since)
    )


@router.get("/t/{team}/proposals/{proposal}")
def proposal(request: Request, who: CurrentVisitor, team: PathId, proposal: PathId) -> Response:
    return _show(request, who, team, proposal, fresh(new_id()))


@router.post("/t/{team}/proposals/{proposal}/objection")
def object_to(
    request: Request, who: CurrentVisitor, team: PathId, proposal: PathId, form: Form, view: str = ""
) -> Response:
    """``view`` is on the address of the form for the person it is about, whose words stop nothing."""
    bound = bind(ObjectToProposal, form, proposal_id=proposal)
    return _obey(request, who, team, proposal, "object-to-proposal", bound, SAID if view else OBJECTED)


@router.post("/t/{team}/proposals/{proposal}/second")
def second(request: Request, who: CurrentVisitor, team: PathId, proposal: PathId, form: Form) -> Response:
    bound = bind(SecondProposal, form, proposal_id=proposal)
    return _obey(request, who, team, proposal, "second-proposal", bound, SECONDED)


@router.post("/t/{team}/proposals/{proposal}/withdrawal")
def withdraw(request: Request, who: CurrentVisitor, team: PathId, proposal: PathId, form: Form) -> Response:
    bound = bind(WithdrawProposal, form, proposal_id=proposal)
    return _obey(request, who, team, proposal, "withdraw-proposal", bound, TAKEN_BACK)


def _obey(
    request: Request, who: Visitor, team: UUID, proposal_id: UUID, name: str, bound: Bound[Any], notice: str
) -> Response:
    done = obey_form(request, who, team, name, bound)
    if done is None:
        return _show(request, who, team, proposal_id, bound)
    return go_to(f"/t/{team}/proposals/{proposal_id}", done, notice=notice)


def _show(request: Request, who: Visitor, team: UUID, proposal_id: UUID, form: Bound[Any]) -> Response:
    now = house(request).now()
    return show(
        request,
        who,
        team,
        "proposal/proposal.html",
        lambda session, nurse: proposal_page(session, nurse, proposal_id, now),
        status_code=form.status if form.errors else 200,
        form=form,
    )


def _ask(
    request: Request, who: Visitor, team: UUID, membership: UUID, kind: ProposalKind, form: Bound[Any]
) -> Response:
    now = house(request).now()

    def read(session: Session, nurse: Nurse) -> MemberPage:
        return member_page(session, with_a_voice(nurse), membership, now)

    status = form.status if form.errors else 200
    return show(request, who, team, "proposal/making.html", read, status_code=status, form=form, kind=kind)


def _kind(word: str) -> ProposalKind:
    try:
        return ProposalKind(word)
    except ValueError:
        raise NotFound(N_("There is nothing here for you.")) from None


def _before(word: str) -> UUID | None:
    """Where an older page begins; an odd word begins at the newest."""
    try:
        return UUID(word)
    except ValueError:
        return None
