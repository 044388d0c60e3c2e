"""Proposals about a membership: what stands, who has a say, and what became of the others."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, bindparam, exists, func, or_, select
from sqlmodel import Session

from app.domain.errors import NotFound
from app.domain.team import (
    AgreementOutcome,
    MemberKind,
    ProposalKind,
    has_a_say,
    may_object,
    may_second,
    silence_agrees,
)
from app.domain.words import N_
from app.models import Membership, Objection, Proposal, Suspension
from app.models.base import columns, metadata
from app.queries.access import Nurse

M, O, Q, U = columns(Membership), columns(Objection), columns(Proposal), columns(Suspension)
About = metadata.tables["membership"].alias("about")
By = metadata.tables["membership"].alias("by_member")
Second = metadata.tables["membership"].alias("second_member")

OBJECTIONS = (
    select(func.count())
    .where(O.team_id == Q.team_id, O.proposal_id == Q.id, O.membership_id != Q.membership_id)
    .correlate(Proposal)
    .scalar_subquery()
)
"""Those that count: the person it is about may say her view, which is read and stops nothing."""

WAS_SUSPENDED = (
    exists()
    .where(
        U.team_id == M.team_id,
        U.membership_id == M.id,
        U.began_at <= bindparam("closes"),
        or_(U.lifted_at.is_(None), U.lifted_at > bindparam("made")),
    )
    .correlate(Membership)
    .label("was_suspended")
)
VOICES = select(WAS_SUSPENDED).where(
    M.team_id == bindparam("team"),
    M.ended_at.is_(None),
    M.kind == MemberKind.NURSE.value,
    M.id != bindparam("proposer"),
    M.id != bindparam("subject"),
)
OPEN_ABOUT = select(Q.id).where(
    Q.team_id == bindparam("team"),
    Q.membership_id == bindparam("membership"),
    Q.kind == bindparam("proposal_kind"),
    Q.outcome.is_(None),
    Q.closes_at > bindparam("now"),
)
OWN_OBJECTION = select(O.id).where(
    O.team_id == bindparam("team"), O.proposal_id == bindparam("proposal"), O.membership_id == bindparam("membership")
)
PROPOSALS: Select[Any] = (
    select(
        Q.id,
        Q.kind,
        Q.membership_id,
        Q.proposed_by,
        Q.reason,
        Q.made_at,
        Q.closes_at,
        Q.outcome,
        Q.settled_at,
        About.c.name.label("about"),
        By.c.name.label("proposer"),
        Second.c.name.label("seconder"),
        exists()
        .where(O.team_id == Q.team_id, O.proposal_id == Q.id, O.membership_id == bindparam("me"))
        .correlate(Proposal)
        .label("i_have_spoken"),
    )
    .join(About, and_(About.c.team_id == Q.team_id, About.c.id == Q.membership_id))
    .join(By, and_(By.c.team_id == Q.team_id, By.c.id == Q.proposed_by))
    .outerjoin(Second, and_(Second.c.team_id == Q.team_id, Second.c.id == Q.seconded_by))
    .where(Q.team_id == bindparam("team"))
)
OPEN = PROPOSALS.where(Q.outcome.is_(None)).order_by(Q.closes_at, Q.id)
ONE = PROPOSALS.where(Q.id == bindparam("proposal"))
ABOUT = PROPOSALS.where(Q.membership_id == bindparam("membership")).order_by(Q.id.desc()).limit(50)
SETTLED = (
    PROPOSALS.where(Q.outcome.is_not(None), Q.id < bindparam("before")).order_by(Q.id.desc()).limit(bindparam("most"))
)
SAID = (
    select(O.membership_id, O.reason, O.at, M.name)
    .join(Membership, and_(M.team_id == O.team_id, M.id == O.membership_id))
    .where(O.team_id == bindparam("team"), O.proposal_id == bindparam("proposal"))
    .order_by(O.id)
)
NEWEST = UUID(int=2**128 - 1)
PAGE = 20


@dataclass(frozen=True)
class ProposalLine:
    """A proposal as one member sees it: what it says, what became of it, and what she can do about it."""

    id: UUID
    kind: ProposalKind
    about: str
    about_id: UUID
    proposer: str
    seconder: str
    reason: str
    made_at: datetime
    closes_at: datetime
    outcome: AgreementOutcome | None
    settled_at: datetime | None
    is_open: bool
    """Its time is not over, though the clock may not have settled it yet."""
    is_mine: bool
    is_about_me: bool
    may_second: bool
    may_object: bool
    may_say_her_view: bool
    may_withdraw: bool

    @property
    def awaits_me(self) -> bool:
        return self.may_second or (self.may_object and self.outcome is None)


@dataclass(frozen=True)
class Said:
    """An objection, or the view of the person it is about."""

    name: str
    reason: str
    at: datetime
    is_view: bool


@dataclass(frozen=True)
class ProposalPage:
    """One proposal with everything that was said about it."""

    proposal: ProposalLine
    said: Sequence[Said]


@dataclass(frozen=True)
class ProposalsPage:
    """What is open, and what was settled, newest first. ``earlier`` leads on to older ones."""

    open: Sequence[ProposalLine]
    settled: Sequence[ProposalLine]
    earlier: UUID | None
    is_first: bool


def open_proposals(session: Session, nurse: Nurse, now: datetime) -> Sequence[ProposalLine]:
    """Every open proposal, those that wait for this nurse first."""
    rows = session.execute(OPEN, _mine(nurse)).all()
    return sorted((_line(row, nurse, now) for row in rows), key=lambda line: (not line.awaits_me, line.closes_at))


def proposals_about(session: Session, nurse: Nurse, membership_id: UUID, now: datetime) -> Sequence[ProposalLine]:
    rows = session.execute(ABOUT, _mine(nurse) | {"membership": membership_id}).all()
    return [_line(row, nurse, now) for row in rows]


def proposals_page(session: Session, nurse: Nurse, now: datetime, before: UUID | None) -> ProposalsPage:
    rows = session.execute(SETTLED, _mine(nurse) | {"before": before or NEWEST, "most": PAGE + 1}).all()
    settled = [_line(row, nurse, now) for row in rows[:PAGE]]
    earlier = settled[-1].id if len(rows) > PAGE else None
    return ProposalsPage(
        open_proposals(session, nurse, now) if before is None else (), settled, earlier, before is None
    )


def proposal_page(session: Session, nurse: Nurse, proposal_id: UUID, now: datetime) -> ProposalPage:
    row = session.execute(ONE, _mine(nurse) | {"proposal": proposal_id}).one_or_none()
    if row is None:
        raise NotFound(N_("There is no such proposal."))
    said = session.execute(SAID, {"team": nurse.team_id, "proposal": proposal_id}).all()
    return ProposalPage(
        _line(row, nurse, now),
        [Said(one.name, one.reason, one.at, one.membership_id == row.membership_id) for one in said],
    )


def _mine(nurse: Nurse) -> dict[str, Any]:
    return {"team": nurse.team_id, "me": nurse.membership_id}


def _line(row: Any, nurse: Nurse, now: datetime) -> ProposalLine:
    kind, me = ProposalKind(row.kind), nurse.membership_id
    outcome = AgreementOutcome(row.outcome) if row.outcome else None
    has_voice = not nurse.is_guest
    is_open = outcome is None and now < row.closes_at
    can_object = may_object(kind=kind, outcome=outcome, closes_at=row.closes_at, now=now) and not row.i_have_spoken
    sides = {"proposer": row.proposed_by, "subject": row.membership_id}
    return ProposalLine(
        id=row.id,
        kind=kind,
        about=row.about,
        about_id=row.membership_id,
        proposer=row.proposer,
        seconder=row.seconder or "",
        reason=row.reason,
        made_at=row.made_at,
        closes_at=row.closes_at,
        outcome=outcome,
        settled_at=row.settled_at,
        is_open=is_open,
        is_mine=me == row.proposed_by,
        is_about_me=me == row.membership_id,
        may_second=has_voice
        and is_open
        and kind is not ProposalKind.END_MEMBERSHIP
        and may_second(seconder=me, **sides),
        may_object=has_voice and can_object and has_a_say(member=me, **sides),
        may_say_her_view=has_voice and can_object and me == row.membership_id,
        may_withdraw=has_voice and outcome is None and me == row.proposed_by,
    )


def is_open_about(session: Session, team_id: UUID, membership_id: UUID, kind: ProposalKind, now: datetime) -> bool:
    """Whether a proposal of this kind about this member waits already. One whose time is over waits no more."""
    values = {"team": team_id, "membership": membership_id, "proposal_kind": kind.value, "now": now}
    return session.execute(OPEN_ABOUT, values).first() is not None


def has_objected(session: Session, team_id: UUID, proposal_id: UUID, membership_id: UUID) -> bool:
    values = {"team": team_id, "proposal": proposal_id, "membership": membership_id}
    return session.execute(OWN_OBJECTION, values).first() is not None


def silence_can_agree(
    session: Session, *, team_id: UUID, proposer: UUID, subject: UUID, made_at: datetime, closes_at: datetime
) -> bool:
    """Whether enough nurses besides the two it is between have been able to object, all the time it was open."""
    values = {"team": team_id, "proposer": proposer, "subject": subject, "made": made_at, "closes": closes_at}
    suspended = session.execute(VOICES, values).scalars().all()
    return silence_agrees(able=suspended.count(False), others=len(suspended))
