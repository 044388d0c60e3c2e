"""What is put on a nurse's tablet: her visits of today and tomorrow, their clients' pages, and how new each is."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import and_, bindparam, or_, select
from sqlmodel import Session

from app.domain.journal import Outcome
from app.domain.tablet import FILLING_LASTS, days_on_tablet
from app.models import Client, JournalLine, KeySafe, Tablet, Visit
from app.models.base import columns
from app.queries.access import Nurse, open_to

V, C, S, J, B = columns(Visit), columns(Client), columns(KeySafe), columns(JournalLine), columns(Tablet)

DOOR_LISTS = ("warnings", "decisions", "allergies", "medicines", "conditions")
PUT = "put-on-tablet"
"""What the journal's line says."""

MY_VISITS = (
    select(V.id, V.client_id, V.membership_id, V.day, V.version, V.started_at, V.finished_at, C.latest_change_at)
    .join(Client, and_(C.team_id == V.team_id, C.id == V.client_id))
    .where(
        V.team_id == bindparam("team"),
        V.day.in_(bindparam("days", expanding=True)),
        or_(V.membership_id == bindparam("me"), V.membership_id.is_(None), V.started_by == bindparam("me")),
        or_(V.cancelled_at.is_(None), V.started_at.is_not(None)),
        open_to(V.team_id, V.client_id),
    )
    .order_by(V.planned_at, V.id)
)
SAFES = (
    select(S.client_id, S.code)
    .where(S.team_id == bindparam("team"), S.client_id.in_(bindparam("clients", expanding=True)), S.ended_at.is_(None))
    .order_by(S.id)
)
STANDING = select(B.retired_at).where(B.id == bindparam("tablet"), B.account_id == bindparam("account"))
TABLETS = (
    select(B.id, B.label, B.made_at, B.filled_at, B.given_at)
    .where(B.account_id == bindparam("account"), B.retired_at.is_(None))
    .order_by(B.id)
)
PUT_LINE = select(J.clients, J.at).where(
    J.team_id == bindparam("team"),
    J.id == bindparam("line"),
    J.account_id == bindparam("account"),
    J.session_id == bindparam("session"),
    J.what == PUT,
    J.outcome == Outcome.SHOWN.value,
)


@dataclass(frozen=True)
class Bundle:
    """Pages that grow old together: those of the days, or those of one client."""

    key: str
    digest: str
    shown: Mapping[str, Sequence[str]]
    """Address → whom one reads about there, for the line of a look without a signal."""
    code: str = field(default="", repr=False)
    """The ciphertext of the client's key-safe code."""

    @property
    def addresses(self) -> Sequence[str]:
        return list(self.shown)

    @property
    def clients(self) -> Sequence[str]:
        """Whom one reads about on them."""
        return list(dict.fromkeys(client for clients in self.shown.values() for client in clients))


@dataclass(frozen=True)
class TabletDay:
    """All that belongs on the tablet now. What is there and not named here goes."""

    home: str
    also: Mapping[str, str]
    """Other spellings of an address: tomorrow's page leads back to today by its day."""
    bundles: Sequence[Bundle]


@dataclass(frozen=True)
class KeptTablet:
    """A tablet on which I have a passphrase."""

    id: UUID
    label: str
    made_at: datetime
    filled_at: datetime | None
    given_at: datetime | None


def tablet_stands(session: Session, account_id: UUID, tablet_id: UUID) -> bool:
    """Whether this nurse has a passphrase on it, and has not given it up."""
    row = session.execute(STANDING, {"tablet": tablet_id, "account": account_id}).one_or_none()
    return row is not None and row.retired_at is None


def tablets_of(session: Session, account_id: UUID) -> list[KeptTablet]:
    rows = session.execute(TABLETS, {"account": account_id})
    return [KeptTablet(row.id, row.label, row.made_at, row.filled_at, row.given_at) for row in rows]


def tablet_day(session: Session, nurse: Nurse, release: str) -> TabletDay:
    """Everything, with a digest a bundle: the tablet fetches only what is not as it has it. No look by itself."""
    days = days_on_tablet(nurse.today)
    rows = session.execute(MY_VISITS, {"team": nurse.team_id, "days": days, "me": nurse.membership_id}).all()
    mine = [row for row in rows if row.membership_id is not None]
    at = f"/t/{nurse.team_id}"
    today, tomorrow = (_clients([row for row in rows if row.day == day]) for day in days)
    rounds = {f"{at}/round": today, f"{at}/round?day={days[1].isoformat()}": tomorrow}
    of_days = Bundle("days", _digest(release, nurse, rows), {**rounds, f"{at}/me/waiting": []})
    codes = _codes(session, nurse, [row.client_id for row in mine])
    bundles = [
        Bundle(
            f"client/{client}",
            _digest(release, nurse, own),
            {address: [str(client)] for address in _pages(at, client, own)},
            codes.get(client, ""),
        )
        for client, own in _by_client(mine).items()
    ]
    also = {f"{at}/round?day={days[0].isoformat()}": f"{at}/round"}
    return TabletDay(f"{at}/round", also, [of_days, *bundles])


def is_put_on_tablet(session: Session, nurse: Nurse, line: UUID, clients: Iterable[object], now: datetime) -> bool:
    """Whether this very session was given these clients' pages for its tablet a moment ago, on record."""
    values = {"team": nurse.team_id, "line": line, "account": nurse.account_id, "session": nurse.session_id}
    row = session.execute(PUT_LINE, values).one_or_none()
    return row is not None and now - row.at <= FILLING_LASTS and set(map(str, clients)) <= set(row.clients)


def _pages(at: str, client: UUID, rows: Sequence[Any]) -> Iterator[str]:
    here = f"{at}/clients/{client}"
    yield here
    for rest in ("timeline", "record", "network-map", "visits", "key-safe", "entries/new", "measurements/new"):
        yield f"{here}/{rest}"
    for name in DOOR_LISTS:
        yield f"{here}/door/{name}"
    for row in rows:
        yield f"{at}/visits/{row.id}"
        if row.finished_at is None:
            yield f"{at}/visits/{row.id}?also=me"


def _codes(session: Session, nurse: Nurse, clients: Sequence[UUID]) -> dict[UUID, str]:
    rows = session.execute(SAFES, {"team": nurse.team_id, "clients": clients}) if clients else ()
    return {row.client_id: row.code for row in rows}


def _by_client(rows: Sequence[Any]) -> dict[UUID, list[Any]]:
    found: dict[UUID, list[Any]] = {}
    for row in rows:
        found.setdefault(row.client_id, []).append(row)
    return found


def _clients(rows: Sequence[Any]) -> list[str]:
    return list(dict.fromkeys(str(row.client_id) for row in rows))


def _digest(release: str, nurse: Nurse, rows: Sequence[Any]) -> str:
    """Changes with whatever the pages show: the rows, the day, the nurse's name, the release that draws them."""
    said = "|".join((release, nurse.today.isoformat(), nurse.name, *(repr(tuple(row)) for row in rows)))
    return hashlib.sha256(said.encode()).hexdigest()[:16]
