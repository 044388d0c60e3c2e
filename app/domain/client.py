"""The words of a client's record, and what holds for her names, her birth date and how she is found."""

import re
from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from app.domain.errors import FieldWrong
from app.domain.folding import fold
from app.domain.words import N_


class ClientStatus(StrEnum):
    """Where a client stands with the team. Each change is kept with its day and reason."""

    REFERRED = "referred"
    ACTIVE = "active"
    PAUSED = "paused"
    DISCHARGED = "discharged"
    DIED = "died"


IN_CARE = (ClientStatus.REFERRED.value, ClientStatus.ACTIVE.value, ClientStatus.PAUSED.value)
"""Who counts for the caseload: cared for, about to be, or resting for a while."""


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

_PART = re.compile(r"[,\n]")
_NUMBER_AND_STREET = re.compile(r"\b\d+[a-z]? [a-z]{2,}")

OLDEST = 120
"""Years. The oldest person known lived 122; a caseload does not meet her, a slip of the finger it does."""


def called(known_as: str, given_names: str) -> str:
    """The name she likes; where nobody has asked yet, her first given name."""
    return known_as or next(iter(given_names.split()), given_names)


def full_name(given_names: str, family_name: str) -> str:
    return f"{given_names} {family_name}".strip()


def checked_birth_date(born_on: date | None, today: date, *, field: str = "born_on") -> date | None:
    """Refuses a birth date that cannot be. One that is not wholly known is told in words instead."""
    if born_on is None:
        return None
    if born_on > today:
        raise FieldWrong(field, N_("This birth date has not come yet. Look at the year."))
    if age_on(born_on, today) > OLDEST:
        raise FieldWrong(field, N_("This birth date is more than {years} years ago. Look at the year."), years=OLDEST)
    return born_on


def age_on(born_on: date, today: date) -> int:
    """Whole years. Who was born on 29 February is a year older on 1 March of a common year (English law)."""
    return today.year - born_on.year - ((today.month, today.day) < (born_on.month, born_on.day))


def address_key(address: str, postcode: str) -> str:
    """Postcode and house, folded: two clients with the same one live together. Nothing while either is missing.

    The house is what is written up to a number and its street ("Flat 1, 12 High Street"), else the first part alone
    ("Rose Cottage"): a postcode has some fifteen houses, so that is enough.
    """
    place = fold(postcode).replace(" ", "")
    parts = [part for part in map(fold, _PART.split(address)) if part]
    if not place or not parts:
        return ""
    written = [" ".join(parts[: number + 1]) for number in range(len(parts))]
    house = next((text for text in written if _NUMBER_AND_STREET.search(text)), parts[0])
    return f"{place} {house}"


def search_text(*, names: Iterable[str], postcode: str, numbers: Iterable[str]) -> str:
    """What a client is found by, folded. A postcode and a number are found with and without their spaces."""
    parts = [fold(name) for name in names]
    for spaced in (postcode, *numbers):
        parts += [fold(spaced), fold(spaced).replace(" ", "")]
    return " ".join(dict.fromkeys(part for part in parts if part))
