"""Who the client is, as told: names, numbers, where they live, how to reach and understand them, and who is close."""

from dataclasses import dataclass
from datetime import date

from app.domain.identifier import Identifier
from app.domain.intake.record import (
    AllergyWord,
    IncomingAllergy,
    IncomingCarePlan,
    IncomingCondition,
    IncomingEncounter,
    IncomingGoal,
    IncomingMedicine,
    IncomingObservation,
    Origin,
    allergy_word,
)
from app.domain.when import When


@dataclass(frozen=True)
class PersonName:
    """``use`` is official, usual, nickname, maiden, old or empty; ``text`` the whole name when only that was told."""

    use: str = ""
    prefix: str = ""
    given: str = ""
    family: str = ""
    suffix: str = ""
    text: str = ""

    @property
    def whole(self) -> str:
        """The name in full, without the title."""
        return " ".join(part for part in (self.given, self.family, self.suffix) if part) or self.text


@dataclass(frozen=True)
class Telecom:
    """``kind`` is phone, email, sms, fax, pager, url or other; ``use`` home, work, mobile, old or empty."""

    kind: str
    value: str
    use: str = ""


@dataclass(frozen=True)
class IncomingAddress:
    """``postcode`` is in its normal form, and empty when what was told (``postcode_told``) is not a UK postcode."""

    lines: tuple[str, ...] = ()
    town: str = ""
    county: str = ""
    postcode: str = ""
    postcode_told: str = ""
    country: str = ""
    use: str = ""


@dataclass(frozen=True)
class Language:
    code: str
    words: str
    is_preferred: bool = False


@dataclass(frozen=True)
class Contact:
    """Somebody close, as told. Next of kin is a word here and decides nothing."""

    name: str
    relationship: str = ""
    telecoms: tuple[Telecom, ...] = ()
    address: IncomingAddress | None = None
    is_next_of_kin: bool = False
    is_emergency: bool = False


@dataclass(frozen=True)
class GpPractice:
    """``code`` is the ODS code where told; ``doctor`` a named GP."""

    name: str
    code: str = ""
    doctor: str = ""
    telecoms: tuple[Telecom, ...] = ()
    address: IncomingAddress | None = None


@dataclass(frozen=True)
class IncomingClient:
    """One client out of one file. ``died`` may be unknown although ``is_dead`` is told.

    ``needs_interpreter`` and ``no_known_allergies`` tell "no" apart from nothing said (None, ``AllergyWord``).
    """

    origin: Origin
    names: tuple[PersonName, ...]
    birth: When | None = None
    is_dead: bool = False
    died: When | None = None
    gender: str = ""
    identifiers: tuple[Identifier, ...] = ()
    addresses: tuple[IncomingAddress, ...] = ()
    telecoms: tuple[Telecom, ...] = ()
    languages: tuple[Language, ...] = ()
    needs_interpreter: bool | None = None
    contacts: tuple[Contact, ...] = ()
    gp_practices: tuple[GpPractice, ...] = ()
    conditions: tuple[IncomingCondition, ...] = ()
    allergies: tuple[IncomingAllergy, ...] = ()
    medicines: tuple[IncomingMedicine, ...] = ()
    observations: tuple[IncomingObservation, ...] = ()
    encounters: tuple[IncomingEncounter, ...] = ()
    care_plans: tuple[IncomingCarePlan, ...] = ()
    goals: tuple[IncomingGoal, ...] = ()
    what_matters: str = ""
    in_care_since: date | None = None

    @property
    def name(self) -> PersonName:
        """The name of record: the official one, else the first that is still in use."""
        order = ("official", "usual", "", "temp", "anonymous", "nickname", "maiden", "old")
        return min(self.names, key=lambda name: order.index(name.use) if name.use in order else len(order))

    @property
    def known_as(self) -> str:
        """The name they like, where one was told: a nickname, else the given name usually used."""
        for use in ("nickname", "usual"):
            for name in self.names:
                if name.use == use and name is not self.name:
                    return name.given or name.text or name.family
        return ""

    @property
    def allergy_word(self) -> AllergyWord:
        return allergy_word(self.allergies)
