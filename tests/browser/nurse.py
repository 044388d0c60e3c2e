"""A nurse with a round of her own and a passphrase on her tablet, for the journeys that go through the outbox."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from playwright.sync_api import Error, Page
from sqlalchemy import select

from app.models import Entry, Measurement, VisitRecord
from app.models.base import columns
from tests.browser.scene import Scene, sign_in
from tests.cast import Person
from tests.visits import TASKS, visit

PASSPHRASE = "seven plums in the harbour"

FILLED = "kring.store.get('counters', [kring.vault.account, 'filled']).then((found) => Boolean(found))"
HELD = "kring.outbox.all().then((list) => list.map(({ command, state }) => `${command} ${state}`))"


@dataclass(frozen=True)
class Round:
    """One nurse's two visits of the day, to two people."""

    person: Person
    enid: UUID
    cyril: UUID
    first: UUID
    second: UUID

    @property
    def team(self) -> UUID:
        assert self.person.team is not None
        return self.person.team

    def at(self, rest: str) -> str:
        return f"/t/{self.team}{rest}"


def a_round(scene: Scene, person: Person | None = None) -> Round:
    her = person or scene.guest("Nadia Stroud", scene.riverside)
    enid = scene.client(her, given_names="Enid", family_name="Sparrow", known_as="Enid", address="1 Test Lane")
    cyril = scene.client(her, given_names="Cyril", family_name="Wren", known_as="Cyril", address="2 Test Lane")
    first = visit(scene, enid, by=her, in_minutes=1, tasks=list(TASKS[:1]))
    second = visit(scene, cyril, by=her, in_minutes=2, tasks=list(TASKS[:1]))
    return Round(her, enid, cyril, first, second)


def open_tablet(page: Page, scene: Scene, a: Round, **session: Any) -> None:
    """She is signed in, has set a passphrase on this tablet, and her day lies on it."""
    sign_in(page, scene, a.person, **session)
    page.goto(a.at("/me/waiting"))
    page.evaluate("phrase => kring.vault.begin(phrase)", PASSPHRASE)
    until(page, FILLED, True)
    until(page, "Boolean(navigator.serviceWorker.controller)", True)
    page.goto(a.at("/round"))
    until(page, "kring.vault.isOpen()", True)


def until(page: Page, question: str, answer: object, seconds: float = 8) -> None:
    """Ask the page until it says so; its policy forbids the browser driver's own way of waiting."""
    said: object = None
    for _ in range(int(seconds * 20)):
        with suppress(Error):
            said = page.evaluate(question)  # the page may be on its way to another one at this moment
        if said == answer:
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"{question}: {said!r}, not {answer!r}")


def holds(page: Page, *entries: str) -> None:
    """The outbox holds exactly these, in this order: ``start-visit waiting``."""
    until(page, HELD, list(entries))


def recorded(scene: Scene, team: UUID) -> Mapping[str, list[Any]]:
    """Everything that was ever told in this team, as the database has it, in the order in which it came."""
    with scene.kring.door.read(team) as session:
        return {
            table.__name__: list(session.execute(select(*columns(table)).where(columns(table).team_id == team)))
            for table in (VisitRecord, Entry, Measurement)
        }
