"""The point on the ground of a postcode. Looked up before a unit of work begins: it reads a file."""

from functools import cache
from typing import Any
from uuid import UUID

from app.actions.register import Secrets
from app.domain.postcode import Point
from app.exchange.postcode import Postcodes


@cache
def postcodes() -> Postcodes:
    """The shipped postcodes, opened once a process."""
    return Postcodes()


def point_of(postcode: str | None) -> Point | None:
    return postcodes().point(postcode) if postcode else None


def prepare_point(_team: UUID, wish: Any, _secrets: Secrets) -> Point | None:
    """For a command with a ``postcode``: ``moment.prepared`` is its point, or nothing when it is not known."""
    return point_of(wish.postcode)
