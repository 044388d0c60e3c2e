"""The caseload as a page: who is shown and found, what a row says, and that its cost does not grow with its length."""

import re
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from app.models import Allergy, DoorWarning, Visit, new_id
from tests import factories
from tests.cast import Cast
from tests.statements import LIST_PAGE, counted


def caseload(cast: Cast, rest: str = "") -> str:
    answer = cast.amina.get("/t/{team}/clients" + rest)
    assert answer.status_code == 200
    return str(answer.text)


def search(cast: Cast, query: str) -> str:
    answer = cast.amina.browser.post(f"/t/{cast.riverside}/clients", data={"q": query})
    assert answer.status_code == 200
    return str(answer.text)


def shown(page: str) -> list[str]:
    """The names of the rows, in order."""
    return re.findall(r'<p><a href="clients/[^>]*>([^<]+)</a>', page)


def add(cast: Cast, *rows: Any) -> None:
    cast.kring.add(cast.riverside, *rows)


def warning(cast: Cast, client: UUID, text: str, **more: Any) -> DoorWarning:
    values = {"team_id": cast.riverside, "id": new_id(), "client_id": client, "kind": "other", "text": text}
    return DoorWarning(**values, at=cast.kring.clock.now, **more)


def many(cast: Cast, number: int) -> None:
    now = cast.kring.clock.now
    assert cast.amina.membership is not None
    rows = [
        factories.client(
            cast.riverside,
            cast.amina.membership,
            now,
            given_names=f"Given{place:04}",
            family_name=f"Family{place:04}",
            known_as="",
            address=f"{place} High Street",
        )
        for place in range(number)
    ]
    add(cast, *rows)
    add(
        cast,
        *(factories.named_nurse(cast.riverside, row.id, cast.joanne.membership) for row in rows),
        *(warning(cast, row.id, "Dog in the hall") for row in rows),
    )


def test_a_row_says_who_she_is_who_holds_the_case_and_what_to_know(cast: Cast) -> None:
    at = cast.kring.clock.now + timedelta(days=1)
    add(
        cast,
        factories.named_nurse(cast.riverside, cast.peggy, cast.joanne.membership),
        warning(cast, cast.peggy, "Small dog"),
        warning(cast, cast.peggy, "Oxygen in the bedroom"),
        warning(cast, cast.peggy, "Steep stairs", review_on=date(2026, 11, 28)),
        Allergy(team_id=cast.riverside, client_id=cast.peggy, substance="Penicillin", at=cast.kring.clock.now),
        Visit(
            team_id=cast.riverside,
            client_id=cast.peggy,
            membership_id=cast.amina.membership,
            day=at.date(),
            planned_at=at,
            minutes=30,
            made_at=cast.kring.clock.now,
        ),
    )

    page = caseload(cast)

    for words in (
        "Peggy",
        "Margaret Ann Thornton",
        "84 · IP33",
        "Joanne Field",
        "Next Wed 25 Nov, 09:00 · Amina Khan",
        "changed 22 Nov",
        "Small dog",
        "Oxygen in the bedroom",
        "+1 more",
        "Warning to review",
        "Allergy: Penicillin",
    ):
        assert words in page, words
    assert "Steep stairs" not in page


@pytest.mark.parametrize("query", ["peg", "THORN", "ann thornt", "ip33", "ip331hq", "999 000 0026", "0026"])
def test_she_is_found_by_any_part_of_name_postcode_and_number(cast: Cast, query: str) -> None:
    cast.client(cast.amina, given_names="Ruth", family_name="Lake", known_as="", postcode="CB1 1AA", address="1 Quay")
    body = {"id": str(new_id()), "client": str(cast.peggy), "kind": "nhs-number", "value": "9990000026"}
    cast.amina.command("add-client-identifier", body)

    assert shown(search(cast, query)) == ["Peggy"]


def test_accents_and_capitals_do_not_matter_and_signs_are_no_wildcards(cast: Cast) -> None:
    cast.client(cast.amina, given_names="Zoë", family_name="O’Neill", known_as="")
    assert cast.peggy

    assert shown(search(cast, "zoe oneill")) == ["Zoë O’Neill"]
    assert shown(search(cast, "%")) == shown(caseload(cast))
    assert shown(search(cast, "x_x")) == []


def test_a_search_finds_those_who_are_discharged_and_the_list_does_not(cast: Cast) -> None:
    cast.client(cast.amina, given_names="Enid", family_name="Past", known_as="", status="discharged")

    assert shown(caseload(cast)) == []
    assert shown(caseload(cast, "?show=past")) == shown(search(cast, "enid")) == ["Enid Past"]


def test_filters_show_what_they_say(cast: Cast) -> None:
    mine = cast.client(cast.amina, given_names="Mine", family_name="One", known_as="")
    cast.client(cast.amina, given_names="New", family_name="Two", known_as="", status="referred")
    cast.client(cast.amina, given_names="Away", family_name="Three", known_as="", status="paused")
    due = cast.client(cast.amina, given_names="Due", family_name="Four", known_as="")
    gone = cast.client(cast.amina, given_names="Gone", family_name="Five", known_as="")
    add(
        cast,
        factories.named_nurse(cast.riverside, mine, cast.amina.membership),
        factories.named_nurse(cast.riverside, gone, cast.olive.membership),
        warning(cast, due, "Dog", review_on=date(2026, 12, 1)),
        warning(cast, mine, "Dog", review_on=date(2026, 12, 2)),
    )

    found = {
        name: shown(caseload(cast, f"?show={name}")) for name in ("mine", "referred", "paused", "unnamed", "review")
    }

    assert found == {
        "mine": ["Mine One"],
        "referred": ["New Two"],
        "paused": ["Away Three"],
        "unnamed": ["Away Three", "Due Four", "Gone Five", "New Two"],
        "review": ["Due Four"],
    }


def test_who_lives_together_and_whose_names_are_alike_are_tied_on_both_rows(cast: Cast) -> None:
    husband = cast.client(cast.amina, given_names="Albert", family_name="Thornton", known_as="Bert")
    twin = cast.client(cast.amina, given_names="Margret", family_name="Thorntone", known_as="", address="Other 1")
    assert cast.peggy

    page = caseload(cast)

    assert page.count("Lives with") == 2
    assert page.count("Similar name:") == 2
    for other in (husband, twin):
        assert page.count(str(other)) == 2


def test_who_lives_with_her_or_is_called_like_her_is_said_also_of_one_on_another_page(cast: Cast) -> None:
    cast.client(cast.amina, given_names="Albert", family_name="Thornton", known_as="Bert")
    twin = cast.client(cast.amina, given_names="Alberta", family_name="Thornton", known_as="Zoe", address="Other 1")
    assert cast.peggy

    page = search(cast, "bert")

    assert len(shown(page)) == 2
    assert page.count("Lives with") == 1
    assert str(cast.peggy) in page
    assert page.count("Similar name:") == 2

    alone = search(cast, "zoe")
    assert len(shown(alone)) == 1
    assert alone.count("Similar name:") == 1
    assert str(twin) in alone


def test_the_count_stands_against_the_teams_own_limit(cast: Cast) -> None:
    assert cast.peggy
    assert "1 client; the team has agreed on at most 60" in caseload(cast)

    cast.amina.command("change-team-setting", {"name": "caseload_most", "value": "1", "version": 0})

    assert "That is as many as the team has agreed on." in caseload(cast)


def test_an_empty_caseload_offers_the_next_step(cast: Cast) -> None:
    page = caseload(cast)

    assert 'href="intakes"' in page
    assert 'href="clients/new"' in page
    assert "No clients yet" in page


def test_a_team_that_says_patient_reads_patient(cast: Cast) -> None:
    cast.amina.command("change-team-setting", {"name": "word_for_client", "value": "patient", "version": 0})

    page = caseload(cast)

    assert "<h1>Patients</h1>" in page
    assert "New patient" in page
    assert "client" not in re.sub(r"<[^>]*>", "", page).lower().replace("clients/", "")


def test_another_teams_clients_are_not_among_them(cast: Cast) -> None:
    assert cast.walter

    assert shown(caseload(cast)) == shown(search(cast, "walter")) == []


def test_ten_and_a_thousand_cost_the_same_statements(cast: Cast) -> None:
    many(cast, 10)
    assert cast.amina.token
    with counted(cast.kring) as few:
        page = caseload(cast)
    assert len(shown(page)) == 10

    many_more = 990
    now = cast.kring.clock.now
    assert cast.amina.membership is not None
    add(
        cast,
        *(
            factories.client(
                cast.riverside,
                cast.amina.membership,
                now,
                given_names=f"Other{place:04}",
                family_name=f"Person{place:04}",
                known_as="",
                address=f"{place} Low Road",
            )
            for place in range(many_more)
        ),
    )
    with counted(cast.kring) as lots:
        page = caseload(cast)

    assert len(few) == len(lots) <= LIST_PAGE, lots
    assert len(shown(page)) == 48
    assert shown(page)[:10] == [f"Given{place:04} Family{place:04}" for place in range(10)]
    assert shown(caseload(cast, "?page=21"))[-1] == "Other0989 Person0989"
