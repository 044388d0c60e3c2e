"""One file a word: thin handlers."""

from fastapi import APIRouter


def all_routers() -> list[APIRouter]:
    """Every router, in the order in which addresses are tried."""
    from app.actions import (  # noqa: F401 - enter the register
        competence,
        guest,
        invitation_making,
        membership,
        proposal,
        proposal_making,
        team_setting,
    )
    from app.routers import commands, health, home, pattern, session, sign_in

    return [health.router, home.router, sign_in.router, session.router, commands.router, pattern.router]
