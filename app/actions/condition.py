"""Diagnoses as they were told."""

from sqlmodel import Session

from app.actions.kept_line import ChangedLine, EndLine, NewLine, add, change, end, given
from app.actions.register import Command, Done, Line, Moment, OptionalLine, registered
from app.models import Condition
from app.queries.access import Nurse


class ConditionFields(Command):
    name: Line
    since_told: OptionalLine = ""
    told_by: OptionalLine = ""


class AddCondition(NewLine, ConditionFields):
    pass


class ChangeCondition(ChangedLine, ConditionFields):
    pass


@registered("add-condition", AddCondition)
def add_condition(session: Session, nurse: Nurse, wish: AddCondition, moment: Moment) -> Done:
    values = {**given(wish, ConditionFields), "recorded_by": nurse.membership_id}
    return add(session, nurse, moment, wish, Condition, values)


@registered("change-condition", ChangeCondition)
def change_condition(session: Session, nurse: Nurse, wish: ChangeCondition, moment: Moment) -> Done:
    return change(session, nurse, moment, wish, Condition, given(wish, ConditionFields))


@registered("end-condition", EndLine)
def end_condition(session: Session, nurse: Nurse, wish: EndLine, moment: Moment) -> Done:
    return end(session, nurse, moment, wish, Condition)
