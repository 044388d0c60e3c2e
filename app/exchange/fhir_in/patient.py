"""The Patient, those close to them, and their GP practice."""

from app.domain.identifier import Identifier, IdentifierKind, Standing, check
from app.domain.intake import IncomingClient, Language
from app.domain.when import When
from app.domain.words import N_
from app.exchange.fhir_in.bundle import Index
from app.exchange.fhir_in.common import addresses, concept, is_over, names, telecoms
from app.exchange.fhir_in.node import Node
from app.exchange.fhir_in.people import contacts, gp_practices

SYSTEMS = {
    "https://fhir.nhs.uk/Id/nhs-number": IdentifierKind.NHS_NUMBER,
    "http://fhir.nhs.uk/Id/nhs-number": IdentifierKind.NHS_NUMBER,
    "https://fhir.nhs.net/Id/nhs-number": IdentifierKind.NHS_NUMBER,
    "http://fhir.nhs.net/Id/nhs-number": IdentifierKind.NHS_NUMBER,
    "urn:oid:2.16.840.1.113883.2.1.4.1": IdentifierKind.NHS_NUMBER,
    "https://phs.scot/chi-number": IdentifierKind.CHI,
    "http://phs.scot/chi-number": IdentifierKind.CHI,
    "https://fhir.scot.nhs.uk/Id/chi-number": IdentifierKind.CHI,
    "urn:oid:2.16.840.1.113883.2.1.3.2.4.16.53": IdentifierKind.CHI,
    "http://fhir.nl/fhir/NamingSystem/bsn": IdentifierKind.BSN,
    "urn:oid:2.16.840.1.113883.2.4.6.3": IdentifierKind.BSN,
}
"""The systems under which England, Scotland and the Netherlands publish their numbers, and their older addresses."""

INTERPRETER = ("patient-interpreterrequired", "interpreterrequired")
OLDEST = 130
"""Nobody is known to have lived longer than 122 years; above this a birth date is a slip."""


def read_patient(patient: Node, index: Index) -> IncomingClient | None:
    """The client without their record; nothing when they have no name (the fault is then noted)."""
    if patient.has("modifierExtension"):
        patient.fault(
            "modifierExtension",
            N_("The Patient carries a modifier Kring does not know, so it may mean something else than it says."),
        )
    told = names(patient)
    if not told:
        patient.fault("name", N_("This person has no name."))
        return None
    if patient.flag("active") is False or any(one.text("type") == "replaced-by" for one in patient.children("link")):
        patient.remark("active", N_("The file says that this record is no longer in use. Ask where it came from."))
    birth, died = _birth(patient), patient.when("deceasedDateTime")
    _check_death(patient, birth, died)
    return IncomingClient(
        origin=patient.origin,
        names=told,
        birth=birth,
        is_dead=died is not None or bool(patient.flag("deceasedBoolean")),
        died=died,
        gender=patient.text("gender"),
        identifiers=_identifiers(patient),
        addresses=addresses(patient),
        telecoms=telecoms(patient),
        languages=_languages(patient),
        needs_interpreter=_interpreter(patient),
        contacts=contacts(patient, index),
        gp_practices=gp_practices(patient, index),
    )


def _birth(patient: Node) -> When | None:
    birth = patient.when("birthDate")
    today = patient.reading.today
    if birth is None:
        if not patient.has("birthDate"):
            patient.remark("birthDate", N_("No birth date is told. Two people of this name could not be told apart."))
        return None
    if birth.first > today:
        patient.fault("birthDate", N_("The birth date {date} is still to come."), date=birth.iso)
    elif today.year - birth.first.year > OLDEST:
        patient.fault("birthDate", N_("Born {date}: nobody lives that long."), date=birth.iso)
    return birth


def _check_death(patient: Node, birth: When | None, died: When | None) -> None:
    if died is None:
        return
    if birth and died.iso < birth.iso[: len(died.iso)]:
        patient.fault("deceasedDateTime", N_("Died {died}, before being born {birth}."), died=died.iso, birth=birth.iso)
    elif died.first > patient.reading.today:
        patient.fault("deceasedDateTime", N_("The date of death {date} is still to come."), date=died.iso)


def _identifiers(patient: Node) -> tuple[Identifier, ...]:
    """Numbers still in use. One that fails its check digit is a fault: it would name nobody, or somebody else."""
    found: dict[tuple[str, str, str], Identifier] = {}
    today = patient.reading.today.isoformat()
    for one in patient.children("identifier"):
        value, system = one.text("value"), one.text("system", most=2000)
        if not value or one.text("use") == "old" or is_over(one, today):
            continue
        number = check(SYSTEMS.get(system, IdentifierKind.OTHER), value, system=system)
        if number.standing is Standing.WRONG:
            one.fault("value", number.why)
        found[number.kind, number.system, number.normal] = number
    told = tuple(found.values())
    for kind in (IdentifierKind.NHS_NUMBER, IdentifierKind.CHI, IdentifierKind.BSN):
        if len({number.normal for number in told if number.kind is kind}) > 1:
            patient.fault("identifier", N_("This person has two different numbers of the same kind."))
    return told


def _languages(patient: Node) -> tuple[Language, ...]:
    found = []
    for one in patient.children("communication"):
        told = concept(one.child("language"))
        if told.text:
            code = next((code.code for code in told.codes if code.code), "")
            found.append(Language(code, told.text, bool(one.flag("preferred"))))
    return tuple(found)


def _interpreter(patient: Node) -> bool | None:
    """Whether an interpreter is needed; None when the file does not say.

    Told by FHIR's own extension, by the one inside UK Core's NHSCommunication, or by one on the language itself.
    """
    outer = patient.children("extension")
    outer += [one for language in patient.children("communication") for one in language.children("extension")]
    for extension in outer:
        for one in (extension, *extension.children("extension")):
            name = one.text("url", most=2000).rsplit("/", 1)[-1].lower()
            if name in INTERPRETER and one.has("valueBoolean"):
                return one.flag("valueBoolean")
    return None
