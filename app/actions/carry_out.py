"""A command as one unit: receipt, rule, change, journal line. The same operation again gives the same answer."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from pydantic import SecretStr
from sqlalchemy import bindparam, select
from sqlmodel import Session

from app.actions.register import Command, Done, Moment, Registered
from app.domain.errors import OperationReused
from app.domain.journal import Outcome
from app.domain.words import N_
from app.models import JournalLine, Receipt
from app.models.base import columns
from app.queries.access import Nurse


@dataclass(frozen=True)
class Operation:
    """One sending of a command: the id made at submit, what was sent, and the journal line it will leave."""

    id: UUID
    registered: Registered
    wish: Command
    body_hash: str
    line_id: UUID
    request_id: str = ""


def body_hash(name: str, wish: Command, fingerprint: Callable[[str], str]) -> str:
    """Two bodies that say the same have the same hash, however they were written.

    What was left out says the same as its default: a field that a later release adds does not turn what a tablet sends
    once more into something else. A secret goes in under a key (``fingerprint``): a code of four digits could be tried
    out against a plain hash.
    """
    said = wish.model_dump(mode="json", exclude_defaults=True)
    for field, value in wish:
        if isinstance(value, SecretStr):
            said[field] = fingerprint(f"{name}/{field}/{value.get_secret_value()}")
    body = json.dumps([name, said], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(body.encode()).hexdigest()


R = columns(Receipt)

RECEIPT = select(R.account_id, R.body_hash, R.answer).where(
    R.team_id == bindparam("team"), R.id == bindparam("operation")
)


def carry_out(session: Session, nurse: Nurse, operation: Operation, moment: Moment) -> Done:
    """Run the command inside the caller's unit. Raises the action's refusal, or ``OperationReused``."""
    receipt = session.execute(RECEIPT, {"team": nurse.team_id, "operation": operation.id}).one_or_none()
    if receipt is not None:
        if receipt.body_hash != operation.body_hash or receipt.account_id != nurse.account_id:
            raise OperationReused(N_("This was sent before with other content. Nothing was changed."))
        return Done(receipt.answer, again=True)
    done = operation.registered.action(session, nurse, operation.wish, moment)
    session.add(
        Receipt(
            team_id=nurse.team_id,
            id=operation.id,
            account_id=nurse.account_id,
            command=operation.registered.name,
            body_hash=operation.body_hash,
            answer=dict(done.answer),
            at=moment.now,
        )
    )
    session.add(done_line(nurse, operation, done, moment.now))
    return done


def done_line(nurse: Nurse, operation: Operation, done: Done, now: datetime) -> JournalLine:
    return JournalLine(
        team_id=nurse.team_id,
        id=operation.line_id,
        at=now,
        account_id=nurse.account_id,
        acted_from=nurse.team_id,
        what=operation.registered.name,
        about=done.about,
        clients=list(done.clients),
        reason=done.reason,
        outcome=Outcome.DONE.value,
        session_id=nurse.session_id,
        request_id=operation.request_id,
    )
