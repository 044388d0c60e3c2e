"""``kring journal``: has somebody changed, removed or cut what is on record?"""

from pathlib import Path
from typing import Annotated

from typer import Option, Typer

from app.cli.console import Stop, bar, say
from app.settings import read_settings

journal = Typer(
    help="Verify the journal, or write its newest seals outside the database.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

FAULTS = 20
"""Shown of one team; the first ones are those to look at."""


@journal.command()
def verify(
    head: Annotated[
        Path | None, Option(help="A file that 'kring journal head' wrote: only that shows a tail that was cut off.")
    ] = None,
) -> None:
    """Walk every team's chain of seals and name what was changed, removed or moved. Ends with 1 when something was."""
    from app.running.installation import installation
    from app.running.journal import read_heads, teams_to_verify, verified

    kept = read_heads(head) if head else {}
    faults, seals, unsealed = [], 0, 0
    with installation(read_settings()) as house, bar("Teams", len(teams_to_verify(house, kept))) as steps:
        for one in steps.over(verified(house, kept)):
            seals, unsealed = seals + one.seals, unsealed + one.unsealed
            if one.faults:
                faults += [f"team {one.team_id}: {fault}" for fault in one.faults[:FAULTS]]
                more = len(one.faults) - FAULTS
                faults += [f"team {one.team_id}: and {more} more"] if more > 0 else []
    if faults:
        raise Stop("\n".join(faults))
    say(f"The journal is whole: {seals} seals, {unsealed} lines not sealed yet.")


@journal.command("head")
def write_head(out: Annotated[Path, Option(help="The file to write. Keep it on another machine.")]) -> None:
    """Write the newest seal of every team to a file, to be kept outside the database."""
    from app.running.installation import installation
    from app.running.journal import heads, write_heads

    with installation(read_settings()) as house:
        found = heads(house)
        write_heads(found, out, house.now())
    say(f"The newest seals of {len(found)} teams stand in {out}.")
