"""A United Kingdom postcode: how it is written, and the point on the ground it stands for."""

import re
from dataclasses import dataclass

from app.domain.errors import FieldWrong
from app.domain.words import N_

SHAPE = re.compile(r"([A-Z]{1,2}[0-9][0-9A-Z]?|NPT)([0-9][A-Z]{2})")
"""Outward and inward code, as BS 7666 shapes them, and old Newport addresses. Nobody lives in ``GIR 0AA``."""

NOT_A_POSTCODE = N_("This is not a postcode. Write it such as IP33 1AA.")
NOT_KNOWN = N_("We do not know this postcode, so the address has no point on the map. You can save it as it is.")


@dataclass(frozen=True)
class Point:
    """Degrees in WGS 84, exact to four decimals, which is about ten metres: a street, not a door."""

    latitude: float
    longitude: float


def normal(text: str) -> str | None:
    """``IP33 1AA`` out of ``ip331aa`` or `` IP33  1AA ``; nothing when it cannot be a postcode."""
    shaped = SHAPE.fullmatch("".join(text.split()).upper())
    return f"{shaped[1]} {shaped[2]}" if shaped else None


def checked(text: str, *, field: str = "postcode") -> str:
    postcode = normal(text)
    if postcode is None:
        raise FieldWrong(field, NOT_A_POSTCODE)
    return postcode


def district(postcode: str) -> str:
    """``IP33`` of ``IP33 1AA``: as near as a nurse's own start point is kept unless she agrees to more."""
    return postcode.partition(" ")[0]
