"""Proposals about a membership: what stands, who has a say, and what became of the others."""

from uuid import UUID

from sqlalchemy import bindparam, exists, func, select
from sqlmodel import Session

from app.domain.team import MemberKind
from app.models import Membership, Objection, Proposal, Suspension
from app.models.base import columns

M, O, Q, U = columns(Membership), columns(Objection), columns(Proposal), columns(Suspension)  # noqa: E741

OBJECTIONS = (
    select(func.count())
    .where(O.team_id == Q.team_id, O.proposal_id == Q.id, O.membership_id != Q.membership_id)
    .correlate(Proposal)
    .scalar_subquery()
)
"""Those that count: the person it is about may say her view, which is read and stops nothing."""

VOICES = select(func.count()).where(
    M.team_id == bindparam("team"),
    M.ended_at.is_(None),
    M.kind == MemberKind.NURSE.value,
    M.id != bindparam("proposer"),
    M.id != bindparam("subject"),
    ~exists().where(U.team_id == M.team_id, U.membership_id == M.id, U.lifted_at.is_(None)).correlate(Membership),
)


def others_with_a_say(session: Session, *, team_id: UUID, proposer: UUID, subject: UUID) -> int:
    """How many nurses there are besides the two it is between, whose silence can mean agreement."""
    return int(session.execute(VOICES, {"team": team_id, "proposer": proposer, "subject": subject}).scalar_one())
