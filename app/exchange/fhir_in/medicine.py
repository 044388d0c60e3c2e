"""MedicationRequest and MedicationStatement: medicines as told, to be reconciled, never authority to give."""

from app.domain.intake import Concept, IncomingMedicine
from app.domain.words import N_
from app.exchange.fhir_in.bundle import Index
from app.exchange.fhir_in.common import concept, concepts, notes, period
from app.exchange.fhir_in.node import LONG, Node
from app.exchange.fhir_in.people import name_of

NOT_TAKEN = N_("The file says that this medicine is not taken.")
NAMELESS = N_("does not say which medicine it is")
MISTAKE = N_("was entered by mistake")

PERIODS = {"s": "second", "min": "minute", "h": "hour", "d": "day", "wk": "week", "mo": "month", "a": "year"}


def read_request(node: Node, index: Index) -> IncomingMedicine | None:
    return _medicine(node, index, dosages="dosageInstruction")


def read_statement(node: Node, index: Index) -> IncomingMedicine | None:
    return _medicine(node, index, dosages="dosage")


def _medicine(node: Node, index: Index, *, dosages: str) -> IncomingMedicine | None:
    status = node.text("status")
    told = _which(node, index)
    if status == "entered-in-error" or not told.text:
        node.reading.leave(node.kind, MISTAKE if status == "entered-in-error" else NAMELESS)
        return None
    instructions = node.children(dosages)
    text = "\n".join(said for one in instructions if (said := one.text("text", most=LONG)))
    composed = "" if text else "\n".join(said for one in instructions if (said := _composed(one)))
    started, ended = period(node.child("effectivePeriod"))
    return IncomingMedicine(
        origin=node.origin,
        medicine=told,
        status=status,
        intent=node.text("intent"),
        dosage=text or composed,
        dosage_is_composed=bool(composed),
        as_needed=next((flag for one in instructions if (flag := _as_needed(one)) is not None), None),
        reason=_reason(node, index),
        started=started or node.when("effectiveDateTime"),
        ended=ended,
        written=node.when("authoredOn") or node.when("dateAsserted"),
        by=name_of(node.child("requester") or node.child("informationSource"), node, index),
        not_to_take=bool(node.flag("doNotPerform")) or status == "not-taken",
        note=notes(node),
    )


def _which(node: Node, index: Index) -> Concept:
    """The medicine: named here, or in a Medication that is contained or referenced, else the words of the reference."""
    told = concept(node.child("medicationCodeableConcept"))
    if told.text:
        return told
    reference = node.child("medicationReference")
    found = index.resolve(reference, node)
    if found is not None and found.kind == "Medication" and (named := concept(found.child("code"))).text:
        form = concept(found.child("form")).text
        return Concept(
            f"{named.text}, {form}" if form and form.lower() not in named.text.lower() else named.text, named.codes
        )
    return Concept(reference.text("display", most=LONG) if reference else "")


def _as_needed(dosage: Node) -> bool | None:
    return True if dosage.has("asNeededCodeableConcept") else dosage.flag("asNeededBoolean")


def _composed(dosage: Node) -> str:
    """A dosage that came in parts, put together without reading anything into it."""
    parts = [said for one in dosage.children("doseAndRate") if (said := _dose(one))]
    timing = dosage.child("timing")
    repeat = timing.child("repeat") if timing else None
    parts += [
        said
        for said in (_repeat(repeat) if repeat else "", concept(timing.child("code")).text if timing else "")
        if said
    ]
    if _as_needed(dosage):
        parts.append("as needed")
    if route := concept(dosage.child("route")).text:
        parts.append(route)
    patient = dosage.text("patientInstruction", most=LONG)
    return ", ".join([*parts, patient] if patient else parts)


def _dose(node: Node) -> str:
    quantity = node.child("doseQuantity")
    if quantity is None:
        return ""
    number = quantity.number("value")
    return "" if number is None else f"dose {number:f} {quantity.text('unit') or quantity.text('code')}".strip()


def _repeat(node: Node) -> str:
    frequency, every, unit = node.number("frequency"), node.number("period"), node.text("periodUnit")
    if frequency is None or every is None or unit not in PERIODS:
        return ""
    word = PERIODS[unit] if every == 1 else f"{every:f} {PERIODS[unit]}s"
    return f"{frequency:f} × every {word}"


def _reason(node: Node, index: Index) -> str:
    said = [one.text for one in concepts(node, "reasonCode")]
    for reference in node.children("reasonReference"):
        found = index.resolve(reference, node)
        text = concept(found.child("code")).text if found is not None else reference.text("display")
        if text:
            said.append(text)
    return ", ".join(dict.fromkeys(said))
