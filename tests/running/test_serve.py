"""``kring serve`` as a process: ready soon, one JSON line a request, refuses in words, stops when told to."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.running.installation import Installation
from app.settings import Settings
from tests.databases import Cluster
from tests.running.conftest import environment

pytestmark = pytest.mark.slow

READY_WITHIN = 2.0
"""Seconds, on an existing database (design.md section 8). Machines that are busy with other tests get more."""


class Server:
    """A server of its own, and what it prints."""

    def __init__(self, variables: dict[str, str], words: tuple[str, ...], log: Path) -> None:
        self.address = f"http://127.0.0.1:{variables['KRING_PORT']}"
        self.log = log
        self.began = time.monotonic()
        with log.open("w") as out:
            self.process = subprocess.Popen(
                [sys.executable, "-c", "from app.cli import main; main()", "serve", *words],
                env={**os.environ, **variables},
                stdout=out,
                stderr=subprocess.STDOUT,
            )

    def ready(self, within: float = 30.0) -> float:
        """Seconds until it answered."""
        while time.monotonic() - self.began < within:
            try:
                urllib.request.urlopen(f"{self.address}/health", timeout=5).read()
                return time.monotonic() - self.began
            except OSError:
                time.sleep(0.02)
        raise AssertionError(self.log.read_text())

    def lines(self) -> list[dict[str, object]]:
        return [json.loads(line) for line in self.log.read_text().splitlines() if line.startswith("{")]

    def stop(self) -> int:
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=20)


@contextmanager
def serving(cluster: Cluster, settings: Settings, folder: Path, *words: str) -> Iterator[Server]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    variables = environment(cluster, settings.url, folder) | {"KRING_PORT": str(port)}
    server = Server(variables, words, folder / "server.log")
    try:
        yield server
    finally:
        server.process.kill()
        server.process.wait()


def test_it_is_ready_soon_says_where_and_stops_when_told(
    filled: Installation, cluster: Cluster, tmp_path: Path
) -> None:
    with serving(cluster, filled.settings, tmp_path) as server:
        took = server.ready()
        code = server.stop()

    said = server.log.read_text()
    load = os.getloadavg()[0] / (os.cpu_count() or 1)
    assert took < READY_WITHIN * max(1.0, load) * 2, f"{took:.2f} s"
    assert "Kring is at http://localhost:" in said
    assert "amina@riverside.example (Riverside) or beth@malpas.example (Malpas)" in said
    assert "Traceback" not in said
    assert code in (0, -signal.SIGTERM)


def test_each_request_is_one_json_line_with_the_routes_template(
    filled: Installation, cluster: Cluster, tmp_path: Path
) -> None:
    team = "01a20000-0000-7000-8000-000000000000"
    with serving(cluster, filled.settings, tmp_path) as server:
        server.ready()
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(f"{server.address}/t/{team}?name=Amina", timeout=5)
        server.stop()

    said = server.log.read_text()
    lines = [line for line in server.lines() if "route" in line]
    assert {"at", "method", "route", "status", "ms", "request"} <= lines[-1].keys()
    assert (team in said, "Amina" in said, "uvicorn" in said) == (False, False, False)
    assert "server" not in {name.lower() for name in refused.value.headers}


def test_its_clock_seals_what_was_there(filled: Installation, cluster: Cluster, tmp_path: Path) -> None:
    with serving(cluster, filled.settings, tmp_path) as server:
        server.ready()
        until = time.monotonic() + 20
        unsealed = None
        while unsealed is None and time.monotonic() < until:
            unsealed = json.load(urllib.request.urlopen(f"{server.address}/health", timeout=5))[
                "oldest_unsealed_seconds"
            ]
            time.sleep(0.05)
        server.stop()

    assert unsealed is not None
    assert unsealed < 30


def test_one_command_migrates_fills_and_serves(cluster: Cluster, elsewhere: Settings, tmp_path: Path) -> None:
    with serving(cluster, elsewhere, tmp_path, "--migrate", "--demo") as server:
        server.ready(180)
        server.stop()

    assert "with the password kring-demo" in server.log.read_text()


def test_a_port_that_is_taken_is_one_clear_line(filled: Installation, cluster: Cluster, tmp_path: Path) -> None:
    with serving(cluster, filled.settings, tmp_path) as first:
        first.ready()
        port = first.address.rsplit(":", 1)[1]
        variables = environment(cluster, filled.settings.url, tmp_path) | {"KRING_PORT": port}
        second = Server(variables, (), tmp_path / "second.log")
        code = second.process.wait(timeout=30)

    said = second.log.read_text().strip().splitlines()
    assert (code, len(said)) == (2, 1), said
    assert "Address already in use" in said[0]
