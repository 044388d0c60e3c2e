"""The people around a client, as her page shows them and as the map draws them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import and_, bindparam, select
from sqlmodel import Session

from app.domain.client import age_on
from app.domain.network_map import Ring
from app.models import Membership, Person
from app.models.base import columns, table_of

P, M = columns(Person), columns(Membership)

OF_AGE = 18
NOT_SHOWN = ("team_id", "client_id", "recorded_by", "origin")

PEOPLE = (
    select(
        *(column for column in P if column.name not in NOT_SHOWN),
        M.name.label("by"),
    )
    .select_from(table_of(Person).outerjoin(table_of(Membership), and_(M.team_id == P.team_id, M.id == P.recorded_by)))
    .where(P.team_id == bindparam("team"), P.client_id == bindparam("client"))
    .order_by(P.id)
)


@dataclass(frozen=True)
class Around:
    """Somebody around a client. ``age`` is known where a birth date is."""

    id: UUID
    name: str
    relation: str
    ring: Ring
    phone: str
    phone_note: str
    is_next_of_kin: bool
    lives_there: bool
    born_on: date | None
    school: str
    is_young_helper: bool
    helps_with: str
    hours_a_week: float | None
    strain: int | None
    strain_view: str | None
    angle: float | None
    closeness: float | None
    at: datetime
    by: str
    ended_at: datetime | None
    ended_why: str
    version: int
    age: int | None

    @property
    def is_under_age(self) -> bool:
        return self.is_young_helper or (self.age is not None and self.age < OF_AGE)


@dataclass(frozen=True)
class NetworkCard:
    """What the client's page says of the people around her."""

    people: Sequence[Around]

    @property
    def with_phone(self) -> list[Around]:
        """Next of kin first: it says whom to ring."""
        found = [one for one in self.people if one.phone]
        return sorted(found, key=lambda one: not one.is_next_of_kin)

    @property
    def household(self) -> list[Around]:
        return [one for one in self.people if one.lives_there]

    @property
    def hours(self) -> float:
        return informal_hours(self.people)


def informal_hours(people: Sequence[Around]) -> float:
    """Hours a week from family, friends and neighbours; of services none are counted."""
    return sum(one.hours_a_week or 0 for one in people if one.ring in (Ring.HOUSEHOLD, Ring.INFORMAL))


def card(session: Session, client_id: UUID, team_id: UUID, today: date) -> NetworkCard:
    """For a client who was found reachable in this same reading."""
    people = everybody(session, client_id, team_id, today)
    return NetworkCard(tuple(one for one in people if one.ended_at is None))


def everybody(session: Session, client_id: UUID, team_id: UUID, today: date) -> list[Around]:
    """Those who are gone as well, with the reason."""
    rows = session.execute(PEOPLE, {"team": team_id, "client": client_id})
    return [_around(row, today) for row in rows]


def _around(row: Any, today: date) -> Around:
    values = dict(row._mapping)
    born_on = values["born_on"]
    more = {"ring": Ring(values["ring"]), "by": values["by"] or "", "age": age_on(born_on, today) if born_on else None}
    return Around(**{**values, **more})
