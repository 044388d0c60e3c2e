"""The page on which status, named nurses, numbers and closings are changed, and the form for a new client."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlmodel import Session

from app.domain.team import MemberKind
from app.models import Membership
from app.models.base import columns
from app.queries.access import Nurse
from app.queries.around import Around, around
from app.queries.client import ClientFacts, client_facts
from app.queries.look_alike import LookAlike
from app.queries.visit_list import how_many_to_come

M = columns(Membership)

MEMBERS = (
    select(M.id, M.name, M.kind)
    .where(M.team_id == bindparam("team"), M.ended_at.is_(None))
    .order_by(M.kind.desc(), M.name)
)


@dataclass(frozen=True)
class Member:
    """Somebody in the team."""

    id: UUID
    name: str
    is_guest: bool


@dataclass(frozen=True)
class RecordPage:
    """What stands around her record, with everybody who could be named or closed out."""

    client: ClientFacts
    around: Around
    members: Sequence[Member]
    visits_to_come: int

    @property
    def clients(self) -> tuple[UUID, ...]:
        return (self.client.id,)

    @property
    def nameable(self) -> list[Member]:
        """Nurses of the team who do not hold the case yet and to whom the record is open."""
        out = {one.membership_id for one in self.around.nurses} | self._closed_out
        return [one for one in self.members if not one.is_guest and one.id not in out]

    @property
    def excludable(self) -> list[Member]:
        """Whom the client may exclude. The one who writes it down is on it, and told why not: all see the same list."""
        return [one for one in self.members if one.id not in self._closed_out]

    @property
    def nameable_pairs(self) -> list[tuple[UUID, str]]:
        return [(one.id, one.name) for one in self.nameable]

    @property
    def excludable_pairs(self) -> list[tuple[UUID, str]]:
        return [(one.id, one.name) for one in self.excludable]

    @property
    def _closed_out(self) -> set[UUID]:
        return {one.membership_id for one in self.around.closed_to}


@dataclass(frozen=True)
class DetailsPage:
    """One part of what is kept about the person herself, as it stands."""

    client: ClientFacts
    part: str

    @property
    def clients(self) -> tuple[UUID, ...]:
        return (self.client.id,)


@dataclass(frozen=True)
class NewClientPage:
    """The form for a new client, with those who may be the same person once she has been looked for."""

    look_alikes: Sequence[LookAlike] = ()

    @property
    def clients(self) -> tuple[UUID, ...]:
        return tuple(one.id for one in self.look_alikes)


def record_page(session: Session, nurse: Nurse, client_id: UUID, now: datetime) -> RecordPage:
    client = client_facts(session, nurse, client_id)
    members = [
        Member(row.id, row.name, row.kind == MemberKind.GUEST.value)
        for row in session.execute(MEMBERS, {"team": nurse.team_id})
    ]
    to_come = how_many_to_come(session, nurse.team_id, client.id, now)
    return RecordPage(client, around(session, nurse.team_id, client.id), members, to_come)


def details_page(session: Session, nurse: Nurse, client_id: UUID, part: str) -> DetailsPage:
    return DetailsPage(client_facts(session, nurse, client_id), part)
