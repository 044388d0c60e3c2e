"""Which teams and people there are, asked where no team is known: the door, the clock, the command line, a backup."""

from uuid import UUID

from sqlalchemy import select, union
from sqlmodel import Session

from app.models import Account, AddressOf, Place
from app.models.base import columns

A, P, D = columns(Account), columns(Place), columns(AddressOf)

TEAMS = union(select(P.team_id), select(D.team_id)).order_by("team_id")


REAL = select(A.id).where(~A.is_demonstration).limit(1)
INVENTED = select(A.id).where(A.is_demonstration).limit(1)


def only_invented_people(session: Session) -> bool:
    """Whether everybody who can sign in here belongs to the demonstration."""
    return session.execute(REAL).first() is None and session.execute(INVENTED).first() is not None


def team_ids(session: Session) -> list[UUID]:
    """Every team, oldest first. Founding leaves an invitation's address, so none is missed."""
    return list(session.execute(TEAMS).scalars())
