"""The statement hook refuses what is not tied to this unit's team, on both dialects."""

from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import Engine, text, update
from sqlmodel import select

from app.models import Membership, Team, new_id
from app.models.base import columns
from app.models.fence import fenced_tables
from tests import factories
from tests.cast import Cast
from tests.databases import rolled_back
from tests.fence import OPEN, NoTeam, tied_parameters

ROOT = Path(__file__).parents[2]
TEAM = UUID("01900000-0000-7000-8000-000000000001")
OTHER = UUID("01900000-0000-7000-8000-000000000002")

REFUSED = {
    "no team": "select name from membership",
    "the team is only selected": "select team_id, :team from membership",
    "OR": "select name from membership where team_id = :team or name = :name",
    "team_id = team_id": "select name from membership m where m.team_id = m.team_id",
    "a join by id alone": (
        "select c.name from membership m join competence c on c.membership_id = m.id where m.team_id = :team"
    ),
    "a loose common table expression": (
        "with all_of_them as (select id, name from membership) select t.name from team t, all_of_them "
        "where t.team_id = :team"
    ),
    "a loose arm of a union": (
        "select name from membership where team_id = :team union all select name from competence"
    ),
    "a loose correlated sub-query": (
        "select t.name, (select count(*) from membership m where m.name = t.name) from team t where t.team_id = :team"
    ),
    "an update that names no team": "update membership set name = :name where id = :id",
    "a delete that names no team": "delete from competence where membership_id = :id",
    "an insert that names no team": "insert into guest_day (id, membership_id, day) values (:id, :id, :day)",
    "an update that changes the team": "update membership set team_id = :team where team_id = :team",
    "tied by a directory table": (
        "select m.name from place p join membership m on m.team_id = p.team_id where p.account_id = :account"
    ),
    "tied by a sub-query of a directory table": (
        "with mine as (select team_id from place where account_id = :account) "
        "select m.name from membership m join mine on m.team_id = mine.team_id"
    ),
    "tied only where an outer join finds something": (
        "select m.name from membership m left join team t on t.team_id = :team and m.team_id = t.team_id"
    ),
    "not that team": "select name from membership where not (team_id = :team)",
    "another than that team": "select name from membership where team_id <> :team",
    "an insert out of a directory table": (
        "insert into guest_day (team_id, id, membership_id, day) select p.team_id, :id, p.membership_id, :day "
        "from place p where p.account_id = :account"
    ),
    "a literal instead of a parameter": "select name from membership where team_id = 'x'",
}

ACCEPTED = {
    "one table": "select name from membership where team_id = :team",
    "in brackets": "select name from membership where (team_id = :team and (name = :name or seat = 1))",
    "a join by the pair": (
        "select c.name from membership m join competence c on c.team_id = m.team_id and c.membership_id = m.id "
        "where m.team_id = :team"
    ),
    "an outer join by the pair": (
        "select c.name from membership m left join competence c on c.team_id = m.team_id and c.membership_id = m.id "
        "where m.team_id = :team"
    ),
    "a tied common table expression": (
        "with here as (select team_id, id from membership where team_id = :team) "
        "select c.name from competence c join here on here.team_id = c.team_id and here.id = c.membership_id"
    ),
    "a tied correlated sub-query": (
        "select t.name, (select count(*) from membership m where m.team_id = t.team_id) from team t "
        "where t.team_id = :team"
    ),
    "both arms of a union": (
        "select name from membership where team_id = :team union all select name from competence where team_id = :team"
    ),
    "an insert": "insert into guest_day (team_id, id, membership_id, day) values (:team, :id, :id, :day)",
    "an insert out of its own team": (
        "insert into guest_day (team_id, id, membership_id, day) select m.team_id, :id, m.id, :day "
        "from membership m where m.team_id = :team"
    ),
    "a directory table": "select team_id from place where account_id = :account",
    "an update": "update membership set name = :name where team_id = :team and id = :id",
    "a delete": "delete from guest_day where team_id = :team and id = :id",
}

DIALECTS = ("sqlite", "postgres")


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize("sql", REFUSED.values(), ids=REFUSED)
def test_a_statement_that_is_not_tied_is_refused(sql: str, dialect: str) -> None:
    with pytest.raises(NoTeam):
        tied_parameters(sql, dialect, frozenset(fenced_tables()))


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize("sql", ACCEPTED.values(), ids=ACCEPTED)
def test_a_statement_that_is_tied_passes(sql: str, dialect: str) -> None:
    assert tied_parameters(sql, dialect, frozenset(fenced_tables())) <= {"team"}


def test_another_teams_id_is_refused(cast: Cast) -> None:
    with cast.kring.door.read(cast.riverside) as session, pytest.raises(NoTeam):
        session.exec(select(Membership).where(Membership.team_id == cast.malpas)).all()


def test_an_insert_into_another_team_is_refused(cast: Cast) -> None:
    row = factories.guest_day(cast.malpas, cast.beth.membership or new_id(), cast.kring.clock.now.date())

    with pytest.raises(NoTeam):
        cast.kring.door.write(cast.riverside, lambda session: session.add(row))


def test_an_update_of_another_teams_row_is_refused(cast: Cast) -> None:
    rename = update(Team).where(columns(Team).team_id == cast.malpas).values(name="Mine")

    with pytest.raises(NoTeam):
        cast.kring.door.write(cast.riverside, lambda session: session.execute(rename))


def test_text_is_watched_like_everything_else(cast: Cast) -> None:
    with cast.kring.door.read(cast.riverside) as session, pytest.raises(NoTeam):
        session.execute(text("select name from membership"))


def test_a_unit_without_a_team_sees_no_team_table(cast: Cast) -> None:
    with cast.kring.door.read(None) as session, pytest.raises(NoTeam):
        session.exec(select(Team).where(Team.team_id == cast.riverside)).all()


def test_the_hook_watches_this_suite(engine: Engine) -> None:
    with rolled_back(engine) as connection, pytest.raises(NoTeam):
        connection.execute(text("select name from membership"))


OPEN_STATEMENTS: dict[str, str] = {}
"""File → why a statement in it may see all teams. Empty: every one is tied."""


def test_no_statement_goes_round_the_hook_without_its_reason() -> None:
    found = [
        str(path.relative_to(ROOT))
        for folder in ("app", "migrations")
        for path in (ROOT / folder).rglob("*.py")
        if OPEN in path.read_text()
    ]

    assert sorted(found) == sorted(OPEN_STATEMENTS)
