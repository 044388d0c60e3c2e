"""``python -m bench``: measures, says which budgets are met, and ends with 1 when one is over or a ratio has grown.

``--only round,caseload --quick`` measures those pages alone in a few seconds and keeps nothing. Milliseconds are told
with the load of the machine beside them and decide nothing; ratios, counts and weights do.
"""

import argparse
import os
import sys
import tempfile
from pathlib import Path

from bench import pages
from bench.budgets import told, worse
from bench.house import Size, sqlite_house
from bench.keeping import best, flat, keep_best, keep_result
from bench.pages import Care

MONTH = Size(1, 4)


def main() -> int:
    asked = _asked()
    before = os.getloadavg()[0]
    with tempfile.TemporaryDirectory() as folder:
        result = flat(_pages(asked, Path(folder)))
    load = max(before, os.getloadavg()[0])
    over = _say(result, load)
    if not asked.quick:
        keep_result(result, {"size": asked.size}, before, over)
    if asked.keep:
        keep_best(result)
    return 1 if over else 0


def _pages(asked: argparse.Namespace, folder: Path) -> dict[str, dict[str, dict[str, float]]]:
    care = Care(rounds=3, looks=30) if asked.quick else Care()
    names = [name for name in pages.PAGES if not asked.only or name in asked.only]
    found = {}
    print(
        f"{'page':10} {'twin':>6} {'questions':>9} {'reading':>8} {'whole':>7} {'x':>6} {'x':>6} statements raw packed"
    )
    with sqlite_house(folder / "month", MONTH, lambda: None) as house:
        for name in names:
            one = found[name] = pages.measure(house, name, care)
            print(
                f"{name:10} {one['twin_ms']:6.2f} {one['questions_ms']:9.2f} {one['reading_ms']:8.2f} "
                f"{one['whole_ms']:7.2f} {one['reading_ratio']:6.1f} {one['whole_ratio']:6.1f} "
                f"{one['statements']:10.0f} {one['raw']:.0f} {one['packed']:.0f}",
                flush=True,
            )
    return {"pages": found}


def _say(result: dict[str, float], load: float) -> list[str]:
    """Prints the verdicts, and returns those that fail the check."""
    verdicts = told(result, load)
    for word, budget, value in verdicts:
        print(f"{word:10} {value:10.2f}  at most {budget.most:g}: {budget.what}")
    grown = worse(result, best())
    for line in grown:
        print(f"worse: {line}")
    print(f"load {load:.1f}" + (": times of the clock mean nothing" if load > 1 else ""))
    return [budget.name for word, budget, _ in verdicts if word == "over"] + grown


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description="Measures Kring against its budgets.")
    parser.add_argument("--only", type=lambda text: text.split(","), default=[], help="pages, with commas between")
    parser.add_argument("--quick", action="store_true", help="few looks, and nothing is kept")
    parser.add_argument("--keep", action="store_true", help="keep ratios that are better than the best so far")
    parser.add_argument("--size", choices=("S", "M"), default="S", help="S: one team; M: twenty as well")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
