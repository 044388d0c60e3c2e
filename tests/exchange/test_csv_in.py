"""A caseload comes in from a table, and what is wrong in it is named by line and column."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.intake import AllergyWord, Denies
from app.exchange.csv_in import COLUMNS, MOST_CLIENTS, read_table, template
from app.exchange.csv_in.columns import column_of
from tests.exchange.tables import PEGGY, TODAY, client, csv_of, faults, read, said


def test_the_template_is_read_as_it_is_and_fills_every_column_it_shows() -> None:
    (peggy,) = read(template()).to_take()

    assert (peggy.name.prefix, peggy.name.whole, peggy.known_as) == ("Mrs", "Margaret Rose Ashby", "Peggy")
    assert peggy.birth and peggy.birth.day == date(1942, 11, 24)
    assert [number.shown for number in peggy.identifiers] == ["999 000 0018", "C-0117"]
    assert peggy.identifiers[0].is_for_tests
    assert (peggy.addresses[0].lines, peggy.addresses[0].postcode) == (("3 Well Street",), "IP33 1AA")
    assert [telecom.use or telecom.kind for telecom in peggy.telecoms] == ["mobile", "home", "email"]
    assert (peggy.languages[0].words, peggy.needs_interpreter) == ("English", False)
    assert (peggy.gp_practices[0].name, peggy.gp_practices[0].doctor) == ("Angel Hill Surgery", "Dr Okafor")
    assert (peggy.contacts[0].name, peggy.contacts[0].is_next_of_kin) == ("Susan Ashby", True)
    assert [one.concept.text for one in peggy.conditions] == ["COPD", "Type 2 diabetes"]
    assert peggy.medicines[0].medicine.text == "Ramipril 5 mg once a day"
    assert [(one.substance.text, len(one.reactions)) for one in peggy.allergies] == [("Penicillin", 1), ("Latex", 0)]
    assert (peggy.what_matters, peggy.in_care_since) == ("Being at home with the cat", date(2026, 3, 1))


def test_every_column_is_known_by_its_name_and_its_label() -> None:
    assert all(column_of(column.name) is column is column_of(column.label.upper()) for column in COLUMNS)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_the_separators_and_encodings_of_spreadsheets_are_recognised(separator: str, encoding: str) -> None:
    text = csv_of(
        PEGGY | {"family_name": "Müller", "town": "Saint-Étienne", "what_matters": "tea, toast; peace"},
        separator=separator,
    )

    (one,) = read(text.encode(encoding)).to_take()

    assert (one.name.family, one.addresses[0].town, one.what_matters) == (
        "Müller",
        "Saint-Étienne",
        "tea, toast; peace",
    )


def test_the_first_line_by_which_excel_names_its_separator_is_passed_over() -> None:
    assert faults("sep=;\n" + csv_of(PEGGY | {"birth_date": "x"}, separator=";"))[0][:2] == (3, "birth_date")


def test_usual_headings_are_understood() -> None:
    text = "Surname,First name,DOB,NHS No,Post code\nAshby,Peggy,24 Nov 1942,943 476 5919,ip33 1aa\n"

    (one,) = read(text).to_take()

    assert (one.name.whole, one.identifiers[0].shown, one.addresses[0].postcode) == (
        "Peggy Ashby",
        "943 476 5919",
        "IP33 1AA",
    )


@pytest.mark.parametrize(
    ("cells", "field", "word"),
    [
        ({"family_name": ""}, "family_name", "missing"),
        ({"birth_date": ""}, "birth_date", "missing"),
        ({"birth_date": "11/24/1942"}, "birth_date", "no month 24"),
        ({"birth_date": "24/11/42"}, "birth_date", "four figures"),
        ({"birth_date": "02/06/2026"}, "birth_date", "to come"),
        ({"birth_date": "01/01/1850"}, "birth_date", "nobody"),
        ({"nhs_number": "943 476 5918"}, "nhs_number", "NHS number"),
        ({"bsn": "123"}, "bsn", "9 figures"),
        ({"interpreter": "perhaps"}, "interpreter", "yes or no"),
        ({"email": "peggy at home"}, "email", "email"),
        ({"contact_telephone": "01284 496001"}, "contact_name", "who it is"),
        ({"allergies": "none known; latex"}, "allergies", "names one"),
        ({"in_care_since": "01/01/1930"}, "in_care_since", "before being born"),
        ({"in_care_since": "2025"}, "in_care_since", "whole date"),
        ({"title": "x" * 401}, "title", "401"),
    ],
)
def test_a_wrong_cell_is_named_with_line_and_column(cells: dict[str, str], field: str, word: str) -> None:
    ((line, column, why),) = faults(csv_of(PEGGY, PEGGY | cells))

    assert (line, column) == (3, field)
    assert word in why


def test_the_line_is_that_of_the_file_also_below_a_note_of_several_lines() -> None:
    text = csv_of(PEGGY | {"what_matters": "one\ntwo\nthree"}, {}, PEGGY | {"birth_date": "x"})

    assert faults(text)[0][0] == 6


def test_one_wrong_line_keeps_the_file_out_and_the_others_can_be_looked_at() -> None:
    intake = read(csv_of(PEGGY, PEGGY | {"birth_date": "x"}))

    assert not intake.is_whole
    assert len(intake.clients) == 1


@pytest.mark.parametrize(
    ("text", "word", "why"),
    [("none known", AllergyWord.NONE_KNOWN, Denies.ALL), ("NKDA", AllergyWord.NOTHING_SAID, Denies.MEDICINES)],
)
def test_none_known_is_told_apart_from_nothing_said(text: str, word: AllergyWord, why: Denies) -> None:
    told = client(allergies=text)

    assert (told.allergy_word, told.allergies[0].denies) == (word, why)
    assert client().allergy_word is AllergyWord.NOTHING_SAID


def test_unknown_allergies_say_nothing_and_a_nurse_is_told() -> None:
    intake = read(csv_of(PEGGY | {"allergies": "unknown"}))

    assert intake.to_take()[0].allergies == ()
    assert [remark.field for remark in intake.remarks] == ["allergies"]


@pytest.mark.parametrize("text", ["Penicillin (swollen face)", "Penicillin: swollen face"])
def test_a_reaction_may_stand_in_brackets_or_after_a_colon(text: str) -> None:
    (allergy,) = client(allergies=text).allergies

    assert (allergy.substance.text, allergy.reactions[0].manifestation) == ("Penicillin", "swollen face")


@pytest.mark.parametrize("text", ["=1+1", "+44 1284 496001", "-", "@home", "=HYPERLINK(1)"])
def test_the_signs_of_formulas_are_text(text: str) -> None:
    assert client(what_matters=text).what_matters == text


def test_a_postcode_that_is_none_is_kept_as_told_and_looked_at() -> None:
    intake = read(csv_of(PEGGY | {"postcode": "1234 AB"}))

    (address,) = intake.to_take()[0].addresses
    assert (address.postcode, address.postcode_told) == ("", "1234 AB")
    assert [remark.field for remark in intake.remarks] == ["postcode"]


@pytest.mark.parametrize(("text", "day"), [("15669", date(1942, 11, 24)), ("8000", date(1921, 11, 25))])
def test_a_bare_day_number_of_excel_is_a_date(text: str, day: date) -> None:
    birth = client(birth_date=text).birth

    assert birth and birth.day == day


def test_a_bare_year_stays_a_year() -> None:
    birth = client(birth_date="1942").birth

    assert birth and (birth.iso, birth.day) == ("1942", None)


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", "empty"),
        (b"\n\n ,,\n", "empty"),
        (b"\xff\xd8\xff\xe0" + bytes(range(256)), "photograph"),
        (b"\x00\x00\x00\x18ftypheic" + bytes(40), "photograph"),
        (b"%PDF-1.4\n", "PDF"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "password"),
        (b"PK\x03\x04 not really", "Excel"),
        (b"name\x00of,nothing\n", "not a text file"),
        (b'{"resourceType": "Bundle"}', "FHIR"),
        (b"<html>", "web page"),
        (b"hello,world\n1,2\n", "first line must name"),
        (b"family_name,given_names,birth_date\n", "no client below"),
        (b'family_name,given_names,birth_date\n"Ash"by,P,1942\n', "quotation mark"),
        (b'family_name,given_names,birth_date\n"Ashby,P,1942\n', "quotation mark"),
    ],
)
def test_what_is_not_a_table_of_clients_gets_a_plain_word(content: bytes, word: str) -> None:
    ((_, _, why),) = faults(content)

    assert word in why


def test_missing_unknown_double_and_nameless_columns_are_named() -> None:
    assert faults("family_name,given_names\nA,B\n") == [(1, "birth_date", "The column “birth_date” is missing.")]
    assert (
        "Did you mean “preferred_name”"
        in faults("family_name,given_names,birth_date,prefered_name\nA,B,1942,C\n")[0][2]
    )
    assert "no column “shoe size”" in faults("family_name,given_names,birth_date,shoe size\nA,B,1942,C\n")[0][2]
    assert "twice" in faults("family_name,surname,given_names,birth_date\nA,A,B,1942\n")[0][2]
    assert "column 4" in faults("family_name,given_names,birth_date,\nA,B,1942,lost\n")[0][2]
    assert "column 5" in faults("family_name,given_names,birth_date\nA,B,1942,,lost\n")[0][2]


def test_too_many_clients_and_too_large_a_file_are_refused() -> None:
    assert f"{MOST_CLIENTS}" in faults(csv_of(*[PEGGY] * (MOST_CLIENTS + 1)))[0][2]
    intake = read_table("a", b"x" * 2_000_001, today=TODAY, most_bytes=2_000_000)
    assert "2 MB" in said(intake.faults[0])


@given(st.binary(max_size=300) | st.text(max_size=200).map(str.encode))
def test_any_file_is_answered(content: bytes) -> None:
    intake = read_table("a", content, today=TODAY)

    assert intake.faults and all(said(fault) for fault in intake.faults)


@given(st.dictionaries(st.sampled_from([column.name for column in COLUMNS]), st.text(max_size=30), max_size=8))
def test_any_cells_are_answered(cells: dict[str, str]) -> None:
    text = csv_of(PEGGY | cells).encode("utf-8", "surrogatepass")

    intake = read_table("a", text, today=TODAY)

    assert intake.clients or intake.faults
    assert all(said(fault) for fault in intake.faults)
