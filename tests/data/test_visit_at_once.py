"""Two nurses at one visit at the same moment, over the real door on both databases: nothing told is lost."""

from concurrent.futures import ThreadPoolExecutor

from httpx2 import Response

from tests.actions.test_visit_record import records
from tests.cast import Cast, Person
from tests.visits import row_of, started, told, visit


def test_records_sent_at_once_all_stand_under_numbers_of_their_own(live_cast: Cast) -> None:
    cast = live_cast
    planned = visit(cast, cast.peggy)
    senders = [cast.amina, cast.joanne, cast.gwen] * 3
    for person in senders:
        _ = person.browser

    def send(number: int, person: Person) -> Response:
        return person.command("record-visit", told(cast, cast.peggy, planned, note=f"Note {number}"))

    with ThreadPoolExecutor(len(senders)) as pool:
        answers = list(pool.map(send, range(len(senders)), senders))

    assert [answer.status_code for answer in answers] == [200] * len(senders)
    kept = records(cast, planned)
    assert [row.number for row in kept] == list(range(1, len(senders) + 1))
    assert {row.note for row in kept} == {f"Note {number}" for number in range(len(senders))}


def test_of_all_who_take_a_gap_at_once_one_has_it(live_cast: Cast) -> None:
    cast = live_cast
    planned = visit(cast, cast.peggy, membership_id=None)
    senders = [cast.amina, cast.joanne, cast.gwen]
    for person in senders:
        _ = person.browser
    body = {"client": str(cast.peggy), "visit": str(planned)}

    with ThreadPoolExecutor(len(senders)) as pool:
        answers = list(pool.map(lambda person: person.command("take-visit", body), senders))

    assert sorted(answer.status_code for answer in answers) == [200, 409, 409]
    winner = senders[[answer.status_code for answer in answers].index(200)]
    assert row_of(cast, planned).membership_id == winner.membership


def test_starts_sent_at_once_keep_the_earliest(live_cast: Cast) -> None:
    cast = live_cast
    planned = visit(cast, cast.peggy)
    first = cast.kring.clock.now.replace(hour=8)
    bodies = [started(cast, cast.peggy, planned, happened_at=first.replace(minute=m).isoformat()) for m in (9, 4, 30)]
    _ = cast.amina.browser

    with ThreadPoolExecutor(len(bodies)) as pool:
        answers = list(pool.map(lambda body: cast.amina.command("start-visit", body), bodies))

    assert [answer.status_code for answer in answers] == [200, 200, 200]
    assert row_of(cast, planned).started_at == first.replace(minute=4)
