"""The limit of a page: a raw ASGI application that asks bare ``sqlite3`` the same questions and joins the same bytes.

It is made from the page itself: one look at the page tells which statements it asks and where in its HTML the values of
their rows stand. So the twin cannot grow dishonest when the page changes. It does no more than any program would have
to do, and less than most: what a page works out (an age, a time of day) stands in the twin as a fixed text.
"""

import re
import sqlite3
from collections.abc import Sequence
from html import escape
from typing import Any
from uuid import UUID

from sqlalchemy import event

from app.database import SqliteDoor
from bench.asking import Message, ask, run
from bench.house import House
from bench.modes import only_reading

Question = tuple[str, Any]
ONLY_READS = ("SELECT", "WITH")
SHORTEST = 4
"""Letters of a value that is looked for in the page; shorter ones stand everywhere by chance."""
HEX = re.compile(r"[0-9a-f]{32}")
ID = re.compile(rb"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}")


class Twin:
    """The same page without framework, templates or objects."""

    def __init__(self, house: House, path: str, token: str, lean: Sequence[Question] = ()) -> None:
        """``lean`` are the questions to ask instead of the page's own, where somebody has written plainer ones."""
        self.path = path
        self.own: list[Question] = []
        self.page = self._look(house, path, token)
        self.questions = list(lean) or self.own
        self.connection = sqlite3.connect(str(house.url.database), check_same_thread=False, isolation_level=None)
        for pragma in ("mmap_size=268435456", "cache_size=-16000", "query_only=ON"):
            self.connection.execute(f"PRAGMA {pragma}")
        self.pieces = self._cut(self.page.decode())

    def _look(self, house: House, path: str, token: str) -> bytes:
        assert isinstance(house.door, SqliteDoor)

        def listen(_c: object, _cursor: object, sql: str, given: Any, _context: object, many: bool) -> None:
            if not many and sql.lstrip().upper().startswith(ONLY_READS):
                self.own.append((sql, given))

        with only_reading(house, token):
            event.listen(house.door.readers, "before_cursor_execute", listen)
            status, body = run(lambda: ask(house.app, path, token))
            event.remove(house.door.readers, "before_cursor_execute", listen)
        assert status == 200, f"{path} answers {status}"
        return bytes(body)

    def _rows(self) -> list[list[tuple[Any, ...]]]:
        return self.answers(self.questions)

    def answers(self, questions: Sequence[Question]) -> list[list[tuple[Any, ...]]]:
        return [self.connection.execute(sql, given).fetchall() for sql, given in questions]

    def values(self) -> set[str]:
        """What of the page comes from the database at each look."""
        rows = self._rows()
        return {_shown(rows[one[0]][one[1]][one[2]]) for one in self.pieces if not isinstance(one, str)}

    def _cut(self, page: str) -> list[str | tuple[int, int, int]]:
        """The page as fixed pieces, and places (question, row, column) where a value stands."""
        places: dict[str, tuple[int, int, int]] = {}
        for question, rows in enumerate(self._rows()):
            for number, row in enumerate(rows):
                for column, value in enumerate(row):
                    if isinstance(value, str) and len(value) >= SHORTEST:
                        shown = str(UUID(value)) if HEX.fullmatch(value) else escape(value)
                        places.setdefault(shown, (question, number, column))
        if not places:
            return [page]
        longest_first = "|".join(re.escape(value) for value in sorted(places, key=len, reverse=True))
        return [places.get(piece, piece) for piece in re.split(f"({longest_first})", page)]

    def render(self) -> bytes:
        rows = self._rows()
        pieces = [one if isinstance(one, str) else _shown(rows[one[0]][one[1]][one[2]]) for one in self.pieces]
        return "".join(pieces).encode()

    def differs(self, body: bytes) -> int:
        """Bytes in which the page differs from the twin, but for ids that are made anew at each look."""
        mine, theirs = ID.sub(b"-", self.render()), ID.sub(b"-", body)
        return abs(len(mine) - len(theirs)) + sum(a != b for a, b in zip(mine, theirs, strict=False))

    async def __call__(self, _scope: Message, _receive: Any, send: Any) -> None:
        body = self.render()
        headers = [(b"content-type", b"text/html; charset=utf-8"), (b"content-length", str(len(body)).encode())]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": body})


def _shown(value: str) -> str:
    """As it stands in the page: an id with its hyphens, a text with its signs made harmless."""
    if len(value) == 32 and HEX.fullmatch(value):
        return f"{value[:8]}-{value[8:12]}-{value[12:16]}-{value[16:20]}-{value[20:]}"
    return escape(value)
