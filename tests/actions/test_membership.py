"""Memberships end by the nurse herself; facts about a person; guests' days; invitations made by members."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from app.models import Competence, GuestDay, Invitation, Membership, Place, SignInSession, Suspension, Visit, new_id
from tests import factories
from tests.cast import Cast, Person
from tests.visits import visit


def rows(cast: Cast, table: Any) -> list[Any]:
    with cast.kring.door.read(cast.riverside) as session:
        found = select(table.__table__)
        if hasattr(table, "team_id"):
            found = found.where(table.team_id == cast.riverside)
        return list(session.execute(found))


def ask(person: Person, name: str, body: dict[str, Any]) -> tuple[int, str]:
    answer = person.command(name, body)
    return answer.status_code, answer.json().get("code", "")


def test_a_nurse_leaves_and_is_signed_out_everywhere_at_once(cast: Cast) -> None:
    cast.kring.add(None, factories.session(cast.joanne.account, "another tablet", cast.kring.clock.now))

    assert ask(cast.joanne, "leave-team", {}) == (200, "")

    row = next(row for row in rows(cast, Membership) if row.id == cast.joanne.membership)
    place = next(row for row in rows(cast, Place) if row.account_id == cast.joanne.account)
    sessions = [row for row in rows(cast, SignInSession) if row.account_id == cast.joanne.account]
    assert (row.ended_why, row.seat, place.ended_at) == ("left", None, cast.kring.clock.now)
    assert [row.ended_why for row in sessions] == ["membership-ended", "membership-ended"]


def test_when_a_nurse_leaves_her_visits_are_gaps_and_her_clients_wait_for_somebody(cast: Cast) -> None:
    coming, this_morning = (visit(cast, cast.peggy, by=cast.joanne, in_minutes=minutes) for minutes in (120, -60))
    others = visit(cast, cast.peggy)
    cast.kring.add(cast.riverside, factories.named_nurse(cast.riverside, cast.peggy, cast.joanne.membership))
    assert "The visits you were still to make" in cast.joanne.get("/t/{team}/membership/leaving").text

    answer = cast.joanne.command("leave-team", {})

    who = {row.id: row.membership_id for row in rows(cast, Visit)}
    assert answer.json()["answer"]["gaps"] == 1
    assert who == {coming: None, this_morning: cast.joanne.membership, others: cast.amina.membership}
    assert "Nobody yet" in cast.amina.get("/t/{team}/visits").text
    assert "1 client without a named nurse" in cast.amina.get("/t/{team}").text
    assert "Peggy" in cast.amina.get("/t/{team}/clients?show=unnamed").text


def test_a_nurse_with_another_team_signs_in_again_there(cast: Cast) -> None:
    elsewhere = new_id()
    row = factories.membership(cast.malpas, elsewhere, cast.joanne.account, "Joanne", cast.kring.clock.now, seat=2)
    cast.kring.add(cast.malpas, row, factories.place(cast.joanne.account, cast.malpas, elsewhere, cast.kring.clock.now))

    cast.joanne.command("leave-team", {})

    answer = cast.joanne.command("leave-team", {}, team=cast.malpas)
    assert (answer.status_code, answer.json()["code"]) == (401, "signed-out")
    sign_in_anew(cast.joanne)
    assert cast.joanne.command("leave-team", {}, team=cast.malpas).status_code == 200, "Malpas still knows her"


def sign_in_anew(person: Person) -> None:
    for name in ("token", "browser"):
        person.__dict__.pop(name, None)


def hold(cast: Cast, person: Person) -> None:
    assert person.membership is not None
    held = Suspension(
        team_id=cast.riverside,
        id=new_id(),
        membership_id=person.membership,
        began_at=cast.kring.clock.now,
        reason="…",
        by_provider=True,
    )
    cast.kring.add(cast.riverside, held)


def test_who_is_suspended_may_leave_and_do_nothing_else(cast: Cast) -> None:
    hold(cast, cast.joanne)

    assert ask(cast.joanne, "update-my-membership", {"name": "Jo", "version": 1}) == (404, "not-found")
    assert cast.joanne.get("/t/{team}/membership/leaving").status_code == 404
    assert ask(cast.joanne, "leave-team", {}) == (200, ""), "Amina can open the team: nobody is the last"

    row = next(row for row in rows(cast, Membership) if row.id == cast.joanne.membership)
    assert row.ended_why == "left"
    sign_in_anew(cast.joanne)
    assert ask(cast.joanne, "leave-team", {}) == (404, "not-found")


def test_a_stranger_and_who_has_left_cannot_leave_again(cast: Cast) -> None:
    assert ask(cast.olive, "leave-team", {}) == (404, "not-found")
    assert cast.nell.command("leave-team", {}, team=cast.riverside).status_code == 404


def test_the_last_nurse_is_told_what_it_means(cast: Cast) -> None:
    cast.joanne.command("leave-team", {})

    assert ask(cast.amina, "leave-team", {}) == (422, "not-filled-in")
    assert ask(cast.amina, "leave-team", {"is_last": True}) == (200, "")


def test_whoever_is_suspended_is_nobody_who_could_open_the_team(cast: Cast) -> None:
    hold(cast, cast.joanne)

    assert ask(cast.amina, "leave-team", {}) == (422, "not-filled-in")


@pytest.mark.parametrize("version", [2**31, 2**63, 10**30])
def test_a_version_that_no_row_can_have_gets_a_word(cast: Cast, version: int) -> None:
    mine = cast.amina.command("update-my-membership", {"name": "Amina", "version": version})
    account = cast.amina.post("/account/name", {"name": "Amina", "version": str(version)})

    assert (mine.status_code, account.status_code) == (422, 422)
    assert "2147483647 or less" in account.text


def test_a_nurse_says_her_own_facts_and_two_tablets_do_not_overwrite_each_other(cast: Cast) -> None:
    wish = {"name": "Amina K.", "profession": "District nurse", "contract_hours": 24.5, "version": 1}
    assert ask(cast.amina, "update-my-membership", wish) == (200, "")

    answer = cast.amina.command("update-my-membership", {**wish, "contract_hours": 20})

    assert answer.status_code == 409
    assert (answer.json()["theirs"]["contract_hours"], answer.json()["yours"]["contract_hours"]) == (24.5, 20)


def test_hours_beyond_the_working_time_rules_are_refused(cast: Cast) -> None:
    wish = {"name": "Amina", "contract_hours": 49, "version": 1}

    assert cast.amina.command("update-my-membership", wish).json()["fields"] == {"contract_hours": "Write 48 or less."}


def competence(cast: Cast, **more: Any) -> dict[str, Any]:
    today = cast.kring.clock.now.date()
    return {
        "id": str(new_id()),
        "membership_id": str(cast.joanne.membership),
        "name": "Insulin",
        "shown_on": today.isoformat(),
        **more,
    }


def test_a_competence_is_recorded_by_anybody_with_its_author_and_withdrawn_without_being_lost(cast: Cast) -> None:
    wish = competence(cast)
    assert ask(cast.gwen, "record-competence", wish) == (200, "")

    assert ask(cast.amina, "withdraw-competence", {"competence_id": wish["id"]}) == (200, "")

    (row,) = rows(cast, Competence)
    assert (row.recorded_by, row.withdrawn_by, row.name) == (cast.gwen.membership, cast.amina.membership, "Insulin")
    assert ask(cast.joanne, "withdraw-competence", {"competence_id": wish["id"]}) == (409, "withdrawn-already")


def test_a_competence_shown_tomorrow_or_over_before_it_began_is_refused(cast: Cast) -> None:
    today = cast.kring.clock.now.date()
    tomorrow = competence(cast, shown_on=(today + timedelta(days=1)).isoformat())
    over = competence(cast, expires_on=today.isoformat())

    assert list(cast.amina.command("record-competence", tomorrow).json()["fields"]) == ["shown_on"]
    assert list(cast.amina.command("record-competence", over).json()["fields"]) == ["expires_on"]


def test_a_competence_of_somebody_who_left_is_not_found(cast: Cast) -> None:
    wish = competence(cast, membership_id=str(cast.olive.membership))

    assert ask(cast.amina, "record-competence", wish) == (404, "not-found")


def test_a_guest_gets_more_days_or_an_earlier_end(cast: Cast) -> None:
    today = cast.kring.clock.now.date()
    days = [today.isoformat(), (today + timedelta(days=4)).isoformat()]

    assert ask(cast.joanne, "add-guest-days", {"membership_id": str(cast.gwen.membership), "days": days}) == (200, "")
    assert sorted(row.day.isoformat() for row in rows(cast, GuestDay)) == days

    assert ask(cast.joanne, "end-guest", {"membership_id": str(cast.gwen.membership)}) == (200, "")
    assert ask(cast.gwen, "leave-team", {}) == (404, "not-found")


def test_only_a_guest_has_days(cast: Cast) -> None:
    assert ask(cast.amina, "end-guest", {"membership_id": str(cast.joanne.membership)}) == (409, "not-a-guest")


def test_days_gone_by_none_and_too_many_are_refused_beside_the_field(cast: Cast) -> None:
    today, guest = cast.kring.clock.now.date(), str(cast.gwen.membership)
    month = [(today + timedelta(days=n)).isoformat() for n in range(32)]
    for days in ([], [(today - timedelta(days=1)).isoformat()], month, [(today + timedelta(days=400)).isoformat()]):
        answer = cast.amina.command("add-guest-days", {"membership_id": guest, "days": days})

        assert (answer.status_code, list(answer.json()["fields"])) == (422, ["days"])


def test_any_nurse_invites_and_the_invitation_lasts_as_long_as_the_team_has_set(cast: Cast) -> None:
    cast.amina.command("change-team-setting", {"name": "invitation_days", "value": "3", "version": 0})
    wish = {"id": str(new_id()), "name": "Priya", "email": "Priya@nurse.example"}

    assert ask(cast.joanne, "invite-nurse", wish) == (200, "")

    (row,) = rows(cast, Invitation)
    assert (row.email, row.invited_by) == ("priya@nurse.example", cast.joanne.membership)
    assert row.expires_at - row.made_at == timedelta(days=3)


def test_a_wrong_email_address_is_said_beside_its_field(cast: Cast) -> None:
    wish = {"id": str(new_id()), "name": "Priya", "email": "priya at nurse"}

    assert list(cast.joanne.command("invite-nurse", wish).json()["fields"]) == ["email"]


def test_when_twelve_nurses_are_in_a_thirteenth_is_not_invited_but_a_guest_is(cast: Cast) -> None:
    for seat in range(3, 13):
        cast.member(f"Nurse {seat}", cast.riverside, seat=seat)
    wish = {"id": str(new_id()), "name": "Priya"}

    assert ask(cast.amina, "invite-nurse", wish) == (409, "team-full")
    assert ask(cast.amina, "invite-guest", {**wish, "days": [cast.kring.clock.now.date().isoformat()]}) == (200, "")


def test_a_guest_invites_nobody_and_gives_no_days(cast: Cast) -> None:
    day = cast.kring.clock.now.date().isoformat()
    for name, body in (
        ("invite-nurse", {"id": str(new_id()), "name": "Priya"}),
        ("invite-guest", {"id": str(new_id()), "name": "Priya", "days": [day]}),
        ("withdraw-invitation", {"invitation_id": str(new_id())}),
        ("add-guest-days", {"membership_id": str(cast.gwen.membership), "days": [day]}),
        ("end-guest", {"membership_id": str(cast.gwen.membership)}),
    ):
        assert ask(cast.gwen, name, body) == (403, "guest-has-no-voice"), name


def test_a_withdrawn_invitation_opens_nothing_and_stays_withdrawn(cast: Cast) -> None:
    wish = {"id": str(new_id()), "name": "Priya"}
    cast.amina.command("invite-nurse", wish)

    assert ask(cast.joanne, "withdraw-invitation", {"invitation_id": wish["id"]}) == (200, "")
    assert ask(cast.amina, "withdraw-invitation", {"invitation_id": wish["id"]}) == (409, "invitation-closed")
