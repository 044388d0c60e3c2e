"""The page of one list of the door card, and the page of its key safe."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlmodel import Session

from app.domain.errors import NotFound
from app.domain.words import N_
from app.models import KeySafe
from app.models.base import columns
from app.queries.access import Nurse
from app.queries.client import ClientFacts, client_facts
from app.queries.door_card import Kept, every_line, is_overdue

S = columns(KeySafe)

CODE = select(S.code).where(S.team_id == bindparam("team"), S.client_id == bindparam("client"))


@dataclass(frozen=True)
class DoorListPage:
    """One list: what holds, what has ended, and the line that is being changed."""

    client: ClientFacts
    part: str
    """The list's name."""
    lines: Sequence[Kept]
    line: Kept | None
    today: date

    @property
    def clients(self) -> tuple[UUID, ...]:
        return (self.client.id,)

    @property
    def living(self) -> list[Kept]:
        return [line for line in self.lines if line.ended_at is None]

    @property
    def ended(self) -> list[Kept]:
        return [line for line in self.lines if line.ended_at is not None]

    def is_overdue(self, line: Kept) -> bool:
        return is_overdue(line, self.today)


@dataclass(frozen=True)
class KeySafePage:
    """``code`` stands here only where somebody has just asked for it, and nowhere else."""

    client: ClientFacts
    safe: Kept | None
    gone: Kept | None
    """One that was there once: taken away, with the reason."""
    code: str | None

    @property
    def clients(self) -> tuple[UUID, ...]:
        return (self.client.id,)

    @property
    def version(self) -> int:
        """What a change of it has to name: 0 when there never was one."""
        row = self.safe or self.gone
        return row.version if row else 0


def door_list_page(
    session: Session, nurse: Nurse, client_id: UUID, name: str, line_id: UUID | None = None
) -> DoorListPage:
    client = client_facts(session, nurse, client_id)
    lines = every_line(session, client.id, nurse.team_id, name)
    line = next((line for line in lines if line.id == line_id), None)
    if line_id is not None and line is None:
        raise NotFound(N_("This line is not on the client's page."))
    return DoorListPage(client, name, tuple(lines), line, nurse.today)


def key_safe_page(
    session: Session, nurse: Nurse, client_id: UUID, open_code: Callable[[str], str] | None = None
) -> KeySafePage:
    """``open_code`` is given only after the showing stands in the journal."""
    client = client_facts(session, nurse, client_id)
    row = next(iter(every_line(session, client.id, nurse.team_id, "key-safe")), None)
    if row is not None and row.ended_at is not None:
        return KeySafePage(client, None, row, None)
    if open_code is None or row is None:
        return KeySafePage(client, row, None, None)
    sealed = session.execute(CODE, {"team": nurse.team_id, "client": client.id}).scalar_one()
    return KeySafePage(client, row, None, open_code(sealed))
