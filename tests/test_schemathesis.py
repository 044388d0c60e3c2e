"""Everything the description allows, and much that it does not, is sent by a member: never a server error."""

from typing import Any

import pytest
import schemathesis
from fastapi.testclient import TestClient
from httpx2 import Response
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import Case, GenerationMode

from app.actions.register import REGISTER
from tests.cast import Cast
from tests.data.reach import routes
from tests.description import COMMANDS, described

COMMAND_EXAMPLES = 25
PAGE_EXAMPLES = 4
"""A page takes an id or two; a command a whole body."""

LOOKS = sorted(route.path for route in routes() if "GET" in (route.methods or ()))
FORMS = sorted(route.path for route in routes() if "POST" in (route.methods or ()) and route.path != COMMANDS)
SENT = [COMMANDS.replace("{name}", name) for name in sorted(REGISTER)]


@pytest.fixture(scope="session")
def descriptions() -> dict[str, Any]:
    return {}


@pytest.fixture
def description(cast: Cast, descriptions: dict[str, Any]) -> Any:
    """Read once for each team; on the same database every test meets the same one."""
    team = str(cast.riverside)
    if team not in descriptions:
        ids = [str(person.membership) for person in (cast.amina, cast.joanne, cast.gwen, cast.olive, cast.beth)]
        descriptions[team] = schemathesis.openapi.from_dict(described(cast.kring.app, team, ids))
    return descriptions[team]


def tried(cast: Cast, operation: Any, examples: int, mode: GenerationMode = GenerationMode.POSITIVE) -> None:
    @settings(
        max_examples=examples,
        derandomize=True,
        deadline=None,
        database=None,
        phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def never(case: Case) -> None:
        answer = send(cast.amina.browser, case)

        assert answer.status_code < 500, case.as_curl_command()
        assert "Traceback" not in answer.text

    never()


def test_no_look_is_a_server_error(cast: Cast, description: Any) -> None:
    for path in LOOKS:
        tried(cast, description[path.replace("{team}", str(cast.riverside))]["GET"], PAGE_EXAMPLES)


@pytest.mark.parametrize("path", FORMS)
def test_no_form_is_a_server_error(cast: Cast, description: Any, path: str) -> None:
    tried(cast, description[path.replace("{team}", str(cast.riverside))]["POST"], PAGE_EXAMPLES)


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=["allowed", "not allowed"])
@pytest.mark.parametrize("path", SENT)
def test_no_command_is_a_server_error(cast: Cast, description: Any, path: str, mode: GenerationMode) -> None:
    tried(cast, description[path]["POST"], COMMAND_EXAMPLES, mode)


def send(browser: TestClient, case: Case) -> Response:
    given = case.as_transport_kwargs(base_url="http://localhost:8000")
    sent = {name: given[name] for name in ("method", "url", "headers", "params") if given.get(name)}
    if "json" in given:
        sent["json"] = given["json"]
    elif given.get("data"):
        data = given["data"]
        sent["content" if isinstance(data, (bytes, str)) else "data"] = data
    return browser.request(**sent)


def test_the_description_is_not_served(cast: Cast) -> None:
    for path in ("/openapi.json", "/docs", "/redoc"):
        assert cast.amina.browser.get(path).status_code == 404


def test_the_description_knows_every_address_and_every_command(cast: Cast) -> None:
    paths = described(cast.kring.app, "{team}", [])["paths"]

    assert {*LOOKS, *FORMS, *SENT} <= set(paths)
