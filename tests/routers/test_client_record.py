"""The page about a record: each of its forms does what it says, and a refusal stands with its form."""

from typing import Any

from app.models import new_id
from tests import factories
from tests.cast import Cast, Person


def post(cast: Cast, wish: str, person: Person | None = None, **form: Any) -> Any:
    path = f"/t/{cast.riverside}/clients/{cast.peggy}/record/{wish}"
    return (person or cast.amina).post(path, {name: str(value) for name, value in form.items()})


def record(cast: Cast) -> str:
    return str(cast.amina.get(f"/t/{cast.riverside}/clients/{cast.peggy}/record").text)


def test_a_status_is_changed_and_its_history_stands_on_the_page(cast: Cast) -> None:
    answer = post(
        cast,
        "status",
        seen="active",
        status="paused",
        reason="In hospital",
        since_day=22,
        since_month=11,
        since_year=2026,
    )

    assert answer.status_code == 303
    page = record(cast)
    assert "since 22 November 2026 · In hospital · Amina Khan" in page
    assert "since 25 October 2026" in page


def test_a_pause_without_a_reason_gets_its_word(cast: Cast) -> None:
    answer = post(cast, "status", seen="active", status="paused")

    assert answer.status_code == 422
    assert "Say why, in a few words." in answer.text
    assert 'value="paused" checked' in answer.text, "what was chosen stays chosen"


def test_who_looked_at_an_older_status_sees_both(cast: Cast) -> None:
    post(cast, "status", seen="active", status="paused", reason="In hospital")

    answer = post(cast, "status", cast.joanne, seen="active", status="discharged", reason="Moved")

    assert answer.status_code == 409
    assert "It stands at “Paused” now; you wanted “Discharged”." in answer.text


def test_a_nurse_is_named_and_a_third_is_refused_on_the_page(cast: Cast) -> None:
    grace = cast.member("Grace Okafor", cast.riverside, seat=3)
    for person in (cast.amina, cast.joanne):
        assert post(cast, "named-nurse", id=new_id(), membership_id=person.membership).status_code == 303

    answer = post(cast, "named-nurse", id=new_id(), membership_id=grace.membership)
    ended = post(cast, "named-nurse-end", membership_id=cast.joanne.membership)

    assert answer.status_code == 409
    assert "Amina Khan and Joanne Field hold this case, and there are two at most." in answer.text
    assert ended.status_code == 303


def test_a_number_with_a_wrong_digit_gets_its_word_and_can_be_kept(cast: Cast) -> None:
    form = {"id": new_id(), "kind": "nhs-number", "value": "999 000 0019"}

    refused = post(cast, "identifier", **form)
    kept = post(cast, "identifier", **form, as_written="yes")

    assert refused.status_code == 422
    assert "its last figure does not fit the others" in refused.text
    assert "999 000 0019" in refused.text
    assert kept.status_code == 303
    assert "Fails its check: not shown as right" in record(cast)


def test_a_member_is_excluded_and_her_colleagues_read_why(cast: Cast) -> None:
    answer = post(cast, "exclusion", id=new_id(), membership_id=cast.joanne.membership, reason="Old neighbours.")

    assert answer.status_code == 303
    assert "at the client’s wish: Old neighbours." in record(cast)
    assert post(cast, "exclusion-end", membership_id=cast.joanne.membership, why="All is well").status_code == 303
    assert "Old neighbours." not in record(cast)


def test_nobody_excludes_herself_and_reads_what_to_do_instead(cast: Cast) -> None:
    answer = post(cast, "exclusion", id=new_id(), membership_id=cast.amina.membership, reason="I am her niece.")

    assert answer.status_code == 409
    assert "If you stand too near, say so as a conflict of your own." in answer.text


def test_who_declares_a_conflict_is_led_back_to_the_caseload(cast: Cast) -> None:
    answer = post(cast, "conflict", cast.joanne, id=new_id(), reason="She is my aunt.")

    assert (answer.status_code, answer.headers["location"].split("?")[0]) == (303, f"/t/{cast.riverside}/clients")
    closed = cast.joanne.get("/t/{team}/clients/closed")
    assert "She is my aunt." in closed.text
    ended = cast.joanne.post("/t/{team}/clients/closed", {"client": str(cast.peggy), "why": "She has moved."})
    assert ended.status_code == 303


def test_a_nurse_who_has_left_is_shown_as_gone(cast: Cast) -> None:
    cast.kring.add(cast.riverside, factories.named_nurse(cast.riverside, cast.peggy, cast.olive.membership))

    assert "has left the team" in record(cast)


def test_an_unknown_wish_is_not_found(cast: Cast) -> None:
    assert post(cast, "approval").status_code == 404
