"""Ids out of SQLite's 32 letters by the shortest way: a list reads some two hundred."""

from collections.abc import Callable
from uuid import UUID, SafeUUID

from sqlalchemy import Uuid
from sqlalchemy.engine import Dialect

_bare = object.__new__
_put_number, _put_safety = (vars(UUID)[slot].__set__ for slot in ("int", "is_safe"))


def uuid_of(letters: str | None) -> UUID | None:
    """The same as ``UUID(letters)``, in less than half the time: nobody asks what kind of text it is."""
    if letters is None:
        return None
    found = _bare(UUID)
    _put_number(found, int(letters, 16))
    _put_safety(found, SafeUUID.unknown)
    return found


class QuickUuid(Uuid[UUID]):
    """Stored as every ``Uuid`` is on SQLite; only reading it is another way."""

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[str | None], UUID | None]:
        return uuid_of
