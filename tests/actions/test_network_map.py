"""The people around a client: whom to ring, who helps, how they are tied, where they stand on the map."""

import re
from typing import Any

import pytest
from httpx2 import Response
from sqlalchemy import select

from app.models import Person as Somebody
from app.models import Tie, new_id
from tests import factories, peggy
from tests.cast import Cast
from tests.statements import counted


def rows(cast: Cast, table: Any) -> list[Any]:
    with cast.kring.door.read(cast.riverside) as session:
        return list(session.execute(select(table.__table__).where(table.team_id == cast.riverside)))


def new(cast: Cast, name: str = "Mo", ring: str = "informal", **more: Any) -> dict[str, Any]:
    return {"id": str(new_id()), "client": str(cast.peggy), "name": name, "ring": ring, **more}


def ruth(cast: Cast, version: int = 1, **more: Any) -> dict[str, Any]:
    return {"id": str(peggy.person(cast)), "client": str(cast.peggy), "version": version, **more}


def tie(cast: Cast, other: Any = None, version: int = 0, **more: Any) -> dict[str, Any]:
    one = {"id": str(new_id()), "client": str(cast.peggy), "person_id": str(peggy.person(cast)), "version": version}
    return {**one, "other_id": str(other) if other else None, **more}


def said(answer: Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]


def page(cast: Cast, rest: str = "/network-map") -> str:
    answer = cast.joanne.get(f"/t/{{team}}/clients/{cast.peggy}{rest}")
    assert answer.status_code == 200, answer.text
    return " ".join(answer.text.split())


def test_whoever_is_added_has_a_place_and_moves_nobody(cast: Cast) -> None:
    for name in ("Mo", "Dilys", "Ben"):
        cast.amina.command("add-person", new(cast, name))

    placed = {row.name: row.angle for row in rows(cast, Somebody)}
    cast.amina.command("add-person", new(cast, "Peter"))

    assert len(set(placed.values())) == 3
    assert {row.name: row.angle for row in rows(cast, Somebody) if row.name in placed} == placed


def test_strain_is_never_said_without_whose_view_it_is(cast: Cast) -> None:
    without = cast.amina.command("add-person", new(cast, strain=2))
    alone = cast.amina.command("add-person", new(cast, strain_view="own"))
    both = cast.amina.command("add-person", new(cast, strain=2, strain_view="client"))

    assert [said(without), said(alone)] == [(422, "not-filled-in")] * 2
    assert both.status_code == 200
    assert "much strain, in the client’s view" in page(cast)


def test_a_child_in_the_house_who_helps_is_marked_and_the_offer_is_said(cast: Cast) -> None:
    child = new(cast, "Ben", "household", born_on="2015-05-01", school="Sybil Andrews", helps_with="shopping")
    cast.amina.command("add-person", child)

    (row,) = rows(cast, Somebody)
    assert (row.is_young_helper, row.lives_there) == (True, True)
    for text in (page(cast), page(cast, "")):
        assert "young helper" in text
        assert "Offer a young carer’s assessment" in text
    assert "Sybil Andrews" in page(cast, "")


def test_a_grown_up_is_no_young_helper(cast: Cast) -> None:
    answer = cast.amina.command("add-person", new(cast, born_on="1980-05-01", is_young_helper=True))

    assert said(answer) == (422, "not-filled-in")


def test_hours_are_summed_for_family_friends_and_neighbours_alone(cast: Cast) -> None:
    cast.amina.command("add-person", new(cast, "Ruth", "household", hours_a_week=20.5))
    cast.amina.command("add-person", new(cast, "Mo", hours_a_week=5))
    cast.amina.command("add-person", new(cast, "Day centre", "formal", hours_a_week=6))

    assert "25.5 h a week from family, friends and neighbours" in page(cast)


def test_numbers_to_ring_stand_on_the_clients_page_next_of_kin_first(cast: Cast) -> None:
    cast.amina.command("add-person", new(cast, "Mo", phone="07700 900456"))
    cast.amina.command("add-person", new(cast, "Ruth", phone="07700 900123", is_next_of_kin=True))

    text = page(cast, "")
    assert 0 < text.index('href="tel:07700900123"') < text.index('href="tel:07700900456"')
    assert "next of kin" in text


def test_a_tie_is_made_changed_and_ended(cast: Cast) -> None:
    made = cast.amina.command("tie-people", tie(cast, kind="strong"))
    changed = cast.joanne.command("tie-people", tie(cast, kind="stressful", version=1))
    stressful = page(cast)
    ended = cast.joanne.command("tie-people", tie(cast, version=2))

    assert [one.status_code for one in (made, changed, ended)] == [200] * 3
    assert "tie: stressful" in stressful
    assert "tie not said yet" in page(cast)
    assert len(rows(cast, Tie)) == 1


def test_two_people_are_tied_once_whoever_is_named_first(cast: Cast) -> None:
    mo = peggy.person(cast, "Mo")
    cast.amina.command("tie-people", tie(cast, mo, kind="weak"))
    turned = {**tie(cast, peggy.person(cast), kind="strong", version=1), "person_id": str(mo)}

    answer = cast.amina.command("tie-people", turned)

    assert answer.status_code == 200
    assert [row.kind for row in rows(cast, Tie)] == ["strong"]
    assert "Ruth – Mo: strong" in page(cast)


def test_nobody_is_tied_to_herself_or_to_somebody_who_is_gone(cast: Cast) -> None:
    mo = peggy.person(cast, "Mo")
    cast.amina.command("end-person", {"id": str(mo), "client": str(cast.peggy), "version": 1, "why": "Moved to Leeds."})

    herself = cast.amina.command("tie-people", tie(cast, peggy.person(cast), kind="weak"))
    gone = cast.amina.command("tie-people", tie(cast, mo, kind="weak"))

    assert said(herself) == (422, "not-filled-in")
    assert said(gone) == (409, "ended")


def test_who_is_no_longer_around_leaves_the_map_and_stays_readable(cast: Cast) -> None:
    cast.amina.command("end-person", ruth(cast, why="Moved to Leeds."))

    text = page(cast)
    assert "No longer around" in text
    assert "Moved to Leeds." in text
    assert f'data-id="{peggy.person(cast)}"' not in text
    assert "07700 900123" not in page(cast, "")


def test_a_place_is_kept_and_drawn(cast: Cast) -> None:
    answer = cast.amina.command("place-person", ruth(cast, angle=90, closeness=0))
    (row,) = rows(cast, Somebody)

    assert answer.json()["answer"]["version"] == 2
    assert (row.angle, row.closeness) == (90, 0)
    assert 'transform="translate(410.0 596.0)"' in page(cast)


def test_a_move_on_the_map_is_in_nobodys_way_and_no_part_of_the_history(cast: Cast) -> None:
    cast.joanne.command("place-person", ruth(cast, angle=90, closeness=0))

    told = cast.amina.command("change-person", ruth(cast, name="Ruth Thornton", ring="informal", phone="07700 900124"))

    assert told.status_code == 200, told.text
    (row,) = rows(cast, Somebody)
    assert (row.angle, row.phone, row.version) == (90, "07700 900124", 3)
    history = cast.amina.get(f"/t/{cast.riverside}/clients/{cast.peggy}/history").text
    assert "07700 900124" in history
    assert "Place on the map" not in history


@pytest.mark.parametrize("wrong", [{"angle": 361}, {"closeness": 1.2}, {"angle": "nan"}, {"closeness": -0.1}])
def test_a_place_outside_the_ring_is_not_taken(cast: Cast, wrong: dict[str, Any]) -> None:
    answer = cast.amina.command("place-person", ruth(cast, **{"angle": 90, "closeness": 0.5, **wrong}))

    assert said(answer) == (422, "not-filled-in")


def test_named_nurses_stand_on_the_map_by_themselves(cast: Cast) -> None:
    cast.kring.add(cast.riverside, factories.named_nurse(cast.riverside, cast.peggy, cast.joanne.membership))

    assert "<strong>Joanne Field</strong>, named nurse" in page(cast)


def test_the_drawing_has_no_style_and_says_in_the_list_what_it_draws(cast: Cast) -> None:
    cast.amina.command("add-person", new(cast, "Mo", hours_a_week=5, helps_with="nights", relation="neighbour"))

    text = page(cast)
    assert "style=" not in text
    assert "5 h a week · helps with nights · tie not said yet" in text
    assert "neighbour · 5 h" in text


def test_a_name_is_shown_as_it_was_written(cast: Cast) -> None:
    cast.amina.command("add-person", new(cast, '<b x="1">&'))

    text = page(cast)
    assert "<b x" not in text
    assert text.count("&lt;b x=") >= 3


def test_a_map_of_forty_people_stays_light_and_needs_few_statements(cast: Cast) -> None:
    for number in range(40):
        ring = ("household", "informal", "team", "formal")[number % 4]
        peggy.person(cast, f"Person {number}", ring=ring, phone="", angle=number * 9.0, closeness=0.5, hours_a_week=3.0)
    _ = cast.joanne.browser

    with counted(cast.kring) as statements:
        answer = cast.joanne.get(f"/t/{{team}}/clients/{cast.peggy}/network-map")

    drawing = re.search(r"<svg class=\"net .*?</svg>", answer.text, re.S)
    assert drawing
    assert len(drawing[0]) < 40_000
    assert len(statements) <= 7


def test_a_person_is_added_and_mended_on_the_pages(cast: Cast) -> None:
    at = f"/t/{{team}}/clients/{cast.peggy}/people/"
    form = {"id": str(new_id()), "name": "Mo", "ring": "informal", "hours_a_week": "200"}

    wrong = cast.amina.post(at + "new", form)
    right = cast.amina.post(at + "new", {**form, "hours_a_week": "4.5", "is_next_of_kin": "yes"})
    stale = cast.amina.post(at + form["id"], {"version": "7", "name": "Moira", "ring": "informal"})

    assert (wrong.status_code, right.status_code, stale.status_code) == (422, 303, 409)
    assert "Write 168 or less." in wrong.text
    assert 'value="200"' in wrong.text
    assert "Moira" in stale.text
    assert 'value="4.5"' in cast.amina.get(at + form["id"]).text
