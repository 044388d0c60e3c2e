"""How what is stored about a client is said on screen: statuses, parts of the page, fields and tables."""

from collections.abc import Mapping
from typing import Any

from app.domain.words import N_
from app.web import door_words
from app.web.language import _

STATUSES: Mapping[str, str] = {
    "referred": N_("Referred"),
    "active": N_("Active"),
    "paused": N_("Paused"),
    "discharged": N_("Discharged"),
    "died": N_("Died"),
}
PARTS: Mapping[str, str] = {
    "identity": N_("Name and birth date"),
    "address": N_("Address and way in"),
    "telephone": N_("Telephone"),
    "language": N_("Language and being understood"),
    "gp": N_("GP practice"),
    "matters": N_("What matters"),
}
FIELDS: Mapping[str, str] = {
    "given_names": N_("Given names"),
    "family_name": N_("Family name"),
    "known_as": N_("Likes to be called"),
    "born_on": N_("Birth date"),
    "born_told": N_("Birth date as told"),
    "gender": N_("Gender"),
    "phone": N_("Telephone"),
    "phone_note": N_("About the telephone"),
    "address": N_("Address"),
    "postcode": N_("Postcode"),
    "way_in": N_("Way in"),
    "language": N_("Language"),
    "interpreter": N_("Interpreter"),
    "understanding": N_("How to be understood"),
    "matters": N_("What matters"),
    "matters_on": N_("Said on"),
    "gp_practice": N_("GP practice"),
    "gp_name": N_("Doctor"),
    "gp_phone": N_("Telephone of the practice"),
    "allergy_knowledge": N_("What is known of allergies"),
    "text": N_("Text"),
    "kind": N_("Kind"),
    "name": N_("Name"),
    "relation": N_("Relation"),
    "ring": N_("Ring"),
    "review_on": N_("Look at again on"),
    "reaction": N_("Reaction"),
    "substance": N_("Substance"),
    "severity": N_("How bad"),
    "dose": N_("Dose"),
    "timing": N_("When"),
    "told_by": N_("Told by"),
    "whereabouts": N_("Where it is"),
    "hours_a_week": N_("Hours a week"),
    "helps_with": N_("Helps with"),
    "ended_why": N_("Why it ended"),
    "by_whom": N_("By whom"),
    "where_paper": N_("Where the paper is"),
    "decided_on": N_("Decided on"),
    "since_told": N_("Since"),
    "summary": N_("Summary"),
    "note": N_("Note"),
    "whose": N_("Whose problem"),
    "nature": N_("Nature"),
    "signs": N_("Signs"),
    "other_sign": N_("Another sign"),
    "risk_factors": N_("Risk factors"),
    "reopened_why": N_("Why it was opened again"),
    "membership_id": N_("Who goes"),
    "day": N_("Day"),
    "planned_at": N_("When"),
    "minutes": N_("Minutes"),
    "tasks": N_("What is to be done"),
    "urgency": N_("How urgent"),
    "urgency_why": N_("Why"),
    "cancelled_at": N_("Cancelled"),
    "cancelled_why": N_("Why it was cancelled"),
    **door_words.FIELDS,
}
WORKED_OUT = ("latitude", "longitude", "address_key", "closeness", "ended_at", "finished_at", *door_words.WORKED_OUT)
"""Fields of an edit that nobody typed."""
TABLES: Mapping[str, str] = {
    "client": N_("Details"),
    "warning": N_("Warning"),
    "key_safe": N_("Key safe"),
    "decision": N_("Decision"),
    "allergy": N_("Allergy"),
    "medicine": N_("Medicine"),
    "condition": N_("Diagnosis"),
    "person": N_("Person in the network"),
    "tie": N_("Tie"),
    "visit": N_("Visit"),
    "assessment": N_("Assessment"),
    "problem": N_("Problem"),
}
KINDS: Mapping[str, str] = {
    "visit": N_("Visit"),
    "entry": N_("Note"),
    "measurement": N_("Measurement"),
    "assessment": N_("Assessment"),
    "problem": N_("Problem"),
    "rating": N_("Rating"),
    "status": N_("Status"),
    "written": N_("Written down"),
    "change": N_("Change"),
}
CLOSED: Mapping[str, str] = {"excluded": N_("at the client’s wish"), "conflict": N_("by their own declaration")}
NUMBERS: Mapping[str, str] = {"nhs-number": N_("NHS number"), "chi": N_("CHI number"), "bsn": N_("BSN")}
LIKENESS: Mapping[str, str] = {
    "number": N_("The same NHS number"),
    "born": N_("The same birth date"),
    "name": N_("A name that is easily taken for this one"),
}
ALL: Mapping[str, Mapping[str, str]] = {
    "status": STATUSES,
    "part": PARTS,
    "field": FIELDS,
    "table": TABLES,
    "happening": KINDS,
    "closed": CLOSED,
    "number": NUMBERS,
    "likeness": LIKENESS,
    **door_words.FAMILIES,
}


def said(stored: object, family: str) -> str:
    """``{{ client.status|said('status') }}``: the word on screen; what has no word of ours is said as it is stored."""
    words = ALL[family]
    key = str(stored)
    return _(words[key]) if key in words else key.replace("_", " ").replace("-", " ").capitalize()


def typed(values: Mapping[str, Any]) -> dict[str, Any]:
    """Of an edit's fields those that somebody typed."""
    return {name: value for name, value in values.items() if name not in WORKED_OUT}


def worded(nurse: Any, client: str, patient: str) -> str:
    """One of two texts, by the word this team uses for the people it cares for."""
    return patient if nurse is not None and nurse.settings.word_for_client == "patient" else client
