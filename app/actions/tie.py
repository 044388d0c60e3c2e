"""How two are tied: the client and somebody around her, or two of them."""

from uuid import UUID

from pydantic import Field
from sqlalchemy import and_, bindparam, or_, select
from sqlmodel import Session

from app.actions.client_change import CHANGED_MEANWHILE, edit, touch
from app.actions.kept_line import done, living
from app.actions.register import Command, Done, Moment, NewId, registered
from app.actions.rows import not_there_yet
from app.domain.errors import ChangedMeanwhile, FieldWrong
from app.domain.network_map import TieKind
from app.domain.words import N_
from app.models import Person, Tie
from app.models.base import columns
from app.queries.access import Nurse, reachable_client

T = columns(Tie)

STANDING = select(T.id).where(
    T.team_id == bindparam("team"),
    T.client_id == bindparam("client"),
    T.ended_at.is_(None),
    or_(
        and_(T.person_id == bindparam("one"), T.other_id == bindparam("two")),
        and_(T.person_id == bindparam("two"), T.other_id == bindparam("one")),
    ),
)
WITH_CLIENT = select(T.id).where(
    T.team_id == bindparam("team"),
    T.client_id == bindparam("client"),
    T.ended_at.is_(None),
    T.person_id == bindparam("one"),
    T.other_id.is_(None),
)


class TiePeople(Command):
    """``other_id`` is left out for the tie with the client herself. ``kind`` left out ends the tie.

    ``version`` is that of the tie that was seen: 0 when there was none, and then ``id`` is the new one's.
    """

    id: NewId
    client: UUID
    person_id: UUID
    other_id: UUID | None = None
    kind: TieKind | None = None
    version: int = Field(ge=0)


@registered("tie-people", TiePeople)
def tie_people(session: Session, nurse: Nurse, wish: TiePeople, moment: Moment) -> Done:
    client = reachable_client(session, nurse, wish.client)
    if wish.person_id == wish.other_id:
        raise FieldWrong("other_id", N_("Choose somebody else: nobody is tied to themselves."))
    for person in filter(None, (wish.person_id, wish.other_id)):
        living_person(session, nurse, wish.client, person)
    touch(session, nurse.team_id, client.id, moment.now)  # two who tie the same pair at once wait for each other here
    row = _standing(session, nurse, wish)
    if row is None:
        return _new(session, nurse, wish, moment)
    changes = {"ended_at": moment.now} if wish.kind is None else {"kind": wish.kind.value}
    version = edit(
        session, nurse, moment, row, seen=wish.version, changes=changes, client_id=client.id, id=moment.ids[0]
    )
    return done(Tie, row.id, version, client.id)


def living_person(session: Session, nurse: Nurse, client_id: UUID, person_id: UUID) -> Person:
    """Somebody who is around this client now."""
    row = session.get(Person, (nurse.team_id, person_id))
    return living(session, nurse, Person, client_id, person_id, row.version if row else 0)


def _new(session: Session, nurse: Nurse, wish: TiePeople, moment: Moment) -> Done:
    if wish.version:
        kind = wish.kind.value if wish.kind else ""
        raise ChangedMeanwhile(CHANGED_MEANWHILE, version=0, theirs={"kind": ""}, yours={"kind": kind})
    if wish.kind is None:
        raise FieldWrong("kind", N_("Choose how they are tied."))
    row = Tie(
        team_id=nurse.team_id,
        id=not_there_yet(session, Tie, nurse.team_id, wish.id),
        client_id=wish.client,
        person_id=wish.person_id,
        other_id=wish.other_id,
        kind=wish.kind.value,
        recorded_by=nurse.membership_id,
        at=moment.now,
    )
    session.add(row)
    return done(Tie, row.id, 1, wish.client)


def _standing(session: Session, nurse: Nurse, wish: TiePeople) -> Tie | None:
    values = {"team": nurse.team_id, "client": wish.client, "one": wish.person_id}
    if wish.other_id is None:
        found = session.execute(WITH_CLIENT, values).scalar()
    else:
        found = session.execute(STANDING, values | {"two": wish.other_id}).scalar()
    return session.get(Tie, (nurse.team_id, found)) if found is not None else None
