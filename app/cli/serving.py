"""``kring serve``, ``kring migrate`` and ``kring demo``."""

from typing import Annotated

from typer import Option

from app.cli.console import bar, say
from app.settings import Settings, read_settings


def serve(
    migrate: Annotated[bool, Option("--migrate", help="Bring the database to this release first.")] = False,
    demo: Annotated[bool, Option("--demo", help="Fill an empty database with the demonstration first.")] = False,
) -> None:
    """Serve Kring. Refuses to start when something in the set-up would make it pointless or unsafe."""
    settings = read_settings()
    if migrate:
        _migrate(settings)
    from app.running import serve as serving

    serving.check(settings)
    if demo:
        _fill_with_demonstration(settings, only_if_empty=True)
    serving.serve(settings, ready=lambda: _welcome(settings))


def migrate() -> None:
    """Make the database, or bring it to this release. Nothing happens when it is there already."""
    settings = read_settings()
    before, after = _migrate(settings)
    say(f"The database is at revision {after}." if before == after else f"The database went to revision {after}.")


def demo() -> None:
    """Fill an empty database with the demonstration: two teams, Riverside and Malpas."""
    settings = read_settings()
    from app.running.ground import check_data_dir, check_database

    check_data_dir(settings.data_dir)
    check_database(settings)
    _fill_with_demonstration(settings, only_if_empty=False)
    for line in _demonstration_words():
        say(line)


def _migrate(settings: Settings) -> tuple[str | None, str]:
    from app.running.ground import check_data_dir
    from app.running.migrate import bring_to_release

    check_data_dir(settings.data_dir)
    return bring_to_release(settings)


def _fill_with_demonstration(settings: Settings, *, only_if_empty: bool) -> None:
    from app.running.demonstration import fill

    with bar("The demonstration") as steps:
        fill(settings, only_if_empty=only_if_empty, steps=steps)


def _welcome(settings: Settings) -> None:
    from app.running.demonstration import is_demonstration
    from app.running.seed import seeded_nurses

    say(f"Kring is at {settings.address}")
    if seeded := seeded_nurses(settings):
        for line in _words(" or ".join(seeded)):
            say(line)
    elif is_demonstration(settings):
        for line in _demonstration_words():
            say(line)
    say("Stop it with Ctrl-C.")


def _demonstration_words() -> list[str]:
    from app.seed.people import TEAMS

    return _words(" or ".join(f"{team.nurses[0].email} ({team.name})" for team in TEAMS))


def _words(firsts: str) -> list[str]:
    from app.seed.demonstration import PASSWORD

    return [f"Sign in as {firsts}", f"with the password {PASSWORD}. These people and their work are invented."]
