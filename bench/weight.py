"""How much a tablet fetches for a page, how heavy scripts and styles are, and how long a start takes."""

import gzip
import re
import resource
import subprocess
import sys
import time

from bench.asking import ask, ask_fragment, run
from bench.house import House
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
FRAGMENTS = {"caseload": PAGES["caseload"], "timeline": f"{PAGES['client']}/timeline"}
FETCHED = re.compile(rb"""(?:src|href)="(/static/[^"#]+|/manifest[^"#]*|/[^"#]*\\.webmanifest)(?:#[^"]*)?\"""")


def requests(house: House) -> dict[str, float]:
    """The page itself and each file that its HTML names, once."""
    token, found = house.tokens[house.busiest().seat], {}
    for name, pattern in PAGES.items():
        path = house.path(pattern)
        _, body = run(lambda path=path: ask(house.app, path, token))  # type: ignore[misc]
        found[name] = 1.0 + len(set(FETCHED.findall(body)))
    return found


def fragments(house: House) -> dict[str, float]:
    """Bytes, compressed, of what htmx puts in place on a page, where there is such a part."""
    token, found = house.tokens[house.busiest().seat], {}
    for name, pattern in FRAGMENTS.items():
        path = house.path(pattern)
        _, body = run(lambda path=path: ask_fragment(house.app, path, token))  # type: ignore[misc]
        assert b"<html" not in body, f"{path} gives a whole page for a part"
        found[name] = float(len(gzip.compress(body, 6)))
    return found


def files(house: House) -> dict[str, float]:
    """Bytes of all scripts and of all styles, compressed as they are sent."""
    assets = house.app.state.house.assets
    packed = {name: float(len(assets.get(name).packed or assets.get(name).body)) for name in assets.names()}
    return {
        "styles": sum(size for name, size in packed.items() if name.endswith(".css")),
        "scripts": sum(size for name, size in packed.items() if name.endswith(".js")),
    }


def start(house: House) -> dict[str, float]:
    """Seconds until the application stands in a fresh process, the best of three; and seconds of processor for it."""
    seconds, processor = float("inf"), float("inf")
    for _ in range(3):
        began, used = time.perf_counter(), _used()
        subprocess.run([sys.executable, "-c", START, str(house.url)], check=True)
        seconds, processor = min(seconds, time.perf_counter() - began), min(processor, _used() - used)
    return {"seconds": seconds, "processor": processor}


def _used() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return children.ru_utime + children.ru_stime
