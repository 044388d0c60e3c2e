"""A caseload comes in from a file by the page."""

import re
from typing import Any

import pytest
from openpyxl import Workbook

from app.models import new_id
from tests.cast import Cast
from tests.exchange.shared_data import FIXTURES
from tests.exchange.tables import PEGGY, csv_of, saved
from tests.samples.intake import doubtful, staged

ALDEN = FIXTURES / "synthea-alden-considine.json"


def put_in(cast: Cast, name: str, content: str | bytes) -> Any:
    return cast.amina.post("/t/{team}/intakes", {"id": str(new_id())}, files={"file": (name, content)})


def test_a_bundle_is_looked_at_and_then_taken_in_by_two_pages(cast: Cast) -> None:
    where = put_in(cast, ALDEN.name, ALDEN.read_bytes()).headers["location"]
    look = cast.amina.get(where).text
    assert "Alden Considine" in look
    assert "Take in 1 client" in look
    assert "ExplanationOfBenefit" in look or "Claim" in look

    after = cast.amina.post(f"{where}/taking")

    assert after.status_code == 303
    page = cast.amina.get(after.headers["location"]).text
    assert "They are in." in page
    (client,) = set(re.findall(rf"/t/{cast.riverside}/clients/[0-9a-f-]{{36}}", page))
    assert "Considine" in cast.amina.get(client).text
    assert "Considine" in cast.amina.get("/t/{team}/clients").text


def test_no_file_at_all_is_said_beside_the_field(cast: Cast) -> None:
    answer = cast.amina.post("/t/{team}/intakes", {"id": str(new_id())})

    assert answer.status_code == 422
    assert "Choose a file first." in answer.text


def test_a_file_that_is_none_is_said_beside_the_field_and_keeps_nothing(cast: Cast) -> None:
    for name, content in (("bundle.json", b"{"), ("photo.csv", b"\xff\xd8\xff\xe0" + bytes(range(256)) * 9)):
        answer = put_in(cast, name, content)

        assert answer.status_code == 422, name
        assert 'id="field-content-error"' in answer.text
    assert "None yet." in cast.amina.get("/t/{team}/intakes").text


def test_an_excel_file_with_two_sheets_and_merged_cells_is_refused_in_words(cast: Cast) -> None:
    book = Workbook()
    book.active.append(["family_name", "given_names", "birth_date"])
    book.active.append(["Ashby", "Margaret", "24/11/1942"])
    book.active.merge_cells("A3:B3")
    book.create_sheet("Second").append(["family_name"])

    answer = put_in(cast, "clients.xlsx", saved(book))

    said = answer.text if answer.status_code == 422 else cast.amina.get(answer.headers["location"]).text
    assert "sheet" in said.lower()
    assert "Take in" not in re.sub(r"Take in a file", "", said)


def test_faults_are_shown_with_line_field_and_why(cast: Cast) -> None:
    where = put_in(cast, "clients.csv", csv_of(PEGGY, PEGGY | {"birth_date": "24/13/1942"})).headers["location"]

    page = cast.amina.get(where).text

    assert all(words in page for words in ("<td>3</td>", "birth_date", "There is no month 13"))
    assert "/taking" not in page


def test_a_postcode_nobody_knows_is_told_before_it_comes_in(cast: Cast) -> None:
    where = put_in(cast, "clients.csv", csv_of(PEGGY | {"postcode": "ZZ99 9ZZ"})).headers["location"]

    page = cast.amina.get(where).text

    assert "Number 1: the postcode ZZ99 9ZZ is not known here." in page
    assert "/taking" in page


def test_a_double_is_shown_with_both_sides_and_decided_on_the_page(cast: Cast) -> None:
    where = f"/t/{{team}}/intakes/{doubtful(cast)}"
    page = cast.amina.get(where).text
    assert page.count("Ashby") >= 3
    assert "/taking" not in page
    (person,) = re.findall(r'name="person" value="([0-9a-f-]+)"', page)

    decided = cast.amina.post(f"{where}/decision", {"person": person, "seen": "", "decision": "same"})

    assert decided.status_code == 303
    page = cast.amina.get(where).text
    assert "left out" in page
    assert "Take in 1 client" in page


def test_a_double_whose_record_is_closed_to_a_nurse_is_not_shown_to_her(cast: Cast) -> None:
    first = staged(cast, "first", PEGGY)
    client = cast.amina.command("take-intake", {"intake": str(first)})
    assert client.status_code == 200
    page = cast.amina.get(f"/t/{{team}}/intakes/{first}").text
    (client_id,) = set(re.findall(r"/clients/([0-9a-f-]{36})", page))
    again = staged(cast, "second", PEGGY)
    closing = {"id": str(new_id()), "client": client_id, "reason": "She is my aunt."}
    assert cast.joanne.command("declare-conflict", closing).status_code == 200

    hers = cast.joanne.get(f"/t/{{team}}/intakes/{again}").text
    amina = cast.amina.get(f"/t/{{team}}/intakes/{again}").text

    assert client_id in amina
    assert client_id not in hers
    assert "A colleague decides about this one." in hers


def test_a_dropped_file_brings_nobody(cast: Cast) -> None:
    where = f"/t/{{team}}/intakes/{staged(cast, 'one', PEGGY)}"

    dropped = cast.amina.post(f"{where}/drop")

    assert dropped.status_code == 303
    page = cast.amina.get(where).text
    assert "Nobody came in." in page
    assert "Ashby" not in page


def test_the_template_comes_as_a_table(cast: Cast) -> None:
    answer = cast.amina.get("/t/{team}/intakes/template")

    assert answer.headers["content-type"].startswith("text/csv")
    assert answer.text.lstrip("\ufeff").startswith("family_name,")


def test_a_file_over_the_limit_is_refused_and_one_of_twenty_mb_is_not(cast: Cast) -> None:
    over = put_in(cast, "big.csv", b"x" * 53_000_000)
    within = put_in(cast, "big.csv", b"family_name\n" + b"x" * 20_000_000)

    assert over.status_code == 413
    assert within.status_code == 303


def test_others_find_no_file(cast: Cast) -> None:
    where = f"/t/{cast.riverside}/intakes/{staged(cast, 'one', PEGGY)}"
    for person in (cast.beth, cast.olive, cast.nell):
        assert person.browser.get(where).status_code == 404, person.name
    assert cast.kring.browser().get(where).status_code in (303, 401)


def test_a_file_of_somebody_outside_the_team_is_not_even_read(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    monkeypatch.setattr("app.actions.intake.read_file", lambda name, *_given, **_named: read.append(name))
    address = f"/t/{cast.riverside}/intakes"
    fields = {"id": str(new_id()), "operation": str(new_id())}

    nobody = cast.kring.browser().post(address, data=fields, files={"file": ("clients.csv", b"a")})
    other = cast.beth.browser.post(address, data=fields, files={"file": ("clients.csv", b"a")})

    assert (nobody.status_code, other.status_code) == (401, 404)
    assert read == []
