"""Rows with sensible defaults, so that a test names only what matters."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from app.domain.client import address_key, search_text
from app.models import (
    Account,
    Client,
    ClientIdentifier,
    ClientStatusLine,
    ClosedRecord,
    GuestDay,
    Membership,
    NamedNurse,
    Place,
    SignInSession,
    Team,
    new_id,
)


def team(team_id: UUID, name: str, now: datetime, **more: Any) -> Team:
    return Team(team_id=team_id, name=name, founded_at=now - timedelta(days=400), **more)


def email_of(account_id: UUID, name: str) -> str:
    return f"{name.split()[0].lower()}.{account_id.hex[-6:]}@riverside.example"


def account(account_id: UUID, name: str, now: datetime, **more: Any) -> Account:
    email = email_of(account_id, name)
    return Account(**{"id": account_id, "email": email, "name": name, "made_at": now - timedelta(days=400), **more})


def session(account_id: UUID, token_hash: str, now: datetime, **more: Any) -> SignInSession:
    defaults: dict[str, Any] = {
        "id": new_id(),
        "account_id": account_id,
        "token_hash": token_hash,
        "kind": "full",
        "proof": "passkey",
        "made_at": now,
        "seen_at": now,
        "proven_at": now,
        "ends_at": now + timedelta(hours=12),
        "device": "Tablet",
    }
    return SignInSession(**{**defaults, **more})


def membership(team_id: UUID, row_id: UUID, account_id: UUID, name: str, now: datetime, **more: Any) -> Membership:
    defaults: dict[str, Any] = {
        "team_id": team_id,
        "id": row_id,
        "account_id": account_id,
        "kind": "nurse",
        "name": name,
        "profession": "Registered nurse",
        "contract_hours": 28.0,
        "since": (now - timedelta(days=365)).date(),
    }
    return Membership(**{**defaults, **more})


def place(account_id: UUID, team_id: UUID, membership_id: UUID, now: datetime, **more: Any) -> Place:
    since = (now - timedelta(days=365)).date()
    return Place(
        **{"account_id": account_id, "team_id": team_id, "membership_id": membership_id, "since": since, **more}
    )


def guest_day(team_id: UUID, membership_id: UUID, day: date) -> GuestDay:
    return GuestDay(team_id=team_id, id=new_id(), membership_id=membership_id, day=day)


def client(team_id: UUID, made_by: UUID, now: datetime, **more: Any) -> Client:
    """Somebody in the team's care, active since a month; ``search`` and ``address_key`` as an action makes them."""
    since = (now - timedelta(days=30)).date()
    defaults: dict[str, Any] = {
        "team_id": team_id,
        "id": new_id(),
        "given_names": "Margaret Ann",
        "family_name": "Thornton",
        "known_as": "Peggy",
        "born_on": date(1942, 3, 14),
        "phone": "01284 496 0123",
        "address": "12 Northgate Street\nBury St Edmunds",
        "postcode": "IP33 1HQ",
        "status": "active",
        "status_since": since,
        "latest_change_at": now - timedelta(days=2),
        "made_by": made_by,
        "made_at": now - timedelta(days=30),
    }
    values = {**defaults, **more}
    names = (values["known_as"], values["given_names"], values["family_name"])
    worked_out = {
        "search": search_text(names=names, postcode=values["postcode"], numbers=()),
        "address_key": address_key(values["address"], values["postcode"]),
    }
    return Client(**{**worked_out, **values})


def status_line(row: Client, **more: Any) -> ClientStatusLine:
    defaults: dict[str, Any] = {
        "team_id": row.team_id,
        "id": new_id(),
        "client_id": row.id,
        "status": row.status,
        "since": row.status_since,
        "by": row.made_by,
        "at": row.made_at,
    }
    return ClientStatusLine(**{**defaults, **more})


def closed_record(
    team_id: UUID, client_id: UUID, membership_id: Any, by: Any, now: datetime, **more: Any
) -> ClosedRecord:
    defaults: dict[str, Any] = {
        "team_id": team_id,
        "id": new_id(),
        "client_id": client_id,
        "membership_id": membership_id,
        "kind": "excluded",
        "reason": "She asked that her neighbour does not come.",
        "recorded_by": by,
        "at": now,
    }
    return ClosedRecord(**{**defaults, **more})


def client_identifier(team_id: UUID, client_id: UUID, now: datetime, **more: Any) -> ClientIdentifier:
    """A right NHS number out of those set aside for tests."""
    defaults: dict[str, Any] = {
        "team_id": team_id,
        "id": new_id(),
        "client_id": client_id,
        "kind": "nhs-number",
        "value": "9990000026",
        "is_valid": True,
        "recorded_at": now,
    }
    return ClientIdentifier(**{**defaults, **more})


def named_nurse(team_id: UUID, client_id: UUID, membership_id: Any, **more: Any) -> NamedNurse:
    defaults: dict[str, Any] = {
        "team_id": team_id,
        "id": new_id(),
        "client_id": client_id,
        "membership_id": membership_id,
        "place": 1,
        "since": date(2026, 9, 9),
    }
    return NamedNurse(**{**defaults, **more})
