"""``kring seed``: larger invented neighbourhoods, for trying out and for measuring."""

from typing import Annotated

from typer import Option

from app.cli.console import FOUND_WRONG, Stop, bar, say
from app.settings import read_settings


def seed(
    teams: Annotated[int, Option(min=1, max=800, help="How many teams of 9 to 12 nurses and 40 to 60 clients.")],
    weeks: Annotated[int, Option(min=1, max=260, help="How many weeks of work lie behind them.")],
    seed: Annotated[int, Option(min=1, max=999_999, help="The same number makes the same teams.")] = 1,
) -> None:
    """Make invented teams in bulk, with years of work if need be, and hold a sample of it against the rules.

    Only into an empty database or one with a demonstration. Ends with 1 when the sample breaks a rule.
    """
    from app.running.installation import installation
    from app.running.seed import seed as make_teams
    from app.seed.demonstration import PASSWORD

    with installation(read_settings()) as house, bar("Weeks of teams") as steps:
        made = make_teams(house, teams=teams, weeks=weeks, seed=seed, steps=steps)
    say(f"{made.rows} rows of {teams} teams are made, {made.rows / made.seconds:.0f} a second.")
    say(f"Sign in as {made.first_nurse} with the password {PASSWORD}. These people and their work are invented.")
    if made.faults:
        words = f"{len(made.faults)} of {made.compared} values in the sample are not what the commands write:"
        raise Stop("\n".join([words, *made.faults[:20]]), FOUND_WRONG)
    say(f"A sample was made again by the commands: {made.compared} values, and none differs.")
