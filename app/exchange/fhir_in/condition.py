"""Condition and AllergyIntolerance, as told."""

from app.domain.intake import Concept, Denies, IncomingAllergy, IncomingCondition, Reaction
from app.domain.when import When
from app.domain.words import N_
from app.exchange.fhir_in.common import concept, concepts, notes, status_word
from app.exchange.fhir_in.node import LONG, Node

SNOMED = "http://snomed.info/sct"
ABSENT = "http://hl7.org/fhir/uv/ips/CodeSystem/absent-unknown-uv-ips"

DENIALS = {
    (SNOMED, "716186003"): Denies.ALL,
    (SNOMED, "160244002"): Denies.ALL,
    (SNOMED, "409137002"): Denies.MEDICINES,
    (SNOMED, "429625007"): Denies.FOOD,
    (SNOMED, "428607008"): Denies.ENVIRONMENT,
    (ABSENT, "no-known-allergies"): Denies.ALL,
    (ABSENT, "no-known-medication-allergies"): Denies.MEDICINES,
    (ABSENT, "no-known-food-allergies"): Denies.FOOD,
    (ABSENT, "no-known-environmental-allergies"): Denies.ENVIRONMENT,
}
"""How "none known" is coded in the value sets of FHIR itself and of the International Patient Summary."""

NO_INFORMATION = ((ABSENT, "no-allergy-info"), (ABSENT, "no-problem-info"), (ABSENT, "no-known-problems"))
SAYS_NOTHING = N_("says only that nothing is known about it")
NOT_SO = N_("was found not to be so, or was entered by mistake")
NO_WORDS = N_("has neither words nor a code")


def read_condition(node: Node) -> IncomingCondition | None:
    told = concept(node.child("code"))
    verification = status_word(node, "verificationStatus")
    if reason := _not_to_take(told, verification):
        node.reading.leave(node.kind, reason)
        return None
    onset, onset_told = _when_or_words(node, "onset")
    abatement, abatement_told = _when_or_words(node, "abatement")
    return IncomingCondition(
        origin=node.origin,
        concept=told,
        clinical_status=status_word(node, "clinicalStatus"),
        verification=verification,
        onset=onset,
        onset_told=onset_told,
        abatement=abatement,
        abatement_told=abatement_told,
        recorded=node.when("recordedDate"),
        note=notes(node),
    )


def read_allergy(node: Node) -> IncomingAllergy | None:
    told = concept(node.child("code"))
    reactions = tuple(reaction for one in node.children("reaction") for reaction in _reaction(one))
    if not told.text:
        told = next(iter(_substances(node)), told)
    verification = status_word(node, "verificationStatus")
    if reason := _not_to_take(told, verification):
        node.reading.leave(node.kind, reason)
        return None
    onset, _ = _when_or_words(node, "onset")
    return IncomingAllergy(
        origin=node.origin,
        substance=told,
        reactions=reactions,
        criticality=node.text("criticality"),
        categories=tuple(node.texts("category")),
        kind=node.text("type"),
        clinical_status=status_word(node, "clinicalStatus"),
        verification=verification,
        denies=_denies(told),
        onset=onset,
        recorded=node.when("recordedDate"),
        note=notes(node),
    )


def _not_to_take(told: Concept, verification: str) -> str:
    if verification in ("entered-in-error", "refuted"):
        return NOT_SO
    if not told.text:
        return NO_WORDS
    return SAYS_NOTHING if any(told.has(*code) for code in NO_INFORMATION) else ""


def _denies(told: Concept) -> Denies:
    return next((what for (system, code), what in DENIALS.items() if told.has(system, code)), Denies.NOTHING)


def _substances(node: Node) -> tuple[Concept, ...]:
    """What the reactions were to, where the allergy itself does not say."""
    told = (concept(one.child("substance")) for one in node.children("reaction"))
    return tuple(one for one in told if one.text)


def _reaction(node: Node) -> tuple[Reaction, ...]:
    said = node.text("description", most=LONG)
    signs = ", ".join(sign.text for sign in concepts(node, "manifestation"))
    if not signs and not said:
        return ()
    return (Reaction(signs or said, node.text("severity"), said if signs else ""),)


def _when_or_words(node: Node, name: str) -> tuple[When | None, str]:
    """``onset[x]`` and ``abatement[x]``: a date, or the beginning of a period, or an age or words as told."""
    when = node.when(f"{name}DateTime")
    if when is None and (span := node.child(f"{name}Period")):
        when = span.when("start")
    said = node.text(f"{name}String", most=LONG)
    if age := node.child(f"{name}Age"):
        number = age.number("value")
        said = said or (f"{number} {age.text('unit') or age.text('code')}".strip() if number is not None else "")
    return when, said
