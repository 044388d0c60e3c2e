"""The settings of one installation, read from the environment and checked at start.

What a team may want to choose is a team setting (``domain/team_setting.py``), never one of these.
"""

from collections.abc import Mapping
from ipaddress import ip_network
from pathlib import Path
from typing import Annotated, Self
from urllib.parse import SplitResult, urlsplit

from pydantic import Field, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

LOCAL_NAMES = ("localhost", "127.0.0.1", "::1")


class SettingsWrong(Exception):
    """One plain line for each setting that cannot be used."""


class Settings(BaseSettings):
    """Every ``KRING_`` variable, with its default. The README's table is held against these fields by a test."""

    model_config = SettingsConfigDict(env_prefix="KRING_", extra="ignore", frozen=True)

    data_dir: Path = Path("var")
    """Where the SQLite file and temporary files live."""
    database_url: str = ""
    """SQLite file in the data folder, or ``postgresql://role@host/name`` for the serving role."""
    database_owner_url: str = ""
    """PostgreSQL only: the owner's address, used to migrate and back up."""
    host: str = "127.0.0.1"
    """The address to listen on."""
    port: Annotated[int, Field(ge=1, le=65535)] = 8000
    """The port to listen on."""
    base_url: str = ""
    """The address people type. Must be https, or localhost."""
    tls_cert: Path | None = None
    """Certificate file, to serve https without a proxy."""
    tls_key: Path | None = None
    """Key file of the certificate."""
    trusted_proxies: Annotated[tuple[str, ...], NoDecode] = ()
    """Networks whose X-Forwarded-For is believed, separated by commas; nobody by default."""
    secret_key_file: Path | None = None
    """The key file, apart from the database. Made when absent."""

    @field_validator("trusted_proxies", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        return tuple(part.strip() for part in value.split(",") if part.strip()) if isinstance(value, str) else value

    @field_validator("trusted_proxies")
    @classmethod
    def _networks(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for part in value:
            ip_network(part, strict=False)
        return value

    @field_validator("database_url", "database_owner_url")
    @classmethod
    def _database(cls, value: str) -> str:
        if not value:
            return value
        try:
            url = make_url(value)
        except ArgumentError:
            raise ValueError("is not a database address, such as postgresql://kring@localhost/kring") from None
        if url.get_backend_name() not in ("sqlite", "postgresql"):
            raise ValueError("must begin with sqlite:/// or postgresql://")
        if url.get_backend_name() == "sqlite" and _is_no_file(url):
            raise ValueError("needs a file, such as sqlite:///var/kring.db")
        return value

    @field_validator("base_url")
    @classmethod
    def _https_or_localhost(cls, value: str) -> str:
        parts = _parts(value)
        if value and (
            parts.scheme not in ("http", "https")
            or not parts.hostname
            or (parts.scheme == "http" and parts.hostname not in LOCAL_NAMES)
        ):
            raise ValueError("must be an https address, or http://localhost while trying it out")
        if parts.path.rstrip("/") or parts.query or parts.fragment:
            raise ValueError("must be a bare address without a path, such as https://kring.example.org")
        if not _has_port(parts):
            raise ValueError("has a port that is none: it must be a number from 1 to 65535")
        return value.rstrip("/")

    @model_validator(mode="after")
    def _pairs(self) -> Self:
        if (self.tls_cert is None) != (self.tls_key is None):
            raise ValueError("KRING_TLS_CERT and KRING_TLS_KEY go together")
        if self.database_owner_url and not self.is_postgres:
            raise ValueError("KRING_DATABASE_OWNER_URL is for PostgreSQL, and KRING_DATABASE_URL is not")
        return self

    @property
    def url(self) -> URL:
        """The database of the serving role."""
        return _driver(make_url(self.database_url or f"sqlite:///{self.data_dir / 'kring.db'}"))

    @property
    def owner_url(self) -> URL:
        """The database of the owner, who migrates; the same file on SQLite."""
        return _driver(make_url(self.database_owner_url)) if self.database_owner_url else self.url

    @property
    def is_postgres(self) -> bool:
        return self.url.get_backend_name() == "postgresql"

    @property
    def address(self) -> str:
        """The address people type, without a slash at the end."""
        return self.base_url or f"{'https' if self.tls_cert else 'http'}://localhost:{self.port}"

    @property
    def is_secure(self) -> bool:
        return self.address.startswith("https:")

    @property
    def key_file(self) -> Path:
        """Beside the data folder and not in it, so that a copied folder does not carry its key."""
        return self.secret_key_file or self.data_dir.with_name(self.data_dir.name + ".key")


def _is_no_file(url: URL) -> bool:
    """Kept in memory, a database would be gone with each connection."""
    return not url.database or url.database == ":memory:" or url.database.startswith("file:")


def _parts(value: str) -> SplitResult:
    try:
        return urlsplit(value)
    except ValueError:
        return urlsplit("")


def _has_port(parts: SplitResult) -> bool:
    try:
        return parts.port is None or parts.port > 0
    except ValueError:
        return False


def _driver(url: URL) -> URL:
    return url.set(drivername="postgresql+psycopg") if url.get_backend_name() == "postgresql" else url


def read_settings() -> Settings:
    """Settings from the environment; ``SettingsWrong`` with one line a variable when something cannot be used."""
    try:
        return Settings()
    except ValidationError as wrong:
        raise SettingsWrong(
            "\n".join(_line(error["loc"], error["type"], error["msg"]) for error in wrong.errors())
        ) from None


PLAIN = {
    "int_parsing": "must be a whole number, such as 8000",
    "greater_than_equal": "must be from 1 to 65535",
    "less_than_equal": "must be from 1 to 65535",
}
"""What the library says of a number, in words for whoever runs the server."""


def unknown_variables(environment: Mapping[str, str]) -> list[str]:
    """Variables that look like ours and are not: a slip of the pen would else go unnoticed."""
    ours = {f"KRING_{name.upper()}" for name in Settings.model_fields}
    return sorted(name for name in environment if name.startswith("KRING_") and name not in ours)


def _line(where: tuple[int | str, ...], kind: str, message: str) -> str:
    text = PLAIN.get(kind, message.removeprefix("Value error, "))
    return f"KRING_{str(where[0]).upper()}: {text}" if where else text
