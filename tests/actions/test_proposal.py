"""What a team decides about a membership without a meeting, and without anybody who decides for others."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from app.actions.proposal import settle_due
from app.actions.suspension import lift_by_provider, suspend_by_provider
from app.domain.errors import RuleBroken
from app.models import JournalLine, Membership, Proposal, new_id
from tests import factories
from tests.cast import Cast, Person


class Riverside:
    """Amina, Joanne, Priya and Ruth; Gwen is today's guest."""

    def __init__(self, cast: Cast) -> None:
        self.cast, self.kring, self.team = cast, cast.kring, cast.riverside
        self.amina, self.joanne, self.gwen = cast.amina, cast.joanne, cast.gwen
        self.priya = cast.member("Priya Nair", self.team, seat=3)
        self.ruth = cast.member("Ruth Okoro", self.team, seat=4)

    def propose(self, what: str, by: Person, about: Person) -> str:
        answer = self.send(by, what, {"membership_id": str(about.membership), "reason": "We no longer work together."})
        return str(answer["proposal"])

    def send(self, by: Person, what: str, body: Mapping[str, Any]) -> Mapping[str, Any]:
        full = {"id": str(new_id()), **body} if what.startswith("propose") else body
        answer = by.command(what, full)
        assert answer.status_code == 200, answer.text
        found: Mapping[str, Any] = answer.json()["answer"]
        return found

    def refused(self, by: Person, what: str, body: Mapping[str, Any]) -> tuple[int, str]:
        full = {"id": str(new_id()), **body} if what.startswith("propose") else body
        answer = by.command(what, full)
        return answer.status_code, answer.json()["code"]

    def settle(self) -> int:
        ids, now = tuple(new_id() for _ in range(8)), self.kring.clock.now
        settled: int = self.kring.door.write(self.team, lambda session: settle_due(session, self.team, now, ids))
        return settled

    def days_pass(self, days: int) -> None:
        """The tablets are put away meanwhile: whoever is asked next has signed in anew."""
        self.kring.clock.forward(days=days)
        for person in (self.amina, self.joanne, self.priya, self.ruth, self.gwen):
            person.__dict__.pop("token", None)
            person.__dict__.pop("browser", None)

    def outcome(self, proposal: str) -> str | None:
        with self.kring.door.read(self.team) as session:
            rows = session.execute(select(Proposal.__table__).where(Proposal.team_id == self.team))  # type: ignore[arg-type, attr-defined]
            return {str(row.id): row.outcome for row in rows}[proposal]

    def membership(self, person: Person) -> Any:
        with self.kring.door.read(self.team) as session:
            rows = session.execute(select(Membership.__table__).where(Membership.team_id == self.team))  # type: ignore[arg-type, attr-defined]
            return next(row for row in rows if row.id == person.membership)

    def lines(self, what: str) -> int:
        with self.kring.door.read(self.team) as session:
            rows = session.execute(select(JournalLine.what).where(JournalLine.team_id == self.team))  # type: ignore[call-overload, arg-type]
            return [row.what for row in rows].count(what)

    def reaches(self, person: Person) -> int:
        return person.command("withdraw-competence", {"competence_id": str(new_id())}).status_code

    def comes_in(self, person: Person) -> bool:
        return bool(person.get("/t/{team}").status_code == 200)

    def suspend(self, by: Person, second: Person, about: Person) -> None:
        self.send(second, "second-proposal", {"proposal_id": self.propose("propose-suspension", by, about)})

    def provider(self, does: Callable[..., None], about: Person) -> None:
        ids, now = (new_id(), new_id()), self.kring.clock.now
        who = {"team_id": self.team, "membership_id": about.membership, "reason": "Registration lapsed."}
        self.kring.door.write(self.team, lambda session: does(session, **who, now=now, ids=ids))


@pytest.fixture
def team(cast: Cast) -> Riverside:
    return Riverside(cast)


def test_a_membership_ends_when_nobody_objects_in_the_days_the_team_has_set(team: Riverside) -> None:
    proposal = team.propose("propose-end-membership", team.amina, team.ruth)
    team.days_pass(6)
    team.settle()
    assert team.outcome(proposal) is None
    team.days_pass(1)

    team.settle()

    row = team.membership(team.ruth)
    assert (team.outcome(proposal), row.ended_why, row.seat) == ("adopted", "agreed", None)
    assert team.ruth.command("leave-team", {}).json()["code"] == "not-found"


def test_settling_twice_changes_nothing(team: Riverside) -> None:
    team.propose("propose-end-membership", team.amina, team.ruth)
    team.days_pass(7)
    team.settle()

    assert team.settle() == 0
    assert team.lines("proposal-adopted") == 1


def test_any_other_members_objection_stops_it_and_further_ones_stay_readable(team: Riverside) -> None:
    proposal = team.propose("propose-end-membership", team.amina, team.ruth)

    team.send(team.priya, "object-to-proposal", {"proposal_id": proposal, "reason": "She has done no harm."})
    team.send(team.joanne, "object-to-proposal", {"proposal_id": proposal, "reason": "Nor to me."})

    team.days_pass(7)
    team.settle()
    assert team.outcome(proposal) == "objected"
    assert team.membership(team.ruth).ended_at is None


def test_the_person_it_is_about_may_say_her_view_and_it_stops_nothing(team: Riverside) -> None:
    proposal = team.propose("propose-end-membership", team.amina, team.ruth)

    team.send(team.ruth, "object-to-proposal", {"proposal_id": proposal, "reason": "I want to stay."})

    assert team.outcome(proposal) is None
    team.days_pass(7)
    team.settle()
    assert team.outcome(proposal) == "adopted"


def test_a_second_word_of_the_same_member_is_refused(team: Riverside) -> None:
    proposal = team.propose("propose-end-membership", team.amina, team.ruth)
    team.send(team.ruth, "object-to-proposal", {"proposal_id": proposal, "reason": "I want to stay."})

    again = {"proposal_id": proposal, "reason": "Once more."}
    assert team.refused(team.ruth, "object-to-proposal", again) == (409, "objected-already")


def test_an_objection_comes_too_late_when_the_days_are_over(team: Riverside) -> None:
    proposal = team.propose("propose-end-membership", team.amina, team.ruth)
    team.days_pass(7)

    late = {"proposal_id": proposal, "reason": "Wait."}
    assert team.refused(team.joanne, "object-to-proposal", late) == (409, "proposal-closed")


def test_the_proposer_takes_it_back_and_nobody_else(team: Riverside) -> None:
    proposal = team.propose("propose-end-membership", team.joanne, team.ruth)

    assert team.refused(team.amina, "withdraw-proposal", {"proposal_id": proposal}) == (409, "not-by-you")
    team.send(team.joanne, "withdraw-proposal", {"proposal_id": proposal})
    assert team.outcome(proposal) == "withdrawn"


def test_in_a_team_of_two_neither_can_end_the_other(cast: Cast) -> None:
    wish = {"id": str(new_id()), "membership_id": str(cast.joanne.membership), "reason": "It is over."}

    answer = cast.amina.command("propose-end-membership", wish)

    assert (answer.status_code, answer.json()["code"]) == (409, "nobody-to-agree")


def test_silence_settles_nothing_when_the_others_have_left_meanwhile(team: Riverside) -> None:
    proposal = team.propose("propose-end-membership", team.amina, team.ruth)
    for person in (team.joanne, team.priya):
        team.send(person, "leave-team", {})
    team.days_pass(7)

    team.settle()

    assert team.outcome(proposal) == "lapsed"


def test_two_members_together_suspend_at_once(team: Riverside) -> None:
    proposal = team.propose("propose-suspension", team.priya, team.ruth)
    assert team.reaches(team.ruth) == 404

    team.send(team.joanne, "second-proposal", {"proposal_id": proposal})

    answer = team.ruth.command("leave-team", {})
    assert (answer.status_code, answer.json()["code"]) == (401, "signed-out")
    assert team.outcome(proposal) == "adopted"


def test_a_suspended_member_who_signs_in_again_finds_nothing(team: Riverside) -> None:
    proposal = team.propose("propose-suspension", team.priya, team.ruth)
    team.send(team.joanne, "second-proposal", {"proposal_id": proposal})
    team.days_pass(0)

    assert team.reaches(team.ruth) == 404


def test_neither_the_proposer_nor_the_one_it_is_about_can_second(team: Riverside) -> None:
    proposal = team.propose("propose-suspension", team.priya, team.ruth)

    assert team.refused(team.priya, "second-proposal", {"proposal_id": proposal}) == (409, "not-by-you")
    assert team.refused(team.ruth, "second-proposal", {"proposal_id": proposal}) == (409, "not-by-you")


def test_silence_settles_nothing_while_too_few_others_can_object(team: Riverside) -> None:
    """Ruth's membership was proposed to end when Priya could still object."""
    proposal = team.propose("propose-end-membership", team.amina, team.ruth)
    team.suspend(team.amina, team.joanne, team.priya)
    team.days_pass(7)

    team.settle()

    assert (team.outcome(proposal), team.membership(team.ruth).ended_at) == ("lapsed", None)


def test_a_suspension_that_was_lifted_at_the_last_moment_counts_all_the_same(team: Riverside) -> None:
    proposal = team.propose("propose-end-membership", team.amina, team.ruth)
    team.suspend(team.amina, team.joanne, team.priya)
    team.days_pass(6)
    lifting = team.propose("propose-lift-suspension", team.amina, team.priya)
    team.send(team.joanne, "second-proposal", {"proposal_id": lifting})
    team.days_pass(1)

    team.settle()

    assert team.outcome(proposal) == "lapsed"


def test_two_members_cannot_take_a_team_over(team: Riverside) -> None:
    for person in (team.priya, team.ruth):
        team.suspend(team.amina, team.joanne, person)

    for person in (team.priya, team.ruth):
        wish = {"membership_id": str(person.membership), "reason": "She is suspended anyway."}
        assert team.refused(team.amina, "propose-end-membership", wish) == (409, "nobody-to-agree")


def test_a_suspended_members_membership_ends_where_the_others_could_object(team: Riverside) -> None:
    team.suspend(team.amina, team.joanne, team.ruth)
    proposal = team.propose("propose-end-membership", team.amina, team.ruth)
    team.days_pass(7)

    team.settle()

    assert team.outcome(proposal) == "adopted", "Joanne and Priya were silent"


def test_the_provider_suspends_also_whom_the_team_has_suspended(team: Riverside) -> None:
    team.suspend(team.amina, team.joanne, team.ruth)
    team.provider(suspend_by_provider, team.ruth)

    lifting = team.propose("propose-lift-suspension", team.amina, team.ruth)
    team.send(team.joanne, "second-proposal", {"proposal_id": lifting})

    team.days_pass(0)
    assert not team.comes_in(team.ruth), "the provider's still holds"
    with pytest.raises(RuleBroken):
        team.provider(suspend_by_provider, team.ruth)
    team.provider(lift_by_provider, team.ruth)
    assert team.comes_in(team.ruth)


def test_who_is_suspended_is_signed_out_of_another_team_too(team: Riverside) -> None:
    cast, elsewhere, now = team.cast, new_id(), team.kring.clock.now
    row = factories.membership(cast.malpas, elsewhere, team.ruth.account, "Ruth", now, seat=2)
    team.kring.add(cast.malpas, row, factories.place(team.ruth.account, cast.malpas, elsewhere, now))
    team.ruth.get("/t/{team}")

    team.suspend(team.amina, team.joanne, team.ruth)

    answer = team.ruth.command("leave-team", {}, team=cast.malpas)
    assert (answer.status_code, answer.json()["code"]) == (401, "signed-out")


@pytest.mark.parametrize("what", ["propose-suspension", "propose-end-membership"])
def test_a_proposal_whose_time_is_over_does_not_wait_for_the_clock_to_make_room(team: Riverside, what: str) -> None:
    team.propose(what, team.priya, team.ruth)
    team.days_pass(2 if what == "propose-suspension" else 7)
    offered = "suspend" if what == "propose-suspension" else "end-membership"

    page = team.amina.get(f"/t/{{team}}/members/{team.ruth.membership}").text

    assert f"/proposals/{offered}" in page
    team.propose(what, team.amina, team.ruth)


def test_a_suspension_nobody_seconds_within_two_days_falls(team: Riverside) -> None:
    proposal = team.propose("propose-suspension", team.priya, team.ruth)
    team.days_pass(2)

    assert team.refused(team.joanne, "second-proposal", {"proposal_id": proposal}) == (409, "proposal-closed")
    team.settle()
    assert team.outcome(proposal) == "lapsed"


def test_two_members_together_lift_a_suspension(team: Riverside) -> None:
    team.send(
        team.joanne, "second-proposal", {"proposal_id": team.propose("propose-suspension", team.priya, team.ruth)}
    )

    proposal = team.propose("propose-lift-suspension", team.amina, team.ruth)
    team.send(team.joanne, "second-proposal", {"proposal_id": proposal})

    team.days_pass(0)
    assert team.comes_in(team.ruth)


def test_the_same_is_not_proposed_twice_at_a_time(team: Riverside) -> None:
    team.propose("propose-end-membership", team.amina, team.ruth)

    again = {"membership_id": str(team.ruth.membership), "reason": "Again."}
    assert team.refused(team.joanne, "propose-end-membership", again) == (409, "proposed-already")


def test_nobody_proposes_anything_about_herself(team: Riverside) -> None:
    wish = {"membership_id": str(team.amina.membership), "reason": "I am tired."}

    assert team.refused(team.amina, "propose-end-membership", wish) == (409, "yourself")


def test_what_a_member_proposed_falls_when_she_leaves(team: Riverside) -> None:
    proposal = team.propose("propose-end-membership", team.amina, team.ruth)

    team.send(team.amina, "leave-team", {})

    assert team.outcome(proposal) == "lapsed"


def test_a_guests_days_are_ended_without_a_proposal(team: Riverside) -> None:
    wish = {"membership_id": str(team.gwen.membership), "reason": "Enough."}

    assert team.refused(team.amina, "propose-end-membership", wish) == (409, "is-a-guest")


def test_the_provider_suspends_and_lifts_at_the_command_line(team: Riverside) -> None:
    common = {"team_id": team.team, "membership_id": team.ruth.membership, "reason": "Registration lapsed."}
    ids, now = (new_id(), new_id()), team.kring.clock.now
    team.kring.door.write(team.team, lambda session: suspend_by_provider(session, **common, now=now, ids=ids))
    team.days_pass(0)
    assert team.reaches(team.ruth) == 404
    with pytest.raises(RuleBroken):
        team.kring.door.write(team.team, lambda session: suspend_by_provider(session, **common, now=now, ids=ids))

    ids = (new_id(), new_id())
    team.kring.door.write(team.team, lambda session: lift_by_provider(session, **common, now=now, ids=ids))

    assert team.comes_in(team.ruth)
    assert (team.lines("suspended-by-provider"), team.lines("suspension-lifted-by-provider")) == (1, 1)


def test_a_guest_whose_days_are_over_is_tidied_away_by_the_clock(team: Riverside) -> None:
    team.days_pass(1)
    assert team.settle() == 0, "the night after the last day still counts"

    team.days_pass(1)

    assert team.settle() == 1
    assert team.membership(team.gwen).ended_why == "days-over"
    assert timedelta(0) <= team.kring.clock.now - team.membership(team.gwen).ended_at < timedelta(days=1)
