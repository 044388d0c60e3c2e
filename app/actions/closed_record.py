"""A record is closed to one member: the client does not want her to come, or she says that she stands too near.

Never by rank. It takes effect at once: the client is not found for her any more, in lists, pages, search or journal.
"""

from typing import Any
from uuid import UUID

from sqlalchemy import Update, bindparam, exists, select, update
from sqlmodel import Session

from app.actions import planned_visit
from app.actions.client_change import touch
from app.actions.named_nurse import no_longer_named
from app.actions.register import Command, Done, Line, Moment, NewId, registered
from app.actions.rows import changed, not_there_yet
from app.domain.client import ClosedKind
from app.domain.errors import NotFound, RuleBroken
from app.domain.team import MemberKind
from app.domain.words import N_
from app.models import ClosedRecord, Membership, Suspension
from app.models.base import columns
from app.queries.access import IS_HERS, IS_MINE, Nurse, ReachableClient, reachable_client
from app.queries.membership import living_member

M, U, X = columns(Membership), columns(Suspension), columns(ClosedRecord)

OPEN = select(X.id).where(
    X.team_id == bindparam("team"),
    X.client_id == bindparam("client"),
    X.membership_id == bindparam("membership"),
    X.kind == bindparam("of_kind"),
    X.ended_at.is_(None),
)
END = (
    update(ClosedRecord)
    .where(
        X.team_id == bindparam("team"),
        X.client_id == bindparam("client"),
        X.membership_id == bindparam("membership"),
        X.kind == bindparam("of_kind"),
        X.ended_at.is_(None),
    )
    .values(ended_at=bindparam("now"), ended_why=bindparam("why"))
    .execution_options(synchronize_session=False)
)
END_OWN = (
    update(ClosedRecord)
    .where(
        X.team_id == bindparam("team"),
        X.client_id == bindparam("client"),
        exists().where(IS_MINE).correlate(ClosedRecord),
        X.kind == ClosedKind.CONFLICT.value,
        X.ended_at.is_(None),
    )
    .values(ended_at=bindparam("now"), ended_why=bindparam("why"))
    .execution_options(synchronize_session=False)
)
WHO_REMAINS = (
    select(M.id)
    .where(
        M.team_id == bindparam("team"),
        M.id != bindparam("membership"),
        M.kind == MemberKind.NURSE.value,
        M.ended_at.is_(None),
        ~exists().where(U.team_id == M.team_id, U.membership_id == M.id, U.lifted_at.is_(None)).correlate(Membership),
        ~exists()
        .where(
            IS_HERS,
            X.client_id == bindparam("client"),
            X.ended_at.is_(None),
        )
        .correlate(Membership),
    )
    .limit(1)
)


class ExcludeMember(Command):
    """The client does not want this member to come. Any other member writes it down, with what the client said."""

    id: NewId
    client: UUID
    membership_id: UUID
    reason: Line


@registered("exclude-member", ExcludeMember)
def exclude_member(session: Session, nurse: Nurse, wish: ExcludeMember, moment: Moment) -> Done:
    client = reachable_client(session, nurse, wish.client)
    if wish.membership_id == nurse.membership_id:
        raise RuleBroken(
            N_("A colleague writes this down, not you. If you stand too near, say so as a conflict of your own."),
            code="not-by-herself",
        )
    living_member(session, nurse.team_id, wish.membership_id)
    return _close(session, nurse, client, wish.id, wish.membership_id, ClosedKind.EXCLUDED, wish.reason, moment)


class DeclareConflict(Command):
    """A member stands too near: a neighbour, a relative. She says so herself, and the record closes to her."""

    id: NewId
    client: UUID
    reason: Line


@registered("declare-conflict", DeclareConflict)
def declare_conflict(session: Session, nurse: Nurse, wish: DeclareConflict, moment: Moment) -> Done:
    client = reachable_client(session, nurse, wish.client)
    return _close(session, nurse, client, wish.id, nurse.membership_id, ClosedKind.CONFLICT, wish.reason, moment)


class EndExclusion(Command):
    """The client wants her to come again. Any member to whom the record is open writes it down."""

    client: UUID
    membership_id: UUID
    why: Line


@registered("end-exclusion", EndExclusion)
def end_exclusion(session: Session, nurse: Nurse, wish: EndExclusion, moment: Moment) -> Done:
    client = reachable_client(session, nurse, wish.client)
    values = {"team": nurse.team_id, "client": client.id, "membership": wish.membership_id}
    more = {"of_kind": ClosedKind.EXCLUDED.value, "why": wish.why}
    return _opened(session, nurse, client.id, wish.membership_id, moment, END, {**values, **more})


class EndConflict(Command):
    """What she declared herself holds no longer; she alone says so, and need not see the record for it."""

    client: UUID
    why: Line


@registered("end-conflict", EndConflict)
def end_conflict(session: Session, nurse: Nurse, wish: EndConflict, moment: Moment) -> Done:
    values = {"team": nurse.team_id, "client": wish.client, "me": nurse.membership_id}
    return _opened(session, nurse, wish.client, nurse.membership_id, moment, END_OWN, {**values, "why": wish.why})


def _close(
    session: Session,
    nurse: Nurse,
    client: ReachableClient,
    row_id: UUID,
    membership_id: UUID,
    kind: ClosedKind,
    reason: str,
    moment: Moment,
) -> Done:
    """Her place as a named nurse is free, and the visits she had there are nobody's yet: a gap the team sees."""
    values = {"team": nurse.team_id, "client": client.id, "membership": membership_id, "now": moment.now}
    if session.execute(OPEN, {**values, "of_kind": kind.value}).first():
        raise RuleBroken(N_("This record is closed to them already."), code="closed-already")
    if session.execute(WHO_REMAINS, values).first() is None:
        raise RuleBroken(
            N_("Nobody in the team could open this record then. Ask another team to take the case over first."),
            code="nobody-left",
        )
    session.add(
        ClosedRecord(
            team_id=nurse.team_id,
            id=not_there_yet(session, ClosedRecord, nurse.team_id, row_id),
            client_id=client.id,
            membership_id=membership_id,
            kind=kind.value,
            reason=reason,
            recorded_by=nurse.membership_id,
            at=moment.now,
        )
    )
    no_longer_named(session, nurse.team_id, client.id, membership_id, moment)
    gaps = planned_visit.leave_open(session, nurse.team_id, membership_id, client.id, moment.now)
    touch(session, nurse.team_id, client.id, moment.now)
    return Done(
        {"closed_record": str(row_id), "gaps": gaps}, about=f"membership/{membership_id}", clients=(str(client.id),)
    )


def _opened(
    session: Session,
    nurse: Nurse,
    client_id: UUID,
    membership_id: UUID,
    moment: Moment,
    end: Update,
    values: dict[str, Any],
) -> Done:
    if not changed(session, end, {**values, "now": moment.now}):
        raise NotFound(N_("This record is not closed to them for that reason."))
    touch(session, nurse.team_id, client_id, moment.now)
    return Done({"client": str(client_id)}, about=f"membership/{membership_id}", clients=(str(client_id),))
