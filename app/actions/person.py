"""The people around a client: who they are, how they help, where they stand on the map of her network."""

from datetime import date
from typing import Any
from uuid import UUID

from pydantic import Field
from sqlalchemy import bindparam, select
from sqlmodel import Session

from app.actions.client_change import edit
from app.actions.kept_line import ChangedLine, EndLine, NewLine, add, change, done, end, given, living
from app.actions.register import Command, Done, Line, Moment, OptionalLine, registered
from app.domain.client import age_on, checked_birth_date
from app.domain.errors import FieldWrong
from app.domain.network_map import MOVED, Ring, StrainView
from app.domain.network_map_layout import Dot, free_place
from app.domain.words import N_
from app.models import Person
from app.models.base import columns
from app.queries.access import Nurse, reachable_client

P = columns(Person)

OTHERS = (
    select(P.id, P.ring, P.hours_a_week, P.angle, P.closeness)
    .where(P.team_id == bindparam("team"), P.client_id == bindparam("client"), P.ended_at.is_(None))
    .order_by(P.id)
)
OF_AGE = 18


class PersonFields(Command):
    name: Line
    relation: OptionalLine = ""
    ring: Ring
    phone: OptionalLine = ""
    phone_note: OptionalLine = ""
    is_next_of_kin: bool = False
    lives_there: bool = False
    born_on: date | None = None
    school: OptionalLine = ""
    is_young_helper: bool = False
    helps_with: OptionalLine = ""
    hours_a_week: float | None = Field(default=None, ge=0, le=168, allow_inf_nan=False)
    strain: int | None = Field(default=None, ge=0, le=3)
    strain_view: StrainView | None = None


class AddPerson(NewLine, PersonFields):
    pass


class ChangePerson(ChangedLine, PersonFields):
    pass


class PlacePerson(Command):
    """Where the dot stands: ``angle`` in degrees clockwise from the right; ``closeness`` 0 near, 1 far."""

    id: UUID
    client: UUID
    version: int = Field(ge=1)
    angle: float = Field(ge=0, le=360, allow_inf_nan=False)
    closeness: float = Field(ge=0, le=1, allow_inf_nan=False)


@registered("add-person", AddPerson)
def add_person(session: Session, nurse: Nurse, wish: AddPerson, moment: Moment) -> Done:
    """Everybody gets a place at once and keeps it: whoever comes later moves nobody."""
    client = reachable_client(session, nurse, wish.client)
    values = {**_checked(wish, nurse.today), "recorded_by": nurse.membership_id}
    rows = session.execute(OTHERS, {"team": nurse.team_id, "client": client.id})
    others = [Dot(str(row.id), Ring(row.ring), row.hours_a_week, row.angle, row.closeness) for row in rows]
    place = free_place(Dot(str(wish.id), wish.ring, wish.hours_a_week), others)
    return add(session, nurse, moment, wish, Person, values | {"angle": place.angle, "closeness": place.closeness})


@registered("change-person", ChangePerson)
def change_person(session: Session, nurse: Nurse, wish: ChangePerson, moment: Moment) -> Done:
    """Somebody who moved the dot on the map meanwhile is in nobody's way."""
    return change(session, nurse, moment, wish, Person, _checked(wish, nurse.today), by_field=True)


@registered("end-person", EndLine)
def end_person(session: Session, nurse: Nurse, wish: EndLine, moment: Moment) -> Done:
    return end(session, nurse, moment, wish, Person)


@registered("place-person", PlacePerson)
def place_person(session: Session, nurse: Nurse, wish: PlacePerson, moment: Moment) -> Done:
    row = living(session, nurse, Person, wish.client, wish.id, wish.version)
    version = edit(
        session,
        nurse,
        moment,
        row,
        seen=wish.version,
        changes={"angle": round(wish.angle % 360, 1), "closeness": round(wish.closeness, 3)},
        client_id=wish.client,
        id=moment.ids[0],
        by_field=True,
        what=MOVED,
    )
    return done(Person, row.id, version, wish.client)


def _checked(wish: AddPerson | ChangePerson, today: date) -> dict[str, Any]:
    """Whoever stands in the ring of the household lives there; a child who helps is marked."""
    checked_birth_date(wish.born_on, today)
    if (wish.strain is None) != (wish.strain_view is None):
        field = "strain_view" if wish.strain_view is None else "strain"
        raise FieldWrong(field, N_("How strained somebody is and whose view that is are said together."))
    values = given(wish, PersonFields)
    is_child = wish.born_on is not None and age_on(wish.born_on, today) < OF_AGE
    if wish.is_young_helper and wish.born_on is not None and not is_child:
        raise FieldWrong("is_young_helper", N_("By this birth date they are grown up. A young helper is under 18."))
    helps = bool(wish.helps_with or wish.hours_a_week)
    values["is_young_helper"] = wish.is_young_helper or (is_child and helps)
    values["lives_there"] = wish.lives_there or wish.ring is Ring.HOUSEHOLD
    return values
