"""Reading a FHIR R4 file: a bundle about one client or several, or a Patient alone.

Everything wrong in it becomes a fault with its place, and then nothing of it is taken; what is not for us is counted
and named; nothing a file can hold makes this fail in any other way.
"""

from dataclasses import replace
from datetime import date

from app.domain.intake import Fault, IncomingClient, Intake, LeftAside, Remark
from app.exchange.fhir_in.bundle import clients_of, index_of
from app.exchange.fhir_in.node import Noted, Reading
from app.exchange.fhir_in.patient import read_patient
from app.exchange.fhir_in.place import Places, shown
from app.exchange.fhir_in.record import by_person, leave_the_rest, read_record
from app.exchange.fhir_in.source import MOST_BYTES, Unreadable, parsed, text_of
from app.exchange.fhir_in.version import check_version

MOST_NOTED = 200
"""So many faults are shown; a file with more is wrong throughout."""


def read_fhir(file: str, content: bytes, *, today: date, most_bytes: int = MOST_BYTES) -> Intake:
    """``today`` is the civil date in the team's zone: a birth date after it is a fault."""
    try:
        text = text_of(content, most=most_bytes)
        value = parsed(text)
    except Unreadable as error:
        values = {**error.values, **({"line": error.line} if error.line else {})}
        return Intake(file, faults=(Fault(file, "", "", error.why, values, error.line),))
    reading = Reading(file, today, Places(text))
    clients = _read(value, reading)
    faults = tuple(Fault(file, *_placed(reading.places, noted)) for noted in _once(reading.faults))
    remarks = tuple(Remark(file, *_placed(reading.places, noted)) for noted in _once(reading.remarks))
    aside = tuple(LeftAside(kind, reason, count) for (kind, reason), count in sorted(reading.aside.items()))
    return Intake(file, () if faults else clients, faults, remarks, aside)


def _read(value: object, reading: Reading) -> tuple[IncomingClient, ...]:
    index = index_of(value, reading)
    if index is None or not check_version(index.resources):
        return ()
    patients = clients_of(index, reading)
    if not patients:
        return ()
    theirs = by_person(patients, index)
    clients = []
    for patient in patients:
        client = read_patient(patient, index)
        record = read_record(patient, theirs[id(patient)], index)
        if client:
            clients.append(replace(client, **record))
    leave_the_rest(index, reading)
    return tuple(clients)


def _once(noted: list[Noted]) -> list[Noted]:
    """Each fault once, however often its field was looked at."""
    return list({(one.path, one.why): one for one in noted}.values())[:MOST_NOTED]


def _placed(places: Places, noted: Noted) -> tuple[str, str, str, dict[str, object], int | None]:
    names = [step for step in noted.path if isinstance(step, str)]
    return shown(noted.path), names[-1] if names else "", noted.why, dict(noted.values), places.line(noted.path)
