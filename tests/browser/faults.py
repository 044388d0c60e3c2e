"""What goes wrong between a tablet and the server, by a word in a file: it reaches a server of its own process too."""

import asyncio
from pathlib import Path

from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

GONE, LOST, SILENT = "gone", "lost", "silent"
"""Commands are not done; are done and their answer is lost; are taken and never answered."""


class Faults:
    """Stands before the application and treats commands as the file says; without a file it is not there."""

    def __init__(self, app: ASGIApp, folder: Path) -> None:
        self.app, self.word = app, folder / "fault"

    def set(self, word: str | None) -> None:
        if word:
            self.word.parent.mkdir(parents=True, exist_ok=True)
            self.word.write_text(word)
        else:
            self.word.unlink(missing_ok=True)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        is_command = scope["type"] == "http" and scope["path"].startswith("/api/commands/")
        if not is_command or not self.word.exists():
            return await self.app(scope, receive, send)
        word = self.word.read_text()
        if word == SILENT:
            await asyncio.sleep(60)
        if word == LOST:
            await self.app(scope, receive, _nobody)
        return await JSONResponse({"code": "not-available"}, 503)(scope, receive, send)


async def _nobody(_message: Message) -> None:
    """Whoever would have been answered."""
