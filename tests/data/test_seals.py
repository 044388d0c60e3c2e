"""Seals chain the journal: what was changed, removed, reordered or cut after sealing is named."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from sqlalchemy import bindparam, create_engine, select, text
from sqlalchemy.engine import URL
from sqlalchemy.pool import NullPool

from app.actions.journal import seal
from app.database import Door
from app.domain.journal import line_hash, seal_hash
from app.models import JournalLine, SealedLine, new_id
from app.models.base import columns
from app.models.fence import sqlite_triggers
from app.queries import journal as journal_queries
from app.queries.journal import Head, Verified, newest_head, verify
from tests.cast import Cast
from tests.databases import Cluster, PostgresCluster

AT = datetime(2026, 11, 24, 9, 0, 0, 123456, tzinfo=UTC)

L = columns(SealedLine)
LINE_AT = select(L.id).where(
    L.team_id == bindparam("team"), L.number == bindparam("number"), L.position == bindparam("position")
)


class Journal:
    """One team's journal and its seals, over the real door."""

    def __init__(self, door: Door, team: UUID, cluster: Cluster, url: URL) -> None:
        self.door, self.team, self.cluster, self.url = door, team, cluster, url

    def write(self, number: int = 1, **more: object) -> list[UUID]:
        ids = [new_id() for _ in range(number)]
        fields = {"team_id": self.team, "at": AT, "what": "/t/{team}", "outcome": "shown", **more}
        self.door.write(self.team, lambda session: session.add_all([JournalLine(id=one, **fields) for one in ids]))
        return ids

    def seal(self) -> int:
        seal_id = new_id()
        return self.door.write(self.team, lambda session: seal(session, self.team, seal_id=seal_id, now=AT))

    def line(self, *, number: int, position: int) -> UUID:
        place = {"team": self.team, "number": number, "position": position}
        with self.door.read(self.team) as session:
            return UUID(str(session.execute(LINE_AT, place).scalar_one()))

    def hash_if(self, *, number: int, position: int, about: str) -> str:
        """What the line's hash would be if it were about something else."""
        line = self.line(number=number, position=position)
        texts = [str(line), "2026-11-24T09:00:00.123456Z", "", "", "", "/t/{team}", about, "", "", "shown", "", "", ""]
        return line_hash(texts)

    def verify(self, kept: Head | None = None) -> Verified:
        with self.door.read(self.team) as session:
            return verify(session, self.team, kept)

    def head(self) -> Head:
        with self.door.read(self.team) as session:
            head = newest_head(session, self.team)
        assert head
        return head

    def tamper(self, *statements: str) -> None:
        """As somebody who owns the machine: past the policies, with the triggers taken away and put back."""
        postgres = isinstance(self.cluster, PostgresCluster)
        url = self.cluster.superuser_url(self.url) if isinstance(self.cluster, PostgresCluster) else self.url
        with create_engine(url, poolclass=NullPool).begin() as connection:
            for name in () if postgres else sqlite_triggers():
                connection.execute(text(f"DROP TRIGGER {name}"))
            for statement in statements:
                connection.execute(text(statement), {"team": str(self.team) if postgres else self.team.hex})
            for made in () if postgres else sqlite_triggers().values():
                connection.execute(text(made))


@pytest.fixture
def journal(live_cast: Cast, cluster: Cluster, fresh_url: URL) -> Journal:
    return Journal(live_cast.kring.door, live_cast.riverside, cluster, fresh_url)


@pytest.fixture
def sealed(journal: Journal) -> Journal:
    """Three seals with three lines each."""
    for _ in range(3):
        journal.write(3)
        journal.seal()
    return journal


def test_a_whole_chain_is_whole(sealed: Journal) -> None:
    found = sealed.verify(sealed.head())

    assert (found.faults, found.seals, found.unsealed) == ([], 3, 0)


def test_a_late_line_goes_into_the_next_seal(sealed: Journal) -> None:
    early = UUID(int=sealed.write(1)[0].int - (1 << 90))
    sealed.door.write(
        sealed.team,
        lambda session: session.add(
            JournalLine(team_id=sealed.team, id=early, at=AT - timedelta(hours=1), what="late", outcome="shown")
        ),
    )

    assert (sealed.verify().unsealed, sealed.seal(), sealed.verify().unsealed) == (2, 2, 0)
    assert sealed.verify().faults == []


def test_a_seal_over_nothing_is_not_made(sealed: Journal) -> None:
    assert (sealed.seal(), sealed.verify().seals) == (0, 3)


def test_two_sealers_at_once_seal_each_line_once(journal: Journal) -> None:
    for _ in range(5):
        journal.write(40)
        with ThreadPoolExecutor(4) as pool:
            counts = list(pool.map(lambda _: journal.seal(), range(4)))
        assert sum(counts) == 40

    found = journal.verify()
    assert (found.faults, found.unsealed) == ([], 0)


@pytest.mark.parametrize(
    ("damage", "fault"),
    [
        (
            "UPDATE journal SET about = 'another' WHERE team_id = :team AND id = "
            "(SELECT id FROM sealed_line WHERE team_id = :team AND number = 2 AND position = 1)",
            "seal 2: line {line} was changed after sealing",
        ),
        (
            "UPDATE journal SET account_id = team_id WHERE team_id = :team AND id = "
            "(SELECT id FROM sealed_line WHERE team_id = :team AND number = 2 AND position = 1)",
            "seal 2: line {line} was changed after sealing",
        ),
        (
            "DELETE FROM journal WHERE team_id = :team AND id = "
            "(SELECT id FROM sealed_line WHERE team_id = :team AND number = 2 AND position = 1)",
            "seal 2: line {line} was removed",
        ),
        (
            "DELETE FROM sealed_line WHERE team_id = :team AND number = 2 AND position = 1",
            "seal 2: it holds 2 lines and sealed 3",
        ),
        (
            "UPDATE sealed_line SET hash = 'x' WHERE team_id = :team AND number = 2 AND position = 1",
            "seal 2: line {line} was changed after sealing",
        ),
        (
            "UPDATE sealed_line SET position = 9 WHERE team_id = :team AND number = 2 AND position = 1",
            "seal 2: line {line} was moved",
        ),
        ("DELETE FROM seal WHERE team_id = :team AND number = 2", "seal 2: it is missing, and its"),
        ("DELETE FROM seal WHERE team_id = :team AND number = 3", "seal 3: it is missing, and its lines"),
        ("UPDATE seal SET number = 9 WHERE team_id = :team AND number = 2", "seal 2: it is missing, and its lines"),
        (
            "UPDATE seal SET hash = 'x' WHERE team_id = :team AND number = 2",
            "seal 2: a line in it was changed together with its hash, or the seal itself",
        ),
        ("UPDATE seal SET before = 'x' WHERE team_id = :team AND number = 2", "seal 2: it does not follow"),
    ],
)
def test_what_was_changed_after_sealing_is_named_first(sealed: Journal, damage: str, fault: str) -> None:
    line = sealed.line(number=2, position=1)
    sealed.tamper(damage)

    found = sealed.verify()

    assert fault.format(line=line) in found.faults[0], found.faults


def test_every_changed_line_is_named_and_no_other(sealed: Journal) -> None:
    changed = [sealed.line(number=1, position=2), sealed.line(number=3, position=0)]
    sealed.tamper(
        "UPDATE journal SET what = 'x' WHERE team_id = :team AND id IN (SELECT id FROM sealed_line WHERE "
        "team_id = :team AND ((number = 1 AND position = 2) OR (number = 3 AND position = 0)))"
    )

    assert sealed.verify().faults == [
        f"seal {number}: line {line} was changed after sealing" for number, line in zip((1, 3), changed, strict=True)
    ]


def test_two_lines_that_changed_places_are_named(sealed: Journal) -> None:
    lines = [sealed.line(number=2, position=place) for place in (0, 1)]
    sealed.tamper(
        *(
            f"UPDATE sealed_line SET position = {after} WHERE team_id = :team AND number = 2 AND position = {before}"
            for before, after in ((0, 9), (1, 0), (9, 1))
        )
    )

    assert sealed.verify().faults == [f"seal 2: line {line} was moved" for line in lines]


def test_a_line_changed_together_with_its_hash_still_breaks_its_seal(sealed: Journal) -> None:
    other = sealed.hash_if(number=2, position=1, about="another")
    where = "WHERE team_id = :team AND number = 2 AND position = 1"
    sealed.tamper(
        f"UPDATE journal SET about = 'another' WHERE team_id = :team AND id = (SELECT id FROM sealed_line {where})",
        f"UPDATE sealed_line SET hash = '{other}' {where}",
    )

    assert sealed.verify().faults == ["seal 2: a line in it was changed together with its hash, or the seal itself"]


def test_a_chain_longer_than_a_page_is_walked_to_its_end(sealed: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    sealed.write(1)
    sealed.seal()
    last = sealed.line(number=4, position=0)
    monkeypatch.setattr(journal_queries, "SEALS", journal_queries.SEALS.limit(2))
    monkeypatch.setattr(journal_queries, "SEALED", journal_queries.SEALED.limit(2))
    whole = sealed.verify()
    sealed.tamper(
        "DELETE FROM journal WHERE team_id = :team AND id = "
        "(SELECT id FROM sealed_line WHERE team_id = :team AND number = 4)"
    )

    assert (whole.faults, whole.seals) == ([], 4)
    assert sealed.verify().faults == [f"seal 4: line {last} was removed"]


def test_a_seal_put_in_another_ones_place_is_named(sealed: Journal) -> None:
    sealed.tamper(
        *(
            f"UPDATE {table} SET number = {after} WHERE team_id = :team AND number = {before}"
            for before, after in ((2, 99), (3, 2), (99, 3))
            for table in ("seal", "sealed_line")
        )
    )

    assert sealed.verify().faults[0] == "seal 2: it does not follow the seal before it"


CUT = tuple(
    f"DELETE FROM {statement}"
    for statement in (
        "journal WHERE team_id = :team AND id IN (SELECT id FROM sealed_line WHERE team_id = :team AND number = 3)",
        "sealed_line WHERE team_id = :team AND number = 3",
        "seal WHERE team_id = :team AND number = 3",
    )
)


def test_a_tail_that_was_cut_is_seen_only_against_the_head_kept_outside(sealed: Journal) -> None:
    head = sealed.head()
    sealed.tamper(*CUT)

    assert sealed.verify().faults == []
    assert sealed.verify(head).faults == ["seal 3: it was kept outside and is gone; the journal's tail was cut"]


def test_a_tail_that_was_cut_and_sealed_anew_differs_from_the_head_kept_outside(sealed: Journal) -> None:
    head = sealed.head()
    sealed.tamper(*CUT)
    sealed.write(3)
    sealed.seal()

    assert sealed.verify(head).faults == ["seal 3: it differs from the one kept outside"]


def test_the_same_line_has_the_same_hash_on_both_databases(journal: Journal) -> None:
    """A fixed value, so that a team can move from one database to the other with its seals."""
    one = UUID("01930000-0000-7000-8000-000000000001")
    line = JournalLine(
        team_id=journal.team,
        id=one,
        at=AT,
        account_id=one,
        acted_from=one,
        what="/t/{team}/clients/{client}",
        about="client/1",
        clients=["b", "a"],
        reason="‘asked’ by the GP – ü",
        outcome="shown",
        session_id=one,
        request_id="r",
    )
    journal.door.write(journal.team, lambda session: session.add(JournalLine(**line.model_dump())))
    journal.seal()

    texts = [
        str(one),
        "2026-11-24T09:00:00.123456Z",
        str(one),
        str(one),
        "",
        "/t/{team}/clients/{client}",
        "client/1",
        "b,a",
        "‘asked’ by the GP – ü",
        "shown",
        "",
        str(one),
        "r",
    ]
    assert journal.head().hash == seal_hash("", [line_hash(texts)])
