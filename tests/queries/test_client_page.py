"""The client's page: what it says, in which order, what it never says, and that it costs the same after many years."""

import re
from datetime import timedelta
from typing import Any

from app.models import Condition, Entry, Visit, new_id
from tests import factories, peggy
from tests.cast import Cast
from tests.statements import counted

CLIENT_PAGE = 14
"""The most statements a client's page may need (design.md section 8)."""


def page(cast: Cast, rest: str = "") -> str:
    answer = cast.amina.get(f"/t/{cast.riverside}/clients/{cast.peggy}{rest}")
    assert answer.status_code == 200, answer.text
    return str(answer.text)


def add(cast: Cast, *rows: Any) -> None:
    cast.kring.add(cast.riverside, *rows)


def entry(cast: Cast, text: str, **more: Any) -> Entry:
    now = cast.kring.clock.now
    values = {"kind": "note", "happened_at": now, "received_at": now, "author": cast.joanne.membership, **more}
    return Entry(team_id=cast.riverside, client_id=cast.peggy, text=text, **values)


def visited(cast: Cast, days_ago: int) -> Visit:
    at = cast.kring.clock.now - timedelta(days=days_ago)
    return Visit(
        team_id=cast.riverside,
        client_id=cast.peggy,
        membership_id=cast.amina.membership,
        day=at.date(),
        planned_at=at,
        minutes=30,
        tasks=[{"id": "t1", "text": "Heel wound dressing", "measures": []}],
        made_at=at,
        started_at=at,
        finished_at=at + timedelta(minutes=30),
    )


def test_the_head_says_who_she_is_and_no_name_stands_in_title_or_address(cast: Cast) -> None:
    text = page(cast)

    assert "Peggy <span>Margaret Ann Thornton</span>" in text
    assert "84 years · born 14 March 1942" in text
    title = re.search(r"<title>([^<]*)</title>", text)
    assert title is not None
    assert "Peggy" not in title[1]
    assert 'href="tel:012844960123"' in text


def test_what_came_with_a_file_says_so_in_words_and_not_in_codes(cast: Cast) -> None:
    came = {"file": "peggy.json", "setting": "AMB", "until": "2021-03-31"}
    add(cast, entry(cast, "Encounter for check up", kind="imported", author=None, origin=came))
    now, hers = cast.kring.clock.now, {"team_id": cast.riverside, "client_id": cast.peggy}
    add(cast, Condition(**hers, name="Asthma", since_told="1968-04", at=now, origin=came))
    elsewhere = factories.client_identifier(cast.riverside, cast.peggy, cast.kring.clock.now, value="S99930817")
    add(cast, elsewhere.model_copy(update={"kind": "urn:oid:2.16.840"}))

    text = page(cast)

    assert "From a file</strong>" in text
    assert "as an outpatient · until 31 March 2021" in text
    assert "since April 1968" in text
    assert "from a file</span>" in text
    assert "peggy.json" not in text
    assert "S99930817" not in text, "numbers of other systems stand on the page about the record"
    assert "2.16.840 S99930817" in page(cast, "/record")


def test_what_was_written_at_the_door_stands_in_the_timeline(cast: Cast) -> None:
    peggy.row(cast, "allergy")
    told = {"kind": "for-cpr", "by_whom": "Dr Rao", "where_paper": "Hall drawer"}
    cast.joanne.command("record-decision", {"id": str(new_id()), "client": str(cast.peggy), **told})

    text = page(cast, "/timeline?kind=written")

    assert "<strong>Decision</strong>" in text
    assert ">For CPR<" in text
    assert "Joanne Field" in text
    assert ">Penicillin<" in text


def test_where_the_paper_lies_and_what_is_added_are_two_things_on_screen(cast: Cast) -> None:
    told = {"kind": "respect", "by_whom": "Dr Rao", "where_paper": "Hall drawer", "text": "Hospital yes."}
    cast.joanne.command("record-decision", {"id": str(new_id()), "client": str(cast.peggy), **told})

    words = re.sub("<[^>]+>", "", page(cast))

    assert re.search(r"Hall drawer[.·\s]+Hospital yes", words)


def test_a_right_number_is_grouped_and_a_failing_one_says_so(cast: Cast) -> None:
    wrong = factories.client_identifier(cast.riverside, cast.peggy, cast.kring.clock.now, value="4010232138")
    add(cast, wrong.model_copy(update={"is_valid": False}))
    add(cast, factories.client_identifier(cast.riverside, cast.peggy, cast.kring.clock.now))

    text = page(cast)

    assert "999 000 0026" in text
    assert "4010232138</span> <strong" in text
    assert "fails its check: not shown as right" in text
    assert "401 023 2138" not in text


def test_a_postcode_without_a_point_is_marked_and_one_with_a_point_opens_the_map(cast: Cast) -> None:
    body = {"client": str(cast.peggy), "part": "address", "version": 1, "address": "1 New Road"}

    cast.amina.command("change-client", {**body, "postcode": "IP33 1ZZ"})
    unknown = page(cast)
    cast.amina.command("change-client", {**body, "version": 2, "postcode": "IP33 1HQ"})
    known = page(cast)

    assert "This postcode has no point on the map" in unknown
    assert "geo:" not in unknown
    assert 'href="geo:52.' in known


def test_what_may_hurt_her_comes_before_what_matters_and_that_before_the_timeline(cast: Cast) -> None:
    text = page(cast)

    places = [text.index(f'id="{part}"') for part in ("door", "matters", "contacts", "timeline")]
    assert places == sorted(places)


def test_a_similar_name_and_a_housemate_are_linked(cast: Cast) -> None:
    husband = cast.client(cast.amina, given_names="Albert", family_name="Thornton", known_as="Bert")
    twin = cast.client(cast.amina, given_names="Margret", family_name="Thorntone", known_as="", address="Other 1")

    text = page(cast)

    assert re.search(rf"Also at this address:.*?{husband}", text)
    assert re.search(rf"A similar name:.*?{twin}", text)


def test_somebody_like_her_is_asked_about_before_she_is_written_down_again(cast: Cast) -> None:
    assert cast.peggy
    form = {"id": str(new_id()), "given_names": "Margret", "family_name": "Thornton", "matters": "Her cat"}

    asked = cast.amina.post("/t/{team}/clients/new", form)
    sure = cast.amina.post("/t/{team}/clients/new", {**form, "other_person": "yes"})

    assert (asked.status_code, sure.status_code) == (409, 303)
    assert "Is this the same person?" in asked.text
    assert str(cast.peggy) in asked.text
    assert "Her cat" in asked.text, "nothing typed is lost"


def test_the_same_birth_date_and_the_same_number_are_asked_about_whatever_became_of_her(cast: Cast) -> None:
    past = cast.client(cast.amina, given_names="Enid", family_name="Past", known_as="", status="died")
    add(cast, factories.client_identifier(cast.riverside, past, cast.kring.clock.now))
    new = {"given_names": "Ruth", "family_name": "Lake"}

    born = cast.amina.command("register-client", {**new, "id": str(new_id()), "born_on": "1942-03-14"})
    number = cast.amina.command("register-client", {**new, "id": str(new_id()), "nhs_number": "999 000 0026"})
    neither = cast.amina.command("register-client", {**new, "id": str(new_id()), "born_on": "1942-03-15"})

    assert (born.json()["code"], number.json()["code"]) == ("perhaps-here-already", "perhaps-here-already")
    assert neither.status_code == 200


def test_a_refused_form_keeps_what_was_typed_and_says_the_word_beside_its_field(cast: Cast) -> None:
    form = {"id": str(new_id()), "given_names": "Ruth", "family_name": "Lake", "postcode": "nowhere", "way_in": "Back"}

    answer = cast.amina.post("/t/{team}/clients/new", form)

    assert answer.status_code == 422
    assert "This is not a postcode. Write it such as IP33 1AA." in answer.text
    assert all(typed in answer.text for typed in ("Ruth", "nowhere", "Back"))


def test_two_nurses_on_one_part_see_both_texts_and_settle(cast: Cast) -> None:
    path = f"/t/{cast.riverside}/clients/{cast.peggy}/details/matters"
    cast.joanne.post(path, {"version": "1", "matters": "To walk to the harbour."})

    late = cast.amina.post(path, {"version": "1", "matters": "To see the sea."})
    settled = cast.amina.post(path, {"version": "2", "settles": "yes", "matters": "To walk to the sea."})
    history = page(cast, "/history")

    assert late.status_code == 409
    assert "To walk to the harbour." in late.text
    assert "To see the sea." in late.text
    assert 'name="version" value="2"' in late.text
    assert 'name="settles"' in late.text
    assert settled.status_code == 303
    assert "24 November 2026" in history
    for words in ("To walk to the harbour.", "To walk to the sea.", "Joanne Field", "Amina Khan"):
        assert words in history


def test_the_timeline_tells_everything_newest_first_and_a_kind_alone(cast: Cast) -> None:
    now = cast.kring.clock.now
    add(cast, entry(cast, "Heel is drier", happened_at=now - timedelta(hours=1)), visited(cast, 3))
    body = {"client": str(cast.peggy), "seen": "active", "status": "paused", "reason": "In hospital"}
    cast.amina.command("change-client-status", body)

    text = page(cast, "/timeline")
    visits = page(cast, "/timeline?kind=visit")

    places = [text.index(words) for words in ("In hospital", "Heel is drier", "Open the visit")]
    assert places == sorted(places)
    assert "Heel is drier" not in visits
    assert "Heel wound dressing" in page(cast, "/timeline?kind=visit"), "what the visit was for"
    assert "Open the visit" in visits


def test_the_timeline_goes_on_where_the_page_before_ended(cast: Cast) -> None:
    now = cast.kring.clock.now
    add(cast, *(entry(cast, f"Note {place:03}", happened_at=now - timedelta(hours=place)) for place in range(70)))

    text, seen = page(cast, "/timeline?kind=entry"), list[str]()
    while True:
        seen += re.findall(r"Note \d{3}", text)
        more = re.search(r'rel="next" href="([^"]*)"', text)
        if not more:
            break
        text = page(cast, more[1].replace("&amp;", "&").removeprefix("."))

    assert seen == [f"Note {place:03}" for place in range(70)]


def test_an_odd_place_or_kind_in_the_timeline_begins_at_the_newest(cast: Cast) -> None:
    add(cast, entry(cast, "Heel is drier"))

    for odd in ("?before=nonsense", "?before=2026-13-01_x", "?kind=everything", "?before=9999-12-31T23:59:59_x"):
        assert "Heel is drier" in page(cast, "/timeline" + odd)


def test_years_of_visits_cost_no_more_statements(cast: Cast) -> None:
    add(cast, visited(cast, 1), entry(cast, "One"))
    assert cast.amina.token
    with counted(cast.kring) as young:
        page(cast)
    add(cast, *(visited(cast, days) for days in range(2, 500)), *(entry(cast, f"Note {one}") for one in range(200)))

    with counted(cast.kring) as old:
        text = page(cast)

    assert len(young) == len(old) <= CLIENT_PAGE, old
    assert text.count("Open the visit") <= 8
