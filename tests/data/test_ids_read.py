"""What SQLite stores as text comes out as what was put in, by the shorter way too."""

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from pickle import dumps, loads
from uuid import UUID

from sqlalchemy import Column, MetaData, Table, Uuid, insert, select
from sqlalchemy.engine import make_url

from app.database.quick_uuid import uuid_of
from app.database.sqlite import sqlite_engine
from app.models import new_id
from app.models.base import Instant

KEPT = Table("kept", MetaData(), Column("id", Uuid), Column("at", Instant))


def test_an_id_that_was_read_is_in_no_way_different_from_any_other() -> None:
    for one in (new_id(), UUID(int=0), UUID(int=2**128 - 1)):
        read = uuid_of(one.hex)
        assert (read, hash(read), repr(read), type(read)) == (one, hash(one), repr(one), UUID)
        assert read is not None and loads(dumps(read)) == one and read.is_safe is one.is_safe
    assert uuid_of(None) is None


def test_ids_and_instants_are_stored_as_before_and_come_back_the_same(tmp_path: Path) -> None:
    id, at = new_id(), datetime(2026, 7, 1, 9, 30, 0, 120, tzinfo=timezone(timedelta(hours=1)))
    engine = sqlite_engine(make_url(f"sqlite:///{tmp_path / 'kept.db'}"), begin="BEGIN IMMEDIATE", pool_size=1)
    with engine.begin() as connection:
        KEPT.create(connection)
        connection.execute(insert(KEPT), [{"id": id, "at": at}, {"id": None, "at": None}])
        stored = connection.exec_driver_sql("SELECT id, at FROM kept").all()
        read = connection.execute(select(KEPT.c.id, KEPT.c.at)).all()
    engine.dispose()
    assert [tuple(row) for row in stored] == [(id.hex, "2026-07-01 08:30:00.000120"), (None, None)]
    assert [tuple(row) for row in read] == [(id, at), (None, None)]
    assert read[0].at.tzinfo is UTC
