"""The pages of an assessment: from the client's page through the search and the forms to the page that is printed."""

import re
from typing import Any
from uuid import UUID

from app.models import new_id
from tests.assessments import CIRCULATION, PAIN, SKIN, assessment, problem, rating, ratings
from tests.cast import Cast
from tests.statements import counted


def address(cast: Cast, rest: str = "") -> str:
    return f"/t/{cast.riverside}/clients/{cast.peggy}{rest}"


def page(cast: Cast, rest: str = "", **headers: str) -> str:
    answer = cast.amina.get(address(cast, rest), headers=headers)
    assert answer.status_code == 200, answer.text
    return " ".join(answer.text.split())


def post(cast: Cast, rest: str, form: dict[str, Any]) -> Any:
    return cast.amina.post(address(cast, rest), form)


def hidden(html: str, name: str) -> str:
    found = re.search(rf'name="{re.escape(name)}" value="([^"]*)"', html)
    assert found, name
    return found[1]


def test_an_assessment_goes_from_the_clients_page_to_its_summary_by_plain_forms(cast: Cast) -> None:
    card = page(cast)
    begun = post(cast, "/assessments", {"id": hidden(card[card.index('id="problems"') :], "id")})
    here = begun.headers["location"].removeprefix(address(cast))
    found = page(cast, here + "?q=swollen+legs")
    form = page(cast, re.findall(rf'href="{address(cast)}(/problems/new[^"]*)"', found)[0].replace("&amp;", "&"))

    filled = {name: hidden(form, name) for name in ("id", "client", "code", "assessment")}
    told = {"whose": "individual", "nature": "actual", "sign.29.01": "yes", "note": "Since the new tablets."}
    figures = {"knowledge": "2", "behaviour": "3", "status": "3", "because": "Sleeps in the chair."}
    recorded = post(cast, "/problems/new", {**filled, **told, **figures})
    going = page(cast, here)
    done = post(cast, here, {"client": str(cast.peggy), "version": "1", "summary": "Legs are swollen."})

    assert (recorded.status_code, done.status_code) == (303, 303), (recorded.text, done.text)
    assert recorded.headers["location"].startswith(address(cast, here))
    assert "Circulation" in going[going.index('id="done"') :]
    whole = page(cast, here)
    for words in ("Legs are swollen.", "Circulation", "oedema", "3 · Moderate signs/symptoms", "Sleeps in the chair."):
        assert words in whole
    assert 'name="q"' not in whole


def test_nothing_is_chosen_beforehand_and_the_last_rating_stands_beside(cast: Cast) -> None:
    made = problem(cast)
    rating(cast, made, "324")

    new = page(cast, f"/problems/new?code={PAIN}")
    again = page(cast, f"/problems/{made}/ratings/new")

    assert not re.search(r"<input[^>]* checked", new + again)
    assert "Last time: <b>2</b> Rarely appropriate behaviour" in again
    assert new.count("Consistently appropriate behaviour") == 1, "all five anchors are in view"


def test_what_is_wrong_stands_beside_its_field_and_nothing_typed_is_lost(cast: Cast) -> None:
    form = {"id": str(new_id()), "code": SKIN, "whose": "family", "nature": "potential", "sign.26.01": "yes"}

    answer = post(cast, "/problems/new", {**form, "note": "Left heel.", "knowledge": "4"})

    assert answer.status_code == 422
    text = " ".join(answer.text.split())
    assert "With signs a problem is actual." in text
    assert "Say which risk you see" in text
    assert 'name="sign.26.01" value="yes" checked' in text
    assert "Left heel." in text
    assert re.search(r'name="knowledge" value="4"[^>]* checked', text)


def test_a_problem_that_is_on_the_list_says_so_beside_whose_it_is(cast: Cast) -> None:
    problem(cast)
    form = {"id": str(new_id()), "code": CIRCULATION, "whose": "individual", "nature": "actual", "sign.29.02": "yes"}

    text = page(cast, f"/problems/new?code={CIRCULATION}")
    answer = post(cast, "/problems/new", form)

    assert "This problem is on the list already" in text
    assert answer.status_code == 422
    assert re.search(r'id="field-whose-error".{0,300}Circulation is on the list already', " ".join(answer.text.split()))


def test_the_search_answers_in_both_spellings_with_the_reason_and_as_a_part_of_the_page(cast: Cast) -> None:
    here = f"/assessments/{assessment(cast)}"
    part = {"HX-Request-Type": "partial"}

    british, american = page(cast, here + "?q=oedema", **part), page(cast, here + "?q=edema", **part)

    assert british.replace("oedema", "") == american.replace("oedema", "")
    assert "oedema (edema)" in british
    assert "Physiological" in british
    assert "<html" not in british
    assert " ".join(british.split()) in page(cast, here + "?q=oedema")
    assert len(british) < 3000
    assert "nurses look for it under this word" in page(cast, here + "?q=catheter", **part)
    assert "Nothing in the Omaha System answers to that." in page(cast, here + "?q=zzz", **part)


def test_a_problem_on_the_list_is_looked_at_again_rather_than_recorded_twice(cast: Cast) -> None:
    made, here = problem(cast), f"/assessments/{assessment(cast)}"

    found = page(cast, here + "?q=oedema", **{"HX-Request-Type": "partial"})
    rated = post(
        cast,
        f"/problems/{made}/ratings/new",
        {"id": str(new_id()), "assessment": here[13:], "knowledge": "4", "behaviour": "4", "status": "4"},
    )

    assert f"/problems/{made}/ratings/new?assessment={here[13:]}" in found
    assert "/problems/new" not in found
    assert rated.headers["location"].startswith(address(cast, here))
    whole = page(cast, here)
    assert 'id="waiting"' not in whole
    assert "Circulation" in whole[whole.index('id="done"') :]


def test_a_finished_assessment_says_what_was_found_then_whatever_changed_since(cast: Cast) -> None:
    sitting = assessment(cast)
    made = problem(cast, assessment_id=sitting, note="Only in the evening.")
    rating(cast, made, "223", days_ago=0.01, assessment_id=sitting)
    post(cast, f"/assessments/{sitting}", {"version": "1", "summary": "Legs are swollen."})
    cast.kring.clock.forward(minutes=5)
    change = {"version": "1", "whose": "individual", "nature": "actual", "sign.29.03": "yes", "note": "All day."}
    assert post(cast, f"/problems/{made}/findings", change).status_code == 303
    rating(cast, made, "335", days_ago=0, number=2)

    then, now = page(cast, f"/assessments/{sitting}"), page(cast, f"/problems/{made}")

    assert "Only in the evening." in then
    assert "oedema" in then
    assert "All day." not in then
    assert "3 · Moderate" in then
    assert "All day." in now[now.index('id="found"') :]


def test_ratings_over_time_stand_in_a_drawing_and_an_equal_table(cast: Cast) -> None:
    made = problem(cast)
    for number, (scores, days) in enumerate((("112", 60), ("223", 30), ("334", 3)), start=1):
        rating(cast, made, scores, days_ago=days, number=number, because=f"Reason {number}")

    text = page(cast, f"/problems/{made}")

    assert [chart.count("<circle") for chart in re.findall(r'<figure class="chart">.*?</figure>', text)] == [3, 3, 3]
    assert [text.index(f"Reason {number}") for number in (3, 2, 1)] == sorted(
        text.index(f"Reason {number}") for number in (1, 2, 3)
    )


def test_a_correction_stands_in_the_table_and_what_it_corrects_is_struck(cast: Cast) -> None:
    made = problem(cast)
    rating(cast, made, "112")

    form = page(cast, f"/problems/{made}/ratings/new?corrects=1")
    answer = post(
        cast,
        f"/problems/{made}/ratings/new",
        {"id": str(new_id()), "corrects": "1", "knowledge": "4", "behaviour": "4", "status": "5", "because": "Mix-up"},
    )
    text = page(cast, f"/problems/{made}")

    assert "Correct the rating of" in form
    assert hidden(form, "corrects") == "1"
    assert answer.status_code == 303, answer.text
    assert "<s>Knowledge 1, Behaviour 1, Status 2</s>" in text
    assert "put right later" in text
    assert [row.corrects for row in ratings(cast)] == [None, 1]
    card = page(cast)
    assert "Status <b>5</b>" in card


def test_two_nurses_on_one_problem_see_both_texts_in_words(cast: Cast) -> None:
    made = problem(cast)
    change = {"version": "1", "whose": "individual", "nature": "actual", "sign.29.02": "yes"}
    post(cast, f"/problems/{made}/findings", change)

    late = post(cast, f"/problems/{made}/findings", {**change, "sign.29.01": "yes", "note": "Mine"})
    settled = post(cast, f"/problems/{made}/findings", {**change, "version": "2", "settles": "yes", "note": "Both"})

    assert late.status_code == 409
    both = late.text[late.text.index('id="both"') :]
    assert "cramping/pain of extremities" in both
    assert "29.02" not in both[: both.index("</table>")]
    assert 'name="version" value="2"' in late.text
    assert settled.status_code == 303, settled.text
    history = page(cast, "/history")
    assert "cramping/pain of extremities" in history
    assert "29.02" not in history


def test_a_problem_is_ended_and_opened_again_on_its_page(cast: Cast) -> None:
    made = problem(cast)

    without = post(cast, f"/problems/{made}/end", {"version": "1"})
    ended = post(cast, f"/problems/{made}/end", {"version": "1", "why": "Healed"})
    text = page(cast, f"/problems/{made}")
    again = post(cast, f"/problems/{made}/reopening", {"version": "2", "why": "Came back"})

    assert (without.status_code, ended.status_code, again.status_code) == (422, 303, 303)
    assert "Healed" in text
    assert "Rate now" not in text
    assert "Came back" in page(cast, f"/problems/{made}")


def test_the_card_says_the_newest_figures_and_what_moved_since_the_first(cast: Cast) -> None:
    assert "No problem is on the list." in page(cast)
    made = problem(cast)
    rating(cast, made, "213", days_ago=30)
    rating(cast, made, "432", days_ago=2, number=2)
    rating(cast, made, "111", days_ago=9, number=3)
    problem(cast, PAIN)
    problem(cast, SKIN, ended_at=cast.kring.clock.now, ended_why="Healed")

    text = page(cast)

    card = text[text.index('id="problems"') : text.index('id="address"')]
    assert "Knowledge <b>4</b> <small>+2</small>" in card
    assert "Behaviour <b>3</b> <small>+2</small>" in card
    assert "Status <b>2</b> <small>−1</small>" in card
    assert "not rated yet" in card
    assert "Skin" not in card


def test_the_first_and_the_newest_count_as_they_were_corrected(cast: Cast) -> None:
    made = problem(cast)
    rating(cast, made, "111", days_ago=30)
    rating(cast, made, "555", days_ago=3, number=2)
    rating(cast, made, "222", days_ago=30, number=3, corrects=1)
    rating(cast, made, "444", days_ago=3, number=4, corrects=2)

    text = page(cast)

    assert text.count("<b>4</b> <small>+2</small>") == 3


def test_an_assessment_left_half_done_is_gone_on_with_from_the_clients_page(cast: Cast) -> None:
    made = assessment(cast)

    text = page(cast)

    assert f'/assessments/{made}"' in text
    assert "Go on with the assessment of 24 Nov" in text
    assert "not finished" in page(cast, "/assessments")


def test_the_timeline_tells_of_assessments_problems_and_ratings_with_their_links(cast: Cast) -> None:
    sitting, alone = assessment(cast, summary="Legs are swollen."), problem(cast, PAIN, note="At night.")
    problem(cast, assessment_id=sitting)
    rating(cast, alone, "234", days_ago=1, because="Sleeps better")

    text = page(cast, "/timeline")

    for words in ("Legs are swollen.", "Circulation", "Sleeps better", "At night."):
        assert words in text
    for place in (f"/assessments/{sitting}", f"/problems/{alone}"):
        assert f'href=".{place}"' in text
    assert "Sleeps better" in page(cast, "/timeline?kind=rating")
    assert "Sleeps better" not in page(cast, "/timeline?kind=assessment")


def test_another_clients_problem_or_assessment_is_not_found_here(cast: Cast) -> None:
    other = cast.client(cast.amina, given_names="Enid")
    made, sitting = problem(cast), assessment(cast)

    for rest in (f"/problems/{made}", f"/problems/{made}/ratings/new", f"/assessments/{sitting}"):
        assert cast.amina.get(f"/t/{cast.riverside}/clients/{other}{rest}").status_code == 404
    for odd in ("/problems/new", "/problems/new?code=05", f"/problems/new?code=24&assessment={new_id()}"):
        assert cast.amina.get(address(cast, odd)).status_code == 404, odd
    for fine in ("/problems/new?code=24&assessment=x", f"/problems/{made}/ratings/new?corrects=77&assessment=x"):
        assert cast.amina.get(address(cast, fine)).status_code == 200, fine


def cost(cast: Cast, rest: str) -> tuple[int, int]:
    with counted(cast.kring) as statements:
        text = page(cast, rest)
    return len(statements), len(text)


def test_years_of_ratings_cost_no_more_statements(cast: Cast) -> None:
    made, sitting = problem(cast), assessment(cast)
    rating(cast, made)
    places = ("", "/assessments", f"/assessments/{sitting}", f"/problems/{made}", f"/problems/{made}/ratings/new")
    assert cast.amina.token
    young = {rest: cost(cast, rest)[0] for rest in places}
    for code in (PAIN, SKIN, "35", "28", "07", "12"):
        many: UUID = problem(cast, code)
        for number in range(1, 15):
            rating(cast, many, days_ago=100 - number, number=number)
    for number in range(2, 40):
        rating(cast, made, days_ago=100 - number, number=number)

    old = {rest: cost(cast, rest)[0] for rest in places}

    assert old == young
    assert max(old.values()) <= 14
    assert old[""] <= 14
