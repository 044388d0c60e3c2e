"""Runs all outstanding migrations in ONE transaction, with the fence taken down before and put up after.

On SQLite foreign keys are off meanwhile (a batch migration copies tables) and checked before the commit.
The address comes from the caller (``config.attributes``) or from the environment's settings.
"""

from typing import Any

from alembic import context
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL
from sqlalchemy.pool import NullPool

from app.models import metadata
from app.settings import read_settings
from migrations import fences


def addresses() -> tuple[URL, str | None]:
    """The owner's address, and the name of the role that serves."""
    given: dict[str, Any] = context.config.attributes
    if "owner_url" in given:
        return given["owner_url"], given.get("serving_role")
    settings = read_settings()
    separate = settings.is_postgres and settings.owner_url.username != settings.url.username
    return settings.owner_url, settings.url.username if separate else None


def open_engine(url: URL) -> Engine:
    if url.get_backend_name() != "sqlite":
        return create_engine(url, poolclass=NullPool)
    engine = create_engine(url, poolclass=NullPool, connect_args={"isolation_level": None, "timeout": 10})

    @event.listens_for(engine, "connect")
    def _connect(connection: Any, _record: object) -> None:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("PRAGMA foreign_keys=OFF")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


def migrate(connection: Connection, serving_role: str | None) -> None:
    context.configure(
        connection=connection,
        target_metadata=metadata,
        render_as_batch=True,
        compare_type=True,
        transactional_ddl=True,
        transaction_per_migration=False,
    )
    with context.begin_transaction():
        fences.lower(connection)
        context.run_migrations()
        fences.put_up(connection, serving_role)
        if connection.dialect.name == "sqlite":
            dangling = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
            if dangling:
                raise SystemExit(f"the migration would leave dangling references: {dangling[:3]}")


def run() -> None:
    given = context.config.attributes.get("connection")
    if given is not None:
        migrate(given, context.config.attributes.get("serving_role"))
        return
    url, serving_role = addresses()
    engine = open_engine(url)
    with engine.connect() as connection:
        migrate(connection, serving_role)
    engine.dispose()


run()
