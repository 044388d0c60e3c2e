"""``kring``: what only the machine that serves may do. Installing, backing up, recovering are no power on screen."""

import sys

import typer
from sqlalchemy.exc import DBAPIError

from app.cli import keeping, serving
from app.cli.account import account
from app.cli.console import FOUND_WRONG, WRONG_USE, Stop, give_up
from app.cli.doctor import doctor
from app.cli.intake import intake
from app.cli.journal import journal
from app.cli.secret import secret
from app.cli.seed import seed
from app.cli.team import team
from app.domain.errors import Refused
from app.settings import SettingsWrong

commands = typer.Typer(
    name="kring",
    help="Kring: the shared caseload of a self-managing neighbourhood nursing team.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
commands.command()(serving.serve)
commands.command()(serving.migrate)
commands.command()(serving.demo)
commands.command()(seed)
commands.command()(keeping.backup)
commands.command()(keeping.restore)
commands.command()(doctor)
commands.add_typer(team, name="team")
commands.add_typer(account, name="account")
commands.add_typer(intake, name="import")
commands.add_typer(journal, name="journal")
commands.add_typer(secret, name="secret")


def main() -> None:
    """Run one command. Whatever goes wrong is said in plain lines, with an exit code that a script can rely on."""
    from app.database import Unavailable
    from app.keys import KeyMissing
    from app.running.ground import SetUpWrong, first_line

    try:
        commands(prog_name="kring")
    except (SettingsWrong, SetUpWrong, KeyMissing) as fault:
        give_up(str(fault), WRONG_USE)
    except Stop as stop:
        give_up(str(stop), stop.code)
    except Refused as refusal:
        give_up(refusal.message.format_map(dict(refusal.values)), FOUND_WRONG)
    except Unavailable as fault:
        give_up(str(fault), WRONG_USE)
    except DBAPIError as fault:
        give_up(f"the database refused: {first_line(fault)}", WRONG_USE)
    except KeyboardInterrupt:
        sys.exit(130)
    except Exception as fault:
        from app.running.logs import where

        give_up(f"something broke that should not: {where(fault)}", FOUND_WRONG)


__all__ = ["commands", "main"]
