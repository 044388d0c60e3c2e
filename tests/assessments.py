"""Assessments as the tests of actions, queries and pages need them."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select

from app.models import Assessment, Problem, Rating, new_id
from app.models.base import TeamRow, columns
from tests.cast import Cast

SKIN, PAIN, CIRCULATION = "26", "24", "29"


def assessment(cast: Cast, client: UUID | None = None, **more: Any) -> UUID:
    """An assessment of Peggy's that Amina began an hour ago and has not finished."""
    at = cast.kring.clock.now - timedelta(hours=1)
    values: dict[str, Any] = {
        "team_id": cast.riverside,
        "id": new_id(),
        "client_id": client or cast.peggy,
        "begun_at": at,
        "begun_by": cast.amina.membership,
        "received_at": at,
    }
    row = Assessment(**{**values, **more})
    cast.kring.add(row.team_id, row)
    return row.id


def problem(cast: Cast, code: str = CIRCULATION, **more: Any) -> UUID:
    """An actual problem of Peggy's, recorded by Amina a month ago."""
    values: dict[str, Any] = {
        "team_id": cast.riverside,
        "id": new_id(),
        "client_id": cast.peggy,
        "code": code,
        "whose": "individual",
        "nature": "actual",
        "signs": [f"{code}.01"],
        "recorded_by": cast.amina.membership,
        "at": cast.kring.clock.now - timedelta(days=30),
    }
    row = Problem(**{**values, **more})
    cast.kring.add(row.team_id, row)
    return row.id


def rating(cast: Cast, of: UUID, scores: str = "323", *, days_ago: float = 30, number: int = 1, **more: Any) -> UUID:
    """Knowledge, Behaviour and Status as three figures in a row."""
    at = cast.kring.clock.now - timedelta(days=days_ago)
    knowledge, behaviour, status = map(int, scores)
    values: dict[str, Any] = {
        "team_id": cast.riverside,
        "id": new_id(),
        "client_id": cast.peggy,
        "problem_id": of,
        "number": number,
        "knowledge": knowledge,
        "behaviour": behaviour,
        "status": status,
        "rated_at": at,
        "received_at": at,
        "rated_by": cast.amina.membership,
    }
    row = Rating(**{**values, **more})
    cast.kring.add(row.team_id, row)
    return row.id


def begun(cast: Cast, **more: Any) -> dict[str, Any]:
    """The body of ``begin-assessment``."""
    return {"id": str(new_id()), **_about_peggy(cast), **more}


def recorded(cast: Cast, code: str = CIRCULATION, **more: Any) -> dict[str, Any]:
    """The body of ``record-problem``: her own, actual, with its first sign, not rated."""
    found = {"code": code, "whose": "individual", "nature": "actual", "sign": {f"{code}.01": True}}
    return {"id": str(new_id()), **_about_peggy(cast), **found, **_plain(more)}


def changed(cast: Cast, of: UUID, code: str = CIRCULATION, **more: Any) -> dict[str, Any]:
    """The body of ``change-problem``: with its first two signs."""
    sign = {f"{code}.01": True, f"{code}.02": True}
    found = {"whose": "individual", "nature": "actual", "sign": sign}
    return {"problem": str(of), "version": 1, **_about_peggy(cast), **found, **more}


def rated(cast: Cast, of: UUID, scores: str = "434", **more: Any) -> dict[str, Any]:
    """The body of ``rate-problem``."""
    figures = dict(zip(("knowledge", "behaviour", "status"), map(int, scores), strict=True))
    return {"id": str(new_id()), "problem": str(of), **_about_peggy(cast), **figures, **_plain(more)}


def ended(cast: Cast, of: UUID, **more: Any) -> dict[str, Any]:
    """The body of ``end-problem``."""
    return {"problem": str(of), "version": 1, "why": "Healed", **_about_peggy(cast), **more}


def finished(cast: Cast, of: UUID, **more: Any) -> dict[str, Any]:
    """The body of ``finish-assessment``."""
    return {"assessment": str(of), "version": 1, "summary": "Stable at home.", **_about_peggy(cast), **more}


def problems(cast: Cast) -> list[Any]:
    """Riverside's, in the order in which they were written down."""
    return _rows(cast, Problem, "id")


def ratings(cast: Cast) -> list[Any]:
    return _rows(cast, Rating, "number")


def assessment_row(cast: Cast, id: UUID | str) -> Any:
    return next(row for row in _rows(cast, Assessment, "id") if row.id == UUID(str(id)))


def _rows(cast: Cast, table: type[TeamRow], order: str) -> list[Any]:
    c = columns(table)
    with cast.kring.door.read(cast.riverside) as session:
        return list(session.execute(select(*c).where(c.team_id == cast.riverside).order_by(c[order])))


def _about_peggy(cast: Cast) -> dict[str, Any]:
    return {"client": str(cast.peggy), "happened_at": cast.kring.clock.now.isoformat()}


def _plain(values: dict[str, Any]) -> dict[str, Any]:
    return {name: str(value) if isinstance(value, UUID) else value for name, value in values.items()}
