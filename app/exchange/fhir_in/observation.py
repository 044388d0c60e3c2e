"""Observation: kinds we know become measurements in our units with the original kept; all others stay as told."""

from app.domain.errors import FieldWrong
from app.domain.intake import Concept, IncomingObservation, ObservedValue
from app.domain.measurement import Measured, MeasurementKind, measured, questions
from app.domain.unit import unit_of
from app.domain.words import N_
from app.exchange.fhir_in.common import concept, concepts, notes, period
from app.exchange.fhir_in.node import LONG, Node

LOINC = "http://loinc.org"

KINDS: dict[str, MeasurementKind] = {
    code: kind
    for kind, codes in {
        MeasurementKind.SYSTOLIC: ("8480-6", "8459-0", "8460-8", "8461-6"),
        MeasurementKind.DIASTOLIC: ("8462-4", "8453-3", "8454-1", "8455-8"),
        MeasurementKind.PULSE: ("8867-4", "8889-8"),
        MeasurementKind.RESPIRATORY_RATE: ("9279-1",),
        MeasurementKind.OXYGEN_SATURATION: ("2708-6", "59408-5"),
        MeasurementKind.TEMPERATURE: ("8310-5", "8331-1", "8328-7", "8332-9", "8333-7"),
        MeasurementKind.WEIGHT: ("29463-7", "3141-9", "3142-7"),
        MeasurementKind.HEIGHT: ("8302-2", "3137-7", "3138-5"),
        MeasurementKind.GLUCOSE: ("2339-0", "2345-7", "15074-8", "14749-6", "41653-7", "14743-9", "2340-8"),
    }.items()
    for code in codes
}
"""LOINC codes whose meaning is the kind itself; a code for another place or time of measuring stays an observation."""

MISTAKE = N_("was entered by mistake, or called off")
NO_VALUE = N_("has no value")
NO_WORDS = N_("does not say what was observed")


def read_observation(node: Node) -> IncomingObservation | None:
    told, status = concept(node.child("code")), node.text("status")
    if status in ("entered-in-error", "cancelled"):
        node.reading.leave(node.kind, MISTAKE)
        return None
    if not told.text:
        node.reading.leave(node.kind, NO_WORDS)
        return None
    parts = [_value(part, concept(part.child("code"))) for part in node.children("component")]
    values = tuple(value for value in (_value(node, told), *parts) if value)
    if not values:
        node.reading.leave(node.kind, NO_VALUE)
        return None
    _ask(node, [value.measured for value in values if value.measured])
    started, ended = period(node.child("effectivePeriod"))
    return IncomingObservation(
        origin=node.origin,
        concept=told,
        values=values,
        at=node.when("effectiveDateTime") or node.when("effectiveInstant") or started,
        until=ended,
        status=status,
        categories=tuple(category.codes[0].code for category in concepts(node, "category") if category.codes),
        note=notes(node),
    )


def _ask(node: Node, values: list[Measured]) -> None:
    for question in questions(*values):
        node.remark("value", question.why, **question.values)


def _value(node: Node, told: Concept) -> ObservedValue | None:
    """The value of an observation or of one of its components; nothing when none is given."""
    quantity = node.child("valueQuantity")
    if quantity is not None:
        return _quantity(quantity, told)
    words = _words(node)
    return ObservedValue(told, words=words) if words else None


def _quantity(node: Node, told: Concept) -> ObservedValue | None:
    number = node.number("value")
    if number is None:
        return None
    unit, code, comparator = node.text("unit"), node.text("code"), node.text("comparator")
    value = ObservedValue(told, number, unit or code, code, comparator)
    kind = next((KINDS[one.code] for one in told.codes if one.system == LOINC and one.code in KINDS), None)
    known = unit_of(code or unit) or unit_of(unit)
    if kind is None or comparator or known is None:
        return value
    try:
        return ObservedValue(told, number, unit or code, code, measured=measured(kind, number, known.code))
    except FieldWrong as wrong:
        node.fault("value", wrong.message, **wrong.values)
        return None


def _words(node: Node) -> str:
    """Any other ``value[x]`` in words."""
    if told := concept(node.child("valueCodeableConcept")).text or node.text("valueString", most=LONG):
        return told
    flag = node.flag("valueBoolean")
    if flag is not None:
        return "yes" if flag else "no"
    number = node.number("valueInteger")
    if number is not None:
        return f"{number:f}"
    if span := node.child("valueRange"):
        return " to ".join(_amount(span, name) for name in ("low", "high")).strip()
    if ratio := node.child("valueRatio"):
        return " / ".join(_amount(ratio, name) for name in ("numerator", "denominator"))
    when = node.when("valueDateTime")
    return when.told if when else node.text("valueTime")


def _amount(node: Node, name: str) -> str:
    quantity = node.child(name)
    number = quantity.number("value") if quantity else None
    return f"{number:f} {quantity.text('unit')}".strip() if quantity and number is not None else ""
