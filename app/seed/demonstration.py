"""``kring demo``: two teams made by the same actions as a nurse's clicks. Their clients follow beside this file."""

import random
from collections.abc import Callable
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session

from app.actions.invitation import IDS, accept_invitation
from app.actions.team import found_team
from app.keys import KeyRing, secret_hash
from app.models import Account, AddressOf, Competence, Credential, Invitation, Membership
from app.models.base import columns
from app.models.directory import CredentialKind
from app.seed.hands import Door, Ids, World
from app.seed.people import COMPETENCES, EVERYBODY, TEAMS, YEARS_VALID, Member, Neighbourhood

PASSWORD = "kring-demo"  # noqa: S105 - printed for whoever tries it out; works for demonstration accounts only
SEED = 20_261
FOUNDED_BEFORE = timedelta(days=400)

A, D = columns(Account), columns(AddressOf)


def is_empty(session: Session) -> bool:
    """Nobody has an account and no team was founded."""
    return (
        session.execute(select(A.id).limit(1)).first() is None
        and session.execute(select(D.id).limit(1)).first() is None
    )


def is_demonstration(session: Session) -> bool:
    """Whether the demonstration's people are in this database."""
    return session.execute(select(A.id).where(A.is_demonstration).limit(1)).first() is not None


def people_count() -> int:
    """How many steps ``fill`` takes."""
    return sum(len(team.nurses) + bool(team.student) for team in TEAMS)


def fill(door: Door, keys: KeyRing, *, now: datetime, password_hash: str, step: Callable[[], None]) -> None:
    """Make both teams as if they had grown over the last year; ``now`` is the day the demonstration is looked at."""
    world = World(door, keys, Ids(SEED), now - FOUNDED_BEFORE)
    for number, team in enumerate(TEAMS):
        _Team(world.later(hours=number), team, today=now, password_hash=password_hash, step=step).grow()


class _Team:
    """One team as it grows."""

    def __init__(
        self, world: World, plan: Neighbourhood, *, today: datetime, password_hash: str, step: Callable[[], None]
    ) -> None:
        self.world, self.plan, self.today, self.password_hash, self.step = world, plan, today, password_hash, step
        self.id = world.id()
        self.chance = random.Random(plan.name)  # noqa: S311 - repeatable on purpose

    def grow(self) -> None:
        first, *others = self.plan.nurses
        self._join(first, self.world, self._found(first))
        for member in others:
            self._come(member)
        if self.plan.student:
            self._come(self.plan.student)
        name, profession = self.plan.awaited
        self._invite(self.world.on(self.today - timedelta(days=1)), name, "", profession)

    def _found(self, first: Member) -> UUID:
        invitation = self.world.id()
        secret = self.world.keys.link_secret("invitation", self.id, invitation, key_id=self.world.keys.current)
        self.world.door.write(
            self.id,
            lambda session: found_team(
                session,
                team_id=self.id,
                name=self.plan.name,
                is_demonstration=True,
                first_nurse=first.name,
                email=first.email,
                invitation_id=invitation,
                key_id=self.world.keys.current,
                secret_hash=secret_hash(secret),
                now=self.world.now,
                expires_at=self.world.now + timedelta(days=7),
            ),
        )
        return invitation

    def _come(self, member: Member) -> None:
        day = self.world.later(days=member.joined_after, minutes=15)
        invitation = self._invite(day, member.name, member.email, member.profession, guest=member.hours is None)
        self._join(member, day.later(hours=3), invitation)

    def _invite(self, world: World, name: str, email: str, profession: str, *, guest: bool = False) -> UUID:
        invitation = world.id()
        secret = world.keys.link_secret("invitation", self.id, invitation, key_id=world.keys.current)
        first = self.today.date()
        rows = (
            Invitation(
                team_id=self.id,
                id=invitation,
                kind="guest" if guest else "nurse",
                name=name,
                email=email,
                profession=profession,
                days=[(first + timedelta(days=ahead)).isoformat() for ahead in range(5)] if guest else [],
                key_id=world.keys.current,
                made_at=world.now,
                expires_at=world.now + timedelta(days=7),
            ),
            AddressOf(secret_hash=secret_hash(secret), team_id=self.id, kind="invitation", id=invitation),
        )
        world.door.write(self.id, lambda session: session.add_all([row.model_copy() for row in rows]))
        return invitation

    def _join(self, member: Member, world: World, invitation: UUID) -> None:
        account, password = world.id(), world.id()
        ids = world.ids.some(world.now, IDS)

        def work(session: Session) -> UUID:
            session.add(
                Account(id=account, email=member.email, name=member.name, is_demonstration=True, made_at=world.now)
            )
            session.flush()
            session.add(
                Credential(
                    id=password,
                    account_id=account,
                    kind=CredentialKind.PASSWORD.value,
                    secret=self.password_hash,
                    made_at=world.now,
                    confirmed_at=world.now,
                )
            )
            return accept_invitation(
                session,
                team_id=self.id,
                invitation_id=invitation,
                account_id=account,
                account_name=member.name,
                is_demonstration=True,
                now=world.now,
                ids=ids,
            )

        membership = world.door.write(self.id, work)
        self._describe(world, membership, member)
        self.step()

    def _describe(self, world: World, membership: UUID, member: Member) -> None:
        shown = [
            Competence(
                team_id=self.id,
                id=world.id(),
                membership_id=membership,
                name=name,
                shown_on=day,
                expires_on=day + timedelta(days=365 * YEARS_VALID.get(name, 2)),
                recorded_by=membership,
            )
            for name, day in self._shown(member)
        ]

        def work(session: Session) -> None:
            row = session.get_one(Membership, (self.id, membership))
            row.profession, row.contract_hours = member.profession, member.hours
            session.add_all([one.model_copy() for one in shown])

        world.door.write(self.id, work)

    def _shown(self, member: Member) -> list[tuple[str, date]]:
        """What she has shown, and when: some of it runs out within weeks, one thing here and there has run out."""
        usual = [name for name in COMPETENCES.get(member.profession, ()) if self.chance.random() < 0.85]
        return [
            (name, self.today.date() - timedelta(days=365 * YEARS_VALID.get(name, 2) - self.chance.randint(-10, 340)))
            for name in (*EVERYBODY, *usual)
        ]
