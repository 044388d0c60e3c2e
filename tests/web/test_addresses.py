"""An address leads to the handler that a plain router would have found, whatever is asked."""

import pytest
from starlette.routing import Match

from app.routers import all_routers
from app.web.addresses import CHOSEN, Addresses

ROUTES = [route for router in all_routers() for route in router.routes]
ONE = "01a20000-0000-7000-8000-000000000001"
ODD = ["", "/", "//", "/t", "/t/", "/t//", f"/t/{ONE}/", f"/t/{ONE}/nothing", "/nothing", "/t/a/b/c/d/e/f", "nothing"]


def plainly(scope: dict[str, object]) -> object:
    found = [(route.matches(scope)[0], route) for route in ROUTES]
    full = [route for match, route in found if match is Match.FULL]
    return next(iter(full + [route for match, route in found if match is Match.PARTIAL]), None)


def test_every_address_leads_where_a_plain_router_would_lead() -> None:
    addresses = Addresses(ROUTES)
    paths = {route.path.replace("{", "").replace("}", "") for route in ROUTES}  # type: ignore[attr-defined]
    for path in [*paths, *(f"{path}/" for path in paths), *(f"{path}/{ONE}" for path in paths), *ODD]:
        for method in ("GET", "POST", "DELETE"):
            scope = {"type": "http", "method": method, "path": path, "root_path": "", "headers": []}
            assert addresses.matches(scope)[1].get(CHOSEN) is plainly(scope), (method, path)


def test_an_address_without_a_fixed_word_is_refused() -> None:
    class Loose:
        path = "/t/{team}/{anything}"

    with pytest.raises(ValueError, match="fixed words"):
        Addresses([Loose()])


def test_a_stream_is_no_page() -> None:
    assert Addresses(ROUTES).matches({"type": "websocket", "path": "/"})[0] is Match.NONE
