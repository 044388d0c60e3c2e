"""Twelve tablets save the same version at once: one wins, eleven see both texts."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from httpx2 import Response
from sqlalchemy import func, select

from app.models import JournalLine, Receipt, TeamSetting, TeamSettingChange, new_id
from app.models.base import columns
from tests.cast import Cast, Person

S, H, R, J = columns(TeamSetting), columns(TeamSettingChange), columns(Receipt), columns(JournalLine)


def twelve(cast: Cast) -> list[Person]:
    """Riverside's two nurses and ten more."""
    return [cast.amina, cast.joanne] + [
        cast.member(f"Nurse {seat}", cast.riverside, seat=seat) for seat in range(3, 13)
    ]


def at_once(people: list[Person], wishes: list[dict[str, Any]], **more: Any) -> list[Response]:
    for person in people:
        person.browser  # noqa: B018 - signed in before the race
    with ThreadPoolExecutor(len(people)) as pool:
        return list(pool.map(lambda one, wish: one.command("change-team-setting", wish, **more), people, wishes))


def wish(value: int, version: int) -> dict[str, Any]:
    return {"name": "objection_days", "value": str(value), "version": version}


def stored(cast: Cast) -> tuple[int, int, int, int]:
    """The value, its version, how many changes are kept, how many journal lines say done."""
    team = cast.riverside
    with cast.kring.door.read(team) as session:
        row = session.execute(select(S.value, S.version).where(S.team_id == team, S.name == "objection_days")).one()
        changes = session.execute(select(func.count()).where(H.team_id == team)).scalar_one()
        done = select(func.count()).where(J.team_id == team, J.outcome == "done", J.what == "change-team-setting")
        return row.value, row.version, changes, session.execute(done).scalar_one()


def test_twelve_first_edits_at_once_one_wins_and_eleven_see_both(live_cast: Cast) -> None:
    people = twelve(live_cast)

    answers = at_once(people, [wish(value, 0) for value in range(10, 22)])

    one_won_and_eleven_saw_both(live_cast, answers, version=1)


def test_twelve_edits_of_one_version_at_once_one_wins_and_eleven_see_both(live_cast: Cast) -> None:
    people = twelve(live_cast)
    people[0].command("change-team-setting", wish(9, 0))

    answers = at_once(people, [wish(value, 1) for value in range(10, 22)])

    one_won_and_eleven_saw_both(live_cast, answers, version=2)


def one_won_and_eleven_saw_both(cast: Cast, answers: list[Response], *, version: int) -> None:
    assert Counter(answer.status_code for answer in answers) == {200: 1, 409: 11}, [one.text for one in answers]
    value = next(answer.json()["answer"]["value"] for answer in answers if answer.status_code == 200)
    for number, answer in enumerate(answers, start=10):
        if answer.status_code == 409:
            told = answer.json()
            assert told["code"] == "changed-meanwhile"
            assert (told["theirs"]["value"], told["yours"]["value"], told["version"]) == (value, number, version)
    assert stored(cast) == (value, version, version, version)


def test_the_loser_settles_it_with_the_version_she_was_shown(live_cast: Cast) -> None:
    live_cast.amina.command("change-team-setting", wish(10, 0))
    shown = live_cast.joanne.command("change-team-setting", wish(11, 0)).json()

    settled = live_cast.joanne.command("change-team-setting", wish(11, shown["version"]))

    assert settled.status_code == 200
    assert stored(live_cast) == (11, 2, 2, 2)


def test_one_sending_that_comes_five_times_at_once_changes_once(live_cast: Cast) -> None:
    operation = new_id()

    answers = at_once([live_cast.amina] * 5, [wish(10, 0)] * 5, operation=operation)

    assert [answer.status_code for answer in answers] == [200] * 5, [answer.text for answer in answers]
    assert len({str(answer.json()["answer"]) for answer in answers}) == 1
    assert Counter(answer.json()["again"] for answer in answers) == {False: 1, True: 4}
    assert stored(live_cast) == (10, 1, 1, 1)
