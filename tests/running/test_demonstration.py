"""The demonstration: two believable teams, made as nurses would make them, the same every time."""

from uuid import UUID

import pytest
from sqlalchemy import func, select

from app.database import Door
from app.domain.team import CompetenceState, competence_state
from app.keys import KeyRing
from app.models import Account, Competence, Invitation, JournalLine, Membership, Receipt, Team
from app.models.base import columns
from app.queries.journal import verify
from app.running.installation import Installation
from app.seed import demonstration
from app.seed.demonstration import is_demonstration
from app.seed.hands import Ids
from app.seed.people import TEAMS
from tests.databases import Cluster
from tests.running.conftest import Command
from tests.running.filled import DAY, everything, fill, seal_all, teams

A, C, I, J, M, R, T = (
    columns(one) for one in (Account, Competence, Invitation, JournalLine, Membership, Receipt, Team)
)


def in_team(house: Installation, name: str) -> UUID:
    for team in teams(house.door):
        with house.door.read(team) as session:
            if session.execute(select(T.name).where(T.team_id == team)).scalar_one() == name:
                return team
    raise AssertionError(name)


@pytest.mark.parametrize(("name", "nurses", "guests"), [("Riverside", 12, 1), ("Malpas", 9, 0)])
def test_the_teams_have_the_people_that_are_promised(filled: Installation, name: str, nurses: int, guests: int) -> None:
    team = in_team(filled, name)

    with filled.door.read(team) as session:
        kinds = dict(
            session.execute(select(M.kind, func.count()).where(M.team_id == team).group_by(M.kind)).tuples().all()
        )
        is_marked = session.execute(select(T.is_demonstration).where(T.team_id == team)).scalar_one()
        is_open = session.execute(
            select(func.count()).where(I.team_id == team, I.used_at.is_(None), I.expires_at > DAY)
        ).scalar_one()
    assert (kinds.get("nurse"), kinds.get("guest", 0)) == (nurses, guests)
    assert (is_marked, is_open) == (True, 1)


def test_every_account_is_marked_and_named_by_its_first_name(filled: Installation) -> None:
    with filled.door.read(None) as session:
        accounts = session.execute(select(A.email, A.name, A.is_demonstration)).all()

    assert {"amina@riverside.example", "beth@malpas.example"} <= {one.email for one in accounts}
    assert all(one.is_demonstration for one in accounts)
    assert all(one.email.split("@")[0] == one.name.split()[0].lower() for one in accounts)


def test_first_names_are_unique_in_a_team() -> None:
    for team in TEAMS:
        firsts = [one.name.split()[0] for one in (*team.nurses, *filter(None, (team.student, team.awaited)))]
        assert len(firsts) == len(set(firsts))


def test_there_are_competences_of_each_state(filled: Installation) -> None:
    states = set()
    for team in teams(filled.door):
        with filled.door.read(team) as session:
            found = session.execute(select(C.expires_on).where(C.team_id == team)).scalars().all()
        states |= {competence_state(expires_on=one, today=DAY.date()) for one in found}

    assert states == set(CompetenceState)


def test_what_was_done_is_on_record_as_for_everybody(filled: Installation) -> None:
    team = in_team(filled, "Riverside")
    seal_all(filled.door)

    with filled.door.read(team) as session:
        receipts = session.execute(select(func.count()).where(R.team_id == team)).scalar_one()
        done = session.execute(select(J.what).where(J.team_id == team)).scalars().all()
        found = verify(session, team)
    assert set(done) >= {"team-founded", "invite-nurse", "invite-guest", "invitation-accepted", "record-competence"}
    assert receipts == sum(what not in ("team-founded", "invitation-accepted") for what in done)
    assert list(found.faults) == []


def test_the_same_day_makes_the_same_demonstration(
    live_door: Door, keys: KeyRing, cluster: Cluster, filled: Installation
) -> None:
    fill(live_door, keys)

    again, first = everything(live_door), everything(filled.door)
    assert {table: rows for table, rows in again.items() if table not in ("seal", "sealed_line")} == {
        table: rows for table, rows in first.items() if table not in ("seal", "sealed_line")
    }


def test_the_database_says_that_it_is_a_demonstration(filled: Installation, live_door: Door) -> None:
    with filled.door.read(None) as full, live_door.read(None) as empty:
        assert (is_demonstration(full), is_demonstration(empty)) == (True, False)


def test_ids_are_ordered_uuids_of_version_7_that_can_be_repeated() -> None:
    first, second = Ids(1), Ids(1)
    made = [first.at(DAY) for _ in range(1000)]

    assert made == [second.at(DAY) for _ in range(1000)]
    assert made == sorted(made)
    assert {(one.version, one.variant) for one in made} == {(7, "specified in RFC 4122")}


def test_a_demonstration_that_was_stopped_half_way_is_not_served(run: Command, house: Installation) -> None:
    class Stopped(Exception):
        pass

    def stop() -> None:
        raise Stopped

    with pytest.raises(Stopped):
        demonstration.fill(house.door, house.keys, now=DAY, password_hash="x", step=stop)

    for words in (("demo",), ("serve", "--demo")):
        said = run(*words)
        assert (said.code, "begun" in said.err) == (2, True), said
