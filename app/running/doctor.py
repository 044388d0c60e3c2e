"""What is wrong with the set-up, in plain words, each with what to do about it."""

import os
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address, ip_network

from sqlalchemy import Connection, bindparam, func, select
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from app.database import fence_faults, serving_role_faults
from app.database.door import named_team
from app.models import JournalLine
from app.models.base import columns
from app.queries.directory import team_ids
from app.running.certificate import certificate_findings
from app.running.demonstration import demonstration_findings
from app.running.finding import Finding, bad, ok, warn
from app.running.ground import SetUpWrong, check_data_dir, first_line, plain_connection, shown
from app.running.migrate import newest_revision, revision_at, serving_role
from app.running.secret import unreadable_at
from app.running.server import server_findings
from app.settings import Settings, unknown_variables

SPACE_LITTLE, SPACE_TOO_LITTLE = 2 * 1024**3, 200 * 1024**2
ADDRESS_LONGEST = 70
"""A link to a letter has at most 128 signs with this in front of it (HL7 SMART Health Links)."""
RELEASED = datetime(2026, 11, 1, tzinfo=UTC)
AHEAD = timedelta(minutes=2)

J = columns(JournalLine)
NEWEST = select(func.max(J.at)).where(J.team_id == bindparam("team"))


def examine(settings: Settings, now: datetime) -> Iterator[Finding]:
    """Every finding, in the order in which things depend on each other."""
    yield from _variables()
    yield from _folder(settings)
    yield from _database(settings, now)
    yield from _key_file(settings)
    yield from _address(settings)
    yield from certificate_findings(settings, now)
    yield from _proxies(settings)
    yield from server_findings(settings)


def _variables() -> Iterator[Finding]:
    for name in unknown_variables(os.environ):
        yield warn(
            "Environment", f"{name} is no variable that Kring knows", "look for a slip of the pen; see the README"
        )


def _folder(settings: Settings) -> Iterator[Finding]:
    try:
        check_data_dir(settings.data_dir)
    except SetUpWrong as fault:
        yield bad("Data folder", str(fault), "give the folder to the account that serves, or set KRING_DATA_DIR")
        return
    yield ok("Data folder", f"{settings.data_dir.resolve()} can be written")
    free = shutil.disk_usage(settings.data_dir).free
    words = f"{free / 1024**3:.1f} GB free"
    if free < SPACE_TOO_LITTLE:
        yield bad("Free space", words, "nothing can be saved on a full disk: make room now")
    elif free < SPACE_LITTLE:
        yield warn("Free space", words, "make room before it runs full")
    else:
        yield ok("Free space", words)


def _database(settings: Settings, now: datetime) -> Iterator[Finding]:
    try:
        with plain_connection(settings.url) as connection:
            yield ok("Database", f"{shown(settings.url)} can be opened")
            yield from _revision(connection)
            yield from _postgres(connection, settings) if settings.is_postgres else _sqlite(connection)
            if revision_at(connection) == newest_revision():
                yield from _fence(connection, settings)
                yield from _clock(connection, now)
                yield from demonstration_findings(connection)
                yield from _secrets(connection, settings)
    except SetUpWrong as fault:
        yield bad("Database", str(fault), "start it, or mend KRING_DATABASE_URL")
    except DBAPIError as fault:
        yield bad(
            "Database",
            f"{shown(settings.url)} cannot be read: {first_line(fault)}",
            "restore a backup into an empty place with 'kring restore', or mend KRING_DATABASE_URL",
        )


def _revision(connection: Connection) -> Iterator[Finding]:
    here, newest = revision_at(connection), newest_revision()
    if here == newest:
        yield ok("Release of the database", f"revision {here}")
    else:
        yield bad(
            "Release of the database", f"revision {here or 'none'}, and {newest} is needed", "run 'kring migrate'"
        )


def _sqlite(connection: Connection) -> Iterator[Finding]:
    version = connection.exec_driver_sql("SELECT sqlite_version()").scalar_one()
    mode = connection.exec_driver_sql("PRAGMA journal_mode").scalar_one()
    if mode == "wal":
        yield ok("SQLite", f"version {version}, write-ahead log")
    else:
        yield warn(
            "SQLite", f"version {version}, journal mode {mode}", "run 'kring migrate'; a network disk cannot do it"
        )


def _postgres(connection: Connection, settings: Settings) -> Iterator[Finding]:
    version = connection.exec_driver_sql("SHOW server_version").scalar_one()
    yield ok("PostgreSQL", f"version {version}")
    if faults := serving_role_faults(connection):
        for fault in faults:
            yield bad("Role", f"{settings.url.username} {fault}", "serve with a role that owns nothing; see the README")
    else:
        yield ok("Role", f"{settings.url.username} owns nothing and cannot get round the policies")
    if not settings.database_owner_url:
        yield warn("Owner", "KRING_DATABASE_OWNER_URL is not set", "set it where you migrate and back up")


def _fence(connection: Connection, settings: Settings) -> Iterator[Finding]:
    faults = fence_faults(connection, serving_role(settings))
    for fault in faults:
        yield bad("Fence", fault, "run 'kring migrate'; if it was there before, find out who took it away")
    if not faults:
        yield ok("Fence", "policies, grants and triggers are as they should be")


def _clock(connection: Connection, now: datetime) -> Iterator[Finding]:
    newest = _newest_line(connection)
    if now < RELEASED:
        yield bad("Clock", f"this machine says it is {now:%d %B %Y}", "set the clock, and keep it set by the network")
    elif newest and newest > now + AHEAD:
        ahead = f"the newest line of the journal is from {newest:%d %B %Y %H:%M} UTC, which has not come yet"
        yield bad("Clock", ahead, "set the clock, and keep it set by the network")
    else:
        yield ok("Clock", f"{now:%d %B %Y %H:%M} UTC")


def _secrets(connection: Connection, settings: Settings) -> Iterator[Finding]:
    if not settings.key_file.is_file():
        return
    lost = unreadable_at(connection, settings.key_file)
    if lost:
        yield bad("Secrets", f"{lost} cannot be read with this key file", "put the key file back that belongs to it")
    else:
        yield ok("Secrets", "every stored one can be read with this key file")


def _newest_line(connection: Connection) -> datetime | None:
    found: list[datetime] = []
    for team in team_ids(Session(bind=connection)):
        with named_team(connection, team):
            at = connection.execute(NEWEST, {"team": team}).scalar_one_or_none()
        found += [at] if at else []
    return max(found, default=None)


def _key_file(settings: Settings) -> Iterator[Finding]:
    path = settings.key_file
    if not path.is_file():
        yield warn(
            "Key file", f"{path} is not there", "it is made at the first start; after a restore, put yours there"
        )
        return
    if path.resolve().is_relative_to(settings.data_dir.resolve()):
        yield bad("Key file", f"{path} lies in the data folder", "move it out and set KRING_SECRET_KEY_FILE")
    if path.stat().st_mode & 0o077:
        yield bad("Key file", f"{path} can be read by others", f"run: chmod 600 {path}")
    else:
        yield ok("Key file", f"{path}, readable by its owner only; keep a copy apart from the backups")


def _address(settings: Settings) -> Iterator[Finding]:
    address = settings.address
    if len(address) > ADDRESS_LONGEST:
        yield bad("Address", f"{address} has more than {ADDRESS_LONGEST} signs", "links would be too long: shorten it")
    elif settings.is_secure:
        yield ok("Address", address)
    elif _is_loopback(settings.host):
        yield ok("Address", f"{address}, on this machine only")
    else:
        yield bad("Address", f"{address} without https, and {settings.host} is open to others", "set KRING_BASE_URL")


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _proxies(settings: Settings) -> Iterator[Finding]:
    wide = [one for one in settings.trusted_proxies if ip_network(one, strict=False).prefixlen == 0]
    if wide:
        yield bad(
            "Trusted proxies", f"{wide[0]} is everybody", "name your proxy's own address in KRING_TRUSTED_PROXIES"
        )
    elif settings.trusted_proxies:
        yield ok("Trusted proxies", ", ".join(settings.trusted_proxies))
    elif settings.base_url and settings.is_secure and settings.tls_cert is None:
        yield warn(
            "Trusted proxies",
            "nobody, and https is not ours",
            "behind a proxy every tablet seems to be one: set KRING_TRUSTED_PROXIES",
        )
    else:
        yield ok("Trusted proxies", "nobody's word is taken for where a request comes from")
