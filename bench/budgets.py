"""The budgets of design.md section 8 that can be measured here, and what was measured against them."""

from collections.abc import Mapping
from dataclasses import dataclass

from bench.pages import PAGES

WORSE = 1.25
"""Times the best that was kept: more than that fails."""
QUIET = 1.0
"""The load above which times of the clock mean nothing."""


@dataclass(frozen=True)
class Budget:
    """``name`` is the figure; it must be at most ``most``."""

    name: str
    most: float
    what: str
    needs_quiet: bool = False


BUDGETS = (
    Budget("pages/round/reading_ratio", 8, "today's round, reading only, times its raw twin"),
    Budget("pages/round/whole_ratio", 13, "today's round with session and journal, times its raw twin"),
    Budget("pages/caseload/reading_ratio", 6, "the caseload, reading only, times its raw twin"),
    Budget("pages/caseload/whole_ratio", 8, "the caseload with session and journal, times its raw twin"),
    Budget("pages/round/statements", 7, "statements of today's round"),
    Budget("pages/caseload/statements", 7, "statements of the caseload"),
    Budget("pages/client/statements", 14, "statements of the client's page"),
    *(Budget(f"pages/{name}/differs", 0, f"bytes in which the twin of {name} differs") for name in PAGES),
    *(Budget(f"pages/{name}/raw", 25_000, f"bytes of HTML: {name}") for name in PAGES),
    *(Budget(f"pages/{name}/packed", 8_000, f"bytes of HTML compressed: {name}") for name in PAGES),
)


def told(result: Mapping[str, float], load: float) -> list[tuple[str, Budget, float]]:
    """``met``, ``over`` or ``not judged`` (the machine was busy) for each budget that was measured."""
    found = []
    for budget in BUDGETS:
        if budget.name in result:
            value = result[budget.name]
            word = "met" if value <= budget.most else "over"
            found.append(("not judged" if budget.needs_quiet and load > QUIET else word, budget, value))
    return found


def worse(result: Mapping[str, float], best: Mapping[str, float]) -> list[str]:
    """Ratios that have grown by a quarter since the best that was kept."""
    return [
        f"{name} is {result[name]:.2f}, more than {WORSE} times the best kept, {kept:.2f}"
        for name, kept in best.items()
        if name in result and result[name] > kept * WORSE
    ]
