"""Reading a file that is to be taken in, before any unit of work: parsing, points on the ground, ids of the people."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from app.actions.place import point_of
from app.domain.duplicate import Known, find, known
from app.domain.intake import Fault, IncomingAddress, IncomingClient, Intake, Remark
from app.domain.postcode import Point
from app.domain.words import N_
from app.exchange.csv_in import read_table
from app.exchange.csv_in.excel import is_excel
from app.exchange.fhir_in import read_fhir
from app.models import new_id
from app.queries.intake_content import Staged, Unstorable, packed
from app.queries.intake_match import as_row

MOST_BYTES = 50_000_000
NO_POINT = N_("Number {number}: the postcode {postcode} is not known here. It comes in without a point on the map.")
CANNOT_BE_STORED = N_("There is a sign in this file that cannot be stored (a NUL, or half a sign).")


@dataclass(frozen=True)
class ReadPerson:
    """One person, ready to be stored."""

    id: UUID
    number: int
    content: bytes
    known: Known
    within: Sequence[dict[str, Any]]
    """Who of those before her in the same file she may be."""


@dataclass(frozen=True)
class ReadFile:
    """One file, ready to be stored."""

    file_name: str
    kind: str
    digest: str
    size: int
    intake: Intake
    people: Sequence[ReadPerson]
    faults: Sequence[dict[str, Any]]
    remarks: Sequence[dict[str, Any]]

    @property
    def left_aside(self) -> list[dict[str, Any]]:
        return [{"kind": one.kind, "reason": one.reason, "count": one.count} for one in self.intake.left_aside]

    @property
    def whole_fault(self) -> Fault | None:
        """What is wrong with the file as a whole: it could not be read at all."""
        faults = self.intake.faults
        return faults[0] if len(faults) == 1 and not (faults[0].where or faults[0].field) else None


def kind_of(file_name: str, content: bytes) -> str:
    """Told by what is in it; the name counts only for a file that is nothing we know, so that the words fit."""
    if is_excel(content):
        return "xlsx"
    head = content[:64].removeprefix(b"\xef\xbb\xbf").replace(b"\x00", b"").removeprefix(b"\xff\xfe").lstrip()
    is_json = head.startswith((b"{", b"[")) or file_name.lower().endswith((".json", ".ndjson"))
    return "fhir" if is_json else "csv"


def read_file(file_name: str, content: bytes, *, today: date, kind: str = "") -> ReadFile:
    """Everything that takes time, a clock or chance. Nothing a file can hold makes it fail."""
    found = kind or kind_of(file_name, content)
    reader = read_fhir if found == "fhir" else read_table
    intake = reader(file_name, content, today=today, most_bytes=MOST_BYTES)
    people: list[ReadPerson] = []
    if intake.is_whole:
        try:
            people = _people(intake)
            intake = replace(intake, remarks=(*intake.remarks, *_without_point(intake)))
        except Unstorable:
            intake = Intake(file_name, faults=(Fault(file_name, "", "", CANNOT_BE_STORED),))
    return ReadFile(
        file_name,
        found,
        hashlib.sha256(content).hexdigest(),
        len(content),
        intake,
        people,
        [_noted(one) for one in intake.faults],
        [_noted(one) for one in intake.remarks],
    )


def _people(intake: Intake) -> list[ReadPerson]:
    all_known = [known(str(number), client) for number, client in enumerate(intake.clients, start=1)]
    within: dict[str, list[dict[str, Any]]] = {}
    for match in find(all_known):
        within.setdefault(match.one, []).append(as_row(match, {"number": int(match.other)}))
    return [
        ReadPerson(new_id(), number, packed(Staged(client, _point(client))), one, within.get(one.key, []))
        for number, (client, one) in enumerate(zip(intake.clients, all_known, strict=True), start=1)
    ]


def _without_point(intake: Intake) -> list[Remark]:
    """Which of their postcodes lie nowhere that we know. By number, since what is remarked outlives a dropped file."""
    found = []
    for number, client in enumerate(intake.clients, start=1):
        home = home_of(client)
        if home and home.postcode and point_of(home.postcode) is None:
            values = {"number": number, "postcode": home.postcode}
            found.append(Remark(intake.file, "", "postcode", NO_POINT, values, client.origin.line))
    return found


def _point(client: IncomingClient) -> Point | None:
    address = home_of(client)
    return point_of(address.postcode) if address else None


def home_of(client: IncomingClient) -> IncomingAddress | None:
    """Where she lives: the home address, else the first that is still in use."""
    order = ("home", "", "temp", "work", "billing", "old")
    fitting = sorted(client.addresses, key=lambda one: order.index(one.use) if one.use in order else 1)
    return fitting[0] if fitting else None


def _noted(one: Fault | Remark) -> dict[str, Any]:
    values: Mapping[str, str] = {name: storable(str(value)) for name, value in one.values.items()}
    return {"line": one.line, "where": storable(one.where), "field": storable(one.field), "why": one.why} | {
        "values": dict(values)
    }


def storable(text: str) -> str:
    """Without what no database keeps and no page shows."""
    return text.encode("utf-8", "replace").decode().replace("\x00", "")
