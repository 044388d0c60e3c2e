"""How heavy pages and files are on the way to a tablet, and how long a start takes on an existing database."""

import gzip
import subprocess
import sys
import time

from bench.house import House, ask, run
from bench.pages import PAGES

START = """
import sys
from sqlalchemy.engine import make_url
from app.database import open_door
from app.keys import KeyRing
from app.main import create_app
from app.settings import Settings
create_app(Settings(), door=open_door(make_url(sys.argv[1])), keys=KeyRing({"k": b"0" * 32}, "k"))
"""


def pages(house: House) -> dict[str, dict[str, float]]:
    weights = {}
    for name, pattern in PAGES.items():
        path = house.path(pattern)
        _, body = run(lambda path=path: ask(house.app, path, house.token))  # type: ignore[misc]
        weights[name] = {"raw": float(len(body)), "packed": float(len(gzip.compress(body, 6)))}
    return weights


def files(house: House) -> dict[str, float]:
    assets = house.app.state.house.assets
    packed = {name: float(len(assets.get(name).packed or assets.get(name).body)) for name in assets.names()}
    return {
        "styles": sum(size for name, size in packed.items() if name.endswith(".css")),
        "scripts": sum(size for name, size in packed.items() if name.endswith(".js")),
    }


def start(house: House) -> float:
    """Seconds until the application stands in a fresh process, the best of three."""
    best = float("inf")
    for _ in range(3):
        began = time.perf_counter()
        subprocess.run([sys.executable, "-c", START, str(house.url)], check=True)
        best = min(best, time.perf_counter() - began)
    return best
