"""Proposals about a membership, decided by the members without a meeting."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, bindparam, select, update
from sqlmodel import Session

from app.actions.guest import end_guests_whose_days_are_over
from app.actions.journal import note
from app.actions.membership import end_membership
from app.actions.register import Command, Done, Moment, Note, registered
from app.actions.rows import changed
from app.actions.suspension import lift, suspend
from app.domain.errors import NotFound, RuleBroken
from app.domain.team import (
    AgreementOutcome,
    Ending,
    ProposalKind,
    adopted_unopposed,
    has_a_say,
    may_object,
    may_second,
)
from app.domain.words import N_
from app.models import Objection, Proposal
from app.models.base import columns
from app.queries.access import Nurse, with_a_voice
from app.queries.proposal import OBJECTIONS, has_objected, silence_can_agree

Q = columns(Proposal)

DUE = (
    select(Q.id, Q.kind, Q.membership_id, Q.proposed_by, Q.made_at, Q.closes_at, OBJECTIONS.label("objections"))
    .where(Q.team_id == bindparam("team"), Q.outcome.is_(None), Q.closes_at <= bindparam("now"))
    .order_by(Q.closes_at, Q.id)
    .limit(bindparam("most"))
)
SETTLE = (
    update(Proposal)
    .where(Q.team_id == bindparam("team"), Q.id == bindparam("proposal"), Q.outcome.is_(None))
    .values(outcome=bindparam("settled"), settled_at=bindparam("now"), version=Q.version + 1)
    .execution_options(synchronize_session=False)
)

SECOND = (
    update(Proposal)
    .where(Q.team_id == bindparam("team"), Q.id == bindparam("proposal"), Q.outcome.is_(None))
    .values(
        seconded_by=bindparam("by"),
        seconded_at=bindparam("now"),
        outcome=AgreementOutcome.ADOPTED.value,
        settled_at=bindparam("now"),
        version=Q.version + 1,
    )
    .execution_options(synchronize_session=False)
)


class SecondProposal(Command):
    """Two members together: this is the second one."""

    proposal_id: UUID


@registered("second-proposal", SecondProposal)
def second_proposal(session: Session, nurse: Nurse, wish: SecondProposal, moment: Moment) -> Done:
    """A suspension holds, or ends, in the same moment."""
    proposal = _proposal(session, nurse, wish.proposal_id)
    kind = ProposalKind(proposal.kind)
    if kind is ProposalKind.END_MEMBERSHIP:
        raise RuleBroken(N_("This needs no second: it holds when nobody objects in time."), code="needs-no-second")
    if not may_second(proposer=proposal.proposed_by, seconder=nurse.membership_id, subject=proposal.membership_id):
        raise RuleBroken(N_("It takes another member, and not the one it is about."), code="not-by-you")
    by = {"team": nurse.team_id, "proposal": proposal.id, "now": moment.now, "by": nurse.membership_id}
    if moment.now >= proposal.closes_at or not changed(session, SECOND, by):
        raise _closed()
    if kind is ProposalKind.SUSPEND:
        suspend(
            session,
            team_id=nurse.team_id,
            membership_id=proposal.membership_id,
            reason=proposal.reason,
            suspension_id=moment.ids[0],
            now=moment.now,
            proposal_id=proposal.id,
        )
    else:
        lift(
            session,
            team_id=nurse.team_id,
            membership_id=proposal.membership_id,
            why=proposal.reason,
            now=moment.now,
        )
    return _done(proposal)


class ObjectToProposal(Command):
    """An objection is a reason why it would do harm. It stops the proposal and stays readable."""

    proposal_id: UUID
    reason: Note


@registered("object-to-proposal", ObjectToProposal)
def object_to_proposal(session: Session, nurse: Nurse, wish: ObjectToProposal, moment: Moment) -> Done:
    """The person it is about may say her view: it is kept with the proposal and does not stop it."""
    proposal = _proposal(session, nurse, wish.proposal_id)
    me, kind = nurse.membership_id, ProposalKind(proposal.kind)
    if me == proposal.proposed_by:
        raise RuleBroken(N_("This is your own proposal. You can withdraw it."), code="own-proposal")
    outcome = AgreementOutcome(proposal.outcome) if proposal.outcome else None
    if not may_object(kind=kind, outcome=outcome, closes_at=proposal.closes_at, now=moment.now):
        raise _closed()
    if has_objected(session, nurse.team_id, proposal.id, me):
        raise RuleBroken(N_("You have had your say here already. It stands below."), code="objected-already")
    session.add(
        Objection(
            team_id=nurse.team_id,
            id=moment.ids[0],
            proposal_id=proposal.id,
            membership_id=me,
            reason=wish.reason,
            at=moment.now,
        )
    )
    if has_a_say(member=me, proposer=proposal.proposed_by, subject=proposal.membership_id):
        settle(session, nurse.team_id, proposal.id, AgreementOutcome.OBJECTED, moment.now)
    return _done(proposal)


class WithdrawProposal(Command):
    """Whoever proposed it takes it back."""

    proposal_id: UUID


@registered("withdraw-proposal", WithdrawProposal)
def withdraw_proposal(session: Session, nurse: Nurse, wish: WithdrawProposal, moment: Moment) -> Done:
    proposal = _proposal(session, nurse, wish.proposal_id)
    if proposal.proposed_by != nurse.membership_id:
        raise RuleBroken(N_("Only whoever proposed this can take it back."), code="not-by-you")
    if not settle(session, nurse.team_id, proposal.id, AgreementOutcome.WITHDRAWN, moment.now):
        raise _closed()
    return _done(proposal)


def _proposal(session: Session, nurse: Nurse, proposal_id: UUID) -> Proposal:
    with_a_voice(nurse)
    found = session.get(Proposal, (nurse.team_id, proposal_id))
    if found is None:
        raise NotFound(N_("There is no such proposal."))
    return found


def _closed() -> RuleBroken:
    return RuleBroken(N_("This proposal is settled, or its time is over."), code="proposal-closed")


def _done(proposal: Proposal) -> Done:
    return Done({"proposal": str(proposal.id)}, about=f"proposal/{proposal.id}")


def settle(session: Session, team_id: UUID, proposal_id: UUID, outcome: AgreementOutcome, now: datetime) -> bool:
    """Give an open proposal its outcome; False when it has one already."""
    values = {"team": team_id, "proposal": proposal_id, "settled": outcome.value, "now": now}
    return bool(changed(session, SETTLE, values))


def settle_due(session: Session, team_id: UUID, now: datetime, ids: Sequence[UUID]) -> int:
    """What the clock does for a team: settle proposals whose time is up, end guests whose days are over.

    One fresh id for each journal line; what finds none waits for the next round. Running it again changes nothing.
    """
    due = session.execute(DUE, {"team": team_id, "now": now, "most": len(ids)}).all()
    settled = 0
    for proposal, line_id in zip(due, ids, strict=False):
        settled += _settle_one(session, team_id, proposal, now, line_id)
    return settled + end_guests_whose_days_are_over(session, team_id, now, ids[len(due) :])


def _settle_one(session: Session, team_id: UUID, proposal: Row[Any], now: datetime, line_id: UUID) -> bool:
    outcome = _outcome(session, team_id, proposal, now)
    if not settle(session, team_id, proposal.id, outcome, now):
        return False
    if outcome is AgreementOutcome.ADOPTED:
        end_membership(session, team_id=team_id, membership_id=proposal.membership_id, why=Ending.AGREED, now=now)
    note(
        session,
        team_id=team_id,
        line_id=line_id,
        what=f"proposal-{outcome}",
        now=now,
        about=f"proposal/{proposal.id}",
    )
    return True


def _outcome(session: Session, team_id: UUID, proposal: Row[Any], now: datetime) -> AgreementOutcome:
    """Silence agrees only where it is somebody's: not in a team of two, nor with most of the others suspended."""
    if proposal.kind != ProposalKind.END_MEMBERSHIP:
        return AgreementOutcome.LAPSED
    somebodys = silence_can_agree(
        session,
        team_id=team_id,
        proposer=proposal.proposed_by,
        subject=proposal.membership_id,
        made_at=proposal.made_at,
        closes_at=proposal.closes_at,
    )
    if somebodys and adopted_unopposed(closes_at=proposal.closes_at, now=now, objections=proposal.objections):
        return AgreementOutcome.ADOPTED
    return AgreementOutcome.LAPSED
