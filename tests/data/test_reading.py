"""A reading is a session like any other, though its ORM part is made only for whoever asks for it."""

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm.exc import DetachedInstanceError

from app.database.door import Reader
from app.models import Account, Membership
from app.models.base import columns
from tests.cast import Cast, Kring

M = columns(Membership)


def test_a_reading_gives_columns_and_entities_of_the_same_snapshot(kring: Kring, cast: Cast) -> None:
    team = cast.riverside
    with kring.door.read(team) as session:
        names = session.execute(select(M.name).where(M.team_id == team)).scalars().all()
        people = session.scalars(select(Membership).where(M.team_id == team)).all()
        first = session.get(Membership, (team, people[0].id))
        assert sorted(names) == sorted(one.name for one in people) and first is people[0]
        assert people[0] in session


def test_what_a_reading_gave_belongs_to_nothing_after_it(kring: Kring, cast: Cast) -> None:
    team = cast.riverside
    with kring.door.read(team) as session:
        person = session.scalars(select(Membership).where(M.team_id == team)).first()
        assert person is not None
        session.expire(person)
    assert person not in session
    with pytest.raises(DetachedInstanceError):
        _ = person.name


def test_a_reading_of_columns_makes_no_orm_part_and_a_misspelt_name_is_a_mistake(kring: Kring) -> None:
    with kring.door.read(None) as session:
        session.execute(select(func.count()).select_from(Account))
        assert isinstance(session, Reader) and "identity_map" not in vars(session)
        with pytest.raises(AttributeError):
            _ = session.no_such_thing
