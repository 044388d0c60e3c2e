"""Who holds the case: one nurse, at most two, whoever names them and however many do so at once."""

import threading
from typing import Any

import pytest
from httpx2 import Response
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app.models import NamedNurse, new_id
from tests import factories
from tests.cast import Cast, Person


def rows(cast: Cast) -> list[Any]:
    with cast.kring.door.read(cast.riverside) as session:
        return list(session.execute(select(NamedNurse.__table__).where(NamedNurse.team_id == cast.riverside)))


def name(cast: Cast, person: Person) -> dict[str, Any]:
    return {"id": str(new_id()), "client": str(cast.peggy), "membership_id": str(person.membership)}


def held(cast: Cast) -> list[Any]:
    return [row.membership_id for row in rows(cast) if row.ended_at is None]


def test_two_hold_a_case_and_a_third_is_refused_by_name(cast: Cast) -> None:
    grace = cast.member("Grace Okafor", cast.riverside, seat=3)
    for person in (cast.amina, cast.joanne):
        assert cast.amina.command("name-nurse", name(cast, person)).status_code == 200

    answer = cast.joanne.command("name-nurse", name(cast, grace))

    assert (answer.status_code, answer.json()["code"]) == (409, "two-named-nurses")
    assert answer.json()["message"].startswith("Amina Khan and Joanne Field hold this case")


def test_a_place_that_was_given_up_is_free(cast: Cast) -> None:
    grace = cast.member("Grace Okafor", cast.riverside, seat=3)
    for person in (cast.amina, cast.joanne):
        cast.amina.command("name-nurse", name(cast, person))

    ended = cast.joanne.command(
        "end-named-nurse", {"client": str(cast.peggy), "membership_id": str(cast.amina.membership)}
    )
    named = cast.joanne.command("name-nurse", name(cast, grace))

    assert (ended.status_code, named.status_code) == (200, 200)
    assert set(held(cast)) == {cast.joanne.membership, grace.membership}


def test_who_has_left_the_team_makes_place(cast: Cast) -> None:
    cast.kring.add(cast.riverside, factories.named_nurse(cast.riverside, cast.peggy, cast.olive.membership))
    cast.amina.command("name-nurse", name(cast, cast.amina))

    answer = cast.amina.command("name-nurse", name(cast, cast.joanne))

    assert answer.status_code == 200
    assert set(held(cast)) == {cast.amina.membership, cast.joanne.membership}


def test_neither_a_guest_nor_a_stranger_nor_one_who_left_holds_a_case(cast: Cast) -> None:
    answers = [cast.amina.command("name-nurse", name(cast, person)) for person in (cast.gwen, cast.beth, cast.olive)]

    assert [answer.json()["code"] for answer in answers] == ["guest-holds-no-case", "not-found", "not-found"]


def test_the_same_nurse_twice_is_refused_and_so_is_ending_what_never_was(cast: Cast) -> None:
    cast.amina.command("name-nurse", name(cast, cast.amina))

    again = cast.amina.command("name-nurse", name(cast, cast.amina))
    never = cast.amina.command(
        "end-named-nurse", {"client": str(cast.peggy), "membership_id": str(cast.joanne.membership)}
    )

    assert (again.json()["code"], never.json()["code"]) == ("named-already", "not-found")


def test_nobody_is_named_to_whom_the_record_is_closed(cast: Cast) -> None:
    row = factories.closed_record(
        cast.riverside, cast.peggy, cast.joanne.membership, cast.amina.membership, cast.kring.clock.now
    )
    cast.kring.add(cast.riverside, row)

    assert cast.amina.command("name-nurse", name(cast, cast.joanne)).json()["code"] == "closed-to-her"


def test_a_third_is_refused_by_the_key_as_well(cast: Cast) -> None:
    for place, person in enumerate((cast.amina, cast.joanne), start=1):
        row = factories.named_nurse(cast.riverside, cast.peggy, person.membership, place=place)
        cast.kring.add(cast.riverside, row)
    third = factories.named_nurse(cast.riverside, cast.peggy, cast.gwen.membership, place=2)

    with pytest.raises(IntegrityError):
        cast.kring.add(cast.riverside, third)


def test_of_six_named_at_once_two_hold_the_case(live_cast: Cast) -> None:
    cast = live_cast
    people = [cast.member(f"Nurse {seat}", cast.riverside, seat=seat) for seat in range(3, 9)]
    bodies = [{"operation": str(new_id()), "team": str(cast.riverside), "body": name(cast, one)} for one in people]
    token, answers = cast.amina.token, list[Response]()

    def send(body: dict[str, Any]) -> None:
        answers.append(cast.kring.browser(token).post("/api/commands/name-nurse", json=body))

    threads = [threading.Thread(target=send, args=(body,)) for body in bodies]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(answer.status_code for answer in answers) == [200, 200, 409, 409, 409, 409]
    assert len(held(cast)) == 2


def test_others_find_nobody(cast: Cast) -> None:
    for person in (cast.beth, cast.olive, cast.nell):
        answer = person.command("name-nurse", name(cast, cast.amina), team=cast.riverside)

        assert answer.status_code == 404, person.name
