"""What every request passes and every answer carries, errors included."""

import json
import logging
from collections.abc import Iterator, Mapping

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine
from starlette.datastructures import Headers

from app.settings import Settings
from app.web.guard import BODY_LIMIT, HEADERS, METHODS, POLICY, Guard, same_origin
from tests.cast import Cast, Kring
from tests.databases import Cluster, SqliteCluster


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Cluster:
    """Nothing here asks which database it is."""
    return SqliteCluster(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(scope="module")
def engine(cluster: Cluster) -> Iterator[Engine]:
    engine = cluster.engine(cluster.fresh())
    yield engine
    engine.dispose()


ANSWERS = {
    "a page": ("GET", "/t/{team}/settings", 200),
    "health": ("GET", "/health", 200),
    "an unknown address": ("GET", "/nowhere", 404),
    "an unknown command": ("POST", "/api/commands/none", 415),
    "another method": ("DELETE", "/health", 405),
    "an odd id": ("GET", "/t/odd", 404),
    "a file that is not there": ("GET", "/static/x/none.css", 404),
}


@pytest.fixture
def browser(cast: Cast) -> TestClient:
    return cast.amina.browser


@pytest.mark.parametrize(("method", "path", "status"), ANSWERS.values(), ids=ANSWERS)
def test_every_answer_carries_every_header(cast: Cast, method: str, path: str, status: int) -> None:
    answer = cast.amina.browser.request(method, path.replace("{team}", str(cast.riverside)))

    assert answer.status_code == status
    for name, value in HEADERS.items():
        assert answer.headers[name] == value
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Request-Id"]
    assert "etag" not in answer.headers


def test_files_of_the_release_carry_them_too(cast: Cast, kring: Kring) -> None:
    answer = kring.browser().get(kring.app.state.house.assets.address("kring.css"))

    assert [answer.headers[name] for name in HEADERS] == list(HEADERS.values())
    assert "immutable" in answer.headers["Cache-Control"]


def test_no_promised_header_is_missing() -> None:
    """Named here once more, so that a header cannot fall out of the one list unseen."""
    assert set(HEADERS) >= {
        "Content-Security-Policy",
        "X-Content-Type-Options",
        "Referrer-Policy",
        "Cross-Origin-Opener-Policy",
        "Cross-Origin-Resource-Policy",
        "Permissions-Policy",
    }
    assert "frame-ancestors 'none'" in POLICY and "base-uri 'none'" in POLICY and "form-action 'self'" in POLICY


def test_one_policy_without_inline_code_or_eval() -> None:
    assert "unsafe" not in POLICY and "nonce" not in POLICY and "*" not in POLICY
    assert POLICY.startswith("default-src 'none'")


@pytest.mark.parametrize(("address", "told"), [("https://kring.example.org", True), ("", False)])
def test_https_is_insisted_on_where_it_is_served(kring: Kring, address: str, told: bool) -> None:
    kring.app.user_middleware[0].kwargs["settings"] = Settings(base_url=address)

    answer = TestClient(kring.app, base_url=address or "http://localhost:8000").get("/nowhere")

    assert ("strict-transport-security" in answer.headers) is told


FORGED: dict[str, tuple[Mapping[str, str], bool]] = {
    "our own page": ({"Sec-Fetch-Site": "same-origin"}, True),
    "typed by hand": ({"Sec-Fetch-Site": "none"}, True),
    "another site": ({"Sec-Fetch-Site": "cross-site"}, False),
    "a neighbouring name": ({"Sec-Fetch-Site": "same-site"}, False),
    "another site that also says our origin": (
        {"Sec-Fetch-Site": "cross-site", "Origin": "http://localhost:8000"},
        False,
    ),
    "an odd word": ({"Sec-Fetch-Site": "ours"}, False),
    "an empty word": ({"Sec-Fetch-Site": ""}, False),
    "our own origin": ({"Origin": "http://localhost:8000"}, True),
    "another origin": ({"Origin": "https://evil.example"}, False),
    "another port": ({"Origin": "http://localhost:9000"}, False),
    "no origin": ({"Origin": "null"}, False),
    "a broken origin": ({"Origin": "http://[::1"}, False),
    "an empty origin": ({"Origin": ""}, False),
    "no browser": ({}, True),
}


@pytest.mark.parametrize(("headers", "let_through"), FORGED.values(), ids=FORGED)
def test_a_forged_write_is_refused_by_where_it_comes_from(headers: Mapping[str, str], let_through: bool) -> None:
    assert same_origin(Headers(headers), "http://localhost:8000") is let_through


@pytest.mark.parametrize("method", [one for one in METHODS if one not in ("GET", "HEAD", "OPTIONS")])
def test_a_forged_write_changes_nothing(cast: Cast, method: str) -> None:
    answer = cast.amina.browser.request(method, "/sign-out", headers={"Sec-Fetch-Site": "cross-site"})

    assert answer.status_code == 403
    assert cast.amina.get("/t/{team}").status_code == 200


def test_a_link_from_elsewhere_may_be_followed(cast: Cast) -> None:
    answer = cast.amina.get("/t/{team}", headers={"Sec-Fetch-Site": "cross-site"})

    assert answer.status_code == 200


KINDS = {
    "a form": ("/sign-in", "application/x-www-form-urlencoded", 415, False),
    "a form with files": ("/sign-in", "multipart/form-data; boundary=x", 415, False),
    "plain text": ("/sign-in", "text/plain", 415, True),
    "xml": ("/sign-in", "application/xml", 415, True),
    "json to a command": ("/api/commands/none", "application/json; charset=utf-8", 415, False),
    "a form to a command": ("/api/commands/none", "application/x-www-form-urlencoded", 415, True),
    "text to a command": ("/api/commands/none", "text/plain", 415, True),
    "nothing said to a command": ("/api/commands/none", "", 415, True),
}


@pytest.mark.parametrize(("path", "kind", "status", "refused"), KINDS.values(), ids=KINDS)
def test_only_known_kinds_of_content_are_taken(
    browser: TestClient, path: str, kind: str, status: int, refused: bool
) -> None:
    answer = browser.post(path, content=b"x", headers={"Content-Type": kind} if kind else {})

    assert (answer.status_code == status) is refused
    assert answer.status_code < 500


def chunks(size: int) -> Iterator[bytes]:
    """A body that does not say how long it is."""
    for _ in range(0, size, 65_536):
        yield b"x" * 65_536


LIMITS = {
    "a page": ("/t/{team}/settings/zone", BODY_LIMIT),
    "a command": ("/api/commands/change-team-setting", BODY_LIMIT),
    "the door": ("/sign-in/passkey", 65_536),
}


@pytest.mark.parametrize(("path", "limit"), LIMITS.values(), ids=LIMITS)
@pytest.mark.parametrize("chunked", [False, True])
def test_a_body_over_the_limit_of_its_address_is_refused(cast: Cast, path: str, limit: int, chunked: bool) -> None:
    kind = "application/json" if path.startswith("/api") else "application/x-www-form-urlencoded"
    where = path.replace("{team}", str(cast.riverside))
    body = chunks(limit + 65_536) if chunked else b"x" * (limit + 1)

    answer = cast.amina.browser.post(where, content=body, headers={"Content-Type": kind})

    assert answer.status_code == 413
    assert "X-Request-Id" in answer.headers


@pytest.mark.parametrize("length", ["-1", "x", "1e3", "１", "+5"])
def test_a_length_that_is_no_number_is_refused(kring: Kring, length: str) -> None:
    answer = kring.browser().post("/sign-in", content=b"x", headers=[(b"content-length", length.encode("utf-8"))])

    assert answer.status_code == 400


def lines(caplog: pytest.LogCaptureFixture) -> list[dict[str, object]]:
    return [json.loads(record.message) for record in caplog.records if record.name == "kring.access"]


def test_one_line_a_request_with_the_route_and_nothing_of_anybody(cast: Cast, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "kring.access")

    answer = cast.amina.get("/t/{team}/settings?notice=secret", headers={"User-Agent": "Mara's tablet"})

    (line,) = lines(caplog)
    assert (line["method"], line["route"], line["status"]) == ("GET", "/t/{team}/settings", 200)
    assert line["request"] == answer.headers["X-Request-Id"]
    assert set(line) == {"at", "method", "route", "status", "ms", "request", "number"}
    told = caplog.text
    assert [word for word in (str(cast.riverside), "Amina", "secret", "Mara", cast.amina.token) if word in told] == []


@pytest.mark.parametrize("path", ["/nowhere/Mara-Janssen", "/t/Mara/settings", "/api/commands/Mara"])
def test_an_unknown_address_is_not_logged(kring: Kring, caplog: pytest.LogCaptureFixture, path: str) -> None:
    caplog.set_level(logging.INFO, "kring.access")

    kring.browser().get(path)

    assert len(lines(caplog)) == 1
    assert "Mara" not in caplog.text


def test_an_odd_method_is_not_logged(kring: Kring, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "kring.access")

    answer = kring.browser().request("MARA", "/health")

    assert (answer.status_code, lines(caplog)[0]["method"]) == (405, "other")


SOURCES = {
    "no proxy": ((), "9.9.9.9", "1.2.3.4", "9.9.9.9"),
    "a proxy nobody trusts": (("10.0.0.0/8",), "9.9.9.9", "1.2.3.4", "9.9.9.9"),
    "a trusted proxy": (("10.0.0.0/8",), "10.0.0.1", "1.2.3.4", "1.2.3.4"),
    "two trusted proxies": (("10.0.0.0/8",), "10.0.0.1", "1.2.3.4, 10.0.0.2", "1.2.3.4"),
    "a client that lies to a trusted proxy": (("10.0.0.0/8",), "10.0.0.1", "6.6.6.6, 1.2.3.4", "1.2.3.4"),
    "a trusted proxy that says nothing": (("10.0.0.0/8",), "10.0.0.1", "", "10.0.0.1"),
    "only proxies": (("10.0.0.0/8",), "10.0.0.1", "10.0.0.7", "10.0.0.1"),
    "six": (("fd00::/8",), "fd00::1", "2001:db8::1", "2001:db8::1"),
    "no address": (("10.0.0.0/8",), "socket", "1.2.3.4", "socket"),
}


@pytest.mark.parametrize(("trusted", "client", "forwarded", "source"), SOURCES.values(), ids=SOURCES)
def test_a_proxy_is_believed_only_when_it_is_trusted(
    trusted: tuple[str, ...], client: str, forwarded: str, source: str
) -> None:
    guard = Guard(lambda *_: None, Settings(trusted_proxies=trusted))  # type: ignore[arg-type, return-value]
    headers = [(b"x-forwarded-for", forwarded.encode())] if forwarded else []

    assert guard.source_of({"type": "http", "client": (client, 1), "headers": headers}) == source


def test_the_limit_of_a_form_holds_a_text_of_two_million_signs(cast: Cast) -> None:
    """Each of them may take three bytes for each byte in a form; what was typed comes back."""
    text = "ü" * 1_000_000

    answer = cast.amina.post("/t/{team}/settings/zone", {"value": text, "version": "0"})

    assert answer.status_code == 422
    assert text in answer.text
