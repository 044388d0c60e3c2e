"""The limit of a page: a raw ASGI application that asks bare ``sqlite3`` the same questions and joins the same bytes.

It is made from the page itself: one look at the page tells which statements it asks and where in its HTML the values of
their rows stand. So the twin cannot grow dishonest when the page changes, and its bytes are compared with the page's.
"""

import re
import sqlite3
from html import escape
from typing import Any

from sqlalchemy import event

from app.database import SqliteDoor
from bench.house import House, Message, ask, run

Question = tuple[str, Any]
ONLY_READS = ("SELECT", "WITH")
SHORTEST = 4
"""Letters of a value that is looked for in the page; shorter ones stand everywhere by chance."""


class Twin:
    """The same page without framework, templates or objects."""

    def __init__(self, house: House, path: str) -> None:
        self.questions: list[Question] = []
        page = self._look(house, path)
        self.connection = sqlite3.connect(str(house.url.database), check_same_thread=False, isolation_level=None)
        self.pieces = self._cut(page)
        self.page = page.encode()

    def _look(self, house: House, path: str) -> str:
        assert isinstance(house.door, SqliteDoor)

        def listen(_c: object, _cursor: object, sql: str, given: Any, _context: object, many: bool) -> None:
            if not many and sql.lstrip().upper().startswith(ONLY_READS):
                self.questions.append((sql, given))

        event.listen(house.door.readers, "before_cursor_execute", listen)
        status, body = run(lambda: ask(house.app, path, house.token))
        event.remove(house.door.readers, "before_cursor_execute", listen)
        assert status == 200, f"{path} answers {status}"
        return str(body.decode())

    def _rows(self) -> list[list[tuple[Any, ...]]]:
        return [self.connection.execute(sql, given).fetchall() for sql, given in self.questions]

    def _cut(self, page: str) -> list[str | tuple[int, int, int]]:
        """The page as fixed pieces, and places (question, row, column) where a value stands."""
        places: dict[str, tuple[int, int, int]] = {}
        for question, rows in enumerate(self._rows()):
            for number, row in enumerate(rows):
                for column, value in enumerate(row):
                    if isinstance(value, str) and len(value) >= SHORTEST:
                        places.setdefault(escape(value), (question, number, column))
        if not places:
            return [page]
        longest_first = "|".join(re.escape(value) for value in sorted(places, key=len, reverse=True))
        return [places.get(piece, piece) for piece in re.split(f"({longest_first})", page)]

    def render(self) -> bytes:
        rows = self._rows()
        pieces = [one if isinstance(one, str) else escape(rows[one[0]][one[1]][one[2]]) for one in self.pieces]
        return "".join(pieces).encode()

    async def __call__(self, _scope: Message, _receive: Any, send: Any) -> None:
        body = self.render()
        headers = [(b"content-type", b"text/html; charset=utf-8"), (b"content-length", str(len(body)).encode())]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": body})
