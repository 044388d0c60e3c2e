"""Riverside with everything in it that a command or a page can be about; the same for whoever asks."""

from collections.abc import Iterable
from datetime import timedelta
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Select, bindparam, select

from app.models import Competence, Invitation, Proposal, Suspension, metadata, new_id
from app.models.fence import fenced_tables
from tests import factories, peggy
from tests.cast import Cast, Kring, Person

OUT_OF_SIGHT = ("journal", "receipt", "seal", "sealed_line")
"""What is written beside a change; counted by itself."""


@cache
def whole(table: str) -> Select[Any]:
    """A team's part of one table."""
    columns = metadata.tables[table]
    return select(columns).where(columns.c.team_id == bindparam("team"))


class Circle(Cast):
    """Three members who act and are compared (``actors``), and others whom their commands are about.

    Amina founded the team, Joanne came later, Priya is in Malpas as well. Nobody among the three has a part in the
    shared proposals; each has one of her own about a colleague of her own.
    """

    def __init__(self, kring: Kring) -> None:
        super().__init__(kring)
        member = self._seat
        self.priya = member("Priya Nair", 3, profession="District nurse", contract_hours=None)
        self.sam, self.tess, self.una = member("Sam Hale", 4), member("Tess Moor", 5), member("Una Birch", 6)
        self.vera, self.wilma = member("Vera Stone", 7), member("Wilma Frost", 8)
        self.hetty = self.guest("Hetty Lane", self.riverside, days=3)
        self.actors = (self.amina, self.joanne, self.priya)
        self._also_in_malpas(self.priya)
        colleagues = (member("Cara One", 9), member("Cara Two", 10), member("Cara Three", 11))
        self.own_proposal = {
            actor.name: self.propose("suspend", about=colleague, by=actor)
            for actor, colleague in zip(self.actors, colleagues, strict=True)
        }
        self.end_sam = self.propose("end-membership", about=self.sam, by=self.tess)
        self.suspend_sam = self.propose("suspend", about=self.sam, by=self.tess)
        self.una_held, self.wilma_held = self._hold(self.una), self._hold(self.wilma)
        self.lift_una = self.propose("lift-suspension", about=self.una, by=self.tess)
        self.settled = self.propose(
            "end-membership", about=self.vera, by=self.tess, outcome="withdrawn", settled_at=kring.clock.now
        )
        self.competence = self._competence()
        self.invitation = self._invitation()
        for person in (*self.actors, self.gwen, self.olive, self.beth, self.nell, self.vera):
            _ = person.browser

    def _seat(self, name: str, seat: int, **more: Any) -> Person:
        return self.member(name, self.riverside, seat=seat, **more)

    def _also_in_malpas(self, person: Person) -> None:
        row = new_id()
        now = self.kring.clock.now
        there = factories.membership(self.malpas, row, person.account, person.name, now, seat=2)
        self.kring.add(self.malpas, there, factories.place(person.account, self.malpas, row, now))

    def propose(self, kind: str, *, about: Person, by: Person, **more: Any) -> UUID:
        now, row = self.kring.clock.now, new_id()
        self.kring.add(
            self.riverside,
            Proposal(
                **{
                    "team_id": self.riverside,
                    "id": row,
                    "kind": kind,
                    "membership_id": about.membership,
                    "proposed_by": by.membership,
                    "reason": "It is too much for us.",
                    "made_at": now,
                    "closes_at": now + timedelta(days=2),
                    **more,
                }
            ),
        )
        return row

    def _hold(self, person: Person) -> UUID:
        row = new_id()
        held = Suspension(
            team_id=self.riverside,
            id=row,
            membership_id=person.membership,
            began_at=self.kring.clock.now - timedelta(hours=1),
            reason="For now.",
        )
        self.kring.add(self.riverside, held)
        return row

    def _competence(self) -> UUID:
        row = new_id()
        held = Competence(
            team_id=self.riverside,
            id=row,
            membership_id=self.vera.membership,
            name="Insulin",
            shown_on=self.kring.clock.now.date(),
            recorded_by=self.tess.membership,
        )
        self.kring.add(self.riverside, held)
        return row

    def _invitation(self) -> UUID:
        now, row = self.kring.clock.now, new_id()
        invitation = Invitation(
            team_id=self.riverside,
            id=row,
            kind="nurse",
            name="Ida",
            key_id="k1",
            invited_by=self.tess.membership,
            made_at=now,
            expires_at=now + timedelta(days=7),
        )
        self.kring.add(self.riverside, invitation)
        return row

    @property
    def peggys_warning(self) -> UUID:
        return peggy.row(self, "warning")

    @property
    def peggys_daughter(self) -> UUID:
        return peggy.person(self)

    def content(self, team: UUID | None = None) -> dict[str, list[str]]:
        """Everything the team has, as texts, without what is written beside a change."""
        return self._rows([name for name in fenced_tables() if name not in OUT_OF_SIGHT], team)

    def rows(self, table: str, team: UUID | None = None) -> list[str]:
        """One table's rows of a team as texts, in the order of their ids."""
        return self._rows([table], team)[table]

    def _rows(self, tables: Iterable[str], team: UUID | None) -> dict[str, list[str]]:
        whose = team or self.riverside
        with self.kring.door.read(whose) as session:
            found = {name: session.execute(whole(name), {"team": whose}).all() for name in tables}
        return {name: sorted(map(str, map(tuple, rows))) for name, rows in found.items()}

    def lines(self, what: str) -> list[Any]:
        """The journal's lines of this kind, oldest first."""
        columns = metadata.tables["journal"]
        wanted = select(columns).where(columns.c.team_id == self.riverside, columns.c.what == what)
        with self.kring.door.read(self.riverside) as session:
            return list(session.execute(wanted.order_by(columns.c.id)))
