"""A server for ``served``: the twins, the pages reading only, or the pages whole, on a socket it is given."""

import socket
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import uvicorn
from sqlalchemy.engine import make_url

from app.running.logs import CONFIG
from bench.asking import Message
from bench.house import House
from bench.modes import only_reading
from bench.pages import twin_of


class Twins:
    """Each page's twin at the page's own address."""

    def __init__(self, house: House, names: list[str]) -> None:
        made = [twin_of(house, name) for name in names]
        self.by_path = {twin.path: twin for twin in made}

    async def __call__(self, scope: Message, receive: Any, send: Any) -> None:
        await self.by_path[scope["path"]](scope, receive, send)


def main(kind: str, handle: str, url: str, folder: str, *names: str) -> None:
    house = House(make_url(url), Path(folder))
    with ExitStack() as stack:
        if kind == "reading":
            stack.enter_context(only_reading(house, house.tokens[house.busiest().seat]))
        app = Twins(house, list(names)) if kind == "twin" else house.app
        config = uvicorn.Config(
            app,
            loop="uvloop",
            http="httptools",
            ws="none",
            lifespan="off" if kind == "twin" else "on",
            log_config=CONFIG,
            access_log=False,
            timeout_keep_alive=300,
            server_header=False,
            proxy_headers=False,
        )
        uvicorn.Server(config).run([socket.socket(fileno=int(handle))])


if __name__ == "__main__":
    main(*sys.argv[1:])
