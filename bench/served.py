"""The same pages through the server that serves them, one request after the other on one connection.

So the budgets were found (performance.md section 10): CPU of the server's process, twin and page in turn, best of five.
"""

import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

from bench.house import House
from bench.pages import PAGES, Care

KINDS = ("twin", "reading", "whole")


class Server:
    """A child process that serves, and how much processor it has used."""

    def __init__(self, kind: str, house: House, folder: Path, names: list[str]) -> None:
        with socket.create_server(("127.0.0.1", 0)) as listening:
            port, handle = listening.getsockname()[1], listening.fileno()
            words = [sys.executable, "-m", "bench.server", kind, str(handle), str(house.url), str(folder), *names]
            self.said = folder / f"{kind}.log"
            with self.said.open("w") as log:
                self.process = subprocess.Popen(words, pass_fds=[handle], stdout=subprocess.DEVNULL, stderr=log)
        self.connection = HTTPConnection("127.0.0.1", port, timeout=60)

    def get(self, path: str, token: str) -> int:
        self.connection.request("GET", path, headers={"Host": "localhost:8000", "Cookie": f"kring={token}"})
        try:
            answer = self.connection.getresponse()
        except OSError as fault:
            raise RuntimeError(f"the server does not answer: {self.said.read_text()[-2000:]}") from fault
        answer.read()
        assert answer.status == 200, f"{path} answers {answer.status}"
        return answer.status

    def cpu(self, path: str, token: str, looks: int) -> float:
        """Seconds of processor a request, over all threads."""
        self.get(path, token)
        before = self._used()
        for _ in range(looks):
            self.get(path, token)
        return (self._used() - before) / looks

    def _used(self) -> float:
        threads = Path(f"/proc/{self.process.pid}/task").glob("*/schedstat")
        return sum(int(thread.read_text().split()[0]) for thread in threads) / 1e9

    def stop(self) -> None:
        self.connection.close()
        self.process.terminate()
        self.process.wait(timeout=20)


def measure(house: House, folder: Path, names: list[str], care: Care) -> dict[str, dict[str, float]]:
    token = house.tokens[house.busiest().seat]
    found = {}
    with _servers(house, folder, names) as servers:
        for name in names:
            path = house.path(PAGES[name])
            best = dict.fromkeys(KINDS, float("inf"))
            for _ in range(care.rounds):
                for kind in KINDS:
                    looks = care.looks * (5 if kind == "twin" else 1)
                    best[kind] = min(best[kind], servers[kind].cpu(path, token, looks))
            found[name] = {
                **{f"{kind}_ms": best[kind] * 1000 for kind in KINDS},
                "reading_ratio": best["reading"] / best["twin"],
                "whole_ratio": best["whole"] / best["twin"],
            }
    return found


@contextmanager
def _servers(house: House, folder: Path, names: list[str]) -> Iterator[dict[str, Server]]:
    started: dict[str, Server] = {}
    try:
        for kind in KINDS:
            started[kind] = Server(kind, house, folder, names)
        yield started
    finally:
        for server in started.values():
            server.stop()
