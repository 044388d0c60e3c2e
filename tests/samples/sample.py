"""How a command is sent by the suite that every command must pass, and what is special about it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from tests.cast import Cast, Person
from tests.circle import Circle

Body = Mapping[str, Any]
Make = Callable[[Circle, Person], Body]


@dataclass(frozen=True)
class Sample:
    """How a command is sent in the ``Circle``, and what is special about it."""

    body: Make
    other: Body
    """What makes it another body under the same operation."""
    refused: Body
    """What makes the action or the form refuse it; without it the same form goes through."""
    guest: int = 200
    """What a guest is answered: 403 where she has no voice."""
    names_rows: bool = True
    """It names a row of the team, which another team's nurse cannot find."""
    changes_nothing: bool = False
    """All it leaves is its line in the journal."""
    ends_access: str = ""
    """Why whoever sends it twice is not answered twice."""


def once(cast: Cast, name: str, make: Callable[[], Any]) -> Any:
    """Made when it is first asked for: whoever asks next is given the same."""
    made: dict[str, Any] = cast.__dict__.setdefault("_samples", {})
    if name not in made:
        made[name] = make()
    return made[name]


def gathered(
    bodies: Mapping[str, Callable[[Cast], Body]], others: Mapping[str, Body], refusals: Mapping[str, Body]
) -> dict[str, Sample]:
    """A word's own list of bodies as samples. Who says nothing else is refused for a client whom nobody knows."""
    nobody = {"client": str(uuid4())}
    return {
        name: Sample(_for_anybody(make), other=others.get(name, nobody), refused=refusals.get(name, nobody))
        for name, make in bodies.items()
    }


def _for_anybody(make: Callable[[Cast], Body]) -> Make:
    return lambda circle, _me: make(circle)
