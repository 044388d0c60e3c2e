"""What a round and the team's day cost: the same statements for ten visits and for two hundred."""

from datetime import date, timedelta
from typing import Any

import pytest

from app.models import Visit, new_id
from tests import factories
from tests.cast import Cast
from tests.statements import LIST_PAGE, counted
from tests.visits import TASKS, visit


def many(cast: Cast, number: int, *, gaps: bool) -> None:
    """That many visits today to as many people, all Amina's; with ``gaps`` as many again that are nobody's."""
    now = cast.kring.clock.now
    people = [
        factories.client(cast.riverside, cast.amina.membership, now, family_name=f"Family{place:03}", address="")
        for place in range(number)
    ]
    cast.kring.add(cast.riverside, *people)
    for whose in (cast.amina.membership, *((None,) if gaps else ())):
        rows = [
            Visit(
                team_id=cast.riverside,
                id=new_id(),
                client_id=one.id,
                membership_id=whose,
                day=now.date(),
                planned_at=now + timedelta(minutes=place),
                minutes=20,
                tasks=list(TASKS),
                made_at=now,
            )
            for place, one in enumerate(people)
        ]
        cast.kring.add(cast.riverside, *rows)


@pytest.mark.parametrize("path", ["/t/{team}/round", "/t/{team}/visits"])
def test_a_day_costs_the_same_statements_however_full_it_is(cast: Cast, path: str) -> None:
    many(cast, 5, gaps=True)
    cast.amina.get(path)
    with counted(cast.kring) as few:
        short = cast.amina.get(path).text
    many(cast, 100, gaps=True)
    with counted(cast.kring) as many_more:
        long = cast.amina.get(path).text

    assert long.count("Family") > short.count("Family")
    assert [statement.split("FROM")[-1][:40] for statement in few] == [
        statement.split("FROM")[-1][:40] for statement in many_more
    ]
    assert len(few) <= LIST_PAGE


def test_a_page_about_a_visit_keeps_within_a_client_pages_statements(cast: Cast) -> None:
    planned = visit(cast, cast.peggy, tasks=list(TASKS), started_at=cast.kring.clock.now)
    cast.amina.get(f"/t/{{team}}/visits/{planned}")

    with counted(cast.kring) as statements:
        assert cast.amina.get(f"/t/{{team}}/visits/{planned}").status_code == 200

    assert len(statements) <= 14


def test_a_visit_in_the_doubled_hour_stands_on_the_day_it_began(cast: Cast) -> None:
    body: dict[str, Any] = {
        "id": str(new_id()),
        "client": str(cast.peggy),
        "membership_id": str(cast.amina.membership),
        "day": "2026-10-25",
        "at": "01:30",
        "minutes": 60,
    }
    assert cast.amina.command("plan-visit", body).status_code == 200

    page = cast.amina.get(f"/t/{{team}}/round?day={date(2026, 10, 25)}").text

    assert '<span class="stop-time number">01:30</span>' in page
