"""``kring team``: what the provider does about a team. No screen offers it."""

from typing import Annotated

from typer import Argument, Option, Typer

from app.cli.console import say
from app.settings import read_settings

team = Typer(
    help="Found a team; invite a nurse where none is left; suspend a member or let her back in.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

TeamName = Annotated[str, Argument(metavar="TEAM", help="The team's name, or its id.")]
Member = Annotated[str, Argument(metavar="MEMBER", help="The email address she signs in with, or her name.")]
Reason = Annotated[str, Option(help="Why; it stands in the team's journal.")]


@team.command()
def create(
    name: Annotated[str, Argument(metavar="NAME", help="What the team is called.")],
    nurse: Annotated[str, Option(help="The name of its first nurse.")],
    email: Annotated[str, Option(help="Her email address, if it is known.")] = "",
) -> None:
    """Found a team and print the link that lets its first nurse in. She invites the others."""
    from app.running.installation import installation
    from app.running.teams import found

    with installation(read_settings()) as house:
        founded = found(house, name=_filled(name, "NAME"), nurse=_filled(nurse, "--nurse"), email=email)
    say(f"The team {name} is founded (id {founded.team_id}).")
    say(f"Give {nurse} this link. It lets one person in, once, within {founded.days} days:")
    say(founded.link)


@team.command()
def invite(
    team: TeamName,
    nurse: Annotated[str, Option(help="The name of the nurse.")],
    email: Annotated[str, Option(help="Her email address, if it is known.")] = "",
) -> None:
    """Print a link that lets a nurse into a team where no nurse is left. Otherwise nurses invite each other."""
    from app.running.installation import installation
    from app.running.teams import invite as invite_nurse

    with installation(read_settings()) as house:
        invited = invite_nurse(house, team=team, nurse=_filled(nurse, "--nurse"), email=email)
    say(f"{nurse} is invited to {invited.team}. It stands in the team's journal.")
    say(f"Give {nurse} this link. It lets one person in, once, within {invited.days} days:")
    say(invited.link)


@team.command()
def suspend(team: TeamName, member: Member, reason: Reason) -> None:
    """Suspend a member at once: she reaches nothing of the team and is signed out. It stands in the team's journal."""
    from app.running.installation import installation
    from app.running.teams import suspend as suspend_member

    with installation(read_settings()) as house:
        name = suspend_member(house, team=team, member=member, reason=_filled(reason, "--reason"))
    say(f"{member} is suspended in {name}.")


@team.command()
def lift(team: TeamName, member: Member, reason: Reason) -> None:
    """Let a suspended member back in. It stands in the team's journal."""
    from app.running.installation import installation
    from app.running.teams import lift as lift_suspension

    with installation(read_settings()) as house:
        name = lift_suspension(house, team=team, member=member, reason=_filled(reason, "--reason"))
    say(f"{member} is in {name} again.")


def _filled(text: str, what: str) -> str:
    from app.cli.console import WRONG_USE, Stop

    if not 0 < len(text.strip()) <= 200 or not text.isprintable():
        raise Stop(f"{what}: write up to 200 signs on one line", WRONG_USE)
    return text.strip()
