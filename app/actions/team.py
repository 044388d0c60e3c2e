"""Founding a team. After that nobody stands outside it: every further change is made by its members."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Session

from app.actions.journal import note
from app.domain.team import MemberKind
from app.models import AddressOf, Invitation, Team


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
    session.add(
        Invitation(
            team_id=team_id,
            id=invitation_id,
            kind=MemberKind.NURSE.value,
            name=first_nurse,
            email=email.strip().lower(),
            key_id=key_id,
            made_at=now,
            expires_at=expires_at,
        )
    )
    session.add(AddressOf(secret_hash=secret_hash, team_id=team_id, kind="invitation", id=invitation_id))
