"""Every table. Importing this module fills ``metadata``."""

from app.models.base import metadata, new_id
from app.models.directory import Account, AddressOf, Attempt, Credential, Place, Pulse, SignInSession
from app.models.journal import JournalLine, Receipt, Seal, SealedLine
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

__all__ = [
    "Account",
    "AddressOf",
    "Attempt",
    "Competence",
    "Credential",
    "GuestDay",
    "Invitation",
    "JournalLine",
    "Membership",
    "Objection",
    "Place",
    "Proposal",
    "Pulse",
    "Receipt",
    "Seal",
    "SealedLine",
    "SignInSession",
    "Suspension",
    "Team",
    "TeamSetting",
    "TeamSettingChange",
    "metadata",
    "new_id",
]
