"""Serving: the checks before it, the socket, the workers, and the words that say where to go."""

import socket
from collections.abc import Callable

import uvicorn
from sqlalchemy import select
from uvicorn.supervisors import Multiprocess

from app.keys import open_key_file
from app.models import Credential
from app.models.base import columns
from app.models.directory import CredentialKind
from app.running.certificate import load
from app.running.ground import SetUpWrong, check_data_dir, check_database, check_fence, plain_connection
from app.running.logs import CONFIG
from app.settings import Settings

C = columns(Credential)

SEALED = select(C.id).where(C.kind == CredentialKind.TOTP.value, C.secret != "", C.retired_at.is_(None)).limit(1)

POSTGRES_WORKERS = 2
"""SQLite has one: its queue of writers lives in one process (design.md section 4)."""
STARTING = 30.0
"""Seconds a worker may take to begin."""
LAST_REQUESTS = 10
"""Seconds that requests under way get when the server is told to stop."""


def check(settings: Settings) -> None:
    """Everything that would make serving pointless, found before the first request. Raises ``SetUpWrong``."""
    check_data_dir(settings.data_dir)
    if settings.tls_cert and settings.tls_key:
        load(settings.tls_cert, settings.tls_key)
    check_database(settings)
    check_fence(settings)
    _check_key_file(settings)
    open_key_file(settings.key_file)


def _check_key_file(settings: Settings) -> None:
    """It is made at the first start, and never beside secrets that another key sealed: nobody would notice the loss."""
    if settings.key_file.exists():
        return
    with plain_connection(settings.url) as connection:
        if connection.execute(SEALED).first():
            raise SetUpWrong(
                f"KRING_SECRET_KEY_FILE: {settings.key_file} is gone, and the database holds what it sealed. "
                "Put it back; if it is lost, 'kring secret rotate' makes a new one, and whoever used an app "
                "needs 'kring account recover'"
            )


def serve(settings: Settings, ready: Callable[[], None]) -> None:
    """Serve until told to stop. ``ready`` is called once the address is open."""
    workers = POSTGRES_WORKERS if settings.is_postgres else 1
    config = uvicorn.Config(
        "app.running.application:application",
        factory=True,
        workers=workers,
        loop="uvloop",
        http="httptools",
        ws="none",
        log_config=CONFIG,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        ssl_certfile=settings.tls_cert,
        ssl_keyfile=settings.tls_key,
        timeout_graceful_shutdown=LAST_REQUESTS,
    )
    listening = _listen(settings)
    if workers == 1:
        _Server(config, ready).run(sockets=[listening])
    else:
        _Workers(config, listening, ready).run()


class _Server(uvicorn.Server):
    """Says that it is ready when it is, and not before."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._ready()


class _Workers(Multiprocess):
    """Several processes on one socket; ready when each of them is."""

    def __init__(self, config: uvicorn.Config, listening: socket.socket, ready: Callable[[], None]) -> None:
        super().__init__(config, sockets=[listening])
        self._ready = ready

    def init_processes(self) -> None:
        super().init_processes()
        if all(one.wait_until_ready(STARTING, self.should_exit) for one in self.processes):
            self._ready()


def _listen(settings: Settings) -> socket.socket:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listening = socket.socket(family)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((settings.host, settings.port))
    except OSError as fault:
        listening.close()
        why = fault.strerror or type(fault).__name__
        raise SetUpWrong(
            f"KRING_HOST, KRING_PORT: {settings.host} port {settings.port} cannot be opened: {why}. "
            "If another Kring runs there, stop it or set KRING_PORT"
        ) from None
    listening.set_inheritable(True)
    return listening
