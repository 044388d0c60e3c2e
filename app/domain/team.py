"""The rules of a team without a manager: twelve seats, guests for named days, memberships that end by agreement."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from enum import StrEnum

from app.domain.errors import FieldWrong, RuleBroken
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


SEND_WITHIN = timedelta(days=60)
"""How long somebody who has left may still send what happened before she left (design.md section 6)."""


def may_still_send(
    kind: MemberKind,
    *,
    ended_at: datetime | None,
    suspended_at: datetime | None,
    happened_at: datetime,
    now: datetime,
    day: date,
    days: Collection[date] = (),
) -> bool:
    """Whether it happened while she was in the team, and has come in time. ``day`` is its civil date there.

    ``ended_at`` is nothing for a guest whose days are over and whom the clock has not tidied away yet.
    ``suspended_at`` is when a suspension that was never lifted began, also where the membership ended after it.
    """
    was_in = may_enter(kind, ended=False, suspended=False, today=day, days=days)
    over = min((one for one in (ended_at, suspended_at) if one), default=happened_at)
    return was_in and happened_at <= over <= now and now - over <= SEND_WITHIN


def may_still_tell(*, closed_at: datetime, happened_at: datetime, today: date) -> bool:
    """Whether it happened before a record was closed to whoever tells it, and has come in time."""
    return happened_at < closed_at and today - closed_at.date() <= SEND_WITHIN


def may_second(*, proposer: object, seconder: object, subject: object) -> bool:
    """Two different members together, and never the person it is about."""
    return seconder not in (proposer, subject) and proposer != subject


def adopted_unopposed(*, closes_at: datetime, now: datetime, objections: int) -> bool:
    """A proposal to end a membership is adopted when its days have passed and nobody has objected."""
    return now >= closes_at and objections == 0


def silence_agrees(*, able: int, others: int) -> bool:
    """Only who can speak can be silent: more than half of the other nurses have been able to object all the time."""
    return 2 * able > others


class Ending(StrEnum):
    """Why a membership ended."""

    LEFT = "left"
    AGREED = "agreed"
    GUEST_ENDED = "guest-ended"
    DAYS_OVER = "days-over"
    BECAME_NURSE = "became-nurse"


class InvitationState(StrEnum):
    OPEN = "open"
    USED = "used"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


def invitation_state(*, used: bool, withdrawn: bool, expires_at: datetime, now: datetime) -> InvitationState:
    if used:
        return InvitationState.USED
    if withdrawn:
        return InvitationState.WITHDRAWN
    return InvitationState.EXPIRED if now >= expires_at else InvitationState.OPEN


GUEST_DAYS_MOST = 31
"""A guest for longer than a month is in the team, and the team invites her as a nurse."""


def guest_days(days: Collection[date], *, today: date) -> tuple[date, ...]:
    """A guest's days in order, each once: at least one, at most a month's worth, none gone by, none a year ahead."""
    wanted = tuple(sorted(set(days)))
    if not wanted:
        raise FieldWrong("days", N_("Choose at least one day."))
    if len(wanted) > GUEST_DAYS_MOST:
        raise FieldWrong("days", N_("A guest comes for at most {most} days at a time."), most=GUEST_DAYS_MOST)
    if wanted[0] < today:
        raise FieldWrong("days", N_("One of these days has gone by. Choose today or later."))
    if wanted[-1] > today + timedelta(days=365):
        raise FieldWrong("days", N_("One of these days is more than a year ahead."))
    return wanted


def has_a_say(*, member: object, proposer: object, subject: object) -> bool:
    """Whether this member's silence or objection decides: everybody with a voice but the two it is between."""
    return member not in (proposer, subject)


HOURS_MOST = 48
"""Hours a week, on average: Working Time Regulations 1998, regulation 4."""

EXPIRES_SOON = timedelta(days=60)
"""Long enough before the end to find a day for showing it again."""


class CompetenceState(StrEnum):
    VALID = "valid"
    EXPIRES_SOON = "expires-soon"
    EXPIRED = "expired"


def competence_state(*, expires_on: date | None, today: date) -> CompetenceState:
    """``expires_on`` is the last day on which it counts."""
    if expires_on is None or expires_on > today + EXPIRES_SOON:
        return CompetenceState.VALID
    return CompetenceState.EXPIRED if expires_on < today else CompetenceState.EXPIRES_SOON


def competence_dates(*, shown_on: date, expires_on: date | None, today: date) -> None:
    """Refuses what cannot be: shown tomorrow, or over before it was shown."""
    if shown_on > today:
        raise FieldWrong("shown_on", N_("This day has not come yet."))
    if expires_on is not None and expires_on <= shown_on:
        raise FieldWrong("expires_on", N_("It has to end after the day on which it was shown."))


def may_object(*, kind: ProposalKind, outcome: AgreementOutcome | None, closes_at: datetime, now: datetime) -> bool:
    """While a proposal to end a membership is open, and beside an objection that has stopped it already."""
    return kind is ProposalKind.END_MEMBERSHIP and outcome in (None, AgreementOutcome.OBJECTED) and now < closes_at


def initials(name: str) -> str:
    """What stands in the circle: the first letters of the first two words."""
    return "".join(part[0] for part in name.split()[:2]).upper()
