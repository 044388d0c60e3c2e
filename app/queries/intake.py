"""Files that are being taken in: the list, and one of them with what it would bring and what is to be decided."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlmodel import Session

from app.domain.client import full_name
from app.domain.duplicate import CERTAIN
from app.domain.errors import NotFound
from app.domain.words import N_
from app.models import Client, Intake, IntakeClient, Membership
from app.models.base import columns
from app.queries.access import Nurse, open_to
from app.queries.intake_content import unpacked

I, P, C, M = columns(Intake), columns(IntakeClient), columns(Client), columns(Membership)

SHOWN = 200
SURE = tuple(likeness.value for likeness in CERTAIN)

FILES = (
    select(
        I.id,
        I.file_name,
        I.kind,
        I.clients,
        I.faults,
        I.made_at,
        I.taken_at,
        I.dropped_at,
        M.name.label("made_by_name"),
    )
    .outerjoin(Membership, (M.team_id == I.team_id) & (M.id == I.made_by))
    .where(I.team_id == bindparam("team"))
    .order_by(I.made_at.desc(), I.id.desc())
    .limit(100)
)
FILE = (
    select(
        I.id,
        I.file_name,
        I.kind,
        I.digest,
        I.clients,
        I.faults,
        I.remarks,
        I.left_aside,
        I.made_at,
        I.taken_at,
        I.dropped_at,
        M.name.label("made_by_name"),
    )
    .outerjoin(Membership, (M.team_id == I.team_id) & (M.id == I.made_by))
    .where(I.team_id == bindparam("team"), I.id == bindparam("intake"))
)
TAKEN_BEFORE = (
    select(I.taken_at)
    .where(
        I.team_id == bindparam("team"),
        I.digest == bindparam("digest"),
        I.id != bindparam("intake"),
        I.taken_at.is_not(None),
    )
    .order_by(I.taken_at.desc())
    .limit(1)
)
PEOPLE = (
    select(P.id, P.number, P.content, P.duplicates, P.decision, P.client_id)
    .where(P.team_id == bindparam("team"), P.intake_id == bindparam("intake"))
    .order_by(P.number)
)
OTHERS = select(C.id, C.given_names, C.family_name, C.known_as, C.born_on, C.born_told, C.address, C.postcode).where(
    C.team_id == bindparam("team"), C.id.in_(bindparam("ids", expanding=True)), open_to(C.team_id, C.id)
)


@dataclass(frozen=True)
class FileLine:
    """A file in the list."""

    id: UUID
    name: str
    clients: int
    faults: int
    made_at: datetime
    made_by: str
    state: str
    """waiting, wrong, taken or dropped."""


@dataclass(frozen=True)
class IntakesPage:
    files: Sequence[FileLine]


@dataclass(frozen=True)
class Side:
    """One of two who may be the same person. ``id`` is there for somebody in the team's care."""

    name: str
    born: date | None
    born_told: str
    address: str
    id: UUID | None = None
    number: int | None = None


@dataclass(frozen=True)
class Double:
    """Whom she may be, and why. ``is_certain`` asks for a decision; the others only warn."""

    other: Side
    why: str
    values: Mapping[str, Any]
    is_certain: bool


@dataclass(frozen=True)
class IncomingPerson:
    """Somebody in the file, and how much is told of her."""

    id: UUID
    number: int
    side: Side
    counts: Mapping[str, int]
    doubles: Sequence[Double]
    decision: str
    is_to_decide: bool


@dataclass(frozen=True)
class IntakePage:
    """One file. What was read of its people is gone once it is taken or dropped."""

    id: UUID
    name: str
    kind: str
    made_at: datetime
    made_by: str
    state: str
    taken_at: datetime | None
    taken_before: datetime | None
    people: Sequence[IncomingPerson]
    came: Sequence[Side]
    faults: Sequence[Mapping[str, Any]]
    remarks: Sequence[Mapping[str, Any]]
    left_aside: Sequence[Mapping[str, Any]]
    clients: Sequence[UUID]
    """Those of the team's clients who are shown, for the journal."""

    @property
    def undecided(self) -> int:
        return sum(1 for one in self.people if one.is_to_decide and not one.decision)

    @property
    def coming(self) -> int:
        return sum(1 for one in self.people if one.decision != "same")


def intakes_page(session: Session, nurse: Nurse) -> IntakesPage:
    rows = session.execute(FILES, {"team": nurse.team_id})
    return IntakesPage(
        [
            FileLine(
                row.id, row.file_name, row.clients, len(row.faults), row.made_at, row.made_by_name or "", _state(row)
            )
            for row in rows
        ]
    )


def intake_page(session: Session, nurse: Nurse, intake_id: UUID) -> IntakePage:
    values = {"team": nurse.team_id, "intake": intake_id, "me": nurse.membership_id}
    row = session.execute(FILE, values).one_or_none()
    if row is None:
        raise NotFound(N_("There is no such file in your team."))
    people = session.execute(PEOPLE, values).all()
    here = _here(session, values, people)
    before = session.execute(TAKEN_BEFORE, {**values, "digest": row.digest}).scalar_one_or_none()
    waiting = _waiting(people, here) if _state(row) == "waiting" else []
    return IntakePage(
        row.id,
        row.file_name,
        row.kind,
        row.made_at,
        row.made_by_name or "",
        _state(row),
        row.taken_at,
        before,
        waiting,
        [here[one.client_id] for one in people if one.client_id in here],
        row.faults[:SHOWN],
        row.remarks[:SHOWN],
        row.left_aside,
        sorted(here),
    )


def _state(row: Any) -> str:
    if row.taken_at:
        return "taken"
    return "dropped" if row.dropped_at else "wrong" if row.faults else "waiting"


def _here(session: Session, values: Mapping[str, Any], people: Sequence[Any]) -> dict[UUID, Side]:
    """Everybody of the team who is shown, as far as the record is open to this nurse."""
    ids = {UUID(each["client"]) for one in people for each in one.duplicates if "client" in each}
    ids |= {one.client_id for one in people if one.client_id}
    if not ids:
        return {}
    return {
        row.id: Side(
            full_name(row.given_names, row.family_name),
            row.born_on,
            row.born_told,
            ", ".join([*row.address.splitlines(), row.postcode]).strip(", "),
            row.id,
        )
        for row in session.execute(OTHERS, {**values, "ids": sorted(ids)})
    }


def _waiting(people: Sequence[Any], here: Mapping[UUID, Side]) -> list[IncomingPerson]:
    staged = {one.number: unpacked(one.content).client for one in people}
    sides = {number: _side(number, client) for number, client in staged.items()}
    found = []
    for one in people:
        client = staged[one.number]
        doubles = [double for each in one.duplicates if (double := _double(each, here, sides))]
        counts = {
            "conditions": len(client.conditions),
            "allergies": len(client.allergies),
            "medicines": len(client.medicines),
            "observations": len(client.observations),
            "encounters": len(client.encounters),
            "plans": len(client.goals) + len(client.care_plans),
        }
        certain = any(each["likeness"] in SURE for each in one.duplicates)
        found.append(IncomingPerson(one.id, one.number, sides[one.number], counts, doubles, one.decision, certain))
    return found


def _side(number: int, client: Any) -> Side:
    address = client.addresses[0] if client.addresses else None
    parts = [*address.lines, address.town, address.postcode or address.postcode_told] if address else []
    birth = client.birth
    return Side(
        client.name.whole,
        birth.day if birth else None,
        birth.told if birth else "",
        ", ".join(part for part in parts if part),
        number=number,
    )


def _double(each: Mapping[str, Any], here: Mapping[UUID, Side], sides: Mapping[int, Side]) -> Double | None:
    """Somebody whose record is closed to this nurse is not shown; a colleague decides."""
    other = here.get(UUID(each["client"])) if "client" in each else sides.get(each["number"])
    return Double(other, each["why"], each["values"], each["likeness"] in SURE) if other else None
