"""Files a page refers to: joined, addressed by content, kept for ever by whoever fetched them."""

import gzip
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI, Request, Response
from fastapi.testclient import TestClient

from app.web.assets import STATIC, Assets

TEMPLATES = STATIC.parent / "templates"


@pytest.fixture(scope="module")
def assets() -> Assets:
    return Assets()


@pytest.fixture(scope="module")
def client(assets: Assets) -> Iterator[TestClient]:
    app = FastAPI()

    @app.get("/static/{digest}/{name:path}")
    def file(request: Request, digest: str, name: str) -> Response:
        return assets.serve(request, digest, name)

    with TestClient(app) as asking:
        yield asking


def small_house(folder: Path, css: str = "a{}") -> Assets:
    (folder / "css").mkdir(exist_ok=True)
    (folder / "css" / "one.css").write_text(css)
    return Assets(folder)


def test_stylesheets_are_joined_in_the_order_of_their_names(tmp_path: Path) -> None:
    (tmp_path / "css").mkdir()
    for name, text in (("b.css", "b{}"), ("_layers.css", "@layer x;"), ("a.css", "a{}")):
        (tmp_path / "css" / name).write_text(text)

    joined = Assets(tmp_path).get("kring.css").body.decode()

    assert joined.split("\n") == ["@layer x;", "a{}", "b{}"]


def test_another_content_has_another_address(tmp_path: Path) -> None:
    before = small_house(tmp_path).address("kring.css")

    after = small_house(tmp_path, css="a{color:red}").address("kring.css")

    assert before != after
    assert re.fullmatch(r"/static/[0-9a-f]{16}/kring\.css", after)


def test_a_bundle_without_files_is_not_offered(tmp_path: Path) -> None:
    assert small_house(tmp_path).names() == ["kring.css"]


def test_an_unknown_name_in_a_template_fails(assets: Assets) -> None:
    with pytest.raises(KeyError):
        assets.address("nothing.css")


def test_every_file_that_a_template_names_is_there(assets: Assets) -> None:
    named = {
        name
        for path in TEMPLATES.rglob("*.html")
        for name in re.findall(r"asset\(['\"]([^'\"]+)['\"]\)", path.read_text())
    }

    assert named
    assert named <= set(assets.names())


@pytest.mark.parametrize(
    ("name", "content_type"),
    [
        ("kring.css", "text/css; charset=utf-8"),
        ("kring.js", "text/javascript; charset=utf-8"),
        ("htmx-4.0.1.js", "text/javascript; charset=utf-8"),
        ("icons/favicon.svg", "image/svg+xml"),
        ("icons/icon-180.png", "image/png"),
        ("icons/icon-512.png", "image/png"),
        ("manifest.webmanifest", "application/manifest+json"),
    ],
)
def test_a_file_may_be_kept_for_ever(client: TestClient, assets: Assets, name: str, content_type: str) -> None:
    answer = client.get(assets.address(name))

    assert answer.status_code == 200
    assert answer.content == assets.get(name).body
    assert answer.headers["content-type"] == content_type
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    ("accepted", "packed"),
    [
        ("gzip", True),
        ("br, gzip;q=0.8", True),
        ("*", True),
        ("identity", False),
        ("gzip;q=0", False),
        ("gzipped", False),
    ],
)
def test_a_file_is_packed_for_those_who_take_it(
    client: TestClient, assets: Assets, accepted: str, packed: bool
) -> None:
    asset = assets.get("kring.css")

    answer = client.get(asset.address, headers={"Accept-Encoding": accepted})

    assert ("gzip" in answer.headers.get("content-encoding", "")) is packed
    assert answer.headers["vary"] == "Accept-Encoding"
    assert int(answer.headers["content-length"]) == len(asset.packed or b"" if packed else asset.body)
    assert asset.packed and gzip.decompress(asset.packed) == asset.body


def test_a_picture_is_not_packed_again(assets: Assets) -> None:
    assert assets.get("icons/icon-512.png").packed is None


@pytest.mark.parametrize(
    "address",
    ["/static/0000000000000000/kring.css", "/static/0000000000000000/nothing.js", "/static/x/../../settings.py"],
)
def test_any_other_address_is_not_found_and_not_remembered(client: TestClient, address: str) -> None:
    answer = client.get(address)

    assert answer.status_code == 404
    assert "immutable" not in answer.headers.get("cache-control", "")


def test_the_manifest_names_its_icons_by_their_addresses(assets: Assets) -> None:
    manifest = assets.get("manifest.webmanifest").body.decode()

    assert "asset:" not in manifest
    for name in ("icons/icon-180.png", "icons/icon-512.png", "icons/favicon.svg"):
        assert f'"{assets.address(name)}"' in manifest


def test_scripts_go_out_without_remarks_and_with_everything_else(tmp_path: Path) -> None:
    folder = tmp_path / "js"
    folder.mkdir()
    (folder / "one.js").write_text(
        "/* What it is.\n * More. */\n(() => {\n  /* why */\n  const a = 1; /* one */\n"
        '  /* x */ const b = "/* kept */"; /* y */\n  const c = "/*";\n\n  const d = "*/";\n})();\n'
    )

    sent = Assets(tmp_path).get("kring.js").body.decode()

    assert sent == (
        '(() => {\nconst a = 1;\n/* x */ const b = "/* kept */";\nconst c = "/*";\nconst d = "*/";\n})();\n'
    )
