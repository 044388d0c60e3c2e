"""Edits of what people keep about a client: on the version that was seen, with before and after on record."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Table, bindparam, select, update
from sqlmodel import Session

from app.actions.register import Moment
from app.actions.rows import changed
from app.domain.errors import ChangedMeanwhile
from app.domain.words import N_
from app.models import Client, ClientChange
from app.models.base import TeamRow, columns, table_of
from app.queries.access import Nurse

C, K = columns(Client), columns(ClientChange)

TOUCH = (
    update(Client)
    .where(C.team_id == bindparam("team"), C.id == bindparam("client"))
    .values(latest_change_at=bindparam("now"))
    .execution_options(synchronize_session=False)
)

SINCE = select(K.after).where(
    K.team_id == bindparam("team"),
    K.client_id == bindparam("client"),
    K.row_id == bindparam("row"),
    K.version > bindparam("seen"),
)

CHANGED_MEANWHILE = N_(
    "Somebody else changed this while you were writing. Both are shown below; choose, and save again."
)


def edit(
    session: Session,
    nurse: Nurse,
    moment: Moment,
    row: TeamRow,
    *,
    seen: int,
    changes: Mapping[str, Any],
    client_id: UUID,
    id: UUID,
    settles: bool = False,
    by_field: bool = False,
    what: str = "",
) -> int:
    """Change a versioned row that was seen at version ``seen``; returns the version it has now.

    Raises ``ChangedMeanwhile`` with both texts, field by field, when somebody saved first. ``id`` is for the line in
    ``client_change``; a save that changes nothing leaves none and makes no version. ``settles`` marks the saving
    that settled a conflict. With ``by_field`` somebody who saved other fields of the row meanwhile is in nobody's way.
    ``what`` names the line in ``client_change`` where the table's name would say too little.
    """
    before = {name: getattr(row, name) for name in changes}
    if _version(row) != seen:
        if not (by_field and _only_other_fields(session, row, client_id, seen, changes)):
            raise _conflict(row, before, changes)
        seen = _version(row)
    real = {name: value for name, value in changes.items() if value != before[name]}
    if not real:
        return seen
    if not changed(session, _conditional(row, real), {"team": row.team_id, "row": row.id, "seen": seen}):
        session.refresh(row)
        raise _conflict(row, {name: getattr(row, name) for name in changes}, changes)
    session.refresh(row)
    session.add(
        ClientChange(
            team_id=row.team_id,
            id=id,
            client_id=client_id,
            what=what or str(row.__tablename__),
            row_id=row.id,
            version=seen + 1,
            before=_plain({name: before[name] for name in real}),
            after=_plain(real),
            settles=settles,
            by=nurse.membership_id,
            at=moment.now,
        )
    )
    touch(session, row.team_id, client_id, moment.now)
    return seen + 1


def touch(session: Session, team_id: UUID, client_id: UUID, now: datetime) -> None:
    """Something about this client changed: the caseload says when. For whatever is added rather than edited."""
    changed(session, TOUCH, {"team": team_id, "client": client_id, "now": now})


def _only_other_fields(session: Session, row: TeamRow, client_id: UUID, seen: int, changes: Mapping[str, Any]) -> bool:
    """Every version made since ``seen`` is on record, and none of them touched what is changed now."""
    values = {"team": row.team_id, "client": client_id, "row": row.id, "seen": seen}
    since = session.execute(SINCE, values).scalars().all()
    return len(since) == _version(row) - seen > 0 and changes.keys().isdisjoint(name for one in since for name in one)


def _conditional(row: TeamRow, real: Mapping[str, Any]) -> Any:
    table: Table = table_of(type(row))
    c = table.c
    return (
        update(table)
        .where(c.team_id == bindparam("team"), c.id == bindparam("row"), c.version == bindparam("seen"))
        .values(**real, version=c.version + 1)
    )


def _version(row: TeamRow) -> int:
    return int(row.version)  # type: ignore[attr-defined]


def _conflict(row: TeamRow, theirs: Mapping[str, Any], yours: Mapping[str, Any]) -> ChangedMeanwhile:
    return ChangedMeanwhile(CHANGED_MEANWHILE, version=_version(row), theirs=_plain(theirs), yours=_plain(yours))


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    """As they stand in a JSON column and in an answer."""
    return {name: _one(value) for name, value in values.items()}


def _one(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else str(value) if isinstance(value, UUID) else value
