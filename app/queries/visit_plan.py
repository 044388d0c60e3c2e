"""A plan to be made: for whom, and who could go on that day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlmodel import Session

from app.domain.client import IN_CARE, called, full_name
from app.models import Client
from app.models.base import columns
from app.queries.access import Nurse, open_to, reachable_client
from app.queries.visit_nurse import Goer, goers

C = columns(Client)


@dataclass(frozen=True)
class PlanningPage:
    """A plan to be made: for whom, and who could go on that day."""

    clients: Sequence[str]
    client_id: UUID | None
    called: str
    day: date
    goers: Sequence[Goer]
    choices: Sequence[tuple[UUID, str]]
    """Everybody in the team's care, when nobody has been chosen yet."""


EVERYBODY = (
    select(C.id, C.given_names, C.family_name, C.known_as)
    .where(
        C.team_id == bindparam("team"),
        C.status.in_(IN_CARE),
        open_to(C.team_id, C.id),
    )
    .order_by(C.family_name, C.given_names, C.id)
)


def planning_page(session: Session, nurse: Nurse, client_id: UUID | None, day: date) -> PlanningPage:
    client = reachable_client(session, nurse, client_id) if client_id else None
    values = {"team": nurse.team_id, "me": nurse.membership_id}
    choices = [] if client else [(row.id, _listed(row)) for row in session.execute(EVERYBODY, values)]
    going = goers(session, nurse.team_id, day=day, client_id=client_id or nurse.team_id)
    shown = (str(client.id),) if client else tuple(str(id) for id, _ in choices)
    return PlanningPage(shown, client_id, client.known_as if client else "", day, going, choices)


def _listed(row: Any) -> str:
    known = called(row.known_as, row.given_names)
    whole = full_name(row.given_names, row.family_name)
    return whole if known in whole.split() else f"{whole} ({known})"
