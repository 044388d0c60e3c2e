"""A team is founded, and people come in by invitations that are good once."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from app.actions.invitation import IDS, accept_invitation
from app.actions.team import found_team
from app.domain.errors import RuleBroken
from app.domain.team import InvitationState
from app.keys import secret_hash
from app.models import AddressOf, GuestDay, Invitation, JournalLine, Membership, Place, Visit, new_id
from app.queries.invitation import InvitationStanding, standing
from tests import factories
from tests.cast import Cast, Kring
from tests.visits import visit


class Door:
    """Makes invitations in Riverside and lets people in by them."""

    def __init__(self, cast: Cast) -> None:
        self.cast, self.kring, self.team = cast, cast.kring, cast.riverside

    def invite(self, **more: Any) -> UUID:
        now = self.kring.clock.now
        row = Invitation(
            **{
                "team_id": self.team,
                "id": new_id(),
                "kind": "nurse",
                "name": "Priya",
                "key_id": "k1",
                "invited_by": self.cast.amina.membership,
                "made_at": now,
                "expires_at": now + timedelta(days=7),
                **more,
            }
        )
        self.kring.add(self.team, row)
        return row.id

    def guest_invitation(self, *days: date) -> UUID:
        return self.invite(kind="guest", days=[day.isoformat() for day in days])

    def account(self, name: str = "Priya Nair", **more: Any) -> UUID:
        account = new_id()
        self.kring.add(None, factories.account(account, name, self.kring.clock.now, **more))
        return account

    def accept(self, invitation: UUID, account: UUID, *, is_demonstration: bool = False) -> UUID:
        ids = tuple(new_id() for _ in range(IDS))
        now = self.kring.clock.now
        return self.kring.door.write(
            self.team,
            lambda session: accept_invitation(
                session,
                team_id=self.team,
                invitation_id=invitation,
                account_id=account,
                account_name="Priya Nair",
                is_demonstration=is_demonstration,
                now=now,
                ids=ids,
            ),
        )

    def refused(self, invitation: UUID, account: UUID, **more: Any) -> str:
        with pytest.raises(RuleBroken) as refusal:
            self.accept(invitation, account, **more)
        return refusal.value.code

    def standing(self, invitation: UUID) -> InvitationStanding:
        with self.kring.door.read(self.team) as session:
            return standing(session, team_id=self.team, invitation_id=invitation, now=self.kring.clock.now)

    def rows(self, table: Any, team: UUID | None = None) -> list[Any]:
        where = (table.team_id == self.team,)
        with self.kring.door.read(self.team) as session:
            return list(session.execute(select(table.__table__).where(*where)))


@pytest.fixture
def entrance(cast: Cast) -> Door:
    return Door(cast)


def test_founding_makes_a_team_with_one_invitation_that_nobody_made(kring: Kring) -> None:
    team, invitation, now = new_id(), new_id(), kring.clock.now
    kring.door.write(
        team,
        lambda session: found_team(
            session,
            team_id=team,
            name="Riverside",
            is_demonstration=False,
            first_nurse="Amina Khan",
            email="Amina@riverside.example",
            invitation_id=invitation,
            key_id="k1",
            secret_hash=secret_hash("a secret"),
            now=now,
            expires_at=now + timedelta(days=7),
        ),
    )

    with kring.door.read(team) as session:
        found = standing(session, team_id=team, invitation_id=invitation, now=now)
        line = session.execute(
            select(JournalLine.account_id, JournalLine.what).where(JournalLine.team_id == team)
        ).one()
        address = session.execute(select(AddressOf.team_id, AddressOf.id)).one()
    assert (found.state, found.inviter, found.email) == (InvitationState.OPEN, "", "amina@riverside.example")
    assert (line.account_id, line.what) == (None, "team-founded")
    assert (address.team_id, address.id) == (team, invitation)


def test_a_nurse_comes_in_and_takes_the_lowest_free_seat(entrance: Door) -> None:
    account = entrance.account()
    membership = entrance.accept(entrance.invite(), account)

    row = next(row for row in entrance.rows(Membership) if row.id == membership)
    place = next(row for row in entrance.rows(Place) if row.account_id == account)
    assert (row.kind, row.seat, row.name, row.ended_at) == ("nurse", 3, "Priya Nair", None)
    assert (place.membership_id, place.ended_at) == (membership, None)
    lines = [line for line in entrance.rows(JournalLine) if line.what == "invitation-accepted"]
    assert [(line.account_id, line.about) for line in lines] == [(account, f"membership/{membership}")]


def test_an_invitation_is_used_once(entrance: Door) -> None:
    invitation = entrance.invite()
    entrance.accept(invitation, entrance.account())

    assert entrance.refused(invitation, entrance.account("Ruth")) == "invitation-used"
    assert entrance.standing(invitation).state is InvitationState.USED


def test_an_expired_or_withdrawn_invitation_opens_nothing(entrance: Door) -> None:
    now = entrance.kring.clock.now
    expired, withdrawn = entrance.invite(expires_at=now), entrance.invite(withdrawn_at=now)

    assert entrance.refused(expired, entrance.account()) == "invitation-expired"
    assert entrance.refused(withdrawn, entrance.account()) == "invitation-withdrawn"
    assert entrance.standing(expired).state is InvitationState.EXPIRED
    assert entrance.standing(withdrawn).state is InvitationState.WITHDRAWN


def test_a_thirteenth_nurse_is_refused_and_the_invitation_stays_open(entrance: Door) -> None:
    invitations = [entrance.invite() for _ in range(11)]
    for invitation in invitations[:10]:
        entrance.accept(invitation, entrance.account())

    assert entrance.refused(invitations[10], entrance.account()) == "team-full"
    assert entrance.standing(invitations[10]).state is InvitationState.OPEN
    assert entrance.standing(invitations[10]).team_is_full


def test_a_guest_comes_outside_the_twelve_for_the_days_that_have_not_gone_by(entrance: Door) -> None:
    today = entrance.kring.clock.now.date()
    days = [today - timedelta(days=1), today, today + timedelta(days=3)]

    membership = entrance.accept(entrance.guest_invitation(*days), entrance.account())

    row = next(row for row in entrance.rows(Membership) if row.id == membership)
    assert (row.kind, row.seat, row.since) == ("guest", None, today)
    assert sorted(day.day for day in entrance.rows(GuestDay) if day.membership_id == membership) == days[1:]


def test_a_guest_invitation_whose_days_are_over_is_refused(entrance: Door) -> None:
    yesterday = entrance.kring.clock.now.date() - timedelta(days=1)

    assert entrance.refused(entrance.guest_invitation(yesterday), entrance.account()) == "guest-days-over"


def test_a_guest_who_is_invited_again_gets_more_days_in_the_same_membership(entrance: Door) -> None:
    today, gwen = entrance.kring.clock.now.date(), entrance.cast.gwen

    invitation = entrance.guest_invitation(today, today + timedelta(days=2))
    membership = entrance.accept(invitation, gwen.account)

    assert membership == gwen.membership
    assert sorted(day.day for day in entrance.rows(GuestDay)) == [today, today + timedelta(days=2)]


def test_a_guest_who_is_invited_as_a_nurse_becomes_one(entrance: Door) -> None:
    gwen = entrance.cast.gwen
    planned = visit(entrance.cast, entrance.cast.peggy, by=gwen)

    membership = entrance.accept(entrance.invite(), gwen.account)

    assert [(row.id, row.membership_id) for row in entrance.rows(Visit)] == [(planned, membership)], "she still goes"
    rows = {row.id: row for row in entrance.rows(Membership)}
    assert rows[gwen.membership].ended_why == "became-nurse"
    assert (rows[membership].kind, rows[membership].ended_at) == ("nurse", None)
    place = next(row for row in entrance.rows(Place) if row.account_id == gwen.account)
    assert (place.membership_id, place.ended_at) == (membership, None)


def test_a_member_is_told_that_she_is_in_the_team_already(entrance: Door) -> None:
    invitation = entrance.invite()

    assert entrance.refused(invitation, entrance.cast.joanne.account) == "already-member"
    assert entrance.standing(invitation).is_open


def test_somebody_who_left_comes_back_with_a_new_membership(entrance: Door) -> None:
    olive = entrance.cast.olive

    membership = entrance.accept(entrance.invite(), olive.account)

    assert membership != olive.membership
    place = next(row for row in entrance.rows(Place) if row.account_id == olive.account)
    assert (place.membership_id, place.ended_at) == (membership, None)


def test_demonstration_and_real_life_never_mix(entrance: Door) -> None:
    invited = entrance.account("Deb", is_demonstration=True)

    assert entrance.refused(entrance.invite(), invited, is_demonstration=True) == "demonstration-apart"


def test_days_are_told_to_whoever_opens_the_link(entrance: Door) -> None:
    today = entrance.kring.clock.now.date()

    found = entrance.standing(entrance.guest_invitation(today))

    assert (found.days, found.inviter, found.team_name) == ((today,), "Amina Khan", "Riverside")
    assert replace(found, state=InvitationState.USED).is_open is False
