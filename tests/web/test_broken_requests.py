"""Whatever arrives, it is answered in words and never with a 500."""

import json
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from app.models import new_id
from app.web.errors import KINDS
from tests.cast import Cast
from tests.databases import Cluster, SqliteCluster


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Cluster:
    """The edge is asked, not the database; what reaches PostgreSQL is tried by ``test_schemathesis.py`` on both."""
    return SqliteCluster(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(scope="module")
def engine(cluster: Cluster) -> Iterator[Engine]:
    engine = cluster.engine(cluster.fresh())
    yield engine
    engine.dispose()


@pytest.fixture
def browser(cast: Cast) -> TestClient:
    return cast.amina.browser


FORM = {"Content-Type": "application/x-www-form-urlencoded"}
JSON = {"Content-Type": "application/json"}

PATHS = {
    "half a percent sign": "/t/%",
    "broken encoding": "/t/%ff%fe/settings",
    "a null byte": "/t/%00/settings",
    "a null byte behind an id": "/t/{team}/settings/zone%00",
    "up and away": "/t/{team}/../../etc/passwd",
    "up and away, hidden": "/static/x/..%2f..%2fpyproject.toml",
    "a very long address": "/t/" + "x" * 20_000,
    "many slashes": "/t//////",
    "an odd id": "/t/{team}/members/1",
    "a half sign": "/t/%ed%a0%80",
    "braces": "/t/{{team}}",
    "an odd notice": "/t/{team}?notice=%00%ff",
    "a thousand questions": "/t/{team}?" + "&".join(f"a={n}" for n in range(1000)),
}


@pytest.mark.parametrize("path", PATHS.values(), ids=PATHS)
def test_an_odd_address_is_not_found(cast: Cast, browser: TestClient, path: str) -> None:
    answer = browser.get(path.replace("{team}", str(cast.riverside)))

    assert answer.status_code in (200, 404), answer.text[:300]


@pytest.mark.parametrize(
    "odd",
    ["1", "None", "", "00000000-0000-0000-0000-000000000000", "{}", "01a2", "x" * 500, "0" * 36, "ünï", "1e9", "-1"],
)
def test_an_odd_id_is_the_same_not_found_as_another_teams(cast: Cast, odd: str) -> None:
    other = cast.amina.browser.get(f"/t/{cast.malpas}/members/{cast.beth.membership}")
    answer = cast.amina.browser.get(f"/t/{cast.riverside}/members/{odd}")

    assert answer.status_code == other.status_code == 404


BODIES = {
    "nothing": (FORM, b""),
    "not a form": (FORM, b"\x00\xff\xfe"),
    "broken encoding": (FORM, b"value=%ff%fe&version=%"),
    "a null byte": (FORM, b"value=%00&version=0"),
    "a field without a name": (FORM, b"=1&&&=2"),
    "a thousand fields": (FORM, b"&".join(b"a%d=1" % n for n in range(1000))),
    "the same field often": (FORM, b"&".join(b"value=%d" % n for n in range(100))),
    "a number that is none": (FORM, b"value=1&version=1e400"),
    "a very large number": (FORM, b"value=1&version=" + b"9" * 5000),
    "a form with files, without a boundary": ({"Content-Type": "multipart/form-data"}, b"x"),
    "a form with files, broken off": ({"Content-Type": "multipart/form-data; boundary=x"}, b"--x\r\nContent-Disp"),
    "a form with files, odd names": (
        {"Content-Type": "multipart/form-data; boundary=x"},
        b'--x\r\nContent-Disposition: form-data; name="\xff\x00"\r\n\r\n1\r\n--x--\r\n',
    ),
    "a file where a text belongs": (
        {"Content-Type": "multipart/form-data; boundary=x"},
        b'--x\r\nContent-Disposition: form-data; name="value"; filename="a.txt"\r\n\r\n1\r\n--x--\r\n',
    ),
    "an odd set of letters": ({"Content-Type": "multipart/form-data; boundary=x; charset=none"}, b"--x--\r\n"),
    "a kind that is none": ({"Content-Type": ";;;"}, b"x"),
}


@pytest.mark.parametrize(("headers", "body"), BODIES.values(), ids=BODIES)
@pytest.mark.parametrize("path", ["/t/{team}/settings/zone", "/sign-in", "/t/{team}/nurse-invitations"])
def test_a_broken_form_is_answered_in_words(
    cast: Cast, browser: TestClient, path: str, headers: dict[str, str], body: bytes
) -> None:
    answer = browser.post(path.replace("{team}", str(cast.riverside)), content=body, headers=headers)

    assert answer.status_code in (303, 400, 403, 409, 415, 422), answer.text[:300]


MULTIPART = "multipart/form-data; boundary=a"
SENT = {
    "nothing": b"",
    "no JSON": b"{",
    "not UTF-8": b'{"a": "\xff"}',
    "a list": b"[]",
    "null": b"null",
    "no number": b'{"version": NaN}',
    "infinitely deep": b"[" * 100_000,
    "deep": b'{"body":' * 5000 + b"1" + b"}" * 5000,
    "a very large number": b'{"version": ' + b"9" * 5000 + b"}",
    "half a sign as a name": b'{"\\ud800": 1}',
    "the same name twice": b'{"team": 1, "team": 2}',
}


@pytest.mark.parametrize("body", SENT.values(), ids=SENT)
def test_broken_json_is_refused_with_a_code(browser: TestClient, body: bytes) -> None:
    answer = browser.post("/api/commands/change-team-setting", content=body, headers=JSON)

    assert answer.status_code == 422
    assert answer.json()["code"] in ("not-json", "not-filled-in")


FIELDS: list[object] = [
    None,
    True,
    0,
    -1,
    2**31,
    2**63,
    2**64,
    10**400,
    1.5,
    "",
    " ",
    "\x00",
    "\ud800",
    "x" * 300_000,
    [],
    {},
    ["\x00"],
    {"\ud800": "\x00"},
    "٣",
    "²",
    "＋1",
]


@pytest.mark.parametrize("field", ["name", "value", "agreement", "version", "another"])
@pytest.mark.parametrize(
    "value", FIELDS, ids=lambda value: repr(value)[:20].encode("ascii", "backslashreplace").decode()
)
def test_an_odd_field_is_refused_with_a_code_or_taken(cast: Cast, field: str, value: object) -> None:
    body = {"name": "objection_days", "value": "10", "version": 0, field: value}
    sent = {"operation": str(new_id()), "team": str(cast.riverside), "body": body}

    answer = cast.amina.browser.post(
        "/api/commands/change-team-setting", content=json.dumps(sent).encode(), headers=JSON
    )

    assert answer.status_code in (200, 404, 409, 422), answer.text[:300]
    assert answer.status_code == 200 or answer.json()["code"]


HEADERS = {
    "a broken cookie": {"Cookie": "kring=\xff; =; ;;;"},
    "a very long cookie": {"Cookie": "kring=" + "x" * 50_000},
    "a thousand cookies": {"Cookie": "; ".join(f"a{n}=1" for n in range(1000))},
    "an odd accept": {"Accept": "\xff;;;q=x"},
    "an odd encoding": {"Accept-Encoding": "gzip;q=x, \xff"},
    "an odd language": {"Accept-Language": "xx-\xff;q=9"},
    "an odd proxy": {"X-Forwarded-For": "\xff, , ,"},
    "an odd host": {"Host": "\xff:x"},
    "an odd htmx": {"HX-Request": "\xff", "HX-Request-Type": "\xff"},
    "a huge header": {"X-Huge": "x" * 100_000},
    "an odd range": {"Range": "bytes=x-"},
    "an odd condition": {"If-Modified-Since": "x", "If-None-Match": "\xff"},
}


@pytest.mark.parametrize("headers", HEADERS.values(), ids=HEADERS)
@pytest.mark.parametrize("path", ["/t/{team}", "/sign-in", "/static/x/y", "/nowhere"])
def test_odd_headers_change_nothing(cast: Cast, path: str, headers: dict[str, str]) -> None:
    coded = {name.encode(): value.encode("latin-1") for name, value in headers.items()}

    answer = cast.kring.browser().get(path.replace("{team}", str(cast.riverside)), headers=list(coded.items()))

    assert answer.status_code in (200, 303, 401, 404)


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    body=st.binary(max_size=400),
    kind=st.sampled_from([*FORM.values(), *JSON.values(), "multipart/form-data; boundary=a"]),
)
def test_noise_is_never_a_fault(browser: TestClient, body: bytes, kind: str) -> None:
    for path in ("/sign-in", "/api/commands/leave-team", "/sign-in/kept"):
        answer = browser.post(path, content=body, headers={"Content-Type": kind})

        assert answer.status_code in KINDS or answer.status_code in (200, 303)
        assert answer.status_code != 500
