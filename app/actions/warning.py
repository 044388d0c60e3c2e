"""What to know before stepping in: written down with its author, looked at again on a day, ended with a reason."""

from datetime import date

from sqlmodel import Session

from app.actions.kept_line import ChangedLine, EndLine, NewLine, add, change, end, given
from app.actions.register import Command, Done, Moment, Note, registered
from app.domain.client import WarningKind
from app.domain.errors import FieldWrong
from app.domain.words import N_
from app.models import DoorWarning
from app.queries.access import Nurse


class WarningFields(Command):
    kind: WarningKind
    text: Note
    review_on: date | None = None


class AddWarning(NewLine, WarningFields):
    pass


class ChangeWarning(ChangedLine, WarningFields):
    pass


@registered("add-warning", AddWarning)
def add_warning(session: Session, nurse: Nurse, wish: AddWarning, moment: Moment) -> Done:
    if wish.review_on is not None and wish.review_on < nurse.today:
        raise FieldWrong("review_on", N_("This day is over. Choose a day on which somebody looks at it again."))
    values = {**given(wish, WarningFields), "author": nurse.membership_id}
    return add(session, nurse, moment, wish, DoorWarning, values)


@registered("change-warning", ChangeWarning)
def change_warning(session: Session, nurse: Nurse, wish: ChangeWarning, moment: Moment) -> Done:
    return change(session, nurse, moment, wish, DoorWarning, given(wish, WarningFields))


@registered("end-warning", EndLine)
def end_warning(session: Session, nurse: Nurse, wish: EndLine, moment: Moment) -> Done:
    return end(session, nurse, moment, wish, DoorWarning)
