"""The journal's page when what is asked for is odd."""

from datetime import timedelta

import pytest

from app.models import JournalLine, new_id
from tests.cast import Cast


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "2026-02-30", "tomorrow", ""])
def test_an_odd_day_asks_for_nothing_in_particular(cast: Cast, day: str) -> None:
    cast.amina.get("/t/{team}")

    answer = cast.amina.get(f"/t/{{team}}/journal?day={day}")

    assert answer.status_code == 200
    assert "looked at the team" in answer.text


def test_what_was_refused_reads_as_a_try_with_its_reason(cast: Cast) -> None:
    cast.gwen.command("invite-nurse", {"id": str(new_id()), "name": "Ida"})

    text = cast.amina.get("/t/{team}/journal").text

    assert "tried to invite a nurse" in text and "Refused: a guest has no voice in this" in text
    assert "invited a nurse" not in text


def test_a_line_says_which_thing_it_is_about_and_leads_to_it(cast: Cast) -> None:
    invitation, proposal = new_id(), new_id()
    cast.amina.command("invite-nurse", {"id": str(invitation), "name": "Ida Bloom"})
    cast.amina.command(
        "propose-suspension", {"id": str(proposal), "membership_id": str(cast.joanne.membership), "reason": "Harm."}
    )
    cast.amina.get("/t/{team}/settings/objection_days")

    text = cast.amina.get("/t/{team}/journal").text

    assert f'href="/t/{cast.riverside}/invitations/{invitation}">Nurse: Ida Bloom</a>' in text
    assert f'href="/t/{cast.riverside}/settings/objection_days">Days to object' in text
    assert f'/proposals/{proposal}">Suspend: Joanne Field</a>' in text


def test_a_line_of_another_year_says_which(cast: Cast) -> None:
    at = cast.kring.clock.now - timedelta(days=400)
    line = JournalLine(team_id=cast.riverside, id=new_id(), at=at, what="/t/{team}", outcome="shown")
    cast.kring.add(cast.riverside, line)

    assert f" {at.year}, " in cast.amina.get("/t/{team}/journal").text
