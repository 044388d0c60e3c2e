"""A table out of CSV: the encodings and separators that spreadsheets write."""

import csv
import io
from collections.abc import Iterator, Sequence

from app.domain.words import N_
from app.exchange.csv_in.columns import column_of
from app.exchange.csv_in.table import Cell, NotATable, Row, Table

PICTURE = N_("This is a photograph or a picture, not a table.")
NOT_TEXT = N_("This is not a text file, so it cannot be a CSV file.")
OLD_EXCEL = N_(
    "This is an old Excel file (.xls), or one with a password. Save it as .xlsx without a password, or as CSV."
)

OTHER_KINDS: Sequence[tuple[bytes, str]] = (
    (b"\xff\xd8\xff", PICTURE),
    (b"\x89PNG", PICTURE),
    (b"GIF8", PICTURE),
    (b"%PDF", N_("This is a PDF, not a table. Save the table itself as CSV or Excel.")),
    (b"\xd0\xcf\x11\xe0", OLD_EXCEL),
    (b"\x1f\x8b", N_("This is a packed file (gzip). Unpack it first.")),
    (b"{", N_("This looks like a FHIR file. Take it in as one.")),
    (b"<", N_("This is a web page or XML, not a table.")),
)
MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
SEPARATORS = (",", ";", "\t")
NOT_IN_TEXT = frozenset(chr(code) for code in range(32)) - set("\t\n\r\f\v")


def csv_table(content: bytes) -> Table:
    text = decoded(content)
    separator, text, skipped = _separator(text)
    rows = _rows(text, separator, skipped)
    heading = next((row for row in rows if not row.is_blank), None)
    if heading is None:
        raise NotATable(N_("The file is empty."))
    return Table("", heading, rows)


def decoded(content: bytes) -> str:
    """The text: by its byte order mark, else UTF-8, else the Windows code page Excel still writes in Britain."""
    if content[4:8] == b"ftyp":
        raise NotATable(PICTURE)
    for start, why in OTHER_KINDS:
        if content.lstrip().startswith(start):
            raise NotATable(why)
    marked = next((encoding for mark, encoding in MARKS if content.startswith(mark)), None)
    for encoding in (marked,) if marked else ("utf-8", "cp1252"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if NOT_IN_TEXT.isdisjoint(text):
            return text
    raise NotATable(NOT_TEXT)


def _separator(text: str) -> tuple[str, str, int]:
    """The sign between cells, the text to read, and how many lines were taken off it.

    Excel may write ``sep=;`` as a first line. Otherwise the sign under which most columns of the heading are known.
    """
    first, _, rest = text.partition("\n")
    if first.strip().lower().startswith("sep=") and len(first.strip()) == 5:
        return first.strip()[4], rest, 1
    heading = next((line for line in text.splitlines() if line.strip()), "")
    known = {sign: sum(column_of(cell.strip('"')) is not None for cell in heading.split(sign)) for sign in SEPARATORS}
    return max(SEPARATORS, key=lambda sign: (known[sign], heading.count(sign))), text, 0


def _rows(text: str, separator: str, skipped: int) -> Iterator[Row]:
    """Rows with the line they begin on: a note may run over several lines."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    line = 1
    try:
        for cells in reader:
            yield Row(line + skipped, tuple(Cell(cell.strip()) for cell in cells))
            line = reader.line_num + 1
    except csv.Error:
        why = N_("From line {line} on this cannot be read: a quotation mark is missing, or stands where none should.")
        raise NotATable(why, line=line + skipped) from None
