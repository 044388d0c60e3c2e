"""The rules of a team without a manager."""

from datetime import UTC, date, datetime, timedelta

import pytest

from app.domain.errors import FieldWrong, RuleBroken
from app.domain.team import (
    AgreementOutcome,
    CompetenceState,
    InvitationState,
    MemberKind,
    ProposalKind,
    adopted_unopposed,
    competence_state,
    free_seat,
    guest_days,
    has_a_say,
    initials,
    invitation_state,
    may_enter,
    may_object,
    may_second,
    may_still_send,
    may_still_tell,
    silence_agrees,
)

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
TODAY = NOW.date()
DAY = timedelta(days=1)


def test_the_lowest_free_seat_is_taken_and_a_thirteenth_is_refused() -> None:
    assert free_seat({1, 2, 4}) == 3
    with pytest.raises(RuleBroken) as refusal:
        free_seat(range(1, 13))
    assert refusal.value.code == "team-full"


def test_a_guest_enters_on_named_days_and_the_morning_after() -> None:
    def enters(today: date) -> bool:
        return may_enter(MemberKind.GUEST, ended=False, suspended=False, today=today, days=[TODAY])

    assert [enters(TODAY - DAY), enters(TODAY), enters(TODAY + DAY), enters(TODAY + 2 * DAY)] == [
        False,
        True,
        True,
        False,
    ]


def test_nobody_enters_who_has_left_or_is_suspended() -> None:
    for kind in MemberKind:
        assert not may_enter(kind, ended=True, suspended=False, today=TODAY, days=[TODAY])
        assert not may_enter(kind, ended=False, suspended=True, today=TODAY, days=[TODAY])


def test_an_invitation_is_open_until_it_is_used_withdrawn_or_expired() -> None:
    def state(*, used: bool = False, withdrawn: bool = False, left: timedelta = DAY) -> InvitationState:
        return invitation_state(used=used, withdrawn=withdrawn, expires_at=NOW + left, now=NOW)

    assert state() is InvitationState.OPEN
    assert state(left=timedelta(0)) is InvitationState.EXPIRED
    assert state(withdrawn=True, left=-DAY) is InvitationState.WITHDRAWN
    assert state(used=True, withdrawn=True) is InvitationState.USED


def test_guest_days_are_in_order_and_each_once() -> None:
    assert guest_days([TODAY + DAY, TODAY, TODAY + DAY], today=TODAY) == (TODAY, TODAY + DAY)
    for wrong in ([], [TODAY - DAY], [TODAY + n * DAY for n in range(32)], [TODAY + 366 * DAY]):
        with pytest.raises(FieldWrong):
            guest_days(wrong, today=TODAY)


def test_a_competence_counts_on_its_last_day_and_warns_sixty_days_before() -> None:
    def state(ends_in: int | None) -> CompetenceState:
        return competence_state(expires_on=None if ends_in is None else TODAY + ends_in * DAY, today=TODAY)

    assert state(None) is state(61) is CompetenceState.VALID
    assert state(60) is state(0) is CompetenceState.EXPIRES_SOON
    assert state(-1) is CompetenceState.EXPIRED


def test_two_different_members_together_and_never_the_person_it_is_about() -> None:
    assert may_second(proposer="a", seconder="b", subject="c")
    assert not may_second(proposer="a", seconder="a", subject="c")
    assert not may_second(proposer="a", seconder="c", subject="c")
    assert not may_second(proposer="c", seconder="b", subject="c")


def test_everybody_has_a_say_but_the_two_it_is_between() -> None:
    assert [has_a_say(member=who, proposer="a", subject="b") for who in "abc"] == [False, False, True]


def test_only_ending_a_membership_can_be_objected_to_and_only_in_time() -> None:
    def may(kind: ProposalKind, outcome: AgreementOutcome | None = None, left: timedelta = DAY) -> bool:
        return may_object(kind=kind, outcome=outcome, closes_at=NOW + left, now=NOW)

    assert may(ProposalKind.END_MEMBERSHIP)
    assert may(ProposalKind.END_MEMBERSHIP, AgreementOutcome.OBJECTED), "further reasons stay welcome"
    assert not may(ProposalKind.END_MEMBERSHIP, AgreementOutcome.WITHDRAWN)
    assert not may(ProposalKind.END_MEMBERSHIP, left=timedelta(0))
    assert not may(ProposalKind.SUSPEND)


def test_silence_agrees_only_when_the_days_are_over() -> None:
    assert adopted_unopposed(closes_at=NOW, now=NOW, objections=0)
    assert not adopted_unopposed(closes_at=NOW + DAY, now=NOW, objections=0)
    assert not adopted_unopposed(closes_at=NOW, now=NOW, objections=1)


def test_who_has_left_sends_what_happened_before_for_sixty_days() -> None:
    def may(*, happened: timedelta, left: timedelta | None = None, suspended: timedelta | None = None) -> bool:
        ended_at, suspended_at = (None if one is None else NOW - one for one in (left, suspended))
        at, day = NOW - happened, (NOW - happened).date()
        return may_still_send(
            MemberKind.NURSE, ended_at=ended_at, suspended_at=suspended_at, happened_at=at, now=NOW, day=day
        )

    assert may(happened=2 * DAY, left=DAY)
    assert not may(happened=DAY, left=2 * DAY), "it happened after she left"
    assert not may(happened=62 * DAY, left=61 * DAY), "too late"
    assert may(happened=2 * DAY, suspended=DAY), "before she was suspended"
    assert may(happened=3 * DAY, suspended=2 * DAY, left=DAY)
    assert not may(happened=2 * DAY, suspended=3 * DAY, left=DAY), "she was suspended by then, and left later"
    assert not may(happened=DAY, suspended=2 * DAY)
    assert not may(happened=62 * DAY, suspended=61 * DAY, left=DAY), "too late"


def test_only_who_can_speak_can_be_silent() -> None:
    assert [silence_agrees(able=able, others=others) for able, others in ((1, 1), (2, 3), (1, 2), (0, 0), (1, 4))] == [
        True,
        True,
        False,
        False,
        False,
    ]


def test_initials_are_of_the_first_two_words() -> None:
    assert (initials("sioned davies-llewellyn x"), initials("Ola"), initials("")) == ("SD", "O", "")


def test_what_happened_before_a_record_was_closed_may_be_told_for_sixty_days() -> None:
    def may_tell(happened_at: datetime, today: date = TODAY) -> bool:
        return may_still_tell(closed_at=NOW, happened_at=happened_at, today=today)

    assert (may_tell(NOW - DAY), may_tell(NOW), may_tell(NOW + DAY)) == (True, False, False)
    assert (may_tell(NOW - DAY, TODAY + 60 * DAY), may_tell(NOW - DAY, TODAY + 61 * DAY)) == (True, False)
