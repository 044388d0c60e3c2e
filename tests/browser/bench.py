"""A page of the tests' own inside the served application: forms whose answers a test decides, under a real sign-in."""

import threading
from collections.abc import Callable
from pathlib import Path

from fastapi import HTTPException, Request, Response
from fastapi.responses import HTMLResponse, PlainTextResponse
from jinja2 import ChoiceLoader, FileSystemLoader

from app.web.door import CurrentVisitor, show_account
from app.web.forms import Form
from tests.browser.served import Served


class Bench:
    """``/bench``: an account page with a form by htmx and a plain one; what was sent is kept in ``received``.

    ``/bench/{status}`` is refused with that status.
    """

    def __init__(self, served: Served) -> None:
        self.received: list[dict[str, str]] = []
        self.status = 200
        self._go_on = threading.Event()
        self._go_on.set()
        environment = served.app.state.house.templates.environment
        environment.loader = ChoiceLoader([environment.loader, FileSystemLoader(Path(__file__).parent)])
        served.app.add_api_route("/bench", self._page, methods=["GET"], response_model=None)
        served.app.add_api_route("/bench", self._answer, methods=["POST"], response_model=None)
        served.app.add_api_route("/bench/{status}", self._refuse, methods=["GET", "POST"], response_model=None)

    def begin(self) -> None:
        """As new, for the next test."""
        self.received.clear()
        self.status = 200
        self._go_on.set()

    def hold(self) -> Callable[[], None]:
        """Let answers wait until the returned function is called."""
        self._go_on.clear()
        return self._go_on.set

    def _refuse(self, status: int) -> Response:
        raise HTTPException(status)

    def _page(self, request: Request, who: CurrentVisitor) -> Response:
        return show_account(request, who, "bench.html", lambda session, person: None)

    def _answer(self, request: Request, who: CurrentVisitor, form: Form) -> Response:
        self.received.append({name: str(value) for name, value in form.multi_items()})
        if not self._go_on.wait(10):
            return PlainTextResponse("held too long", 500)
        show_account(request, who, "bench.html", lambda session, person: None)
        return HTMLResponse("<p>It arrived.</p>", self.status)
