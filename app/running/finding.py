"""One thing the doctor looked at."""

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    OK = "ok"
    WARN = "warn"
    BAD = "bad"


@dataclass(frozen=True)
class Finding:
    """What was looked at, what was found, and what to do about it where something is wrong."""

    level: Level
    what: str
    found: str
    do: str = ""


def ok(what: str, found: str) -> Finding:
    return Finding(Level.OK, what, found)


def warn(what: str, found: str, do: str) -> Finding:
    return Finding(Level.WARN, what, found, do)


def bad(what: str, found: str, do: str) -> Finding:
    return Finding(Level.BAD, what, found, do)
