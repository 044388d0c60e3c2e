"""Whether the SQLite file at the address is still the one that was opened.

A process goes on with a file that was moved away or replaced under it: what it acknowledges would be in nobody's file.
"""

from pathlib import Path
from threading import Lock

from sqlalchemy import Engine

from app.database.faults import Unavailable


class SameFile:
    """Asked before each snapshot and each batch; costs one look at the directory."""

    def __init__(self, path: Path, *engines: Engine) -> None:
        self.path = path
        self.engines = engines
        self._lock = Lock()
        self._opened = _identity(path)

    def make_sure(self) -> None:
        """``Unavailable`` while the file is gone; when another stands there, everything is opened anew."""
        now = _identity(self.path)
        if now == self._opened and now is not None:
            return
        with self._lock:
            for engine in self.engines:
                engine.dispose()
            self._opened = now
        if now is None:
            raise Unavailable("the database file is gone")


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return (found.st_dev, found.st_ino) if found.st_size else None
