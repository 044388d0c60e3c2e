"""Who may reach what. Decided here once, asked inside each reading and each unit, never on an older snapshot.

There is no rank anywhere: a member reaches her team, a guest reaches it on named days, nobody else does.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, cast
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import Column, ColumnElement, Row, and_, bindparam, exists, func, select
from sqlmodel import Session

from app.domain.client import called, full_name
from app.domain.errors import NotAllowed, NotFound, SignedOut
from app.domain.team import MemberKind, may_enter, may_still_send, may_still_tell
from app.domain.words import N_
from app.models import Account, Client, ClosedRecord, GuestDay, Membership, SignInSession, Suspension, Team, TeamSetting
from app.models.base import columns, table_of
from app.models.directory import SessionKind
from app.queries.team_setting import TeamSettings, settings_from


@dataclass(frozen=True)
class SignedIn:
    """A session that is in: whose it is, and since when."""

    session_id: UUID
    account_id: UUID
    name: str
    email: str
    is_demonstration: bool
    language: str
    proof: str
    seen_at: datetime
    proven_at: datetime
    ends_at: datetime


@dataclass(frozen=True)
class Nurse:
    """A person in one team, now. Handed to every action and query; carries no rank because there is none."""

    account_id: UUID
    membership_id: UUID
    team_id: UUID
    name: str
    kind: MemberKind
    team_name: str
    is_demonstration: bool
    today: date
    """The civil date in the team's zone."""
    settings: TeamSettings = field(repr=False)
    session_id: UUID | None = None

    @property
    def is_guest(self) -> bool:
        return self.kind is MemberKind.GUEST

    @property
    def zone(self) -> ZoneInfo:
        return self.settings.zone


S, A, M = columns(SignInSession), columns(Account), columns(Membership)
T, U, G, P = columns(Team), columns(Suspension), columns(GuestDay), columns(TeamSetting)

SESSION = (
    select(
        S.id,
        S.account_id,
        S.proof,
        S.seen_at,
        S.proven_at,
        S.ends_at,
        S.locked_at,
        S.ended_at,
        A.name,
        A.email,
        A.is_demonstration,
        A.language,
    )
    .join(Account, A.id == S.account_id)
    .where(S.token_hash == bindparam("token_hash"), S.kind == SessionKind.FULL.value)
)

IDLE = timedelta(minutes=30)
"""The longest a session lives without being used, whatever shorter time a team has set for its tablets."""


def signed_in(session: Session, token_hash: str | None, now: datetime) -> SignedIn:
    """The session behind the cookie. ``SignedOut`` with code ``locked`` when only the idle lock stands before it."""
    row = session.execute(SESSION, {"token_hash": token_hash}).one_or_none() if token_hash else None
    if row is None:
        raise SignedOut(N_("Please sign in."))
    if row.ended_at is not None or row.ends_at <= now:
        raise SignedOut(N_("Your sign-in has ended. Please sign in again."), account=row.account_id)
    if row.locked_at is not None:
        raise _locked(row.account_id, row.name)
    person = SignedIn(
        row.id,
        row.account_id,
        row.name,
        row.email,
        row.is_demonstration,
        row.language,
        row.proof,
        row.seen_at,
        row.proven_at,
        row.ends_at,
    )
    still_awake(person, now, IDLE)
    return person


def still_awake(person: SignedIn, now: datetime, idle: timedelta) -> None:
    """Raises when nobody has touched the tablet for so long."""
    if now - person.seen_at > idle:
        raise _locked(person.account_id, person.name)


def _locked(account: UUID, name: str) -> SignedOut:
    words = N_("This tablet is locked. Show that it is still you, and go on.")
    return SignedOut(words, code="locked", account=account, name=name)


MEMBERSHIP = (
    select(
        M.id,
        M.name,
        M.kind,
        M.ended_at,
        T.name.label("team_name"),
        T.is_demonstration,
        select(func.min(U.began_at))
        .where(
            U.team_id == M.team_id,
            U.membership_id == M.id,
            U.lifted_at.is_(None),
        )
        .correlate(Membership)
        .scalar_subquery()
        .label("suspended_at"),
        P.name.label("setting"),
        P.value.label("set_to"),
    )
    .join(Team, and_(T.team_id == M.team_id))
    .outerjoin(TeamSetting, P.team_id == M.team_id)
    .where(M.team_id == bindparam("team"), M.account_id == bindparam("account"))
    .order_by(M.ended_at.is_not(None), M.id)
)
"""Each of her times in the team, once for each setting the team has made: one statement before every page."""

GUEST_DAYS = select(G.day).where(
    G.team_id == bindparam("team"),
    G.membership_id == bindparam("membership"),
)


def nurse_in(
    session: Session,
    team_id: UUID,
    account_id: UUID,
    now: datetime,
    *,
    session_id: UUID | None,
    while_suspended: bool = False,
) -> Nurse:
    """This account's living place in the team. Another team, an ended or suspended one: the same ``NotFound``.

    ``while_suspended`` is for the few commands about her own membership that a suspension leaves her.
    """
    rows = session.execute(MEMBERSHIP, {"team": team_id, "account": account_id}).all()
    if not rows or rows[0].ended_at is not None:
        raise NotFound(N_("There is nothing here for you."))
    row, settings = rows[0], _settings(rows)
    today = now.astimezone(settings.zone).date()
    days = _guest_days(session, team_id, row)
    suspended = row.suspended_at is not None and not while_suspended
    if not may_enter(MemberKind(row.kind), ended=False, suspended=suspended, today=today, days=days):
        raise NotFound(N_("There is nothing here for you."))
    return _nurse(row, team_id, account_id, today, settings, session_id)


def sender_in(
    session: Session, team_id: UUID, account_id: UUID, now: datetime, *, happened_at: datetime, session_id: UUID | None
) -> Nurse:
    """Who may send what happened then: whoever is in the team, and whoever was in it at the time, for a while.

    For commands only. She reads nothing any more, so no page asks this.
    """
    try:
        return nurse_in(session, team_id, account_id, now, session_id=session_id)
    except NotFound:
        rows = session.execute(MEMBERSHIP, {"team": team_id, "account": account_id}).all()
        settings = _settings(rows)
        for row in {
            row.id: row for row in rows
        }.values():  # people leave and come back: each of her times here counts by itself
            in_time = may_still_send(
                MemberKind(row.kind),
                ended_at=row.ended_at,
                suspended_at=row.suspended_at,
                happened_at=happened_at,
                now=now,
                day=happened_at.astimezone(settings.zone).date(),
                days=_guest_days(session, team_id, row),
            )
            if in_time:
                return _nurse(row, team_id, account_id, now.astimezone(settings.zone).date(), settings, session_id)
        raise


def _settings(rows: Sequence[Row[Any]]) -> TeamSettings:
    return settings_from({row.setting: row.set_to for row in rows})


def _guest_days(session: Session, team_id: UUID, row: Row[Any]) -> Sequence[date]:
    if row.kind != MemberKind.GUEST:
        return ()
    return session.execute(GUEST_DAYS, {"team": team_id, "membership": row.id}).scalars().all()


def _nurse(
    row: Row[Any], team_id: UUID, account_id: UUID, today: date, settings: TeamSettings, session_id: UUID | None
) -> Nurse:
    return Nurse(
        account_id,
        row.id,
        team_id,
        row.name,
        MemberKind(row.kind),
        row.team_name,
        row.is_demonstration,
        today,
        settings,
        session_id,
    )


def with_a_voice(nurse: Nurse) -> Nurse:
    """A guest works like everybody else, but invites nobody and has no voice in agreements (design.md section 1)."""
    if nurse.is_guest:
        raise NotAllowed(
            N_("A guest does the same work, but invites nobody and has no voice in the team's agreements."),
            code="guest-has-no-voice",
        )
    return nurse


C, X = columns(Client), columns(ClosedRecord)


@dataclass(frozen=True)
class ReachableClient:
    """A client this nurse may see, as of this reading or unit."""

    id: UUID
    known_as: str
    """What she is called on screen: the name she likes, else her first given name."""
    name: str
    """Her full name."""
    version: int
    status: str


ME, SAME = (table_of(Membership).alias(name) for name in ("me_now", "me_ever"))
IS_MINE = and_(
    ME.c.team_id == X.team_id,
    ME.c.id == bindparam("me"),
    SAME.c.team_id == X.team_id,
    SAME.c.account_id == ME.c.account_id,
    SAME.c.id == X.membership_id,
)
"""A record is closed to a person: one who left and came back has another membership, and it stays closed."""
IS_HERS = and_(
    X.team_id == M.team_id,
    SAME.c.team_id == X.team_id,
    SAME.c.account_id == M.account_id,
    SAME.c.id == X.membership_id,
)
"""The same for whoever stands in the row of ``Membership``, in lists of members."""


def open_to(team: ColumnElement[UUID], client: ColumnElement[UUID]) -> ColumnElement[bool]:
    """For a list: the record of this row's client is not closed to the person whose membership is given as ``me``.

    ``team`` and ``client`` are the columns that name the client: ``open_to(V.team_id, V.client_id)``.
    """
    table = cast(Column[UUID], team).table
    return ~(exists().where(X.team_id == team, X.client_id == client, X.ended_at.is_(None), IS_MINE).correlate(table))


REACHABLE = select(C.id, C.known_as, C.given_names, C.family_name, C.version, C.status).where(
    C.team_id == bindparam("team"), C.id == bindparam("client"), open_to(C.team_id, C.id)
)
CLOSED_LATER = select(
    C.id,
    C.known_as,
    C.given_names,
    C.family_name,
    C.version,
    C.status,
    select(func.min(X.at))
    .where(X.team_id == C.team_id, X.client_id == C.id, X.ended_at.is_(None), IS_MINE)
    .correlate(Client)
    .scalar_subquery()
    .label("closed_at"),
).where(C.team_id == bindparam("team"), C.id == bindparam("client"))


def reachable_client(
    session: Session, nurse: Nurse, client_id: UUID, *, told_at: datetime | None = None
) -> ReachableClient:
    """The client, or ``NotFound``: another team's, or one whose record is closed to this nurse, is not there for her.

    Asked by every query and every action about a client, inside its own reading or unit. With ``told_at`` a nurse tells
    what happened then: what she did before the record was closed to her is taken, as from one who has left, and nothing
    is read for it.
    """
    values = {"team": nurse.team_id, "client": client_id, "me": nurse.membership_id}
    row = session.execute(REACHABLE, values).one_or_none()
    if row is None and told_at is not None:
        row = _before_it_was_closed(session, nurse, values, told_at)
    if row is None:
        raise NotFound(N_("There is nobody here by that address in your team's care."))
    return ReachableClient(
        row.id,
        called(row.known_as, row.given_names),
        full_name(row.given_names, row.family_name),
        row.version,
        row.status,
    )


def _before_it_was_closed(
    session: Session, nurse: Nurse, values: Mapping[str, UUID], told_at: datetime
) -> Row[Any] | None:
    row = session.execute(CLOSED_LATER, values).one_or_none()
    if row is None or row.closed_at is None:
        return None
    return row if may_still_tell(closed_at=row.closed_at, happened_at=told_at, today=nurse.today) else None
