"""``python -m bench``: measures, says which budgets are met, and ends with 1 when one is over or a ratio has grown.

``--only round,caseload --quick`` measures those pages alone in half a minute and keeps nothing. Milliseconds are told
with the load of the machine beside them and decide nothing; ratios, counts and weights do.
"""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from app.cli.console import bar
from bench import growth, pages, served, weight, writers
from bench.budgets import QUIET, told, worse
from bench.house import House, Size, sqlite_house
from bench.keeping import best, flat, keep_best, keep_result
from bench.pages import Care

MONTH, QUARTER, YEARS, MANY = Size(1, 4), Size(1, 12), Size(1, 104), Size(20, 12)
PARTS = ("start", "growth", "postgresql", "writers")
"""Beside the pages."""
SERVED = ("round", "caseload", "client")


class Bench:
    """One run: what was asked for, and what was measured so far."""

    def __init__(self, asked: argparse.Namespace, folder: Path) -> None:
        self.asked, self.folder = asked, folder
        self.care = Care(rounds=3, looks=30) if asked.quick else Care()
        self.result: dict[str, Any] = {}
        self.made: dict[str, float] = {}

    def wants(self, part: str) -> bool:
        return part in self.asked.only if self.asked.only else not self.asked.quick or part not in PARTS

    def run(self) -> None:
        with self.house(MONTH) as month:
            self.pages(month)
            self.weights(month)
            if self.wants("growth"):
                self.growth(month)
            if self.wants("writers"):
                say("twelve nurses save at once")
                self.result["writers"] = writers.measure(month)
        if self.wants("postgresql"):
            self.postgresql()

    @contextmanager
    def house(self, size: Size) -> Iterator[House]:
        began = time.perf_counter()
        with bar(f"making {size}", size.teams * (size.weeks + 1)) as steps:
            made = sqlite_house(self.folder / str(size).replace(" ", "-"), size, steps.done)
            house = made.__enter__()
        took = time.perf_counter() - began
        self.made[f"sqlite, {size}"] = house.rows / took
        say(f"made {size}: {house.rows} rows, {house.rows / took:.0f} a second")
        try:
            yield house
        finally:
            made.__exit__(None, None, None)

    def pages(self, house: House) -> None:
        names = [name for name in pages.PAGES if self.wants(name)]
        if names:
            say(HEAD)
        for name in names:
            one = pages.measure(house, name, self.care)
            self.result.setdefault("pages", {})[name] = one
            say(row(name, one) + f"{one['statements']:4.0f} {one['raw']:6.0f} {one['packed']:5.0f}")
        through = [name for name in names if name in SERVED]
        if through:
            self.result["served"] = served.measure(house, self.folder, through, self.care)
        for name in through:
            say(row(f"{name}, served", self.result["served"][name]))

    def weights(self, house: House) -> None:
        names = [name for name in pages.PAGES if self.wants(name)]
        if names:
            fetched = weight.fetched(house)
            self.result["fetched"] = {name: fetched[name] for name in names}
        self.result["fragments"] = weight.fragments(house)
        self.result["files"] = weight.files(house)
        if self.wants("start"):
            say("starting, three times")
            self.result["start"] = weight.start(house)

    def growth(self, month: House) -> None:
        found: dict[str, Any] = {}
        with self.house(YEARS) as years:
            say("a month against two years")
            found["history"] = growth.compare(month, years, self.care, growth.nothing)
            say("a client with 20 visits against one with 2,000")
            found["visits"] = growth.of_client(years, self.care, growth.nothing)
        if self.asked.size == "M":
            with self.house(QUARTER) as one, self.house(MANY) as many:
                say("one team against twenty")
                found["teams"] = growth.compare(one, many, self.care, growth.nothing)
        self.result["growth"] = {"sqlite": found}

    def postgresql(self) -> None:
        sizes = [MONTH, YEARS, *((QUARTER, MANY) if self.asked.size == "M" else ())]
        found: dict[str, Any] = {}
        with ExitStack() as stack:
            say("PostgreSQL: making " + "; ".join(map(str, sizes)))
            steps = stack.enter_context(bar("PostgreSQL", sum(size.teams * (size.weeks + 1) for size in sizes)))
            began = time.perf_counter()
            houses, database = stack.enter_context(growth.postgres_houses(sizes, self.folder, steps.done))
            rows = sum(house.rows for house in houses)
            self.made["postgresql"] = rows / (time.perf_counter() - began)
            say(f"made {rows} rows, {self.made['postgresql']:.0f} a second")
            found["history"] = growth.compare(houses[0], houses[1], self.care, database)
            found["visits"] = growth.of_client(houses[1], self.care, database)
            if len(houses) > 2:
                found["teams"] = growth.compare(houses[2], houses[3], self.care, database)
        self.result.setdefault("growth", {})["postgresql"] = found


HEAD = f"{'page':18} {'twin':>6} {'reading':>8} {'whole':>7}  times the twin   statements, bytes, packed"


def row(name: str, one: Mapping[str, float]) -> str:
    times = f"{one['reading_ratio']:7.1f} {one['whole_ratio']:6.1f}   "
    return f"{name:18} {one['twin_ms']:6.2f} {one['reading_ms']:8.2f} {one['whole_ms']:7.2f} {times}"


def say(words: str) -> None:
    print(words, flush=True)


def verdicts(result: Mapping[str, float], load: float) -> list[str]:
    """Prints which budgets are met, and returns what fails the check."""
    found = told(result, load)
    for word, budget, value in found:
        say(f"{word:10} {value:10.2f}  at most {budget.most:g}: {budget.what}")
    grown = worse(result, best())
    for line in grown:
        say(f"worse: {line}")
    over = [budget.name for word, budget, _ in found if word == "over"]
    count = {word: sum(one == word for one, _, _ in found) for word in ("met", "over", "not judged")}
    say(", ".join(f"{number} {word}" for word, number in count.items() if number))
    return over + grown


def main() -> int:
    asked = _asked()
    before = os.getloadavg()[0]
    with tempfile.TemporaryDirectory(prefix="kring-bench-") as folder:
        Path(folder).chmod(0o755)
        bench = Bench(asked, Path(folder))
        bench.run()
    result, after = flat(bench.result), os.getloadavg()[0]
    over = verdicts(result, max(before, after))
    busy = max(before, after) > QUIET
    say(f"load {before:.1f} before, {after:.1f} after" + (": times of the clock mean nothing" if busy else ""))
    if not asked.quick:
        about = {"size": asked.size, "rows_a_second": {name: round(rate) for name, rate in bench.made.items()}}
        keep_result(result, about, before, over)
    if asked.keep:
        keep_best(result)
    return 1 if over else 0


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description="Measures Kring against its budgets.")
    known = (*pages.PAGES, *PARTS)
    parser.add_argument(
        "--only", type=lambda text: text.split(","), default=[], help=f"with commas between: {', '.join(known)}"
    )
    parser.add_argument("--quick", action="store_true", help="few looks, only the pages, and nothing is kept")
    parser.add_argument("--keep", action="store_true", help="keep ratios that are better than the best so far")
    parser.add_argument("--size", choices=("S", "M"), default="M", help="S: one team; M: twenty as well")
    asked = parser.parse_args()
    if odd := set(asked.only) - set(known):
        parser.error(f"--only does not know {', '.join(sorted(odd))}; it knows {', '.join(known)}")
    return asked


if __name__ == "__main__":
    sys.exit(main())
