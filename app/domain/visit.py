"""The words of a visit: planned, then what happened."""

from enum import StrEnum


class Urgency(StrEnum):
    """Must be today, may move, a call will do; with why, on every visit (practice.md, the team's day)."""

    MUST_BE_TODAY = "must-be-today"
    MAY_MOVE = "may-move"
    A_CALL_WILL_DO = "a-call-will-do"


class EntryKind(StrEnum):
    """A line in the timeline that is not itself a row of its own."""

    NOTE = "note"
    VISIT_NOTE = "visit-note"
    IMPORTED = "imported"
    GOAL = "goal"


class SafeToLeave(StrEnum):
    """Asked before a visit is finished; no answer is an answer too."""

    YES = "yes"
    NO = "no"
