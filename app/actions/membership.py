"""A membership begins, changes and ends. When it ends its seat is free and the person is signed out at once."""

from datetime import datetime
from uuid import UUID

from pydantic import Field
from sqlalchemy import bindparam, or_, select, update
from sqlmodel import Session

from app.actions import planned_visit
from app.actions.register import VERSION_MOST, AlsoSuspended, Command, Done, Line, Moment, OptionalLine, registered
from app.actions.rows import changed
from app.domain.errors import ChangedMeanwhile, FieldWrong
from app.domain.team import HOURS_MOST, AgreementOutcome, Ending
from app.domain.words import N_
from app.models import Membership, Place, Proposal, SignInSession
from app.models.base import columns
from app.queries.access import Nurse
from app.queries.membership import is_last_nurse

M, P, S, Q = columns(Membership), columns(Place), columns(SignInSession), columns(Proposal)

ACCOUNT = select(M.account_id).where(M.team_id == bindparam("team"), M.id == bindparam("membership"))
END = (
    update(Membership)
    .where(M.team_id == bindparam("team"), M.id == bindparam("membership"), M.ended_at.is_(None))
    .values(ended_at=bindparam("now"), ended_why=bindparam("why"), seat=None, version=M.version + 1)
    .execution_options(synchronize_session=False)
)
UPDATE = (
    update(Membership)
    .where(M.team_id == bindparam("team"), M.id == bindparam("membership"), M.version == bindparam("seen"))
    .values(
        name=bindparam("new_name"),
        profession=bindparam("new_profession"),
        contract_hours=bindparam("new_contract_hours"),
        version=M.version + 1,
    )
    .execution_options(synchronize_session=False)
)
FACTS = select(M.name, M.profession, M.contract_hours, M.version).where(
    M.team_id == bindparam("team"), M.id == bindparam("membership")
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
END_SESSIONS = (
    update(SignInSession)
    .where(S.account_id == bindparam("account"), S.ended_at.is_(None))
    .values(ended_at=bindparam("now"), ended_why=bindparam("why"))
    .execution_options(synchronize_session=False)
)


def end_membership(session: Session, *, team_id: UUID, membership_id: UUID, why: Ending, now: datetime) -> int:
    """Now: seat and place are free, open proposals about her or by her fall, she is signed out.

    Returns how many visits she was still to make: they are nobody's yet. A guest who becomes a nurse stays in: she has
    just shown who she is, and goes on in the team with her visits.
    """
    if not changed(session, END, {"team": team_id, "membership": membership_id, "now": now, "why": why.value}):
        return 0
    account_id = session.execute(ACCOUNT, {"team": team_id, "membership": membership_id}).scalar_one()
    session.execute(END_PLACE, {"team": team_id, "account": account_id, "now": now})
    session.execute(LAPSE, {"team": team_id, "about": membership_id, "by": membership_id, "now": now})
    if why is Ending.BECAME_NURSE:
        return 0
    sign_out_everywhere(session, account_id=account_id, why="membership-ended", now=now)
    return planned_visit.pass_on(session, team_id, membership_id, to=None, since=now)


def sign_out_everywhere(session: Session, *, account_id: UUID, why: str, now: datetime) -> None:
    """End all her sessions. With a place in another team she signs in again there: no tablet keeps this team open."""
    session.execute(END_SESSIONS, {"account": account_id, "now": now, "why": why})


class LeaveTeam(AlsoSuspended):
    """End one's own membership. ``is_last`` says that she knows nobody is left behind her."""

    is_last: bool = False


@registered("leave-team", LeaveTeam)
def leave_team(session: Session, nurse: Nurse, wish: LeaveTeam, moment: Moment) -> Done:
    if not wish.is_last and is_last_nurse(session, nurse.team_id, nurse.membership_id):
        raise FieldWrong(
            "is_last",
            N_("You are the last nurse in this team. After you nobody can open it. Tick this when you mean it."),
        )
    mine = nurse.membership_id
    gaps = end_membership(session, team_id=nurse.team_id, membership_id=mine, why=Ending.LEFT, now=moment.now)
    return Done({"membership": str(mine), "gaps": gaps}, about=f"membership/{mine}")


class UpdateMyMembership(Command):
    """What a nurse says of herself: nobody else may say it for her. ``version`` is the one she saw."""

    name: Line
    profession: OptionalLine = ""
    contract_hours: float | None = Field(default=None, ge=0, le=HOURS_MOST)
    version: int = Field(ge=1, le=VERSION_MOST)


@registered("update-my-membership", UpdateMyMembership)
def update_my_membership(session: Session, nurse: Nurse, wish: UpdateMyMembership, moment: Moment) -> Done:
    facts = {"name": wish.name, "profession": wish.profession, "contract_hours": wish.contract_hours}
    mine = {"team": nurse.team_id, "membership": nurse.membership_id}
    values = {f"new_{name}": value for name, value in facts.items()}
    if not changed(session, UPDATE, {**mine, **values, "seen": wish.version}):
        theirs = session.execute(FACTS, mine).one()
        raise ChangedMeanwhile(
            N_("This was changed while you were looking. Both are shown below; choose, and save again."),
            version=theirs.version,
            theirs={name: getattr(theirs, name) for name in facts},
            yours=facts,
        )
    return Done({**facts, "version": wish.version + 1}, about=f"membership/{nurse.membership_id}")
