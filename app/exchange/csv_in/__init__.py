"""Reading a caseload from a table, CSV or Excel: one client a line, columns as ``columns.COLUMNS`` lists them.

The kind of file is told by what is in it, never by its name. Anything wrong becomes a fault with line and column, and
then nothing of the file is taken.
"""

from datetime import date

from app.domain.intake import Fault, IncomingClient, Intake
from app.domain.words import N_
from app.exchange.csv_in.client import read_client
from app.exchange.csv_in.columns import COLUMNS, CellKind, Column, column_of, did_you_mean, template
from app.exchange.csv_in.excel import excel_table, is_excel
from app.exchange.csv_in.line import Line, Notes
from app.exchange.csv_in.table import Cell, NotATable, Row, Table
from app.exchange.csv_in.text import csv_table

MOST_BYTES = 50_000_000
MOST_CLIENTS = 1_000
MOST_NOTED = 200

__all__ = ["COLUMNS", "MOST_BYTES", "MOST_CLIENTS", "CellKind", "Column", "read_table", "template"]


def read_table(file: str, content: bytes, *, today: date, most_bytes: int = MOST_BYTES) -> Intake:
    """``today`` is the civil date in the team's zone: a birth date after it is a fault."""
    notes = Notes(file)
    clients: list[IncomingClient] = []
    try:
        _read(content, notes, clients, today, most_bytes)
    except NotATable as error:
        notes.faults.append(Fault(file, notes.sheet, "", error.why, error.values, error.line))
    return Intake(file, tuple(clients), tuple(notes.faults[:MOST_NOTED]), tuple(notes.remarks[:MOST_NOTED]))


def _read(content: bytes, notes: Notes, clients: list[IncomingClient], today: date, most_bytes: int) -> None:
    if len(content) > most_bytes:
        raise NotATable(N_("The file is larger than {most} MB."), most=most_bytes // 1_000_000)
    table = excel_table(content) if is_excel(content) else csv_table(content)
    notes.sheet = table.sheet
    places = _places(table, notes)
    if notes.faults:
        return
    count = 0
    for row in table.rows:
        if row.is_blank:
            continue
        count += 1
        if count > MOST_CLIENTS:
            raise NotATable(N_("There are more than {most} clients in this file."), most=MOST_CLIENTS)
        client = read_client(Line(row, _by_column(row, places, notes), notes, today))
        if client:
            clients.append(client)
    if not count:
        raise NotATable(N_("There are headings in this file, but no client below them."))


def _places(table: Table, notes: Notes) -> dict[int, str]:
    """Which column stands at which place. Every heading must be known, and once only; none that is needed may lack."""
    places: dict[int, str] = {}
    line = table.heading.line
    for place, cell in enumerate(table.heading.cells):
        column = column_of(cell.text) if cell.text else None
        if column is None:
            if cell.text:
                _unknown(cell.text, line, notes)
        elif column.name in places.values():
            notes.fault(line, cell.text, N_("The column “{name}” stands here twice."), name=column.name)
        else:
            places[place] = column.name
    if not places:
        notes.faults.clear()
        raise NotATable(
            N_(
                "The first line must name the columns, and none of the names in it is known. "
                "Take the template and fill it in."
            )
        )
    for column in COLUMNS:
        if column.required and column.name not in places.values():
            notes.fault(line, column.name, N_("The column “{name}” is missing."), name=column.name)
    return places


def _unknown(heading: str, line: int, notes: Notes) -> None:
    near = did_you_mean(heading)
    why = (
        N_("There is no column “{heading}”. Did you mean “{near}”?") if near else N_("There is no column “{heading}”.")
    )
    notes.fault(line, heading[:60], why, heading=heading[:60], near=near)


def _by_column(row: Row, places: dict[int, str], notes: Notes) -> dict[str, Cell]:
    """The cells by column; something written where no heading stands would be lost, so it is a fault."""
    for place, cell in enumerate(row.cells):
        if cell.text and place not in places:
            why = N_("“{text}” stands in column {number}, which has no heading.")
            notes.fault(row.line, "", why, text=cell.text[:40], number=place + 1)
    return {name: row.cells[place] for place, name in places.items() if place < len(row.cells)}
