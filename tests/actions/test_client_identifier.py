"""Numbers of a client: checked, kept as written when somebody says so, and never with two people unseen."""

from typing import Any

from sqlalchemy import select

from app.models import Client, ClientIdentifier, new_id
from tests import factories
from tests.cast import Cast


def rows(cast: Cast, table: Any) -> list[Any]:
    with cast.kring.door.read(cast.riverside) as session:
        return list(session.execute(select(table.__table__).where(table.team_id == cast.riverside)))


def number(cast: Cast, value: str = "999 000 0018", **more: Any) -> dict[str, Any]:
    return {"id": str(new_id()), "client": str(cast.peggy), "kind": "nhs-number", "value": value, **more}


def test_a_right_number_is_kept_without_its_spaces_and_she_is_found_by_it(cast: Cast) -> None:
    answer = cast.joanne.command("add-client-identifier", number(cast))

    assert answer.status_code == 200, answer.text
    (row,), (client,) = rows(cast, ClientIdentifier), rows(cast, Client)
    assert (row.value, row.is_valid, row.recorded_by) == ("9990000018", True, cast.joanne.membership)
    assert "9990000018" in client.search
    assert client.latest_change_at == cast.kring.clock.now


def test_a_wrong_digit_gets_its_word_and_as_written_it_is_kept_and_marked(cast: Cast) -> None:
    refused = cast.amina.command("add-client-identifier", number(cast, "999 000 0019"))
    kept = cast.amina.command("add-client-identifier", number(cast, "999 000 0019", as_written=True))

    assert (refused.status_code, list(refused.json()["fields"])) == (422, ["value"])
    assert kept.status_code == 200
    assert [(row.value, row.is_valid) for row in rows(cast, ClientIdentifier)] == [("9990000019", False)]


def test_a_number_of_somebody_elses_system_is_kept_with_its_name(cast: Cast) -> None:
    body = {**number(cast, "WSH 1234"), "kind": "other", "system": "West Suffolk Hospital"}

    cast.amina.command("add-client-identifier", body)

    assert [(row.kind, row.value, row.is_valid) for row in rows(cast, ClientIdentifier)] == [
        ("West Suffolk Hospital", "WSH 1234", False)
    ]


def test_the_same_number_with_another_client_is_asked_about(cast: Cast) -> None:
    other = cast.client(cast.amina, given_names="Ruth", family_name="Lake", known_as="")
    row = factories.client_identifier(cast.riverside, other, cast.kring.clock.now, value="9990000018")
    cast.kring.add(cast.riverside, row)

    asked = cast.amina.command("add-client-identifier", number(cast))
    sure = cast.amina.command("add-client-identifier", number(cast, also_somebody_elses=True))

    assert (asked.json()["code"], sure.status_code) == ("number-of-another", 200)


def test_the_same_number_twice_on_one_page_is_refused(cast: Cast) -> None:
    cast.amina.command("add-client-identifier", number(cast))

    assert cast.amina.command("add-client-identifier", number(cast)).json()["code"] == "there-already"


def test_a_number_that_is_taken_off_finds_nobody_and_stays_on_record(cast: Cast) -> None:
    body = number(cast)
    cast.amina.command("add-client-identifier", body)
    end = {"client": str(cast.peggy), "identifier_id": body["id"]}

    ended = cast.joanne.command("end-client-identifier", end)
    again = cast.joanne.command("end-client-identifier", end)

    assert (ended.status_code, again.json()["code"]) == (200, "ended-already")
    (row,), (client,) = rows(cast, ClientIdentifier), rows(cast, Client)
    assert row.ended_at == cast.kring.clock.now
    assert "9990000018" not in client.search


def test_a_number_on_another_page_is_not_found_from_this_one(cast: Cast) -> None:
    other = cast.client(cast.amina, given_names="Ruth", family_name="Lake", known_as="")
    row = factories.client_identifier(cast.riverside, other, cast.kring.clock.now)
    cast.kring.add(cast.riverside, row)

    body = {"client": str(cast.peggy), "identifier_id": str(row.id)}
    assert cast.amina.command("end-client-identifier", body).status_code == 404


def test_others_find_nobody(cast: Cast) -> None:
    for person in (cast.beth, cast.olive, cast.nell):
        answer = person.command("add-client-identifier", number(cast), team=cast.riverside)

        assert answer.status_code == 404, person.name
