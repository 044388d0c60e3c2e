"""``kring doctor``."""

from datetime import UTC, datetime

from rich.text import Text

from app.cli.console import FOUND_WRONG, Stop, out
from app.settings import read_settings

STYLES = {"ok": "green", "warn": "yellow", "bad": "bold red"}


def doctor() -> None:
    """Say in plain words what is wrong with the set-up, and what to do. Ends with 1 when something is bad."""
    from app.running.doctor import examine

    worst = 0
    for finding in examine(read_settings(), datetime.now(UTC)):
        line = Text(f"{finding.level:<5}", style=STYLES[finding.level])
        line.append(f"{finding.what}: {finding.found}", style="default")
        out.print(line)
        if finding.do:
            out.print(Text(f"     → {finding.do}"))
        worst += finding.level == "bad"
    if worst:
        raise Stop("one thing is bad" if worst == 1 else f"{worst} things are bad", FOUND_WRONG)
