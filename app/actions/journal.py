"""Writing the journal's lines about looks and refusals, and sealing what has been written."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Insert, bindparam, insert, select
from sqlmodel import Session

from app.domain.journal import Outcome, line_hash, seal_hash
from app.models import Attempt, JournalLine, Seal, SealedLine, Team
from app.models.base import columns
from app.queries.journal import EVER, UNSEALED, line_text, newest_head

BATCH = 5000
"""Lines in one seal at the most."""

T = columns(Team)

TEAM_IS_THERE = select(T.team_id).where(T.team_id == bindparam("team"))


Line = JournalLine | Attempt
ADD: dict[type[Line], Insert] = {kind: insert(kind) for kind in (JournalLine, Attempt)}
NOT_SAID: dict[type[Line], dict[str, Any]] = {
    JournalLine: {"about": "", "on_behalf_of": None, "reason": "", "code": ""},
    Attempt: {"source": ""},
}


def adding(kind: type[Line], line: Mapping[str, Any]) -> tuple[Insert, Mapping[str, Any]]:
    """The line about a page that is shown; about one's own account it stands among the attempts.

    Nothing is written as often as this line, so it goes past the ORM, which costs four times the insert itself.
    """
    return ADD[kind], {**NOT_SAID[kind], **line}


def record_refusal(session: Session, line: JournalLine, attempt: Attempt) -> None:
    """Add a line about a refusal; where the named team does not exist, it goes to the attempts."""
    there = session.execute(TEAM_IS_THERE, {"team": line.team_id}).first()
    session.add(line if there else attempt)


def seal(session: Session, team_id: UUID, *, seal_id: UUID, now: datetime, since: UUID = EVER) -> int:
    """Chain the team's unsealed lines into a new seal. Returns how many; a late line falls into the next one.

    ``since`` leaves older ids out, so that the cost does not grow with the years of a journal.
    """
    last = newest_head(session, team_id)
    number, before = (last.number + 1, last.hash) if last else (1, "")
    lines = session.execute(UNSEALED, {"team": team_id, "since": since, "most": BATCH}).all()
    if not lines:
        return 0
    hashes = [line_hash(line_text(line)) for line in lines]
    session.add(
        Seal(
            team_id=team_id,
            id=seal_id,
            number=number,
            before=before,
            hash=seal_hash(before, hashes),
            lines=len(lines),
            at=now,
        )
    )
    session.add_all(
        SealedLine(team_id=team_id, id=line.id, number=number, position=position, hash=hashed)
        for position, (line, hashed) in enumerate(zip(lines, hashes, strict=True))
    )
    return len(lines)


def note(
    session: Session,
    *,
    team_id: UUID,
    line_id: UUID,
    what: str,
    now: datetime,
    about: str = "",
    account_id: UUID | None = None,
    reason: str = "",
    request_id: str = "",
) -> None:
    """Add a line about what no named command did: the clock, the command line, or somebody who is just coming in."""
    session.add(
        JournalLine(
            team_id=team_id,
            id=line_id,
            at=now,
            account_id=account_id,
            acted_from=team_id if account_id else None,
            what=what,
            about=about,
            reason=reason,
            outcome=Outcome.DONE.value,
            request_id=request_id,
        )
    )
