"""The words of a client's record that rules and tables share."""

from enum import StrEnum


class ClientStatus(StrEnum):
    """Where a client stands with the team. Each change is kept with its day and reason."""

    REFERRED = "referred"
    ACTIVE = "active"
    PAUSED = "paused"
    DISCHARGED = "discharged"
    DIED = "died"


class AllergyKnowledge(StrEnum):
    """ "Nothing said" and "none known" are different things and are never shown alike."""

    NOT_ASKED = "not-asked"
    NONE_KNOWN = "none-known"
    LISTED = "listed"


class WarningKind(StrEnum):
    """What to know at the door (domain.md, section e, from lone-worker guidance)."""

    AGGRESSION = "aggression"
    TWO_PEOPLE = "two-people"
    ANIMAL = "animal"
    KEY_SAFE = "key-safe"
    OXYGEN = "oxygen"
    INFECTION = "infection"
    NO_REPLY = "no-reply"
    ACCESS = "access"
    OTHER = "other"


class DecisionKind(StrEnum):
    """Decided for when the client cannot say it: shown in words, with date, by whom, and where the paper lies."""

    CPR_NOT_RECOMMENDED = "cpr-not-recommended"
    FOR_CPR = "for-cpr"
    LPA_HEALTH = "lpa-health"
    LPA_FINANCE = "lpa-finance"
    ADRT = "adrt"
    RESPECT = "respect"
    ADVANCE_STATEMENT = "advance-statement"


class ClosedKind(StrEnum):
    """Why a record is closed to one member: the client excluded her, or she declared a conflict."""

    EXCLUDED = "excluded"
    CONFLICT = "conflict"


MOST_NAMED_NURSES = 2
"""One named nurse, at most two (domain.md, section a, onion model)."""
