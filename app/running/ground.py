"""What must be so before anything runs: folder, database, release, role. Each fault is one line, with what to do."""

import tempfile
from pathlib import Path

from sqlalchemy import Connection, create_engine, event
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from app.database import fence_faults, serving_role_faults
from app.running.migrate import newest_revision, revision_at, serving_role
from app.settings import Settings


class SetUpWrong(Exception):
    """The set-up does not allow this; the text is one line for whoever runs the server."""


def shown(url: URL) -> str:
    """An address of a database as it may be printed: without its password."""
    return str(url.database) if url.get_backend_name() == "sqlite" else url.render_as_string(hide_password=True)


def check_data_dir(folder: Path) -> None:
    """The data folder is there (it is made when it is not) and can be written."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as fault:
        why = fault.strerror or type(fault).__name__
        raise SetUpWrong(f"KRING_DATA_DIR: the data folder {folder} cannot be written: {why}") from None


def check_database(settings: Settings) -> None:
    """The database is there, is at this release, and the role that serves cannot get round the policies."""
    with plain_connection(settings.url) as connection:
        here, newest = revision_at(connection), newest_revision()
        if here is None:
            raise SetUpWrong(f"the database {shown(settings.url)} is empty: run 'kring migrate' first")
        if here != newest:
            raise SetUpWrong(
                f"the database is at revision {here} and this release needs {newest}: run 'kring migrate' first"
            )
        if settings.is_postgres and (faults := serving_role_faults(connection)):
            raise SetUpWrong(
                f"KRING_DATABASE_URL: the role {settings.url.username} {'; and it '.join(faults)}. "
                "Serve with a role that owns nothing, and give the owner's address in KRING_DATABASE_OWNER_URL"
            )


def check_fence(settings: Settings) -> None:
    """Policies, grants and triggers are as the one list says. Without them nothing is served."""
    with plain_connection(settings.url) as connection:
        if faults := fence_faults(connection, serving_role(settings)):
            raise SetUpWrong(f"the database is not fenced as it should be ({faults[0]}): run 'kring migrate'")


class plain_connection:  # noqa: N801 - reads as a with-statement
    """One connection outside the door, for looking at the set-up. ``SetUpWrong`` when the database is not there."""

    def __init__(self, url: URL) -> None:
        self.url = url
        if url.get_backend_name() == "sqlite":
            if not Path(str(url.database)).is_file():
                raise SetUpWrong(f"there is no database at {shown(url)}: run 'kring migrate' to make it")
            self.engine = create_engine(url, poolclass=NullPool, connect_args={"timeout": 10})
            event.listen(self.engine, "connect", lambda raw, _record: raw.execute("PRAGMA query_only=ON"))
        else:
            self.engine = create_engine(url, poolclass=NullPool, connect_args={"connect_timeout": 3})

    def __enter__(self) -> Connection:
        try:
            self.connection = self.engine.connect()
        except DBAPIError as fault:
            raise SetUpWrong(f"the database {shown(self.url)} cannot be opened: {first_line(fault)}") from None
        return self.connection

    def __exit__(self, *_fault: object) -> None:
        self.connection.close()
        self.engine.dispose()


def first_line(fault: DBAPIError) -> str:
    """What the driver said, without the statement and its values."""
    lines = str(fault.orig).strip().splitlines()
    return lines[0] if lines else type(fault.orig).__name__
