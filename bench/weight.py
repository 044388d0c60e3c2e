"""How much a tablet fetches for a page, how heavy scripts and styles are, and how long a start takes."""

import gzip
import re
import resource
import subprocess
import sys
import time

from app.web.assets import BUNDLES
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


def fetched(house: House) -> dict[str, dict[str, float]]:
    """Page → its requests (itself, and each file that its HTML names, once) and the weight of its scripts, packed."""
    token, found = house.tokens[house.busiest().seat], {}
    for name, pattern in PAGES.items():
        path = house.path(pattern)
        _, body = run(lambda path=path: ask(house.app, path, token))  # type: ignore[misc]
        files = set(FETCHED.findall(body))
        scripts = {one.decode().split("/", 3)[3] for one in files if one.endswith(b".js")}
        weight = sum(_packed(house, one) for one in scripts)
        found[name] = {"requests": 1.0 + len(files), "scripts": weight}
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
    """Bytes of all scripts and all styles, compressed as they are sent; what is part of another file counts there."""
    names = [name for name in house.app.state.house.assets.names() if not _is_part(name)]
    return {
        "styles": sum(_packed(house, name) for name in names if name.endswith(".css")),
        "scripts": sum(_packed(house, name) for name in names if name.endswith(".js")),
    }


def _packed(house: House, name: str) -> float:
    file = house.app.state.house.assets.get(name)
    return float(len(file.packed or file.body))


def _is_part(name: str) -> bool:
    mine = set(BUNDLES.get(name, "").split())
    return bool(mine) and any(mine < set(other.split()) for other in BUNDLES.values())


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
