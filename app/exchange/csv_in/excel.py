"""A table out of an Excel file (.xlsx): one filled sheet, no merged cells, every formula with its value."""

import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.datetime import from_excel

from app.domain.words import N_
from app.exchange.csv_in.table import Cell, NotATable, Row, Table

MOST_UNPACKED = 300_000_000
"""A packed file of a few kilobytes can unpack to gigabytes; a caseload never does."""

MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]+)([0-9]+)[^"]*"')
CHUNK = 1 << 20

NOT_EXCEL = N_("This cannot be read as an Excel file. Save it again as .xlsx, or as CSV.")
NO_VALUE = N_("A formula stands here, and its value was not saved. Open the file in Excel, save it, and try again.")
AN_ERROR = N_("Excel shows the error {text} here.")


def is_excel(content: bytes) -> bool:
    return content.startswith(b"PK\x03\x04")


def excel_table(content: bytes) -> Table:
    _look_at_the_package(content)
    shown, written = _opened(content, values=True), _opened(content, values=False)
    filled = [name for name in shown.sheetnames if _is_filled(shown[name])]
    if not filled:
        raise NotATable(N_("The file is empty."))
    if len(filled) > 1:
        why = N_(
            "There are {count} filled sheets in this file ({names}). Keep one, so that it is clear which is meant."
        )
        raise NotATable(why, count=len(filled), names=", ".join(filled)[:200])
    rows = _rows(shown[filled[0]], written[filled[0]], shown.epoch)
    heading = next(row for row in rows if not row.is_blank)
    return Table(filled[0], heading, rows)


def _look_at_the_package(content: bytes) -> None:
    """What can be known before the file is trusted to a reader: it is a workbook, of bearable size, nothing merged.

    A damaged package fails in as many ways as it can be damaged; to us they are all one.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            names = package.namelist()
            if sum(part.file_size for part in package.infolist()) > MOST_UNPACKED:
                raise NotATable(N_("This file is far larger inside than a caseload can be."))
            if "xl/workbook.xml" not in names:
                raise NotATable(NOT_EXCEL)
            for name in names:
                if name.startswith("xl/worksheets/") and name.endswith(".xml"):
                    _refuse_merged(package, name)
    except NotATable:
        raise
    except Exception:
        raise NotATable(NOT_EXCEL) from None


def _refuse_merged(package: zipfile.ZipFile, name: str) -> None:
    before = b""
    with package.open(name) as part:
        while chunk := part.read(CHUNK):
            if found := MERGED.search(before + chunk):
                column, line = found[1].decode(), int(found[2])
                why = N_(
                    "Cells are merged at {cell}. Unmerge them, so that each client has a line and each fact a cell."
                )
                raise NotATable(why, line=line, cell=f"{column}{line}")
            before = chunk[-200:]


def _opened(content: bytes, *, values: bool) -> Any:
    """A workbook, read row by row. The library fails in many ways on a broken file; to us they are all one."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            book = load_workbook(io.BytesIO(content), read_only=True, data_only=values, keep_links=False)
            for sheet in book.worksheets:
                sheet.reset_dimensions()
        except Exception:
            raise NotATable(NOT_EXCEL) from None
    return book


def _is_filled(sheet: Any) -> bool:
    if not hasattr(sheet, "iter_rows"):
        return False
    return any(cell.value not in (None, "") for row in _safely(sheet) for cell in row)


def _safely(sheet: Any) -> Iterator[tuple[Any, ...]]:
    rows = sheet.iter_rows()
    while True:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            try:
                row = next(rows, None)
            except Exception:
                raise NotATable(NOT_EXCEL) from None
        if row is None:
            return
        yield row


def _rows(shown: Any, written: Any, epoch: datetime) -> Iterator[Row]:
    """Rows of values, each beside what is written in its place: a formula without a value is seen only so."""
    for line, (values, formulas) in enumerate(zip(_safely(shown), _safely(written), strict=True), start=1):
        yield Row(line, tuple(_cell(value, formula, epoch) for value, formula in zip(values, formulas, strict=True)))


def _cell(shown: Any, written: Any, epoch: datetime) -> Cell:
    value = shown.value
    if value is None:
        return Cell(fault=NO_VALUE) if written.data_type == "f" else Cell()
    if shown.data_type == "e":
        return Cell(str(value), fault=AN_ERROR)
    if isinstance(value, bool):
        return Cell("yes" if value else "no")
    if isinstance(value, datetime):
        return Cell(value.date().isoformat(), day=value.date())
    if isinstance(value, date):
        return Cell(value.isoformat(), day=value)
    if isinstance(value, int | float):
        return Cell(_plain(value), day=_serial(value, epoch), is_number=True)
    return Cell(str(value).strip())


def _plain(value: float) -> str:
    """9434765919 and not 9434765919.0 or 9.43e9."""
    return str(int(value)) if float(value).is_integer() and abs(value) < 1e15 else repr(value)


def _serial(value: float, epoch: datetime) -> date | None:
    """The day a bare number stands for where the column is one of dates, by the calendar this workbook counts in."""
    if not 61 <= value < 100_000:
        return None
    day = from_excel(value, epoch)
    return day.date() if isinstance(day, datetime) else None
