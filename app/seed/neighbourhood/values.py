"""Measurements that drift as a person's do: near where they were last time, round where they usually lie."""

import random
from collections.abc import Mapping

from app.seed.neighbourhood.care import Vital

HOLD = 0.6
"""How much of the last deviation stays."""


class Drift:
    """One client's values, from visit to visit."""

    def __init__(self, chance: random.Random, usual: Mapping[str, float]) -> None:
        self._chance, self._usual = chance, usual
        self._away: dict[str, float] = {}

    def next(self, vitals: tuple[Vital, ...]) -> dict[str, str]:
        return {vital.kind: self._one(vital) for vital in vitals}

    def follow(self, vitals: tuple[Vital, ...], told: Mapping[str, str]) -> None:
        """What a story says was measured is where the next values come from."""
        for vital in vitals:
            if vital.kind in told:
                self._away[vital.kind] = float(told[vital.kind]) - self._usual.get(vital.kind, vital.usual)

    def _one(self, vital: Vital) -> str:
        away = self._away.get(vital.kind, 0.0) * HOLD + self._chance.gauss(0, vital.spread)
        self._away[vital.kind] = away
        value = self._usual.get(vital.kind, vital.usual) + away
        return f"{min(max(value, vital.least), vital.most):.{vital.decimals}f}"
