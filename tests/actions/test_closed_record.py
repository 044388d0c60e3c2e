"""A record is closed to one member: at once, everywhere, and for nobody else."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from fastapi.routing import APIRoute
from sqlalchemy import select

from app.actions.register import REGISTER
from app.models import ClosedRecord, Membership, NamedNurse, Visit, new_id
from app.routers import all_routers
from tests import factories
from tests.cast import Cast, Person
from tests.samples.client import SAMPLES
from tests.visits import plan, told, visit

ABOUT_A_CLIENT = sorted(
    name for name, sample in SAMPLES.items() if "client" in REGISTER[name].model.model_fields and name != "end-conflict"
)


def close(cast: Cast, person: Person, **more: Any) -> None:
    row = factories.closed_record(
        cast.riverside, cast.peggy, person.membership, cast.amina.membership, cast.kring.clock.now, **more
    )
    cast.kring.add(cast.riverside, row)


def exclude(cast: Cast, person: Person) -> dict[str, Any]:
    body = {"id": str(new_id()), "client": str(cast.peggy), "membership_id": str(person.membership)}
    return {**body, "reason": "She asked that her neighbour does not come."}


def open_rows(cast: Cast, table: Any) -> list[Any]:
    with cast.kring.door.read(cast.riverside) as session:
        found = session.execute(select(table.__table__).where(table.team_id == cast.riverside))
        return [row for row in found if row.ended_at is None]


def client_routes() -> Iterator[str]:
    for router in all_routers():
        for route in router.routes:
            if isinstance(route, APIRoute) and "GET" in route.methods and "{client_id}" in route.path:
                yield route.path


def test_a_client_excludes_a_member_and_it_holds_at_once_for_her_alone(cast: Cast) -> None:
    page = f"/t/{cast.riverside}/clients/{cast.peggy}"
    assert cast.joanne.get(page).status_code == 200

    answer = cast.amina.command("exclude-member", exclude(cast, cast.joanne))

    assert answer.status_code == 200, answer.text
    assert (cast.joanne.get(page).status_code, cast.gwen.get(page).status_code) == (404, 200)
    shown = cast.amina.get(page)
    assert "Closed to Joanne Field" in shown.text
    assert "She asked that her neighbour does not come." in shown.text


@pytest.mark.parametrize("pattern", sorted(client_routes()))
def test_every_page_about_her_is_not_found(cast: Cast, pattern: str) -> None:
    close(cast, cast.joanne)
    path = pattern.replace("{team}", str(cast.riverside)).replace("{client_id}", str(cast.peggy))
    path = path.replace("{part}", "address").replace("{wish}", "status")

    assert cast.joanne.get(path).status_code == 404


@pytest.mark.parametrize("name", ABOUT_A_CLIENT)
def test_every_command_about_her_is_not_found(cast: Cast, name: str) -> None:
    body = {**SAMPLES[name].body(cast, cast.joanne)}  # type: ignore[arg-type]
    row = factories.closed_record(
        cast.riverside, body["client"], cast.joanne.membership, cast.amina.membership, cast.kring.clock.now
    )
    cast.kring.add(cast.riverside, row.model_copy(update={"client_id": type(row.id)(body["client"])}))

    answer = cast.joanne.command(name, body)

    assert (answer.status_code, answer.json()["code"]) == (404, "not-found")


def test_she_is_in_no_list_and_no_search_and_like_nobody(cast: Cast) -> None:
    twin = cast.client(cast.amina, given_names="Margret", known_as="", address="Elsewhere 1")
    close(cast, cast.joanne)

    listed = cast.joanne.get("/t/{team}/clients").text
    found = cast.joanne.browser.post(f"/t/{cast.riverside}/clients", data={"q": "thornton"}).text
    beside = cast.joanne.get(f"/t/{cast.riverside}/clients/{twin}").text
    perhaps = cast.joanne.command(
        "register-client", {"id": str(new_id()), "given_names": "Peggy", "family_name": "Thornton-Peel"}
    )

    assert "Peggy" not in listed + found + beside
    assert str(cast.peggy) not in listed + found + beside
    assert str(cast.peggy) in cast.amina.get("/t/{team}/clients").text
    assert perhaps.status_code == 200


def test_nobody_excludes_herself_and_a_colleague_is_excluded_once(cast: Cast) -> None:
    own = cast.amina.command("exclude-member", exclude(cast, cast.amina))
    first = cast.amina.command("exclude-member", exclude(cast, cast.joanne))
    again = cast.amina.command("exclude-member", exclude(cast, cast.joanne))

    assert (own.json()["code"], first.status_code, again.json()["code"]) == ("not-by-herself", 200, "closed-already")


def test_an_exclusion_is_ended_by_whoever_may_open_the_record_and_not_by_herself(cast: Cast) -> None:
    close(cast, cast.joanne)
    body = {"client": str(cast.peggy), "membership_id": str(cast.joanne.membership), "why": "They made it up."}

    herself = cast.joanne.command("end-exclusion", body)
    guest = cast.gwen.command("end-exclusion", body)

    assert (herself.status_code, guest.status_code) == (404, 200)
    assert cast.joanne.get(f"/t/{cast.riverside}/clients/{cast.peggy}").status_code == 200
    assert open_rows(cast, ClosedRecord) == []


def test_who_stands_too_near_says_so_herself_and_ends_it_herself(cast: Cast) -> None:
    page = f"/t/{cast.riverside}/clients/{cast.peggy}"
    body = {"id": str(new_id()), "client": str(cast.peggy), "reason": "She is my aunt."}

    declared = cast.joanne.command("declare-conflict", body)
    closed = cast.joanne.get(page).status_code
    own_page = cast.joanne.get("/t/{team}/clients/closed").text
    others = cast.amina.command("end-conflict", {"client": str(cast.peggy), "why": "x"})
    ended = cast.joanne.command("end-conflict", {"client": str(cast.peggy), "why": "She has moved."})

    assert (declared.status_code, closed, others.status_code, ended.status_code) == (200, 404, 404, 200)
    assert "She is my aunt." in own_page
    assert cast.joanne.get(page).status_code == 200


def came_back(cast: Cast, person: Person) -> None:
    """She left the team and is in it again, by a new membership."""
    old, now = person.membership, cast.kring.clock.now
    assert person.team is not None

    def leave(session: Any) -> None:
        row = session.get_one(Membership, (person.team, old))
        row.ended_at, row.seat = now, None

    cast.kring.door.write(person.team, leave)
    person.membership = new_id()
    row = factories.membership(person.team, person.membership, person.account, person.name, now, seat=12)
    cast.kring.add(person.team, row)


def test_who_leaves_and_comes_back_meets_the_same_closed_record(cast: Cast) -> None:
    page = f"/t/{cast.riverside}/clients/{cast.peggy}"
    close(cast, cast.joanne)
    came_back(cast, cast.joanne)

    named = cast.amina.command(
        "name-nurse",
        {"id": str(new_id()), "client": str(cast.peggy), "membership_id": str(cast.joanne.membership)},
    )

    assert cast.joanne.get(page).status_code == 404
    assert "Peggy" not in cast.joanne.get("/t/{team}/clients").text
    assert named.json()["code"] == "closed-to-her"


def test_who_comes_back_is_sent_to_no_visit_she_could_not_see(cast: Cast) -> None:
    close(cast, cast.joanne)
    came_back(cast, cast.joanne)

    planned = cast.amina.command("plan-visit", plan(cast, cast.peggy, membership_id=cast.joanne.membership))
    page = cast.amina.get(f"/t/{cast.riverside}/visits/new?client={cast.peggy}")

    assert planned.json()["code"] == "record-closed", planned.text
    assert page.status_code == 200 and "Joanne Field" not in page.text


def test_who_came_back_to_a_closed_record_is_not_somebody_who_can_open_it(cast: Cast) -> None:
    cast.amina.command("exclude-member", exclude(cast, cast.joanne))
    came_back(cast, cast.joanne)

    answer = cast.amina.command(
        "declare-conflict", {"id": str(new_id()), "client": str(cast.peggy), "reason": "My aunt."}
    )

    assert (answer.status_code, answer.json()["code"]) == (409, "nobody-left")


def test_who_comes_back_still_ends_the_conflict_she_declared(cast: Cast) -> None:
    close(cast, cast.joanne, kind="conflict", reason="She is my aunt.")
    came_back(cast, cast.joanne)

    own = cast.joanne.get("/t/{team}/clients/closed").text
    ended = cast.joanne.command("end-conflict", {"client": str(cast.peggy), "why": "She has moved."})

    assert "She is my aunt." in own
    assert ended.status_code == 200
    assert cast.joanne.get(f"/t/{cast.riverside}/clients/{cast.peggy}").status_code == 200


def test_her_own_page_does_not_say_who_excluded_her(cast: Cast) -> None:
    close(cast, cast.joanne)

    assert "Peggy" not in cast.joanne.get("/t/{team}/clients/closed").text


def test_she_no_longer_holds_the_case(cast: Cast) -> None:
    cast.kring.add(cast.riverside, factories.named_nurse(cast.riverside, cast.peggy, cast.joanne.membership))

    cast.amina.command("exclude-member", exclude(cast, cast.joanne))

    assert open_rows(cast, NamedNurse) == []


def test_the_visits_she_had_there_are_a_gap_and_what_has_begun_stays_hers(cast: Cast) -> None:
    coming = visit(cast, cast.peggy, by=cast.joanne, in_minutes=60)
    begun = visit(cast, cast.peggy, by=cast.joanne, in_minutes=60, started_at=cast.kring.clock.now)
    others = visit(cast, cast.peggy, by=cast.amina, in_minutes=60)

    answer = cast.amina.command("exclude-member", exclude(cast, cast.joanne))

    assert answer.json()["answer"]["gaps"] == 1
    with cast.kring.door.read(cast.riverside) as session:
        table = Visit.__table__  # type: ignore[attr-defined]
        found = session.execute(select(table.c.id, table.c.membership_id).where(table.c.team_id == cast.riverside))
        goes = {row.id: row.membership_id for row in found}
    assert goes == {coming: None, begun: cast.joanne.membership, others: cast.amina.membership}


def test_the_last_who_can_open_a_record_does_not_close_it(cast: Cast) -> None:
    cast.amina.command("exclude-member", exclude(cast, cast.joanne))

    answer = cast.amina.command(
        "declare-conflict", {"id": str(new_id()), "client": str(cast.peggy), "reason": "My aunt."}
    )

    assert (answer.status_code, answer.json()["code"]) == (409, "nobody-left")


def test_others_find_nobody(cast: Cast) -> None:
    for person in (cast.beth, cast.olive, cast.nell):
        for name in ("exclude-member", "declare-conflict", "end-exclusion", "end-conflict"):
            body = {**exclude(cast, cast.joanne), "why": "x"}
            fields = REGISTER[name].model.model_fields
            answer = person.command(
                name, {key: value for key, value in body.items() if key in fields}, team=cast.riverside
            )

            assert answer.status_code == 404, (person.name, name)


def test_what_she_did_before_it_was_closed_to_her_is_taken_from_her_tablet_and_nothing_after_it(cast: Cast) -> None:
    planned, now = visit(cast, cast.peggy, by=cast.joanne), cast.kring.clock.now
    before, after = (now - timedelta(hours=1)).isoformat(), (now + timedelta(minutes=1)).isoformat()
    note = {"client": str(cast.peggy), "text": "She was upset when I left."}
    close(cast, cast.joanne)
    cast.kring.clock.forward(hours=3)

    recorded = cast.joanne.command("record-visit", told(cast, cast.peggy, planned, happened_at=before))
    noted = cast.joanne.command("add-entry", {**note, "id": str(new_id()), "happened_at": before})
    later = cast.joanne.command("add-entry", {**note, "id": str(new_id()), "happened_at": after})

    assert [answer.status_code for answer in (recorded, noted, later)] == [200, 200, 404], recorded.text
    assert cast.joanne.get(f"/t/{cast.riverside}/visits/{planned}").status_code == 404
    assert "She was upset when I left." in cast.amina.get(f"/t/{cast.riverside}/clients/{cast.peggy}/timeline").text
