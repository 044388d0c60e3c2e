"""What others have written about the client, as told: conditions, allergies, medicines, observations, plans."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from app.domain.measurement import Measured
from app.domain.when import When


@dataclass(frozen=True)
class Origin:
    """Where a piece came from: the file, the place in it, and what it was called there."""

    file: str
    where: str
    kind: str
    id: str = ""
    full_url: str = ""
    line: int | None = None


@dataclass(frozen=True)
class Code:
    system: str
    code: str
    display: str = ""


@dataclass(frozen=True)
class Concept:
    """Something named in words and, mostly, in one or more codes."""

    text: str
    codes: tuple[Code, ...] = ()

    def has(self, system: str, *codes: str) -> bool:
        return any(code.system == system and code.code in codes for code in self.codes)


@dataclass(frozen=True)
class IncomingCondition:
    """``clinical_status`` is active, recurrence, relapse, inactive, remission, resolved or empty.

    Onset and end may come as words ("in her forties") instead of a date.
    """

    origin: Origin
    concept: Concept
    clinical_status: str = ""
    verification: str = ""
    onset: When | None = None
    onset_told: str = ""
    abatement: When | None = None
    abatement_told: str = ""
    recorded: When | None = None
    note: str = ""


class AllergyWord(StrEnum):
    """What the first line of the card can say. Nothing said is not the same as none known."""

    NOTHING_SAID = "nothing-said"
    NONE_KNOWN = "none-known"
    KNOWN = "known"


class Denies(StrEnum):
    """What a statement of "no known …" covers. Only ``ALL`` means that no allergy is known."""

    NOTHING = ""
    ALL = "all"
    MEDICINES = "medicines"
    FOOD = "food"
    ENVIRONMENT = "environment"


@dataclass(frozen=True)
class Reaction:
    manifestation: str
    severity: str = ""
    note: str = ""


@dataclass(frozen=True)
class IncomingAllergy:
    """An allergy or intolerance, or the statement that none is known (``denies``)."""

    origin: Origin
    substance: Concept
    reactions: tuple[Reaction, ...] = ()
    criticality: str = ""
    categories: tuple[str, ...] = ()
    kind: str = ""
    clinical_status: str = ""
    verification: str = ""
    denies: Denies = Denies.NOTHING
    onset: When | None = None
    recorded: When | None = None
    note: str = ""

    @property
    def counts(self) -> bool:
        """Whether it is to be reckoned with now: anything not said to be over."""
        return self.clinical_status not in ("inactive", "resolved")


def allergy_word(allergies: Iterable[IncomingAllergy]) -> AllergyWord:
    """An allergy that counts outweighs any statement that none is known."""
    still = [allergy for allergy in allergies if allergy.counts]
    if any(allergy.denies is Denies.NOTHING for allergy in still):
        return AllergyWord.KNOWN
    if any(allergy.denies is Denies.ALL for allergy in still):
        return AllergyWord.NONE_KNOWN
    return AllergyWord.NOTHING_SAID


@dataclass(frozen=True)
class IncomingMedicine:
    """A medicine as told: a list to reconcile, never authority to give.

    ``dosage_is_composed``: the dosage came in parts without words and was put together here. ``not_to_take``: the
    file says that it must *not* be taken or given.
    """

    origin: Origin
    medicine: Concept
    status: str = ""
    intent: str = ""
    dosage: str = ""
    dosage_is_composed: bool = False
    as_needed: bool | None = None
    reason: str = ""
    started: When | None = None
    ended: When | None = None
    written: When | None = None
    by: str = ""
    not_to_take: bool = False
    note: str = ""


@dataclass(frozen=True)
class ObservedValue:
    """One value of an observation. ``measured`` is there only for a kind we know in a unit we know.

    ``comparator`` (<, <=, >=, >) keeps "below 2" from being read as 2: such a value is never ``measured``.
    """

    concept: Concept
    number: Decimal | None = None
    unit: str = ""
    unit_code: str = ""
    comparator: str = ""
    words: str = ""
    measured: Measured | None = None


@dataclass(frozen=True)
class IncomingObservation:
    """One observation with its values: one, or more where it came in parts (the two blood pressures)."""

    origin: Origin
    concept: Concept
    values: tuple[ObservedValue, ...]
    at: When | None = None
    until: When | None = None
    status: str = ""
    categories: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class IncomingEncounter:
    """A contact with another service, or an earlier one: what kind, when, why, where and with whom."""

    origin: Origin
    kinds: tuple[Concept, ...]
    setting: str = ""
    status: str = ""
    started: When | None = None
    ended: When | None = None
    reasons: tuple[Concept, ...] = ()
    service: str = ""
    people: tuple[str, ...] = ()


@dataclass(frozen=True)
class IncomingGoal:
    """``status`` is the life of the goal, ``achievement`` how far it was reached; both as told."""

    origin: Origin
    description: Concept
    status: str = ""
    achievement: str = ""
    started: When | None = None
    target: str = ""
    note: str = ""


@dataclass(frozen=True)
class IncomingCarePlan:
    """``goals`` and ``addresses`` are words: what the plan is to reach, and what it is about."""

    origin: Origin
    title: str
    status: str = ""
    intent: str = ""
    started: When | None = None
    ended: When | None = None
    activities: tuple[str, ...] = ()
    goals: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    note: str = ""
