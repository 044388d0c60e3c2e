"""A careful walk over JSON of unknown shape: each wrong type becomes a fault at its path, never an exception."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from app.domain.folding import can_be_kept
from app.domain.intake import Origin
from app.domain.when import When, from_iso
from app.domain.words import N_
from app.exchange.fhir_in.place import Places, Step, shown

LONG, SHORT = 20_000, 400
"""The most signs of a note, and of a name or a word."""


@dataclass(frozen=True)
class Noted:
    """A fault or remark before its line is known."""

    path: tuple[Step, ...]
    why: str
    values: Mapping[str, object]


@dataclass
class Reading:
    """One file being read: what was found wrong, what to look at, and what was left aside, by kind and reason."""

    file: str
    today: date
    places: Places
    faults: list[Noted] = field(default_factory=list)
    remarks: list[Noted] = field(default_factory=list)
    aside: dict[tuple[str, str], int] = field(default_factory=dict)

    def leave(self, kind: str, reason: str, count: int = 1) -> None:
        self.aside[kind, reason] = self.aside.get((kind, reason), 0) + count


@dataclass(frozen=True, eq=False)
class Node:
    """A JSON object and where it stands. Absent and null are the same: nothing said."""

    value: Mapping[str, object]
    path: tuple[Step, ...]
    reading: Reading
    full_url: str = ""

    @property
    def kind(self) -> str:
        """The resource type, bare enough to be shown; empty when it has none."""
        told = self.value.get("resourceType")
        return told[:64] if isinstance(told, str) and told.isascii() and told.isalnum() else ""

    @property
    def origin(self) -> Origin:
        line = self.reading.places.line(self.path[:2])
        return Origin(self.reading.file, shown(self.path), self.kind, self.text("id"), self.full_url, line)

    def fault(self, name: str, why: str, **values: object) -> None:
        self.reading.faults.append(Noted((*self.path, name) if name else self.path, why, values))

    def remark(self, name: str, why: str, **values: object) -> None:
        self.reading.remarks.append(Noted((*self.path, name) if name else self.path, why, values))

    def has(self, name: str) -> bool:
        return self.value.get(name) not in (None, "", [], {})

    def child(self, name: str) -> "Node | None":
        told = self.value.get(name)
        if told is None:
            return None
        if not isinstance(told, dict):
            self.fault(name, N_("An object is expected here."))
            return None
        return Node(told, (*self.path, name), self.reading)

    def children(self, name: str) -> "list[Node]":
        """The objects of a list."""
        found = []
        for one, path in self._items(name):
            if isinstance(one, dict):
                found.append(Node(one, path, self.reading))
            else:
                self._wrong(path, N_("An object is expected here."))
        return found

    def texts(self, name: str, *, most: int = SHORT) -> list[str]:
        """The words of a list; null holds a place there for an extension and is passed over."""
        found = []
        for one, path in self._items(name):
            if one is not None:
                found.append(self._words(one, path, most))
        return [text for text in found if text]

    def _items(self, name: str) -> list[tuple[object, tuple[Step, ...]]]:
        told = self.value.get(name)
        if told is None:
            return []
        if not isinstance(told, list):
            self.fault(name, N_("A list is expected here."))
            return []
        return [(one, (*self.path, name, place)) for place, one in enumerate(told)]

    def _wrong(self, path: tuple[Step, ...], why: str, **values: object) -> None:
        self.reading.faults.append(Noted(path, why, values))

    def text(self, name: str, *, most: int = SHORT) -> str:
        """The words at this name, trimmed; empty when nothing is said or when it is wrong (then with a fault)."""
        told = self.value.get(name)
        return "" if told is None else self._words(told, (*self.path, name), most)

    def _words(self, told: object, path: tuple[Step, ...], most: int) -> str:
        if not isinstance(told, str):
            self._wrong(path, N_("Words are expected here."))
            return ""
        if len(told) > most:
            self._wrong(path, N_("This is {count} signs long; at most {most} can be kept."), count=len(told), most=most)
            return ""
        if not can_be_kept(told):
            self._wrong(path, N_("This holds signs that are not text."))
            return ""
        return told.strip()

    def flag(self, name: str) -> bool | None:
        told = self.value.get(name)
        if told is None or isinstance(told, bool):
            return told
        self.fault(name, N_("True or false is expected here."))
        return None

    def number(self, name: str) -> Decimal | None:
        told = self.value.get(name)
        if told is None:
            return None
        if not isinstance(told, Decimal):
            self.fault(name, N_("A number is expected here."))
            return None
        if told and not -15 < told.adjusted() < 15:
            self.fault(name, N_("This number is too large or too small to be a measurement."))
            return None
        return told

    def when(self, name: str) -> When | None:
        """A date or time, as precise as told. A time without its zone counts as its day, with a remark."""
        told = self.text(name)
        if not told:
            return None
        found = from_iso(told)
        if found is None:
            self.fault(name, N_("“{text}” is not a date that exists. FHIR writes dates as 1942-11-24."), text=told[:40])
        elif "T" in told and found.instant is None:
            self.remark(name, N_("“{text}” does not say its time zone, so only the day is taken."), text=told[:40])
        return found
