"""Styles and scripts: light, without eval, without another host, readable in both schemes."""

import gzip
import re
from itertools import product
from pathlib import Path

import pytest

from app.web.assets import STATIC, Assets

CSS = sorted((STATIC / "css").glob("*.css"))
JS = sorted((STATIC / "js").rglob("*.js"))
VENDORED = sorted((STATIC / "vendor").glob("*.js"))

LAYERS = "@layer reset, base, components, pages, utilities;"
STYLES_LIMIT = 12_000
SCRIPTS_LIMIT = 30_000
"""Of a page, packed: what every page has and what comes with this one. The map of a network may add 3 kB."""
OF_A_PAGE = ("account.js", "assessment.js", "copy.js", "day.js", "list.js", "passkey.js", "stored.js", "waiting.js")
WORKER_LIMIT = 3_500
"""The worker is no part of a page: it is fetched once a release, beside it."""

#: what a script may not do, and why the content policy or the house forbids it
FORBIDDEN_IN_SCRIPTS = {
    r"\beval\s*\(": "eval",
    r"\bnew\s+Function\b": "eval by another name",
    r"\binnerHTML\b|\bouterHTML\b|\binsertAdjacentHTML\b|document\.write": "text becoming markup",
    r"setAttribute\(\s*[\"']style": "a style attribute",
    r"setTimeout\(\s*[\"']": "eval by another name",
    r"https?://(?!www\.w3\.org/)": "another host",
    r"\blocalStorage\b|\bsessionStorage\b": "something about people left on the tablet in clear",
}

FORBIDDEN_IN_STYLES = {
    r"https?://(?!www\.w3\.org/)": "another host",
    r"@import": "another request",
    r"@font-face": "a web font",
    r"url\(\s*[\"']?data:": "a picture the content policy refuses",
}


def without_comments(text: str) -> str:
    return re.sub(r"/\*.*?\*/", "", text, flags=re.S)


def faults(text: str, forbidden: dict[str, str]) -> list[str]:
    return [why for pattern, why in forbidden.items() if re.search(pattern, without_comments(text))]


def packed(*bodies: bytes) -> int:
    return sum(len(gzip.compress(body, 9)) for body in bodies)


def is_closed(script: str) -> bool:
    """One function that leaves nothing behind in the window by accident, since all scripts become one file."""
    text = without_comments(script).strip()
    return text.startswith("(() => {") and text.endswith("})();") and text.count("\n(() => {") == 0


def undefined_values(styles: str) -> set[str]:
    return set(re.findall(r"var\((--[\w-]+)", styles)) - set(re.findall(r"(--[\w-]+)\s*:", styles))


def stated_version(script: str) -> str | None:
    found = re.search(r"\bversion\s*=\s*[\"'](\d+\.\d+\.\d+)[\"']", script)
    return found[1] if found else None


def named_version(name: str) -> str:
    found = re.search(r"-(\d+\.\d+\.\d+)\.", name)
    assert found, f"{name} does not say its version"
    return found[1]


def tokens(scheme: str) -> dict[str, str]:
    """The colours of one scheme; dark changes some of the light ones."""
    text = without_comments((STATIC / "css" / "_tokens.css").read_text())
    light, dark, _ = re.split(r"@media screen and \(prefers-color-scheme: dark\)|@media print", text)
    found = dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{3,8});", light))
    return found | (dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{3,8});", dark)) if scheme == "dark" else {})


def luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    digits = "".join(d * 2 for d in digits) if len(digits) == 3 else digits
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


GROUNDS = ("ground", "surface", "sunken")
TEXT_PAIRS = [
    *product(("ink", "quiet", "brand", "brand-strong", "bad", "warn", "ok", "info"), GROUNDS),
    *((kind, f"{kind}-tint") for kind in ("ok", "warn", "bad", "info")),
    ("brand-strong", "brand-tint"),
    ("quiet", "brand-tint"),
    ("on-brand", "brand"),
]
BORDER_PAIRS = [*product(("control", "focus", "brand"), GROUNDS), ("bad", "surface"), ("focus", "brand-tint")]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_can_be_read(scheme: str) -> None:
    colours = tokens(scheme)

    poor = [(a, b) for a, b in TEXT_PAIRS if contrast(colours[a], colours[b]) < 4.5]

    assert poor == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_edges_of_what_can_be_touched_are_seen(scheme: str) -> None:
    colours = tokens(scheme)

    poor = [(a, b) for a, b in BORDER_PAIRS if contrast(colours[a], colours[b]) < 3]

    assert poor == []


def test_the_measure_of_contrast_measures() -> None:
    assert contrast("#000", "#ffffff") == pytest.approx(21)
    assert contrast("#777", "#fff") < 4.5 < contrast("#767676", "#fff")


def test_all_styles_and_all_scripts_are_light() -> None:
    assets = Assets()

    assert packed(assets.get("kring.css").body) < STYLES_LIMIT
    everywhere = packed(assets.get("page.js").body, *(path.read_bytes() for path in VENDORED))
    weights = {name: everywhere + packed(assets.get(name).body) for name in OF_A_PAGE}
    assert max(weights.values()) < SCRIPTS_LIMIT, weights
    assert everywhere + packed(assets.get("network-map.js").body) < SCRIPTS_LIMIT + 3_000
    assert packed(assets.get("worker.js").body) < WORKER_LIMIT


def test_the_layers_are_declared_before_anything_else() -> None:
    assert CSS[0].name == "_layers.css"
    assert without_comments(CSS[0].read_text()).strip() == LAYERS


@pytest.mark.parametrize("path", CSS[1:], ids=lambda path: path.name)
def test_each_stylesheet_stands_in_a_layer_and_asks_nobody(path: Path) -> None:
    text = without_comments(path.read_text()).strip()

    assert re.match(r"@layer (reset|base|components|pages|utilities) \{", text)
    assert faults(text, FORBIDDEN_IN_STYLES) == []
    assert text.count("{") == text.count("}")


def test_every_value_that_is_used_is_defined() -> None:
    assert undefined_values("\n".join(path.read_text() for path in CSS)) == set()
    assert undefined_values(":root{--a:1} p{color:var(--b)}") == {"--b"}


@pytest.mark.parametrize("path", JS, ids=lambda path: path.name)
def test_each_script_keeps_to_itself_and_to_the_content_policy(path: Path) -> None:
    text = path.read_text()

    assert is_closed(text)
    assert faults(text, FORBIDDEN_IN_SCRIPTS) == []
    assert text.startswith("/*"), "the first line says what it is for"


@pytest.mark.parametrize(
    "planted",
    [
        "eval('1')",
        "new Function('return 1')",
        "place.innerHTML = text",
        "element.setAttribute('style', 'color: red')",
        "setTimeout('go()', 1)",
        "fetch('https://elsewhere.example/')",
        "localStorage.name = 'Peggy'",
    ],
)
def test_the_check_of_scripts_finds_what_is_planted(planted: str) -> None:
    assert faults(planted, FORBIDDEN_IN_SCRIPTS)


@pytest.mark.parametrize(
    "planted",
    [
        "@import 'more.css';",
        "@font-face { }",
        "a { background: url(https://elsewhere.example/a.png) }",
        "a { background: url(data:image/png,) }",
    ],
)
def test_the_check_of_styles_finds_what_is_planted(planted: str) -> None:
    assert faults(planted, FORBIDDEN_IN_STYLES)


@pytest.mark.parametrize("planted", ["const open = 1;", "(() => {})();\n(() => {})();", "(function () {})();"])
def test_the_check_of_closed_scripts_finds_what_is_planted(planted: str) -> None:
    assert not is_closed(planted)


@pytest.mark.parametrize("path", VENDORED, ids=lambda path: path.name)
def test_a_vendored_file_is_the_version_its_name_says(path: Path) -> None:
    text = path.read_text()

    assert stated_version(text) == named_version(path.name)
    assert path.with_suffix(".LICENSE").is_file()
    assert "sourceMappingURL" not in text


def test_the_check_of_versions_finds_what_is_planted() -> None:
    assert stated_version('this.version="4.0.2"') != named_version("htmx-4.0.1.js")
    assert stated_version("no version here") is None


def test_htmx_and_its_streams_are_one_file() -> None:
    """As two deferred files they race, and a tablet at the meeting stays silent without an error."""
    text = (STATIC / "vendor" / "htmx-4.0.1.js").read_text()

    assert text.startswith("var htmx=")
    assert "hx-sse:connect" in text
