"""People and services around the client: those close to them, and their GP practice."""

from dataclasses import replace

from app.domain.intake import Contact, GpPractice, IncomingAddress, PersonName
from app.exchange.fhir_in.bundle import Index
from app.exchange.fhir_in.common import address, addresses, concepts, is_over, names, one_name, person_name, telecoms
from app.exchange.fhir_in.node import Node

NEXT_OF_KIN, EMERGENCY = {"N", "NOK"}, {"C", "ECON"}
"""Codes of HL7's v2-0131 (contact role) and v3 RoleCode."""

ODS = "ods-organization-code"


def contacts(patient: Node, index: Index) -> tuple[Contact, ...]:
    """Contacts named on the Patient, and RelatedPersons who name the Patient."""
    found = [_on_patient(one) for one in patient.children("contact")]
    for person in index.of("RelatedPerson"):
        if index.resolve(person.child("patient"), person) is patient and person.flag("active") is not False:
            index.used.add(id(person))
            found.append(_contact(person, next(iter(names(person)), None), next(iter(addresses(person)), None)))
    return tuple(one for one in found if one is not None)


def _on_patient(node: Node) -> Contact | None:
    name, where = node.child("name"), node.child("address")
    return _contact(node, person_name(name) if name else None, address(where) if where else None)


def _contact(node: Node, told: PersonName | None, where: IncomingAddress | None) -> Contact | None:
    """A contact that has ended, or of whom neither name nor number is told, is nobody to ring."""
    if is_over(node, node.reading.today.isoformat()):
        return None
    organisation = node.child("organization")
    name = (told.whole if told else "") or (organisation.text("display") if organisation else "")
    numbers = telecoms(node)
    if not name and not numbers:
        return None
    relations = concepts(node, "relationship")
    codes = {code.code for relation in relations for code in relation.codes}
    return Contact(
        name=name,
        relationship=", ".join(relation.text for relation in relations),
        telecoms=numbers,
        address=where,
        is_next_of_kin=bool(codes & NEXT_OF_KIN),
        is_emergency=bool(codes & EMERGENCY),
    )


def gp_practices(patient: Node, index: Index) -> tuple[GpPractice, ...]:
    """The practices named as general practitioner, with a named doctor beside the first of them."""
    told = [_gp(one, patient, index) for one in patient.children("generalPractitioner")]
    practices = [one for one in told if one and one.name]
    doctors = [one.doctor for one in told if one and not one.name and one.doctor]
    if practices and doctors and not practices[0].doctor:
        practices[0] = replace(practices[0], doctor=doctors.pop(0))
    return tuple(dict.fromkeys([*practices, *(GpPractice("", doctor=doctor) for doctor in doctors)]))


def _gp(reference: Node, patient: Node, index: Index) -> GpPractice | None:
    found = index.resolve(reference, patient)
    if found is None:
        return _gp_in_words(reference)
    if found.kind == "Organization":
        return practice(found)
    if found.kind == "Practitioner":
        return GpPractice("", doctor=one_name(found), telecoms=telecoms(found))
    if found.kind == "PractitionerRole":
        return _gp_of_role(found, index)
    return None


def _gp_in_words(reference: Node) -> GpPractice | None:
    """Named without being in the file: by words, or by a number alone."""
    number, said = reference.child("identifier"), reference.text("display")
    code = number.text("value") if number and ODS in number.text("system", most=2000) else ""
    if said or code:
        is_doctor = (
            "Practitioner/" in reference.text("reference", most=2000) or reference.text("type") == "Practitioner"
        )
        return GpPractice("", code, doctor=said) if is_doctor else GpPractice(said or code, code)
    return None


def _gp_of_role(role: Node, index: Index) -> GpPractice | None:
    person, organisation = role.child("practitioner"), role.child("organization")
    doctor = name_of(person, role, index)
    found = index.resolve(organisation, role)
    if found is not None and found.kind == "Organization":
        return replace(practice(found), doctor=doctor)
    said = organisation.text("display") if organisation else ""
    return GpPractice(said, doctor=doctor) if said or doctor else None


def name_of(reference: Node | None, inside: Node, index: Index) -> str:
    """The name behind a reference to a person or a service, else the words beside it."""
    found = index.resolve(reference, inside)
    if found is not None and found.kind == "PractitionerRole":
        reference = found.child("practitioner")
        found = index.resolve(reference, found)
    if found is not None and found.kind in ("Practitioner", "RelatedPerson", "Patient"):
        return one_name(found)
    if found is not None and found.kind in ("Organization", "Location", "HealthcareService"):
        return found.text("name")
    return reference.text("display") if reference else ""


def practice(organisation: Node) -> GpPractice:
    numbers = organisation.children("identifier")
    code = next((one.text("value") for one in numbers if ODS in one.text("system", most=2000)), "")
    return GpPractice(
        name=organisation.text("name"),
        code=code,
        telecoms=telecoms(organisation),
        address=next(iter(addresses(organisation)), None),
    )
