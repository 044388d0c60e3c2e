"""Kring in a process of its own, to be killed by its number in the middle of a working day, and started again."""

import os
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import uvicorn
from sqlalchemy.engine import URL, make_url

from app.database import open_door
from app.keys import KeyRing
from app.main import create_app
from app.settings import Settings
from tests.browser.faults import Faults
from tests.browser.served import Now
from tests.cast import Kring

KEYS = {"k1": b"0" * 32}


class Outage(Kring):
    """A server that can be taken away. People and rows are put in beside it, over a door of the test's own."""

    def __init__(self, url: URL, folder: Path) -> None:
        with socket.socket() as free:
            free.bind(("localhost", 0))
            self.port: int = free.getsockname()[1]
        self.address, self.url = f"http://localhost:{self.port}", url
        self.door, self.keys, self.clock = open_door(url), KeyRing(KEYS, "k1"), Now()  # type: ignore[assignment]
        self.settings = Settings(data_dir=folder / "var", base_url=self.address)
        self.app = create_app(self.settings, door=self.door, keys=self.keys, now=self.clock)
        self.faults = Faults(self.app, self.settings.data_dir)
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        given = [self.url.render_as_string(hide_password=False), str(self.port), str(self.settings.data_dir)]
        self.process = subprocess.Popen([sys.executable, "-m", "tests.browser.outage", *given], cwd=Path.cwd())
        for _ in range(400):
            try:
                with urlopen(f"{self.address}/health", timeout=1):
                    return
            except (URLError, OSError):
                time.sleep(0.05)
        raise TimeoutError("The server in its own process did not start within 20 seconds.")

    def kill(self) -> None:
        if self.process is not None:
            os.kill(self.process.pid, 9)
            self.process.wait()
            self.process = None

    def close(self) -> None:
        self.kill()
        self.door.close()


def serve(url: str, port: str, data_dir: str) -> None:
    settings = Settings(data_dir=Path(data_dir), base_url=f"http://localhost:{port}")
    app = create_app(settings, door=open_door(make_url(url)), keys=KeyRing(KEYS, "k1"), now=Now())
    uvicorn.run(Faults(app, settings.data_dir), host="localhost", port=int(port), log_config=None, access_log=False)


if __name__ == "__main__":
    serve(*sys.argv[1:])
