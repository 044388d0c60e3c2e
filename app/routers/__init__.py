"""One file a word: thin handlers."""

from fastapi import APIRouter


def all_routers() -> list[APIRouter]:
    """Every router, in the order in which addresses are tried."""
    from app.actions import team_setting  # noqa: F401 - enters the register
    from app.routers import commands, health

    return [health.router, commands.router]
