"""The image cannot be built everywhere, so what it must be is read from its recipe."""

import json
import re
import tomllib
from pathlib import Path

import pytest

from app.cli import commands
from app.settings import Settings

PROJECT = Path(__file__).parents[2]
PINNED = re.compile(r"python:3\.\d+(\.\d+)?-slim( AS \w+)?")


@pytest.fixture(scope="module")
def stages() -> list[list[tuple[str, str]]]:
    """The instructions of each stage, continued lines joined."""
    text = (PROJECT / "Dockerfile").read_text().replace("\\\n", " ")
    found: list[list[tuple[str, str]]] = []
    for line in text.splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        word, rest = line.split(None, 1)
        if word == "FROM":
            found.append([])
        found[-1].append((word, " ".join(rest.split())))
    return found


def said(stage: list[tuple[str, str]], word: str) -> list[str]:
    return [rest for one, rest in stage if one == word]


def test_it_is_built_in_one_stage_and_served_from_another(stages: list[list[tuple[str, str]]]) -> None:
    assert len(stages) == 2
    assert all(PINNED.fullmatch(said(stage, "FROM")[0]) for stage in stages)
    assert all("--from=build" in line for line in said(stages[-1], "COPY"))


def test_packages_are_installed_with_their_hashes(stages: list[list[tuple[str, str]]]) -> None:
    installs = [line for line in said(stages[0], "RUN") if "pip install" in line]

    assert "--require-hashes -r /tmp/requirements.lock" in installs[0]
    assert all("--no-deps" in line for line in installs)


def test_it_does_not_run_as_root(stages: list[list[tuple[str, str]]]) -> None:
    words = [word for word, _ in stages[-1]]

    assert said(stages[-1], "USER") == ["kring"]
    assert "RUN" not in words[words.index("USER") :]


def test_one_command_migrates_and_serves(stages: list[list[tuple[str, str]]]) -> None:
    assert json.loads(said(stages[-1], "CMD")[0]) == ["kring", "serve", "--migrate"]
    assert "serve" in {one.name or one.callback.__name__ for one in commands.registered_commands if one.callback}


def test_it_asks_after_its_own_health(stages: list[list[tuple[str, str]]]) -> None:
    check = said(stages[-1], "HEALTHCHECK")[0]
    module = json.loads(check[check.index("[") :])[-1]

    assert int(re.findall(r"--timeout=(\d+)s", check)[0]) >= 5
    assert (PROJECT / (module.replace(".", "/") + ".py")).is_file()


def test_data_and_key_lie_in_volumes_apart(stages: list[list[tuple[str, str]]]) -> None:
    volumes = json.loads(said(stages[-1], "VOLUME")[0])
    given = dict(part.split("=", 1) for line in said(stages[-1], "ENV") for part in line.split())

    assert given["KRING_DATA_DIR"] in volumes
    assert str(Path(given["KRING_SECRET_KEY_FILE"]).parent) in volumes
    assert not Path(given["KRING_SECRET_KEY_FILE"]).is_relative_to(given["KRING_DATA_DIR"])
    assert {name.removeprefix("KRING_").lower() for name in given if name.startswith("KRING_")} <= set(
        Settings.model_fields
    )


def test_what_is_copied_is_let_in_and_there(stages: list[list[tuple[str, str]]]) -> None:
    let_in = {line[1:] for line in (PROJECT / ".dockerignore").read_text().splitlines() if line.startswith("!")}
    copied = {part for line in said(stages[0], "COPY") for part in line.split()[:-1]}
    named = tomllib.loads((PROJECT / "pyproject.toml").read_text())["project"]

    assert copied == let_in
    assert all((PROJECT / one).exists() for one in copied)
    assert {*named["license-files"], named["readme"], "pyproject.toml"} <= copied
