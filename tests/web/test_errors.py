"""Every status as page, fragment and JSON from one table; what was not saved; nothing of anybody; no trace."""

import json
import logging
from collections.abc import Iterator

import pytest
from fastapi import Request
from fastapi.testclient import TestClient
from httpx2 import Response
from sqlalchemy import Engine
from starlette.exceptions import HTTPException

from app.database import Unavailable
from app.domain.errors import (
    ChangedMeanwhile,
    FieldWrong,
    NotAllowed,
    NotFound,
    OperationReused,
    Refused,
    RuleBroken,
    SignedOut,
    TooManyAttempts,
)
from app.web.errors import KINDS, NOT_SAVED, PERHAPS_SAVED, Json, status_of
from tests.cast import ORIGIN, Kring
from tests.databases import Cluster, SqliteCluster

PROMISED = (404, 403, 405, 409, 413, 422, 429, 500, 503)


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Cluster:
    """Nothing here asks which database it is."""
    return SqliteCluster(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(scope="module")
def engine(cluster: Cluster) -> Iterator[Engine]:
    engine = cluster.engine(cluster.fresh())
    yield engine
    engine.dispose()


FAULTS: dict[str, Exception] = {}


@pytest.fixture
def browser(kring: Kring) -> TestClient:
    """A browser for an application with an address that raises what the test puts there, and no database."""

    def raise_it(request: Request) -> None:
        raise FAULTS[request.query_params["fault"]]

    for path in ("/fault", "/api/fault"):
        kring.app.add_api_route(path, raise_it, methods=["GET", "POST"])
    kring.app.state.house.door = None
    return TestClient(kring.app, base_url="http://localhost:8000", headers=ORIGIN, raise_server_exceptions=False)


def broken(
    browser: TestClient, fault: Exception, *, method: str = "GET", path: str = "/fault", **headers: str
) -> Response:
    FAULTS["now"] = fault
    return browser.request(method, f"{path}?fault=now", headers=headers)


def test_the_promised_statuses_are_in_the_table() -> None:
    assert set(PROMISED) <= set(KINDS)
    assert len({kind.code for kind in KINDS.values()}) == len(KINDS)


@pytest.mark.parametrize("status", KINDS)
def test_every_status_is_a_page_without_the_database(browser: TestClient, status: int) -> None:
    answer = broken(browser, HTTPException(status))

    assert answer.status_code == status
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert "<h1>" in answer.text and "<title>" in answer.text
    number = answer.headers["X-Request-Id"]
    assert (number[-8:] in answer.text) == (status != 401) and number not in answer.text
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("status", KINDS)
def test_every_status_is_a_fragment_of_its_page(browser: TestClient, status: int) -> None:
    whole = broken(browser, HTTPException(status)).text
    part = broken(browser, HTTPException(status), **{"HX-Request": "true", "HX-Request-Type": "partial"})

    assert part.status_code == status
    assert "<html" not in part.text and "<h1>" not in part.text
    assert KINDS[status].text.split(".")[0].replace("'", "&#39;") in part.text
    assert KINDS[status].text.split(".")[0].replace("'", "&#39;") in whole


@pytest.mark.parametrize("status", KINDS)
@pytest.mark.parametrize(("path", "accept"), [("/api/fault", "*/*"), ("/fault", "application/json")])
def test_every_status_is_json_with_a_code(browser: TestClient, status: int, path: str, accept: str) -> None:
    answer = broken(browser, HTTPException(status), path=path, accept=accept)

    assert answer.status_code == status
    assert answer.json()["code"] == KINDS[status].code
    assert answer.json()["request"] == answer.headers["X-Request-Id"]
    assert answer.json()["message"]


@pytest.mark.parametrize(
    ("refusal", "status", "code"),
    [
        (NotFound("x"), 404, "not-found"),
        (NotAllowed("x", code="guest-has-no-voice"), 403, "guest-has-no-voice"),
        (SignedOut("x", code="locked"), 401, "locked"),
        (TooManyAttempts("x", retry_after=30), 429, "too-many-attempts"),
        (FieldWrong("day", "x"), 422, "not-filled-in"),
        (ChangedMeanwhile("x", version=2, theirs={"a": 1}, yours={"a": 2}), 409, "changed-meanwhile"),
        (OperationReused("x"), 409, "operation-reused"),
        (RuleBroken("x", code="team-full"), 409, "team-full"),
    ],
)
def test_each_refusal_has_one_status_and_code(browser: TestClient, refusal: Refused, status: int, code: str) -> None:
    answer = broken(browser, refusal, path="/api/fault")

    assert (answer.status_code, answer.json()["code"], status_of(refusal)) == (status, code, status)


def test_a_refusal_fills_its_words_in(browser: TestClient) -> None:
    answer = broken(browser, RuleBroken("{seats} is the most.", seats=12), path="/api/fault")

    assert answer.json()["message"] == "12 is the most."


def test_a_conflict_carries_both_texts_and_the_version(browser: TestClient) -> None:
    refusal = ChangedMeanwhile("x", version=7, theirs={"note": "theirs"}, yours={"note": "yours"})

    told = broken(browser, refusal, path="/api/fault").json()

    assert (told["version"], told["theirs"], told["yours"]) == (7, {"note": "theirs"}, {"note": "yours"})


def test_too_many_tries_says_when_to_come_back(browser: TestClient) -> None:
    assert broken(browser, TooManyAttempts("x", retry_after=30)).headers["Retry-After"] == "30"


def test_a_look_that_fails_says_nothing_of_saving_and_a_change_does(browser: TestClient) -> None:
    assert NOT_SAVED not in broken(browser, HTTPException(409)).text
    assert NOT_SAVED in broken(browser, HTTPException(409), method="POST").text


@pytest.mark.parametrize(("perhaps", "word"), [(False, NOT_SAVED), (True, PERHAPS_SAVED)])
def test_a_change_whose_end_is_not_known_is_not_called_unsaved(browser: TestClient, perhaps: bool, word: str) -> None:
    answer = broken(browser, Unavailable("away", perhaps_done=perhaps), method="POST")

    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert word in answer.text


def test_a_planted_fault_shows_and_logs_no_value(browser: TestClient, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)

    answer = broken(browser, ZeroDivisionError("Mara Janssen, 4021"), method="POST")

    assert answer.status_code == 500
    assert [word for word in ("Mara", "4021", "Traceback", "ZeroDivision", ".py") if word in answer.text] == []
    assert "Mara" not in caplog.text and "4021" not in caplog.text
    logged = [json.loads(record.message) for record in caplog.records if record.name == "kring.fault"]
    assert logged[0]["fault"].startswith("ZeroDivisionError at ")
    assert logged[0]["request"] == answer.headers["X-Request-Id"]


def test_a_fault_in_the_error_page_itself_is_still_an_answer(
    browser: TestClient, kring: Kring, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kring.app.state.house.templates, "render", lambda *_, **__: 1 / 0)

    answer = broken(browser, ZeroDivisionError("Mara"))

    assert (answer.status_code, "Mara" in answer.text) == (500, False)
    assert answer.headers["X-Request-Id"]


def test_half_a_sign_in_an_answer_can_still_be_sent() -> None:
    assert json.loads(Json({"fields": {"\ud800": "x"}}, 422).body) == {"fields": {"\ud800": "x"}}


def test_the_framework_shows_no_page_of_its_own(browser: TestClient) -> None:
    for path in ("/docs", "/redoc", "/openapi.json", "/debug"):
        answer = browser.get(path)

        assert answer.status_code == 404
        assert "detail" not in answer.text
