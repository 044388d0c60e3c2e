"""Values are measured, at a visit or outside one, and marked when they were entered in error. None is ever changed."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from pydantic import Field
from sqlmodel import Session

from app.actions.client_change import touch
from app.actions.register import Command, Done, Happened, Line, Moment, NewId, registered
from app.actions.rows import not_there_yet
from app.domain.errors import FieldWrong, NotFound, RuleBroken
from app.domain.measurement import Measured, MeasurementKind
from app.domain.visit import ask_about_clock
from app.domain.visit_record import ask_about_values, values_of
from app.domain.words import N_
from app.models import Measurement
from app.queries.access import Nurse, reachable_client


class Told(Happened):
    """Values as they were typed, by what is measured; a unit where it is not the usual one (glucose in mg/dL)."""

    client: UUID
    value: dict[MeasurementKind, Line] = Field(default={})
    unit: dict[MeasurementKind, Line] = Field(default={})
    confirmed: bool = False


class AddMeasurement(Told):
    """Values outside a visit. ``id`` is the first one's."""

    id: NewId


@registered("add-measurement", AddMeasurement)
def add_measurement(session: Session, nurse: Nurse, wish: AddMeasurement, moment: Moment) -> Done:
    client = reachable_client(session, nurse, wish.client, told_at=wish.happened_at)
    ask_about_clock(wish.happened_at, moment.now, confirmed=wish.confirmed)
    measured = values_of(wish.value, wish.unit)
    if not measured:
        raise FieldWrong("value", N_("Write at least one value."))
    ask_about_values(measured, confirmed=wish.confirmed)
    first = not_there_yet(session, Measurement, nurse.team_id, wish.id)
    ids = (first, *moment.ids)
    rows = add_values(session, nurse, client.id, None, measured, wish.happened_at, moment, ids=ids)
    touch(session, nurse.team_id, client.id, moment.now)
    return Done(
        {"measurements": [str(row.id) for row in rows]}, about=f"measurement/{first}", clients=(str(client.id),)
    )


class MarkMeasurementInError(Command):
    """It was entered in error. The value stays readable, with who said so and why; nothing counts with it."""

    client: UUID
    measurement: UUID
    why: Line


@registered("mark-measurement-in-error", MarkMeasurementInError)
def mark_measurement_in_error(session: Session, nurse: Nurse, wish: MarkMeasurementInError, moment: Moment) -> Done:
    client = reachable_client(session, nurse, wish.client)
    row = session.get(Measurement, (nurse.team_id, wish.measurement))
    if row is None or row.client_id != client.id:
        raise NotFound(N_("There is no such measurement."))
    if row.in_error_at is not None:
        raise RuleBroken(N_("This was marked as entered in error before."), code="in-error-already")
    row.in_error_at, row.in_error_by, row.in_error_why = moment.now, nurse.membership_id, wish.why
    session.add(row)
    touch(session, nurse.team_id, client.id, moment.now)
    return Done({"measurement": str(row.id)}, about=f"measurement/{row.id}", clients=(str(client.id),))


def add_values(
    session: Session,
    nurse: Nurse,
    client_id: UUID,
    visit_id: UUID | None,
    measured: Sequence[Measured],
    taken_at: datetime,
    moment: Moment,
    *,
    ids: Sequence[UUID],
) -> list[Measurement]:
    """A row for each value: what we count with, beside what was written."""
    rows = [
        Measurement(
            team_id=nurse.team_id,
            id=id,
            client_id=client_id,
            visit_id=visit_id,
            kind=one.kind.value,
            value=plain(one.value),
            unit=one.unit,
            written_value=plain(one.original_value),
            written_unit=one.original_unit,
            taken_at=taken_at,
            received_at=moment.now,
            author=nurse.membership_id,
        )
        for one, id in zip(measured, ids, strict=False)
    ]
    session.add_all(rows)
    return rows


def plain(value: Decimal) -> str:
    """As a person writes it: 120 and never 1.2E+2."""
    return f"{value:f}"
