"""One person out of a file as she is kept until she is taken in: JSON, compressed."""

import zlib
from dataclasses import dataclass

from pydantic import TypeAdapter

from app.domain.intake import IncomingClient
from app.domain.postcode import Point


@dataclass(frozen=True)
class Staged:
    """The person as read, and the point of her postcode where it is known."""

    client: IncomingClient
    point: Point | None = None


_ADAPTER: TypeAdapter[Staged] = TypeAdapter(Staged)


class Unstorable(ValueError):
    """There is a sign in it that no database keeps: a NUL, or half a sign."""


def packed(staged: Staged) -> bytes:
    try:
        text = _ADAPTER.dump_json(staged)
    except ValueError as fault:
        raise Unstorable from fault
    if b"\\u0000" in text:
        raise Unstorable
    return zlib.compress(text, 6)


def unpacked(content: bytes) -> Staged:
    return _ADAPTER.validate_json(zlib.decompress(content))
