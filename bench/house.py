"""A house to measure: teams as ``kring seed`` makes them, on a database of its own, always the same Tuesday morning."""

import gc
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from fastapi import FastAPI
from sqlalchemy import func, select
from sqlalchemy.engine import URL, make_url
from sqlmodel import Session

from app.database import Door, open_door
from app.keys import KeyRing, secret_hash
from app.main import create_app
from app.models import SignInSession, Visit, new_id
from app.models.base import columns
from app.running.migrate import migrate
from app.running.seed import RARE_CHECKPOINTS, patiently
from app.seed.bulk.clients import client_rows
from app.seed.bulk.make import Wanted, make
from app.seed.bulk.plan import Plan, PlannedNurse, plan_team
from app.settings import Settings

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
SEED = 1
KEYS = KeyRing({"k": b"0" * 32}, "k")

V = columns(Visit)


@dataclass(frozen=True)
class Size:
    """How many teams, and how many weeks back."""

    teams: int
    weeks: int

    def __str__(self) -> str:
        return f"{self.teams} team{'s' * (self.teams > 1)}, {self.weeks} weeks"


class House:
    """The first team of a seeded database, each of its nurses signed in, and the application over it."""

    def __init__(self, url: URL, folder: Path, weeks: int = 4) -> None:
        self.url = url
        self.door: Door = open_door(url)
        self.plan: Plan = plan_team(SEED, 1, NOW, weeks)
        self.team = self.plan.id
        self.tokens = {nurse.seat: f"bench-{nurse.seat}" for nurse in self.plan.nurses}
        self.app: FastAPI = create_app(Settings(data_dir=folder), door=self.door, keys=KEYS, now=lambda: NOW)
        self.rows = 0
        gc.collect()
        gc.freeze()

    def seed(self, size: Size, step: Callable[[], None]) -> None:
        """Fill the empty database, and sign the nurses in."""
        wanted = Wanted(size.teams, size.weeks, SEED, NOW, password_hash="nobody signs in with it")
        self.rows = make(lambda team, work: patiently(self.door, team, work), wanted, step)
        self.door.write(None, self._sign_in)

    def _sign_in(self, session: Session) -> None:
        moments: dict[str, Any] = {
            "made_at": NOW,
            "seen_at": NOW,
            "proven_at": NOW,
            "ends_at": NOW + timedelta(hours=12),
        }
        for nurse in self.plan.nurses:
            hashed = secret_hash(self.tokens[nurse.seat])
            row = {"token_hash": hashed, "account_id": nurse.account, "kind": "full", "proof": "passkey"}
            session.add(SignInSession(id=new_id(), **row, **moments))

    def busiest(self) -> PlannedNurse:
        """Who has most to do today: her round is the one that is measured."""
        by_nurse = (
            select(V.membership_id, func.count().label("visits"))
            .where(V.team_id == self.team, V.day == self.plan.today, V.membership_id.is_not(None))
            .group_by(V.membership_id)
            .order_by(func.count().desc(), V.membership_id)
        )
        with self.door.read(self.team) as session:
            first = session.execute(by_nurse).first()
        assert first is not None
        return next(nurse for nurse in self.plan.nurses if nurse.membership == first.membership_id)

    def coming(self) -> UUID:
        """The client of the visit that is next on that round."""
        of_round = (
            select(V.client_id)
            .where(V.team_id == self.team, V.day == self.plan.today, V.membership_id == self.busiest().membership)
            .where(V.finished_at.is_(None), V.cancelled_at.is_(None))
            .order_by(V.started_at.is_(None), V.planned_at, V.id)
        )
        with self.door.read(self.team) as session:
            return UUID(str(session.execute(of_round).scalars().first()))

    def usual_client(self) -> UUID:
        """Somebody with two needs who has been in care for a while."""
        fitting = [
            one for one in self.plan.clients if one.until is None and len({r.need.name for r in one.routines}) > 1
        ]
        return min(fitting, key=lambda one: one.since).id

    def add_clients_alike(self, count: int) -> list[UUID]:
        """New clients who are the same as the usual one in everything but their ids, without a visit."""
        usual, found = next(one for one in self.plan.clients if one.id == self.usual_client()), []
        for _ in range(count):
            rows = client_rows(self.plan, usual)
            new = {row["id"]: new_id() for row in rows.every()}
            for row in rows.every():
                row.update({name: new.get(value, value) for name, value in row.items() if name.endswith("id")})
            self.door.submit(self.team, rows.write).result()
            found.append(new[usual.id])
        return found

    def path(self, pattern: str, client: UUID | None = None) -> str:
        member = self.plan.nurses[1].membership
        filled = pattern.replace("{team}", str(self.team)).replace("{membership}", str(member))
        return filled.replace("{client}", str(client or self.usual_client()))

    def close(self) -> None:
        self.door.close()


@contextmanager
def sqlite_house(folder: Path, size: Size, step: Callable[[], None]) -> Iterator[House]:
    """A house on an SQLite file of its own, gone afterwards."""
    folder.mkdir(parents=True)
    url = make_url(f"sqlite:///{folder / 'bench.db'}")
    migrate(url, None)
    house = House(url, folder, size.weeks)
    try:
        house.door.write(None, lambda session: session.execute(RARE_CHECKPOINTS))
        house.seed(size, step)
        yield house
    finally:
        house.close()
        shutil.rmtree(folder, ignore_errors=True)
