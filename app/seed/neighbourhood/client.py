"""How a client of the demonstration is described: as a nurse would tell a colleague about her."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from app.domain.network_map import Ring, TieKind

HOME, FAMILY, FORMAL = Ring.HOUSEHOLD, Ring.INFORMAL, Ring.FORMAL
STRONG, ORDINARY, WEAK, STRESSFUL = TieKind.STRONG, TieKind.ORDINARY, TieKind.WEAK, TieKind.STRESSFUL


@dataclass(frozen=True)
class Around:
    """Somebody around a client. ``born`` and ``school`` are told of children in the house."""

    name: str
    relation: str
    ring: Ring
    tie: TieKind | None = None
    hours: float | None = None
    helps: str = ""
    kin: bool = False
    phone: bool = True
    strain: tuple[int, str] | None = None
    """0 to 3, and whose view that is: ``own``, ``client`` or ``team``."""
    born: str = ""
    school: str = ""
    young_helper: bool = False


@dataclass(frozen=True)
class Care:
    """What the team does for a client, again and again (``care.py`` knows the kinds)."""

    kind: str
    often: str
    """``daily``, ``alternate``, ``fortnightly`` or how many times a week."""
    at: str
    minutes: int = 0
    """As the kind has it, when left out."""
    values: dict[str, float] = field(default_factory=dict)
    """Where this client's measurements lie, when not where most people's do."""
    tasks: Sequence[str] = ()
    """More that is done at these visits."""
    since: int = 0
    """Days ago from which, when not as long as the client is with the team."""
    until: int = -30
    """Days ago until which; far ahead when not said."""


@dataclass(frozen=True)
class Decided:
    """A decision with its paper; ``ago`` in days."""

    kind: str
    ago: int
    by: str
    paper: str = ""
    text: str = ""


@dataclass(frozen=True)
class Problem:
    """An Omaha problem by its code, its signs, and its ratings from the first to the newest: ``"333 343 344"``."""

    code: str
    signs: str
    """Their numbers within the problem: ``"01 07"``."""
    ratings: str
    note: str = ""
    nature: str = "actual"
    whose: str = "individual"


@dataclass(frozen=True, kw_only=True)
class Someone:
    """A client. Telephone and NHS numbers are given out by ``numbers.py``, so that nobody real is rung."""

    given: str
    family: str
    known: str = ""
    born: str
    gender: str
    address: str
    postcode: str
    phone_note: str = ""
    way_in: str = ""
    nurses: str
    """First names of the named nurses, one or two."""
    ago: int
    """Days since she came to the team."""
    came: str
    """Why she was referred: one line."""
    care: Sequence[Care] = ()
    conditions: Sequence[str] = ()
    """``Name`` or ``Name | since when``."""
    allergies: Sequence[tuple[str, str]] | None = None
    """With the reaction. Empty: none known. None: nobody has asked yet."""
    medicines: Sequence[str] = ()
    """``Name | dose`` or ``Name | dose | when it must be given``."""
    warnings: Sequence[tuple[str, str]] = ()
    decisions: Sequence[Decided] = ()
    safe: tuple[str, str] | None = None
    """Where the key safe is, and its code."""
    matters: str = ""
    """In the client's own words."""
    language: str = "English"
    interpreter: str = ""
    understanding: str = ""
    people: Sequence[Around] = ()
    problems: Sequence[Problem] = ()
    own: Sequence[str] = ()
    """What nurses note about this client and no other."""
    shut: tuple[str, str, str, int] | None = None
    """Record closed to a member: ``excluded`` or ``conflict``, her first name, the reason, days ago."""
    alike: bool = False
    """Somebody with a name like this was here before, and the nurse looked."""
    referred: bool = False
    """Still waiting for the first visit."""

    @property
    def key(self) -> str:
        return f"{self.known or self.given.split()[0]} {self.family}".lower().replace(" ", "-")

    @property
    def named(self) -> tuple[str, ...]:
        return tuple(self.nurses.split())


def home(name: str, relation: str, hours: float | None = None, helps: str = "", **more: Any) -> Around:
    """Somebody who lives with the client."""
    return Around(name, relation, HOME, **{"tie": STRONG, "hours": hours, "helps": helps, **more})


def family(name: str, relation: str, hours: float | None = None, helps: str = "", **more: Any) -> Around:
    """Family, friends and neighbours who live elsewhere."""
    return Around(name, relation, FAMILY, **{"tie": ORDINARY, "hours": hours, "helps": helps, **more})


def formal(name: str, relation: str, **more: Any) -> Around:
    """Somebody who comes because of their work, and is not of the team."""
    return Around(name, relation, FORMAL, **more)
