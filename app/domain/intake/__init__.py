"""What comes in from a file about one client, before anybody has decided on it.

Every format (FHIR, CSV, Excel) ends here; the caseload takes it from here. Nothing in it is authority for anything:
medicines are as told, allergies as told, and each piece names the place it came from.
"""

from app.domain.intake.outcome import Fault, Intake, LeftAside, Remark
from app.domain.intake.person import (
    Contact,
    GpPractice,
    IncomingAddress,
    IncomingClient,
    Language,
    PersonName,
    Telecom,
)
from app.domain.intake.record import (
    AllergyWord,
    Code,
    Concept,
    Denies,
    IncomingAllergy,
    IncomingCarePlan,
    IncomingCondition,
    IncomingEncounter,
    IncomingGoal,
    IncomingMedicine,
    IncomingObservation,
    ObservedValue,
    Origin,
    Reaction,
)

__all__ = [
    "AllergyWord",
    "Code",
    "Concept",
    "Contact",
    "Denies",
    "Fault",
    "GpPractice",
    "IncomingAddress",
    "IncomingAllergy",
    "IncomingCarePlan",
    "IncomingClient",
    "IncomingCondition",
    "IncomingEncounter",
    "IncomingGoal",
    "IncomingMedicine",
    "IncomingObservation",
    "Intake",
    "Language",
    "LeftAside",
    "ObservedValue",
    "Origin",
    "PersonName",
    "Reaction",
    "Remark",
    "Telecom",
]
