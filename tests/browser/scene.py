"""The cast of the browser tests: the suite's own people, with enough of a team that every page has a body."""

import secrets
from datetime import timedelta
from functools import cached_property
from typing import Any
from uuid import UUID

from playwright.sync_api import Page, expect

from app.actions.account import begin_recovery
from app.actions.register import Moment
from app.actions.session import end_sessions
from app.keys import secret_hash
from app.models import Account, AddressOf, Competence, Credential, Invitation, Objection, Proposal, Team, new_id
from app.passwords import hash_password
from tests import factories, peggy
from tests.browser import assessments, caseload, visits
from tests.browser.served import Served
from tests.cast import Cast, Person

PASSWORD = "kettle harbour seventeen plum"
"""Of everybody who signs in by form."""
OTHERS = ("Grace Okafor", "Tom Whitfield", "Magdalena Nowak", "Priya Nair", "Ruth Cattermole")


class Scene(Cast):
    """Riverside with more members, competences that run out, open invitations, and proposals open and settled."""

    def __init__(self, server: Served) -> None:
        super().__init__(server)
        self._texts = {"Registered nurse", "Tablet"}
        self.server, self.now = server, server.clock.now
        self.others = [self.member(name, self.riverside, seat=seat) for seat, name in enumerate(OTHERS, start=3)]
        self.grace, self.tom, self.magdalena, self.priya, self.ruth = self.others
        self._competence(self.amina, "Insulin", 300)
        self._competence(self.joanne, "Syringe driver", 20)
        self._competence(self.joanne, "Catheter care", -3)
        self.invitation, self.invitation_secret = self._invite("Farah Siddiqui")
        self.used_invitation, self.used_secret = self._invite("Grace Okafor", used_at=self.now)
        self.proposal = self._propose(self.tom, "Tom has told us that he moves to Norwich and cannot say when he goes.")
        self.suspension = self._propose(
            self.magdalena, "She asked us to, until the complaint has been looked at.", kind="suspend", hours=40
        )
        self.settled = self._propose(
            self.grace, "Grace has been away for a year.", outcome="objected", settled_at=self.now
        )
        self._object(self.settled, self.joanne)
        self.recovery_secret = self._recovery(self.priya)
        self.whole = caseload.fill(self)
        server.door.write(
            self.malpas, lambda session: setattr(session.get_one(Team, self.malpas), "is_demonstration", True)
        )

    def _competence(self, person: Person, name: str, ends_in: int) -> UUID:
        today, row = self.now.date(), new_id()
        self._texts.add(name)
        competence = Competence(
            team_id=self.riverside,
            id=row,
            membership_id=person.membership,
            name=name,
            shown_on=today - timedelta(days=365 - ends_in),
            expires_on=today + timedelta(days=ends_in),
            recorded_by=self.joanne.membership,
        )
        self.server.add(self.riverside, competence)
        return row

    def _invite(self, name: str, **more: Any) -> tuple[UUID, str]:
        row, keys = new_id(), self.server.keys
        secret = keys.link_secret("invitation", self.riverside, row, key_id=keys.current)
        invitation = Invitation(
            team_id=self.riverside,
            id=row,
            kind="nurse",
            name=name,
            email=f"{name.split()[0].lower()}@riverside.example",
            profession="Registered nurse",
            key_id=keys.current,
            invited_by=self.amina.membership,
            made_at=self.now - timedelta(days=1),
            expires_at=self.now + timedelta(days=6),
            **more,
        )
        link = AddressOf(secret_hash=secret_hash(secret), team_id=self.riverside, kind="invitation", id=row)
        self.server.add(self.riverside, invitation, link)
        return row, secret

    def _propose(
        self, about: Person, reason: str, *, kind: str = "end-membership", hours: int = 120, **more: Any
    ) -> UUID:
        row = new_id()
        self._texts.add(reason)
        proposal = Proposal(
            team_id=self.riverside,
            id=row,
            kind=kind,
            membership_id=about.membership,
            proposed_by=self.joanne.membership,
            reason=reason,
            made_at=self.now - timedelta(days=2),
            closes_at=self.now + timedelta(hours=hours),
            **more,
        )
        self.server.add(self.riverside, proposal)
        return row

    def _object(self, proposal: UUID, person: Person) -> None:
        reason = "She comes back in March, and her clients wait for her."
        self._texts.add(reason)
        objection = Objection(
            team_id=self.riverside,
            id=new_id(),
            proposal_id=proposal,
            membership_id=person.membership,
            reason=reason,
            at=self.now - timedelta(days=1),
        )
        self.server.add(self.riverside, objection)

    def _recovery(self, person: Person) -> str:
        secret, ids = secrets.token_urlsafe(32), tuple(new_id() for _ in range(2))
        hashed = secret_hash(secret)
        moment = Moment(self.now, ids)
        self.server.door.write(None, lambda session: begin_recovery(session, person.account, moment, hashed))
        return secret

    @property
    def written(self) -> set[str]:
        """Everything that a person wrote, in whole or as pages shorten it: it is translated by nobody."""
        people = [one for one in (*vars(self).values(), *self.others) if isinstance(one, Person)]
        names = {one.name for one in people} | {"Farah Siddiqui", "Riverside", "Malpas"}
        return (
            names
            | {name.split()[0] for name in names}
            | self._texts
            | visits.WRITTEN
            | assessments.WRITTEN
            | caseload.WRITTEN
            | peggy.WRITTEN
            | {*caseload.GIVEN, *caseload.FAMILY}
        )

    @cached_property
    def _hash(self) -> str:
        return hash_password(PASSWORD)

    def newcomer(self, name: str, *, email: str) -> Person:
        """Somebody new at Malpas who signs in with ``PASSWORD`` by form, for a test that changes her."""
        seat = self.__dict__["_seat"] = self.__dict__.get("_seat", 1) + 1
        person = self.member(name, self.malpas, seat=seat)
        self.server.add(None, self._password(person))
        self.server.door.write(None, lambda session: setattr(session.get_one(Account, person.account), "email", email))
        return person

    def _password(self, person: Person) -> Credential:
        return Credential(
            id=new_id(),
            account_id=person.account,
            kind="password",
            secret=self._hash,
            made_at=self.now,
            confirmed_at=self.now,
        )

    def another_session(self, person: Person, **more: Any) -> str:
        """The cookie of one more sign-in of this person, for a test that locks or ends it."""
        token = secrets.token_urlsafe(32)
        self.server.add(None, factories.session(person.account, secret_hash(token), self.server.clock.now, **more))
        return token


def sign_in(page: Page, scene: Scene, person: Person, **more: Any) -> None:
    """As if she had signed in a moment ago on this tablet, and nowhere else. ``more`` are the session's columns."""
    now = scene.server.clock.now
    scene.server.door.write(None, lambda session: end_sessions(session, person.account, now, "test", but=new_id()))
    cookie = {"name": "kring", "value": scene.another_session(person, **more), "url": scene.server.address}
    page.context.add_cookies([cookie])  # type: ignore[list-item]


def sign_in_by_form(page: Page, email: str, password: str = PASSWORD) -> None:
    page.goto("/sign-in")
    page.locator("input[name=email]").fill(email)
    page.locator("input[name=password]").fill(password)
    page.locator("input[name=password]").press("Enter")
    expect(page.locator("h1")).to_be_visible()
