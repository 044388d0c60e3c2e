"""What pages say is true: small promises of the interface, each with its page."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from app.models import Invitation, Proposal, new_id
from app.web.kept import Kept
from tests.cast import Cast, Person


def test_the_fourth_wrong_try_says_that_one_is_left(cast: Cast) -> None:
    typed = {"email": cast.amina.email, "password": "quite another password"}
    browser = cast.kring.browser()
    said = [browser.post("/sign-in", data=typed).text for _ in range(6)]

    assert ["One try is left" in text for text in said] == [False, False, False, True, False, False]
    assert "Please wait a little" in said[5] and "Wait 15 minutes" in said[5]


def test_whoever_lost_a_way_in_finds_the_others_from_the_door(cast: Cast) -> None:
    browser = cast.kring.browser()

    assert 'href="/sign-in/lost"' in browser.get("/sign-in").text
    page = browser.get("/sign-in/lost").text
    assert "recovery codes" in page and "second passkey" in page and "Whoever runs the server" in page


def test_the_door_shows_no_number_to_whoever_only_has_to_sign_in(cast: Cast) -> None:
    answer = cast.kring.browser().get(f"/t/{cast.riverside}")

    assert answer.status_code == 401 and "this number helps" not in answer.text


@pytest.mark.parametrize("where", ["/nowhere", "/t/{team}/members/018f0000-0000-7000-8000-000000000000", "/t/nothing"])
def test_what_is_not_there_is_said_in_the_same_words_everywhere(cast: Cast, where: str) -> None:
    answer = cast.amina.get(where)

    assert answer.status_code == 404 and "There is nothing at this address, or it is not your team" in answer.text


def test_a_guests_invitation_does_not_outlive_her_last_day(cast: Cast) -> None:
    row, today = new_id(), cast.kring.clock.now.date()
    days = [today.isoformat(), (today + timedelta(days=1)).isoformat()]
    assert cast.amina.command("invite-guest", {"id": str(row), "name": "Gus", "days": days}).status_code == 200

    ends = expiry(cast, row)

    assert ends.date() == today + timedelta(days=2) and ends.hour == 0


def expiry(cast: Cast, row: UUID) -> Any:
    with cast.kring.door.read(cast.riverside) as session:
        rows = select(Invitation.__table__).where(Invitation.team_id == cast.riverside)  # type: ignore[arg-type, attr-defined]
        return next(one.expires_at for one in session.execute(rows) if one.id == row)


def test_a_guest_without_a_day_is_asked_for_one(cast: Cast) -> None:
    answer = cast.amina.post("/t/{team}/guest-invitations", {"id": str(new_id()), "name": "Gus"})

    assert answer.status_code == 422 and "Choose at least one day." in answer.text


def test_the_way_to_older_proposals_is_there_once_there_are_some(cast: Cast) -> None:
    assert "Proposals that were settled" not in cast.amina.get("/t/{team}").text

    now = cast.kring.clock.now
    facts = {"kind": "suspend", "reason": "Harm.", "made_at": now, "closes_at": now, "settled_at": now}
    about = {"membership_id": cast.joanne.membership, "proposed_by": cast.amina.membership, "outcome": "lapsed"}
    cast.kring.add(cast.riverside, Proposal(team_id=cast.riverside, id=new_id(), **facts, **about))

    assert "Proposals that were settled" in cast.amina.get("/t/{team}").text


def test_an_objection_stops_and_a_view_is_kept_and_each_is_said_so(cast: Cast) -> None:
    row = str(new_id())
    wish = {"id": row, "membership_id": str(cast.joanne.membership), "reason": "No."}
    ruth = cast.member("Ruth Okoro", cast.riverside, seat=3)
    assert cast.amina.command("propose-end-membership", wish).status_code == 200

    assert said(cast.joanne, row) == "said"
    assert said(ruth, row) == "objected"


def said(person: Person, proposal: str) -> str:
    page = person.get(f"/t/{{team}}/proposals/{proposal}").text
    address = "/objection?view=yes" if "/objection?view=yes" in page else "/objection"
    answer = person.post(f"/t/{{team}}/proposals/{proposal}{address}", {"reason": "I see it otherwise."})
    assert answer.status_code == 303, answer.text
    return str(answer.headers["Location"].split("notice=")[1])


def test_seconding_and_taking_back_ask_once_more(cast: Cast) -> None:
    row = str(new_id())
    ruth = cast.member("Ruth Okoro", cast.riverside, seat=3)
    wish = {"id": row, "membership_id": str(ruth.membership), "reason": "Harm."}
    assert cast.amina.command("propose-suspension", wish).status_code == 200

    assert 'id="second"' in cast.joanne.get(f"/t/{{team}}/proposals/{row}").text
    assert 'id="take-back"' in cast.amina.get(f"/t/{{team}}/proposals/{row}").text


def test_whoever_comes_in_is_welcomed(cast: Cast) -> None:
    assert "Welcome." in cast.amina.get("/t/{team}?notice=joined").text


def test_what_was_kept_stands_below_its_labels_with_a_date_as_one() -> None:
    typed = [("shown_on_day", "24"), ("shown_on_month", "11"), ("shown_on_year", "2026"), ("odd", "word")]

    assert Kept("/", None, typed).labelled == [("Shown on", "24 11 2026"), ("", "word")]


def test_my_account_leads_to_my_own_page_in_the_team(cast: Cast) -> None:
    assert f'href="/t/{cast.riverside}/members/{cast.amina.membership}"' in cast.amina.get("/account").text
    assert "Your page in the team" not in cast.nell.get("/account").text
