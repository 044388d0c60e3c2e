"""Databases in which the people of the tests stand already: put in once, met by each test as if it were the first."""

from copy import deepcopy
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Engine

from app.database import InlineDoor
from app.keys import KeyRing
from tests.cast import Cast, Clock, Kring
from tests.databases import Cluster

C = TypeVar("C", bound=Cast)


def put_in(engine: Engine, kind: type[C], keys: KeyRing, now: datetime, folder: Path) -> C:
    """Such people in one transaction; committed when this returns."""
    with engine.begin() as connection:
        return kind(Kring(InlineDoor(connection), keys, Clock(now), folder))


def before(kring: Kring, people: C) -> C:
    """The same people before another door."""
    return deepcopy(people, {id(people.kring): kring})


class Stage:
    """One such database, and its people as they were put in."""

    def __init__(self, cluster: Cluster, kind: type[Cast] | None, keys: KeyRing, now: datetime, folder: Path) -> None:
        self.engine = cluster.engine(cluster.fresh())
        if kind:
            self._put_in = put_in(self.engine, kind, keys, now, folder)

    def people(self, kring: Kring, kind: type[C]) -> C:
        """The same people before another door: what a test does to them, no other test meets."""
        assert isinstance(self._put_in, kind)
        return before(kring, self._put_in)


class Stages:
    """Each stage of a cluster, made when the first test asks for it."""

    def __init__(self, keys: KeyRing, now: datetime, folder: Path) -> None:
        self._given = keys, now, folder
        self._made: dict[tuple[Cluster, type[Cast] | None], Stage] = {}

    def of(self, cluster: Cluster, kind: type[Cast] | None) -> Stage:
        key = cluster, kind
        if key not in self._made:
            self._made[key] = Stage(cluster, kind, *self._given)
        return self._made[key]
