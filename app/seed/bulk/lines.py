"""What the journal and the receipts hold of a day's work: they grow with it, and pages must not feel that."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from app.domain.journal import Outcome, line_hash, seal_hash
from app.models import JournalLine, Receipt, Seal, SealedLine
from app.queries.journal import COLUMNS, text_of
from app.seed.bulk.ids import Ids
from app.seed.bulk.plan import Plan, PlannedClient, PlannedNurse, first_morning
from app.seed.bulk.rows import Rows
from app.seed.bulk.visits import Went

KEPT = timedelta(days=400)
"""How long a receipt is kept."""
SEALED = tuple(column.name for column in COLUMNS)


class Lines:
    """Journal lines and receipts of one team; ``sealed`` chains them on as the clock would."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.number, self.before = 0, ""

    def of_client(self, rows: Rows, client: PlannedClient) -> None:
        """She was written down."""
        ids = Ids(self.plan.luck("registered", client.number))
        nurse, at = client.nurses[0], first_morning(client)
        self._done(
            rows, ids, nurse, at, "register-client", f"client/{client.id}", [client.id], {"client": str(client.id)}
        )

    def of_day(self, rows: Rows, went: Sequence[Went], ids: Ids) -> None:
        """Each nurse looks at her round; at each door she looks at the client's page, starts, and records."""
        rounds: dict[int, list[Went]] = {}
        for one in went:
            rounds.setdefault(one.nurse.seat, []).append(one)
        for visits in rounds.values():
            first = visits[0]
            clients = [one.going.client.id for one in visits]
            self._look(rows, ids, first.nurse, first.started_at - timedelta(minutes=20), "/t/{team}/round", "", clients)
        for one in went:
            self._of_visit(rows, ids, one)

    def _of_visit(self, rows: Rows, ids: Ids, one: Went) -> None:
        visit, client = one.going.id, one.going.client.id
        about, page = f"visit/{visit}", "/t/{team}/clients/{client_id}"
        self._look(rows, ids, one.nurse, one.started_at - timedelta(minutes=1), page, f"client_id/{client}", [client])
        answer = {"visit": str(visit), "started_at": one.started_at.isoformat()}
        self._done(rows, ids, one.nurse, one.started_at, "start-visit", about, [client], answer)
        if one.record is not None and one.received_at is not None:
            answer = {"visit": str(visit), "record": str(one.record), "number": 1, "finished": True}  # type: ignore[dict-item]
            self._done(rows, ids, one.nurse, one.received_at, "record-visit", about, [client], answer)

    def _look(
        self, rows: Rows, ids: Ids, nurse: PlannedNurse, at: datetime, what: str, about: str, clients: Iterable[UUID]
    ) -> None:
        self._line(rows, ids, nurse, at, what, about, clients, Outcome.SHOWN)

    def _done(
        self,
        rows: Rows,
        ids: Ids,
        nurse: PlannedNurse,
        at: datetime,
        what: str,
        about: str,
        clients: Iterable[UUID],
        answer: Mapping[str, Any],
    ) -> None:
        self._line(rows, ids, nurse, at, what, about, clients, Outcome.DONE)
        if at > self.plan.now - KEPT:
            operation = ids.at(at)
            rows.add(
                Receipt,
                team_id=self.plan.id,
                id=operation,
                account_id=nurse.account,
                command=what,
                body_hash=hashlib.sha256(operation.bytes).hexdigest(),
                answer=dict(answer),
                at=at,
            )

    def _line(
        self,
        rows: Rows,
        ids: Ids,
        nurse: PlannedNurse,
        at: datetime,
        what: str,
        about: str,
        clients: Iterable[UUID],
        outcome: Outcome,
    ) -> None:
        rows.add(
            JournalLine,
            team_id=self.plan.id,
            id=ids.at(at),
            at=at,
            account_id=nurse.account,
            acted_from=self.plan.id,
            what=what,
            about=about,
            clients=[str(one) for one in clients],
            outcome=outcome.value,
        )

    def sealed(self, rows: Rows, ids: Ids, at: datetime) -> None:
        """Chain these lines into the next seal."""
        lines = sorted(rows.of(JournalLine), key=lambda line: line["id"])
        if not lines:
            return
        self.number += 1
        hashes = [line_hash([text_of(line[name]) for name in SEALED]) for line in lines]
        sealed = seal_hash(self.before, hashes)
        rows.add(
            Seal,
            team_id=self.plan.id,
            id=ids.at(at),
            number=self.number,
            before=self.before,
            hash=sealed,
            lines=len(lines),
            at=at,
        )
        for position, (line, hashed) in enumerate(zip(lines, hashes, strict=True)):
            rows.add(
                SealedLine,
                team_id=self.plan.id,
                id=line["id"],
                number=self.number,
                position=position,
                hash=hashed,
            )
        self.before = sealed
