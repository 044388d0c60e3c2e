"""From bytes to JSON values, a plain word for everything that is not JSON, and the way back from a path to a line."""

import json
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from json import JSONDecoder

from app.domain.words import N_

MOST_BYTES = 50_000_000
MOST_FIGURES = 400

NOT_JSON = N_("This is not a FHIR file: it cannot be read as JSON from line {line}, column {column}.")


class Unreadable(Exception):
    """The bytes are not JSON text we can take. ``why`` is English with ``{names}``."""

    def __init__(self, why: str, *, line: int | None = None, **values: object) -> None:
        super().__init__(why)
        self.why = why
        self.line = line
        self.values = values


def text_of(content: bytes, *, most: int = MOST_BYTES) -> str:
    """The text of a file, or Unreadable for what is recognisably something else."""
    if len(content) > most:
        raise Unreadable(N_("The file is larger than {most} MB."), most=most // 1_000_000)
    if not content.strip():
        raise Unreadable(N_("The file is empty."))
    for start, why in OTHER_KINDS:
        if content.startswith(start):
            raise Unreadable(why)
    try:
        text = content.decode(json.detect_encoding(content))
    except UnicodeDecodeError:
        raise Unreadable(N_("This is not a text file, so it cannot be a FHIR file.")) from None
    if text.lstrip("\ufeff").lstrip().startswith("<"):
        raise Unreadable(N_("This is XML. Kring reads FHIR as JSON: ask for the file in that form."))
    return text.removeprefix("\ufeff")


OTHER_KINDS: Sequence[tuple[bytes, str]] = (
    (b"\xff\xd8\xff", N_("This is a photograph, not a FHIR file.")),
    (b"\x89PNG", N_("This is a picture, not a FHIR file.")),
    (b"%PDF", N_("This is a PDF, not a FHIR file.")),
    (b"PK\x03\x04", N_("This is a packed file (zip). Unpack it, and take in the files inside one by one.")),
    (b"\x1f\x8b", N_("This is a packed file (gzip). Unpack it first.")),
    (b"\xfd7zXZ", N_("This is a packed file (xz). Unpack it first.")),
)


def parsed(text: str) -> object:
    """The JSON value. Numbers come as exact decimals. A name twice in one object is refused: one would be lost."""
    try:
        return _DECODER.decode(text)
    except json.JSONDecodeError as error:
        if error.msg == "Extra data":
            raise Unreadable(_goes_on(text[error.pos :]), line=error.lineno) from None
        raise Unreadable(NOT_JSON, line=error.lineno, column=error.colno) from None
    except RecursionError:
        raise Unreadable(N_("The file is nested deeper than any FHIR file, so it was not read.")) from None


def _goes_on(rest: str) -> str:
    if rest.startswith("{"):
        return N_(
            "From line {line} on each line is a resource of its own (NDJSON). Kring reads them together in a bundle: "
            "ask for the file in that form."
        )
    return N_("After the first JSON value the file goes on at line {line}. One bundle a file is expected.")


def _number(text: str) -> Decimal:
    if len(text) > MOST_FIGURES:
        raise Unreadable(
            N_("A number with {count} figures stands in the file; no measurement has that many."), count=len(text)
        )
    try:
        return Decimal(text)
    except InvalidOperation:
        raise Unreadable(N_("The number {text} in the file is too large to be read."), text=text[:20]) from None


def _constant(text: str) -> Decimal:
    raise Unreadable(N_("“{text}” stands in the file where a number should be."), text=text)


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    made = dict(pairs)
    if len(made) != len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise Unreadable(
            N_("The name “{name}” stands twice in the same object, so one of the two would be lost."), name=twice[:60]
        )
    return made


_DECODER = JSONDecoder(object_pairs_hook=_object, parse_float=_number, parse_int=_number, parse_constant=_constant)
