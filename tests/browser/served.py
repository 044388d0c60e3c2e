"""The application as a browser meets it: over a real door, with the real clock, on a port of this machine."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import uvicorn
from sqlalchemy.engine import URL

from app.database import open_door
from app.keys import KeyRing
from app.main import create_app
from app.settings import Settings
from tests.browser.faults import Faults
from tests.cast import Kring


class Now:
    """The real clock in the shape of the tests' own."""

    @property
    def now(self) -> datetime:
        return datetime.now(UTC)

    def __call__(self) -> datetime:
        return self.now


class Served(Kring):
    """A running server; people and rows are put in as everywhere else in the suite."""

    def __init__(self, url: URL, keys: KeyRing, folder: Path, language: str | None = None) -> None:
        self.door, self.keys, self.clock = open_door(url), keys, Now()
        self._config = uvicorn.Config("", host="localhost", port=0, log_config=None, access_log=False, lifespan="on")
        self._socket = self._config.bind_socket()
        self.address = f"http://localhost:{self._socket.getsockname()[1]}"
        self.settings = Settings(data_dir=folder / "var", base_url=self.address)
        self.app = create_app(self.settings, door=self.door, keys=keys, now=self.clock, language=language)
        self.faults = Faults(self.app, folder)
        self._config.app = self.faults
        self._server = uvicorn.Server(self._config)
        self._thread = threading.Thread(target=self._server.run, kwargs={"sockets": [self._socket]}, daemon=True)

    @contextmanager
    def running(self) -> Iterator["Served"]:
        self._thread.start()
        for _ in range(500):
            if self._server.started:
                break
            time.sleep(0.01)
        else:
            raise TimeoutError("The server for the browser tests did not start within 5 seconds.")
        try:
            yield self
        finally:
            self._server.should_exit = True
            self._server.force_exit = True
            self._thread.join(10)
            self.door.close()
