"""Measurements that drift as a person's do: near where they were last time, round where they usually lie."""

import random
from collections.abc import Mapping

from app.seed.neighbourhood.care import Vital

HOLD = 0.6
"""How much of the last deviation stays."""


class Drift:
    """One client's values, from visit to visit; ``usual`` says where hers lie, when not where most people's do."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._away: dict[str, float] = {}

    def next(self, vitals: tuple[Vital, ...], usual: Mapping[str, float]) -> dict[str, str]:
        return {vital.kind: self._one(vital, usual.get(vital.kind, vital.usual)) for vital in vitals}

    def follow(self, vitals: tuple[Vital, ...], told: Mapping[str, str], usual: Mapping[str, float]) -> None:
        """What a story says was measured is where the next values come from."""
        for vital in vitals:
            if vital.kind in told:
                self._away[vital.kind] = float(told[vital.kind]) - usual.get(vital.kind, vital.usual)

    def _one(self, vital: Vital, usual: float) -> str:
        away = self._away.get(vital.kind, 0.0) * HOLD + self._chance.gauss(0, vital.spread)
        self._away[vital.kind] = away
        return f"{min(max(usual + away, vital.least), vital.most):.{vital.decimals}f}"
