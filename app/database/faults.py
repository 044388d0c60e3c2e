"""Tells a database that cannot be used from a rule that was broken, for both drivers."""

import sqlite3

from sqlalchemy.exc import DBAPIError, DisconnectionError, IntegrityError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

UNAVAILABLE_CLASSES = ("08", "53", "57", "58", "XX")
"""SQLSTATE classes that say the server is not there, full, shutting down or broken, not that a rule was broken."""
UNAVAILABLE_STATES = ("25006", "25P03", "55P03")
"""Read-only, a transaction left open too long, a lock that did not come free."""
SERIALIZATION = ("40001", "40P01")
"""Two units in each other's way: run again."""

SQLITE_UNAVAILABLE = (
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_NOMEM,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_INTERRUPT,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_CORRUPT,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_PROTOCOL,
    sqlite3.SQLITE_NOTADB,
)
"""Result codes of the same meaning. A plain SQLITE_ERROR is a mistake in a statement and stays a fault."""


class Unavailable(Exception):
    """The database is not there, cannot be written, or did not answer in time."""

    def __init__(self, why: str, *, perhaps_done: bool = False) -> None:
        super().__init__(why)
        self.perhaps_done = perhaps_done
        """True when it had begun and its end is not known; sending the same operation again is safe."""


def unavailable(fault: BaseException, *, committing: bool = False) -> Unavailable | None:
    """The fault as ``Unavailable`` when it speaks of the database's health, None when it speaks of the work.

    A fault while ``committing`` leaves open whether the unit stands.
    """
    if isinstance(fault, Unavailable):
        return fault
    if isinstance(fault, (PoolTimeout, DisconnectionError)):
        return Unavailable("no connection to the database was free in time")
    if not isinstance(fault, DBAPIError) or isinstance(fault, IntegrityError):
        return None
    if fault.connection_invalidated or _names_the_database(fault):
        why = f"the database cannot be used: {type(fault.orig).__name__} {state_of(fault)}".strip()
        return Unavailable(why, perhaps_done=committing)
    return None


def state_of(fault: DBAPIError) -> str:
    """PostgreSQL's SQLSTATE; empty where the server said none, and on SQLite."""
    return str(getattr(fault.orig, "sqlstate", None) or "")


def _names_the_database(fault: DBAPIError) -> bool:
    code = getattr(fault.orig, "sqlite_errorcode", None)
    if code is not None:
        return (code & 0xFF) in SQLITE_UNAVAILABLE
    state = state_of(fault)
    if state:
        return state[:2] in UNAVAILABLE_CLASSES or state in UNAVAILABLE_STATES
    # psycopg gives no state when the connection itself failed; sqlite3 gives no code for what it refuses by itself.
    return isinstance(fault, (OperationalError, InterfaceError)) and not isinstance(fault.orig, sqlite3.Error)
