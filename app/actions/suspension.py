"""A member is suspended, or let back in. At once, on record, and never by one member alone."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import bindparam, or_, update
from sqlmodel import Session

from app.actions.journal import note
from app.actions.membership import ACCOUNT, sign_out_everywhere
from app.actions.rows import changed
from app.domain.errors import RuleBroken
from app.domain.team import AgreementOutcome, ProposalKind
from app.domain.words import N_
from app.models import Proposal, Suspension
from app.models.base import columns
from app.queries.membership import living_member

Q, U = columns(Proposal), columns(Suspension)

LIFT = (
    update(Suspension)
    .where(U.team_id == bindparam("team"), U.membership_id == bindparam("membership"), U.lifted_at.is_(None))
    .values(lifted_at=bindparam("now"), lifted_why=bindparam("why"))
    .execution_options(synchronize_session=False)
)
LIFT_TEAMS = LIFT.where(U.by_provider.is_(False))
LAPSE = (
    update(Proposal)
    .where(
        Q.team_id == bindparam("team"),
        Q.outcome.is_(None),
        or_(
            Q.proposed_by == bindparam("by"),
            (Q.membership_id == bindparam("about")) & (Q.kind == bindparam("kind_over")),
        ),
    )
    .values(outcome=AgreementOutcome.LAPSED.value, settled_at=bindparam("now"), version=Q.version + 1)
    .execution_options(synchronize_session=False)
)


def suspend(
    session: Session,
    *,
    team_id: UUID,
    membership_id: UUID,
    reason: str,
    suspension_id: UUID,
    now: datetime,
    proposal_id: UUID | None = None,
) -> None:
    """She reaches nothing from now on and is signed out. What she had proposed falls: she cannot answer for it."""
    session.flush()
    session.add(
        Suspension(
            team_id=team_id,
            id=suspension_id,
            membership_id=membership_id,
            began_at=now,
            reason=reason,
            by_provider=proposal_id is None,
            proposal_id=proposal_id,
        )
    )
    lapse = {"team": team_id, "by": membership_id, "about": membership_id, "now": now}
    session.execute(LAPSE, lapse | {"kind_over": ProposalKind.SUSPEND.value})
    account_id = session.execute(ACCOUNT, {"team": team_id, "membership": membership_id}).scalar_one()
    sign_out_everywhere(session, account_id=account_id, why="suspended", now=now)


def lift(
    session: Session, *, team_id: UUID, membership_id: UUID, why: str, now: datetime, by_provider: bool = False
) -> None:
    """What the team began ends, and with the provider's word every suspension; so do the proposals to lift it."""
    statement = LIFT if by_provider else LIFT_TEAMS
    changed(session, statement, {"team": team_id, "membership": membership_id, "now": now, "why": why})
    lapse = {"team": team_id, "by": None, "about": membership_id, "now": now}
    session.execute(LAPSE, lapse | {"kind_over": ProposalKind.LIFT_SUSPENSION.value})


def suspend_by_provider(
    session: Session, *, team_id: UUID, membership_id: UUID, reason: str, now: datetime, ids: Sequence[UUID]
) -> None:
    """From the command line, also where the team has suspended her: then only the provider lets her back in.

    ``ids`` are two fresh ones. Running it again is refused.
    """
    if living_member(session, team_id, membership_id).is_suspended_by_provider:
        raise RuleBroken(N_("The provider has suspended this member already."), code="already-suspended")
    suspend(session, team_id=team_id, membership_id=membership_id, reason=reason, suspension_id=ids[0], now=now)
    note(
        session,
        team_id=team_id,
        line_id=ids[1],
        what="suspended-by-provider",
        now=now,
        about=f"membership/{membership_id}",
        reason=reason,
    )


def lift_by_provider(
    session: Session, *, team_id: UUID, membership_id: UUID, reason: str, now: datetime, ids: Sequence[UUID]
) -> None:
    """From the command line: also where the team has too few members left to lift it together. One fresh id."""
    if not living_member(session, team_id, membership_id).is_suspended:
        raise RuleBroken(N_("This member is not suspended."), code="not-suspended")
    lift(session, team_id=team_id, membership_id=membership_id, why=reason, now=now, by_provider=True)
    note(
        session,
        team_id=team_id,
        line_id=ids[0],
        what="suspension-lifted-by-provider",
        now=now,
        about=f"membership/{membership_id}",
        reason=reason,
    )
