"""Ids and chance that can be repeated: each day of each team has its own, so that more weeks change no other day."""

import random
from datetime import datetime
from uuid import UUID

SHAPE = 7 << 76 | 2 << 62
LOW, HIGH = (1 << 62) - 1, 0xFFF


def chance(*of: object) -> random.Random:
    """The same words give the same chance."""
    return random.Random("/".join(str(one) for one in of))  # noqa: S311 - repeatable on purpose; guards nothing


class Ids:
    """UUIDv7-shaped ids of a given moment; two that are made one after the other for one moment keep that order."""

    def __init__(self, luck: random.Random) -> None:
        self._bits = luck.getrandbits
        self._instant, self._high = 0, 0

    def at(self, moment: datetime) -> UUID:
        instant = int(moment.timestamp() * 1000)
        self._high = self._high + 1 if instant == self._instant and self._high < HIGH else self._bits(10)
        self._instant = instant
        return UUID(int=instant << 80 | SHAPE | self._high << 64 | self._bits(62) & LOW)
