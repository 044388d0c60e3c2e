"""A client as a team writes her down in her first days: who she is, what to know at the door, who stands around her."""

import random
from datetime import timedelta
from functools import cache
from typing import Any
from uuid import UUID

from app.domain.client import AllergyKnowledge, ClientStatus, address_key, search_text
from app.domain.identifier import IdentifierKind
from app.domain.network_map import Ring
from app.domain.network_map_layout import Dot, free_place
from app.models import (
    Allergy,
    Client,
    ClientChange,
    ClientIdentifier,
    ClientStatusLine,
    Condition,
    Decision,
    DoorWarning,
    Medicine,
    NamedNurse,
    Person,
    Tie,
)
from app.seed.bulk import names
from app.seed.bulk.ids import Ids
from app.seed.bulk.plan import Plan, PlannedClient, first_morning, instant
from app.seed.bulk.rows import Rows
from app.seed.bulk.words import ALLERGIES, AROUND, MATTERS, WARNINGS

CPR_PLACES = ("in the yellow folder in the hall", "in the kitchen drawer", "on the fridge")
ENDED = {ClientStatus.DISCHARGED: "goals reached", ClientStatus.DIED: "died at home"}


class Told:
    """One client's rows, as one nurse wrote them on the morning the client came."""

    def __init__(self, plan: Plan, client: PlannedClient) -> None:
        self.plan, self.client, self.rows = plan, client, Rows()
        self.luck = plan.luck("client", client.number)
        self.ids = Ids(self.luck)
        self.at = first_morning(client)
        self.by: UUID = client.nurses[0].membership

    def line(self, table: type[Any], **values: Any) -> UUID:
        """A row about this client, written a little after the one before."""
        self.at += timedelta(seconds=40)
        id = self.ids.at(self.at)
        self.rows.add(table, team_id=self.plan.id, id=id, client_id=self.client.id, **values)
        return id


def client_rows(plan: Plan, client: PlannedClient) -> Rows:
    """Everything about her but visits and assessments."""
    told = Told(plan, client)
    allergic = told.luck.random() < 0.4
    _client(told, allergic=allergic)
    _status(told)
    _number(told)
    _nurses(told)
    _door(told, allergic=allergic)
    _people(told)
    return told.rows


def _client(told: Told, *, allergic: bool) -> None:
    client, luck = told.client, told.luck
    address, postcode, point = client.home
    ended = client.status in ENDED
    numbers = [nhs_number(client.number)]
    told.rows.add(
        Client,
        team_id=told.plan.id,
        id=client.id,
        given_names=client.given,
        family_name=client.family,
        known_as=client.known_as,
        born_on=client.born_on,
        gender=client.gender,
        phone=_phone(luck),
        address=address,
        postcode=postcode,
        latitude=point.latitude,
        longitude=point.longitude,
        address_key=address_key(address, postcode),
        way_in="Side gate, then the back door." if luck.random() < 0.3 else "",
        understanding="Hearing aid on the left: sit on that side." if luck.random() < 0.15 else "",
        matters=luck.choice(MATTERS),
        matters_on=client.since,
        gp_practice=luck.choice(names.PRACTICES),
        gp_name=luck.choice(names.DOCTORS),
        gp_phone=_phone(luck),
        allergy_knowledge=(AllergyKnowledge.LISTED if allergic else AllergyKnowledge.NONE_KNOWN).value,
        status=client.status.value,
        status_since=client.until if ended else client.since,
        search=search_text(names=(client.known_as, client.given, client.family), postcode=postcode, numbers=numbers),
        latest_change_at=told.at,
        made_by=told.by,
        made_at=told.at,
        version=2,
    )
    knowledge = AllergyKnowledge.LISTED if allergic else AllergyKnowledge.NONE_KNOWN
    told.line(
        ClientChange,
        what="client",
        row_id=client.id,
        version=2,
        before={"allergy_knowledge": AllergyKnowledge.NOT_ASKED.value},
        after={"allergy_knowledge": knowledge.value},
        by=told.by,
        at=told.at,
    )


def _status(told: Told) -> None:
    client = told.client
    lines = [(ClientStatus.REFERRED, client.since, "referred by the practice")]
    if client.status is not ClientStatus.REFERRED:
        lines.append((ClientStatus.ACTIVE, client.since, ""))
    if client.until is not None:
        lines.append((client.status, client.until, ENDED[client.status]))
    for status, since, reason in lines:
        at = max(told.at, instant(since, 610))
        row = {"client_id": client.id, "status": status.value, "since": since, "reason": reason}
        told.rows.add(ClientStatusLine, team_id=told.plan.id, id=told.ids.at(at), **row, by=told.by, at=at)


def _number(told: Told) -> None:
    value = nhs_number(told.client.number)
    kind = IdentifierKind.NHS_NUMBER.value
    told.line(ClientIdentifier, kind=kind, value=value, is_valid=True, recorded_by=told.by, recorded_at=told.at)


def _nurses(told: Told) -> None:
    """The case is let go when care ends."""
    for place, nurse in enumerate(told.client.nurses, start=1):
        until = told.client.until
        told.line(
            NamedNurse,
            membership_id=nurse.membership,
            place=place if until is None else None,
            since=told.client.since,
            named_by=told.by,
            ended_at=None if until is None else instant(until, 900),
        )


def _door(told: Told, *, allergic: bool) -> None:
    luck, client = told.luck, told.client
    recorded = {"recorded_by": told.by}
    for need in dict.fromkeys(routine.need for routine in client.routines):
        if need.condition:
            told.line(Condition, name=need.condition, told_by="practice", at=told.at, **recorded)
        if need.medicine[0]:
            timed = need.name in ("insulin", "parkinson")
            times = ", ".join(
                f"{one.minute // 60:02}:{one.minute % 60:02}" for one in client.routines if one.need is need
            )
            medicine = {"name": need.medicine[0], "dose": need.medicine[1], "is_time_critical": timed}
            told.line(Medicine, **medicine, timing=times if timed else "", told_by="practice", at=told.at, **recorded)
        if need.name == "end":
            told.line(
                Decision,
                kind="cpr-not-recommended",
                decided_on=client.since,
                by_whom=luck.choice(names.DOCTORS),
                where_paper=luck.choice(CPR_PLACES),
                at=told.at,
                **recorded,
            )
    if allergic:
        for substance, reaction in luck.sample(ALLERGIES, luck.choice((1, 1, 2))):
            told.line(Allergy, substance=substance, reaction=reaction, told_by="herself", at=told.at, **recorded)
    for kind, text in luck.sample(WARNINGS, luck.choice((0, 0, 1, 1, 2))):
        review_on = told.plan.today + timedelta(days=luck.randint(1, 120))
        told.line(DoorWarning, kind=kind, text=text, review_on=review_on, author=told.by, at=told.at)


def _people(told: Told) -> None:
    luck = told.luck
    around = luck.choice(AROUND)
    places = _places(tuple((ring, hours) for _, ring, hours, _ in around))
    for (relation, ring, hours, help), (angle, closeness) in zip(around, places, strict=True):
        family = told.client.family if relation in ("daughter", "son", "wife", "husband") else luck.choice(names.FAMILY)
        given = luck.choice(names.MEN if relation in ("son", "husband") else names.WOMEN)
        person = told.line(
            Person,
            name=f"{given} {family}",
            relation=relation,
            ring=ring,
            phone=_phone(luck),
            is_next_of_kin=relation in ("daughter", "wife", "husband", "niece"),
            lives_there=ring == Ring.HOUSEHOLD.value,
            helps_with=help,
            hours_a_week=hours,
            angle=angle,
            closeness=closeness,
            recorded_by=told.by,
            at=told.at,
        )
        kind = luck.choice(("strong", "ordinary", "ordinary", "weak", "stressful"))
        told.line(Tie, person_id=person, kind=kind, recorded_by=told.by, at=told.at)


@cache
def _places(around: tuple[tuple[str, float | None], ...]) -> tuple[tuple[float, float], ...]:
    """Where they stand on the map when they come one after the other: the freest place for each."""
    dots: list[Dot] = []
    for number, (ring, hours) in enumerate(around):
        place = free_place(Dot(str(number), Ring(ring), hours), dots)
        dots.append(Dot(str(number), Ring(ring), hours, place.angle, place.closeness))
    return tuple((float(dot.angle or 0), float(dot.closeness or 0)) for dot in dots)


def nhs_number(number: int) -> str:
    """A right NHS number out of those that belong to nobody (from 999 000 0000)."""
    step = number % 500_000
    while True:
        nine = f"999{step % 1_000_000:06}"
        rest = 11 - sum(int(digit) * weight for digit, weight in zip(nine, range(10, 1, -1), strict=True)) % 11
        if rest != 10:
            return f"{nine}{rest % 11}"
        step += 500_000


def _phone(luck: random.Random) -> str:
    """Of the numbers kept free for invented people (01632 960 000 to 960 999)."""
    return f"01632 960{luck.randint(0, 999):03}"
