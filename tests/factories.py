"""Rows with sensible defaults, so that a test names only what matters."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from app.models import Account, GuestDay, Membership, Place, SignInSession, Team, new_id


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
