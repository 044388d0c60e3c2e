"""A house to measure: a team of twelve with a journal, on an SQLite file of its own, and requests without a network."""

import asyncio
import secrets
from collections.abc import Awaitable, Callable, MutableMapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import anyio.to_thread
from fastapi import FastAPI
from sqlalchemy.engine import URL, make_url
from sqlmodel import Session

from app.database import Door, open_door
from app.keys import KeyRing, secret_hash
from app.main import THREADS, create_app
from app.models import Account, JournalLine, Membership, Place, SignInSession, Team, new_id
from app.running.migrate import migrate
from app.settings import Settings

NURSES = 12
LINES = 400
Message = MutableMapping[str, Any]
Application = Callable[
    [Message, Callable[[], Awaitable[Message]], Callable[[Message], Awaitable[None]]], Awaitable[None]
]


class House:
    """One team, one signed-in nurse, and the application over them."""

    def __init__(self, folder: Path) -> None:
        self.url: URL = make_url(f"sqlite:///{folder / 'bench.db'}")
        migrate(self.url, None)
        self.door: Door = open_door(self.url)
        self.team, self.token = new_id(), secrets.token_urlsafe(32)
        self.memberships = [new_id() for _ in range(NURSES)]
        self.door.write(self.team, self._fill)
        self.app: FastAPI = create_app(Settings(data_dir=folder), door=self.door, keys=KeyRing({"k": b"0" * 32}, "k"))

    def _fill(self, session: Session) -> None:
        now = datetime.now(UTC)
        session.add(Team(team_id=self.team, name="Riverside", founded_at=now))
        accounts = [new_id() for _ in range(NURSES)]
        for number, account in enumerate(accounts):
            email = f"nurse{number}@riverside.example"
            session.add(Account(id=account, email=email, name=f"Nurse Number{number}", made_at=now))
        session.flush()
        for seat, (account, row) in enumerate(zip(accounts, self.memberships, strict=True), start=1):
            self._seat(session, account, row, seat, now)
        ends = now + timedelta(hours=12)
        hashed = secret_hash(self.token)
        moments: dict[str, Any] = {"made_at": now, "seen_at": now, "proven_at": now, "ends_at": ends}
        session.add(SignInSession(token_hash=hashed, account_id=accounts[0], kind="full", proof="passkey", **moments))
        for _ in range(LINES):
            line = JournalLine(team_id=self.team, at=now, account_id=accounts[0], what="/t/{team}", outcome="shown")
            session.add(line)

    def _seat(self, session: Session, account: UUID, row: UUID, seat: int, now: datetime) -> None:
        name, day = f"Nurse Number{seat - 1}", now.date()
        member: dict[str, Any] = {
            "team_id": self.team,
            "id": row,
            "account_id": account,
            "kind": "nurse",
            "name": name,
            "seat": seat,
        }
        session.add(Membership(**member, profession="District nurse", contract_hours=28.0, since=day))
        session.add(Place(account_id=account, team_id=self.team, membership_id=row, since=day))

    def path(self, pattern: str) -> str:
        return pattern.replace("{team}", str(self.team)).replace("{membership}", str(self.memberships[1]))


async def ask(app: Application, path: str, token: str) -> tuple[int, bytes]:
    """One GET, straight into the application: what is measured is our work, not a client's."""
    said: list[Message] = []
    headers = [(b"host", b"localhost:8000"), (b"cookie", f"kring={token}".encode())]
    scope = {
        "type": "http",
        "method": "GET",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "headers": headers,
        "scheme": "http",
        "server": ("localhost", 8000),
        "client": ("127.0.0.1", 1),
        "http_version": "1.1",
        "root_path": "",
    }

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        said.append(message)

    await app(scope, receive, send)
    return int(said[0]["status"]), b"".join(message.get("body", b"") for message in said[1:])


def run(work: Callable[[], Awaitable[Any]]) -> Any:
    async def on_our_threads() -> Any:
        anyio.to_thread.current_default_thread_limiter().total_tokens = THREADS
        return await work()

    return asyncio.run(on_our_threads())
