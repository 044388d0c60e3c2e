"""A part of a client's page is changed: before and after stay readable, and two at once end in both texts."""

import threading
from typing import Any

import pytest
from httpx2 import Response
from sqlalchemy import select

from app.models import Client, ClientChange, new_id
from tests.cast import Cast


def rows(cast: Cast, table: Any) -> list[Any]:
    with cast.kring.door.read(cast.riverside) as session:
        return list(session.execute(select(table.__table__).where(table.team_id == cast.riverside)))


def change(cast: Cast, part: str, version: int = 1, **fields: Any) -> dict[str, Any]:
    return {"client": str(cast.peggy), "part": part, "version": version, **fields}


def test_an_edit_keeps_what_stood_there_before_and_who_changed_it(cast: Cast) -> None:
    answer = cast.joanne.command("change-client", change(cast, "telephone", phone="01284 496 0777"))

    assert answer.json()["answer"]["version"] == 2
    (line,), (client,) = rows(cast, ClientChange), rows(cast, Client)
    assert (line.before, line.after) == ({"phone": "01284 496 0123"}, {"phone": "01284 496 0777"})
    assert (line.by, line.what, line.version, line.settles) == (cast.joanne.membership, "client", 2, False)
    assert client.latest_change_at == cast.kring.clock.now


def test_a_part_leaves_the_other_parts_alone(cast: Cast) -> None:
    cast.amina.command("change-client", change(cast, "gp", gp_practice="Angel Hill Surgery"))

    (client,) = rows(cast, Client)
    assert (client.gp_practice, client.phone, client.family_name) == (
        "Angel Hill Surgery",
        "01284 496 0123",
        "Thornton",
    )


def test_a_save_that_changes_nothing_makes_no_version(cast: Cast) -> None:
    answer = cast.amina.command("change-client", change(cast, "telephone", phone="01284 496 0123"))

    assert (answer.status_code, answer.json()["answer"]["version"]) == (200, 1)
    assert rows(cast, ClientChange) == []


def test_who_saves_second_sees_both_texts_and_settles(cast: Cast) -> None:
    cast.amina.command("change-client", change(cast, "matters", matters="To walk to the harbour again."))

    late = cast.joanne.command("change-client", change(cast, "matters", matters="To see the sea."))
    settled = cast.joanne.command(
        "change-client", change(cast, "matters", 2, settles=True, matters="To walk to the harbour and see the sea.")
    )

    assert (late.status_code, late.json()["code"], late.json()["version"]) == (409, "changed-meanwhile", 2)
    assert late.json()["theirs"]["matters"] == "To walk to the harbour again."
    assert late.json()["yours"]["matters"] == "To see the sea."
    assert settled.status_code == 200
    assert [line.settles for line in sorted(rows(cast, ClientChange), key=lambda line: line.version)] == [False, True]


def test_who_wrote_other_fields_meanwhile_is_in_nobodys_way(cast: Cast) -> None:
    allergy = {"id": str(new_id()), "client": str(cast.peggy), "substance": "Latex", "reaction": "rash"}
    assert cast.joanne.command("add-allergy", allergy).status_code == 200
    assert cast.joanne.command("change-client", change(cast, "matters", version=2, matters="My cat")).status_code == 200

    mine = cast.amina.command("change-client", change(cast, "telephone", phone="01284 496 0777"))
    stale = cast.joanne.command("change-client", change(cast, "telephone", phone="01284 496 0778", version=3))
    unheard = cast.joanne.command("change-client", change(cast, "gp", gp_name="Dr Bell", version=9))

    assert (mine.status_code, mine.json()["answer"]["version"]) == (200, 4)
    assert (stale.status_code, stale.json()["theirs"]["phone"]) == (409, "01284 496 0777")
    assert unheard.status_code == 409, "nobody has seen a ninth version"
    (client,) = rows(cast, Client)
    assert (client.matters, client.phone, client.version) == ("My cat", "01284 496 0777", 4)


def test_a_moved_client_is_found_at_her_new_address(cast: Cast) -> None:
    cast.amina.command("change-client", change(cast, "address", address="3 Church Street\nMalpas", postcode="sy148nu"))

    (client,) = rows(cast, Client)
    assert (client.postcode, client.address_key) == ("SY14 8NU", "sy148nu 3 church street")
    assert "sy14 8nu" in client.search
    assert round(client.latitude) == 53


def test_a_new_name_is_found_and_the_old_one_not(cast: Cast) -> None:
    names = {"given_names": "Margaret", "family_name": "Élan"}
    cast.amina.command("change-client", change(cast, "identity", **names))

    (client,) = rows(cast, Client)
    assert "elan" in client.search
    assert "thornton" not in client.search


@pytest.mark.parametrize(
    ("part", "fields", "wrong"),
    [
        ("identity", {"given_names": "", "family_name": "Thornton"}, "given_names"),
        ("identity", {"given_names": "M", "family_name": "T", "born_on": "2027-01-01"}, "born_on"),
        ("address", {"postcode": "12345"}, "postcode"),
        ("matters", {"matters": "x", "matters_on": "2026-11-25"}, "matters_on"),
        ("nothing", {}, "part"),
    ],
)
def test_what_cannot_be_gets_a_word_beside_its_field(cast: Cast, part: str, fields: dict[str, str], wrong: str) -> None:
    answer = cast.amina.command("change-client", change(cast, part, **fields))

    assert (answer.status_code, list(answer.json()["fields"])) == (422, [wrong])
    assert rows(cast, ClientChange) == []


def test_others_find_nobody(cast: Cast) -> None:
    body = change(cast, "telephone", phone="1")

    for person in (cast.beth, cast.olive, cast.nell):
        assert person.command("change-client", body, team=cast.riverside).status_code == 404, person.name
    assert cast.beth.command("change-client", body).status_code == 404, "nor in her own team"


def test_of_twelve_edits_at_once_one_wins_and_eleven_see_both_texts(live_cast: Cast) -> None:
    cast = live_cast
    answers: list[Response] = []
    bodies = [change(cast, "matters", matters=f"Wish {number}") for number in range(12)]
    assert cast.amina.token

    def send(body: dict[str, Any]) -> None:
        answers.append(cast.kring.browser(cast.amina.token).post("/api/commands/change-client", json=sent(cast, body)))

    threads = [threading.Thread(target=send, args=(body,)) for body in bodies]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    won = [answer for answer in answers if answer.status_code == 200]
    lost = [answer.json() for answer in answers if answer.status_code == 409]
    assert (len(won), len(lost)) == (1, 11), [answer.text for answer in answers]
    (line,), (client,) = rows(cast, ClientChange), rows(cast, Client)
    assert line.after["matters"] == client.matters
    assert all(text["theirs"]["matters"] == client.matters != text["yours"]["matters"] for text in lost)


def sent(cast: Cast, body: dict[str, Any]) -> dict[str, Any]:
    return {"operation": str(new_id()), "team": str(cast.riverside), "body": body}
