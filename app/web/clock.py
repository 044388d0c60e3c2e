"""The one clock: seals the journal, settles what is due, forgets what is over. Each step is safe to run twice."""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar
from uuid import UUID

from sqlmodel import Session

from app.actions.expiry import forget_receipts, forget_sessions
from app.actions.health import SEALED, SEALED_WHOLE, give_clock_back, last, note_sealed, take_clock
from app.actions.journal import BATCH, seal
from app.actions.proposal import settle_due
from app.models import new_id
from app.models.base import first_id_of
from app.queries.directory import team_ids
from app.queries.journal import EVER
from app.web.door import House

T = TypeVar("T")
log = logging.getLogger("kring.clock")

EVERY = 20.0
"""Seconds between two rounds: a line is sealed within a minute also when a round takes long."""
DUE_EVERY = timedelta(minutes=1)
TIDY_EVERY = timedelta(hours=1)
WHOLE_EVERY = timedelta(days=1)
"""How often the old lines are looked through as well; in between only those since the last round."""
LATE = timedelta(hours=1)
"""A line's id is made at most this long before it is committed."""
IDS = 20
"""Fresh ids a team and round; what needs more waits for the next round."""
PAUSE = 0.002
"""Seconds between two teams, so that 800 of them do not come as one burst."""


@dataclass(frozen=True)
class Round:
    """What is to be done on this round."""

    now: datetime
    since: UUID
    whole: bool
    due: bool
    tidy: bool


class Clock:
    """A thread that goes round all teams. Only the worker that holds the lease does."""

    def __init__(self, home: House) -> None:
        self.home = home
        self.worker = str(new_id())
        self._stop = threading.Event()
        self._due: datetime | None = None
        self._tidied: datetime | None = None
        self._thread = threading.Thread(target=self._run, name="clock", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Finish the team at hand, and let the next worker have the clock at once."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join(timeout=10)

    def round(self) -> bool:
        """Once round all teams; False when another worker keeps the clock."""
        now = self.home.now()
        if not self.home.door.write(None, lambda session: take_clock(session, self.worker, now)):
            return False
        with self.home.door.read(None) as session:
            teams, plan = team_ids(session), self._plan(session, now)
        sealed = [self._team(team, plan) for team in teams if not self._stop.wait(PAUSE)]
        if plan.tidy:
            self._step("sessions", None, lambda session: forget_sessions(session, now))
        if len(sealed) == len(teams) and all(sealed):
            self._step("sealed", None, lambda session: note_sealed(session, now, whole=plan.whole))
        return True

    def _plan(self, session: Session, now: datetime) -> Round:
        sealed, whole = last(session, SEALED), last(session, SEALED_WHOLE)
        look_through = sealed is None or whole is None or now - whole >= WHOLE_EVERY
        due = self._due is None or now - self._due >= DUE_EVERY
        tidy = self._tidied is None or now - self._tidied >= TIDY_EVERY
        self._due = now if due else self._due
        self._tidied = now if tidy else self._tidied
        since = EVER if look_through or sealed is None else first_id_of(sealed - LATE)
        return Round(now, since, look_through, due, tidy)

    def _team(self, team: UUID, plan: Round) -> bool:
        """Each step is a unit of its own: one that fails does not hold up the others. True when all is sealed."""
        ids = tuple(new_id() for _ in range(IDS))
        if plan.due:
            self._step("due", team, lambda session: settle_due(session, team, plan.now, ids))
        if plan.tidy:
            self._step("receipts", team, lambda session: forget_receipts(session, team, plan.now))
        while (sealed := self._seal(team, plan)) == BATCH:
            pass
        return sealed is not None

    def _seal(self, team: UUID, plan: Round) -> int | None:
        seal_id = new_id()
        return self._step(
            "seal", team, lambda session: seal(session, team, seal_id=seal_id, now=plan.now, since=plan.since)
        )

    def _step(self, what: str, team: UUID | None, work: Callable[[Session], T]) -> T | None:
        try:
            return self.home.door.write(team, work)
        except Exception as fault:
            log.warning("a step of the clock failed", extra={"kring": {"step": what}}, exc_info=fault)
            return None

    def _run(self) -> None:
        while not self._stop.is_set():
            try:
                self.round()
            except Exception as fault:
                log.warning("a round of the clock failed", exc_info=fault)
            self._stop.wait(EVERY)
        now = self.home.now()
        self._step("giving back", None, lambda session: give_clock_back(session, self.worker, now))
