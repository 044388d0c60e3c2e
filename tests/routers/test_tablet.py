"""What the server gives a tablet: the way back to a nurse's key, the list of her days, and pages under one line."""

import json
import re
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from httpx2 import Response
from sqlalchemy import select

from app.actions.key_safe import purpose
from app.models import Attempt, ClosedRecord, JournalLine, KeySafe, Suspension, Tablet, new_id
from app.models.base import columns
from app.queries.tablet import DOOR_LISTS
from app.routers.door_card import LISTS
from app.web.guard import HEADERS
from tests.authenticator import JSON
from tests.cast import Cast, Person
from tests.visits import visit

J, A, B = columns(JournalLine), columns(Attempt), columns(Tablet)


def set_passphrase(person: Person, tablet: UUID | None = None, **more: str) -> tuple[UUID, Response]:
    """As the tablet asks when its nurse sets her first passphrase there."""
    made = tablet or new_id()
    return made, person.browser.post("/account/tablets", json={"id": str(made), **more}, headers=JSON)


def ask_back(person: Person, tablet: UUID) -> Response:
    return person.browser.post(f"/account/tablets/{tablet}/secret", json={}, headers=JSON)


def give_up(person: Person, tablet: UUID) -> Response:
    return person.browser.post(f"/account/tablets/{tablet}/end", data={"account": str(person.account)})


def ask_day(person: Person, tablet: UUID, have: dict[str, str] | None = None, team: UUID | None = None) -> Response:
    body = {"tablet": str(tablet), "account": str(person.account), "have": have or {}}
    return person.browser.post(f"/t/{team or person.team}/tablet/day", json=body, headers=JSON)


def digests(said: dict[str, Any]) -> dict[str, str]:
    return {bundle["key"]: bundle["digest"] for bundle in said["bundles"]}


def lines(cast: Cast, *whats: str) -> list[Any]:
    statement = select(J.what, J.about, J.clients, J.reason, J.outcome, J.code, J.account_id).where(
        J.team_id == cast.riverside
    )
    with cast.kring.door.read(cast.riverside) as session:
        rows = session.execute(statement.order_by(J.id)).all()
    return [row for row in rows if not whats or row.what in whats]


def attempts(cast: Cast, person: Person) -> list[tuple[str, str]]:
    statement = select(A.what, A.outcome).where(A.account_id == person.account).order_by(A.id)
    with cast.kring.door.read(None) as session:
        return [(row.what, row.outcome) for row in session.execute(statement)]


def close_to(cast: Cast, person: Person, client: UUID) -> None:
    cast.kring.add(
        cast.riverside,
        ClosedRecord(
            team_id=cast.riverside,
            id=new_id(),
            client_id=client,
            membership_id=person.membership,
            kind="excluded",
            reason="She asked for it.",
            recorded_by=cast.joanne.membership,
            at=cast.kring.clock.now,
        ),
    )


@pytest.fixture
def tablet(cast: Cast) -> UUID:
    return set_passphrase(cast.amina)[0]


def test_the_secret_of_a_tablet_is_stored_encrypted_and_given_back_to_its_nurse_on_record(cast: Cast) -> None:
    tablet, made = set_passphrase(cast.amina)
    back = ask_back(cast.amina, tablet)

    assert (made.status_code, back.status_code) == (201, 200)
    assert made.json()["secret"] == back.json()["secret"] and len(back.json()["secret"]) == 44
    with cast.kring.door.read(None) as session:
        stored = session.execute(select(B.secret).where(B.id == tablet)).scalar_one()
    assert made.json()["secret"] not in stored
    assert attempts(cast, cast.amina) == [
        ("tablet-added", "passed"),
        ("tablet-secret", "tried"),
        ("tablet-secret-given", "passed"),
    ]


def test_nobody_another_nurse_and_whoever_was_proven_long_ago_get_no_secret(cast: Cast, tablet: UUID) -> None:
    nobody = cast.kring.browser().post(f"/account/tablets/{tablet}/secret", json={}, headers=JSON)
    joanne = ask_back(cast.joanne, tablet)
    other = cast.amina.browser.post(
        "/account/tablets", json={"id": str(new_id()), "account": str(new_id())}, headers=JSON
    )
    cast.kring.clock.forward(minutes=11)
    late, more = ask_back(cast.amina, tablet), set_passphrase(cast.amina)[1]

    said = [(answer.status_code, answer.json()["code"]) for answer in (nobody, joanne, other, late, more)]
    assert said == [
        (401, "signed-out"),
        (404, "tablet-ended"),
        (409, "other-account"),
        (403, "prove-again"),
        (403, "prove-again"),
    ]
    assert attempts(cast, cast.joanne)[-1] == ("tablet-secret-given", "refused")


def test_a_locked_session_gets_no_secret(cast: Cast, tablet: UUID) -> None:
    cast.amina.post("/sign-in/lock")

    assert ask_back(cast.amina, tablet).json()["code"] == "locked"


def test_the_secret_is_asked_for_five_times_and_not_a_sixth(cast: Cast, tablet: UUID) -> None:
    told = [ask_back(cast.amina, tablet).status_code for _ in range(6)]

    assert told == [200] * 5 + [429]


def test_a_tablet_has_one_passphrase_and_a_nurse_ten_tablets(cast: Cast, tablet: UUID) -> None:
    again = set_passphrase(cast.joanne, tablet)[1]
    for _ in range(9):
        assert set_passphrase(cast.amina)[1].status_code == 201
    eleventh = set_passphrase(cast.amina)[1]

    assert (again.status_code, again.json()["code"]) == (409, "id-taken")
    assert (eleventh.status_code, eleventh.json()["code"]) == (409, "too-many-tablets")


@pytest.mark.parametrize(
    "body",
    [b"", b"[]", b'{"id": "odd"}', b'{"id": "%s", "more": 1}' % str(new_id()).encode(), b"\xff"],
    ids=["nothing", "a list", "an odd id", "more than is asked for", "no text"],
)
def test_what_cannot_be_read_changes_nothing(cast: Cast, body: bytes) -> None:
    answer = cast.amina.browser.post(
        "/account/tablets", content=body, headers={**JSON, "Content-Type": "application/json"}
    )

    assert answer.status_code == 422
    with cast.kring.door.read(None) as session:
        assert session.execute(select(B.id)).all() == []


def test_a_tablet_that_was_given_up_has_no_secret_and_gets_no_pages(cast: Cast, tablet: UUID) -> None:
    assert give_up(cast.joanne, tablet).status_code == 404
    done = give_up(cast.amina, tablet)

    assert (done.status_code, done.headers["location"]) == (303, "/account?notice=tablet-given-up")
    assert ask_back(cast.amina, tablet).json()["code"] == "tablet-ended"
    assert ask_day(cast.amina, tablet).json()["code"] == "tablet-ended"
    with cast.kring.door.read(None) as session:
        assert session.execute(select(B.secret)).scalar_one() == ""


def test_giving_up_a_tablet_asks_for_fresh_proof(cast: Cast, tablet: UUID) -> None:
    assert "Give up" in cast.amina.get("/account").text
    cast.kring.clock.forward(minutes=11)

    assert give_up(cast.amina, tablet).headers["location"].startswith("/account/proof")
    assert ask_day(cast.amina, tablet).status_code == 200


def test_the_day_names_her_visits_of_today_and_tomorrow_with_their_clients(cast: Cast, tablet: UUID) -> None:
    enid, other = cast.client(cast.amina, given_names="Enid"), cast.client(cast.amina, given_names="Arthur")
    today, tomorrow = visit(cast, cast.peggy), visit(cast, enid, in_minutes=1440)
    visit(cast, other, by=cast.joanne)
    visit(cast, other, in_minutes=3 * 1440)

    said = ask_day(cast.amina, tablet).json()

    assert [bundle["key"] for bundle in said["bundles"]] == ["days", f"client/{cast.peggy}", f"client/{enid}"]
    addresses = {address for bundle in said["bundles"] for address in bundle["addresses"]}
    at = f"/t/{cast.riverside}"
    assert {f"{at}/round", f"{at}/clients/{cast.peggy}", f"{at}/visits/{today}", f"{at}/visits/{tomorrow}"} <= addresses
    assert not [address for address in addresses if str(other) in address]
    assert (said["home"], said["zone"]) == (f"{at}/round", "Europe/London")


def test_every_address_it_names_is_a_page(cast: Cast, tablet: UUID) -> None:
    visit(cast, cast.peggy)
    said = ask_day(cast.amina, tablet).json()

    for address in [address for bundle in said["bundles"] for address in bundle["addresses"]] + list(said["also"]):
        answer = cast.amina.browser.get(address)
        assert (answer.status_code, answer.headers["content-type"]) == (200, "text/html; charset=utf-8"), address
    assert set(DOOR_LISTS) == set(LISTS)


def test_a_filled_tablet_is_one_line_with_the_clients_and_the_pages_add_none(cast: Cast, tablet: UUID) -> None:
    visit(cast, cast.peggy)
    nobodys = cast.client(cast.amina, given_names="Arthur")
    visit(cast, nobodys, membership_id=None)

    said = ask_day(cast.amina, tablet).json()
    for bundle in said["bundles"]:
        for address in bundle["addresses"]:
            assert cast.amina.browser.get(address, headers={"X-Kring-Tablet": said["line"]}).status_code == 200

    found = lines(cast)
    assert [(line.what, line.outcome) for line in found] == [("put-on-tablet", "shown")]
    assert set(found[0].clients) == {str(cast.peggy), str(nobodys)}
    assert "had pages about clients put on the tablet" in cast.amina.get("/t/{team}/journal").text


def test_what_the_tablet_has_is_neither_fetched_nor_written_down_again(cast: Cast, tablet: UUID) -> None:
    enid = cast.client(cast.amina, given_names="Enid")
    visit(cast, cast.peggy), visit(cast, enid)
    first = ask_day(cast.amina, tablet).json()

    same = ask_day(cast.amina, tablet, digests(first)).json()
    cast.kring.clock.forward(minutes=1)
    note = {
        "id": str(new_id()),
        "client": str(enid),
        "text": "Slept well.",
        "happened_at": cast.kring.clock.now.isoformat(),
    }
    assert cast.amina.command("add-entry", note).status_code == 200
    after = ask_day(cast.amina, tablet, digests(first)).json()

    assert (same["line"], [bundle["key"] for bundle in same["bundles"] if bundle["fetch"]]) == ("", [])
    assert f"client/{cast.peggy}" not in [bundle["key"] for bundle in after["bundles"] if bundle["fetch"]]
    assert f"client/{enid}" in [bundle["key"] for bundle in after["bundles"] if bundle["fetch"]]
    assert len(lines(cast, "put-on-tablet")) == 2


def test_a_line_covers_its_own_clients_session_and_ten_minutes_only(cast: Cast, tablet: UUID) -> None:
    visit(cast, cast.peggy)
    other = cast.client(cast.amina, given_names="Arthur")
    line = ask_day(cast.amina, tablet).json()["line"]
    page = f"/t/{cast.riverside}/clients/{cast.peggy}"

    def looks(person: Person, address: str, name: str) -> int:
        before = len(lines(cast))
        assert person.browser.get(address, headers={"X-Kring-Tablet": name}).status_code == 200
        return len(lines(cast)) - before

    told = [
        looks(cast.amina, page, line),
        looks(cast.amina, f"/t/{cast.riverside}/clients/{other}", line),
        looks(cast.amina, f"/t/{cast.riverside}/journal", line),
        looks(cast.amina, page, "odd"),
        looks(cast.amina, page, str(new_id())),
        looks(cast.joanne, page, line),
    ]
    cast.kring.clock.forward(minutes=11)

    assert (told, looks(cast.amina, page, line)) == ([0, 1, 1, 1, 1, 1], 1)


def test_the_key_safe_code_travels_with_a_client_who_is_fetched(cast: Cast, tablet: UUID) -> None:
    visit(cast, cast.peggy)
    cast.kring.add(
        cast.riverside,
        KeySafe(
            team_id=cast.riverside,
            id=new_id(),
            client_id=cast.peggy,
            whereabouts="Porch",
            code=cast.kring.keys.encrypt(purpose(cast.riverside, cast.peggy), "4711"),
            set_by=cast.amina.membership,
            set_at=cast.kring.clock.now,
        ),
    )

    first = ask_day(cast.amina, tablet).json()
    again = ask_day(cast.amina, tablet, digests(first))

    assert [bundle["code"] for bundle in first["bundles"]] == [None, "4711"]
    assert "4711" not in again.text


def test_a_record_that_is_closed_to_her_is_not_put_on_her_tablet(cast: Cast, tablet: UUID) -> None:
    visit(cast, cast.peggy)
    close_to(cast, cast.amina, cast.peggy)

    assert str(cast.peggy) not in ask_day(cast.amina, tablet).text


def test_who_has_left_is_suspended_or_elsewhere_gets_no_day_and_it_is_on_record(cast: Cast, tablet: UUID) -> None:
    visit(cast, cast.peggy)
    beth = ask_day(cast.beth, set_passphrase(cast.beth)[0], team=cast.riverside)
    unknown = ask_day(cast.amina, new_id())
    joannes = ask_day(cast.joanne, tablet)
    cast.kring.add(
        cast.riverside,
        Suspension(
            team_id=cast.riverside,
            id=new_id(),
            membership_id=cast.amina.membership,
            began_at=cast.kring.clock.now,
            reason="Looked into.",
        ),
    )
    suspended = ask_day(cast.amina, tablet)

    answers = [(answer.status_code, answer.json()["code"]) for answer in (beth, unknown, joannes, suspended)]
    assert answers == [(404, "not-found"), (409, "tablet-ended"), (409, "tablet-ended"), (404, "not-found")]
    assert [line.code for line in lines(cast, "/t/{team}/tablet/day")] == [code for _, code in answers]


def test_a_look_without_a_signal_is_on_record_with_its_own_time(cast: Cast) -> None:
    seen = cast.kring.clock.now - timedelta(hours=5)
    address = f"/t/{cast.riverside}/clients/{cast.peggy}/timeline"
    body = {"happened_at": seen.isoformat(), "address": address, "clients": [str(cast.peggy), str(cast.walter)]}

    assert cast.amina.command("look-without-signal", body).status_code == 200

    line = lines(cast, "look-without-signal")[0]
    assert (line.about, line.clients) == (f"clients/{cast.peggy}/timeline", [str(cast.peggy)])
    assert line.reason == seen.strftime("%Y-%m-%d %H:%M")
    assert line.reason in cast.amina.get("/t/{team}/journal").text


def test_what_was_looked_at_is_on_record_also_when_the_record_was_closed_or_she_has_left_since(cast: Cast) -> None:
    body = {"happened_at": (cast.kring.clock.now - timedelta(days=2)).isoformat(), "client": str(cast.peggy)}
    close_to(cast, cast.amina, cast.peggy)

    closed = cast.amina.command("show-key-safe-without-signal", body)
    left = cast.olive.command("show-key-safe-without-signal", body, team=cast.riverside)

    assert (closed.status_code, left.status_code) == (200, 200)
    assert [line.clients for line in lines(cast, "show-key-safe-without-signal")] == [[str(cast.peggy)]] * 2


def test_a_key_safe_of_somebody_elsewhere_and_an_address_outside_a_team_are_refused(cast: Cast) -> None:
    now = cast.kring.clock.now.isoformat()
    safe = cast.amina.command("show-key-safe-without-signal", {"happened_at": now, "client": str(cast.walter)})
    page = cast.amina.command("look-without-signal", {"happened_at": now, "address": "/account"})

    assert [(answer.status_code, answer.json()["code"]) for answer in (safe, page)] == [
        (404, "not-found"),
        (422, "not-filled-in"),
    ]


def test_the_worker_keeps_only_files_and_sends_the_servers_own_headers(cast: Cast) -> None:
    answer = cast.kring.browser().get("/sw.js")
    told = json.loads(answer.text.partition("self.release = ")[2].partition(";\n")[0])

    assert answer.headers["cache-control"] == "no-cache"
    assert answer.headers["content-type"] == "text/javascript; charset=utf-8"
    assert all(cast.kring.browser().get(address).status_code == 200 for address in (*told["files"], told["shell"]))
    assert all(re.match(r"/static/[0-9a-f]{16}/", address) for address in told["files"])
    assert HEADERS.items() <= told["headers"].items()
    assert "{time}" in told["banner"]


def test_the_shell_is_open_and_about_nobody(cast: Cast) -> None:
    shell = cast.kring.browser().get("/tablet").text

    assert "Your passphrase for this tablet" in shell
    assert cast.amina.browser.get("/tablet").text == shell
