"""Every route there is, asked by nobody, by the other team, by who has left, by a guest and by the right nurse."""

import re
from collections.abc import Iterator
from uuid import uuid4

import pytest
from fastapi.routing import APIRoute

from tests.circle import Circle
from tests.pages import PAGES, WRITES, TeamPage, every_route, team_pages, team_writes

ASKED = [("GET", pattern) for pattern in sorted(PAGES)] + [("POST", pattern) for pattern in sorted(WRITES)]
ELSEWHERE = sorted(
    (method, route.path)
    for route in every_route()
    for method in route.methods
    if not route.path.startswith("/t/{team}") and method in ("GET", "POST")
)
OPEN: dict[str, str] = {
    "/about": "says what Kring is, about nobody",
    "/health": "for machines, about nobody",
    "/invitation/{secret}": "whoever has the link is let in by it",
    "/passkey/": "comes before somebody is signed in",
    "/pattern": "components with invented people",
    "/recovery/": "comes before somebody is signed in",
    "/sign-in": "is where one signs in",
    "/sign-out": "must never fail",
    "/sw.js": "is the worker, the same for everybody",
    "/tablet": "is the shell of stored pages, about nobody",
    "/": "leads to the sign-in page",
}
"""Beginning of an address outside a team → why nobody needs a sign-in for it. Every other one asks for it."""


def table(method: str) -> dict[str, TeamPage]:
    return dict(PAGES if method == "GET" else WRITES)


def ask(circle: Circle, who: str, method: str, path: str) -> int:
    """The status; forms are sent empty."""
    browser = getattr(circle, who).browser if who else circle.kring.browser()
    status: int = browser.request(method, path, data={} if method == "POST" else None).status_code
    return status


def test_every_route_of_a_team_is_asked() -> None:
    assert team_pages() == set(PAGES)
    assert team_writes() == set(WRITES)


@pytest.mark.parametrize(("method", "pattern"), ASKED)
def test_a_teams_route_answers_each_as_it_should(circle: Circle, method: str, pattern: str) -> None:
    page = table(method)[pattern]
    path, before = page.path(circle, circle.amina), circle.content()

    told = {who: ask(circle, who, method, path) for who in ("", "beth", "olive", "nell", "una", "gwen", "amina")}

    right = 200 if method == "GET" else 422
    assert told == {
        "": 401,
        "beth": 404,
        "olive": 404,
        "nell": 404,
        "una": 404,
        "gwen": page.guest,
        "amina": right,
    }
    assert circle.content() == before, "nobody changed anything by asking, or by sending nothing"


@pytest.mark.parametrize(("method", "pattern"), ASKED)
def test_ids_of_another_team_unknown_and_odd_ids_are_the_same_404(circle: Circle, method: str, pattern: str) -> None:
    path = table(method)[pattern].path(circle, circle.amina)
    own, *rows = re.findall(r"[0-9a-f]{8}-[0-9a-f-]{27}", path)
    texts = set()
    for wrong in (str(circle.malpas), str(uuid4()), "odd", "%00"):
        answer = circle.amina.browser.request(method, path.replace(own, wrong), data={} if method == "POST" else None)
        assert answer.status_code in (404, 405), (wrong, answer.status_code)
        texts.add(re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "ID", answer.text.split("<main")[-1]))
    for row in rows:
        for wrong in (str(uuid4()), str(circle.beth.membership), "odd"):
            assert ask(circle, "amina", method, path.replace(row, wrong)) in (404, 422), wrong
    if method == "GET":
        assert all(ask(circle, "amina", "GET", path.replace(row, str(uuid4()))) == 404 for row in rows)


def methods_of(pattern: str) -> set[str]:
    return {method for route in every_route() if route.path == pattern for method in route.methods}


def test_another_method_is_refused(circle: Circle) -> None:
    wrong = []
    for pattern, page in {**WRITES, **PAGES}.items():
        path = page.path(circle, circle.amina)
        for method in sorted({"GET", "POST", "PUT", "PATCH", "DELETE"} - methods_of(pattern)):
            if (status := ask(circle, "amina", method, path)) != 405:
                wrong.append((method, pattern, status))

    assert wrong == []


def filled(pattern: str) -> str:
    return re.sub(r"\{[^}]*\}", "nothing", re.sub(r"\{\w+_id\}", str(uuid4()), pattern))


def asks_for_a_sign_in(circle: Circle, method: str, pattern: str) -> bool:
    is_api = pattern.startswith("/api/")
    headers = {"Content-Type": "application/json"} if is_api else {}
    answer = circle.kring.browser().request(method, filled(pattern), headers=headers, content=b"{}" if is_api else b"")
    assert answer.status_code < 500, (method, pattern)
    return answer.status_code in ((401,) if method == "GET" else (401, 422))


def test_outside_a_team_nobody_sees_what_is_somebodys(circle: Circle) -> None:
    open_ones = {
        pattern
        for _, pattern in ELSEWHERE
        if any(pattern == start or (start != "/" and pattern.startswith(start)) for start in OPEN)
    }

    shown = [(method, pattern) for method, pattern in ELSEWHERE if not asks_for_a_sign_in(circle, method, pattern)]

    assert [one for one in shown if one[1] not in open_ones] == [], "say in OPEN why these need no sign-in"


def blocks() -> Iterator[APIRoute]:
    """Pages of which a part can be fetched alone."""
    yield from (route for route in every_route() if route.path == "/t/{team}/journal")


def test_a_fragment_is_contained_in_its_page(circle: Circle) -> None:
    for route in blocks():
        path = PAGES[route.path].path(circle, circle.amina)
        with circle.undone():
            whole = circle.amina.browser.get(path).text
        with circle.undone():
            part = circle.amina.browser.get(path, headers={"HX-Request-Type": "partial"}).text

        assert "<html" not in part
        assert part.strip() in whole
