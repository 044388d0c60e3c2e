"""One line of the table, asked for by column: each answer is right, or empty with a fault beside its column."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from app.domain.errors import FieldWrong
from app.domain.folding import can_be_kept, fold
from app.domain.identifier import Identifier, IdentifierKind, Standing, check
from app.domain.intake import Fault, Remark
from app.domain.postcode import NOT_A_POSTCODE, normal
from app.domain.when import When, from_british, of_day
from app.domain.words import N_
from app.exchange.csv_in.columns import BY_NAME, CellKind
from app.exchange.csv_in.table import Cell, Row

MOST_SIGNS = {CellKind.NOTE: 20_000, CellKind.LIST: 20_000, CellKind.ALLERGIES: 20_000}
MOST_WORDS = 400

YES = ("yes", "y", "true", "1", "ja", "x")
NO = ("no", "n", "false", "0", "nee")

FIRST_SERIAL = date(1899, 12, 30)
"""Day 0 of Excel's calendar, counted so that its 29 February 1900, which never was, does not matter after it."""

LOST_NOUGHT = N_("Excel seems to have taken away the nought at the start of this number. Look at it again.")


@dataclass
class Notes:
    """What is wrong in a file, and what is to be looked at."""

    file: str
    sheet: str = ""
    faults: list[Fault] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)

    def fault(self, line: int | None, column: str, why: str, **values: object) -> None:
        self.faults.append(Fault(self.file, self.sheet, column, why, values, line))

    def remark(self, line: int | None, column: str, why: str, **values: object) -> None:
        self.remarks.append(Remark(self.file, self.sheet, column, why, values, line))


@dataclass(frozen=True)
class Line:
    """The cells of a row by the name of their column."""

    row: Row
    cells: Mapping[str, Cell]
    notes: Notes
    today: date

    def wrong(self, column: str, why: str, **values: object) -> None:
        self.notes.fault(self.row.line, column, why, **values)

    def look_at(self, column: str, why: str, **values: object) -> None:
        self.notes.remark(self.row.line, column, why, **values)

    def words(self, column: str) -> str:
        """The text of a cell. What begins with a sign of a formula is text here and stays it."""
        cell = self.cells.get(column, Cell())
        if cell.fault:
            self.wrong(column, cell.fault, text=cell.text)
            return ""
        most = MOST_SIGNS.get(BY_NAME[column].kind, MOST_WORDS)
        if len(cell.text) > most:
            self.wrong(
                column, N_("This is {count} signs long; at most {most} can be kept."), count=len(cell.text), most=most
            )
            return ""
        if not can_be_kept(cell.text):
            self.wrong(column, N_("This holds signs that are not text."))
            return ""
        return cell.text

    def required(self) -> None:
        for column in BY_NAME.values():
            if column.required and not self.cells.get(column.name, Cell()).text:
                self.wrong(column.name, N_("This is missing."))

    def date(self, column: str) -> When | None:
        """A date: as the file itself knows it, as a day number of Excel, or as written with the day first."""
        text = self.words(column)
        cell = self.cells.get(column, Cell())
        if not text:
            return None
        if cell.day and not (cell.is_number and _is_year(text)):
            return of_day(cell.day, text)
        if serial := _serial(text):
            return of_day(serial, text)
        try:
            return from_british(text, field=column)
        except FieldWrong as error:
            self.wrong(column, error.message, **error.values)
            return None

    def yes_no(self, column: str) -> bool | None:
        said = fold(self.words(column))
        if not said:
            return None
        if said not in YES + NO:
            self.wrong(column, N_("Write yes or no, or leave it empty."))
        return said in YES

    def identifier(self, column: str, kind: IdentifierKind) -> Identifier | None:
        text = self.words(column)
        if not text:
            return None
        number = check(kind, text)
        if number.standing is Standing.WRONG:
            self.wrong(column, number.why)
            return None
        return number

    def telephone(self, column: str) -> str:
        text = self.words(column)
        if text and self.cells[column].is_number and len(text) == 10 and text[0] in "12378":
            self.look_at(column, LOST_NOUGHT)
        elif text and sum(sign.isdigit() for sign in text) < 3:
            self.look_at(column, N_("This is not a telephone number."))
        return text

    def email(self, column: str) -> str:
        text = self.words(column)
        if text and ("@" not in text.strip("@") or " " in text):
            self.wrong(column, N_("This is not an e-mail address."))
        return text

    def postcode(self, column: str) -> tuple[str, str]:
        """The postcode in its normal form, and as told. One that is none is kept as told, without a point."""
        told = self.words(column)
        if told and normal(told) is None:
            self.look_at(column, NOT_A_POSTCODE)
        return normal(told) or "", told

    def items(self, column: str) -> tuple[str, ...]:
        """The parts of a list, one a line or with semicolons between them."""
        parts = self.words(column).replace("\n", ";").split(";")
        return tuple(part.strip() for part in parts if part.strip())


def _is_year(text: str) -> bool:
    return len(text) == 4 and text.isascii() and text.isdigit() and 1880 <= int(text) <= 2100


def _serial(text: str) -> date | None:
    """The day of a bare number of four or five figures, as Excel writes dates it was not told to show as dates."""
    if not (text.isascii() and text.isdigit() and len(text) in (4, 5)) or _is_year(text):
        return None
    return FIRST_SERIAL + timedelta(days=int(text)) if int(text) > 61 else None
