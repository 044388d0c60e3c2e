"""Whether two records are one person, or two whom somebody could take for one another. A nurse decides; this says why.

Only what was told counts: no nickname is guessed, and a number that fails its check digit proves nothing. Here records
are compared pair by pair, before somebody comes in twice; ``similar_name`` warns in a list whose names two people share
how they begin or sound, and asks for no decision.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.domain.folding import fold
from app.domain.identifier import LABELS, Identifier, IdentifierKind
from app.domain.intake import IncomingClient
from app.domain.when import When
from app.domain.words import N_


class Likeness(StrEnum):
    SAME_NUMBER = "same-number"
    SAME_NAME_AND_BIRTH = "same-name-and-birth"
    SIMILAR = "similar"


CERTAIN = (Likeness.SAME_NUMBER, Likeness.SAME_NAME_AND_BIRTH)
"""These ask for a decision before anything is taken in; a similar name only warns."""


@dataclass(frozen=True)
class Known:
    """A person as far as telling them apart needs it. ``key`` is the caller's: an id, or a place in a file."""

    key: str
    given: str
    family: str
    known_as: str = ""
    birth: When | None = None
    identifiers: tuple[Identifier, ...] = ()


@dataclass(frozen=True)
class Match:
    """Two keys and why they may be one person; ``why`` is English with ``{names}``."""

    one: str
    other: str
    likeness: Likeness
    why: str
    values: Mapping[str, object]


@dataclass(frozen=True)
class _Folded:
    """What is compared, worked out once for each person."""

    known: Known
    family: str
    givens: frozenset[str]
    numbers: frozenset[tuple[IdentifierKind, str, str]]


def known(key: str, client: IncomingClient) -> Known:
    """An incoming client. A name told only as a whole counts its last word as the family name."""
    name = client.name
    given, family = name.given, name.family
    if not family and not given:
        given, _, family = name.text.rpartition(" ")
    return Known(key, given, family, client.known_as, client.birth, client.identifiers)


def find(incoming: Sequence[Known], existing: Sequence[Known] = ()) -> tuple[Match, ...]:
    """Every likeness of the incoming with those there and with each other, the certain ones first."""
    there, new = [_folded(one) for one in existing], [_folded(one) for one in incoming]
    found = [match for one, other in _pairs(new, there) if (match := _match(one, other))]
    return tuple(sorted(found, key=lambda match: list(Likeness).index(match.likeness)))


def _pairs(new: Sequence[_Folded], there: Sequence[_Folded]) -> Iterator[tuple[_Folded, _Folded]]:
    for place, one in enumerate(new):
        for other in (*there, *new[:place]):
            yield one, other


def _folded(person: Known) -> _Folded:
    """The first given name and the name they like; all of the family name, whose parts may come in one word or two."""
    givens = {fold(name).partition(" ")[0] for name in (person.given, person.known_as)} - {""}
    numbers = {
        (number.kind, number.system if number.kind is IdentifierKind.OTHER else "", number.normal)
        for number in person.identifiers
        if number.is_valid or (number.kind is IdentifierKind.OTHER and number.system)
    }
    return _Folded(person, fold(person.family).replace(" ", ""), frozenset(givens), frozenset(numbers))


def _match(one: _Folded, other: _Folded) -> Match | None:
    shared = one.numbers & other.numbers
    if shared:
        why = N_("Both have the same number ({kind}).")
        return Match(one.known.key, other.known.key, Likeness.SAME_NUMBER, why, {"kind": LABELS[min(shared)[0]]})
    told = _by_name(one, other)
    return Match(one.known.key, other.known.key, told[0], told[1], {}) if told else None


def _by_name(one: _Folded, other: _Folded) -> tuple[Likeness, str] | None:
    first, second = one.known.birth, other.known.birth
    if one.family and one.family == other.family:
        if one.givens & other.givens:
            return _same_name(first, second, are_numbered_apart=_are_numbered_apart(one, other))
        if _are_same_day(first, second):
            return Likeness.SIMILAR, N_("Both have this family name and were born on the same day.")
    if one.family in other.givens and other.family in one.givens:
        return Likeness.SIMILAR, N_("Given name and family name are the same two, the other way round.")
    if _are_near_names(one, other):
        return Likeness.SIMILAR, N_("The names differ in one letter.")
    return None


def _same_name(first: When | None, second: When | None, *, are_numbered_apart: bool) -> tuple[Likeness, str]:
    if _are_same_day(first, second):
        if are_numbered_apart:
            why = N_("Both have this name and birth date, but different numbers. One of the numbers may be wrong.")
            return Likeness.SAME_NAME_AND_BIRTH, why
        return Likeness.SAME_NAME_AND_BIRTH, N_("Both have this name and birth date.")
    if first is None or second is None or first.iso.startswith(second.iso) or second.iso.startswith(first.iso):
        return Likeness.SIMILAR, N_("Both have this name, and the birth dates agree as far as they are told.")
    if _are_turned_days(first, second):
        return Likeness.SIMILAR, N_(
            "Both have this name, and day and month of the birth dates are the other way round."
        )
    return Likeness.SIMILAR, N_("Both have this name. The birth dates differ.")


def _are_numbered_apart(one: _Folded, other: _Folded) -> bool:
    """Each has a valid number of the same kind, and they differ."""
    kinds = {number[0] for number in one.numbers} & {number[0] for number in other.numbers}
    return bool(kinds - {IdentifierKind.OTHER})


def _are_same_day(first: When | None, second: When | None) -> bool:
    return first is not None and second is not None and first.day is not None and first.day == second.day


def _are_turned_days(first: When, second: When) -> bool:
    one, other = first.day, second.day
    return bool(one and other and one.year == other.year and (one.month, one.day) == (other.day, other.month))


NEAR_FROM = 4
"""Shorter names differ in one letter too often to mean anything: Ann and Ian, Lee and Leo."""


def _are_near_names(one: _Folded, other: _Folded) -> bool:
    """The same family name and given names one letter apart, or the other way round."""
    if one.family and one.family == other.family:
        return any(_is_near(first, second) for first in one.givens for second in other.givens)
    return bool(one.givens & other.givens) and _is_near(one.family, other.family)


def _is_near(one: str, other: str) -> bool:
    """One letter more, fewer, other, or two neighbours changed round; in names long enough for that to be a slip."""
    if min(len(one), len(other)) < NEAR_FROM or abs(len(one) - len(other)) > 1 or one == other:
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    rest, that = one[start:], other[start:]
    is_turned = len(rest) > 1 and len(that) > 1 and rest[0] == that[1] and rest[1] == that[0] and rest[2:] == that[2:]
    return is_turned or rest[1:] == that[1:] or rest[1:] == that or rest == that[1:]
