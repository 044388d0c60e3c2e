"""One file a word: thin handlers."""

from fastapi import APIRouter


def all_routers() -> list[APIRouter]:
    """Every router, in the order in which addresses are tried."""
    from app.routers import (
        account,
        commands,
        health,
        home,
        invitation,
        invitation_making,
        journal,
        membership,
        passkey,
        pattern,
        proposal,
        recovery,
        second_factor,
        session,
        set_up,
        sign_in,
        tablet,
        team,
        team_setting,
    )

    at_the_door = [home, sign_in, session, set_up, passkey, recovery, invitation, account, second_factor, tablet]
    in_the_team = [team, membership, invitation_making, proposal, team_setting, journal]
    return [
        health.router,
        *(word.router for word in (*at_the_door, *in_the_team)),
        commands.router,
        pattern.router,
        *_of_clients(),
    ]


def _of_clients() -> list[APIRouter]:
    """The rooms of the caseload; fixed addresses stand before those with an id."""
    from app.routers import (
        assessment,
        caseload,
        client,
        client_details,
        client_record,
        day,
        door_card,
        entry,
        intake,
        key_safe,
        measurement,
        network_map,
        problem,
        visit,
        visit_plan,
        waiting,
    )

    of_visits = (day, visit_plan, visit, entry, measurement, waiting)
    of_clients = (caseload, client, client_details, client_record, door_card, key_safe, network_map, intake)
    return [word.router for word in (*of_clients, assessment, problem, *of_visits)]
