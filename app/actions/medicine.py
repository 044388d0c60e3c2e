"""Medicines as they were told: a list and no authority to give, "not reconciled" until a nurse has compared it."""

from datetime import date
from typing import Any
from uuid import UUID

from pydantic import Field
from sqlmodel import Session

from app.actions.client_change import edit
from app.actions.kept_line import ChangedLine, EndLine, NewLine, add, change, done, end, given, living
from app.actions.register import Command, Done, Line, Moment, OptionalLine, registered
from app.domain.errors import FieldWrong
from app.domain.words import N_
from app.models import Medicine
from app.queries.access import Nurse


class MedicineFields(Command):
    name: Line
    dose: OptionalLine = ""
    is_time_critical: bool = False
    timing: OptionalLine = ""
    told_by: OptionalLine = ""


class AddMedicine(NewLine, MedicineFields):
    pass


class ChangeMedicine(ChangedLine, MedicineFields):
    pass


class ReconcileMedicine(Command):
    """The line was compared with what is prescribed and what lies in the house."""

    id: UUID
    client: UUID
    version: int = Field(ge=1)
    reconciled_on: date | None = None
    """Today, when it is left out."""


@registered("add-medicine", AddMedicine)
def add_medicine(session: Session, nurse: Nurse, wish: AddMedicine, moment: Moment) -> Done:
    values = {**_checked(wish), "recorded_by": nurse.membership_id}
    return add(session, nurse, moment, wish, Medicine, values)


@registered("change-medicine", ChangeMedicine)
def change_medicine(session: Session, nurse: Nurse, wish: ChangeMedicine, moment: Moment) -> Done:
    """Another name, dose or time is another thing to compare: the line is "not reconciled" again."""
    row = living(session, nurse, Medicine, wish.client, wish.id, wish.version)
    values = _checked(wish)
    if any(values[name] != getattr(row, name) for name in ("name", "dose", "timing")):
        values |= {"reconciled_on": None, "reconciled_by": None}
    return change(session, nurse, moment, wish, Medicine, values)


@registered("end-medicine", EndLine)
def end_medicine(session: Session, nurse: Nurse, wish: EndLine, moment: Moment) -> Done:
    return end(session, nurse, moment, wish, Medicine)


@registered("reconcile-medicine", ReconcileMedicine)
def reconcile_medicine(session: Session, nurse: Nurse, wish: ReconcileMedicine, moment: Moment) -> Done:
    on = wish.reconciled_on or nurse.today
    if on > nurse.today:
        raise FieldWrong("reconciled_on", N_("This day has not come yet."))
    row = living(session, nurse, Medicine, wish.client, wish.id, wish.version)
    version = edit(
        session,
        nurse,
        moment,
        row,
        seen=wish.version,
        changes={"reconciled_on": on, "reconciled_by": nurse.membership_id},
        client_id=wish.client,
        id=moment.ids[0],
    )
    return done(Medicine, row.id, version, wish.client)


def _checked(wish: AddMedicine | ChangeMedicine) -> dict[str, Any]:
    if wish.is_time_critical and not wish.timing:
        raise FieldWrong("timing", N_("Write when it must be given: this is what the next nurse looks for."))
    return given(wish, MedicineFields)
