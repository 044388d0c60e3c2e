"""Founding a team, and letting a nurse into one where none is left. Every other change is made by its members."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlmodel import Session

from app.actions.journal import note
from app.domain.errors import RuleBroken
from app.domain.team import MemberKind, free_seat
from app.domain.words import N_
from app.models import AddressOf, Invitation, Team
from app.queries.invitation import seats_taken
from app.queries.membership import has_nurses


@dataclass(frozen=True)
class ProvidersLink:
    """An invitation that no member makes: for a team's first nurse, or for one where no nurse is left."""

    invitation_id: UUID
    nurse: str
    email: str
    key_id: str
    secret_hash: str
    made_at: datetime
    expires_at: datetime


def found_team(
    session: Session,
    *,
    team_id: UUID,
    name: str,
    is_demonstration: bool,
    first_nurse: str,
    email: str,
    invitation_id: UUID,
    key_id: str,
    secret_hash: str,
    now: datetime,
    expires_at: datetime,
) -> None:
    """A team, and the invitation that lets its first nurse in. She gets nothing that later members do not get.

    The journal's first line carries the team's own id, so that founding needs no further one.
    """
    session.add(Team(team_id=team_id, name=name, founded_at=now, is_demonstration=is_demonstration))
    session.flush()
    note(session, team_id=team_id, line_id=team_id, what="team-founded", now=now, about=f"invitation/{invitation_id}")
    link = ProvidersLink(invitation_id, first_nurse, email, key_id, secret_hash, now, expires_at)
    _invite(session, team_id, link)


def invite_by_provider(session: Session, *, team_id: UUID, link: ProvidersLink, line_id: UUID) -> None:
    """From the command line, and only while nobody in the team can invite: it would be locked out for good."""
    if has_nurses(session, team_id):
        raise RuleBroken(N_("There are nurses in this team, and nurses invite each other."), code="has-nurses")
    free_seat(seats_taken(session, team_id))
    about = f"invitation/{link.invitation_id}"
    note(session, team_id=team_id, line_id=line_id, what="nurse-invited-by-provider", now=link.made_at, about=about)
    _invite(session, team_id, link)


def _invite(session: Session, team_id: UUID, link: ProvidersLink) -> None:
    session.add(
        Invitation(
            team_id=team_id,
            id=link.invitation_id,
            kind=MemberKind.NURSE.value,
            name=link.nurse,
            email=link.email.strip().lower(),
            key_id=link.key_id,
            made_at=link.made_at,
            expires_at=link.expires_at,
        )
    )
    session.add(AddressOf(secret_hash=link.secret_hash, team_id=team_id, kind="invitation", id=link.invitation_id))
