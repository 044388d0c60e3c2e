"""Proposals about a membership: what stands, who has a say, and what became of the others."""

from uuid import UUID

from sqlalchemy import bindparam, exists, func, select
from sqlmodel import Session

from app.domain.team import MemberKind, ProposalKind
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

OPEN_ABOUT = select(Q.id).where(
    Q.team_id == bindparam("team"),
    Q.membership_id == bindparam("membership"),
    Q.kind == bindparam("proposal_kind"),
    Q.outcome.is_(None),
)
OWN_OBJECTION = select(O.id).where(
    O.team_id == bindparam("team"), O.proposal_id == bindparam("proposal"), O.membership_id == bindparam("membership")
)


def is_open_about(session: Session, team_id: UUID, membership_id: UUID, kind: ProposalKind) -> bool:
    """Whether a proposal of this kind about this member waits already."""
    values = {"team": team_id, "membership": membership_id, "proposal_kind": kind.value}
    return session.execute(OPEN_ABOUT, values).first() is not None


def has_objected(session: Session, team_id: UUID, proposal_id: UUID, membership_id: UUID) -> bool:
    values = {"team": team_id, "proposal": proposal_id, "membership": membership_id}
    return session.execute(OWN_OBJECTION, values).first() is not None


def others_with_a_say(session: Session, *, team_id: UUID, proposer: UUID, subject: UUID) -> int:
    """How many nurses there are besides the two it is between, whose silence can mean agreement."""
    return int(session.execute(VOICES, {"team": team_id, "proposer": proposer, "subject": subject}).scalar_one())
