"""Today's round, and the team's day."""

from datetime import timedelta
from zlib import compress

from app.models import Allergy, DoorWarning, Medicine, new_id
from tests import factories
from tests.cast import Cast
from tests.visits import visit

RAW, PACKED = 25_000, 8_000
"""Bytes of a page as it is and compressed (design.md section 8)."""
USUAL = ("Wash and dress", "Skin looked at", "Breakfast and a drink within reach")


def test_the_round_shows_her_visits_in_their_order_and_the_gaps(cast: Cast) -> None:
    vera = cast.client(cast.amina, known_as="Vera", given_names="Vera", family_name="Osei", address="1 Other Road")
    visit(cast, vera, in_minutes=90)
    visit(cast, cast.peggy, in_minutes=15)
    gap = cast.client(cast.amina, known_as="Len", given_names="Len", family_name="Hartley", address="2 Other Road")
    visit(cast, gap, in_minutes=45, membership_id=None)
    visit(cast, cast.client(cast.amina, family_name="Elsewhere"), membership_id=cast.joanne.membership)

    page = cast.amina.get("/t/{team}/round")

    assert page.status_code == 200
    text = page.text
    assert text.index("Thornton") < text.index("Vera Osei") < text.index("Len Hartley")
    assert "Elsewhere" not in text
    assert "Nobody yet" in text


def test_what_to_know_before_knocking_stands_on_the_next_visit(cast: Cast) -> None:
    visit(cast, cast.peggy)
    now = cast.kring.clock.now
    both = {"team_id": cast.riverside, "client_id": cast.peggy, "at": now}
    cast.kring.add(
        cast.riverside,
        Allergy(id=new_id(), substance="penicillin", reaction="rash", **both),
        DoorWarning(id=new_id(), kind="animal", text="Dog is loose", **both),
        Medicine(id=new_id(), name="Madopar", is_time_critical=True, timing="08:00, 12:00", **both),
    )

    text = cast.amina.get("/t/{team}/round").text

    for words in ("penicillin (rash)", "Dog is loose", "Madopar", "Start visit", "12 Northgate Street"):
        assert words in text, words


def test_a_couple_is_two_rows_linked_by_address(cast: Cast) -> None:
    arthur = cast.client(cast.amina, known_as="Arthur", given_names="Arthur")
    visit(cast, cast.peggy)
    visit(cast, arthur, in_minutes=45)

    text = cast.amina.get("/t/{team}/round").text

    assert "Same address: Arthur" in text
    assert "Same address: Peggy" in text


def test_the_next_visit_is_the_one_going_on_then_the_earliest_left(cast: Cast) -> None:
    now = cast.kring.clock.now
    visit(cast, cast.peggy, in_minutes=-60, started_at=now, finished_at=now)
    visit(cast, cast.client(cast.amina, known_as="Vera", address=""), in_minutes=15)
    visit(cast, cast.client(cast.amina, known_as="Len", address=""), in_minutes=30, started_at=now)

    text = cast.amina.get("/t/{team}/round").text

    assert "Now · since 09:00" in text
    assert "Go on with the visit" in text
    assert "1 done" in text


def test_a_record_closed_to_her_is_in_no_list(cast: Cast) -> None:
    visit(cast, cast.peggy, membership_id=None)
    closing = factories.closed_record(
        cast.riverside, cast.peggy, cast.joanne.membership, cast.amina.membership, cast.kring.clock.now
    )
    cast.kring.add(cast.riverside, closing)

    for path in ("/t/{team}/round", "/t/{team}/visits"):
        assert "Thornton" in cast.amina.get(path).text
        assert "Thornton" not in cast.joanne.get(path).text


def test_another_day_is_a_link_and_an_odd_one_is_today(cast: Cast) -> None:
    tomorrow = cast.kring.clock.now + timedelta(days=1)
    visit(cast, cast.peggy, day=tomorrow.date(), planned_at=tomorrow)

    assert "Thornton" in cast.amina.get("/t/{team}/round?day=2026-11-25").text
    assert "Thornton" not in cast.amina.get("/t/{team}/round").text
    for odd in ("yesterday", "0001-01-01", "9999-12-31", ""):
        assert "Tuesday 24 November" in cast.amina.get(f"/t/{{team}}/round?day={odd}").text


def test_the_teams_day_stands_by_nurse_with_gaps_first(cast: Cast) -> None:
    visit(cast, cast.peggy, membership_id=cast.joanne.membership)
    visit(cast, cast.peggy, membership_id=None, in_minutes=300)

    text = cast.gwen.get("/t/{team}/visits").text

    assert text.index("Nobody yet") < text.index("Joanne Field")


def test_a_full_teams_day_is_light_to_carry(cast: Cast) -> None:
    homes = [
        cast.client(cast.amina, known_as=name, given_names=f"{name} Wilhelmina", family_name="Frostick-Harrow")
        for name in "ABCDE"
    ]
    tasks = [{"id": f"t{number}", "text": text, "measures": []} for number, text in enumerate(USUAL)]
    nurses = (cast.amina, cast.joanne)
    for number in range(50):
        goes = nurses[number % 2].membership
        visit(cast, homes[number % 5], in_minutes=10 * number, membership_id=goes, tasks=tasks, urgency="must-be-today")

    body = cast.gwen.get("/t/{team}/visits").content

    assert body.count(b"Breakfast and a drink") == 50
    assert body.count(b"Must be today") == 50
    assert len(body) < RAW
    assert len(compress(body, 6)) < PACKED


def test_nobody_else_sees_the_teams_days(cast: Cast) -> None:
    for path in (f"/t/{cast.riverside}/round", f"/t/{cast.riverside}/visits"):
        for person in (cast.beth, cast.olive, cast.nell):
            assert person.get(path).status_code == 404
        assert cast.kring.browser().get(path).status_code in (303, 401)


def test_a_look_at_the_round_names_its_clients_in_the_journal(cast: Cast) -> None:
    visit(cast, cast.peggy)

    cast.amina.get("/t/{team}/round")

    assert str(cast.peggy) in clients_in_journal(cast)


def clients_in_journal(cast: Cast) -> list[str]:
    from sqlalchemy import select

    from app.models import JournalLine

    with cast.kring.door.read(cast.riverside) as session:
        lines = session.execute(select(JournalLine.clients).where(JournalLine.team_id == cast.riverside)).scalars()
        return [client for line in lines for client in line]
