"""Twenty people open their invitations at the same moment: twelve sit down, the others are told why."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import UUID

from sqlalchemy import select

from app.actions.invitation import IDS, accept_invitation
from app.domain.errors import RuleBroken
from app.models import Invitation, Membership, new_id
from app.models.base import columns
from tests import factories
from tests.cast import Kring

M = columns(Membership)
TOGETHER = 20


def test_of_twenty_at_once_exactly_twelve_come_in(live: Kring) -> None:
    team, invited = new_id(), [_invited() for _ in range(TOGETHER)]
    live.add(team, factories.team(team, "Riverside", live.clock.now))
    for invitation, account in invited:
        live.add(None, factories.account(account, "Priya", live.clock.now))
        live.add(team, _invitation(team, invitation, live))

    with ThreadPoolExecutor(TOGETHER) as threads:
        told = list(threads.map(lambda pair: _accept(live, team, *pair), invited))

    assert sorted(told) == ["in"] * 12 + ["team-full"] * 8
    with live.door.read(team) as session:
        seats = session.execute(select(M.seat).where(M.team_id == team)).scalars().all()
    assert sorted(seats) == list(range(1, 13))


def test_of_five_who_use_one_invitation_at_once_one_comes_in(live: Kring) -> None:
    team, invitation, accounts = new_id(), new_id(), [new_id() for _ in range(5)]
    live.add(team, factories.team(team, "Riverside", live.clock.now))
    live.add(team, _invitation(team, invitation, live))
    for account in accounts:
        live.add(None, factories.account(account, "Priya", live.clock.now))

    with ThreadPoolExecutor(5) as threads:
        told = list(threads.map(lambda account: _accept(live, team, invitation, account), accounts))

    assert sorted(told) == ["in"] + ["invitation-used"] * 4


def _invited() -> tuple[UUID, UUID]:
    return new_id(), new_id()


def _invitation(team: UUID, row: UUID, kring: Kring) -> Invitation:
    now = kring.clock.now
    return Invitation(
        team_id=team, id=row, kind="nurse", name="Priya", key_id="k1", made_at=now, expires_at=now + timedelta(days=7)
    )


def _accept(kring: Kring, team: UUID, invitation: UUID, account: UUID) -> str:
    ids, now = tuple(new_id() for _ in range(IDS)), kring.clock.now
    try:
        kring.door.write(
            team,
            lambda session: accept_invitation(
                session,
                team_id=team,
                invitation_id=invitation,
                account_id=account,
                account_name="Priya",
                is_demonstration=False,
                now=now,
                ids=ids,
            ),
        )
    except RuleBroken as refusal:
        return refusal.code
    return "in"
