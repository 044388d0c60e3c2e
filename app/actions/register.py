"""The register of named commands: every change a member can make, by name, with its model and its action.

Pages bind forms to these, ``POST /api/commands/<name>`` takes them as JSON, and the tests that every command must pass
are made from this register (design.md section 5).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Annotated, Any, Protocol, TypeVar
from uuid import UUID

from pydantic import UUID7, AfterValidator, BaseModel, ConfigDict, StringConstraints
from pydantic_core import PydanticCustomError
from sqlmodel import Session

from app.actions.told import ToldAt
from app.domain.words import N_
from app.queries.access import Nurse


class Command(BaseModel):
    """What a person asks for, as she filled it in. Unknown fields are refused, spaces at the ends are dropped."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True, allow_inf_nan=False)


class AlsoSuspended(Command):
    """About her own membership, and hers to send also while she is suspended and reads nothing."""


class Happened(Command):
    """Something that has happened, at the tablet's word. It may come late, also from somebody who left in between."""

    happened_at: ToldAt


@dataclass(frozen=True)
class Moment:
    """What a unit of work may not make itself, because it may be run again: the time, fresh ids, things prepared."""

    now: datetime
    ids: tuple[UUID, ...]
    prepared: Any = None


@dataclass(frozen=True)
class Done:
    """What an action did: the answer (JSON), what it was about (``kind/id``) and which clients it touched."""

    answer: Mapping[str, Any] = field(default_factory=dict)
    about: str = ""
    clients: tuple[str, ...] = ()
    again: bool = False
    """True when an operation was sent before and this is the stored answer."""
    reason: str = ""
    """What stands beside the line, for people to read."""


class Secrets(Protocol):
    """The part of the key file that a command may prepare with."""

    @property
    def current(self) -> str: ...

    def link_secret(self, kind: str, team_id: UUID, row_id: UUID, *, key_id: str) -> str: ...
    def encrypt(self, purpose: str, text: str) -> str: ...


C = TypeVar("C", bound=Command)
Action = Callable[[Session, Nurse, Any, Moment], Done]
Prepare = Callable[[UUID, Any, Secrets], Any]


@dataclass(frozen=True)
class Registered:
    """A command in the register."""

    name: str
    model: type[Command]
    action: Action
    version: int
    prepare: Prepare | None


REGISTER: dict[str, Registered] = {}


def registered(
    name: str, model: type[Command], *, version: int = 1, prepare: Prepare | None = None
) -> Callable[[Action], Action]:
    """Put an action into the register under its public name. ``prepare`` runs before the unit (secrets, hashes)."""

    def enter(action: Action) -> Action:
        if name in REGISTER:
            raise ValueError(f"two commands are called {name}")
        REGISTER[name] = Registered(name, model, action, version, prepare)
        return action

    return enter


def _storable(text: str) -> str:
    if any((ord(sign) < 32 and sign not in "\n\r\t") or 0xD800 <= ord(sign) <= 0xDFFF for sign in text):
        raise PydanticCustomError("unstorable", N_("There is a sign in this that cannot be stored. Type it again."))
    return text


def _one_line(text: str) -> str:
    if "\n" in text or "\r" in text:
        raise PydanticCustomError("one_line", N_("Write this on one line."))
    return text


NewId = UUID7
"""The id of a row that the command makes, made by whoever sends it."""

VERSION_MOST = 2**31 - 1
"""What a version's column holds; a larger number names no version that anybody has seen."""

LINE_LIMIT = 200
NOTE_LIMIT = 20_000

Line = Annotated[
    str,
    StringConstraints(min_length=1, max_length=LINE_LIMIT),
    AfterValidator(_storable),
    AfterValidator(_one_line),
]
"""A short text on one line that must be filled in."""
OptionalLine = Annotated[
    str, StringConstraints(max_length=LINE_LIMIT), AfterValidator(_storable), AfterValidator(_one_line)
]
Note = Annotated[str, StringConstraints(min_length=1, max_length=NOTE_LIMIT), AfterValidator(_storable)]
"""Free text that must be filled in."""
OptionalNote = Annotated[str, StringConstraints(max_length=NOTE_LIMIT), AfterValidator(_storable)]
