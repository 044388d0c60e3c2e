"""The caseload: everybody in the team's care with what a nurse looks for first, sixty at a time."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from operator import attrgetter
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Row
from sqlmodel import Session

from app.domain.client import AllergyKnowledge, ClientStatus, age_on, called, full_name
from app.domain.folding import words
from app.domain.postcode import district
from app.domain.similar_name import alike, name_keys
from app.domain.visit import planned_at
from app.queries.access import Nurse
from app.queries.caseload_list import (
    AT_A_TIME,
    AT_THE_DOORS,
    COUNTS,
    FILTERS,
    FOUND,
    LISTS,
    MOST_WORDS,
    OTHERS,
    REVIEW_WITHIN,
)

WARNINGS_SHOWN = 2


@dataclass(frozen=True)
class Neighbour:
    """Somebody who lives with her, or whose name is easily taken for hers."""

    id: UUID
    called: str
    name: str


@dataclass(frozen=True)
class Door:
    """What stands at one client's door, in the order in which it was written."""

    allergies: list[str]
    warnings: list[str]
    reviews: list[date]
    """The days on which her warnings are looked at again."""


NOTHING_KNOWN = Door([], [], [])


class CaseloadRow(NamedTuple):
    """One client. ``known_by`` is what she is found by beside the text on the row: postcode and numbers.

    Sixty are made for a page: a frozen dataclass of so many fields takes four times as long.
    """

    id: UUID
    called: str
    """The name she likes; where nobody asked, her full name."""
    also: str
    """Her full name beside the one she likes."""
    age: int | None
    district: str
    status: ClientStatus
    nurses: Sequence[str]
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

    all: int
    """Of those in care."""
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
        return self.counts.all >= self.most

    @property
    def pages(self) -> int:
        return max(1, -(-self.found // AT_A_TIME))


def caseload(session: Session, nurse: Nurse, *, filter: str = "all", number: int = 1, query: str = "") -> CaseloadPage:
    """Those a filter shows, by the name they like; or, with a ``query``, whoever it finds, discharged ones too."""
    filter = filter if filter in FILTERS else "all"
    asked = words(query)[:MOST_WORDS]
    values = _values(nurse, number, asked)
    rows = session.execute(FOUND if asked else LISTS[filter], values).all()
    counts = session.execute(COUNTS, values).one()._mapping
    return CaseloadPage(
        rows=_rows(session, nurse, rows),
        counts=Counts(**counts),
        found=counts[filter] if not asked else rows[0].found if rows else 0,
        most=nurse.settings.number("caseload_most"),
        filter="" if asked else filter,
        query=query.strip(),
        number=number,
        review_by=values["review_by"],
    )


def _values(nurse: Nurse, number: int, asked: Sequence[str]) -> dict[str, Any]:
    sought = {f"word_{place}": f"%{asked[place]}%" if place < len(asked) else "%" for place in range(MOST_WORDS)}
    return {
        "team": nurse.team_id,
        "me": nurse.membership_id,
        "since": planned_at(nurse.today, time(), nurse.zone, today=nurse.today),
        "review_by": nurse.today + REVIEW_WITHIN,
        "skipped": (number - 1) * AT_A_TIME,
        **sought,
    }


def _rows(session: Session, nurse: Nurse, rows: Sequence[Row[Any]]) -> list[CaseloadRow]:
    values = {"team": nurse.team_id, "me": nurse.membership_id, **_these([row.id for row in rows])}
    doors = _doors(session.execute(AT_THE_DOORS, values))
    lives_with, similar = _neighbours(session.execute(OTHERS, values).all(), rows)
    return [
        _row(row, nurse.today, doors.get(row.id, NOTHING_KNOWN), lives_with.get(row.id, ()), similar.get(row.id, ()))
        for row in rows
    ]


def _these(ids: Sequence[UUID]) -> dict[str, UUID]:
    """The last one fills the places that are left; with nobody at all, an id that nobody has."""
    filling = ids[-1] if ids else UUID(int=0)
    return {f"this_{place}": ids[place] if place < len(ids) else filling for place in range(AT_A_TIME)}


def _doors(rows: Iterable[Sequence[Any]]) -> dict[UUID, Door]:
    found: dict[UUID, Door] = {}
    for what, client, text, review_on in rows:
        door = found.get(client) or found.setdefault(client, Door([], [], []))
        if what == "allergy":
            door.allergies.append(text)
        else:
            door.warnings.append(text)
            if review_on:
                door.reviews.append(review_on)
    return found


def _neighbours(
    others: Sequence[Row[Any]], shown: Sequence[Row[Any]]
) -> tuple[dict[UUID, list[Neighbour]], dict[UUID, list[Neighbour]]]:
    """For each who is shown: who in the team's care lives with her, and whose name is like hers."""
    everybody = sorted((*others, *shown), key=attrgetter("search")) if others else shown
    known = {one.id: one for one in everybody}
    homes: dict[str, list[UUID]] = {}
    for who, one in known.items():
        if one.address_key:
            homes.setdefault(one.address_key, []).append(who)
    like = alike({who: name_keys(one.given_names, one.known_as, one.family_name) for who, one in known.items()})
    lives_with = {
        row.id: [_neighbour(known[other]) for other in homes[row.address_key] if other != row.id]
        for row in shown
        if row.address_key and len(homes[row.address_key]) > 1
    }
    similar = {
        row.id: [_neighbour(one) for other, one in known.items() if other in like[row.id]]
        for row in shown
        if row.id in like
    }
    return lives_with, similar


def _neighbour(row: Row[Any]) -> Neighbour:
    return Neighbour(row.id, called(row.known_as, row.given_names), full_name(row.given_names, row.family_name))


def _row(
    row: Row[Any],
    today: date,
    door: Door,
    lives_with: Sequence[Neighbour],
    similar: Sequence[Neighbour],
) -> CaseloadRow:
    name = full_name(row.given_names, row.family_name)
    return CaseloadRow(
        id=row.id,
        called=row.known_as or name,
        also=name if row.known_as else "",
        age=age_on(row.born_on, today) if row.born_on else None,
        district=district(row.postcode),
        status=ClientStatus(row.status),
        nurses=[name for name in (row.nurse_1, row.nurse_2) if name],
        next_visit=row.next_visit,
        next_nurse=row.next_nurse or "",
        latest_change_at=row.latest_change_at,
        allergy=AllergyKnowledge(row.allergy_knowledge),
        allergies=door.allergies,
        warnings=door.warnings[:WARNINGS_SHOWN],
        more_warnings=max(0, len(door.warnings) - WARNINGS_SHOWN),
        warning_review_on=min(door.reviews, default=None),
        lives_with=lives_with,
        similar=similar,
        known_by=_known_by(row.search),
    )


def _known_by(search: str) -> str:
    """Postcode and numbers: what of the search text the row does not say already, each once."""
    numbered = sorted({word for word in search.split() if not word.isalpha()})
    together = " ".join(numbered)
    return " ".join([word for word in numbered if together.count(word) == 1])
