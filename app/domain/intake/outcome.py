"""What reading a file came to: the clients in it, what is wrong, what to look at, and what was left aside."""

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as filled

from app.domain.errors import RuleBroken
from app.domain.intake.person import IncomingClient
from app.domain.words import N_


@dataclass(frozen=True)
class Fault:
    """Something wrong that keeps the whole file out. ``why`` is English with ``{names}`` filled from ``values``.

    ``line`` counts from 1 as an editor shows it. ``where`` is the path inside a JSON file (``entry[4].resource.name``);
    in a table it is the sheet, or empty. ``field`` is the column, or the last name of the path.
    """

    file: str
    where: str
    field: str
    why: str
    values: Mapping[str, object] = filled(default_factory=dict)
    line: int | None = None


@dataclass(frozen=True)
class Remark:
    """Something a nurse should look at; it keeps nothing out. The fields are those of ``Fault``."""

    file: str
    where: str
    field: str
    why: str
    values: Mapping[str, object] = filled(default_factory=dict)
    line: int | None = None


@dataclass(frozen=True)
class LeftAside:
    """How many of one kind were not taken in, and why."""

    kind: str
    reason: str
    count: int


@dataclass(frozen=True)
class Intake:
    """One file, read. ``clients`` are those that were understood whole: with any fault they are for looking at only."""

    file: str
    clients: tuple[IncomingClient, ...] = ()
    faults: tuple[Fault, ...] = ()
    remarks: tuple[Remark, ...] = ()
    left_aside: tuple[LeftAside, ...] = ()

    @property
    def is_whole(self) -> bool:
        return not self.faults

    def to_take(self) -> tuple[IncomingClient, ...]:
        """The clients, all or none: a file with a fault is refused as a whole."""
        if self.faults:
            raise RuleBroken(
                N_("Nothing was taken in from “{file}”: {count} things in it are wrong."),
                code="file-has-faults",
                file=self.file,
                count=len(self.faults),
            )
        return self.clients
