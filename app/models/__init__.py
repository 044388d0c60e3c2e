"""Every table. Importing this module fills ``metadata``."""

from app.models.assessment import Assessment, Problem, Rating
from app.models.base import metadata, new_id
from app.models.client import Client, ClientChange, ClientIdentifier, ClientStatusLine, ClosedRecord, NamedNurse
from app.models.directory import Account, AddressOf, Attempt, Credential, Place, Pulse, SignInSession, Tablet
from app.models.door_card import Allergy, Condition, Decision, DoorWarning, KeySafe, Medicine
from app.models.intake import Intake, IntakeClient
from app.models.journal import JournalLine, Receipt, Seal, SealedLine
from app.models.network_map import Person, Tie
from app.models.team import (
    Competence,
    GuestDay,
    Invitation,
    Membership,
    Objection,
    Proposal,
    Suspension,
    Team,
    TeamSetting,
    TeamSettingChange,
)
from app.models.visit import Entry, Measurement, Visit, VisitRecord

__all__ = [
    "Account",
    "AddressOf",
    "Allergy",
    "Assessment",
    "Attempt",
    "Client",
    "ClientChange",
    "ClientIdentifier",
    "ClientStatusLine",
    "ClosedRecord",
    "Competence",
    "Condition",
    "Credential",
    "Decision",
    "DoorWarning",
    "Entry",
    "GuestDay",
    "Intake",
    "IntakeClient",
    "Invitation",
    "JournalLine",
    "KeySafe",
    "Measurement",
    "Medicine",
    "Membership",
    "NamedNurse",
    "Objection",
    "Person",
    "Place",
    "Problem",
    "Proposal",
    "Pulse",
    "Rating",
    "Receipt",
    "Seal",
    "SealedLine",
    "SignInSession",
    "Suspension",
    "Tablet",
    "Team",
    "TeamSetting",
    "TeamSettingChange",
    "Tie",
    "Visit",
    "VisitRecord",
    "metadata",
    "new_id",
]
