"""Small FHIR bundles of a British client, made to be bent by the tests."""

import json
from datetime import date
from typing import Any

from app.domain.intake import Fault, IncomingClient, Intake
from app.exchange.fhir_in import read_fhir

TODAY = date(2026, 6, 1)
NHS = "https://fhir.nhs.uk/Id/nhs-number"
ODS = "https://fhir.nhs.uk/Id/ods-organization-code"
LOINC = "http://loinc.org"
SNOMED = "http://snomed.info/sct"
UCUM = "http://unitsofmeasure.org"
Resource = dict[str, Any]


def patient(**more: Any) -> Resource:
    return {
        "resourceType": "Patient",
        "id": "peggy",
        "name": [{"use": "official", "family": "Ashby", "given": ["Margaret", "Rose"], "prefix": ["Mrs"]}],
        "birthDate": "1942-11-24",
        **more,
    }


def about(kind: str, called: str = "", /, **more: Any) -> Resource:
    """A resource about Peggy."""
    whom = "patient" if kind in ("AllergyIntolerance", "RelatedPerson") else "subject"
    return {"resourceType": kind, "id": called or kind.lower(), whom: {"reference": "Patient/peggy"}, **more}


def coded(text: str, *codes: tuple[str, str]) -> Resource:
    return {"text": text, "coding": [{"system": system, "code": code, "display": text} for system, code in codes]}


def quantity(value: object, unit: str, **more: Any) -> Resource:
    return {"value": value, "unit": unit, "system": UCUM, "code": unit, **more}


def observation(code: str, value: object, unit: str, **more: Any) -> Resource:
    told = {
        "status": "final",
        "code": coded("something", (LOINC, code)),
        "effectiveDateTime": "2026-05-01T08:30:00+01:00",
        "valueQuantity": quantity(value, unit),
    }
    return about("Observation", f"o-{code}", **(told | more))


def bundle(*resources: Resource, type: str = "collection") -> Resource:
    entries = [{"fullUrl": f"urn:uuid:{number:032x}", "resource": one} for number, one in enumerate(resources)]
    return {"resourceType": "Bundle", "type": type, "entry": entries}


def read(value: object, *, indent: int | None = 1) -> Intake:
    return read_fhir("peggy.json", json.dumps(value, indent=indent).encode(), today=TODAY)


def client(*resources: Resource) -> IncomingClient:
    """The client of a bundle in which nothing is wrong."""
    intake = read(bundle(*resources))
    assert intake.faults == ()
    (one,) = intake.to_take()
    return one


def fault(*resources: Resource) -> Fault:
    """The one fault of a bundle."""
    intake = read(bundle(*resources))
    assert intake.clients == ()
    (one,) = intake.faults
    assert one.why.format_map(one.values)
    return one


def aside(intake: Intake) -> dict[str, tuple[str, int]]:
    return {left.kind: (left.reason, left.count) for left in intake.left_aside}
