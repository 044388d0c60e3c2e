"""Every page with an example of how to come to it. A page that is missing here fails ``test_every_page.py``."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from fastapi.routing import APIRoute

from app.routers import all_routers
from tests.browser.scene import Scene
from tests.cast import Person


@dataclass(frozen=True)
class Example:
    """One page in one state: where it is, who opens it, and what the server answers."""

    name: str
    path: Callable[[Scene], str]
    who: Callable[[Scene], Person] | None = None
    status: int = 200
    session: Mapping[str, Any] = field(default_factory=dict)
    """What is special about the session: ``kind="password"`` has come half way in."""


def _amina(scene: Scene) -> Person:
    return scene.amina


def _gwen(scene: Scene) -> Person:
    return scene.gwen


def _team(rest: str = "") -> Callable[[Scene], str]:
    return lambda scene: f"/t/{scene.riverside}{rest}"


def _open(path: str) -> tuple[Example, ...]:
    """A page for anybody."""
    return (Example("open", lambda scene: path),)


def _inside(rest: str = "") -> tuple[Example, ...]:
    """A page of the team."""
    return (Example("member", _team(rest), _amina),)


def _own(path: str) -> tuple[Example, ...]:
    """A page of the account itself."""
    return (Example("own", lambda scene: path, _amina),)


HALF = {"kind": "password", "proof": "password"}
PAGES: Mapping[str, tuple[Example, ...]] = {
    "/": (Example("no team", lambda scene: "/", lambda scene: scene.nell),),
    "/pattern": _open("/pattern"),
    "/pattern/forms": _open("/pattern/forms"),
    "/sign-in": _open("/sign-in"),
    "/sign-in/second-factor": (Example("half way", lambda scene: "/sign-in/second-factor", _amina, session=HALF),),
}
"""A route that shows a page → examples."""

NO_PAGE: Mapping[str, str] = {
    "/health": "JSON for machines",
}
"""A route that answers GET with something else → what it is."""

REFUSALS = (
    Example("404 nobody", lambda scene: "/nothing/here", None, 404),
    Example("404 member", _team("/nothing-here"), _amina, 404),
    Example("404 another team", lambda scene: f"/t/{scene.malpas}", _amina, 404),
)
"""Pages that belong to no route."""


def routes() -> list[str]:
    """Every address that answers GET, as it stands in the routers."""
    found = {
        route.path
        for router in all_routers()
        for route in router.routes
        if isinstance(route, APIRoute) and "GET" in route.methods
    }
    return sorted(found)


def examples() -> Iterator[tuple[str, Example]]:
    """All pages, each with its route; routes that are missing above come with an example that fails."""
    for route in routes():
        if route in NO_PAGE:
            continue
        for example in PAGES.get(route, (Example("MISSING", lambda scene: ""),)):
            yield route, example
    for example in REFUSALS:
        yield "-", example
