"""A file of clients is put in, looked at, decided about, and taken in whole or not at all."""

import time
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from app.actions.intake_read import ReadFile, read_file
from app.domain.intake import Intake
from app.models import metadata, new_id
from tests.cast import Cast
from tests.exchange.bundles import TODAY
from tests.exchange.shared_data import FIXTURES, SYNTHEA
from tests.exchange.tables import PEGGY, csv_of
from tests.samples.intake import doubtful, in_base64, people, staged

ALDEN = FIXTURES / "synthea-alden-considine.json"
MARTINA = FIXTURES / "synthea-martina-murazik.json"
STAN = {"family_name": "Stone", "given_names": "Stanley", "birth_date": "1939", "allergies": "none known"}
MANY = {"team", "intake_client", "intake", "journal", "receipt"}


def put_in(cast: Cast, name: str, content: str | bytes) -> Any:
    body = {"id": str(new_id()), "file_name": name, "content": in_base64(content)}
    return cast.amina.command("stage-intake", body)


def take(cast: Cast, intake: Any) -> Any:
    return cast.amina.command("take-intake", {"intake": str(intake)})


def taken(cast: Cast, name: str, content: str | bytes) -> None:
    intake = put_in(cast, name, content).json()["answer"]["intake"]
    answer = take(cast, intake)
    assert answer.status_code == 200, answer.text


def rows(cast: Cast, table: str) -> list[dict[str, Any]]:
    columns = metadata.tables[table]
    with cast.kring.door.read(cast.riverside) as session:
        found = session.execute(
            select(columns).where(columns.c.team_id == cast.riverside).order_by(columns.c.id)
        ).mappings()
        return [dict(row) for row in found]


def count(cast: Cast, table: str) -> int:
    columns = metadata.tables[table]
    wanted = select(func.count()).select_from(columns).where(columns.c.team_id == cast.riverside)
    with cast.kring.door.read(cast.riverside) as session:
        return int(session.execute(wanted).scalar_one())


def test_a_table_comes_in_whole_with_one_line_of_status_each(cast: Cast) -> None:
    taken(cast, "clients.csv", csv_of(PEGGY, STAN))

    peggy, stan = rows(cast, "client")
    assert (peggy["given_names"], peggy["family_name"], peggy["status"]) == ("Margaret Rose", "Ashby", "active")
    assert (peggy["born_on"].isoformat(), stan["born_on"], stan["born_told"]) == ("1942-11-24", None, "1939")
    assert (peggy["allergy_knowledge"], stan["allergy_knowledge"]) == ("not-asked", "none-known")
    assert [line["status"] for line in rows(cast, "client_status")] == ["active", "active"]


def test_a_bundle_comes_in_with_everything_and_each_row_names_its_origin(cast: Cast) -> None:
    taken(cast, ALDEN.name, ALDEN.read_bytes())

    assert [count(cast, name) for name in ("client", "condition", "allergy", "medicine")] == [1, 5, 2, 2]
    kinds = [row["kind"] for row in rows(cast, "entry")]
    assert (kinds.count("imported"), kinds.count("goal")) == (12, 7)
    numbered = ("client_identifier", "client_status")
    for table in ("client", "condition", "allergy", "medicine", "measurement", "entry", *numbered):
        assert all(row["origin"]["file"] == ALDEN.name and row["origin"]["where"] for row in rows(cast, table)), table


def test_glucose_is_converted_with_what_was_written_beside_it(cast: Cast) -> None:
    taken(cast, ALDEN.name, ALDEN.read_bytes())

    glucose = next(row for row in rows(cast, "measurement") if row["kind"] == "glucose")
    assert (glucose["unit"], glucose["written_unit"]) == ("mmol/L", "mg/dL")
    assert float(glucose["written_value"]) / float(glucose["value"]) == pytest.approx(18, abs=0.5)


def test_an_observation_of_an_unknown_kind_keeps_value_unit_and_code(cast: Cast) -> None:
    taken(cast, ALDEN.name, ALDEN.read_bytes())

    other = next(row for row in rows(cast, "measurement") if row["origin"].get("code") == "8302-2" or row["label"])
    assert all((row["kind"], row["value"], row["label"]) for row in rows(cast, "measurement"))
    assert other["origin"]["system"]


def test_nobody_is_taken_in_while_somebody_is_undecided(cast: Cast) -> None:
    intake = doubtful(cast)

    answer = take(cast, intake)

    assert (answer.status_code, answer.json()["code"]) == (409, "duplicates-undecided")
    assert count(cast, "client") == 0


@pytest.mark.parametrize(("decision", "clients"), [("same", 1), ("new", 2)])
def test_once_decided_the_same_is_left_out_and_another_person_comes_in(cast: Cast, decision: str, clients: int) -> None:
    intake = doubtful(cast)
    wish = {"intake": str(intake), "person": str(people(cast, intake)[1].id), "decision": decision}
    assert cast.amina.command("decide-duplicate", wish).status_code == 200

    assert take(cast, intake).json()["answer"]["clients"] == clients
    assert count(cast, "client") == clients


def test_two_who_decide_differently_are_told(cast: Cast) -> None:
    intake = doubtful(cast)
    wish = {"intake": str(intake), "person": str(people(cast, intake)[1].id)}
    cast.amina.command("decide-duplicate", {**wish, "decision": "same"})

    answer = cast.joanne.command("decide-duplicate", {**wish, "decision": "new"})

    assert (answer.status_code, answer.json()["code"]) == (409, "changed-meanwhile")
    assert (answer.json()["theirs"], answer.json()["yours"]) == ({"decision": "same"}, {"decision": "new"})


def test_somebody_who_is_here_already_is_found_by_name_and_birth_date(cast: Cast) -> None:
    taken(cast, "first.csv", csv_of(PEGGY))

    again = staged(cast, "second", PEGGY)

    (double,) = people(cast, again)[0].duplicates
    assert (double["likeness"], double["client"]) == ("same-name-and-birth", str(rows(cast, "client")[0]["id"]))
    assert take(cast, again).json()["code"] == "duplicates-undecided"


def test_somebody_who_is_here_already_is_found_by_number(cast: Cast) -> None:
    taken(cast, "first.csv", csv_of(PEGGY | {"nhs_number": "999 000 0018"}))

    again = staged(cast, "second", STAN | {"nhs_number": "9990000018"})

    assert [one["likeness"] for one in people(cast, again)[0].duplicates] == ["same-number"]


def test_somebody_written_down_after_the_file_was_put_in_is_not_made_twice(cast: Cast) -> None:
    intake = staged(cast, "first", PEGGY)
    taken(cast, "second.csv", csv_of(PEGGY))

    assert take(cast, intake).json()["code"] == "came-meanwhile"
    assert count(cast, "client") == 1


def test_a_record_closed_to_a_nurse_is_not_shown_to_her_as_a_double(cast: Cast) -> None:
    taken(cast, "first.csv", csv_of(PEGGY))
    closing = {"id": str(new_id()), "client": str(rows(cast, "client")[0]["id"]), "reason": "She is my aunt."}
    assert cast.amina.command("declare-conflict", closing).status_code == 200

    again = staged(cast, "second", PEGGY)

    assert people(cast, again)[0].duplicates == []


def test_a_file_with_faults_is_kept_as_its_faults_alone_and_never_taken(cast: Cast) -> None:
    answer = put_in(
        cast, "clients.csv", csv_of(PEGGY, STAN | {"nhs_number": "999 000 0019", "birth_date": "1/13/1940"})
    )
    intake = answer.json()["answer"]["intake"]

    assert answer.json()["answer"]["clients"] == 0
    assert answer.json()["answer"]["faults"] >= 1
    refused = take(cast, intake)
    assert (refused.status_code, refused.json()["code"]) == (409, "file-has-faults")
    assert count(cast, "intake_client") == count(cast, "client") == 0


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("empty.csv", b"", "empty"),
        ("bundle.json", b'{"resourceType": "Bundle", ', "JSON"),
        ("photo.csv", b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(range(256)) * 40, ""),
        ("names.csv", b"colour,shape\nred,round\n", "template"),
    ],
)
def test_what_cannot_be_read_at_all_keeps_nothing_and_says_why(
    cast: Cast, name: str, content: bytes, words: str
) -> None:
    answer = put_in(cast, name, content)

    assert answer.status_code == 422, answer.text
    assert words.lower() in answer.text.lower()
    assert count(cast, "intake") == 0


def test_a_sign_that_no_database_keeps_is_refused_in_words(cast: Cast) -> None:
    text = ALDEN.read_text(encoding="utf-8").replace('"Alden', '"\\u0000Alden', 1)

    answer = put_in(cast, "nul.json", text)

    assert answer.status_code in (200, 422), answer.text
    assert count(cast, "intake_client") in (0, 1)


def test_a_file_is_taken_once_and_not_after_it_was_dropped(cast: Cast) -> None:
    intake = staged(cast, "one", PEGGY)
    assert take(cast, intake).status_code == 200

    again = take(cast, intake)
    dropped = cast.amina.command("drop-intake", {"intake": str(intake)})

    assert (again.json()["code"], dropped.json()["code"]) == ("taken-already", "taken-already")
    assert count(cast, "client") == 1


def test_what_was_read_of_people_is_gone_once_a_file_is_dropped_or_taken(cast: Cast) -> None:
    to_drop, to_take = staged(cast, "one", PEGGY), staged(cast, "two", STAN)
    cast.amina.command("drop-intake", {"intake": str(to_drop)})
    take(cast, to_take)

    assert people(cast, to_drop) == []
    assert [one.content for one in people(cast, to_take)] == [b""]


def test_the_journal_names_everybody_who_came_in(cast: Cast) -> None:
    taken(cast, "clients.csv", csv_of(PEGGY, STAN))

    (line,) = [row for row in rows(cast, "journal") if row["what"] == "take-intake"]
    assert sorted(line["clients"]) == sorted(str(row["id"]) for row in rows(cast, "client"))


def test_another_team_an_ex_member_and_a_stranger_find_no_file(cast: Cast) -> None:
    intake = staged(cast, "one", PEGGY)
    for person in (cast.beth, cast.olive, cast.nell):
        for name in ("take-intake", "drop-intake"):
            answer = person.command(name, {"intake": str(intake)}, team=cast.riverside)
            assert (answer.status_code, answer.json()["code"]) == (404, "not-found"), person.name
    assert cast.beth.command("take-intake", {"intake": str(intake)}).status_code == 404
    assert take(cast, uuid4()).status_code == 404


def caseload() -> Iterator[ReadFile]:
    import tarfile

    if not SYNTHEA.exists():
        for path in (ALDEN, MARTINA):
            yield read_file(path.name, path.read_bytes(), today=TODAY)
        return
    with tarfile.open(SYNTHEA, "r:xz") as archive:
        for member in archive:
            content = archive.extractfile(member)
            if content is not None:
                yield read_file(member.name.rsplit("/", 1)[-1], content.read(), today=TODAY)


def test_a_whole_caseload_comes_in_as_one_unit_within_the_patience_of_a_page(cast: Cast) -> None:
    from app.actions import intake_take

    reads = list(caseload())
    everybody = tuple(client for read in reads for client in read.intake.clients)
    numbered = [
        replace(person, number=number, known=replace(person.known, key=str(number)))
        for number, person in enumerate((one for read in reads for one in read.people), start=1)
    ]
    whole = replace(reads[0], intake=Intake("all", everybody), people=numbered)
    zone = __import__("zoneinfo").ZoneInfo("Europe/London")
    taker = intake_take.Taker(cast.riverside, cast.amina.membership, cast.kring.clock.now, TODAY, zone)
    intake_id, base = new_id(), new_id()
    cast.kring.door.write(cast.riverside, lambda session: intake_take.store(session, taker, intake_id, whole))

    def work(session: Any) -> intake_take.Taken:
        from app.models import Intake as Stored

        return intake_take.take(session, taker, session.get_one(Stored, (cast.riverside, intake_id)), base)

    began = time.perf_counter()
    came = cast.kring.door.write(cast.riverside, work)
    took = time.perf_counter() - began

    observed = sum(len(one.values) for client in everybody for one in client.observations if one.at and one.values)
    assert count(cast, "client") == len(came.clients) == len(everybody)
    assert count(cast, "measurement") == observed
    assert count(cast, "condition") == sum(len(client.conditions) for client in everybody)
    assert took < 4, took
