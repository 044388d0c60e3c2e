"""Where a client stands with the team: each status with its day and reason, and what stops when somebody dies."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from app.models import Client, ClientStatusLine, Visit, new_id
from tests.cast import Cast


def rows(cast: Cast, table: Any) -> list[Any]:
    with cast.kring.door.read(cast.riverside) as session:
        return list(session.execute(select(table.__table__).where(table.team_id == cast.riverside)))


def wish(cast: Cast, status: str, *, seen: str = "active", **more: Any) -> dict[str, Any]:
    return {"client": str(cast.peggy), "seen": seen, "status": status, **more}


def visit(cast: Cast, *, hours: float, **more: Any) -> UUID:
    now = cast.kring.clock.now
    at = now + timedelta(hours=hours)
    row = Visit(
        team_id=cast.riverside,
        id=new_id(),
        client_id=cast.peggy,
        membership_id=cast.amina.membership,
        day=at.date(),
        planned_at=at,
        minutes=30,
        made_at=now,
        **more,
    )
    cast.kring.add(cast.riverside, row)
    return row.id


def test_a_pause_has_its_day_and_reason_and_the_history_stays(cast: Cast) -> None:
    answer = cast.joanne.command("change-client-status", wish(cast, "paused", reason="In hospital", since="2026-11-22"))

    assert answer.status_code == 200, answer.text
    (client,), lines = rows(cast, Client), rows(cast, ClientStatusLine)
    assert (client.status, client.status_since.isoformat(), client.version) == ("paused", "2026-11-22", 1)
    assert [(line.status, line.reason, line.by) for line in sorted(lines, key=lambda line: line.at)] == [
        ("active", "", cast.amina.membership),
        ("paused", "In hospital", cast.joanne.membership),
    ]


@pytest.mark.parametrize("status", ["paused", "discharged"])
def test_why_care_rests_or_ends_is_asked(cast: Cast, status: str) -> None:
    answer = cast.amina.command("change-client-status", wish(cast, status))

    assert (answer.status_code, list(answer.json()["fields"])) == (422, ["reason"])


def test_a_status_to_come_is_refused(cast: Cast) -> None:
    answer = cast.amina.command("change-client-status", wish(cast, "died", since="2026-11-25"))

    assert (answer.status_code, list(answer.json()["fields"])) == (422, ["since"])


def test_who_looked_at_an_older_status_is_told_what_stands(cast: Cast) -> None:
    cast.amina.command("change-client-status", wish(cast, "paused", reason="In hospital"))

    answer = cast.joanne.command("change-client-status", wish(cast, "discharged", reason="Moved"))

    assert (answer.status_code, answer.json()["code"]) == (409, "changed-meanwhile")
    assert (answer.json()["theirs"], answer.json()["yours"]) == ({"status": "paused"}, {"status": "discharged"})
    assert len(rows(cast, ClientStatusLine)) == 2


def test_the_same_status_again_is_refused(cast: Cast) -> None:
    answer = cast.amina.command("change-client-status", wish(cast, "active"))

    assert (answer.status_code, answer.json()["code"]) == (409, "status-already")


def test_when_she_dies_the_visits_to_come_are_cancelled_and_the_others_stay(cast: Cast) -> None:
    now = cast.kring.clock.now
    coming = visit(cast, hours=3)
    begun = visit(cast, hours=1, started_at=now)
    this_morning = visit(cast, hours=-2)
    gone_by = visit(cast, hours=-20, started_at=now - timedelta(hours=20), finished_at=now - timedelta(hours=19))

    answer = cast.amina.command("change-client-status", wish(cast, "died"))

    assert answer.json()["answer"]["cancelled"] == 1
    cancelled = {row.id: row.cancelled_at for row in rows(cast, Visit)}
    assert cancelled == {coming: now, begun: None, this_morning: None, gone_by: None}


def test_when_care_ends_the_visits_to_come_end_with_the_reason_and_this_mornings_stays(cast: Cast) -> None:
    now = cast.kring.clock.now
    coming, this_morning = visit(cast, hours=30), visit(cast, hours=-1)

    answer = cast.joanne.command("change-client-status", wish(cast, "discharged", reason="Moved to Leeds"))

    assert answer.json()["answer"]["cancelled"] == 1
    found = {row.id: (row.cancelled_at, row.cancelled_why) for row in rows(cast, Visit)}
    assert found == {coming: (now, "Moved to Leeds"), this_morning: (None, "")}


def test_when_care_rests_somebody_says_what_becomes_of_the_visits(cast: Cast) -> None:
    coming = visit(cast, hours=30)
    pause = wish(cast, "paused", reason="In hospital")

    asked = cast.amina.command("change-client-status", pause)
    kept = cast.amina.command("change-client-status", {**pause, "visits": "keep"})

    assert (asked.status_code, asked.json()["fields"]) == (
        422,
        {"visits": "Say what is to become of the visits that are planned (1)."},
    )
    assert (kept.status_code, kept.json()["answer"]["cancelled"]) == (200, 0)
    cast.amina.command("change-client-status", wish(cast, "active", seen="paused"))
    ended = cast.amina.command("change-client-status", {**pause, "visits": "cancel"})
    assert ended.json()["answer"]["cancelled"] == 1
    assert {row.id: row.cancelled_why for row in rows(cast, Visit)} == {coming: "In hospital"}


def test_the_page_says_how_many_visits_were_cancelled(cast: Cast) -> None:
    visit(cast, hours=30)

    page = f"/t/{cast.riverside}/clients/{cast.peggy}/record"
    assert "Visits planned from now on: 1" in cast.amina.get(page).text
    answer = cast.amina.post(page + "/status", {"seen": "active", "status": "discharged", "reason": "Moved"})

    assert answer.status_code == 303
    assert "Visits that were cancelled: 1." in cast.amina.get(answer.headers["location"]).text


def test_a_death_entered_in_error_is_put_right_with_a_reason(cast: Cast) -> None:
    cast.amina.command("change-client-status", wish(cast, "died"))

    without = cast.amina.command("change-client-status", wish(cast, "active", seen="died"))
    told = cast.amina.command("change-client-status", wish(cast, "active", seen="died", reason="Wrong Peggy"))

    assert (without.status_code, told.status_code) == (422, 200)


def test_others_find_nobody(cast: Cast) -> None:
    for person in (cast.beth, cast.olive, cast.nell):
        answer = person.command("change-client-status", wish(cast, "died"), team=cast.riverside)

        assert answer.status_code == 404, person.name
