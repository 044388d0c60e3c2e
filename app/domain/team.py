"""The rules of a team without a manager: twelve seats, guests for named days, memberships that end by agreement."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from enum import StrEnum

from app.domain.errors import RuleBroken
from app.domain.words import N_

SEATS = 12
"""A Buurtzorg team has at most twelve nurses; above that it splits (domain.md, section a)."""

SUSPENSION_SECOND_WITHIN = timedelta(hours=48)
"""A suspension that nobody seconds by then falls: one member alone can suspend nobody."""


class MemberKind(StrEnum):
    NURSE = "nurse"
    GUEST = "guest"


class ProposalKind(StrEnum):
    END_MEMBERSHIP = "end-membership"
    SUSPEND = "suspend"
    LIFT_SUSPENSION = "lift-suspension"


class AgreementOutcome(StrEnum):
    ADOPTED = "adopted"
    OBJECTED = "objected"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"


def free_seat(taken: Collection[int]) -> int:
    """The lowest free seat, 1 to 12; a thirteenth nurse is refused with the reason."""
    for seat in range(1, SEATS + 1):
        if seat not in taken:
            return seat
    raise RuleBroken(
        N_(
            "This team has {seats} nurses, and that is the most a team can have. "
            "A team that grows past {seats} splits into two, so that everybody still knows everybody."
        ),
        code="team-full",
        seats=SEATS,
    )


def may_enter(kind: MemberKind, *, ended: bool, suspended: bool, today: date, days: Collection[date] = ()) -> bool:
    """Whether a person may reach the team today. Kind changes nothing but time: a guest has named days.

    ``today`` is the civil date in the team's zone. A guest's night duty reaches into the morning after,
    so the day after a named day still counts.
    """
    if ended or suspended:
        return False
    if kind is MemberKind.NURSE:
        return True
    return today in days or today - timedelta(days=1) in days


def may_second(*, proposer: object, seconder: object, subject: object) -> bool:
    """Two different members together, and never the person it is about."""
    return seconder not in (proposer, subject) and proposer != subject


def adopted_unopposed(*, closes_at: datetime, now: datetime, objections: int) -> bool:
    """A proposal to end a membership is adopted when its days have passed and nobody has objected."""
    return now >= closes_at and objections == 0
