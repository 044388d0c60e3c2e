"""``kring demo``: two teams, their clients and eight weeks of care, made by the same actions as a nurse's clicks."""

import random
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session

from app.actions.account import make_account
from app.actions.invitation import IDS, accept_invitation
from app.actions.team import found_team
from app.keys import KeyRing, secret_hash
from app.models import Account, AddressOf, Pulse
from app.models.base import columns
from app.seed.hands import Click, Door, Ids, World
from app.seed.neighbourhood import PLACES
from app.seed.neighbourhood.place import Place
from app.seed.neighbourhood.rota import Rota
from app.seed.neighbourhood.script import DAYS, days, script
from app.seed.neighbourhood.step import ZONE, Team
from app.seed.people import COMPETENCES, DAILY_BREAD, EVERYBODY, TEAMS, YEARS_VALID, Member, Neighbourhood

PASSWORD = "kring-demo"  # noqa: S105 - printed for whoever tries it out; works for demonstration accounts only
SEED = 20_261
FINISHED, SEEDED = "demonstration", "seed"
"""Marks that what was begun was finished: the told demonstration, and larger neighbourhoods beside it."""
NOON = 12
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


def is_whole(session: Session) -> bool:
    """Whether what was begun was filled in to its end."""
    return any(session.get(Pulse, mark) is not None for mark in (FINISHED, SEEDED))


def step_count(places: Mapping[str, Place] = PLACES) -> int:
    """How many steps ``fill`` takes: one for each person of the teams, and one for each day of care."""
    people = sum(len(team.nurses) + bool(team.student) for team in TEAMS)
    return people + len(places) * DAYS


def fill(
    door: Door,
    keys: KeyRing,
    *,
    now: datetime,
    password_hash: str,
    step: Callable[[], None],
    places: Mapping[str, Place] = PLACES,
) -> None:
    """Make both teams as if they had grown over the last year; ``now`` is when the demonstration is looked at.

    A team whose name is not in ``places`` has no clients.
    """
    world = World(door, keys, Ids(SEED), now - FOUNDED_BEFORE)
    for number, plan in enumerate(TEAMS):
        team = _Team(world.later(hours=number), plan, today=now, password_hash=password_hash, step=step)
        team.grow()
        if plan.name in places:
            team.live(places[plan.name])
    door.write(None, lambda session: session.add(Pulse(name=FINISHED, at=now)))


class _Team:
    """One team as it grows."""

    def __init__(
        self, world: World, plan: Neighbourhood, *, today: datetime, password_hash: str, step: Callable[[], None]
    ) -> None:
        self.world, self.plan, self.today, self.password_hash, self.step = world, plan, today, password_hash, step
        self.id = world.id()
        self.chance = random.Random(plan.name)  # noqa: S311 - repeatable on purpose
        self.accounts: list[UUID] = []
        """Who can invite, and note what a colleague has shown."""
        self.by_name: dict[str, tuple[UUID, UUID]] = {}
        """First name → account and membership."""
        self.shown: dict[tuple[str, str], date] = {}
        """First name and competence → the last day on which it counts."""

    def grow(self) -> None:
        first, *others = self.plan.nurses
        self._join(first, self.world, self._found(first))
        for member in others:
            self._come(member)
        if self.plan.student:
            self._come(self.plan.student)
        self._invite(self.world.on(self.today - timedelta(days=1)), self.plan.awaited)

    def live(self, place: Place) -> None:
        """Their clients come, and eight weeks go by: a day of clicks is one unit of work."""
        steps = script(self._as_team(), place)
        for clicks in days([Click(one.at, self.by_name[one.by][0], one.command, one.wish) for one in steps]):
            for some in clicks:
                self.world.commands(self.id, some)
            self.step()

    def _as_team(self) -> Team:
        guest = self.plan.student.first_name if self.plan.student else ""
        everybody = [one for one in (*self.plan.nurses, self.plan.student) if one is not None]
        founded, here = self.world.now.astimezone(ZONE).date(), self.today.astimezone(ZONE)
        return Team(
            name=self.plan.name,
            now=self.today,
            rota=Rota(self.plan.name, here.date(), guest, after_noon=here.hour >= NOON),
            members={name: membership for name, (_, membership) in self.by_name.items()},
            joined={one.first_name: founded + timedelta(days=one.joined_after) for one in everybody},
            professions={one.first_name: one.profession for one in everybody},
            can=lambda name, competence, day: self.shown.get((name, competence), date.min) >= day,
            id_at=self.world.ids.at,
        )

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
        """Somebody of the team invites her; three hours later she uses the link."""
        day = self.world.later(days=member.joined_after, minutes=15)
        self._join(member, day.later(hours=3), self._invite(day, member))

    def _invite(self, world: World, member: Member) -> UUID:
        invitation = world.id()
        wish = {"id": invitation, "name": member.name, "email": member.email, "profession": member.profession}
        if member.hours is None:
            week = [self.today.date() + timedelta(days=ahead) for ahead in range(5)]
            world.command(self.id, self.chance.choice(self.accounts), "invite-guest", wish | {"days": week})
        else:
            world.command(self.id, self.chance.choice(self.accounts), "invite-nurse", wish)
        return invitation

    def _join(self, member: Member, world: World, invitation: UUID) -> None:
        account, password = world.id(), world.id()
        ids = world.ids.some(world.now, IDS)

        def work(session: Session) -> UUID:
            make_account(
                session,
                account_id=account,
                password_id=password,
                email=member.email,
                name=member.name,
                password_hash=self.password_hash,
                is_demonstration=True,
                now=world.now,
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
        self.by_name[member.first_name] = (account, membership)
        if member.hours is not None:
            self.accounts.append(account)
            facts = {"name": member.name, "profession": member.profession, "contract_hours": member.hours, "version": 1}
            world.later(minutes=5).command(self.id, account, "update-my-membership", facts)
        self._show(world, membership, member)
        self.step()

    def _show(self, world: World, membership: UUID, member: Member) -> None:
        """What she has shown, noted by a colleague."""
        possible = COMPETENCES.get(member.profession, ())
        usual = [name for name in possible if name in DAILY_BREAD or self.chance.random() < 0.85]
        for name in (*EVERYBODY, *usual):
            valid = timedelta(days=365 * YEARS_VALID.get(name, 2))
            shown = (
                self.today
                - valid
                + timedelta(days=self._days_left(valid.days, least=3 if name in DAILY_BREAD else -20))
            )
            then = world.on(max(shown, world.now) + timedelta(hours=1))
            self.shown[member.first_name, name] = (shown + valid).date()
            wish = {
                "id": then.id(),
                "membership_id": membership,
                "name": name,
                "shown_on": shown.date(),
                "expires_on": (shown + valid).date(),
            }
            then.command(self.id, self.chance.choice(self.accounts), "record-competence", wish)

    def _days_left(self, valid: int, *, least: int) -> int:
        """Until a competence has to be shown again: most have long, some a few weeks, one in forty has run out."""
        luck = self.chance.random()
        if luck < 0.04 and least < 0:
            return self.chance.randint(least, -1)
        return self.chance.randint(3, 58) if luck < 0.15 else self.chance.randint(70, valid - 20)
