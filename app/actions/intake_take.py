"""The one way in which a file becomes clients, for a page and for the command line: stored first, then taken whole."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, insert, select, update
from sqlmodel import Session

from app.actions.intake_read import ReadFile
from app.actions.intake_record import add_record
from app.actions.intake_rows import Rows, add_client, ids_from
from app.actions.rows import changed
from app.domain.duplicate import CERTAIN, known
from app.domain.errors import RuleBroken
from app.domain.journal import Outcome
from app.domain.words import N_
from app.models import Intake, IntakeClient, JournalLine
from app.models.base import columns, table_of
from app.queries.intake_content import unpacked
from app.queries.intake_match import as_row, matches, there

I, P = columns(Intake), columns(IntakeClient)

PEOPLE = (
    select(P.id, P.number, P.content, P.duplicates, P.decision)
    .where(P.team_id == bindparam("team"), P.intake_id == bindparam("intake"))
    .order_by(P.number)
)
TAKE = (
    update(Intake)
    .where(
        I.team_id == bindparam("team"),
        I.id == bindparam("intake"),
        I.taken_at.is_(None),
        I.dropped_at.is_(None),
    )
    .values(taken_at=bindparam("now"), taken_by=bindparam("by"), version=I.version + 1)
    .execution_options(synchronize_session=False)
)
BECAME = (
    update(IntakeClient)
    .where(P.team_id == bindparam("team"), P.id == bindparam("person"))
    .values(client_id=bindparam("client"))
    .execution_options(synchronize_session=False)
)
FORGET = (
    update(IntakeClient)
    .where(P.team_id == bindparam("team"), P.intake_id == bindparam("intake"))
    .values(content=b"")
    .execution_options(synchronize_session=False)
)
"""Once they are in, what was read of them stands in the record; of those left out nothing is kept."""
CERTAIN_WORDS = tuple(likeness.value for likeness in CERTAIN)


@dataclass(frozen=True)
class Taker:
    """Who takes in, where and when. Without ``membership_id`` it is the command line, for the team."""

    team_id: UUID
    membership_id: UUID | None
    now: datetime
    today: date
    zone: ZoneInfo


@dataclass(frozen=True)
class Taken:
    """Who came in, in the order of the file, and how many rows that made."""

    clients: Sequence[UUID]
    rows: int


def store(session: Session, taker: Taker, intake_id: UUID, read: ReadFile) -> None:
    """Keep what was read, with everybody of the team whom somebody in it may be."""
    session.add(
        Intake(
            team_id=taker.team_id,
            id=intake_id,
            file_name=read.file_name,
            kind=read.kind,
            digest=read.digest,
            size=read.size,
            faults=list(read.faults),
            remarks=list(read.remarks),
            left_aside=read.left_aside,
            clients=len(read.people),
            made_by=taker.membership_id,
            made_at=taker.now,
        )
    )
    session.flush()
    if read.people:
        found = found_there(session, taker, read)
        table: Any = table_of(IntakeClient)
        session.execute(insert(table), [_person(taker, intake_id, one, found) for one in read.people])


def found_there(session: Session, taker: Taker, read: ReadFile) -> Mapping[str, list[dict[str, Any]]]:
    """Number in the file → the team's clients she may be."""
    found: dict[str, list[dict[str, Any]]] = {}
    existing = there(session, taker.team_id, taker.membership_id)
    for match in matches([one.known for one in read.people], existing):
        found.setdefault(match.one, []).append(as_row(match, {"client": match.other}))
    return found


def _person(taker: Taker, intake_id: UUID, one: Any, found: Mapping[str, list[dict[str, Any]]]) -> dict[str, Any]:
    return {
        "team_id": taker.team_id,
        "id": one.id,
        "intake_id": intake_id,
        "number": one.number,
        "content": one.content,
        "duplicates": [*found.get(one.known.key, []), *one.within],
        "decision": "",
        "decided_by": None,
        "client_id": None,
    }


def must_decide(duplicates: Sequence[Mapping[str, Any]]) -> bool:
    return any(one["likeness"] in CERTAIN_WORDS for one in duplicates)


def take(session: Session, taker: Taker, intake: Intake, base: UUID) -> Taken:
    """Everybody in the file who is not to be left out; all or nobody. ``base`` is a fresh id for the rows."""
    if intake.faults:
        raise RuleBroken(
            N_("Nothing was taken in from “{file}”: {count} things in it are wrong."),
            code="file-has-faults",
            file=intake.file_name,
            count=len(intake.faults),
        )
    values = {"team": taker.team_id, "intake": intake.id}
    if not changed(session, TAKE, {**values, "now": taker.now, "by": taker.membership_id}):
        raise RuleBroken(N_("This file was taken in or dropped before."), code="taken-already")
    people = session.execute(PEOPLE, values).all()
    _all_decided(people)
    rows = Rows(taker.team_id, intake.id, taker.membership_id, taker.now, taker.today, taker.zone, ids_from(base))
    became: list[tuple[UUID, UUID]] = []
    staged = [(one, unpacked(one.content)) for one in people if one.decision != "same"]
    _nobody_came_meanwhile(session, taker, staged)
    for one, person in staged:
        client_id = add_client(rows, person)
        add_record(rows, client_id, person.client)
        became.append((one.id, client_id))
    count = rows.write(session)
    for person_id, client_id in became:
        session.execute(BECAME, {"team": taker.team_id, "person": person_id, "client": client_id})
    session.execute(FORGET, values)
    return Taken([client_id for _, client_id in became], count)


def take_for_team(
    session: Session, taker: Taker, read: ReadFile, *, intake_id: UUID, base: UUID, line_id: UUID
) -> Taken:
    """Stored and taken in one unit, from the machine that serves: the journal's line names no account."""
    store(session, taker, intake_id, read)
    taken = take(session, taker, session.get_one(Intake, (taker.team_id, intake_id)), base)
    session.add(
        JournalLine(
            team_id=taker.team_id,
            id=line_id,
            at=taker.now,
            what="intake-at-the-command-line",
            about=f"intake/{intake_id}",
            clients=[str(client) for client in taken.clients],
            outcome=Outcome.DONE.value,
        )
    )
    return taken


def _all_decided(people: Sequence[Any]) -> None:
    count = sum(1 for one in people if not one.decision and must_decide(one.duplicates))
    if count:
        raise RuleBroken(
            N_("Nothing was taken in: {count} in this file may be here already. Decide about each of them first."),
            code="duplicates-undecided",
            count=count,
        )


def _nobody_came_meanwhile(session: Session, taker: Taker, staged: Sequence[tuple[Any, Any]]) -> None:
    """Somebody may have been written down by hand since the file was read; a second page is not made of her."""
    existing = there(session, taker.team_id, taker.membership_id)
    seen = {str(one.number): {each.get("client") for each in one.duplicates} for one, _ in staged}
    incoming = [known(str(one.number), person.client) for one, person in staged]
    count = len(
        {
            match.one
            for match in matches(incoming, existing)
            if match.likeness in CERTAIN and match.other not in seen[match.one]
        }
    )
    if count:
        raise RuleBroken(
            N_("Nothing was taken in: {count} in this file came to the team meanwhile. Drop it and put it in again."),
            code="came-meanwhile",
            count=count,
        )
