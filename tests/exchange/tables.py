"""Tables of clients made for the tests, as CSV and as Excel."""

import csv
import io
from datetime import date
from typing import Any

from openpyxl import Workbook

from app.domain.intake import Fault, IncomingClient, Intake
from app.exchange.csv_in import read_table

TODAY = date(2026, 6, 1)
PEGGY = {"family_name": "Ashby", "given_names": "Margaret Rose", "birth_date": "24/11/1942"}


def csv_of(*rows: dict[str, str], separator: str = ",") -> str:
    names = list(dict.fromkeys(name for row in rows for name in row))
    text = io.StringIO()
    writer = csv.DictWriter(text, names, delimiter=separator, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def excel_of(*rows: list[Any]) -> Workbook:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    return book


def saved(book: Workbook) -> bytes:
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def read(content: str | bytes | Workbook) -> Intake:
    if isinstance(content, Workbook):
        content = saved(content)
    return read_table("clients", content.encode() if isinstance(content, str) else content, today=TODAY)


def client(**cells: str) -> IncomingClient:
    """The one client of a table in which nothing is wrong."""
    intake = read(csv_of(PEGGY | cells))
    assert intake.faults == ()
    (one,) = intake.to_take()
    return one


def faults(content: str | bytes | Workbook) -> list[tuple[int | None, str, str]]:
    return [(one.line, one.field, said(one)) for one in read(content).faults]


def said(fault: Fault) -> str:
    return fault.why.format_map(fault.values)
