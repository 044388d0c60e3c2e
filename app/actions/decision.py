"""What was decided for when the client cannot say it. Two about CPR that contradict each other never stand at once."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlmodel import Session

from app.actions.client_change import touch
from app.actions.kept_line import ChangedLine, EndLine, NewLine, add, change, end, given
from app.actions.register import Command, Done, Moment, OptionalLine, OptionalNote, registered
from app.domain.client import DecisionKind
from app.domain.errors import FieldWrong, RuleBroken
from app.domain.words import N_
from app.models import Decision
from app.models.base import columns
from app.queries.access import Nurse, reachable_client

D = columns(Decision)

OPPOSITE: Mapping[DecisionKind, DecisionKind] = {
    DecisionKind.CPR_NOT_RECOMMENDED: DecisionKind.FOR_CPR,
    DecisionKind.FOR_CPR: DecisionKind.CPR_NOT_RECOMMENDED,
}
STANDING = select(D.id).where(
    D.team_id == bindparam("team"),
    D.client_id == bindparam("client"),
    D.kind == bindparam("kind"),
    D.id != bindparam("this"),
    D.ended_at.is_(None),
)


class DecisionFields(Command):
    kind: DecisionKind
    decided_on: date | None = None
    by_whom: OptionalLine = ""
    where_paper: OptionalLine = ""
    text: OptionalNote = ""
    review_on: date | None = None


class RecordDecision(NewLine, DecisionFields):
    pass


class ChangeDecision(ChangedLine, DecisionFields):
    pass


@registered("record-decision", RecordDecision)
def record_decision(session: Session, nurse: Nurse, wish: RecordDecision, moment: Moment) -> Done:
    _check(session, nurse, wish, wish.client, wish.id, moment)
    values = {**given(wish, DecisionFields), "recorded_by": nurse.membership_id}
    return add(session, nurse, moment, wish, Decision, values)


@registered("change-decision", ChangeDecision)
def change_decision(session: Session, nurse: Nurse, wish: ChangeDecision, moment: Moment) -> Done:
    _check(session, nurse, wish, wish.client, wish.id, moment)
    return change(session, nurse, moment, wish, Decision, given(wish, DecisionFields))


@registered("end-decision", EndLine)
def end_decision(session: Session, nurse: Nurse, wish: EndLine, moment: Moment) -> Done:
    return end(session, nurse, moment, wish, Decision)


def _check(session: Session, nurse: Nurse, wish: DecisionFields, client_id: UUID, this: UUID, moment: Moment) -> None:
    client = reachable_client(session, nurse, client_id)
    if wish.decided_on is not None and wish.decided_on > nurse.today:
        raise FieldWrong("decided_on", N_("This day has not come yet."))
    opposite = OPPOSITE.get(wish.kind)
    if opposite is None:
        return
    touch(session, nurse.team_id, client.id, moment.now)  # two who decide at once wait for each other here
    values = {"team": nurse.team_id, "client": client.id, "kind": opposite.value, "this": this}
    if session.execute(STANDING, values).first() is not None:
        raise RuleBroken(CONTRADICTION[wish.kind], code="contradiction")


CONTRADICTION: Mapping[DecisionKind, str] = {
    DecisionKind.CPR_NOT_RECOMMENDED: N_(
        "“For CPR” still stands on this page. Both at once would leave whoever is at the door without an answer: "
        "look at the paper, end the one that no longer holds, then write this one down."
    ),
    DecisionKind.FOR_CPR: N_(
        "“CPR not recommended” still stands on this page. Both at once would leave whoever is at the door without an "
        "answer: look at the paper, end the one that no longer holds, then write this one down."
    ),
}
