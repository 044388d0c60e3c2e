"""The demonstration on this installation: filled in once, into an empty database."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Protocol
from uuid import UUID

from sqlalchemy import Connection, bindparam, select
from sqlmodel import Session

from app.database import open_door
from app.database.door import named_team
from app.keys import open_key_file
from app.models import Team
from app.models.base import columns
from app.passwords import hash_password
from app.queries.directory import team_ids
from app.running.finding import Finding, ok, warn
from app.running.ground import SetUpWrong, shown
from app.running.installation import Installation
from app.seed import demonstration
from app.settings import Settings

T = columns(Team)
INVENTED = select(T.is_demonstration).where(T.team_id == bindparam("team"))


class Steps(Protocol):
    """A progress bar, as far as it is needed here."""

    def of(self, total: int) -> None: ...
    def done(self, count: int = 1) -> None: ...


def fill(settings: Settings, *, only_if_empty: bool, steps: Steps) -> bool:
    """Fill an empty database. One that holds anything is left alone, with ``SetUpWrong`` when filling was asked for."""
    door = open_door(settings.url)
    try:
        with door.read(None) as session:
            empty, begun = demonstration.is_empty(session), demonstration.is_demonstration(session)
            whole = demonstration.is_whole(session)
        if empty:
            steps.of(demonstration.step_count())
            demonstration.fill(
                door,
                open_key_file(settings.key_file),
                now=datetime.now(UTC),
                password_hash=hash_password(demonstration.PASSWORD),
                step=steps.done,
            )
        elif begun and not whole:
            raise SetUpWrong(
                f"the demonstration was begun in {shown(settings.url)} and not finished: take that away and begin again"
            )
        elif not only_if_empty:
            raise SetUpWrong("the demonstration goes into an empty database only, and this one holds something")
        return empty
    finally:
        door.close()


def refuse_beside_demonstration(house: Installation) -> None:
    """A real team shares its database with no invented people: everybody may sign in as them."""
    with house.door.read(None) as session:
        there = demonstration.is_demonstration(session)
    if there:
        raise SetUpWrong(
            f"{shown(house.settings.url)} holds the demonstration, whose password everybody knows: "
            "found a real team in a database of its own"
        )


def demonstration_findings(connection: Connection) -> Iterator[Finding]:
    """Nothing where there is no demonstration; a warning where real teams share its database."""
    if not demonstration.is_demonstration(Session(bind=connection)):
        return
    real = sum(_is_real(connection, team) for team in team_ids(Session(bind=connection)))
    if real:
        found = f"its people, whose password everybody knows, and {real} real team{'' if real == 1 else 's'} share it"
        yield warn("Demonstration", found, "found real teams in a database of their own, without 'kring demo'")
    else:
        yield ok("Demonstration", "invented people only")


def _is_real(connection: Connection, team: UUID) -> bool:
    with named_team(connection, team):
        return connection.execute(INVENTED, {"team": team}).scalar_one_or_none() is False


def is_demonstration(settings: Settings) -> bool:
    """Whether the demonstration's people can sign in here."""
    door = open_door(settings.url)
    try:
        with door.read(None) as session:
            return demonstration.is_demonstration(session)
    finally:
        door.close()
