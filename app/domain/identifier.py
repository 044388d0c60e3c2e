"""The numbers by which the services know a person, and what their check digits say about them.

A number that fails is still carried, so that a nurse can see what was written, but it carries a flag and the
reason, and it never takes the form of a right one: ``shown`` groups the digits of a valid number only.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.words import N_


class IdentifierKind(StrEnum):
    NHS_NUMBER = "nhs-number"
    CHI = "chi"
    BSN = "bsn"
    OTHER = "other"


LABELS: Mapping[IdentifierKind, str] = {
    IdentifierKind.NHS_NUMBER: N_("NHS number"),
    IdentifierKind.CHI: N_("CHI number"),
    IdentifierKind.BSN: N_("BSN"),
    IdentifierKind.OTHER: N_("Other number"),
}


class Standing(StrEnum):
    VALID = "valid"
    WRONG = "wrong"
    UNCHECKED = "unchecked"
    """A number of somebody else's, for which we know no check digit."""


@dataclass(frozen=True)
class Identifier:
    """A number as told. ``normal`` is what is stored and compared; ``why`` is an English sentence when it is wrong."""

    kind: IdentifierKind
    normal: str
    standing: Standing
    why: str = ""
    system: str = ""

    @property
    def is_valid(self) -> bool:
        """Only a number whose check digit was worked out and found right."""
        return self.standing is Standing.VALID

    @property
    def shown(self) -> str:
        """The usual grouping for a valid number, the bare text for any other."""
        return GROUPINGS[self.kind](self.normal) if self.is_valid else self.normal

    @property
    def is_for_tests(self) -> bool:
        """NHS numbers from 999 000 0000 are set aside for tests and demonstrations and belong to nobody."""
        return self.kind is IdentifierKind.NHS_NUMBER and self.is_valid and self.normal.startswith("999")


def check(kind: IdentifierKind, text: str, *, system: str = "") -> Identifier:
    """What this text is worth as a number of this kind. Spaces, dots and hyphens between figures do not matter."""
    if kind is IdentifierKind.OTHER:
        return Identifier(kind, " ".join(text.split()), Standing.UNCHECKED, system=system)
    digits = _bare(text)
    if kind is IdentifierKind.BSN and len(digits) == 8:
        digits = f"0{digits}"
    why = CHECKS[kind](digits) if digits else N_("Write the number.")
    return Identifier(kind, digits, Standing.WRONG if why else Standing.VALID, why, system)


def _bare(text: str) -> str:
    return "".join(sign for sign in text if not sign.isspace() and sign not in ".-\u2010\u2011\u2012\u2013\u200b")


def _is_plain(digits: str) -> bool:
    """ASCII figures only: ``isdigit`` alone would let superscripts and other scripts' figures through."""
    return digits.isascii() and digits.isdigit()


def _eleven(digits: str) -> bool:
    """Modulus 11 as the NHS Data Dictionary gives it for NHS NUMBER: weights 10 to 2, 11 less the remainder; 11
    counts as 0, and 10, which no figure equals, means that the number was never given out."""
    rest = 11 - sum(int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False)) % 11
    return rest % 11 == int(digits[9])


def _nhs_fault(digits: str) -> str:
    if not _is_plain(digits):
        return N_("An NHS number has figures only.")
    if len(digits) != 10:
        return N_("An NHS number has 10 figures.")
    if len(set(digits)) == 1:
        return N_("Ten times the same figure is nobody’s NHS number.")
    if not _eleven(digits):
        return N_("This is not a right NHS number: its last figure does not fit the others. Look again at each figure.")
    return ""


def _chi_fault(digits: str) -> str:
    """Scotland's Community Health Index: the day of birth as DDMMYY, then four figures, the same modulus 11."""
    if not _is_plain(digits):
        return N_("A CHI number has figures only.")
    if len(digits) != 10:
        return N_("A CHI number has 10 figures, the first may be 0.")
    if not _is_day(digits[:6]):
        return N_("A CHI number begins with the day of birth, such as 241142.")
    if not _eleven(digits):
        return N_("This is not a right CHI number: its last figure does not fit the others. Look again at each figure.")
    return ""


def _is_day(six: str) -> bool:
    """Whether DDMMYY can be a day; the century is not told, so 29 February counts when either century has it."""
    for century in (1900, 2000):
        try:
            date(century + int(six[4:]), int(six[2:4]), int(six[:2]))
        except ValueError:
            continue
        return True
    return False


def _bsn_fault(digits: str) -> str:
    """The Dutch burgerservicenummer: nine figures, weights 9 to 2 and -1, the sum divides by 11 (the "elfproef")."""
    if not _is_plain(digits):
        return N_("A BSN has figures only.")
    if len(digits) != 9:
        return N_("A BSN has 9 figures.")
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    total = sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True))
    if total % 11 or not int(digits):
        return N_("This is not a right BSN: its figures do not fit together. Look again at each figure.")
    return ""


CHECKS: Mapping[IdentifierKind, Callable[[str], str]] = {
    IdentifierKind.NHS_NUMBER: _nhs_fault,
    IdentifierKind.CHI: _chi_fault,
    IdentifierKind.BSN: _bsn_fault,
}

GROUPINGS: Mapping[IdentifierKind, Callable[[str], str]] = {
    IdentifierKind.NHS_NUMBER: lambda digits: f"{digits[:3]} {digits[3:6]} {digits[6:]}",
    IdentifierKind.CHI: lambda digits: f"{digits[:6]} {digits[6:]}",
    IdentifierKind.BSN: lambda digits: digits,
    IdentifierKind.OTHER: lambda text: text,
}
