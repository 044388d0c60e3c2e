"""The caseload: everybody in the team's care with what a nurse looks for first, sixty at a time."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, Text, and_, bindparam, case, exists, func, literal, select, union_all
from sqlmodel import Session

from app.domain.client import IN_CARE, AllergyKnowledge, ClientStatus, age_on, called, full_name
from app.domain.folding import words
from app.domain.postcode import district
from app.domain.similar_name import alike, name_keys
from app.models import Allergy, Client, DoorWarning, Membership, NamedNurse, Visit
from app.models.base import columns
from app.queries.access import Nurse, open_to

C, H, M, V = columns(Client), columns(NamedNurse), columns(Membership), columns(Visit)
W, L = columns(DoorWarning), columns(Allergy)

AT_A_TIME = 60
"""A team's whole caseload fits on one page."""
MOST_WORDS = 4
WARNINGS_SHOWN = 2
REVIEW_WITHIN = timedelta(days=7)
"""A warning is looked at again before its day has gone by."""


@dataclass(frozen=True)
class Neighbour:
    """Somebody who lives with her, or whose name is easily taken for hers."""

    id: UUID
    called: str
    name: str


@dataclass(frozen=True)
class CaseloadRow:
    """One client. ``known_by`` is what she is found by beside the text on the row: postcode and numbers."""

    id: UUID
    called: str
    """The name she likes; where nobody asked, her full name."""
    also: str
    """Her full name beside the one she likes."""
    age: int | None
    district: str
    status: ClientStatus
    status_since: date
    nurses: Sequence[str]
    is_mine: bool
    next_visit: datetime | None
    next_nurse: str
    latest_change_at: datetime
    allergy: AllergyKnowledge
    allergies: Sequence[str]
    warnings: Sequence[str]
    more_warnings: int
    warning_review_on: date | None
    """The earliest day on which one of her warnings is looked at again."""
    lives_with: Sequence[Neighbour]
    similar: Sequence[Neighbour]
    known_by: str


@dataclass(frozen=True)
class Counts:
    """How many there are of each filter, of those open to this nurse."""

    in_care: int
    mine: int
    referred: int
    paused: int
    unnamed: int
    review: int
    past: int


@dataclass(frozen=True)
class CaseloadPage:
    """One page of the list. ``found`` is how many the filter or the search met in all."""

    rows: Sequence[CaseloadRow]
    counts: Counts
    found: int
    most: int
    """What the team has set as its own limit."""
    filter: str
    query: str
    number: int
    review_by: date

    @property
    def clients(self) -> tuple[UUID, ...]:
        return tuple(row.id for row in self.rows)

    @property
    def is_full(self) -> bool:
        return self.counts.in_care >= self.most

    @property
    def pages(self) -> int:
        return max(1, -(-self.found // AT_A_TIME))


IS_IN_CARE = C.status.in_(IN_CARE)
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
    "past": C.status.in_((ClientStatus.DISCHARGED.value, ClientStatus.DIED.value)),
}
"""Name in the address → who is shown."""
SEARCH = and_(*(C.search.like(bindparam(f"word_{place}")) for place in range(MOST_WORDS)))


def _next_visit(value: Any) -> Any:
    """Of the visit that comes next: planned for today or later, neither begun nor cancelled."""
    return (
        select(value)
        .select_from(Visit)
        .outerjoin(Membership, and_(M.team_id == V.team_id, M.id == V.membership_id))
        .where(
            V.team_id == C.team_id,
            V.client_id == C.id,
            V.day >= bindparam("today"),
            V.started_at.is_(None),
            V.cancelled_at.is_(None),
        )
        .order_by(V.planned_at)
        .limit(1)
        .correlate(Client)
        .scalar_subquery()
    )


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
    C.status_since,
    C.allergy_knowledge,
    C.latest_change_at,
    _next_visit(V.planned_at).label("next_visit"),
    _next_visit(M.name).label("next_nurse"),
)


def _list(condition: Any) -> Select[Any]:
    return (
        select(*SHOWN, func.count().over().label("found"))
        .where(C.team_id == bindparam("team"), condition, open_to(C.team_id, C.id))
        .order_by(case((IS_IN_CARE, 0), else_=1), C.search, C.id)
        .limit(AT_A_TIME)
        .offset(bindparam("skipped"))
    )


LISTS = {name: _list(condition) for name, condition in FILTERS.items()}
FOUND = _list(SEARCH)

COUNTS = select(
    *(func.count().filter(condition).label(name if name != "all" else "in_care") for name, condition in FILTERS.items())
).where(C.team_id == bindparam("team"), open_to(C.team_id, C.id))

UNNAMED = (
    select(func.count())
    .select_from(Client)
    .where(C.team_id == bindparam("team"), FILTERS["unnamed"], open_to(C.team_id, C.id))
)

THESE: Any = bindparam("these", expanding=True)
NURSES = (
    select(H.client_id, H.membership_id, M.name)
    .join(Membership, and_(M.team_id == H.team_id, M.id == H.membership_id))
    .where(H.team_id == bindparam("team"), H.client_id.in_(THESE), H.ended_at.is_(None), M.ended_at.is_(None))
    .order_by(H.place)
)
DOOR = union_all(
    select(literal("warning", Text).label("what"), W.client_id, W.id, W.text.label("text"), W.review_on).where(
        W.team_id == bindparam("team"), W.client_id.in_(THESE), W.ended_at.is_(None)
    ),
    select(literal("allergy", Text), L.client_id, L.id, L.substance, literal(None, W.review_on.type)).where(
        L.team_id == bindparam("team"), L.client_id.in_(THESE), L.ended_at.is_(None)
    ),
).order_by("id")
EVERYBODY = (
    select(C.id, C.given_names, C.family_name, C.known_as, C.address_key)
    .where(C.team_id == bindparam("team"), IS_IN_CARE, open_to(C.team_id, C.id))
    .order_by(C.search)
)


def caseload(session: Session, nurse: Nurse, *, filter: str = "all", number: int = 1, query: str = "") -> CaseloadPage:
    """Those a filter shows, by the name they like; or, with a ``query``, whoever it finds, discharged ones too."""
    filter = filter if filter in FILTERS else "all"
    asked = words(query)[:MOST_WORDS]
    values = _values(nurse, number, asked)
    rows = session.execute(FOUND if asked else LISTS[filter], values).all()
    counts = session.execute(COUNTS, values).one()
    return CaseloadPage(
        rows=_rows(session, nurse, rows),
        counts=Counts(**counts._mapping),
        found=rows[0].found if rows else 0,
        most=nurse.settings.number("caseload_most"),
        filter="" if asked else filter,
        query=query.strip(),
        number=number,
        review_by=values["review_by"],
    )


def how_many_unnamed(session: Session, nurse: Nurse) -> int:
    """Those in care whose case nobody holds: nobody has been named, or whoever was has left the team."""
    found: int = session.execute(UNNAMED, {"team": nurse.team_id, "me": nurse.membership_id}).scalar_one()
    return found


def _values(nurse: Nurse, number: int, asked: Sequence[str]) -> dict[str, Any]:
    sought = {f"word_{place}": f"%{asked[place]}%" if place < len(asked) else "%" for place in range(MOST_WORDS)}
    return {
        "team": nurse.team_id,
        "me": nurse.membership_id,
        "today": nurse.today,
        "review_by": nurse.today + REVIEW_WITHIN,
        "skipped": (number - 1) * AT_A_TIME,
        **sought,
    }


def _rows(session: Session, nurse: Nurse, rows: Sequence[Row[Any]]) -> list[CaseloadRow]:
    values = {"team": nurse.team_id, "me": nurse.membership_id, "these": _padded([row.id for row in rows])}
    nurses = _gathered(session.execute(NURSES, values))
    door = _gathered(session.execute(DOOR, values))
    lives_with, similar = _neighbours(session.execute(EVERYBODY, values).all(), rows)
    return [
        _row(
            row,
            nurse,
            nurses.get(row.id, ()),
            door.get(row.id, ()),
            lives_with.get(row.id, ()),
            similar.get(row.id, ()),
        )
        for row in rows
    ]


def _padded(ids: Sequence[UUID]) -> list[UUID]:
    """Always as many, so that the statement's text is always the same and stays prepared."""
    filling = ids[-1] if ids else UUID(int=0)
    return [*ids, *(filling for _ in range(AT_A_TIME - len(ids)))]


def _gathered(rows: Iterable[Row[Any]]) -> dict[UUID, list[Row[Any]]]:
    found: dict[UUID, list[Row[Any]]] = {}
    for row in rows:
        found.setdefault(row.client_id, []).append(row)
    return found


def _neighbours(
    everybody: Sequence[Row[Any]], shown: Sequence[Row[Any]]
) -> tuple[dict[UUID, list[Neighbour]], dict[UUID, list[Neighbour]]]:
    """For each who is shown: who in the team's care lives with her, and whose name is like hers."""
    known = {one.id: one for one in (*everybody, *shown)}
    people = {one.id: Neighbour(one.id, called(one.known_as, one.given_names), _name(one)) for one in known.values()}
    homes: dict[str, list[UUID]] = {}
    for one in known.values():
        if one.address_key:
            homes.setdefault(one.address_key, []).append(one.id)
    like = alike({one.id: name_keys(one.given_names, one.known_as, one.family_name) for one in known.values()})
    here = {row.id: row for row in shown}
    lives_with = {
        who: [people[other] for other in homes[row.address_key] if other != who]
        for who, row in here.items()
        if row.address_key
    }
    similar = {who: [people[other] for other in known if other in like[who]] for who in here if who in like}
    return lives_with, similar


def _row(
    row: Row[Any],
    nurse: Nurse,
    nurses: Sequence[Row[Any]],
    door: Sequence[Row[Any]],
    lives_with: Sequence[Neighbour],
    similar: Sequence[Neighbour],
) -> CaseloadRow:
    warnings = [one for one in door if one.what == "warning"]
    return CaseloadRow(
        id=row.id,
        called=row.known_as or _name(row),
        also=_name(row) if row.known_as else "",
        age=age_on(row.born_on, nurse.today) if row.born_on else None,
        district=district(row.postcode),
        status=ClientStatus(row.status),
        status_since=row.status_since,
        nurses=[one.name for one in nurses],
        is_mine=any(one.membership_id == nurse.membership_id for one in nurses),
        next_visit=row.next_visit,
        next_nurse=row.next_nurse or "",
        latest_change_at=row.latest_change_at,
        allergy=AllergyKnowledge(row.allergy_knowledge),
        allergies=[one.text for one in door if one.what == "allergy"],
        warnings=[one.text for one in warnings[:WARNINGS_SHOWN]],
        more_warnings=max(0, len(warnings) - WARNINGS_SHOWN),
        warning_review_on=min((one.review_on for one in warnings if one.review_on), default=None),
        lives_with=lives_with,
        similar=similar,
        known_by=_known_by(row),
    )


def _known_by(row: Row[Any]) -> str:
    """Postcode and numbers: what of the search text the row does not say already, each once."""
    numbered = {word for word in row.search.split() if any(sign.isdigit() for sign in word)}
    return " ".join(sorted(word for word in numbered if not any(word != other and word in other for other in numbered)))


def _name(row: Row[Any]) -> str:
    return full_name(row.given_names, row.family_name)
