"""Larger invented neighbourhoods in this installation: only where nobody real works, marked as a demonstration."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, select, text
from sqlmodel import Session

from app.database import Door, Unavailable, open_door
from app.models import Account, Pulse, Team
from app.models.base import columns
from app.passwords import hash_password
from app.queries.directory import team_ids
from app.running.demonstration import Steps
from app.running.ground import SetUpWrong, shown
from app.running.installation import TRIES, Installation
from app.seed import demonstration
from app.seed.bulk import check
from app.seed.bulk.make import Wanted, finished, is_seeded, make
from app.settings import Settings

A, T = columns(Account), columns(Team)

REAL_ACCOUNT = select(A.id).where(A.is_demonstration.is_(False)).limit(1)
SEEDED_NURSES = select(A.email).where(A.email.like("%@team%.seed%.example")).order_by(A.id).limit(2)
INVENTED = select(T.is_demonstration).where(T.team_id == bindparam("team"))
RARE_CHECKPOINTS = text("PRAGMA wal_autocheckpoint=20000")
"""SQLite copies its log into the file after so many pages. After every 1,000, as usual, it took twice as long."""
SAMPLE = 4
"""Clients of one team that are made again by the commands."""


@dataclass(frozen=True)
class Seeded:
    """What was made, and how fast; ``faults`` are values of the sample that a command would have written otherwise."""

    rows: int
    seconds: float
    compared: int
    faults: list[str]
    first_nurse: str


def seed(house: Installation, *, teams: int, weeks: int, seed: int, steps: Steps) -> Seeded:
    """Make them, then hold a sample against the rules. ``SetUpWrong`` where they may not be made."""
    _check_place(house, seed)
    wanted = Wanted(teams, weeks, seed, datetime.now(UTC), hash_password(demonstration.PASSWORD))
    if not house.settings.is_postgres:
        house.write(None, lambda session: session.execute(RARE_CHECKPOINTS))
    steps.of(wanted.steps)
    began = time.perf_counter()
    rows = make(lambda team, work: patiently(house.door, team, work), wanted, steps.done)
    took = time.perf_counter() - began
    compared, faults = look_again(house, wanted)
    house.write(None, finished(demonstration.SEEDED, wanted.now))
    return Seeded(rows, took, compared, faults, next(wanted.plans()).nurses[0].email)


def look_again(house: Installation, wanted: Wanted) -> tuple[int, list[str]]:
    """A sample of the first and of the last team, made again by the commands in units that are taken back."""
    plans = list(wanted.plans())
    compared, faults = 0, list[str]()
    for plan in dict.fromkeys((plans[0].number, plans[-1].number)):
        one = plans[plan - 1]
        try:
            patiently(house.door, one.id, check.unit(one, check.sample(one, SAMPLE)))
        except check.TakenBack as found:
            compared, faults = compared + found.compared, faults + found.faults
    return compared, faults


def seeded_nurses(settings: Settings) -> list[str]:
    """Whom to sign in as where only larger neighbourhoods were made, and not the told demonstration."""
    door = open_door(settings.url)
    try:
        with door.read(None) as session:
            told = session.get(Pulse, demonstration.FINISHED) is not None
            return [] if told else list(session.execute(SEEDED_NURSES).scalars())
    finally:
        door.close()


def patiently(door: Door, team: UUID | None, work: Callable[[Session], Any]) -> Any:
    """Nobody waits for a page here: a unit may take as long as it needs, beside a server that writes as well."""
    for attempt in range(TRIES):
        try:
            return door.submit(team, work).result()
        except Unavailable as fault:
            if fault.perhaps_done or attempt == TRIES - 1:
                raise
            time.sleep(0.05 * 2**attempt)
    raise AssertionError


def _check_place(house: Installation, seed: int) -> None:
    """Nothing invented goes where a real team works, and nothing twice."""
    place = shown(house.settings.url)
    with house.door.read(None) as session:
        teams = team_ids(session)
        real = session.execute(REAL_ACCOUNT).first() is not None
        begun, whole = demonstration.is_demonstration(session), demonstration.is_whole(session)
        here = is_seeded(session, seed)
    if real or any(_is_real(house, team) for team in teams):
        raise SetUpWrong(
            f"{place} is a real team's: invented teams go into an empty database, or into one with a demonstration"
        )
    if here:
        raise SetUpWrong(f"the teams of seed {seed} are in {place} already: give another --seed, or an empty database")
    if begun and not whole:
        raise SetUpWrong(f"a demonstration was begun in {place} and not finished: take that away and begin again")


def _is_real(house: Installation, team: UUID) -> bool:
    """A team whose first nurse has not come yet is real as well."""
    with house.door.read(team) as session:
        return session.execute(INVENTED, {"team": team}).scalar_one_or_none() is not True
