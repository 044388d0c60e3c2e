"""What was measured: the last value of each kind, and everything measured at a visit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import and_, bindparam, func, select
from sqlmodel import Session

from app.domain.errors import NotFound
from app.domain.measurement import MEASURES, MeasurementKind
from app.domain.unit import UNITS
from app.domain.words import N_
from app.models import Measurement, Membership
from app.models.base import columns
from app.queries.access import Nurse, ReachableClient, reachable_client

X, M = columns(Measurement), columns(Membership)


@dataclass(frozen=True)
class Value:
    """A value as it is shown. ``written`` is what somebody typed, where it was in another unit."""

    id: UUID
    kind: str
    label: str
    value: str
    unit: str
    written: str
    taken_at: datetime
    by: str
    in_error_at: datetime | None = None
    in_error_why: str = ""


SHOWN = (
    X.id,
    X.kind,
    X.label,
    X.value,
    X.unit,
    X.written_value,
    X.written_unit,
    X.taken_at,
    X.in_error_at,
    X.in_error_why,
    M.name,
)
BY = and_(M.team_id == X.team_id, M.id == X.author)

NEWEST = (
    select(X.team_id, X.kind, func.max(X.taken_at).label("at"))
    .where(X.team_id == bindparam("team"), X.client_id == bindparam("client"), X.in_error_at.is_(None))
    .group_by(X.team_id, X.kind)
    .subquery("newest")
)
LAST = (
    select(*SHOWN)
    .join(NEWEST, and_(NEWEST.c.team_id == X.team_id, NEWEST.c.kind == X.kind, NEWEST.c.at == X.taken_at))
    .outerjoin(Membership, BY)
    .where(X.team_id == bindparam("team"), X.client_id == bindparam("client"), X.in_error_at.is_(None))
    .order_by(X.id)
)
AT_VISIT = (
    select(*SHOWN)
    .outerjoin(Membership, BY)
    .where(X.team_id == bindparam("team"), X.visit_id == bindparam("visit"))
    .order_by(X.id)
)
ONE = (
    select(*SHOWN, X.client_id)
    .outerjoin(Membership, BY)
    .where(X.team_id == bindparam("team"), X.id == bindparam("measurement"))
)


def last_values(session: Session, team_id: UUID, client_id: UUID) -> Mapping[str, Value]:
    """Kind → the newest value that was not entered in error."""
    rows = session.execute(LAST, {"team": team_id, "client": client_id})
    return {row.kind: value_of(row) for row in rows}


def values_at(session: Session, team_id: UUID, visit_id: UUID) -> Sequence[Value]:
    """Everything measured at this visit, those in error among it."""
    return tuple(value_of(row) for row in session.execute(AT_VISIT, {"team": team_id, "visit": visit_id}))


def value_of(row: Any) -> Value:
    known = MEASURES[MeasurementKind(row.kind)].label if row.kind in MEASURES else ""
    written = f"{row.written_value} {_unit(row.written_unit)}" if row.written_unit not in ("", row.unit) else ""
    return Value(
        row.id,
        row.kind,
        known or row.label or row.kind,
        row.value,
        _unit(row.unit),
        written,
        row.taken_at,
        row.name or "",
        row.in_error_at,
        row.in_error_why,
    )


def _unit(code: str) -> str:
    return UNITS[code].shown if code in UNITS else code


@dataclass(frozen=True)
class Asked:
    """A field for one value: what stands beside it, and the bounds outside which it is asked about."""

    kind: str
    label: str
    unit: str
    units: Sequence[tuple[str, str]]
    """Code and word of the units that are taken for it, when there is more than one in use."""
    step: str
    least: str
    most: str
    below: str
    above: str
    last: Value | None


OTHER_UNITS = {MeasurementKind.GLUCOSE: ("mmol/L", "mg/dL"), MeasurementKind.WEIGHT: ("kg", "[stone_av]", "[lb_av]")}


def asked_for(last: Mapping[str, Value]) -> Mapping[str, Asked]:
    """Every kind that can be measured, as a field."""
    return {
        kind.value: Asked(
            kind.value,
            measure.label,
            UNITS[measure.unit].shown,
            tuple((code, UNITS[code].shown) for code in OTHER_UNITS.get(kind, ())),
            f"{Decimal(1).scaleb(-measure.decimals):f}",
            str(measure.least),
            str(measure.most),
            measure.below,
            measure.above,
            last.get(kind.value),
        )
        for kind, measure in MEASURES.items()
    }


@dataclass(frozen=True)
class MeasuringPage:
    """Values outside a visit."""

    client: ReachableClient
    clients: Sequence[str]
    fields: Mapping[str, Asked]


def measuring_page(session: Session, nurse: Nurse, client_id: UUID) -> MeasuringPage:
    client = reachable_client(session, nurse, client_id)
    fields = asked_for(last_values(session, nurse.team_id, client.id))
    return MeasuringPage(client, (str(client.id),), fields)


@dataclass(frozen=True)
class MeasurementPage:
    """One value, to be marked as entered in error."""

    client: ReachableClient
    clients: Sequence[str]
    value: Value


def measurement_page(session: Session, nurse: Nurse, measurement_id: UUID) -> MeasurementPage:
    row = session.execute(ONE, {"team": nurse.team_id, "measurement": measurement_id}).one_or_none()
    if row is None:
        raise NotFound(N_("There is no such measurement."))
    client = reachable_client(session, nurse, row.client_id)
    return MeasurementPage(client, (str(client.id),), value_of(row))
