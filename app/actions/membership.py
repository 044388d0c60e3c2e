"""A membership begins, changes and ends. When it ends its seat is free and the person is signed out at once."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import bindparam, or_, select, update
from sqlmodel import Session

from app.domain.team import AgreementOutcome, Ending
from app.models import Membership, Place, Proposal, SignInSession
from app.models.base import columns

M, P, S, Q = columns(Membership), columns(Place), columns(SignInSession), columns(Proposal)

ACCOUNT = select(M.account_id).where(M.team_id == bindparam("team"), M.id == bindparam("membership"))
END = (
    update(Membership)
    .where(M.team_id == bindparam("team"), M.id == bindparam("membership"), M.ended_at.is_(None))
    .values(ended_at=bindparam("now"), ended_why=bindparam("why"), seat=None, version=M.version + 1)
    .execution_options(synchronize_session=False)
)
END_PLACE = (
    update(Place)
    .where(P.account_id == bindparam("account"), P.team_id == bindparam("team"))
    .values(ended_at=bindparam("now"))
    .execution_options(synchronize_session=False)
)
LAPSE = (
    update(Proposal)
    .where(
        Q.team_id == bindparam("team"),
        Q.outcome.is_(None),
        or_(Q.membership_id == bindparam("about"), Q.proposed_by == bindparam("by")),
    )
    .values(outcome=AgreementOutcome.LAPSED.value, settled_at=bindparam("now"), version=Q.version + 1)
    .execution_options(synchronize_session=False)
)
ELSEWHERE = select(P.team_id).where(
    P.account_id == bindparam("account"), P.team_id != bindparam("team"), P.ended_at.is_(None)
)
END_SESSIONS = (
    update(SignInSession)
    .where(S.account_id == bindparam("account"), S.ended_at.is_(None))
    .values(ended_at=bindparam("now"), ended_why=bindparam("why"))
    .execution_options(synchronize_session=False)
)


def end_membership(session: Session, *, team_id: UUID, membership_id: UUID, why: Ending, now: datetime) -> bool:
    """Now: seat and place are free, open proposals about her or by her fall, she is signed out. False when over."""
    session.flush()
    ended = session.execute(END, {"team": team_id, "membership": membership_id, "now": now, "why": why.value})
    if not ended.rowcount:  # type: ignore[attr-defined]
        return False
    account_id = session.execute(ACCOUNT, {"team": team_id, "membership": membership_id}).scalar_one()
    session.execute(END_PLACE, {"team": team_id, "account": account_id, "now": now})
    session.execute(LAPSE, {"team": team_id, "about": membership_id, "by": membership_id, "now": now})
    sign_out_everywhere(session, team_id=team_id, account_id=account_id, why="membership-ended", now=now)
    return True


def sign_out_everywhere(session: Session, *, team_id: UUID, account_id: UUID, why: str, now: datetime) -> None:
    """End all her sessions. With a place in another team they go on: this team answers *not found* all the same."""
    if session.execute(ELSEWHERE, {"account": account_id, "team": team_id}).first() is None:
        session.execute(END_SESSIONS, {"account": account_id, "now": now, "why": why})
