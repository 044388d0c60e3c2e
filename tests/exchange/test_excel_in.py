"""The same table as an Excel file."""

import io
import zipfile
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from app.exchange.csv_in import template
from app.exchange.csv_in.excel import MOST_UNPACKED
from tests.exchange.tables import TODAY, excel_of, faults, read, read_table, said, saved

HEADING = ["family_name", "given_names", "birth_date", "nhs_number", "mobile"]


def test_the_template_filled_in_excel_comes_in_as_from_csv() -> None:
    rows = [line.split(",") for line in template().replace('"', "").splitlines()]

    (peggy,) = read(excel_of(*rows)).to_take()

    assert (peggy.known_as, peggy.origin.where, peggy.origin.line) == ("Peggy", "Sheet", 2)


@pytest.mark.parametrize("told", [datetime(1942, 11, 24), date(1942, 11, 24), 15669, "24/11/1942", "1942-11-24"])  # noqa: DTZ001
def test_a_date_may_be_a_date_a_day_number_or_text(told: Any) -> None:
    birth = read(excel_of(HEADING, ["Ashby", "Peggy", told])).to_take()[0].birth

    assert birth and birth.day == date(1942, 11, 24)


def test_the_calendar_that_begins_in_1904_is_heeded() -> None:
    book = excel_of(HEADING, ["Ashby", "Peggy", 15669 - 1462])
    book.epoch = datetime(1904, 1, 1)  # noqa: DTZ001

    birth = read(book).to_take()[0].birth

    assert birth and birth.day == date(1942, 11, 24)


def test_a_number_stays_the_number_it_is() -> None:
    intake = read(excel_of(HEADING, ["Ashby", "Peggy", 1942, 9434765919.0, 7700900123]))

    (peggy,) = intake.to_take()
    assert peggy.identifiers[0].shown == "943 476 5919"
    assert peggy.birth and peggy.birth.iso == "1942"
    assert [remark.field for remark in intake.remarks] == ["mobile"]


def test_lines_are_counted_as_excel_counts_them() -> None:
    book = Workbook()
    for column, name in enumerate(HEADING, start=1):
        book.active.cell(3, column, name)
    book.active.cell(9, 1, "Ashby")

    assert {line for line, _, _ in faults(book)} == {9}


def test_several_filled_sheets_are_refused_and_an_empty_second_one_is_not() -> None:
    book = excel_of(HEADING, ["Ashby", "Peggy", 1942])
    second = book.create_sheet("Old clients")
    assert read(book).is_whole

    second["B2"] = "something"

    ((_, _, why),) = faults(book)
    assert "Old clients" in why


def test_merged_cells_are_refused_with_their_place() -> None:
    book = excel_of(HEADING, ["Ashby", "Peggy", 1942])
    book.active.merge_cells("A4:B5")

    ((line, _, why),) = faults(book)
    assert line == 4
    assert "A4" in why


def test_a_formula_without_its_value_and_an_error_are_refused_in_their_cell() -> None:
    formula = excel_of(HEADING, ["=CONCAT(1,2)", "Peggy", 1942])
    error = excel_of(HEADING, ["Ashby", "Peggy", 1942, "#REF!"])
    error.active["D2"].data_type = "e"

    assert [(line, field) for line, field, _ in faults(formula)][-1] == (2, "family_name")
    assert "formula" in " ".join(why for _, _, why in faults(formula))
    assert "#REF!" in faults(error)[0][2]


def test_an_empty_workbook_and_one_with_headings_only_are_refused() -> None:
    assert "empty" in faults(Workbook())[0][2]
    assert "no client below" in faults(excel_of(HEADING))[0][2]


def test_the_name_of_the_file_does_not_matter() -> None:
    assert read_table("clients.csv", saved(excel_of(HEADING, ["Ashby", "Peggy", 1942])), today=TODAY).is_whole


def test_a_packed_file_that_unpacks_to_too_much_is_not_opened() -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        package.writestr("xl/workbook.xml", "<x/>")
        with package.open("xl/worksheets/sheet1.xml", "w") as part:
            for _ in range(MOST_UNPACKED // 1_000_000 + 1):
                part.write(b" " * 1_000_000)

    assert "larger inside" in faults(content.getvalue())[0][2]


def test_another_packed_file_is_not_a_workbook() -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")

    assert "Excel" in faults(content.getvalue())[0][2]


WHOLE = saved(excel_of(HEADING, ["Ashby", "Peggy", 1942]))


@given(st.integers(0, len(WHOLE) - 1), st.integers(1, 255), st.booleans())
def test_a_damaged_workbook_is_answered(place: int, bits: int, is_cut: bool) -> None:
    damaged = WHOLE[:place] if is_cut else WHOLE[:place] + bytes([WHOLE[place] ^ bits]) + WHOLE[place + 1 :]

    intake = read_table("a.xlsx", damaged, today=TODAY)

    assert intake.clients or intake.faults
    assert all(said(fault) for fault in intake.faults)


@given(
    st.dictionaries(
        st.sampled_from(HEADING), st.none() | st.booleans() | st.integers() | st.floats() | st.dates(), max_size=5
    )
)
def test_any_values_in_cells_are_answered(cells: dict[str, Any]) -> None:
    intake = read(excel_of(HEADING, [cells.get(name) for name in HEADING]))

    assert intake.clients or intake.faults
    assert all(said(fault) for fault in intake.faults)
