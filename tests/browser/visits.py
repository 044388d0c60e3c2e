"""Visits for the browser tests: a day of Amina's with everything on it that a round can show."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from app.models import Allergy, Decision, DoorWarning, Entry, Medicine, new_id
from tests.cast import Cast
from tests.samples.sample import once
from tests.samples.visit import measurement
from tests.visits import TASKS, told, visit

MORE = ({"id": "t3", "text": "Check blister pack", "measures": []}, {"id": "t4", "text": "Eye drops", "measures": []})

WRITTEN = {
    *("Margaret Ann Thornton", "Peggy"),
    *("Maud Ellery", "Maudie", "Frederick Ellery", "Fred", "12 Guildhall Street", "Bury St Edmunds", "IP33 1PR"),
    *(str(task["text"]) for task in (*TASKS, *MORE)),
    *("penicillin (rash and swelling), iodine (Inadine)", "Dr Shah", "red folder in the hall", "Madopar"),
    *("Terrier: ask her to put him in the kitchen", "Edge still red on the inside.", "Left heel: edge still red."),
    *("Wrong heel", "Insulin at noon", "In hospital since the morning", "Ruth sounded worn out on the telephone."),
}
"""What people wrote on these pages."""


def day(cast: Cast) -> Mapping[str, UUID]:
    """``later``, ``going``, ``done`` and ``cancelled`` visits of Amina's to one client, and a ``gap``."""
    made: Mapping[str, UUID] = once(cast, "a day", lambda: _made(cast))
    return made


def _made(cast: Cast) -> Mapping[str, UUID]:
    now = cast.kring.clock.now
    home = {"address": "12 Guildhall Street\nBury St Edmunds", "postcode": "IP33 1PR"}
    maud = cast.client(cast.amina, given_names="Maud", family_name="Ellery", known_as="Maudie", **home)
    fred = cast.client(cast.amina, given_names="Frederick", family_name="Ellery", known_as="Fred", **home)
    _known(cast, maud)
    tasks = [*TASKS, *MORE]
    for number in range(6):
        visit(cast, fred, in_minutes=60 + 40 * number, urgency=("must-be-today", "a-call-will-do")[number % 2])
    done = visit(cast, maud, in_minutes=-90, tasks=tasks, started_at=now - timedelta(minutes=85))
    value = {"systolic": "142", "diastolic": "81", "glucose": "126"}
    body = told(cast, maud, done, value=value, unit={"glucose": "mg/dL"}, note="Edge still red on the inside.")
    assert cast.joanne.command("record-visit", body).status_code == 200
    again = told(cast, maud, done, number=1, why="Wrong heel", note="Left heel: edge still red.", safe_to_leave="yes")
    assert cast.amina.command("correct-visit-record", again).status_code == 200
    return {
        "client": maud,
        "later": visit(cast, maud, in_minutes=-30, tasks=tasks, urgency="must-be-today", urgency_why="Insulin at noon"),
        "going": visit(cast, maud, in_minutes=5, tasks=tasks, started_at=now, started_by=cast.amina.membership),
        "done": done,
        "cancelled": visit(cast, maud, in_minutes=200, cancelled_at=now, cancelled_why="In hospital since the morning"),
        "gap": visit(cast, fred, in_minutes=240, membership_id=None, urgency="must-be-today"),
        "note": _note(cast, maud),
        "value": _value(cast, maud),
    }


def _known(cast: Cast, client: UUID) -> None:
    now = cast.kring.clock.now
    hers: dict[str, Any] = {"team_id": cast.riverside, "client_id": client, "at": now}
    cast.kring.add(
        cast.riverside,
        Allergy(id=new_id(), substance="penicillin", reaction="rash and swelling", **hers),
        Allergy(id=new_id(), substance="iodine (Inadine)", **hers),
        Decision(
            id=new_id(), kind="cpr-not-recommended", by_whom="Dr Shah", where_paper="red folder in the hall", **hers
        ),
        DoorWarning(id=new_id(), kind="animal", text="Terrier: ask her to put him in the kitchen", **hers),
        Medicine(id=new_id(), name="Madopar", is_time_critical=True, timing="08:00, 12:00, 16:00", **hers),
    )


def _note(cast: Cast, client: UUID) -> UUID:
    now = cast.kring.clock.now
    row = Entry(
        team_id=cast.riverside,
        id=new_id(),
        client_id=client,
        kind="note",
        text="Ruth sounded worn out on the telephone.",
        happened_at=now - timedelta(days=1),
        received_at=now,
        author=cast.joanne.membership,
    )
    cast.kring.add(cast.riverside, row)
    return row.id


def _value(cast: Cast, client: UUID) -> UUID:
    row = measurement(cast, client_id=client, taken_at=cast.kring.clock.now - timedelta(days=7))
    cast.kring.add(cast.riverside, row)
    return row.id
