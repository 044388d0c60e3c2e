"""What is kept about the person herself is changed, a part at a time, on the version that was seen."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Literal
from uuid import UUID

from pydantic import Field
from sqlmodel import Session

from app.actions.client_change import edit
from app.actions.client_identifier import found_again
from app.actions.place import prepare_point
from app.actions.register import Command, Done, Moment, OptionalLine, OptionalNote, registered
from app.domain.client import address_key, checked_birth_date
from app.domain.errors import FieldWrong
from app.domain.postcode import Point, checked
from app.domain.words import N_
from app.models import Client
from app.queries.access import Nurse, reachable_client

PARTS: Mapping[str, tuple[str, ...]] = {
    "identity": ("given_names", "family_name", "known_as", "born_on", "born_told", "gender"),
    "address": ("address", "postcode", "way_in"),
    "telephone": ("phone", "phone_note"),
    "language": ("language", "interpreter", "understanding"),
    "gp": ("gp_practice", "gp_name", "gp_phone"),
    "matters": ("matters", "matters_on"),
}
"""Part → its fields. A part is sent as a whole: what is left out of it becomes empty."""

Part = Literal["identity", "address", "telephone", "language", "gp", "matters"]


class ChangeClient(Command):
    """One ``part`` of the page as it should read now. ``version`` is the one that was seen.

    ``settles`` says that both texts of a conflict were in view when this was written.
    """

    client: UUID
    part: Part
    version: int = Field(ge=1)
    settles: bool = False
    given_names: OptionalLine = ""
    family_name: OptionalLine = ""
    known_as: OptionalLine = ""
    born_on: date | None = None
    born_told: OptionalLine = ""
    gender: OptionalLine = ""
    phone: OptionalLine = ""
    phone_note: OptionalLine = ""
    address: OptionalNote = ""
    postcode: OptionalLine = ""
    way_in: OptionalNote = ""
    language: OptionalLine = ""
    interpreter: OptionalNote = ""
    understanding: OptionalNote = ""
    matters: OptionalNote = ""
    matters_on: date | None = None
    gp_practice: OptionalLine = ""
    gp_name: OptionalLine = ""
    gp_phone: OptionalLine = ""


@registered("change-client", ChangeClient, prepare=prepare_point)
def change_client(session: Session, nurse: Nurse, wish: ChangeClient, moment: Moment) -> Done:
    client = reachable_client(session, nurse, wish.client)
    changes = _checked(wish, nurse.today, moment.prepared)
    version = edit(
        session,
        nurse,
        moment,
        session.get_one(Client, (nurse.team_id, client.id)),
        seen=wish.version,
        changes=changes,
        client_id=client.id,
        id=moment.ids[0],
        settles=wish.settles,
        by_field=True,
    )
    if wish.part in ("identity", "address"):
        found_again(session, nurse.team_id, client.id)
    return Done({"client": str(client.id), "version": version}, about=f"client/{client.id}", clients=(str(client.id),))


def _checked(wish: ChangeClient, today: date, point: Point | None) -> dict[str, Any]:
    changes = {name: getattr(wish, name) for name in PARTS[wish.part]}
    if wish.part == "identity":
        for name in ("given_names", "family_name"):
            if not changes[name]:
                raise FieldWrong(name, N_("Fill this in."))
        checked_birth_date(wish.born_on, today)
    if wish.part == "address":
        postcode = checked(wish.postcode) if wish.postcode else ""
        changes |= _placed(wish.address, postcode, point if postcode else None)
    if wish.part == "matters":
        changes["matters_on"] = _told_on(wish, today)
    return changes


def _placed(address: str, postcode: str, point: Point | None) -> dict[str, Any]:
    return {
        "postcode": postcode,
        "address_key": address_key(address, postcode),
        "latitude": point.latitude if point else None,
        "longitude": point.longitude if point else None,
    }


def _told_on(wish: ChangeClient, today: date) -> date | None:
    """The day she said it: today unless another was told; none when nothing is said."""
    if wish.matters_on is not None and wish.matters_on > today:
        raise FieldWrong("matters_on", N_("This day has not come yet."))
    return (wish.matters_on or today) if wish.matters else None
