"""The demonstration's clients and their eight weeks hold together, on whichever day they are looked at."""

import itertools
import re
from collections import Counter, defaultdict
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlmodel import Session

from app.actions.place import point_of
from app.database import Door, open_door
from app.domain.identifier import IdentifierKind, check
from app.keys import KeyRing
from app.models import Client, JournalLine, Membership, Receipt, Team, VisitRecord
from app.models.base import TeamRow, columns
from app.queries.access import nurse_in
from app.queries.day import round_page
from app.seed import demonstration
from app.seed.neighbourhood import PLACES
from app.seed.neighbourhood.malpas.told import TOLD
from app.seed.neighbourhood.place import Place
from app.seed.neighbourhood.rota import OFF
from app.seed.neighbourhood.script import numbers_of
from app.seed.neighbourhood.story import Visited, moment_of
from tests.databases import Cluster, SqliteCluster
from tests.running.filled import DAY, everything, teams
from tests.running.neighbourhood import LOOKED_AT, Told, every, told

M, T = columns(Membership), columns(Team)

SMALL = {"Malpas": Place(PLACES["Malpas"].practices, TOLD[:3], PLACES["Malpas"].stories, 501)}
"""Three clients with a story: every kind of command, in seconds."""


def test_there_are_as_many_clients_as_promised_and_all_are_distinct() -> None:
    assert {name: len({one.key for one in place.clients}) for name, place in PLACES.items()} == {
        "Riverside": 48,
        "Malpas": 41,
    }
    for name, place in PLACES.items():
        assert set(place.stories) <= {one.key for one in place.clients}, name


def test_every_postcode_lies_in_its_neighbourhood() -> None:
    for name, shape in (("Riverside", r"IP(28|29|30|31|32|33) "), ("Malpas", r"SY14 ")):
        wrong = [
            one.key for one in PLACES[name].clients if not (re.match(shape, one.postcode) and point_of(one.postcode))
        ]
        assert wrong == []


def test_every_number_is_right_and_belongs_to_nobody() -> None:
    numbers = [step.wish["nhs_number"] for one in every() for step in one.of("register-client")]
    phones = {
        step.wish[field]
        for one in every()
        for step in one.of("register-client", "add-person")
        for field in ("phone", "gp_phone")
        if step.wish.get(field)
    }

    assert [one for one in numbers if not check(IdentifierKind.NHS_NUMBER, one).is_for_tests] == []
    assert len(set(numbers)) == 48 + 41
    assert [one for one in phones if not re.fullmatch(r"01632 960\d{3}|07700 900\d{3}", one)] == []


def test_a_decision_is_made_with_a_doctor_of_the_clients_own_practice() -> None:
    for name, place in PLACES.items():
        for client, numbers in zip(place.clients, numbers_of(place), strict=True):
            doctors = {doctor for _, doctor, _ in place.practices for one in client.decisions if doctor in one.by}
            assert doctors <= {numbers.practice[1]}, (name, client.key)


def test_stories_are_told_in_the_order_in_which_they_happened() -> None:
    for place in PLACES.values():
        for key, story in place.stories.items():
            for now in LOOKED_AT:
                visits = [moment_of(one.when, now.date()) for one in story if isinstance(one, Visited)]
                assert visits == sorted(visits), key


def test_nothing_lies_ahead_and_nothing_is_told_before_it_happened() -> None:
    for one in every():
        wrong = [
            step for step in one.steps if step.at > one.team.now or step.wish.get("happened_at", step.at) > step.at
        ]
        assert wrong == []


def test_only_who_is_in_care_is_visited_and_after_a_death_only_the_family() -> None:
    for one in every():
        statuses, plans = one.statuses(), one.plans()
        for step in one.of("record-visit"):
            began = step.wish["finished_at"] - timedelta(minutes=plans[step.wish["visit"]].wish["minutes"] + 20)
            stands = [status for since, status in statuses[step.wish["client"]] if since <= began]
            tasks = [task["text"] for task in plans[step.wish["visit"]].wish["tasks"]]
            is_family = any(text.startswith("Visit to") for text in tasks)
            assert stands[-1:] == ["active"] or is_family, (one.plan.name, tasks, stands, step.at)


def test_nobody_works_on_a_day_off_but_on_call() -> None:
    for one in every():
        plans = one.plans()
        for step in one.of("record-visit"):
            wish = plans[step.wish["visit"]].wish
            is_night = not 7 <= wish["at"].hour < 22
            assert is_night or one.team.rota.shift(step.by, wish["day"]) != OFF, (step.by, wish["day"], wish["at"])


def test_nobody_is_in_two_houses_at_once() -> None:
    for one in every():
        houses: defaultdict[str, list[tuple[datetime, datetime]]] = defaultdict(list)
        begun = {step.wish["visit"]: step.at for step in one.of("start-visit")}
        for step in one.of("record-visit"):
            start = step.wish.get("started_at") or begun[step.wish["visit"]]
            houses[step.by].append((start, step.wish["finished_at"]))
        for nurse, spans in houses.items():
            for before, after in itertools.pairwise(sorted(spans)):
                assert before[1] <= after[0], (nurse, before, after)


def test_loads_stay_within_contract_hours_and_everybody_on_duty_has_a_round() -> None:
    for one in every():
        weeks: Counter[tuple[str, int]] = Counter()
        rounds: Counter[tuple[str, int]] = Counter()
        for step in one.plans().values():
            nurse, ahead = one.names[step.wish["membership_id"]], (step.wish["day"] - one.team.today).days
            weeks[nurse, ahead // 7] += step.wish["minutes"]
            rounds[nurse, ahead] += 1
        for member in one.plan.nurses:
            assert max(weeks[member.first_name, week] for week in range(-8, 1)) <= (member.hours or 0) * 60 * 0.7
        for ahead in range(7):
            day = one.team.today + timedelta(days=ahead)
            idle = [nurse for nurse in one.team.rota.on_duty(day) if not rounds[nurse, ahead]]
            assert idle == [], (one.plan.name, ahead, one.team.now)
        assert rounds[one.plan.nurses[0].first_name, 0] >= 4


def test_every_client_knows_the_faces_and_the_named_nurses_come_most() -> None:
    for one in every():
        clients, share = one.clients, []
        faces: defaultdict[Any, Counter[str]] = defaultdict(Counter)
        for step in one.of("record-visit"):
            faces[step.wish["client"]][step.by] += 1
        for client, seen in faces.items():
            assert len(seen) <= 10, clients[client].key
            share.append(sum(seen[name] for name in clients[client].named) / seen.total())
        assert sum(share) / len(share) > 0.6


def test_a_record_stays_closed_to_whom_it_is_closed() -> None:
    for one in every():
        closed = {step.wish["client"]: step for step in one.of("exclude-member", "declare-conflict")}
        kinds = {step.command for step in closed.values()}
        assert kinds >= (
            {"exclude-member", "declare-conflict"} if one.plan.name == "Riverside" else {"declare-conflict"}
        )
        for step in one.steps:
            shut = closed.get(step.wish.get("client"))
            if shut is not None and step.at > shut.at:
                who = shut.by if shut.command == "declare-conflict" else one.names[shut.wish["membership_id"]]
                assert step.by != who and step.wish.get("membership_id") != one.team.members[who], step


def test_notes_read_like_a_person_and_not_like_a_form() -> None:
    for one in every():
        by_client: defaultdict[Any, list[str]] = defaultdict(list)
        for step in one.of("record-visit"):
            if step.wish["note"]:
                by_client[step.wish["client"]].append(step.wish["note"])
        notes = list(itertools.chain(*by_client.values()))
        assert [note for note in notes if re.search(r"[{}@]|\s\s|^\s", note)] == []
        assert len(set(notes)) > 0.75 * len(notes)
        for client, found in by_client.items():
            last = found[-20:]
            assert len(last) < 8 or len(set(last)) > 0.7 * len(last), (one.clients[client].key, last)


def of(one: Told, family: str, *commands: str) -> list[dict[str, Any]]:
    """What was asked for about this client, in order."""
    (client,) = (id for id, who in one.clients.items() if who.family == family and who.key in one.place.stories)
    return [dict(step.wish) for step in one.of(*commands) if step.wish.get("client") == client]


def test_the_stories_key_facts_are_there_on_every_day() -> None:
    for one in every():
        if one.plan.name == "Riverside":
            statuses = {name: [wish["status"] for wish in of(one, name, "change-client-status")] for name in RIVERSIDE}
            assert statuses == RIVERSIDE
            hours = [
                wish["hours_a_week"]
                for wish in of(one, "Aldous", "add-person", "change-person")
                if "Kenneth" in wish["name"]
            ]
            assert hours == [60, 48, 35, 35]
            ratings = [wish["status"] for wish in of(one, "Catchpole", "rate-problem")]
            assert ratings == sorted(ratings) and ratings[-1] >= 4
            weights = [float(w["value"]["weight"]) for w in of(one, "Borley", "record-visit") if "weight" in w["value"]]
            assert max(weights) - min(weights) > 2 and abs(weights[-1] - 84.1) < 1.5
            assert any("no-reply" in wish.get("reason", {}).values() for wish in of(one, "Nunn", "record-visit"))
            assert any("refused" in wish.get("reason", {}).values() for wish in of(one, "Rix", "record-visit"))
        else:
            assert [wish["status"] for wish in of(one, "Cholmond", "change-client-status")] == ["active", "paused"]
            assert [wish["status"] for wish in of(one, "Dodd", "change-client-status")] == ["active", "discharged"]


RIVERSIDE = {
    "Catchpole": ["active", "discharged"],
    "Gathercole": ["active", "died"],
    "Wix": [],
    "Youngman": ["active", "paused", "active"],
    "Aldous": ["active"],
    "Borley": ["active"],
}


def test_the_same_moment_gives_the_same_script() -> None:
    now = datetime(2026, 11, 24, 9, tzinfo=UTC)

    first, second = told(now), told(now)

    assert [one.steps for one in first] == [one.steps for one in second]


def fill_small(door: Door, keys: KeyRing) -> None:
    demonstration.fill(door, keys, now=DAY, password_hash="not a hash", step=lambda: None, places=SMALL)


def test_two_fills_of_the_same_moment_are_alike(live_door: Door, keys: KeyRing, cluster: Cluster) -> None:
    other = open_door(cluster.fresh())
    try:
        fill_small(live_door, keys)
        fill_small(other, keys)

        first, second = everything(live_door), everything(other)
    finally:
        other.close()
    for found in (first, second):
        safes = found.pop("key_safe")  # a ciphertext is never the same twice
        assert len(safes) == 1
    assert first == second
    assert len(first["client"]) == 3 and len(first["visit_record"]) > 30


def test_every_click_of_the_whole_demonstration_is_accepted(tmp_path: Path, keys: KeyRing) -> None:
    """Filled in once, on SQLite: what is refused would stop ``make run``."""
    door, steps = open_door(SqliteCluster(tmp_path).fresh()), Steps()
    try:
        demonstration.fill(door, keys, now=DAY, password_hash="not a hash", step=steps.take)

        assert steps.taken == demonstration.step_count()
        for team in teams(door):
            with door.read(team) as session:
                name = session.execute(select(T.name).where(T.team_id == team)).scalar_one()
                count = {table: how_many(session, table, team) for table in (Client, JournalLine, Receipt, VisitRecord)}
                first = session.execute(select(M.account_id).where(M.team_id == team).order_by(M.id)).scalars().first()
                assert first is not None
                page = round_page(session, nurse_in(session, team, first, DAY, session_id=None), DAY.date(), DAY)
            assert count[Client] == len(PLACES[name].clients)
            assert count[VisitRecord] > 1300
            assert count[JournalLine] - count[Receipt] < 40
            assert len(page.stops) >= 4 and 0 < page.done < len(page.stops)
    finally:
        door.close()


def how_many(session: Session, table: type[TeamRow], team: UUID) -> int:
    rows = columns(table)
    count: int = session.execute(select(func.count()).where(rows.team_id == team)).scalar_one()
    return count


class Steps:
    """A progress bar that counts."""

    taken = 0

    def take(self) -> None:
        self.taken += 1
