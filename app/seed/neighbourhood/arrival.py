"""A client comes to the team: the referral, and what was found out at the first visit."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from app.seed.neighbourhood.client import Around, Someone
from app.seed.neighbourhood.step import Step, Team, at

REVIEWED_WITHIN = 150
"""Days from now in which warnings are looked at again."""


@dataclass
class Record:
    """A client as she stands in the database so far: the ids that later steps name."""

    id: UUID
    people: dict[str, "Person"] = field(default_factory=dict)


@dataclass
class Person:
    id: UUID
    facts: dict[str, Any]
    version: int = 1
    tie_id: UUID | None = None
    tie_version: int = 0


@dataclass(frozen=True)
class Numbers:
    """What was given out for this client."""

    nhs: str
    phone: str
    practice: tuple[str, str, str]


def arrive(team: Team, client: Someone, record: Record, numbers: Numbers, phones: Iterator[str]) -> Iterator[Step]:
    """All that is known by the evening of the first visit."""
    came = at(team.day(client.ago), "11:20")
    clerk = team.nurse_on(team.day(client.ago), *client.named)
    yield Step(came, clerk, "register-client", _registered(team, client, record, numbers))
    if client.referred:
        yield from _named(team, client, record, came + timedelta(minutes=20))
        return
    first = team.day(client.ago - 1)
    nurse, then = team.nurse_on(first, *client.named), at(first, "13:40")
    known = {"client": record.id, "seen": "referred", "status": "active"}
    yield Step(then, nurse, "change-client-status", known)
    for number, (command, wish) in enumerate(_door(team, client, then)):
        moment = then + timedelta(minutes=2 + number)
        row = {"id": team.id_at(moment)} if command not in ("set-key-safe", "say-no-known-allergies") else {}
        yield Step(moment, nurse, command, {**row, "client": record.id, **wish})
    for number, around in enumerate(client.people):
        yield from meet(team, record, around, phones, then + timedelta(minutes=30 + 2 * number), nurse)
    yield from _named(team, client, record, then + timedelta(minutes=70))


def meet(
    team: Team, record: Record, around: Around, phones: Iterator[str], then: datetime, nurse: str
) -> Iterator[Step]:
    """Somebody of the network is written down, with the tie where one is known."""
    person = Person(team.id_at(then), _facts(team, around, phones))
    record.people[around.name] = person
    yield Step(then, nurse, "add-person", {"id": person.id, "client": record.id, **person.facts})
    if around.tie:
        yield tie(team, record, around.name, around.tie.value, then + timedelta(seconds=40), nurse)


def tie(team: Team, record: Record, name: str, kind: str, then: datetime, nurse: str) -> Step:
    """The tie with the client herself, new or changed."""
    person = record.people[name]
    person.tie_id = person.tie_id or team.id_at(then)
    wish = {"id": team.id_at(then), "client": record.id, "person_id": person.id, "kind": kind}
    step = Step(then, nurse, "tie-people", {**wish, "version": person.tie_version})
    person.tie_version += 1
    return step


def _registered(team: Team, client: Someone, record: Record, numbers: Numbers) -> dict[str, Any]:
    practice, doctor, phone = numbers.practice
    return {
        "id": record.id,
        "given_names": client.given,
        "family_name": client.family,
        "known_as": client.known,
        "born_on": team.born(client.born),
        "gender": client.gender,
        "phone": numbers.phone,
        "phone_note": client.phone_note,
        "address": client.address,
        "postcode": client.postcode,
        "way_in": client.way_in,
        "language": client.language,
        "interpreter": client.interpreter,
        "understanding": client.understanding,
        "matters": client.matters,
        "gp_practice": practice,
        "gp_name": doctor,
        "gp_phone": phone,
        "nhs_number": numbers.nhs,
        "status": "referred",
        "why": client.came,
        "other_person": client.alike,
    }


def _door(team: Team, client: Someone, then: datetime) -> Iterator[tuple[str, dict[str, Any]]]:
    """What to know before stepping in, and what was told of illness and medicine."""
    today = then.date()
    for substance, reaction in client.allergies or ():
        yield "add-allergy", {"substance": substance, "reaction": reaction, "told_by": "Client and GP summary"}
    if client.allergies is not None and not client.allergies:
        yield "say-no-known-allergies", {}
    for number, (kind, text) in enumerate(client.warnings):
        review = team.today + timedelta(days=(len(text) * 7 + number * 31) % REVIEWED_WITHIN + 5)
        yield "add-warning", {"kind": kind, "text": text, "review_on": review}
    for decided in client.decisions:
        fields = {"kind": decided.kind, "by_whom": decided.by, "where_paper": decided.paper, "text": decided.text}
        yield "record-decision", {**fields, "decided_on": min(today, team.day(decided.ago))}
    for condition in client.conditions:
        name, _, since = condition.partition(" | ")
        yield "add-condition", {"name": name, "since_told": since, "told_by": "GP summary"}
    for medicine in client.medicines:
        name, dose, timing = (*medicine.split(" | "), "", "")[:3]
        critical = {"is_time_critical": True, "timing": timing} if timing else {}
        yield "add-medicine", {"name": name, "dose": dose, "told_by": "GP summary", **critical}
    if client.safe:
        yield "set-key-safe", {"version": 0, "whereabouts": client.safe[0], "code": client.safe[1]}


def _facts(team: Team, around: Around, phones: Iterator[str]) -> dict[str, Any]:
    facts: dict[str, Any] = {
        "name": around.name,
        "relation": around.relation,
        "ring": around.ring.value,
        "phone": next(phones) if around.phone and not around.born else "",
        "is_next_of_kin": around.kin,
        "helps_with": around.helps,
        "hours_a_week": around.hours,
        "born_on": team.born(around.born) if around.born else None,
        "school": around.school,
        "is_young_helper": around.young_helper,
    }
    if around.strain:
        facts |= {"strain": around.strain[0], "strain_view": around.strain[1]}
    return facts


def _named(team: Team, client: Someone, record: Record, then: datetime) -> Iterator[Step]:
    """Each from the day on which she is there to hold the case."""
    for number, name in enumerate(client.named):
        moment = max(then, at(team.joined[name] + timedelta(days=4), "09:30")) + timedelta(minutes=number)
        by = team.nurse_on(_day(moment), name)
        wish = {"id": team.id_at(moment), "client": record.id, "membership_id": team.members[name]}
        yield Step(moment, by, "name-nurse", wish)


def _day(moment: datetime) -> date:
    return moment.date()
