"""One file a word: thin handlers."""

from fastapi import APIRouter


def all_routers() -> list[APIRouter]:
    """Every router, in the order in which addresses are tried."""
    from app.actions import (  # noqa: F401 - enter the register
        client,
        client_details,
        client_identifier,
        client_status,
        closed_record,
        competence,
        entry,
        guest,
        invitation_making,
        measurement,
        membership,
        named_nurse,
        proposal,
        proposal_making,
        team_setting,
        visit,
        visit_record,
    )
    from app.routers import commands, health, home, pattern, session, sign_in

    return [health.router, home.router, sign_in.router, session.router, commands.router, pattern.router, *_of_clients()]


def _of_clients() -> list[APIRouter]:
    """The rooms of the caseload, each its own router; fixed addresses stand before those with an id."""
    from app.routers import caseload, client, client_details, client_record

    return [caseload.router, client.router, client_details.router, client_record.router]
