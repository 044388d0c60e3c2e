"""Whoever may not enter is told why, and who can change it."""

from zoneinfo import ZoneInfo

import pytest

from app.models import Suspension, new_id
from app.web.dates import moment
from tests.cast import Cast


@pytest.mark.parametrize(
    ("by_provider", "who", "lifted_by"),
    [
        (False, "two members have suspended you", "Two members together can lift it"),
        (True, "whoever runs the server has suspended you", "Whoever runs the server can lift it"),
    ],
)
def test_a_suspended_nurse_reads_since_when_why_and_who_can_lift_it(
    cast: Cast, by_provider: bool, who: str, lifted_by: str
) -> None:
    held = Suspension(
        team_id=cast.riverside,
        id=new_id(),
        membership_id=cast.joanne.membership,
        began_at=cast.kring.clock.now,
        reason="The medicines were not counted.",
        by_provider=by_provider,
    )
    cast.kring.add(cast.riverside, held)

    page = cast.joanne.get("/").text

    assert "You are suspended" in page and "You are in no team" not in page
    assert f"Riverside: {who} since {moment(held.began_at, ZoneInfo('Europe/London'))}" in page
    assert "The medicines were not counted." in page
    assert lifted_by in page


def test_a_suspension_that_was_lifted_is_not_told_at_the_door(cast: Cast) -> None:
    now = cast.kring.clock.now
    row = Suspension(
        team_id=cast.riverside,
        id=new_id(),
        membership_id=cast.olive.membership,
        began_at=now,
        reason="For now.",
        lifted_at=now,
    )
    cast.kring.add(cast.riverside, row)

    page = cast.olive.get("/").text

    assert "You are in no team just now" in page and "For now." not in page
