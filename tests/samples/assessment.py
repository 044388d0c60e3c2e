"""Bodies of the commands about assessments, problems and ratings."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from tests.assessments import (
    PAIN,
    SKIN,
    assessment,
    begun,
    changed,
    ended,
    finished,
    problem,
    rated,
    rating,
    recorded,
)
from tests.cast import Cast
from tests.samples.sample import Body, gathered, once


def going(cast: Cast) -> UUID:
    """Peggy's unfinished assessment."""
    return UUID(str(once(cast, "assessment", lambda: assessment(cast))))


def circulation(cast: Cast) -> UUID:
    """An open problem of Peggy's, rated once."""
    return UUID(str(once(cast, "problem", lambda: _rated(cast))))


def _rated(cast: Cast) -> UUID:
    made = problem(cast)
    rating(cast, made)
    return made


def pain(cast: Cast) -> UUID:
    """A problem of Peggy's that was ended."""
    now = cast.kring.clock.now
    return UUID(str(once(cast, "ended problem", lambda: problem(cast, PAIN, ended_at=now, ended_why="Healed"))))


BODIES: dict[str, Callable[[Cast], dict[str, Any]]] = {
    "begin-assessment": begun,
    "change-problem": lambda cast: changed(cast, circulation(cast)),
    "end-problem": lambda cast: ended(cast, circulation(cast)),
    "finish-assessment": lambda cast: finished(cast, going(cast)),
    "rate-problem": lambda cast: rated(cast, circulation(cast), because="She weighs herself now."),
    "record-problem": lambda cast: recorded(cast, SKIN, assessment=going(cast)),
    "reopen-problem": lambda cast: ended(cast, pain(cast), why="It is back."),
}

OTHERS: Mapping[str, Body] = {
    "change-problem": {"note": "Since the new tablets."},
    "end-problem": {"why": "Recorded by mistake"},
    "finish-assessment": {"summary": "All well."},
    "rate-problem": {"because": "She weighs herself daily."},
    "record-problem": {"note": "Left heel."},
    "reopen-problem": {"why": "Ended too early"},
}
SAMPLES = gathered(BODIES, OTHERS, {})
