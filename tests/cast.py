"""People and the application as tests meet them."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any, ClassVar
from uuid import UUID

from anyio.from_thread import BlockingPortal
from fastapi import FastAPI
from fastapi.testclient import TestClient
from httpx2 import Response

from app.actions.register import Command
from app.database import Door, InlineDoor
from app.keys import KeyRing, secret_hash
from app.main import create_app
from app.models import new_id
from app.settings import Settings
from tests import factories

ORIGIN = {"Sec-Fetch-Site": "same-origin"}


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **step: float) -> datetime:
        self.now += timedelta(**step)
        return self.now


class Kring:
    """The application under test."""

    portal: ClassVar[BlockingPortal | None] = None
    """Into the event loop that serves every browser of the run; without one, each request has a loop of its own."""

    def __init__(self, door: Door, keys: KeyRing, clock: Clock, folder: Path, language: str | None = None) -> None:
        self.door, self.keys, self.clock = door, keys, clock
        self.settings = Settings(data_dir=folder / "var")
        self.app: FastAPI = create_app(self.settings, door=door, keys=keys, now=clock, language=language)

    def browser(self, token: str | None = None, *, source: str = "testclient") -> TestClient:
        """A browser at http://localhost:8000, with or without a session; ``source`` is its network address."""
        client = TestClient(
            self.app,
            base_url="http://localhost:8000",
            headers=ORIGIN,
            follow_redirects=False,
            raise_server_exceptions=True,
            client=(source, 50000),
        )
        client.portal = self.portal
        if token:
            # As the server itself would set it, so that the cookie of a new sign-in takes its place.
            client.cookies.set("kring", token, domain="localhost.local")
        return client

    def add(self, team: UUID | None, *rows: Any) -> None:
        """Put rows into the database in one unit."""
        self.door.write(team, lambda session: session.add_all([type(row)(**row.model_dump()) for row in rows]))


class Person:
    """Somebody with an account, signed in, in at most one team."""

    def __init__(self, kring: Kring, name: str, team: UUID | None, membership: UUID | None, account: UUID) -> None:
        self.kring, self.name, self.team, self.membership, self.account = kring, name, team, membership, account

    def __getstate__(self) -> dict[str, Any]:
        """A copy of a person opens a browser of her own."""
        return {name: value for name, value in self.__dict__.items() if name != "browser"}

    @cached_property
    def email(self) -> str:
        return factories.email_of(self.account, self.name)

    @cached_property
    def token(self) -> str:
        token = secrets.token_urlsafe(32)
        self.kring.add(None, factories.session(self.account, secret_hash(token), self.kring.clock.now))
        return token

    @cached_property
    def browser(self) -> TestClient:
        return self.kring.browser(self.token)

    def get(self, path: str, **more: Any) -> Response:
        return self.browser.get(path.replace("{team}", str(self.team)), **more)

    def post(self, path: str, form: Mapping[str, Any] | None = None, **more: Any) -> Response:
        """Post a form; an operation id is filled in as the page's script would."""
        body = {"operation": str(new_id()), **(form or {})}
        return self.browser.post(path.replace("{team}", str(self.team)), data=body, **more)

    def command(
        self, name: str, body: Mapping[str, Any] | Command, *, team: UUID | None = None, operation: UUID | None = None
    ) -> Response:
        """Send a command as JSON."""
        content = body.model_dump(mode="json") if isinstance(body, Command) else dict(body)
        sent = {"operation": str(operation or new_id()), "team": str(team or self.team), "body": content}
        return self.browser.post(f"/api/commands/{name}", json=sent)


class Cast:
    """Riverside: Amina, Joanne, Gwen as today's guest; Olive has left it. Malpas: Beth. Nell is in no team.

    In Riverside's care is Peggy, in Malpas's Walter.
    """

    def __init__(self, kring: Kring) -> None:
        self.kring = kring
        now = kring.clock.now
        self.riverside, self.malpas = new_id(), new_id()
        for team, name in ((self.riverside, "Riverside"), (self.malpas, "Malpas")):
            kring.add(team, factories.team(team, name, now))
        self.amina = self.member("Amina Khan", self.riverside, seat=1)
        self.joanne = self.member("Joanne Field", self.riverside, seat=2)
        self.beth = self.member("Beth Price", self.malpas, seat=1)
        self.gwen = self.guest("Gwen Lloyd", self.riverside)
        self.olive = self.member("Olive Reid", self.riverside, seat=None, ended_at=now - timedelta(days=1))
        self.nell = self._person("Nell Ash", None, None)

    @cached_property
    def peggy(self) -> UUID:
        """Peggy Thornton, Riverside's client; put into the database when first asked for."""
        return self.client(self.amina)

    @cached_property
    def walter(self) -> UUID:
        """Walter Hughes, Malpas's client."""
        names = {"given_names": "Walter", "family_name": "Hughes", "known_as": "Walter"}
        return self.client(self.beth, **names, address="3 Church Street\nMalpas", postcode="SY14 8NU")

    def client(self, by: Person, **more: Any) -> UUID:
        """A client in the care of this person's team, with the first line of her status."""
        assert by.team is not None and by.membership is not None
        row = factories.client(by.team, by.membership, self.kring.clock.now, **more)
        self.kring.add(by.team, row)
        self.kring.add(by.team, factories.status_line(row))
        return row.id

    def member(self, name: str, team: UUID, seat: int | None, **more: Any) -> Person:
        membership = new_id()
        person = self._person(name, team, membership)
        row = factories.membership(team, membership, person.account, name, self.kring.clock.now, seat=seat, **more)
        self.kring.add(team, row, factories.place(person.account, team, membership, self.kring.clock.now))
        return person

    def guest(self, name: str, team: UUID, *, days: int = 1) -> Person:
        membership = new_id()
        person = self._person(name, team, membership)
        now = self.kring.clock.now
        row = factories.membership(team, membership, person.account, name, now, seat=None, kind="guest")
        self.kring.add(team, row, factories.place(person.account, team, membership, now))
        self.kring.add(
            team, *(factories.guest_day(team, membership, (now + timedelta(days=n)).date()) for n in range(days))
        )
        return person

    @contextmanager
    def undone(self) -> Iterator[None]:
        """Whatever happens inside did not happen: whoever comes next meets the same state."""
        door = self.kring.door
        assert isinstance(door, InlineDoor)
        savepoint = door.connection.begin_nested()
        try:
            yield
        finally:
            savepoint.rollback()

    def _person(self, name: str, team: UUID | None, membership: UUID | None) -> Person:
        account = new_id()
        self.kring.add(None, factories.account(account, name, self.kring.clock.now))
        return Person(self.kring, name, team, membership, account)


__all__ = ["Cast", "Clock", "Kring", "Person"]
