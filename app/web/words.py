"""The domain's words as they stand on screen: one phrase for each member of each enumeration."""

from collections.abc import Mapping
from enum import StrEnum

from app.domain.journal import Outcome
from app.domain.team import AgreementOutcome, CompetenceState, Ending, InvitationState, MemberKind, ProposalKind
from app.domain.team_setting import Choice, SettingKind, Whole
from app.domain.words import N_
from app.web.language import _

PHRASES: Mapping[type[StrEnum], Mapping[StrEnum, str]] = {
    MemberKind: {
        MemberKind.NURSE: N_("Nurse"),
        MemberKind.GUEST: N_("Guest"),
    },
    ProposalKind: {
        ProposalKind.END_MEMBERSHIP: N_("End the membership"),
        ProposalKind.SUSPEND: N_("Suspend"),
        ProposalKind.LIFT_SUSPENSION: N_("Lift the suspension"),
    },
    AgreementOutcome: {
        AgreementOutcome.ADOPTED: N_("Agreed"),
        AgreementOutcome.OBJECTED: N_("Stopped by an objection"),
        AgreementOutcome.WITHDRAWN: N_("Taken back"),
        AgreementOutcome.LAPSED: N_("Lapsed"),
    },
    Ending: {
        Ending.LEFT: N_("left"),
        Ending.AGREED: N_("ended by agreement of the team"),
        Ending.GUEST_ENDED: N_("the guest's days were ended"),
        Ending.DAYS_OVER: N_("the guest's days were over"),
        Ending.BECAME_NURSE: N_("became a nurse of the team"),
    },
    InvitationState: {
        InvitationState.OPEN: N_("Open"),
        InvitationState.USED: N_("Used"),
        InvitationState.EXPIRED: N_("Expired"),
        InvitationState.WITHDRAWN: N_("Withdrawn"),
    },
    CompetenceState: {
        CompetenceState.VALID: N_("Valid"),
        CompetenceState.EXPIRES_SOON: N_("Ends soon"),
        CompetenceState.EXPIRED: N_("Ended"),
    },
    Outcome: {
        Outcome.SHOWN: N_("Looked at"),
        Outcome.DONE: N_("Changed"),
        Outcome.REFUSED: N_("Refused"),
    },
}


def in_words(value: StrEnum) -> str:
    """The phrase for a member of an enumeration, in the reader's language."""
    return _(PHRASES[type(value)][value])


def setting_value(setting: SettingKind, value: object) -> str:
    """A setting's value as people read it: with its unit, or by its word."""
    if isinstance(setting.kind, Choice):
        return _(setting.kind.words.get(str(value), str(value)))
    if isinstance(setting.kind, Whole):
        return f"{value} {_(setting.kind.unit)}"
    return str(value)
