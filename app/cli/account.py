"""``kring account``."""

from typing import Annotated

from typer import Argument, Typer

from app.cli.console import say
from app.settings import read_settings

account = Typer(help="Let somebody back into her account.", no_args_is_help=True, rich_markup_mode=None)


@account.callback()
def accounts() -> None:
    """Let somebody back into her account."""


@account.command()
def recover(email: Annotated[str, Argument(metavar="EMAIL", help="The address she signs in with.")]) -> None:
    """Print a link that opens once, within an hour, with which she sets up her sign-in anew.

    Make sure that it is she who asks, and give it to her in person or on a number you know.
    """
    from app.running.account import recovery_link
    from app.running.installation import installation

    with installation(read_settings()) as house:
        link = recovery_link(house, email)
    say(f"This link opens once, within an hour. It replaces every way in that {email} had:")
    say(link)
