"""A nurse's own tablet: a browser profile on disk that can be started cold, before a server that can be killed."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from functools import cached_property
from pathlib import Path
from uuid import UUID

from playwright.sync_api import BrowserContext, BrowserType, Page, expect

from app.actions.key_safe import purpose
from app.keys import secret_hash
from app.models import KeySafe, VisitRecord, new_id
from tests import factories
from tests.authenticator import with_password
from tests.browser.conftest import ARGUMENTS, chromium_path
from tests.browser.outage import Outage
from tests.cast import Cast, Person
from tests.visits import visit

PASSPHRASE = "seven plums in the harbour"
NOTE = "Zinnober heel edge"
CODE = "4711X"


class Morning(Cast):
    """Riverside on a working day: Amina sees Peggy, whose note and key safe are known, and Enid tomorrow."""

    def __init__(self, server: Outage) -> None:
        super().__init__(server)
        self.server = server

    @cached_property
    def today(self) -> UUID:
        self._told()
        self._safe()
        return visit(self, self.peggy, in_minutes=1)

    def _told(self) -> None:
        before = self.kring.clock.now - timedelta(days=1)
        planned = visit(self, self.peggy, in_minutes=-1440, started_at=before, finished_at=before)
        self.kring.add(
            self.riverside,
            VisitRecord(
                team_id=self.riverside,
                id=new_id(),
                visit_id=planned,
                client_id=self.peggy,
                number=1,
                started_at=before,
                finished_at=before,
                happened_at=before,
                received_at=before,
                author=self.amina.membership,
                note=NOTE,
            ),
        )

    def _safe(self) -> None:
        sealed = self.kring.keys.encrypt(purpose(self.riverside, self.peggy), CODE)
        self.kring.add(
            self.riverside,
            KeySafe(
                team_id=self.riverside,
                id=new_id(),
                client_id=self.peggy,
                whereabouts="Left of the door",
                code=sealed,
                set_by=self.amina.membership,
                set_at=self.kring.clock.now,
            ),
        )


class Tablet:
    """One profile on disk. ``restart`` is the browser closed and opened again; nothing but the profile stays."""

    def __init__(self, browser: BrowserType, address: str, profile: Path) -> None:
        self.browser, self.address, self.profile = browser, address, profile
        self.context: BrowserContext | None = None

    def start(self) -> Page:
        self.context = self.browser.launch_persistent_context(
            str(self.profile),
            executable_path=chromium_path(),
            args=list(ARGUMENTS),
            base_url=self.address,
            viewport={"width": 820, "height": 1180},
            locale="en-GB",
            timezone_id="Europe/London",
        )
        self.context.set_default_timeout(20000)
        return self.context.pages[0]

    def stop(self) -> None:
        if self.context is not None:
            with suppress(Exception):
                self.context.close()
            self.context = None

    def restart(self) -> Page:
        self.stop()
        return self.start()

    def sign_in(self, person: Person, *, minutes_ago: int = 0) -> None:
        """As if she had signed in then."""
        assert self.context is not None
        token, now = secrets.token_urlsafe(32), person.kring.clock.now
        proven = now - timedelta(minutes=minutes_ago)
        person.kring.add(None, factories.session(person.account, secret_hash(token), now, proven_at=proven))
        lasts = (now + timedelta(days=30)).timestamp()
        self.context.add_cookies([{"name": "kring", "value": token, "url": self.address, "expires": lasts}])

    def holds(self, what: str) -> bool:
        """Whether these signs lie anywhere in the profile, in either of the ways in which a browser writes text."""
        wanted = (what.encode(), what.encode("utf-16-le"))
        for path in self.profile.rglob("*"):
            if path.is_file():
                body = path.read_bytes()
                if any(one in body for one in wanted):
                    return True
        return False


@contextmanager
def a_tablet(browser: BrowserType, address: str, profile: Path) -> Iterator[Tablet]:
    tablet = Tablet(browser, address, profile)
    try:
        yield tablet
    finally:
        tablet.stop()


def set_passphrase(page: Page, passphrase: str = PASSPHRASE) -> None:
    """By the card on Today's round; returns when the day is on the tablet."""
    page.get_by_role("button", name="Set a passphrase").click()
    dialog = page.get_by_role("dialog", name="A passphrase for this tablet")
    dialog.get_by_label("Passphrase", exact=True).fill(passphrase)
    dialog.get_by_label("The same once more").fill(passphrase)
    dialog.get_by_role("button", name="Set the passphrase").click()
    expect(dialog).to_be_hidden()
    filled(page)


def filled(page: Page, *, tries: int = 800) -> None:
    """Until everything that was asked for lies on the tablet."""
    for _ in range(tries):
        if page.evaluate(
            "kring.store.get('counters', [kring.vault.account, 'filled']).then((found) => Boolean(found))"
        ):
            return
        page.wait_for_timeout(50)
    raise TimeoutError("The day did not come onto the tablet within 40 seconds.")


def unlock(page: Page, passphrase: str = PASSPHRASE) -> None:
    """On the page that stands where no page can."""
    page.get_by_label("Your passphrase for this tablet").fill(passphrase)
    page.get_by_role("button", name="Open").click()


__all__ = ["NOTE", "PASSPHRASE", "Morning", "Tablet", "a_tablet", "filled", "set_passphrase", "unlock", "with_password"]
