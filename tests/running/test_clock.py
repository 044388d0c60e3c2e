"""The one clock: each line is sealed, what is due is settled, what is over is forgotten; twice does no harm."""

import logging
from datetime import timedelta

import pytest
from sqlalchemy import select

from app.actions import health as pulse
from app.models import JournalLine, Membership, Pulse, Receipt, Seal, SealedLine, SignInSession, new_id
from app.models.base import columns, first_id_of
from app.queries.journal import verify
from app.web import clock as clock_module
from app.web.clock import Clock
from app.web.door import House
from tests import factories
from tests.cast import Cast, Kring

J, S, L, R, M, SS = (columns(one) for one in (JournalLine, Seal, SealedLine, Receipt, Membership, SignInSession))


@pytest.fixture
def home(kring: Kring) -> House:
    found: House = kring.app.state.house
    return found


def seals(cast: Cast, team: object) -> int:
    with cast.kring.door.read(team) as session:  # type: ignore[arg-type]
        return len(session.execute(select(S.number).where(S.team_id == team)).all())


def test_a_round_seals_every_team_and_leaves_nothing_unsealed(cast: Cast, home: House) -> None:
    cast.amina.command("change-team-setting", {"name": "objection_days", "value": "10", "version": 0})
    cast.beth.command("change-team-setting", {"name": "objection_days", "value": "9", "version": 0})

    assert Clock(home).round()

    for team in (cast.riverside, cast.malpas):
        with cast.kring.door.read(team) as session:
            found = verify(session, team)
        assert (found.seals, found.unsealed, list(found.faults)) == (1, 0, [])


def test_a_round_with_nothing_new_makes_no_seal(cast: Cast, home: House) -> None:
    clock = Clock(home)
    cast.amina.command("change-team-setting", {"name": "objection_days", "value": "10", "version": 0})

    clock.round()
    cast.kring.clock.forward(seconds=20)
    clock.round()

    assert seals(cast, cast.riverside) == 1


def test_a_late_line_falls_into_the_next_seal(cast: Cast, home: House) -> None:
    clock = Clock(home)
    clock.round()
    line_id = first_id_of(cast.kring.clock.now - timedelta(minutes=2))
    line = JournalLine(team_id=cast.riverside, id=line_id, at=cast.kring.clock.now, what="late", outcome="done")
    cast.kring.add(cast.riverside, line)

    cast.kring.clock.forward(seconds=20)
    clock.round()

    with cast.kring.door.read(cast.riverside) as session:
        assert verify(session, cast.riverside).unsealed == 0


def test_a_very_late_line_is_sealed_within_a_day(cast: Cast, home: House) -> None:
    clock = Clock(home)
    clock.round()
    line_id = first_id_of(cast.kring.clock.now - timedelta(days=30))
    line = JournalLine(team_id=cast.riverside, id=line_id, at=cast.kring.clock.now, what="late", outcome="done")
    cast.kring.add(cast.riverside, line)

    cast.kring.clock.forward(seconds=20)
    clock.round()
    with cast.kring.door.read(cast.riverside) as session:
        soon = verify(session, cast.riverside).unsealed
    cast.kring.clock.forward(days=1)
    clock.round()

    with cast.kring.door.read(cast.riverside) as session:
        assert (soon, verify(session, cast.riverside).unsealed) == (1, 0)


def test_only_one_worker_keeps_the_clock_until_it_is_not_heard_from(cast: Cast, home: House) -> None:
    first, second = Clock(home), Clock(home)

    assert (first.round(), second.round()) == (True, False)
    cast.kring.clock.forward(seconds=30)
    assert (first.round(), second.round()) == (True, False)
    cast.kring.clock.forward(seconds=60)
    assert (second.round(), first.round()) == (True, False)


def test_a_worker_that_stops_gives_the_clock_back(cast: Cast, home: House) -> None:
    first, second = Clock(home), Clock(home)
    first.round()

    cast.kring.door.write(None, lambda session: pulse.give_clock_back(session, first.worker, cast.kring.clock.now))

    assert second.round()


def test_what_is_due_is_settled_once(cast: Cast, home: House) -> None:
    clock = Clock(home)
    cast.kring.clock.forward(days=3)

    clock.round()
    clock.round()

    with cast.kring.door.read(cast.riverside) as session:
        gwen = session.execute(
            select(M.ended_why).where(M.team_id == cast.riverside, M.id == cast.gwen.membership)
        ).scalar_one()
        lines = session.execute(select(J.id).where(J.team_id == cast.riverside, J.what == "guest-days-over")).all()
    assert (gwen, len(lines)) == ("days-over", 1)


def test_receipts_are_kept_400_days_and_then_forgotten(cast: Cast, home: House) -> None:
    now = cast.kring.clock.now
    for days in (399, 401):
        receipt = Receipt(
            team_id=cast.riverside,
            id=new_id(),
            account_id=cast.amina.account,
            command="x",
            body_hash="",
            answer={"days": days},
            at=now - timedelta(days=days),
        )
        cast.kring.add(cast.riverside, receipt)

    Clock(home).round()

    with cast.kring.door.read(cast.riverside) as session:
        kept = session.execute(select(R.answer).where(R.team_id == cast.riverside)).scalars().all()
    assert kept == [{"days": 399}]


def test_sessions_that_are_long_over_and_sign_ins_not_finished_are_forgotten(cast: Cast, home: House) -> None:
    now = cast.kring.clock.now
    kinds = {
        "living": {"ends_at": now + timedelta(hours=1)},
        "ended last week": {"ends_at": now - timedelta(days=7)},
        "ended long ago": {"ends_at": now - timedelta(days=31)},
        "left long ago": {"ends_at": now + timedelta(hours=1), "ended_at": now - timedelta(days=31)},
        "begun": {"kind": "challenge", "ends_at": now + timedelta(minutes=1)},
        "not finished": {"kind": "password", "ends_at": now - timedelta(minutes=1)},
    }
    for name, more in kinds.items():
        cast.kring.add(None, factories.session(cast.nell.account, f"hash of {name}", now, device=name, **more))

    Clock(home).round()

    with cast.kring.door.read(None) as session:
        kept = session.execute(select(SS.device).where(SS.account_id == cast.nell.account)).scalars().all()
    assert set(kept) == {"living", "ended last week", "begun"}


def test_a_step_that_fails_holds_up_neither_the_others_nor_the_clock(
    cast: Cast, home: House, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_given: object) -> None:
        raise RuntimeError("Amina Khan")

    monkeypatch.setattr(clock_module, "settle_due", broken)
    monkeypatch.setattr(clock_module.log, "disabled", False)  # a tool that ran before may have silenced every logger
    cast.amina.command("change-team-setting", {"name": "objection_days", "value": "10", "version": 0})

    with caplog.at_level(logging.WARNING):
        assert Clock(home).round()

    assert seals(cast, cast.riverside) == 1
    assert "a step of the clock failed" in caplog.text


def test_health_says_how_old_the_oldest_unsealed_line_can_be(cast: Cast, home: House) -> None:
    before = cast.kring.browser().get("/health").json()
    Clock(home).round()
    cast.kring.clock.forward(seconds=30)
    after = cast.kring.browser().get("/health").json()

    assert (before["status"], before["queue"], before["oldest_unsealed_seconds"]) == ("ok", 0, None)
    assert after["oldest_unsealed_seconds"] == 30.0


def test_a_team_that_could_not_be_sealed_makes_the_journal_look_old(
    cast: Cast, home: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = Clock(home)
    clock.round()
    monkeypatch.setattr(clock_module, "seal", lambda *_given, **_more: 1 // 0)
    cast.kring.clock.forward(seconds=300)

    clock.round()

    assert cast.kring.browser().get("/health").json()["oldest_unsealed_seconds"] == 300.0


def test_the_health_of_the_server_names_nobody(cast: Cast) -> None:
    said = cast.kring.browser().get("/health").text

    assert all(name not in said for name in ("Riverside", "Amina", str(cast.riverside)))
    with cast.kring.door.read(None) as session:
        assert session.get(Pulse, "health") is not None
