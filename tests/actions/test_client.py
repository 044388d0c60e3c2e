"""A client is written down: what is checked, what is worked out, who finds her."""

from typing import Any

import pytest
from sqlalchemy import select

from app.models import Client, ClientIdentifier, ClientStatusLine, new_id
from tests.cast import Cast


def wish(**more: Any) -> dict[str, Any]:
    return {"id": str(new_id()), "given_names": "Doreen", "family_name": "Ward", **more}


def rows(cast: Cast, table: Any) -> list[Any]:
    with cast.kring.door.read(cast.riverside) as session:
        return list(session.execute(select(table.__table__).where(table.team_id == cast.riverside)))


def test_a_client_is_written_down_with_her_number_her_point_and_her_first_status(cast: Cast) -> None:
    body = wish(
        known_as="Dot", postcode="ip331hq", address="3 Angel Hill", nhs_number="999 000 0018", born_on="1941-02-03"
    )

    answer = cast.amina.command("register-client", body)

    assert answer.status_code == 200, answer.text
    (client,), (number,), (status,) = rows(cast, Client), rows(cast, ClientIdentifier), rows(cast, ClientStatusLine)
    assert (client.postcode, client.latitude is not None, client.address_key) == (
        "IP33 1HQ",
        True,
        "ip331hq 3 angel hill",
    )
    assert (number.value, number.is_valid, status.status, client.status) == ("9990000018", True, "referred", "referred")
    for asked in ("dot", "doreen", "ward", "ip33 1hq", "ip331hq", "9990000018"):
        assert asked in client.search


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("born_on", "2026-11-25"),
        ("born_on", "1905-11-24"),
        ("born_on", "1941-02-30"),
        ("postcode", "not one"),
        ("nhs_number", "999 000 0019"),
        ("nhs_number", "123"),
        ("given_names", ""),
        ("since", "2026-11-25"),
        ("status", "died"),
    ],
)
def test_what_cannot_be_gets_a_word_beside_its_field(cast: Cast, field: str, value: str) -> None:
    answer = cast.amina.command("register-client", wish(**{field: value}))

    assert answer.status_code == 422
    assert list(answer.json()["fields"]) == [field]
    assert rows(cast, Client) == []


def test_who_is_a_hundred_and_twenty_may_come(cast: Cast) -> None:
    assert cast.amina.command("register-client", wish(born_on="1905-11-25")).status_code == 200


def test_a_birth_date_that_is_not_whole_is_kept_as_told(cast: Cast) -> None:
    cast.amina.command("register-client", wish(born_told="about 1938"))

    assert [(row.born_on, row.born_told) for row in rows(cast, Client)] == [(None, "about 1938")]


def test_a_postcode_nobody_knows_is_saved_without_a_point(cast: Cast) -> None:
    cast.amina.command("register-client", wish(postcode="IP33 1ZZ"))

    assert [(row.postcode, row.latitude) for row in rows(cast, Client)] == [("IP33 1ZZ", None)]


def test_a_guest_writes_a_client_down_like_everybody(cast: Cast) -> None:
    assert cast.gwen.command("register-client", wish()).status_code == 200


def test_others_write_nobody_into_this_team(cast: Cast) -> None:
    for person in (cast.beth, cast.olive, cast.nell):
        answer = person.command("register-client", wish(), team=cast.riverside)

        assert (answer.status_code, answer.json()["code"]) == (404, "not-found"), person.name


def test_the_page_is_there_for_the_team_and_for_nobody_else(cast: Cast) -> None:
    path = f"/t/{cast.riverside}/clients/{cast.peggy}"

    assert (
        cast.amina.get(path).status_code == cast.joanne.get(path).status_code == cast.gwen.get(path).status_code == 200
    )
    assert [person.get(path).status_code for person in (cast.beth, cast.olive, cast.nell)] == [404, 404, 404]
    assert cast.amina.get(f"/t/{cast.riverside}/clients/{cast.walter}").status_code == 404
    assert cast.kring.browser().get(path).status_code == 401
