"""A client's page: who she is, what stands around her record, and the cards of its sections."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Row, bindparam, select
from sqlmodel import Session

from app.domain.client import IN_CARE, ClientStatus, age_on, called, full_name
from app.domain.errors import NotFound
from app.domain.postcode import Point, district
from app.domain.similar_name import name_keys
from app.domain.words import N_
from app.models import Client, Membership
from app.models.base import columns
from app.queries.access import Nurse, open_to
from app.queries.around import Around, around
from app.queries.assessment import card as assessment_card
from app.queries.door_card import card as door_card
from app.queries.network_map import card as network_card
from app.queries.timeline import Timeline, timeline
from app.queries.visit_list import card as visit_card

C, M = columns(Client), columns(Membership)

FACTS = select(*(column for column in C if column.name not in ("search", "intake_id", "made_by", "made_at"))).where(
    C.team_id == bindparam("team"), C.id == bindparam("client"), open_to(C.team_id, C.id)
)
NAMES = select(M.id, M.name).where(M.team_id == bindparam("team"))
NEWEST = 5
"""Lines of the timeline on the page itself; the whole of it has a page of its own."""

OTHERS = (
    select(C.id, C.given_names, C.family_name, C.known_as, C.born_on, C.postcode, C.address_key)
    .where(
        C.team_id == bindparam("team"),
        C.id != bindparam("client"),
        C.status.in_(IN_CARE),
        open_to(C.team_id, C.id),
    )
    .order_by(C.search)
)


@dataclass(frozen=True)
class ClientFacts:
    """What the page says of the person herself."""

    id: UUID
    called: str
    name: str
    given_names: str
    family_name: str
    known_as: str
    born_on: date | None
    born_told: str
    age: int | None
    gender: str
    phone: str
    phone_note: str
    address: str
    postcode: str
    point: Point | None
    way_in: str
    language: str
    interpreter: str
    understanding: str
    matters: str
    matters_on: date | None
    gp_practice: str
    gp_name: str
    gp_phone: str
    allergy_knowledge: str
    status: ClientStatus
    status_since: date
    is_taken_in: bool
    """She came with a file; no nurse wrote her down."""
    version: int

    @property
    def initials(self) -> str:
        return f"{self.called[:1]}{self.family_name[:1]}".upper()

    @property
    def is_in_care(self) -> bool:
        return self.status.value in IN_CARE


@dataclass(frozen=True)
class Neighbour:
    """Another client in the team's care: at the same address, or with a name that is easily taken for hers."""

    id: UUID
    called: str
    name: str
    born_on: date | None
    district: str


@dataclass(frozen=True)
class ClientPage:
    """The whole page. A section whose card is None is not shown."""

    client: ClientFacts
    around: Around
    same_address: Sequence[Neighbour]
    similar: Sequence[Neighbour]
    door: Any
    network: Any
    visits: Any
    assessment: Any
    timeline: Timeline

    @property
    def clients(self) -> tuple[UUID, ...]:
        return (self.client.id,)


@dataclass(frozen=True)
class TimelinePage:
    """The timeline on a page of its own, or the changes alone."""

    client: ClientFacts
    timeline: Timeline
    names: Mapping[str, str]
    """Of those in the team, now or once: on the page of changes alone."""

    @property
    def clients(self) -> tuple[UUID, ...]:
        return (self.client.id,)


def client_page(session: Session, nurse: Nurse, client_id: UUID) -> ClientPage:
    """The page, or ``NotFound`` for another team's client and for one whose record is closed to this nurse."""
    client, key = _facts_and_address(session, nurse, client_id)
    same_address, similar = _others(session, nurse, client, key)
    return ClientPage(
        client=client,
        around=around(session, nurse.team_id, client.id),
        same_address=same_address,
        similar=similar,
        door=door_card(session, client.id, nurse.team_id, nurse.today),
        network=network_card(session, client.id, nurse.team_id, nurse.today),
        visits=visit_card(session, client.id, nurse.team_id, nurse.today),
        assessment=assessment_card(session, client.id, nurse.team_id, nurse.today),
        timeline=without_ended(timeline(session, nurse.team_id, client.id, most=NEWEST)),
    )


def without_ended(newest: Timeline) -> Timeline:
    """What no longer holds at the door leaves the client's own page; the whole timeline has it."""
    lines = [line for line in newest.lines if not (line.kind == "written" and line.is_struck)]
    return replace(newest, lines=lines)


def timeline_page(session: Session, nurse: Nurse, client_id: UUID, *, kind: str, before: str) -> TimelinePage:
    client = client_facts(session, nurse, client_id)
    members = session.execute(NAMES, {"team": nurse.team_id}) if kind == "change" else ()
    lines = timeline(session, nurse.team_id, client.id, kind=kind, before=before)
    return TimelinePage(client, lines, {str(row.id): row.name for row in members})


def client_facts(session: Session, nurse: Nurse, client_id: UUID) -> ClientFacts:
    """The person herself, for pages about a part of her record."""
    return _facts_and_address(session, nurse, client_id)[0]


def _facts_and_address(session: Session, nurse: Nurse, client_id: UUID) -> tuple[ClientFacts, str]:
    values = {"team": nurse.team_id, "client": client_id, "me": nurse.membership_id}
    row = session.execute(FACTS, values).one_or_none()
    if row is None:
        raise NotFound(N_("There is nobody here by that address in your team's care."))
    return _facts(row, nurse.today), row.address_key


def _facts(row: Row[Any], today: date) -> ClientFacts:
    told = {name: getattr(row, name) for name in AS_TOLD}
    return ClientFacts(
        called=called(row.known_as, row.given_names),
        name=full_name(row.given_names, row.family_name),
        age=age_on(row.born_on, today) if row.born_on else None,
        point=Point(row.latitude, row.longitude) if row.latitude is not None else None,
        status=ClientStatus(row.status),
        is_taken_in=bool(row.origin),
        **told,
    )


WORKED_OUT = ("called", "name", "age", "point", "status", "is_taken_in")
AS_TOLD = tuple(name for name in ClientFacts.__dataclass_fields__ if name not in WORKED_OUT)


def _others(
    session: Session, nurse: Nurse, client: ClientFacts, key: str
) -> tuple[tuple[Neighbour, ...], tuple[Neighbour, ...]]:
    """Who lives at the same address, and whose name is easily taken for hers."""
    values = {"team": nurse.team_id, "client": client.id, "me": nurse.membership_id}
    hers = name_keys(client.given_names, client.known_as, client.family_name)
    same, similar = [], []
    for row in session.execute(OTHERS, values):
        if key and row.address_key == key:
            same.append(_neighbour(row))
        if not hers.isdisjoint(name_keys(row.given_names, row.known_as, row.family_name)):
            similar.append(_neighbour(row))
    return tuple(same), tuple(similar)


def _neighbour(row: Row[Any]) -> Neighbour:
    return Neighbour(
        row.id,
        called(row.known_as, row.given_names),
        full_name(row.given_names, row.family_name),
        row.born_on,
        district(row.postcode),
    )
