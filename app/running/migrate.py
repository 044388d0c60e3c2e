"""Bring the database to this release, in one transaction; nothing happens when it is there already."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine
from sqlalchemy.engine import URL
from sqlalchemy.pool import NullPool

from app.database import fence_faults
from app.settings import Settings

OWNERS_ALONE = 0o600
"""How a new SQLite file may be used; its log beside it takes after it."""
PROJECT = Path(__file__).parents[2]


def alembic_config(owner_url: URL | None = None, serving_role: str | None = None) -> Config:
    """Alembic's settings out of ``pyproject.toml``, with the address handed in."""
    config = Config(toml_file=str(PROJECT / "pyproject.toml"))
    if owner_url is not None:
        config.attributes.update(owner_url=owner_url, serving_role=serving_role)
    return config


def migrate(owner_url: URL, serving_role: str | None, *, to: str = "head") -> None:
    """Run every outstanding migration as the owner, and set the fence for the serving role."""
    if owner_url.get_backend_name() == "sqlite" and owner_url.database:
        Path(owner_url.database).parent.mkdir(parents=True, exist_ok=True)
        Path(owner_url.database).touch(mode=OWNERS_ALONE, exist_ok=True)
    command.upgrade(alembic_config(owner_url, serving_role), to)


def bring_to_release(settings: Settings) -> tuple[str | None, str]:
    """Migrate when the database is behind, or its fence not as it should be. Returns the revision before and after."""
    before, fenced = _standing(settings)
    if before != newest_revision() or not fenced:
        migrate(settings.owner_url, serving_role(settings))
    return before, newest_revision()


def serving_role(settings: Settings) -> str | None:
    """The role to be granted what serving needs; None when the owner serves, or there are no roles."""
    separate = settings.is_postgres and settings.owner_url.username != settings.url.username
    return settings.url.username if separate else None


def newest_revision() -> str:
    """The revision this release was written for."""
    return ScriptDirectory.from_config(alembic_config()).get_current_head() or ""


def known_revisions() -> set[str]:
    """Every revision from the first release to this one."""
    return {script.revision for script in ScriptDirectory.from_config(alembic_config()).walk_revisions()}


def revision_at(connection: Connection) -> str | None:
    """The revision the database is at; None when it is empty."""
    return MigrationContext.configure(connection).get_current_revision()


def _standing(settings: Settings) -> tuple[str | None, bool]:
    url = settings.owner_url
    if url.get_backend_name() == "sqlite" and not Path(str(url.database)).is_file():
        return None, False
    connect = {} if url.get_backend_name() == "sqlite" else {"connect_timeout": 3}
    engine = create_engine(url, poolclass=NullPool, connect_args=connect)
    try:
        with engine.connect() as connection:
            return revision_at(connection), not fence_faults(connection, serving_role(settings))
    finally:
        engine.dispose()
