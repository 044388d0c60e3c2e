"""The shape of the code: which way its parts look, how large they are, what only one of them may do."""

import ast
import logging
from functools import cache
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

ROOT = Path(__file__).parents[2]
APP = ROOT / "app"
LONGEST = 350
MODULES = sorted(path for path in APP.rglob("*.py"))
ROUTERS = sorted((APP / "routers").rglob("*.py"))
STREAMS: dict[str, str] = {}
"""Handler → why it is a stream and therefore ``async def``."""
BELOW_THE_WEB = ("domain", "models", "queries", "actions", "planning", "exchange")
VERBS = ("get", "post", "put", "patch", "delete", "head", "options", "api_route", "route")


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text())


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_the_parts_import_only_to_the_right(capsys: pytest.CaptureFixture[str]) -> None:
    broken = lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True)
    for known in logging.root.manager.loggerDict.values():
        if isinstance(known, logging.Logger):
            known.disabled = False  # it silences every logger there is, also for the tests that come after this one

    assert broken == 0, capsys.readouterr().out


def test_a_module_can_be_read_in_one_sitting() -> None:
    lines = {named(path): len(path.read_text().splitlines()) for path in MODULES}

    assert {name: count for name, count in lines.items() if count > LONGEST} == {}


def test_a_module_says_what_it_is_for() -> None:
    silent = [named(path) for path in MODULES if path.read_text().strip() and not ast.get_docstring(parsed(path))]

    assert silent == []


def test_handlers_are_plain_functions() -> None:
    """A blocking call in an ``async def`` would stop every stream of the worker."""
    handlers = [
        node.name
        for path in ROUTERS
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.AsyncFunctionDef) and any(_is_route(mark) for mark in node.decorator_list)
    ]

    assert [name for name in handlers if name not in STREAMS] == []


def _is_route(mark: ast.expr) -> bool:
    return isinstance(mark, ast.Call) and isinstance(mark.func, ast.Attribute) and mark.func.attr in VERBS


def test_nobody_but_the_door_commits() -> None:
    """One command, one unit of work: whoever commits inside it has made two."""
    calls = [
        f"{named(path)}: {node.func.attr}"
        for path in MODULES
        if not path.is_relative_to(APP / "database")
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id in ("session", "connection")
        and node.func.attr in ("commit", "rollback", "begin", "begin_nested", "close")
    ]

    assert calls == []


def test_rows_are_made_inside_the_unit_that_writes_them() -> None:
    """A row that was flushed once counts as stored: when its unit runs again, it is silently not written."""
    copies = [str(path.relative_to(ROOT)) for path in MODULES if ".model_copy(" in path.read_text()]

    assert copies == []


FORBIDDEN_IN_UNITS = {
    "datetime.now": "the time is the moment's",
    "datetime.utcnow": "the time is the moment's",
    "date.today": "the day is the nurse's",
    "time.time": "the time is the moment's",
    "time.sleep": "a unit does not wait",
    "uuid.uuid4": "ids are the moment's",
    "uuid7": "ids are the moment's",
    "new_id": "ids are the moment's",
    "secrets.token_urlsafe": "secrets are prepared before",
    "secrets.token_bytes": "secrets are prepared before",
    "random.random": "chance is prepared before",
    "open": "a unit reads no file",
    "Path": "a unit reads no file",
}


UNITS = [path for path in MODULES if path.relative_to(APP).parts[0] in BELOW_THE_WEB]


def test_a_unit_of_work_can_run_again() -> None:
    """Inside a unit there is no clock, chance, file or network; what it needs is handed in."""
    found = {
        (named(path), name)
        for path in UNITS
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.FunctionDef) and _gets_a_session(node)
        for name in _called(node)
        if name in FORBIDDEN_IN_UNITS
    }

    assert [f"{path}: {name}: {FORBIDDEN_IN_UNITS[name]}" for path, name in sorted(found)] == []


def _gets_a_session(function: ast.FunctionDef) -> bool:
    return any(argument.arg == "session" for argument in function.args.args)


def _called(tree: ast.AST) -> list[str]:
    return [ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)]


def test_only_the_door_and_the_places_that_put_parts_together_open_the_database() -> None:
    allowed = ("database", "cli", "running", "main.py")
    openers = [
        str(path.relative_to(APP))
        for path in MODULES
        if any(name.split(".")[-1] in ("create_engine", "open_door") for name in _called(parsed(path)))
        and path.relative_to(APP).parts[0] not in allowed
    ]

    assert openers == []
