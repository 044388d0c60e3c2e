"""A table out of a file, whichever kind of file it was: a heading, then rows of cells that know their line."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Cell:
    """What stands in a cell. ``day`` when the file itself says that it is a date; ``is_number`` when it was a number
    there, which may have cost it a leading nought. ``fault`` is why it has no value."""

    text: str = ""
    day: date | None = None
    is_number: bool = False
    fault: str = ""


@dataclass(frozen=True)
class Row:
    line: int
    cells: tuple[Cell, ...]

    @property
    def is_blank(self) -> bool:
        return not any(cell.text or cell.fault for cell in self.cells)


@dataclass(frozen=True)
class Table:
    """``sheet`` is the name of the sheet, empty for CSV."""

    sheet: str
    heading: Row
    rows: Iterator[Row]


class NotATable(Exception):
    """The file as a whole cannot be read. ``why`` is English with ``{names}``; the values may hold a ``line``."""

    def __init__(self, why: str, **values: object) -> None:
        super().__init__(why)
        self.why = why
        self.values: Mapping[str, object] = values

    @property
    def line(self) -> int | None:
        line = self.values.get("line")
        return line if isinstance(line, int) else None
