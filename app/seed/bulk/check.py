"""A sample of what was made in bulk, held against the rules: the commands make it again, and nothing may differ."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlmodel import Session

from app.domain.errors import Refused
from app.domain.visit import tasks_of
from app.models import (
    Allergy,
    Assessment,
    Client,
    ClientStatusLine,
    Condition,
    Decision,
    DoorWarning,
    Entry,
    Measurement,
    Medicine,
    NamedNurse,
    Person,
    Problem,
    Rating,
    Tie,
    Visit,
    VisitRecord,
    new_id,
)
from app.models.base import columns
from app.seed.bulk.again import Again, Row
from app.seed.bulk.plan import ZONE, Plan

X = columns(Measurement)

OF_VISIT = select(X.kind, X.id).where(X.team_id == bindparam("team"), X.visit_id == bindparam("visit"))
VISITS, ENTRIES = 25, 5
"""The newest of each."""


class TakenBack(Exception):
    """Ends the unit, so that the copies leave nothing. Carries how many values were compared, and what differs."""

    def __init__(self, compared: int, faults: list[str]) -> None:
        super().__init__(f"{compared} values compared")
        self.compared, self.faults = compared, faults


def unit(plan: Plan, clients: list[UUID]) -> Callable[[Session], None]:
    """A unit of work that makes these clients again, compares, and always raises ``TakenBack``."""

    def work(session: Session) -> None:
        compared, faults = 0, list[str]()
        for client in clients:
            again = Again(session, plan, client)
            try:
                _make(again)
            except Refused as refusal:
                again.faults.append(
                    f"client {client}: a command refuses: {refusal.message.format_map(dict(refusal.values))}"
                )
            compared, faults = compared + again.compared, faults + again.faults
        raise TakenBack(compared, faults)

    return work


def sample(plan: Plan, count: int) -> list[UUID]:
    """Clients of this team: the first one, one whose care is over, and others."""
    ended = [client.id for client in plan.clients if client.until is not None][:1]
    others = [client.id for client in plan.clients if client.until is None]
    return [*others[:1], *ended, *plan.luck("sample").sample(others[1:], max(0, count - 2))]


def _make(again: Again) -> None:
    again.copy_client(again.rows(Client)[0])
    _nurses(again)
    for name, table, by in (
        ("add-condition", Condition, "recorded_by"),
        ("add-medicine", Medicine, "recorded_by"),
        ("record-decision", Decision, "recorded_by"),
        ("add-allergy", Allergy, "recorded_by"),
        ("add-warning", DoorWarning, "author"),
        ("add-person", Person, "recorded_by"),
    ):
        for row in again.rows(table):
            again.line(name, table, row, by)
    _ties(again)
    _assessments(again)
    for row in again.rows(Visit, most=VISITS):
        _visit(again, row)
    for row in again.rows(Entry, most=ENTRIES):
        _entry(again, row)
    _status(again)


def _nurses(again: Again) -> None:
    for row in again.rows(NamedNurse):
        at, id = again.plan.founded_at, new_id()
        again.obey(
            "name-nurse", row["named_by"], at, {"id": id, "client": again.copy, "membership_id": row["membership_id"]}
        )
        again.compare(NamedNurse, id, row, ("membership_id", "named_by", *(("place",) if row["place"] else ())))


def _status(again: Again) -> None:
    """The first line comes with the client; of two on one morning the second is what she is registered with."""
    rows = again.rows(ClientStatusLine)
    seen = "active" if len(rows) > 1 else "referred"
    for row in rows[2:]:
        wish = {
            "client": again.copy,
            "seen": seen,
            "status": row["status"],
            "since": row["since"],
            "reason": row["reason"],
        }
        again.obey("change-client-status", row["by"], row["at"], wish)
        seen = row["status"]
    original, made = (
        again.rows(Client)[0],
        again.session.get_one(Client, (again.plan.id, again.copy), populate_existing=True),
    )
    again.compared += 1
    if (made.status, made.status_since) != (original["status"], original["status_since"]):
        again.faults.append(f"client {again.client}: stands otherwise than its lines say")


def _ties(again: Again) -> None:
    for row in again.rows(Tie):
        id = new_id()
        wish = {"id": id, "client": again.copy, "person_id": again.same_as[row["person_id"]], "kind": row["kind"]}
        again.obey("tie-people", row["recorded_by"], row["at"], {**wish, "version": 0})
        again.compare(Tie, id, row, ("kind", "recorded_by", "at"))


def _assessments(again: Again) -> None:
    problems, ratings = again.rows(Problem), again.rows(Rating)
    for row in again.rows(Assessment):
        id = new_id()
        here = {"client": again.copy}
        again.obey(
            "begin-assessment", row["begun_by"], row["begun_at"], {**here, "id": id, "happened_at": row["begun_at"]}
        )
        again.same_as[row["id"]] = id
        for one in problems:
            if one["assessment_id"] == row["id"]:
                _problem(again, one)
        for one in ratings:
            if one["assessment_id"] == row["id"] and one["number"] > 1:
                _rating(again, one)
        finish = {"assessment": id, "version": 1, "summary": row["summary"], "happened_at": row["finished_at"]}
        again.obey("finish-assessment", row["begun_by"], row["finished_at"], {**here, **finish})
        again.compare(Assessment, id, row, ("begun_at", "begun_by", "received_at", "finished_at", "version"))


def _scores(row: Row) -> dict[str, Any]:
    return {name: row[name] for name in ("knowledge", "behaviour", "status", "because")}


def _problem(again: Again, row: Row) -> None:
    first = next(one for one in again.rows(Rating) if one["problem_id"] == row["id"] and one["number"] == 1)
    id = new_id()
    wish = {
        **_scores(first),
        "id": id,
        "client": again.copy,
        "assessment": again.same_as[row["assessment_id"]],
        "code": row["code"],
        "whose": row["whose"],
        "nature": row["nature"],
        "sign": dict.fromkeys(row["signs"], True),
        "happened_at": row["at"],
    }
    again.obey("record-problem", row["recorded_by"], row["at"], wish)
    again.compare(Problem, id, row, ("code", "whose", "nature", "signs", "other_sign", "recorded_by", "at"))


def _rating(again: Again, row: Row) -> None:
    id = new_id()
    wish = {"id": id, "client": again.copy, "problem": again.same_as[row["problem_id"]], "happened_at": row["rated_at"]}
    wish["assessment"] = again.same_as[row["assessment_id"]]
    again.obey("rate-problem", row["rated_by"], row["received_at"], {**wish, **_scores(row)})
    again.compare(Rating, id, row, ("number", *_scores(row), "rated_at", "received_at", "rated_by"))


def _visit(again: Again, row: Row) -> None:
    id = new_id()
    wish = {
        "id": id,
        "client": again.copy,
        "membership_id": row["membership_id"],
        "day": row["day"],
        "at": row["planned_at"].astimezone(ZONE).time(),
        "minutes": row["minutes"],
        "tasks": [{"text": task.text, "measures": task.measures} for task in tasks_of(row["tasks"])],
        "urgency": row["urgency"],
        "urgency_why": row["urgency_why"],
        "confirmed": True,
    }
    again.obey("plan-visit", row["planned_by"], row["made_at"], wish)
    here = {"client": again.copy, "visit": id}
    if row["cancelled_at"] is not None:
        cancel = {**here, "version": 1, "reason": row["cancelled_why"]}
        again.obey("cancel-visit", row["planned_by"], row["cancelled_at"], cancel)
    if row["started_at"] is not None:
        start = {**here, "happened_at": row["started_at"]}
        again.obey("start-visit", row["started_by"], row["started_at"], start)
    if row["finished_at"] is not None:
        _record(again, row, id)
    names = (name for name in row if name not in ("team_id", "id", "client_id"))
    again.compare(Visit, id, row, names)


def _record(again: Again, visit: Row, copy: UUID) -> None:
    row = next(one for one in again.rows(VisitRecord) if one["visit_id"] == visit["id"])
    values = [one for one in again.rows(Measurement) if one["visit_id"] == visit["id"]]
    id = new_id()
    wish = {
        "id": id,
        "client": again.copy,
        "visit": copy,
        "all_as_planned": row["all_as_planned"],
        "done": {} if row["all_as_planned"] else {one["task"]: _outcome(one) for one in row["done"]},
        "reason": {one["task"]: one["why"] for one in row["done"] if one["why"]},
        "note": row["note"],
        "safe_to_leave": row["safe_to_leave"],
        "finish": True,
        "value": {one["kind"]: one["written_value"] for one in values},
        "happened_at": row["happened_at"],
    }
    again.obey("record-visit", row["author"], row["received_at"], wish)
    names = ("number", "replaces", "all_as_planned", "done", "note", "safe_to_leave", "started_at", "finished_at")
    again.compare(VisitRecord, id, row, (*names, "happened_at", "received_at", "author", "why_corrected"))
    _values(again, values, copy)


def _outcome(one: Row) -> str:
    return "done" if one["done"] else "not-done"


def _values(again: Again, values: list[Row], visit: UUID) -> None:
    made = again.session.execute(OF_VISIT, {"team": again.plan.id, "visit": visit}).all()
    from_copy = {one.kind: one.id for one in made}
    names = ("value", "unit", "written_value", "written_unit", "taken_at", "received_at", "author")
    for row in values:
        again.compare(Measurement, from_copy[row["kind"]], row, names)


def _entry(again: Again, row: Row) -> None:
    id = new_id()
    wish = {"id": id, "client": again.copy, "text": row["text"], "happened_at": row["happened_at"]}
    again.obey("add-entry", row["author"], row["received_at"], wish)
    again.compare(Entry, id, row, ("kind", "text", "happened_at", "received_at", "author"))
