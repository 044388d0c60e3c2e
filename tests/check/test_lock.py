"""What is installed is pinned with hashes, and the lock files name no index and no machine."""

import re
import tomllib
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]
LOCKS = ("requirements.lock", "requirements-test.lock")
PIN = re.compile(r"^([a-z0-9][a-z0-9._-]*)==([^\s;\\]+)[^\n]*\\\n((?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)", re.M)


def pins(name: str) -> dict[str, str]:
    return {found[1]: found[2] for found in PIN.finditer((PROJECT / name).read_text())}


def plain(requirement: str) -> str:
    return re.sub(r"[._-]+", "-", re.split(r"[\[<>=!~; ]", requirement)[0]).lower()


@pytest.mark.parametrize("name", LOCKS)
def test_every_line_is_a_pin_with_hashes_or_a_comment(name: str) -> None:
    left = PIN.sub("", (PROJECT / name).read_text())

    assert [line for line in left.splitlines() if line.strip() and not line.lstrip().startswith("#")] == []
    assert re.findall(r"https?://|file://|--index|--find|/t[m]p/|/o[p]t/|/h[o]me/|/r[o]ot/", left) == []


def test_what_the_project_asks_for_is_pinned() -> None:
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text())
    asked = {plain(one) for one in project["project"]["dependencies"] + project["build-system"]["requires"]}
    for_tests = {plain(one) for one in project["project"]["optional-dependencies"]["test"]}

    assert asked <= set(pins("requirements.lock")), "run 'make lock'"
    assert asked | for_tests <= set(pins("requirements-test.lock")), "run 'make lock'"


def test_the_tests_run_with_what_is_served() -> None:
    served, tested = pins("requirements.lock"), pins("requirements-test.lock")

    assert {name: tested.get(name) for name in served} == served
