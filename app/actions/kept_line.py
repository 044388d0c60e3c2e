"""Lines kept about a client: added, changed on the version that was seen, ended with a reason and still readable.

A warning, a decision, an allergy, a medicine, a diagnosis and a person around her are such lines.
"""

from collections.abc import Mapping
from typing import Any, TypeVar
from uuid import UUID

from pydantic import Field
from sqlmodel import Session

from app.actions.client_change import edit, touch
from app.actions.register import Command, Done, Line, Moment, NewId
from app.actions.rows import not_there_yet
from app.domain.errors import NotFound, RuleBroken
from app.domain.words import N_
from app.models.base import TeamRow
from app.queries.access import Nurse, reachable_client

R = TypeVar("R", bound=TeamRow)


class NewLine(Command):
    id: NewId
    client: UUID


class ChangedLine(Command):
    """``settles`` says that both texts of a conflict were in view when this was written."""

    id: UUID
    client: UUID
    version: int = Field(ge=1)
    settles: bool = False


class EndLine(Command):
    id: UUID
    client: UUID
    version: int = Field(ge=1)
    why: Line


def given(wish: Command, fields: type[Command]) -> dict[str, Any]:
    """What the wish says of the line itself, as it is stored."""
    return {name: _stored(getattr(wish, name)) for name in fields.model_fields}


def _stored(value: Any) -> Any:
    return getattr(value, "value", value)


def add(
    session: Session, nurse: Nurse, moment: Moment, wish: NewLine, table: type[TeamRow], values: Mapping[str, Any]
) -> Done:
    """Put the line down. ``values`` carries who wrote it, under the name that the table has for that."""
    client = reachable_client(session, nurse, wish.client)
    row = not_there_yet(session, table, nurse.team_id, wish.id)
    whole: dict[str, Any] = {**values, "client_id": client.id, "at": moment.now}
    session.add(table(team_id=nurse.team_id, id=row, **whole))
    touch(session, nurse.team_id, client.id, moment.now)
    return done(table, row, 1, client.id)


def change(
    session: Session,
    nurse: Nurse,
    moment: Moment,
    wish: ChangedLine,
    table: type[TeamRow],
    values: Mapping[str, Any],
    *,
    by_field: bool = False,
) -> Done:
    row = living(session, nurse, table, wish.client, wish.id, wish.version)
    version = edit(
        session,
        nurse,
        moment,
        row,
        seen=wish.version,
        changes=values,
        client_id=wish.client,
        id=moment.ids[0],
        settles=wish.settles,
        by_field=by_field,
    )
    return done(table, row.id, version, wish.client)


def end(session: Session, nurse: Nurse, moment: Moment, wish: EndLine, table: type[TeamRow]) -> Done:
    """From now on it does not hold; it stays readable with the reason."""
    row = living(session, nurse, table, wish.client, wish.id, wish.version)
    version = edit(
        session,
        nurse,
        moment,
        row,
        seen=wish.version,
        changes={"ended_at": moment.now, "ended_why": wish.why},
        client_id=wish.client,
        id=moment.ids[0],
    )
    return done(table, row.id, version, wish.client)


def living(session: Session, nurse: Nurse, table: type[R], client_id: UUID, row_id: UUID, seen: int) -> R:
    """This client's line, unless it was seen as ended. One that was ended meanwhile is a conflict, met by ``edit``."""
    client = reachable_client(session, nurse, client_id)
    row: Any = session.get(table, (nurse.team_id, row_id))
    if row is None or row.client_id != client.id:
        raise NotFound(N_("This line is not on the client's page."))
    if row.ended_at is not None and row.version == seen:
        raise RuleBroken(N_("This has been ended already. If it holds again, write it down anew."), code="ended")
    found: R = row
    return found


def done(table: type[TeamRow], row_id: UUID, version: int, client_id: UUID) -> Done:
    return Done(
        {"id": str(row_id), "version": version}, about=f"{table.__tablename__}/{row_id}", clients=(str(client_id),)
    )
