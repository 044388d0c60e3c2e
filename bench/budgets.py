"""The budgets of design.md section 8 that can be measured here, and what was measured against them."""

from collections.abc import Mapping
from dataclasses import dataclass

from bench.growth import GROWN
from bench.pages import PAGES
from bench.weight import FRAGMENTS

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
    Budget("served/round/reading_ratio", 8, "today's round, reading only, times its raw twin"),
    Budget("served/round/whole_ratio", 13, "today's round with session and journal, times its raw twin"),
    Budget("served/caseload/reading_ratio", 6, "the caseload, reading only, times its raw twin"),
    Budget("served/caseload/whole_ratio", 8, "the caseload with session and journal, times its raw twin"),
    *(
        Budget(f"growth/{base}/{what}/{page}/ratio", most, f"{page} on {base}, {words}")
        for base in ("sqlite", "postgresql")
        for what, most, words in (
            ("history", 1.15, "two years of history against a month"),
            ("teams", 1.25, "twenty teams against one"),
        )
        for page in GROWN
    ),
    *(
        Budget(f"growth/{base}/visits/ratio", 1.3, f"a client with 2,000 visits against one with 20, on {base}")
        for base in ("sqlite", "postgresql")
    ),
    Budget("writers/ratio", 20, "twelve nurses saving at once, the slowest of a hundred against the usual", True),
    Budget("writers/refused", 0, "of their saves, refused"),
    Budget("writers/lost", 0, "of what was answered as saved, lost"),
    Budget("pages/round/statements", 7, "statements of today's round"),
    Budget("pages/caseload/statements", 7, "statements of the caseload"),
    Budget("pages/client/statements", 14, "statements of the client's page"),
    *(Budget(f"pages/{name}/differs", 0, f"bytes in which the twin of {name} differs") for name in PAGES),
    *(Budget(f"pages/{name}/raw", 25_000, f"bytes of HTML: {name}") for name in PAGES),
    *(Budget(f"pages/{name}/packed", 8_000, f"bytes of HTML compressed: {name}") for name in PAGES),
    *(Budget(f"fetched/{name}/requests", 8, f"requests for the page and its files: {name}") for name in PAGES),
    *(Budget(f"fetched/{name}/scripts", 30_000, f"bytes of the page's scripts compressed: {name}") for name in PAGES),
    *(Budget(f"fragments/{name}", 3_000, f"bytes of a part of a page compressed: {name}") for name in FRAGMENTS),
    Budget("files/scripts", 33_000, "bytes of all scripts compressed, the map's 3,000 among them"),
    Budget("files/styles", 12_000, "bytes of all styles compressed"),
    Budget("start/seconds", 2, "seconds until the server is ready on an existing database", True),
    Budget("start/processor", 2, "seconds of processor until then"),
)
"""Not here: 800 teams, open streams, a small box, a tablet's paint and touch."""


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
