"""How the command line speaks: plain lines, no traces, and exit codes that scripts can rely on."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import NoReturn, TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

WELL, FOUND_WRONG, WRONG_USE = 0, 1, 2
"""Exit codes: all well; something is wrong with what was looked at; the command or the set-up cannot be used so."""

out = Console(highlight=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, soft_wrap=True)

T = TypeVar("T")


class Stop(Exception):
    """Ends the command with these words."""

    def __init__(self, words: str, code: int = FOUND_WRONG) -> None:
        super().__init__(words)
        self.code = code


def say(words: str = "") -> None:
    out.print(words, markup=False)


def complain(words: str) -> None:
    err.print(words, markup=False)


def give_up(words: str, code: int) -> NoReturn:
    """Say why, line by line, and leave."""
    for line in words.splitlines():
        complain(f"kring: {line}")
    sys.exit(code)


@contextmanager
def bar(what: str, total: int | None = None) -> Iterator["Steps"]:
    """A progress bar on a terminal; nothing where nobody looks."""
    progress = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=err,
        transient=True,
        disable=not err.is_terminal,
    )
    with progress:
        yield Steps(progress, progress.add_task(what, total=total))


class Steps:
    """One bar that moves on."""

    def __init__(self, progress: Progress, task: object) -> None:
        self._progress, self._task = progress, task

    def of(self, total: int) -> None:
        self._progress.update(self._task, total=total)  # type: ignore[arg-type]

    def done(self, count: int = 1) -> None:
        self._progress.advance(self._task, count)  # type: ignore[arg-type]

    def over(self, items: Iterable[T]) -> Iterator[T]:
        """Each item in turn, the bar one step further after it."""
        for item in items:
            yield item
            self.done()
