"""A write that changes nothing of meaning, to learn whether writing works."""

from datetime import datetime

from sqlmodel import Session

from app.models import Pulse

FILLER = "." * 65_536
"""Large enough to need fresh pages: a row that fits where it stood would not notice a full disk."""


def beat(session: Session, now: datetime) -> None:
    """Write a large row, take it away again, and leave the time."""
    pulse = session.get(Pulse, "health")
    if pulse is None:
        pulse = Pulse(name="health", at=now)
        session.add(pulse)
    pulse.filler = FILLER
    session.flush()
    pulse.filler = ""
    pulse.at = now
    session.flush()
