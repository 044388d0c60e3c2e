"""A full caseload for the browser tests: forty-eight people with what a nurse has to know of them."""

from datetime import date, timedelta
from itertools import product
from typing import Any
from uuid import UUID

from app.models import Allergy, ClientChange, ClosedRecord, DoorWarning, Entry, NamedNurse, Visit, new_id
from tests import factories
from tests.cast import Cast

GIVEN = ("Doreen", "Harold", "Jean", "Kazimierz", "Lakshmi", "Norman", "Olwen", "Sylvia")
FAMILY = ("Abbott", "Catchpole", "Goymer", "Nunn", "Rolfe", "Wojciechowska")
WARNINGS = ("Small dog, friendly", "Oxygen in the bedroom", "Steep stairs, no rail", "No reply: ring Ruth next door")

NAMES = (*GIVEN, *FAMILY, *(f"{given} {family}" for family, given in product(FAMILY, GIVEN)))
SAID = ("Penicillin", "rash", "To walk to the gate.", "To walk to the harbour on her own again.")
NOTED = ("They fell out over a hedge years ago.", "Heel is drier. She slept in the chair again.", "Ada Frost", "Ada")
ASKED = ("nunn", "nowhere", "Jean", "Nunne", "To see the sea.")
"""Typed into the search and the forms."""
PLACES = ("Northgate Street", "Bury St Edmunds", "IP33", "IP33 1HQ")
WRITTEN = {*NAMES, *WARNINGS, *SAID, *NOTED, *ASKED, *PLACES}
"""What a person wrote: it is translated by nobody."""


def fill(cast: Cast) -> UUID:
    """Forty-eight clients; the returned one has some of everything."""
    now, team, by = cast.kring.clock.now, cast.riverside, cast.amina.membership
    assert by is not None
    people = [
        factories.client(
            team,
            by,
            now,
            given_names=given,
            family_name=family,
            known_as="",
            born_on=date(1930 + number % 25, 1 + number % 12, 1 + number % 28),
            address=f"{number + 1} Northgate Street\nBury St Edmunds",
            status="paused" if number % 17 == 5 else "referred" if number % 19 == 7 else "active",
        )
        for number, (family, given) in enumerate(product(FAMILY, GIVEN))
    ]
    people[0].search += " 9990000026"
    cast.kring.add(team, *people)
    cast.kring.add(team, *(factories.status_line(one) for one in people))
    for number, one in enumerate(people):
        cast.kring.add(team, *_around(cast, one.id, number))
    return _with_everything(cast, people[0].id)


def _around(cast: Cast, client: UUID, number: int) -> list[Any]:
    now, team = cast.kring.clock.now, cast.riverside
    at = now + timedelta(days=1 + number % 3, minutes=15 * (number % 12))
    who = cast.joanne if number % 2 else cast.amina
    rows: list[Any] = [
        NamedNurse(team_id=team, client_id=client, membership_id=who.membership, place=1, since=date(2026, 9, 9)),
        Visit(
            team_id=team,
            client_id=client,
            membership_id=who.membership,
            day=at.date(),
            planned_at=at,
            minutes=30,
            made_at=now,
        ),
    ]
    if number % 3 == 0:
        rows.append(Allergy(team_id=team, client_id=client, substance="Penicillin", reaction="rash", at=now))
    return rows + [
        DoorWarning(team_id=team, client_id=client, kind="other", text=text, at=now) for text in WARNINGS[: number % 4]
    ]


def _with_everything(cast: Cast, client: UUID) -> UUID:
    now, team = cast.kring.clock.now, cast.riverside
    cast.kring.add(
        team,
        factories.client_identifier(team, client, now),
        factories.client_identifier(team, client, now, value="4010232138", is_valid=False),
        ClosedRecord(
            team_id=team,
            client_id=client,
            membership_id=cast.member("Ada Frost", team, seat=None, kind="guest").membership,
            kind="excluded",
            reason="They fell out over a hedge years ago.",
            recorded_by=cast.amina.membership,
            at=now,
        ),
        ClientChange(
            team_id=team,
            id=new_id(),
            client_id=client,
            what="client",
            row_id=client,
            version=2,
            before={"matters": "To walk to the gate."},
            after={"matters": "To walk to the harbour on her own again."},
            by=cast.joanne.membership,
            at=now,
        ),
        Entry(
            team_id=team,
            client_id=client,
            kind="note",
            text="Heel is drier. She slept in the chair again.",
            happened_at=now - timedelta(hours=3),
            received_at=now,
            author=cast.joanne.membership,
        ),
    )
    return client
