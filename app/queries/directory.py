"""Which teams there are, asked where no team is known: the clock, the command line, a backup."""

from uuid import UUID

from sqlalchemy import select, union
from sqlmodel import Session

from app.models import AddressOf, Place
from app.models.base import columns

P, D = columns(Place), columns(AddressOf)

TEAMS = union(select(P.team_id), select(D.team_id)).order_by("team_id")


def team_ids(session: Session) -> list[UUID]:
    """Every team, oldest first. Founding leaves an invitation's address, so none is missed."""
    return list(session.execute(TEAMS).scalars())
