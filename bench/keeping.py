"""Results are kept with the load of the machine beside them; later ratios are held against the best so far."""

import json
import os
import platform
import sqlite3
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
BEST = HERE / "best.json"
KEPT = ("pages", "served")


def best() -> dict[str, float]:
    return dict(json.loads(BEST.read_text())) if BEST.exists() else {}


def keep_result(result: Mapping[str, float], about: Mapping[str, Any], before: float, over: Sequence[str]) -> Path:
    now = datetime.now(UTC)
    machine = {"python": platform.python_version(), "sqlite": sqlite3.sqlite_version, "processors": os.cpu_count()}
    kept = {"at": now.isoformat(timespec="seconds"), "load": [before, os.getloadavg()[0]], **machine, **about}
    path = HERE / "results" / f"{now:%Y-%m-%dT%H%M%S}.json"
    path.parent.mkdir(exist_ok=True)
    rounded = {name: round(value, 4) for name, value in result.items()}
    path.write_text(json.dumps({**kept, "over": list(over), "result": rounded}, indent=1) + "\n")
    return path


def keep_best(result: Mapping[str, float]) -> None:
    before = best()
    ratios = {name: value for name, value in result.items() if name.split("/")[0] in KEPT and name.endswith("_ratio")}
    lower = {name: round(min(value, before.get(name, value)), 2) for name, value in ratios.items()}
    BEST.write_text(json.dumps({**before, **lower}, indent=1, sort_keys=True) + "\n")


def flat(tree: Mapping[str, Any], before: str = "") -> dict[str, float]:
    found: dict[str, float] = {}
    for name, value in tree.items():
        found |= flat(value, f"{before}{name}/") if isinstance(value, Mapping) else {f"{before}{name}": float(value)}
    return found
