"""A client is made again by the commands, on a copy of her, and what they make is compared with her rows.

It happens inside a unit that is taken back, so that nothing of it stays. What a command would refuse, or would write
otherwise, is told.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlmodel import Session

from app.actions import (  # noqa: F401 - enter the register
    allergy,
    assessment,
    client,
    client_status,
    condition,
    decision,
    entry,
    medicine,
    named_nurse,
    person,
    problem,
    rating,
    tie,
    visit,
    visit_record,
    warning,
)
from app.actions.place import point_of
from app.actions.register import REGISTER, Done, Moment
from app.domain.team import MemberKind
from app.models import Client, ClientIdentifier, new_id
from app.models.base import TeamRow, columns
from app.queries.access import Nurse
from app.queries.team_setting import TeamSettings, settings_of
from app.seed.bulk.plan import ZONE, Plan

READY_IDS = 40
Row = Mapping[str, Any]


@dataclass
class Again:
    """The copy of one client, and what was found while it was made."""

    session: Session
    plan: Plan
    client: UUID
    settings: TeamSettings = field(init=False)
    copy: UUID = field(init=False)
    compared: int = 0
    faults: list[str] = field(default_factory=list)
    same_as: dict[UUID, UUID] = field(default_factory=dict)
    """A row of hers → the copy's."""

    def __post_init__(self) -> None:
        self.settings = settings_of(self.session, self.plan.id)

    def rows(self, table: type[TeamRow], *, most: int | None = None) -> Sequence[Row]:
        """Her rows in the order of their ids; with ``most`` the newest of them."""
        c = columns(table)
        hers = c.id if "client_id" not in c else c.client_id
        statement = select(*c).where(c.team_id == bindparam("team"), hers == bindparam("client"))
        statement = statement.order_by(c.id) if most is None else statement.order_by(c.id.desc()).limit(most)
        result = self.session.execute(statement, {"team": self.plan.id, "client": self.client})
        found = [dict(row) for row in result.mappings()]
        return found if most is None else found[::-1]

    def obey(self, name: str, by: UUID, at: datetime, wish: Mapping[str, Any], prepared: Any = None) -> Done:
        """The command as this nurse would have sent it then."""
        registered = REGISTER[name]
        moment = Moment(at, tuple(new_id() for _ in range(READY_IDS)), prepared)
        done = registered.action(self.session, self._nurse(by, at), registered.model.model_validate(dict(wish)), moment)
        self.session.flush()
        return done

    def _nurse(self, membership: UUID, at: datetime) -> Nurse:
        nurse = next(one for one in self.plan.nurses if one.membership == membership)
        today = at.astimezone(ZONE).date()
        who = (nurse.account, membership, self.plan.id, nurse.name, MemberKind.NURSE, self.plan.name, True)
        return Nurse(*who, today, self.settings)

    def compare(self, table: type[TeamRow], copy: UUID, row: Row, names: Iterable[str]) -> None:
        """``row`` is hers, ``copy`` the id of what the command made of it."""
        made: Any = self.session.get_one(table, (self.plan.id, copy), populate_existing=True)
        self.same_as[row["id"]] = copy
        for name in names:
            self.compared += 1
            if getattr(made, name) != row[name]:
                what = f"{table.__tablename__} {row['id']}, {name}"
                self.faults.append(f"{what}: {row[name]!r} where the command writes {getattr(made, name)!r}")

    def copy_client(self, row: Row) -> None:
        """She is registered under another id; everything else is then written about that one."""
        told = {name: row[name] for name in REGISTER["register-client"].model.model_fields if name in row}
        numbers = self._numbers()
        self.copy = new_id()
        status = "active" if row["status"] != "referred" else "referred"
        more = {"id": self.copy, "status": status, "since": None, "nhs_number": numbers, "other_person": True}
        point = point_of(row["postcode"])
        self.obey("register-client", row["made_by"], row["made_at"], {**told, **more}, prepared=point)
        names = (*told, "latitude", "longitude", "address_key", "search", "matters_on", "made_by")
        self.compare(Client, self.copy, row, (name for name in names if name not in ("id", "status")))

    def _numbers(self) -> str:
        return " ".join(str(row["value"]) for row in self.rows(ClientIdentifier))

    def line(self, name: str, table: type[TeamRow], row: Row, by: str) -> None:
        """A warning, an allergy … : the command's own fields are the row's columns."""
        model = REGISTER[name].model
        told = {one: row[one] for one in model.model_fields if one in row and one != "id"}
        id = new_id()
        self.obey(name, row[by], row["at"], {**told, "id": id, "client": self.copy})
        self.compare(table, id, row, (*told, by, "at"))
