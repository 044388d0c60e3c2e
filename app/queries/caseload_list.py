"""The statements behind the caseload: whom a filter shows or a search finds, how many, what stands at their doors."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import Select, Text, and_, bindparam, case, exists, func, literal, select, union_all
from sqlmodel import Session

from app.domain.client import IN_CARE, ClientStatus
from app.models import Allergy, Client, DoorWarning, Membership, NamedNurse, Visit
from app.models.base import among, columns
from app.queries.access import Nurse, open_to

C, H, M, V = columns(Client), columns(NamedNurse), columns(Membership), columns(Visit)
W, L = columns(DoorWarning), columns(Allergy)

AT_A_TIME = 48
"""As many as stay under the weight of a page; a caseload of forty to sixty is one page or two."""
MOST_WORDS = 4
REVIEW_WITHIN = timedelta(days=7)
"""A warning is looked at again before its day has gone by."""

IS_IN_CARE = among(C.status, IN_CARE)
IS_MINE = (
    exists()
    .where(H.team_id == C.team_id, H.client_id == C.id, H.membership_id == bindparam("me"), H.ended_at.is_(None))
    .correlate(Client)
)
IS_NAMED = (
    exists()
    .where(
        H.team_id == C.team_id,
        H.client_id == C.id,
        H.ended_at.is_(None),
        M.team_id == H.team_id,
        M.id == H.membership_id,
        M.ended_at.is_(None),
    )
    .correlate(Client)
)
HAS_REVIEW = (
    exists()
    .where(W.team_id == C.team_id, W.client_id == C.id, W.ended_at.is_(None), W.review_on <= bindparam("review_by"))
    .correlate(Client)
)
FILTERS: Mapping[str, Any] = {
    "all": IS_IN_CARE,
    "mine": and_(IS_IN_CARE, IS_MINE),
    "referred": C.status == ClientStatus.REFERRED.value,
    "paused": C.status == ClientStatus.PAUSED.value,
    "unnamed": and_(IS_IN_CARE, ~IS_NAMED),
    "review": and_(IS_IN_CARE, HAS_REVIEW),
    "past": among(C.status, (ClientStatus.DISCHARGED.value, ClientStatus.DIED.value)),
}
"""Name in the address → who is shown."""
SEARCH = and_(*(C.search.like(bindparam(f"word_{place}")) for place in range(MOST_WORDS)))


def _table(model: Any, name: str | None = None) -> Any:
    return model.__table__.alias(name) if name else model.__table__


def _of_next_visit(value: Any) -> Any:
    """Planned for today or later, neither begun nor cancelled. By the instant: the index leads straight to it.

    Asked for each value by itself: joined by its id, PostgreSQL reads every visit the team has ever made.
    """
    return (
        select(value)
        .select_from(_table(Visit).outerjoin(_table(Membership), and_(M.team_id == V.team_id, M.id == V.membership_id)))
        .where(
            V.team_id == C.team_id,
            V.client_id == C.id,
            V.planned_at >= bindparam("since"),
            V.started_at.is_(None),
            V.cancelled_at.is_(None),
        )
        .order_by(V.planned_at)
        .limit(1)
        .correlate(Client)
        .scalar_subquery()
    )


PLACES = tuple((_table(NamedNurse, f"named_{place}"), _table(Membership, f"nurse_{place}")) for place in (1, 2))
"""One named nurse, at most two: each has a place of her own beside the client."""

SHOWN = (
    C.id,
    C.given_names,
    C.family_name,
    C.known_as,
    C.born_on,
    C.postcode,
    C.address_key,
    C.search,
    C.status,
    C.allergy_knowledge,
    C.latest_change_at,
    *(nurse.c.name.label(nurse.name) for _, nurse in PLACES),
    _of_next_visit(V.planned_at).label("next_visit"),
    _of_next_visit(M.name).label("next_nurse"),
)


def _beside_client() -> Any:
    """A client with her named nurses."""
    joined = _table(Client)
    for place, (named, nurse) in enumerate(PLACES, start=1):
        held = and_(named.c.team_id == C.team_id, named.c.client_id == C.id, named.c.place == place)
        here = and_(nurse.c.team_id == C.team_id, nurse.c.id == named.c.membership_id, nurse.c.ended_at.is_(None))
        joined = joined.outerjoin(named, held).outerjoin(nurse, here)
    return joined


def _list(condition: Any, *more: Any) -> Select[Any]:
    return (
        select(*SHOWN, *more)
        .select_from(_beside_client())
        .where(C.team_id == bindparam("team"), condition, open_to(C.team_id, C.id))
        .order_by(case((IS_IN_CARE, 0), else_=1), C.search, C.id)
        .limit(AT_A_TIME)
        .offset(bindparam("skipped"))
    )


LISTS = {name: _list(condition) for name, condition in FILTERS.items()}
FOUND = _list(SEARCH, func.count().over().label("found"))

COUNTS = (
    select(*(func.count().filter(condition).label(name) for name, condition in FILTERS.items()))
    .where(C.team_id == bindparam("team"), open_to(C.team_id, C.id))
)  # fmt: skip

UNNAMED = (
    select(func.count())
    .select_from(Client)
    .where(C.team_id == bindparam("team"), FILTERS["unnamed"], open_to(C.team_id, C.id))
)

THESE = [bindparam(f"this_{place}", type_=C.id.type) for place in range(AT_A_TIME)]
"""Always as many: a list that expands is written into the statement anew each time."""
DOOR = union_all(
    select(literal("warning", Text).label("what"), W.client_id, W.text.label("text"), W.review_on, W.id).where(
        W.team_id == bindparam("team"), W.client_id.in_(THESE), W.ended_at.is_(None)
    ),
    select(literal("allergy", Text), L.client_id, L.substance, literal(None, W.review_on.type), L.id).where(
        L.team_id == bindparam("team"), L.client_id.in_(THESE), L.ended_at.is_(None)
    ),
).subquery("door")
AT_THE_DOORS = select(DOOR.c.what, DOOR.c.client_id, DOOR.c.text, DOOR.c.review_on).order_by(DOOR.c.id)
OTHERS = (
    select(C.id, C.given_names, C.family_name, C.known_as, C.address_key, C.search)
    .where(C.team_id == bindparam("team"), IS_IN_CARE, C.id.not_in(THESE), open_to(C.team_id, C.id))
)  # fmt: skip
"""Everybody in care who is not on this page: one of them may live with, or be taken for, somebody who is."""


def how_many_unnamed(session: Session, nurse: Nurse) -> int:
    """Those in care whose case nobody holds: nobody has been named, or whoever was has left the team."""
    found: int = session.execute(UNNAMED, {"team": nurse.team_id, "me": nurse.membership_id}).scalar_one()
    return found
