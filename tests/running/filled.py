"""The demonstration in an installation, and what of it can be compared."""

from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy import select

from app.actions.journal import seal
from app.database import Door
from app.keys import KeyRing
from app.models import metadata, new_id
from app.models.fence import DIRECTORY
from app.queries.directory import team_ids
from app.seed import demonstration

DAY = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


class Unseen:
    """A progress bar that nobody looks at."""

    def of(self, total: int) -> None: ...
    def done(self, count: int = 1) -> None: ...


UNSEEN = Unseen()


def fill(door: Door, keys: KeyRing) -> None:
    """The teams alone, which is all that most tests need; ``test_neighbourhood`` fills in their care."""
    demonstration.fill(door, keys, now=DAY, password_hash="not a hash", step=lambda: None, places={})


def teams(door: Door) -> list[UUID]:
    with door.read(None) as session:
        return team_ids(session)


def seal_all(door: Door) -> list[UUID]:
    """One more seal over every team's journal. Returns the teams."""
    for team in teams(door):
        _seal(door, team)
    return teams(door)


def _seal(door: Door, team: UUID) -> None:
    seal_id = new_id()
    door.write(team, lambda session: seal(session, team, seal_id=seal_id, now=DAY))


def everything(door: Door) -> dict[str, set[str]]:
    """Every row of every table as text, but for the pulse, which goes on beating."""
    found: dict[str, set[str]] = {}
    for team in (None, *teams(door)):
        with door.read(team) as session:
            for table in metadata.sorted_tables:
                if (table.name in DIRECTORY) == (team is None) and table.name != "pulse":
                    statement = select(table) if team is None else select(table).where(table.c.team_id == team)
                    found.setdefault(table.name, set()).update(str(tuple(row)) for row in session.execute(statement))
    return found
