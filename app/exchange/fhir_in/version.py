"""Whether a file is FHIR R4, told by the shape of its resources, since few files say so themselves."""

from collections.abc import Iterable

from app.domain.words import N_
from app.exchange.fhir_in.node import Node

WRONG_VERSION = N_(
    "This reads as FHIR {version}: “{field}” of {kind} has the form of that version. Kring reads R4 (4.0.1). "
    "Ask the sender for R4."
)

ONLY_IN: dict[tuple[str, str], str] = {
    ("MedicationOrder", ""): "DSTU2",
    ("BodySite", ""): "DSTU2",
    ("ReferralRequest", ""): "STU3",
    ("ProcedureRequest", ""): "STU3",
    ("Patient", "careProvider"): "DSTU2",
    ("Patient", "animal"): "STU3",
    ("AllergyIntolerance", "substance"): "DSTU2",
    ("AllergyIntolerance", "assertedDate"): "STU3",
    ("Condition", "dateRecorded"): "DSTU2",
    ("Condition", "assertedDate"): "STU3",
    ("Condition", "context"): "STU3",
    ("Condition", "participant"): "R5",
    ("MedicationStatement", "wasNotTaken"): "DSTU2",
    ("MedicationStatement", "taken"): "STU3",
    ("MedicationStatement", "adherence"): "R5",
    ("MedicationStatement", "medication"): "R5",
    ("MedicationRequest", "medication"): "R5",
    ("MedicationRequest", "context"): "STU3",
    ("MedicationUsage", ""): "R5",
    ("Observation", "context"): "STU3",
    ("Observation", "related"): "STU3",
    ("Observation", "comments"): "DSTU2",
    ("Observation", "comment"): "STU3",
    ("Encounter", "actualPeriod"): "R5",
    ("Encounter", "incomingReferral"): "STU3",
    ("Encounter", "reason"): "STU3 or R5",
    ("Goal", "status"): "STU3",
    ("CarePlan", "context"): "STU3",
    ("CarePlan", "definition"): "STU3",
}
"""A name that only that version has in that resource; an empty name is the resource itself."""

WORD_WAS_CODE = {
    ("Condition", "clinicalStatus"),
    ("Condition", "verificationStatus"),
    ("AllergyIntolerance", "clinicalStatus"),
    ("AllergyIntolerance", "verificationStatus"),
}
"""Plain words up to STU3, codes with a system from R4 on."""

LIST_IN_R5 = {("Encounter", "class")}
OBJECT_IN_R5 = {("AllergyIntolerance", "type")}
NAMED_FHIR = (
    ("STU3", "STU3"),
    ("DSTU2", "DSTU2"),
    ("hl7.org/fhir/3.0/", "STU3"),
    ("hl7.org/fhir/1.0/", "DSTU2"),
    ("hl7.org/fhir/5.0/", "R5"),
)


def check_version(resources: Iterable[Node]) -> bool:
    """Whether all of it can be R4; the first sign of another version is the file's one fault, not hundreds."""
    for resource in resources:
        found = _other_version(resource)
        if found:
            name, version = found
            resource.fault(name, WRONG_VERSION, version=version, field=name or resource.kind, kind=resource.kind)
            return False
    return True


def _other_version(resource: Node) -> tuple[str, str] | None:
    kind, value = resource.kind, resource.value
    if (kind, "") in ONLY_IN:
        return "", ONLY_IN[kind, ""]
    for name, told in value.items():
        if (kind, name) in ONLY_IN:
            return name, ONLY_IN[kind, name]
        if (kind, name) in WORD_WAS_CODE and isinstance(told, str):
            return name, "STU3"
        if (kind, name) in LIST_IN_R5 and isinstance(told, list):
            return name, "R5"
        if (kind, name) in OBJECT_IN_R5 and isinstance(told, dict):
            return name, "R5"
    return _by_profile(value.get("meta"))


def _by_profile(meta: object) -> tuple[str, str] | None:
    """Some profiles carry the version in their address."""
    profiles = meta.get("profile") if isinstance(meta, dict) else None
    for profile in profiles if isinstance(profiles, list) else ():
        for part, version in NAMED_FHIR:
            if isinstance(profile, str) and part in profile:
                return "meta", version
    return None
