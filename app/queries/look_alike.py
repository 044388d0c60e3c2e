"""Who in the team's records may be the same person: asked before somebody is written down a second time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from sqlalchemy import bindparam, exists, or_, select
from sqlmodel import Session

from app.domain.client import IN_CARE, ClientStatus, called, full_name
from app.domain.identifier import IdentifierKind, check
from app.domain.similar_name import name_keys
from app.models import Client, ClientIdentifier
from app.models.base import columns
from app.queries.access import Nurse, open_to

C, I = columns(Client), columns(ClientIdentifier)

HAS_NUMBER = (
    exists()
    .where(
        I.team_id == C.team_id,
        I.client_id == C.id,
        I.kind == IdentifierKind.NHS_NUMBER.value,
        I.value == bindparam("number"),
        I.ended_at.is_(None),
    )
    .correlate(Client)
)
CANDIDATES = (
    select(
        C.id, C.given_names, C.family_name, C.known_as, C.born_on, C.status, C.postcode, HAS_NUMBER.label("has_number")
    )
    .where(
        C.team_id == bindparam("team"),
        open_to(C.team_id, C.id),
        or_(C.status.in_(IN_CARE), C.born_on == bindparam("born_on"), HAS_NUMBER),
    )
    .order_by(C.search)
)


class Likeness(StrEnum):
    """Why she may be the same person, the strongest first."""

    NUMBER = "number"
    BORN = "born"
    NAME = "name"


@dataclass(frozen=True)
class LookAlike:
    """A client who may be the person that is being written down."""

    id: UUID
    called: str
    name: str
    born_on: date | None
    postcode: str
    status: ClientStatus
    why: Likeness


def look_alikes(
    session: Session,
    nurse: Nurse,
    *,
    given_names: str,
    family_name: str,
    known_as: str = "",
    born_on: date | None = None,
    nhs_number: str = "",
) -> Sequence[LookAlike]:
    """By the same NHS number or birth date, whatever became of her; by a like name among those in care.

    Somebody whose record is closed to this nurse is not among them.
    """
    number = check(IdentifierKind.NHS_NUMBER, nhs_number).normal if nhs_number else ""
    values = {"team": nurse.team_id, "me": nurse.membership_id, "born_on": born_on, "number": number}
    keys = name_keys(given_names, known_as, family_name)
    found = []
    for row in session.execute(CANDIDATES, values):
        like_name = not keys.isdisjoint(name_keys(row.given_names, row.known_as, row.family_name))
        if row.has_number:
            why = Likeness.NUMBER
        elif born_on is not None and row.born_on == born_on:
            why = Likeness.BORN
        elif like_name and row.status in IN_CARE:
            why = Likeness.NAME
        else:
            continue
        name = full_name(row.given_names, row.family_name)
        shown = called(row.known_as, row.given_names)
        found.append(LookAlike(row.id, shown, name, row.born_on, row.postcode, ClientStatus(row.status), why))
    return sorted(found, key=lambda one: list(Likeness).index(one.why))
