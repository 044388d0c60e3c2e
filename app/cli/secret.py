"""``kring secret``."""

from typer import Typer

from app.cli.console import Stop, bar, say
from app.settings import read_settings

secret = Typer(help="The key file.", no_args_is_help=True, rich_markup_mode=None)


@secret.callback()
def secrets() -> None:
    """The key file."""


@secret.command()
def rotate() -> None:
    """Make a new key and encrypt what is stored anew. Keep a copy of the key file, apart from the backups.

    Older keys stay in the file: links that were given out and older backups need them.
    """
    from app.running.installation import installation
    from app.running.secret import rotate as rotate_key

    settings = read_settings()
    with installation(settings) as house, bar("Secrets") as steps:
        rotated = rotate_key(house, steps)
    say(f"The new key {rotated.key_id} is in {settings.key_file}; {rotated.anew} secrets were encrypted anew.")
    if rotated.unreadable:
        raise Stop(f"{rotated.unreadable} secrets cannot be read with any key in {settings.key_file}")
