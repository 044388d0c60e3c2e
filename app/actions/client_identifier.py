"""Numbers by which the services know a client. One that fails its check is kept as written and never shown as right."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import bindparam, select, update
from sqlmodel import Session

from app.actions.client_change import touch
from app.actions.register import Command, Done, Line, Moment, NewId, OptionalLine, registered
from app.actions.rows import changed, not_there_yet
from app.domain.client import search_text
from app.domain.errors import FieldWrong, NotFound, RuleBroken
from app.domain.identifier import Identifier, IdentifierKind, Standing, check
from app.domain.words import N_
from app.models import Client, ClientIdentifier
from app.models.base import columns
from app.queries.access import Nurse, open_to, reachable_client

N = columns(ClientIdentifier)

VALUES = (
    select(N.value)
    .where(N.team_id == bindparam("team"), N.client_id == bindparam("client"), N.ended_at.is_(None))
    .order_by(N.id)
)
SOMEBODY_ELSES = select(N.client_id).where(
    N.team_id == bindparam("team"),
    N.kind == bindparam("kind"),
    N.value == bindparam("value"),
    N.client_id != bindparam("client"),
    N.ended_at.is_(None),
    open_to(N.team_id, N.client_id),
)
HERS = select(N.id).where(
    N.team_id == bindparam("team"),
    N.client_id == bindparam("client"),
    N.kind == bindparam("kind"),
    N.value == bindparam("value"),
    N.ended_at.is_(None),
)
END = (
    update(ClientIdentifier)
    .where(
        N.team_id == bindparam("team"),
        N.client_id == bindparam("client"),
        N.id == bindparam("identifier"),
        N.ended_at.is_(None),
    )
    .values(ended_at=bindparam("now"))
    .execution_options(synchronize_session=False)
)


class AddClientIdentifier(Command):
    """A number as it stands on the letter or the card. ``as_written`` keeps one that fails its check, marked."""

    id: NewId
    client: UUID
    kind: IdentifierKind
    value: Line
    system: OptionalLine = ""
    as_written: bool = False
    also_somebody_elses: bool = False
    """Another client has the same number, and the nurse has looked: it stays with both until that is settled."""


@registered("add-client-identifier", AddClientIdentifier)
def add_client_identifier(session: Session, nurse: Nurse, wish: AddClientIdentifier, moment: Moment) -> Done:
    client = reachable_client(session, nurse, wish.client)
    number = checked_number(wish.kind, wish.value, system=wish.system, as_written=wish.as_written)
    values = {"team": nurse.team_id, "client": client.id, "kind": stored_kind(number), "value": number.normal}
    if session.execute(HERS, values).first():
        raise RuleBroken(N_("This number is already on the page."), code="there-already")
    if not wish.also_somebody_elses and session.execute(SOMEBODY_ELSES, {**values, "me": nurse.membership_id}).first():
        raise RuleBroken(
            N_("Another client of the team has this same number. Is it the same person? Look again at the letter."),
            code="number-of-another",
        )
    row_id = not_there_yet(session, ClientIdentifier, nurse.team_id, wish.id)
    row = identifier_row(number, nurse=nurse, client_id=client.id, row_id=row_id, now=moment.now)
    session.add(row)
    found_again(session, nurse.team_id, client.id)
    touch(session, nurse.team_id, client.id, moment.now)
    return Done({"identifier": str(row.id)}, about=f"client/{client.id}", clients=(str(client.id),))


class EndClientIdentifier(Command):
    """The number is not hers, or no longer. Who wrote it and when stays readable in the journal."""

    client: UUID
    identifier_id: UUID


@registered("end-client-identifier", EndClientIdentifier)
def end_client_identifier(session: Session, nurse: Nurse, wish: EndClientIdentifier, moment: Moment) -> Done:
    client = reachable_client(session, nurse, wish.client)
    row = session.get(ClientIdentifier, (nurse.team_id, wish.identifier_id))
    if row is None or row.client_id != client.id:
        raise NotFound(N_("There is no such number on this page."))
    values = {"team": nurse.team_id, "client": client.id, "identifier": row.id, "now": moment.now}
    if not changed(session, END, values):
        raise RuleBroken(N_("This number was taken away before."), code="ended-already")
    found_again(session, nurse.team_id, client.id)
    touch(session, nurse.team_id, client.id, moment.now)
    return Done({"identifier": str(row.id)}, about=f"client/{client.id}", clients=(str(client.id),))


def checked_number(
    kind: IdentifierKind, value: str, *, system: str = "", as_written: bool = False, field: str = "value"
) -> Identifier:
    """The number, or the word beside its field when it fails its check and nobody said to keep it as written."""
    number = check(kind, value, system=system)
    if number.standing is Standing.WRONG and not as_written:
        raise FieldWrong(field, number.why)
    return number


def stored_kind(number: Identifier) -> str:
    """What stands in ``kind``: one we know, or the name of somebody else's system."""
    return number.system if number.kind is IdentifierKind.OTHER and number.system else number.kind.value


def identifier_row(
    number: Identifier, *, nurse: Nurse, client_id: UUID, row_id: UUID, now: datetime
) -> ClientIdentifier:
    return ClientIdentifier(
        team_id=nurse.team_id,
        id=row_id,
        client_id=client_id,
        kind=stored_kind(number),
        value=number.normal,
        is_valid=number.is_valid,
        recorded_by=nurse.membership_id,
        recorded_at=now,
    )


def found_again(session: Session, team_id: UUID, client_id: UUID) -> None:
    """The client is found by what she is called and numbered now. Called after names, postcode or numbers changed."""
    session.flush()
    client = session.get_one(Client, (team_id, client_id))
    numbers = session.execute(VALUES, {"team": team_id, "client": client_id}).scalars().all()
    names = (client.known_as, client.given_names, client.family_name)
    client.search = search_text(names=names, postcode=client.postcode, numbers=numbers)
