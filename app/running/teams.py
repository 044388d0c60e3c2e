"""What the provider may do about a team, on the machine that serves and on no screen: found, invite, suspend, lift."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlmodel import Session

from app.actions.suspension import lift_by_provider, suspend_by_provider
from app.actions.team import ProvidersLink, found_team, invite_by_provider
from app.domain.errors import NotFound, RuleBroken
from app.domain.sign_in import folded_email, is_email
from app.domain.team_setting import value_of
from app.domain.words import N_
from app.keys import secret_hash
from app.models import Membership, Team, new_id
from app.models.base import columns
from app.queries.directory import team_ids
from app.queries.membership import living_by_email
from app.queries.team_setting import settings_of
from app.running.demonstration import refuse_beside_demonstration
from app.running.installation import Installation

T, M = columns(Team), columns(Membership)

NAME = select(T.name).where(T.team_id == bindparam("team"))
LIVING_BY_NAME = select(M.id).where(M.team_id == bindparam("team"), M.name == bindparam("name"), M.ended_at.is_(None))


@dataclass(frozen=True)
class Invited:
    """The team, and the link that lets a nurse in: its first one, or one where none is left."""

    team_id: UUID
    team: str
    link: str
    days: int


def found(house: Installation, *, name: str, nurse: str, email: str) -> Invited:
    """Found a team. Its first nurse gets nothing that later members do not get."""
    refuse_beside_demonstration(house)
    team_id, days = new_id(), int(value_of("invitation_days", None))
    link, address = _link(house, team_id, nurse, email, days)
    house.write(
        team_id,
        lambda session: found_team(
            session,
            team_id=team_id,
            name=name,
            is_demonstration=False,
            first_nurse=nurse,
            email=link.email,
            invitation_id=link.invitation_id,
            key_id=link.key_id,
            secret_hash=link.secret_hash,
            now=link.made_at,
            expires_at=link.expires_at,
        ),
    )
    return Invited(team_id, name, address, days)


def invite(house: Installation, *, team: str, nurse: str, email: str) -> Invited:
    """Let a nurse into a team in which nobody is left who could invite her, on record."""
    team_id, name = team_called(house, team)
    with house.door.read(team_id) as session:
        days = settings_of(session, team_id).number("invitation_days")
    line_id = new_id()
    link, address = _link(house, team_id, nurse, email, days)
    house.write(team_id, lambda session: invite_by_provider(session, team_id=team_id, link=link, line_id=line_id))
    return Invited(team_id, name, address, days)


def _link(house: Installation, team_id: UUID, nurse: str, email: str, days: int) -> tuple[ProvidersLink, str]:
    """An invitation to be stored, and the address that opens it."""
    if email and not is_email(email):
        raise RuleBroken(N_("This is not an e-mail address. Write it like name@place.example."))
    invitation_id, key_id, now = new_id(), house.keys.current, house.now()
    secret = house.keys.link_secret("invitation", team_id, invitation_id, key_id=key_id)
    link = ProvidersLink(
        invitation_id=invitation_id,
        nurse=nurse,
        email=folded_email(email),
        key_id=key_id,
        secret_hash=secret_hash(secret),
        made_at=now,
        expires_at=now + timedelta(days=days),
    )
    return link, f"{house.settings.address}/invitation/{secret}"


def suspend(house: Installation, *, team: str, member: str, reason: str) -> str:
    """Suspend at once, on record. Returns the team's name."""
    team_id, name, membership_id = _member(house, team, member)
    now, ids = house.now(), (new_id(), new_id())
    house.write(
        team_id,
        lambda session: suspend_by_provider(
            session, team_id=team_id, membership_id=membership_id, reason=reason, now=now, ids=ids
        ),
    )
    return name


def lift(house: Installation, *, team: str, member: str, reason: str) -> str:
    """Let a suspended member back in, on record. Returns the team's name."""
    team_id, name, membership_id = _member(house, team, member)
    now, ids = house.now(), (new_id(),)
    house.write(
        team_id,
        lambda session: lift_by_provider(
            session, team_id=team_id, membership_id=membership_id, reason=reason, now=now, ids=ids
        ),
    )
    return name


def names(house: Installation) -> dict[UUID, str]:
    """Every team by its id. Each name is read inside its own team's fence."""
    with house.door.read(None) as session:
        teams = team_ids(session)
    found: dict[UUID, str] = {}
    for team in teams:
        with house.door.read(team) as session:
            found[team] = str(session.execute(NAME, {"team": team}).scalar_one_or_none() or "")
    return found


def team_called(house: Installation, text: str) -> tuple[UUID, str]:
    """The one team with this name or id; ``NotFound`` or ``RuleBroken`` when there is none, or more than one."""
    fitting = [(one, name) for one, name in names(house).items() if text.casefold() in (name.casefold(), str(one))]
    if not fitting:
        raise NotFound(N_("There is no team called {name}."), name=text)
    if len(fitting) > 1:
        raise RuleBroken(
            N_("More than one team is called {name}; give the id of the one you mean: {ids}"),
            name=text,
            ids=", ".join(str(one) for one, _ in fitting),
        )
    return fitting[0]


def _member(house: Installation, team: str, member: str) -> tuple[UUID, str, UUID]:
    team_id, name = team_called(house, team)
    with house.door.read(team_id) as session:
        return team_id, name, _living(session, team_id, member)


def _living(session: Session, team_id: UUID, member: str) -> UUID:
    if "@" in member:
        return living_by_email(session, team_id, member)
    found = session.execute(LIVING_BY_NAME, {"team": team_id, "name": member}).scalars().all()
    if len(found) != 1:
        raise NotFound(N_("Give the address {name} signs in with: the name alone does not say who it is."), name=member)
    return UUID(str(found[0]))
