"""The words of a client's network: rings, ties and strain (the onion model; lines as in ecomaps, Hartman 1975)."""

from enum import StrEnum


class Ring(StrEnum):
    """From inside out. Distance inside a ring is closeness."""

    HOUSEHOLD = "household"
    INFORMAL = "informal"
    TEAM = "team"
    FORMAL = "formal"


class TieKind(StrEnum):
    STRONG = "strong"
    ORDINARY = "ordinary"
    WEAK = "weak"
    STRESSFUL = "stressful"


class StrainView(StrEnum):
    """Whose view it is that somebody is strained; a map never says "strained" without it."""

    OWN = "own"
    CLIENT = "client"
    TEAM = "team"


MOVED = "person-place"
"""What an edit is called that only put somebody elsewhere on the map: no part of the client's history."""
