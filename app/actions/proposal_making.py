"""A member proposes something about another's membership, and says why."""

from datetime import timedelta
from uuid import UUID

from sqlmodel import Session

from app.actions.register import Command, Done, Moment, NewId, Note, registered
from app.actions.rows import not_there_yet
from app.domain.errors import RuleBroken
from app.domain.team import SUSPENSION_SECOND_WITHIN, MemberKind, ProposalKind
from app.domain.words import N_
from app.models import Proposal
from app.queries.access import Nurse, with_a_voice
from app.queries.membership import LivingMember, living_member
from app.queries.proposal import is_open_about, silence_can_agree


class Propose(Command):
    """A proposal about one member, with its reason."""

    id: NewId
    membership_id: UUID
    reason: Note


@registered("propose-end-membership", Propose)
def propose_end_membership(session: Session, nurse: Nurse, wish: Propose, moment: Moment) -> Done:
    member = _about(session, nurse, wish)
    if member.kind is MemberKind.GUEST:
        raise RuleBroken(N_("This is a guest. Any nurse can end a guest's days at once."), code="is-a-guest")
    between = {"team_id": nurse.team_id, "proposer": nurse.membership_id, "subject": member.id}
    if not silence_can_agree(session, **between, made_at=moment.now, closes_at=moment.now):
        raise RuleBroken(
            N_(
                "Silence agrees only when more than half of the others could object. Besides the two of you there is "
                "nobody, or too many are suspended. Talk to each other, or lift a suspension first."
            ),
            code="nobody-to-agree",
        )
    wait = timedelta(days=nurse.settings.number("objection_days"))
    return _propose(session, nurse, wish, moment, ProposalKind.END_MEMBERSHIP, wait)


@registered("propose-suspension", Propose)
def propose_suspension(session: Session, nurse: Nurse, wish: Propose, moment: Moment) -> Done:
    if _about(session, nurse, wish).is_suspended:
        raise RuleBroken(N_("This member is suspended already."), code="already-suspended")
    return _propose(session, nurse, wish, moment, ProposalKind.SUSPEND, SUSPENSION_SECOND_WITHIN)


@registered("propose-lift-suspension", Propose)
def propose_lift_suspension(session: Session, nurse: Nurse, wish: Propose, moment: Moment) -> Done:
    member = _about(session, nurse, wish)
    if member.is_suspended and not member.is_suspended_by_team:
        raise RuleBroken(
            N_("The provider suspended this member, and the provider lifts it."), code="suspended-by-provider"
        )
    if not member.is_suspended:
        raise RuleBroken(N_("This member is not suspended."), code="not-suspended")
    return _propose(session, nurse, wish, moment, ProposalKind.LIFT_SUSPENSION, SUSPENSION_SECOND_WITHIN)


def _about(session: Session, nurse: Nurse, wish: Propose) -> LivingMember:
    with_a_voice(nurse)
    if wish.membership_id == nurse.membership_id:
        raise RuleBroken(N_("This would be about yourself. You can leave the team on your own page."), code="yourself")
    return living_member(session, nurse.team_id, wish.membership_id)


def _propose(
    session: Session, nurse: Nurse, wish: Propose, moment: Moment, kind: ProposalKind, wait: timedelta
) -> Done:
    if is_open_about(session, nurse.team_id, wish.membership_id, kind, moment.now):
        raise RuleBroken(N_("The same is proposed already. Have your say there."), code="proposed-already")
    session.add(
        Proposal(
            team_id=nurse.team_id,
            id=not_there_yet(session, Proposal, nurse.team_id, wish.id),
            kind=kind.value,
            membership_id=wish.membership_id,
            proposed_by=nurse.membership_id,
            reason=wish.reason,
            made_at=moment.now,
            closes_at=moment.now + wait,
        )
    )
    return Done({"proposal": str(wish.id)}, about=f"proposal/{wish.id}")
