"""A client comes to the team: written down with what is known, and first looked for among those who are there."""

from datetime import date
from typing import Any, Literal

from sqlmodel import Session

from app.actions.client_identifier import checked_number, found_again, identifier_row
from app.actions.place import prepare_point
from app.actions.register import (
    Command,
    Done,
    Line,
    Moment,
    NewId,
    OptionalLine,
    OptionalNote,
    registered,
)
from app.actions.rows import not_there_yet
from app.domain.client import address_key, checked_birth_date
from app.domain.errors import FieldWrong, RuleBroken
from app.domain.identifier import IdentifierKind
from app.domain.postcode import Point, checked
from app.domain.words import N_
from app.models import Client, ClientStatusLine
from app.queries.access import Nurse
from app.queries.look_alike import look_alikes


class RegisterClient(Command):
    """A new client. Whatever is not known yet stays empty; ``born_told`` holds a birth date that is not whole."""

    id: NewId
    given_names: Line
    family_name: Line
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
    gp_practice: OptionalLine = ""
    gp_name: OptionalLine = ""
    gp_phone: OptionalLine = ""
    nhs_number: OptionalLine = ""
    status: Literal["referred", "active"] = "referred"
    since: date | None = None
    why: OptionalLine = ""
    other_person: bool = False
    """Somebody like her is here already, and the nurse has looked: it is another person."""


@registered("register-client", RegisterClient, prepare=prepare_point)
def register_client(session: Session, nurse: Nurse, wish: RegisterClient, moment: Moment) -> Done:
    client = new_client(session, nurse, wish, moment)
    if not wish.other_person:
        _nobody_like_her(session, nurse, wish)
    session.add(client)
    session.flush()
    session.add(
        ClientStatusLine(
            team_id=nurse.team_id,
            id=moment.ids[0],
            client_id=client.id,
            status=wish.status,
            since=client.status_since,
            reason=wish.why,
            by=nurse.membership_id,
            at=moment.now,
        )
    )
    if wish.nhs_number:
        number = checked_number(IdentifierKind.NHS_NUMBER, wish.nhs_number, field="nhs_number")
        session.add(identifier_row(number, nurse=nurse, client_id=client.id, row_id=moment.ids[1], now=moment.now))
    found_again(session, nurse.team_id, client.id)
    return Done({"client": str(client.id)}, about=f"client/{client.id}", clients=(str(client.id),))


def _nobody_like_her(session: Session, nurse: Nurse, wish: RegisterClient) -> None:
    found = look_alikes(
        session,
        nurse,
        given_names=wish.given_names,
        family_name=wish.family_name,
        known_as=wish.known_as,
        born_on=wish.born_on,
        nhs_number=wish.nhs_number,
    )
    if found:
        raise RuleBroken(
            N_("Somebody like this is here already. Is it the same person? Look below before you write a second page."),
            code="perhaps-here-already",
        )


def new_client(session: Session, nurse: Nurse, wish: RegisterClient, moment: Moment) -> Client:
    """The row, with everything that was told checked. ``moment.prepared`` is the point of the postcode, if known."""
    postcode = checked(wish.postcode) if wish.postcode else ""
    point: Point | None = moment.prepared if postcode else None
    told = wish.model_dump(exclude={"id", "nhs_number", "status", "since", "why", "other_person"})
    checked_birth_date(wish.born_on, nurse.today)
    more: dict[str, Any] = {
        "postcode": postcode,
        "latitude": point.latitude if point else None,
        "longitude": point.longitude if point else None,
        "address_key": address_key(wish.address, postcode),
        "matters_on": nurse.today if wish.matters else None,
    }
    return Client(
        team_id=nurse.team_id,
        id=not_there_yet(session, Client, nurse.team_id, wish.id),
        status=wish.status,
        status_since=status_day(wish.since, nurse.today),
        latest_change_at=moment.now,
        made_by=nurse.membership_id,
        made_at=moment.now,
        **{**told, **more},
    )


def status_day(since: date | None, today: date) -> date:
    """The day a status began: today unless another was told, and never one to come."""
    if since is not None and since > today:
        raise FieldWrong("since", N_("This day has not come yet."))
    return since or today
