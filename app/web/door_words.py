"""How warnings, decisions, people and ties are said on screen."""

from collections.abc import Mapping

from app.domain.words import N_
from app.web.language import _

WARNINGS: Mapping[str, str] = {
    "aggression": N_("Aggression"),
    "two-people": N_("Go in twos"),
    "animal": N_("Animal"),
    "key-safe": N_("Key safe"),
    "oxygen": N_("Oxygen in the house"),
    "infection": N_("Infection"),
    "no-reply": N_("When there is no reply"),
    "access": N_("Getting in"),
    "other": N_("Good to know"),
}
DECISIONS: Mapping[str, str] = {
    "cpr-not-recommended": N_("CPR not recommended"),
    "for-cpr": N_("For CPR"),
    "lpa-health": N_("Lasting power of attorney, health and welfare"),
    "lpa-finance": N_("Lasting power of attorney, property and money"),
    "adrt": N_("Advance decision to refuse treatment"),
    "respect": N_("ReSPECT plan"),
    "advance-statement": N_("Advance statement of wishes"),
}
ALLERGIES: Mapping[str, str] = {
    "not-asked": N_("Nobody has asked about allergies yet"),
    "none-known": N_("No known allergies"),
    "listed": N_("Allergies are listed"),
}
RINGS: Mapping[str, str] = {
    "household": N_("Household"),
    "informal": N_("Family, friends, neighbours"),
    "team": N_("Our team"),
    "formal": N_("Services"),
}
TIES: Mapping[str, str] = {
    "strong": N_("strong"),
    "ordinary": N_("ordinary"),
    "weak": N_("weak"),
    "stressful": N_("stressful"),
}
STRAIN: Mapping[str, str] = {
    "0": N_("no strain"),
    "1": N_("some strain"),
    "2": N_("much strain"),
    "3": N_("at the end of their strength"),
}
VIEWS: Mapping[str, str] = {
    "own": N_("in their own words"),
    "client": N_("in the client’s view"),
    "team": N_("in our view"),
}
LISTS: Mapping[str, str] = {
    "warnings": N_("Warnings at the door"),
    "decisions": N_("Decisions"),
    "allergies": N_("Allergies"),
    "medicines": N_("Medicines as told"),
    "conditions": N_("Diagnoses as told"),
}
FIELDS: Mapping[str, str] = {
    "angle": N_("Place on the map (degrees)"),
    "is_time_critical": N_("Time-critical"),
    "reconciled_on": N_("Reconciled on"),
    "set_at": N_("Code written down"),
    "is_next_of_kin": N_("Next of kin"),
    "lives_there": N_("Lives in the house"),
    "school": N_("School"),
    "is_young_helper": N_("Young helper"),
    "strain": N_("Strain"),
    "strain_view": N_("Whose view that is"),
    "phone_note": N_("About the telephone"),
}
FAMILIES: Mapping[str, Mapping[str, str]] = {
    "warning": WARNINGS,
    "decision": DECISIONS,
    "allergy": ALLERGIES,
    "ring": RINGS,
    "tie": TIES,
    "strain": STRAIN,
    "view": VIEWS,
    "door-list": LISTS,
}
WORKED_OUT = ("reconciled_by", "set_by")
"""Fields of an edit that nobody typed."""


def pairs(family: str, *, but: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    """Value and word, for a list to choose from."""
    return [(value, _(word)) for value, word in FAMILIES[family].items() if value not in but]


def hours(value: float) -> str:
    """Hours as people write them: 26, and 3.5."""
    return f"{value:g}"
