"""The parts of which a note is made."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Phrases:
    """What was found, done and seen, and what comes next. ``rung`` are for days on which a surgery answers."""

    found: Sequence[str]
    did: Sequence[str]
    saw: Sequence[str]
    plan: Sequence[str]
    rung: Sequence[str] = ()
