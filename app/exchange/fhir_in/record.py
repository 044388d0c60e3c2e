"""The record around the Patient: every other resource is taken in, or left aside with its kind and a reason."""

from collections.abc import Callable, Sequence
from typing import Any, TypedDict

from app.domain.intake import (
    AllergyWord,
    IncomingAllergy,
    IncomingCarePlan,
    IncomingCondition,
    IncomingEncounter,
    IncomingGoal,
    IncomingMedicine,
    IncomingObservation,
)
from app.domain.intake.record import Denies, allergy_word
from app.domain.words import N_
from app.exchange.fhir_in.bundle import Index
from app.exchange.fhir_in.condition import read_allergy, read_condition
from app.exchange.fhir_in.course import read_care_plan, read_encounter, read_goal
from app.exchange.fhir_in.medicine import read_request, read_statement
from app.exchange.fhir_in.node import Node, Reading
from app.exchange.fhir_in.observation import read_observation

MONEY = N_("is about bills and insurance")
NOT_YET = N_("is not part of a client’s record in Kring")
ABOUT_THE_FILE = N_("is about the file, not about the client")
NOT_NAMED = N_("is not named by anything about this client")
UNKNOWN = N_("is a kind that Kring does not take in")
SOMEBODY_ELSE = N_("is not about anybody in this file")
MODIFIED = N_("carries a modifier Kring does not know, so it may mean something else than it says")
NO_ALLERGY_AND_ALLERGY = N_(
    "The file says that no allergy is known, and names an allergy as well. The allergy is taken in."
)

REASONS = {
    **dict.fromkeys(("Claim", "ClaimResponse", "ExplanationOfBenefit", "Coverage", "Account", "Invoice"), MONEY),
    **dict.fromkeys(("Composition", "Provenance", "OperationOutcome", "AuditEvent", "MessageHeader"), ABOUT_THE_FILE),
    **dict.fromkeys(
        (
            "Immunization",
            "Procedure",
            "DiagnosticReport",
            "ImagingStudy",
            "CareTeam",
            "Device",
            "DocumentReference",
            "MedicationAdministration",
            "MedicationDispense",
            "ServiceRequest",
            "FamilyMemberHistory",
            "Specimen",
            "QuestionnaireResponse",
            "Consent",
            "Flag",
            "Appointment",
            "EpisodeOfCare",
            "SupplyDelivery",
            "Media",
            "RiskAssessment",
            "ClinicalImpression",
            "Communication",
            "NutritionOrder",
            "Task",
            "List",
        ),
        NOT_YET,
    ),
}
ABOUT = {
    **dict.fromkeys(
        ("Condition", "MedicationRequest", "MedicationStatement", "Observation", "Encounter", "CarePlan", "Goal"),
        "subject",
    ),
    "AllergyIntolerance": "patient",
}
"""Kind that is read → the field that names whom it is about."""
SUPPORTING = (
    "Practitioner",
    "PractitionerRole",
    "Organization",
    "Location",
    "Medication",
    "RelatedPerson",
    "HealthcareService",
)


class Record(TypedDict):
    """The clinical fields of an ``IncomingClient``."""

    conditions: tuple[IncomingCondition, ...]
    allergies: tuple[IncomingAllergy, ...]
    medicines: tuple[IncomingMedicine, ...]
    observations: tuple[IncomingObservation, ...]
    encounters: tuple[IncomingEncounter, ...]
    care_plans: tuple[IncomingCarePlan, ...]
    goals: tuple[IncomingGoal, ...]


def by_person(patients: Sequence[Node], index: Index) -> dict[int, list[Node]]:
    """The resources about each of them, by the Patient's ``id()``. What is about nobody here is left aside."""
    found: dict[int, list[Node]] = {id(patient): [] for patient in patients}
    numbers = {number: patient for patient in patients for number in _numbers(patient)}
    for node in index.of(*ABOUT):
        told = node.child(ABOUT[node.kind])
        whose = index.resolve(told, node) or numbers.get(_number(told.child("identifier") if told else None))
        if node.has("modifierExtension"):
            node.reading.leave(node.kind, MODIFIED)
        elif whose is None or id(whose) not in found or _has_other_focus(node, whose, index):
            node.reading.leave(node.kind, SOMEBODY_ELSE)
        else:
            found[id(whose)].append(node)
    return found


def _numbers(patient: Node) -> list[tuple[str, str] | None]:
    return [number for one in patient.children("identifier") if (number := _number(one))]


def _number(identifier: Node | None) -> tuple[str, str] | None:
    """A reference may name somebody by a number instead of an address."""
    value = identifier.text("value") if identifier else ""
    return (identifier.text("system", most=2000), value) if identifier and value else None


def read_record(patient: Node, theirs: Sequence[Node], index: Index) -> Record:
    """In the order of the file; ``theirs`` are the resources about this person."""

    def taken(read: Callable[[Node], Any], *kinds: str) -> tuple[Any, ...]:
        return tuple(one for node in theirs if node.kind in kinds and (one := read(node)) is not None)

    allergies = taken(read_allergy, "AllergyIntolerance")
    if allergy_word(allergies) is AllergyWord.KNOWN and any(one.denies is Denies.ALL for one in allergies):
        patient.remark("", NO_ALLERGY_AND_ALLERGY)
    return Record(
        conditions=taken(read_condition, "Condition"),
        allergies=allergies,
        medicines=taken(lambda node: _medicine(node, index), "MedicationRequest", "MedicationStatement"),
        observations=taken(read_observation, "Observation"),
        encounters=taken(lambda node: read_encounter(node, index), "Encounter"),
        care_plans=taken(lambda node: read_care_plan(node, index), "CarePlan"),
        goals=taken(read_goal, "Goal"),
    )


def _medicine(node: Node, index: Index) -> IncomingMedicine | None:
    return read_request(node, index) if node.kind == "MedicationRequest" else read_statement(node, index)


def _has_other_focus(node: Node, patient: Node, index: Index) -> bool:
    """An observation may hang on the client and be about another: a donor, a baby."""
    told = node.children("focus") if node.kind == "Observation" else []
    return any(index.resolve(one, node) is not patient for one in told)


def leave_the_rest(index: Index, reading: Reading) -> None:
    for node in index.resources:
        if node.kind in SUPPORTING:
            if not index.is_used(node):
                reading.leave(node.kind, NOT_NAMED)
        elif node.kind != "Patient" and node.kind not in ABOUT:
            reading.leave(node.kind, REASONS.get(node.kind, UNKNOWN))
