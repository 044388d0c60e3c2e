"""What a person out of a file becomes: rows of the client and those around her, each naming where it came from."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import insert
from sqlmodel import Session

from app.actions.client_identifier import stored_kind
from app.actions.intake_read import home_of
from app.domain.client import AllergyKnowledge, ClientStatus, address_key, search_text
from app.domain.intake import AllergyWord, IncomingAddress, IncomingClient, Origin, Telecom
from app.domain.network_map import Ring
from app.domain.network_map_layout import Dot, free_place
from app.domain.when import When
from app.domain.words import N_
from app.models import Client, ClientIdentifier, ClientStatusLine, Person
from app.models.base import TeamRow, table_of
from app.queries.intake_content import Staged

ALLERGY_KNOWLEDGE = {
    AllergyWord.NOTHING_SAID: AllergyKnowledge.NOT_ASKED,
    AllergyWord.NONE_KNOWN: AllergyKnowledge.NONE_KNOWN,
    AllergyWord.KNOWN: AllergyKnowledge.LISTED,
}
FIRST_DAY = date(1800, 1, 1)


def ids_from(base: UUID) -> Iterator[UUID]:
    """Ids in a row, made out of one fresh id: a unit of work makes none by chance, and here it needs thousands."""
    number = base.int & ~0xFFFFFF
    while True:
        number += 1
        yield UUID(int=number)


@dataclass
class Rows:
    """The rows of one taking-in, by table, in the order in which the tables refer to each other."""

    team_id: UUID
    intake_id: UUID
    by: UUID | None
    now: datetime
    today: date
    zone: ZoneInfo
    ids: Iterator[UUID]
    tables: dict[type[TeamRow], list[dict[str, Any]]] = field(default_factory=dict)
    blanks: dict[type[TeamRow], dict[str, Any]] = field(default_factory=dict)

    def add(self, table: type[TeamRow], **values: Any) -> UUID:
        row_id = next(self.ids)
        blank = self.blanks.setdefault(table, _blank(table))
        self.tables.setdefault(table, []).append({**blank, "team_id": self.team_id, "id": row_id, **values})
        return row_id

    def origin(self, origin: Origin, **more: str) -> dict[str, Any]:
        told = {"file": origin.file, "where": origin.where, "kind": origin.kind, "id": origin.id, "line": origin.line}
        kept = {name: value for name, value in {**told, **more}.items() if value not in ("", None)}
        return {**kept, "intake": str(self.intake_id)}

    def instant(self, when: When) -> datetime:
        """The moment told; where only a day was, its beginning in the team's zone (the origin keeps what was told)."""
        if when.instant is not None:
            return max(when.instant, datetime(1800, 1, 1, tzinfo=UTC))
        return datetime.combine(max(when.first, FIRST_DAY), time(), self.zone)

    def write(self, session: Session) -> int:
        """All of them, many in one statement. Returns how many."""
        session.flush()
        for table, rows in self.tables.items():
            session.execute(insert(table_of(table)), rows)
        return sum(len(rows) for rows in self.tables.values())


def _blank(table: type[TeamRow]) -> dict[str, Any]:
    fields = table.model_fields.items()
    return {name: info.get_default(call_default_factory=True) for name, info in fields if not info.is_required()}


def add_client(rows: Rows, staged: Staged) -> UUID:
    """The client with her status, numbers and the people around her."""
    told = staged.client
    given, family = names_of(told)
    home = home_of(told)
    address, postcode = _address(home), home.postcode if home else ""
    client_id = rows.add(
        Client,
        given_names=given,
        family_name=family,
        known_as=told.known_as,
        **_birth(told.birth),
        gender=told.gender,
        **_telephone(told.telecoms),
        address=address,
        postcode=postcode,
        latitude=staged.point.latitude if staged.point else None,
        longitude=staged.point.longitude if staged.point else None,
        address_key=address_key(address, postcode),
        **_language(told),
        matters=told.what_matters,
        matters_on=rows.today if told.what_matters else None,
        **_gp(told),
        allergy_knowledge=ALLERGY_KNOWLEDGE[told.allergy_word].value,
        **_status(told, rows.today),
        search=search_text(
            names=(told.known_as, given, family),
            postcode=postcode,
            numbers=[number.normal for number in told.identifiers],
        ),
        latest_change_at=rows.now,
        intake_id=rows.intake_id,
        origin=rows.origin(told.origin),
        made_by=rows.by,
        made_at=rows.now,
    )
    status = _status(told, rows.today)
    rows.add(
        ClientStatusLine,
        client_id=client_id,
        status=status["status"],
        since=status["status_since"],
        reason=N_("Taken in from a file"),
        by=rows.by,
        at=rows.now,
        origin=rows.origin(told.origin),
    )
    _add_numbers(rows, client_id, told)
    _add_people(rows, client_id, told, home)
    return client_id


def names_of(told: IncomingClient) -> tuple[str, str]:
    """Given and family names; of a name told only as a whole the last word is the family name."""
    name = told.name
    if name.given or name.family:
        return name.given, name.family
    given, _, family = name.text.rpartition(" ")
    return given, family


def _birth(birth: When | None) -> dict[str, Any]:
    if birth is None:
        return {"born_on": None, "born_told": ""}
    return {"born_on": birth.day, "born_told": "" if birth.day else birth.told}


def _status(told: IncomingClient, today: date) -> dict[str, Any]:
    """In care, unless the file says that she died."""
    if told.is_dead:
        return {
            "status": ClientStatus.DIED.value,
            "status_since": (told.died.day if told.died and told.died.day else today),
        }
    since = told.in_care_since
    return {"status": ClientStatus.ACTIVE.value, "status_since": since if since and since <= today else today}


def _address(home: IncomingAddress | None) -> str:
    if home is None:
        return ""
    parts = [*home.lines, home.town, home.county, "" if home.postcode else home.postcode_told]
    return "\n".join(part for part in parts if part)


def phone_of(telecoms: Sequence[Telecom]) -> str:
    phones = [one for one in telecoms if one.kind == "phone" and one.use != "old"]
    return phones[0].value if phones else ""


def _telephone(telecoms: Sequence[Telecom]) -> dict[str, str]:
    """The first number, and beside it every other way to reach her that was told."""
    phone = phone_of(telecoms)
    others = [f"{one.use} {one.kind} {one.value}".strip() for one in telecoms if one.value != phone]
    return {"phone": phone, "phone_note": "; ".join(others)}


def _language(told: IncomingClient) -> dict[str, str]:
    chosen = sorted(told.languages, key=lambda one: not one.is_preferred)
    words = (chosen[0].words or chosen[0].code) if chosen else ""
    return {"language": words, "interpreter": f"Needs an interpreter ({words})" if told.needs_interpreter else ""}


def _gp(told: IncomingClient) -> dict[str, str]:
    if not told.gp_practices:
        return {}
    one = told.gp_practices[0]
    name = f"{one.name} ({one.code})" if one.name and one.code else one.name or one.code
    return {"gp_practice": name, "gp_name": one.doctor, "gp_phone": phone_of(one.telecoms)}


def _add_numbers(rows: Rows, client_id: UUID, told: IncomingClient) -> None:
    for number in told.identifiers:
        rows.add(
            ClientIdentifier,
            client_id=client_id,
            kind=stored_kind(number),
            value=number.normal,
            is_valid=number.is_valid,
            recorded_by=rows.by,
            recorded_at=rows.now,
            origin=rows.origin(told.origin),
        )


def _add_people(rows: Rows, client_id: UUID, told: IncomingClient, home: IncomingAddress | None) -> None:
    """Contacts stand on the map of her network from the first day, in the second ring or in the household's."""
    dots: list[Dot] = []
    for contact in told.contacts:
        lives_there = bool(home and home.lines and contact.address and contact.address.lines == home.lines)
        ring = Ring.HOUSEHOLD if lives_there else Ring.INFORMAL
        place = free_place(Dot(str(len(dots)), ring), dots)
        row_id = rows.add(
            Person,
            client_id=client_id,
            name=contact.name or contact.relationship,
            relation=contact.relationship,
            ring=ring.value,
            **_telephone(contact.telecoms),
            is_next_of_kin=contact.is_next_of_kin,
            lives_there=lives_there,
            angle=place.angle,
            closeness=place.closeness,
            recorded_by=rows.by,
            at=rows.now,
            origin=rows.origin(told.origin, **({"emergency": "yes"} if contact.is_emergency else {})),
        )
        dots.append(Dot(str(row_id), ring, None, place.angle, place.closeness))
