"""A note in a client's timeline, outside a visit. A correction is a new entry that names the one it corrects."""

from uuid import UUID

from sqlmodel import Session

from app.actions.client_change import touch
from app.actions.register import Command, Done, Happened, Moment, NewId, Note, registered
from app.actions.rows import not_there_yet
from app.domain.errors import NotFound, RuleBroken
from app.domain.visit import EntryKind, ask_about_clock
from app.domain.words import N_
from app.models import Entry
from app.queries.access import Nurse, reachable_client


class AddEntry(Happened):
    """Something seen, heard or done."""

    id: NewId
    client: UUID
    text: Note
    confirmed: bool = False


@registered("add-entry", AddEntry)
def add_entry(session: Session, nurse: Nurse, wish: AddEntry, moment: Moment) -> Done:
    client = reachable_client(session, nurse, wish.client, told_at=wish.happened_at)
    ask_about_clock(wish.happened_at, moment.now, confirmed=wish.confirmed)
    entry = Entry(
        team_id=nurse.team_id,
        id=not_there_yet(session, Entry, nurse.team_id, wish.id),
        client_id=client.id,
        kind=EntryKind.NOTE.value,
        text=wish.text,
        happened_at=wish.happened_at,
        received_at=moment.now,
        author=nurse.membership_id,
    )
    return _appended(session, nurse, entry, moment)


class CorrectEntry(Command):
    """The text as it should have been. Happened when the corrected one did; both stay readable."""

    id: NewId
    client: UUID
    entry: UUID
    text: Note


@registered("correct-entry", CorrectEntry)
def correct_entry(session: Session, nurse: Nurse, wish: CorrectEntry, moment: Moment) -> Done:
    client = reachable_client(session, nurse, wish.client)
    old = session.get(Entry, (nurse.team_id, wish.entry))
    if old is None or old.client_id != client.id:
        raise NotFound(N_("There is no such entry."))
    if old.text == wish.text:
        raise RuleBroken(N_("This says the same as before. Nothing was changed."), code="nothing-changed")
    entry = Entry(
        team_id=nurse.team_id,
        id=not_there_yet(session, Entry, nurse.team_id, wish.id),
        client_id=client.id,
        kind=old.kind,
        text=wish.text,
        happened_at=old.happened_at,
        received_at=moment.now,
        author=nurse.membership_id,
        corrects=old.id,
    )
    return _appended(session, nurse, entry, moment)


def _appended(session: Session, nurse: Nurse, entry: Entry, moment: Moment) -> Done:
    session.add(entry)
    touch(session, nurse.team_id, entry.client_id, moment.now)
    return Done({"entry": str(entry.id)}, about=f"entry/{entry.id}", clients=(str(entry.client_id),))
