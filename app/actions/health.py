"""What the server says of itself in the database: that it can write, who keeps the clock, what is sealed."""

from datetime import datetime, timedelta

from sqlalchemy import bindparam, select, update
from sqlmodel import Session

from app.actions.rows import changed
from app.models import Pulse
from app.models.base import columns

P = columns(Pulse)

FILLER = "." * 65_536
"""Large enough to need fresh pages: a row that fits where it stood would not notice a full disk."""
HEALTH, CLOCK, SEALED, SEALED_WHOLE = "health", "clock", "sealed", "sealed-whole"

LEASE = timedelta(seconds=45)
"""How long the clock waits for a worker that was killed before another takes over."""

TAKE = (
    update(Pulse)
    .where(P.name == CLOCK, (P.holder == bindparam("me")) | (P.at < bindparam("lapsed")))
    .values(holder=bindparam("me"), at=bindparam("now"))
    .execution_options(synchronize_session=False)
)
LAST = select(P.at).where(P.name == bindparam("name"))


def beat(session: Session, now: datetime) -> datetime | None:
    """Write a large row, take it away again, and leave the time. Returns until when the journal is sealed."""
    pulse = _pulse(session, HEALTH, now)
    pulse.filler = FILLER
    session.flush()
    pulse.filler = ""
    pulse.at = now
    session.flush()
    return last(session, SEALED)


def take_clock(session: Session, worker: str, now: datetime) -> bool:
    """Keep the clock for a while longer, or take it over from a worker not heard from. One worker has it at a time."""
    if session.get(Pulse, CLOCK) is None:
        session.add(Pulse(name=CLOCK, at=now, holder=worker))
        return True
    values = {"me": worker, "now": now, "lapsed": now - LEASE}
    return bool(changed(session, TAKE, values))


def give_clock_back(session: Session, worker: str, now: datetime) -> None:
    """The next worker need not wait."""
    values = {"me": worker, "now": now - 2 * LEASE, "lapsed": now - 2 * LEASE}
    session.execute(TAKE, values)


def note_sealed(session: Session, until: datetime, *, whole: bool) -> None:
    """Every line that was there then lies in a seal; ``whole`` when the old ones were looked through as well."""
    for name in (SEALED, SEALED_WHOLE) if whole else (SEALED,):
        _pulse(session, name, until).at = until


def last(session: Session, name: str) -> datetime | None:
    """When that was last so."""
    return session.execute(LAST, {"name": name}).scalar_one_or_none()


def _pulse(session: Session, name: str, now: datetime) -> Pulse:
    pulse = session.get(Pulse, name)
    if pulse is None:
        pulse = Pulse(name=name, at=now)
        session.add(pulse)
    return pulse
