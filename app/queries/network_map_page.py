"""The map of a client's network: who is where, how they are tied, and the drawing's numbers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlmodel import Session

from app.domain.errors import NotFound
from app.domain.network_map import Ring, TieKind
from app.domain.network_map_layout import ROOMY, SIGN_SMALL, Dot, Place, aside, label, laid_out, tie_path, tie_width
from app.domain.words import N_
from app.models import Tie
from app.models.base import columns
from app.queries.access import Nurse
from app.queries.around import Named, around
from app.queries.client import ClientFacts, client_facts
from app.queries.network_map import Around, everybody, informal_hours

T = columns(Tie)

TIES = (
    select(T.id, T.person_id, T.other_id, T.kind, T.version)
    .where(T.team_id == bindparam("team"), T.client_id == bindparam("client"), T.ended_at.is_(None))
    .order_by(T.id)
)


@dataclass(frozen=True)
class Tied:
    """A tie that stands; without ``other_id`` it is with the client."""

    id: UUID
    person_id: UUID
    other_id: UUID | None
    kind: TieKind
    version: int


@dataclass(frozen=True)
class Drawn:
    """A dot of the map: a person, or a named nurse, who stands there by herself and is not moved."""

    place: Place
    name: str
    label: str
    """As much of the name as there is room for."""
    person: Around | None
    tie: Tied | None
    path: str
    width: int

    @property
    def label_aside(self) -> int:
        return aside(self.place.x, len(self.label))

    def more_aside(self, words: str) -> int:
        """The same for the words below the name."""
        return aside(self.place.x, len(words), SIGN_SMALL)


@dataclass(frozen=True)
class Line:
    """A tie between two of the people."""

    tie: Tied
    path: str
    one: Around
    other: Around


@dataclass(frozen=True)
class NetworkMapPage:
    client: ClientFacts
    drawn: Sequence[Drawn]
    lines: Sequence[Line]
    nurses: Sequence[Named]
    gone: Sequence[Around]
    hours: float

    @property
    def clients(self) -> tuple[UUID, ...]:
        return (self.client.id,)

    @property
    def is_crowded(self) -> bool:
        return len(self.drawn) > ROOMY

    @property
    def rings(self) -> list[tuple[Ring, list[Drawn]]]:
        """For the list beside the drawing: the same people, from inside out."""
        return [(ring, [one for one in self.drawn if one.place.ring is ring]) for ring in Ring]


@dataclass(frozen=True)
class PersonPage:
    """One of them, or somebody new, with the others she may be tied to."""

    client: ClientFacts
    person: Around | None
    others: Sequence[Around]
    ties: Mapping[UUID | None, Tied]
    """Whom she is tied to → the tie; none for the client."""

    @property
    def clients(self) -> tuple[UUID, ...]:
        return (self.client.id,)


def network_map_page(session: Session, nurse: Nurse, client_id: UUID) -> NetworkMapPage:
    client = client_facts(session, nurse, client_id)
    people = everybody(session, client.id, nurse.team_id, nurse.today)
    living = [one for one in people if one.ended_at is None]
    named = [one for one in around(session, nurse.team_id, client.id).nurses if not one.is_gone]
    ties = _ties(session, nurse, client.id)
    places = {place.id: place for place in laid_out([*map(_dot, living), *map(_nurse_dot, named)])}
    return NetworkMapPage(
        client=client,
        drawn=[_drawn(one, places, ties) for one in living] + [_drawn_nurse(one, places) for one in named],
        lines=_lines(living, places, ties),
        nurses=named,
        gone=[one for one in people if one.ended_at is not None],
        hours=informal_hours(living),
    )


def person_page(session: Session, nurse: Nurse, client_id: UUID, person_id: UUID | None = None) -> PersonPage:
    client = client_facts(session, nurse, client_id)
    people = everybody(session, client.id, nurse.team_id, nurse.today)
    person = next((one for one in people if one.id == person_id), None)
    if person_id is not None and person is None:
        raise NotFound(N_("This line is not on the client's page."))
    others = [one for one in people if one.ended_at is None and one.id != person_id]
    return PersonPage(client, person, others, _of_person(_ties(session, nurse, client.id), person_id))


def _ties(session: Session, nurse: Nurse, client_id: UUID) -> list[Tied]:
    rows = session.execute(TIES, {"team": nurse.team_id, "client": client_id})
    return [Tied(row.id, row.person_id, row.other_id, TieKind(row.kind), row.version) for row in rows]


def _of_person(ties: Sequence[Tied], person_id: UUID | None) -> dict[UUID | None, Tied]:
    found: dict[UUID | None, Tied] = {}
    for tie in ties:
        if tie.person_id == person_id:
            found[tie.other_id] = tie
        elif tie.other_id == person_id:
            found[tie.person_id] = tie
    return found


def _dot(one: Around) -> Dot:
    return Dot(str(one.id), one.ring, one.hours_a_week, one.angle, one.closeness)


def _nurse_dot(one: Named) -> Dot:
    return Dot(str(one.id), Ring.TEAM)


def _drawn(one: Around, places: Mapping[str, Place], ties: Sequence[Tied]) -> Drawn:
    place = places[str(one.id)]
    tie = next((tie for tie in ties if tie.person_id == one.id and tie.other_id is None), None)
    path = tie_path(None, place, tie.kind if tie else None)
    return Drawn(place, one.name, label(one.name, len(places)), one, tie, path, tie_width(one.hours_a_week))


def _drawn_nurse(one: Named, places: Mapping[str, Place]) -> Drawn:
    place = places[str(one.id)]
    return Drawn(place, one.name, label(one.name, len(places)), None, None, tie_path(None, place, None), 2)


def _lines(living: Sequence[Around], places: Mapping[str, Place], ties: Sequence[Tied]) -> list[Line]:
    here = {one.id: one for one in living}
    return [
        Line(
            tie,
            tie_path(places[str(tie.person_id)], places[str(tie.other_id)], tie.kind),
            here[tie.person_id],
            here[tie.other_id],
        )
        for tie in ties
        if tie.other_id is not None and tie.person_id in here and tie.other_id in here
    ]
