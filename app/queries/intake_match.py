"""Whom of the team's clients a person in a file may be."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlmodel import Session

from app.domain.duplicate import Known, Match, find
from app.domain.identifier import Identifier, IdentifierKind, check
from app.domain.when import When, from_iso, of_day
from app.models import Client, ClientIdentifier
from app.models.base import columns
from app.queries.access import open_to

C, N = columns(Client), columns(ClientIdentifier)

THERE = (
    select(C.id, C.given_names, C.family_name, C.known_as, C.born_on, C.born_told)
    .where(C.team_id == bindparam("team"), open_to(C.team_id, C.id))
    .order_by(C.id)
)
NUMBERS = (
    select(N.client_id, N.kind, N.value)
    .where(N.team_id == bindparam("team"), N.ended_at.is_(None), open_to(N.team_id, N.client_id))
    .order_by(N.id)
)


def there(session: Session, team_id: UUID, membership_id: UUID | None) -> list[Known]:
    """Everybody the team has ever had in its care, without those whose record is closed to this member."""
    values = {"team": team_id, "me": membership_id}
    numbers: dict[UUID, list[Identifier]] = {}
    for row in session.execute(NUMBERS, values):
        numbers.setdefault(row.client_id, []).append(_number(row.kind, row.value))
    return [
        Known(
            str(row.id),
            row.given_names,
            row.family_name,
            row.known_as,
            _birth(row),
            tuple(numbers.get(row.id, ())),
        )
        for row in session.execute(THERE, values)
    ]


def matches(incoming: Sequence[Known], existing: Sequence[Known]) -> list[Match]:
    """The likenesses of the incoming with those who are there; those within the file are found before the unit."""
    return [match for one in incoming for match in find([one], existing)]


def as_row(match: Match, other: Mapping[str, Any]) -> dict[str, Any]:
    values = {name: str(value) for name, value in match.values.items()}
    return {**other, "likeness": match.likeness.value, "why": match.why, "values": values}


def _birth(row: Any) -> When | None:
    return of_day(row.born_on) if row.born_on else from_iso(row.born_told.strip())


def _number(kind: str, value: str) -> Identifier:
    """Somebody else's system stands in ``kind`` itself."""
    if kind in set(IdentifierKind):
        return check(IdentifierKind(kind), value)
    return check(IdentifierKind.OTHER, value, system=kind)
