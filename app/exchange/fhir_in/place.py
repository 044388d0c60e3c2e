"""From a path in a JSON value back to the line of the text it was read from."""

from collections.abc import Sequence
from json import JSONDecoder
from json.decoder import scanstring  # type: ignore[attr-defined]

Step = str | int
"""A name in an object, or a place in a list."""

_SKIPPER = JSONDecoder(parse_float=str, parse_int=str, parse_constant=str)


def shown(path: Sequence[Step]) -> str:
    """``entry[4].resource.name[0]``, as FHIR writes it."""
    text = ""
    for step in path:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else step
    return text


class Places:
    """Where things stand in a text that is known to be JSON. Entries of a bundle are found once, at the start."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._start = _past_space(text, 0)
        self._entries = self._offsets()
        self._lines: list[int] = []
        line, before = 1, 0
        for at in self._entries:
            line += text.count("\n", before, at)
            before = at
            self._lines.append(line)

    def _offsets(self) -> list[int]:
        try:
            at = _member(self._text, self._start, "entry")
            return _elements(self._text, at) if at is not None else []
        except RecursionError:
            return []

    def line(self, path: Sequence[Step]) -> int | None:
        """The line on which the value at this path begins, or the nearest thing around it that is there."""
        at, line, steps = self._start, 1, path
        if len(path) > 1 and path[0] == "entry" and isinstance(path[1], int) and path[1] < len(self._entries):
            at, line, steps = self._entries[path[1]], self._lines[path[1]], path[2:]
        began = at
        try:
            for step in steps:
                inside = self._inside(at, step)
                if inside is None:
                    break
                at = inside
        except RecursionError:
            return None
        return line + self._text.count("\n", 0 if began == self._start else began, at)

    def _inside(self, at: int, step: Step) -> int | None:
        if isinstance(step, str):
            return _member(self._text, at, step)
        found = _elements(self._text, at, most=step + 1)
        return found[step] if step < len(found) else None


def _past_space(text: str, at: int) -> int:
    while at < len(text) and text[at] in " \t\r\n":
        at += 1
    return at


def _member(text: str, at: int, name: str) -> int | None:
    """Where the value of this name begins."""
    if text[at : at + 1] != "{":
        return None
    at = _past_space(text, at + 1)
    while text[at] == '"':
        found, at = scanstring(text, at + 1, True)
        at = _past_space(text, _past_space(text, at) + 1)
        if found == name:
            return at
        at = _next(text, at)
    return None


def _elements(text: str, at: int, *, most: int | None = None) -> list[int]:
    """Where the elements of a list begin, as many of them as asked for."""
    found: list[int] = []
    if text[at : at + 1] != "[":
        return found
    at = _past_space(text, at + 1)
    while text[at] != "]" and (most is None or len(found) < most):
        found.append(at)
        at = _next(text, at)
    return found


def _next(text: str, at: int) -> int:
    """Past the value at ``at`` and the comma after it; onto the closing bracket where it was the last."""
    _, end = _SKIPPER.raw_decode(text, at)
    end = _past_space(text, end)
    return _past_space(text, end + 1) if text[end] == "," else end
