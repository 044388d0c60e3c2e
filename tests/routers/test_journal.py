"""The journal's page when what is asked for is odd."""

import pytest

from tests.cast import Cast


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "2026-02-30", "tomorrow", ""])
def test_an_odd_day_asks_for_nothing_in_particular(cast: Cast, day: str) -> None:
    cast.amina.get("/t/{team}")

    answer = cast.amina.get(f"/t/{{team}}/journal?day={day}")

    assert answer.status_code == 200
    assert "looked at the team" in answer.text
