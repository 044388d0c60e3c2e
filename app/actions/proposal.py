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
from app.domain.team import AgreementOutcome, Ending, ProposalKind, adopted_unopposed
from app.models import Proposal
from app.models.base import columns
from app.queries.proposal import OBJECTIONS, others_with_a_say

Q = columns(Proposal)

DUE = (
    select(Q.id, Q.kind, Q.membership_id, Q.proposed_by, Q.closes_at, OBJECTIONS.label("objections"))
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


def settle(session: Session, team_id: UUID, proposal_id: UUID, outcome: AgreementOutcome, now: datetime) -> bool:
    """Give an open proposal its outcome; False when it has one already."""
    session.flush()
    values = {"team": team_id, "proposal": proposal_id, "settled": outcome.value, "now": now}
    return bool(session.execute(SETTLE, values).rowcount)  # type: ignore[attr-defined]


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
    """Silence agrees only where there is somebody whose silence it is: in a team of two it settles nothing."""
    if proposal.kind != ProposalKind.END_MEMBERSHIP:
        return AgreementOutcome.LAPSED
    others = others_with_a_say(session, team_id=team_id, proposer=proposal.proposed_by, subject=proposal.membership_id)
    if others and adopted_unopposed(closes_at=proposal.closes_at, now=now, objections=proposal.objections):
        return AgreementOutcome.ADOPTED
    return AgreementOutcome.LAPSED
