"""An assessment is begun, left, gone on with and finished; its problems are recorded, rated, ended and opened again."""

from datetime import timedelta
from typing import Any

import pytest

from app.models import new_id
from tests.assessments import (
    PAIN,
    SKIN,
    assessment,
    assessment_row,
    begun,
    changed,
    ended,
    finished,
    problem,
    problems,
    rated,
    rating,
    ratings,
    recorded,
)
from tests.cast import Cast
from tests.samples.assessment import BODIES
from tests.visits import refused


def fields(answer: Any) -> set[str]:
    assert answer.status_code == 422, answer.text
    return set(answer.json()["fields"])


@pytest.mark.parametrize("name", BODIES)
def test_the_sample_is_taken(cast: Cast, name: str) -> None:
    answer = cast.joanne.command(name, BODIES[name](cast))

    assert answer.status_code == 200, answer.text


def test_an_assessment_is_begun_in_the_house_and_finished_in_the_car_by_somebody_else(cast: Cast) -> None:
    body = begun(cast)
    cast.amina.command("begin-assessment", body)
    cast.joanne.command("record-problem", recorded(cast, assessment=body["id"]))
    end = cast.kring.clock.forward(minutes=12)

    answer = cast.joanne.command("finish-assessment", finished(cast, body["id"]))

    assert answer.json()["answer"] == {"assessment": body["id"], "version": 2, "finished": True}
    row = assessment_row(cast, body["id"])
    assert (row.begun_by, row.begun_at, row.finished_at) == (cast.amina.membership, end - timedelta(minutes=12), end)
    assert row.summary == "Stable at home."


def test_an_assessment_in_which_nothing_was_looked_at_needs_a_sentence(cast: Cast) -> None:
    body = finished(cast, assessment(cast), summary="")

    assert fields(cast.amina.command("finish-assessment", body)) == {"summary"}
    assert cast.amina.command("finish-assessment", {**body, "summary": "She was asleep."}).status_code == 200


def test_a_summary_is_corrected_and_the_end_stays_what_it_was(cast: Cast) -> None:
    made = assessment(cast)
    cast.amina.command("finish-assessment", finished(cast, made))
    first = assessment_row(cast, made).finished_at
    cast.kring.clock.forward(minutes=9)

    cast.joanne.command("finish-assessment", finished(cast, made, version=2, summary="Stable, with help."))

    row = assessment_row(cast, made)
    assert (row.summary, row.finished_at, row.version) == ("Stable, with help.", first, 3)


def test_two_who_finish_at_once_see_both_summaries(cast: Cast) -> None:
    made = assessment(cast)
    cast.amina.command("finish-assessment", finished(cast, made))

    answer = cast.joanne.command("finish-assessment", finished(cast, made, summary="Not well at all."))

    assert refused(answer) == (409, "changed-meanwhile")
    assert answer.json()["theirs"]["summary"] == "Stable at home."
    assert answer.json()["yours"]["summary"] == "Not well at all."


def test_a_problem_is_kept_by_published_codes_with_its_signs_in_published_order(cast: Cast) -> None:
    body = recorded(cast, PAIN, sign={"24.05": True, "24.01": True, "24.02": False}, other_sign="Bites her lip")

    answer = cast.amina.command("record-problem", body)

    assert answer.status_code == 200, answer.text
    (row,) = problems(cast)
    assert (row.code, row.whose, row.nature) == ("24", "individual", "actual")
    assert row.signs == ["24.01", "24.05", "24.07"]
    assert row.other_sign == "Bites her lip"
    assert ratings(cast) == []


def test_what_the_omaha_system_does_not_know_is_told_beside_its_field(cast: Cast) -> None:
    unknown = recorded(cast, "05", sign={"05.01": True})
    elsewhere = recorded(cast, PAIN, sign={"29.01": True})

    assert fields(cast.amina.command("record-problem", unknown)) == {"code"}
    assert fields(cast.amina.command("record-problem", elsewhere)) == {"sign"}
    assert fields(cast.amina.command("record-problem", recorded(cast, whose="neighbour"))) == {"whose"}
    assert problems(cast) == []


NONE: dict[str, bool] = {}
RULES: dict[str, tuple[dict[str, Any], set[str]]] = {
    "an actual problem has a sign": ({"sign": NONE}, {"sign"}),
    "a sign in words is a sign": ({"sign": NONE, "other_sign": "Cold feet"}, set()),
    "the other sign is said": ({"sign": {"29.06": True}}, set()),
    "a potential one has risk factors": ({"nature": "potential", "sign": NONE}, {"risk_factors"}),
    "a potential one with its risk": ({"nature": "potential", "sign": NONE, "risk_factors": "Bed all day"}, set()),
    "signs make it actual": ({"nature": "potential", "risk_factors": "Bed all day"}, {"sign"}),
    "signs in words make it actual": (
        {"nature": "health-promotion", "sign": NONE, "other_sign": "Cold feet"},
        {"other_sign"},
    ),
    "risks are not for an actual one": ({"risk_factors": "Bed all day"}, {"risk_factors"}),
    "health promotion has neither": ({"nature": "health-promotion", "sign": NONE}, set()),
    "health promotion has no risks": (
        {"nature": "health-promotion", "sign": NONE, "risk_factors": "Bed all day"},
        {"risk_factors"},
    ),
}


def test_signs_and_risk_factors_go_with_the_modifier_as_published(cast: Cast) -> None:
    found = {}
    for number, (rule, (body, _wrong)) in enumerate(RULES.items()):
        client = cast.client(cast.amina, given_names=f"Client {number}")
        answer = cast.amina.command("record-problem", recorded(cast, client=client, **body))
        found[rule] = set() if answer.status_code == 200 else fields(answer)

    assert found == {rule: wrong for rule, (_body, wrong) in RULES.items()}


def test_the_other_sign_ticked_without_words_is_asked_for(cast: Cast) -> None:
    other = recorded(cast, PAIN, sign={"24.07": True})

    assert fields(cast.amina.command("record-problem", other)) == {"other_sign"}


def test_the_same_problem_stands_on_the_list_once_for_each_whose_it_is(cast: Cast) -> None:
    cast.amina.command("record-problem", recorded(cast))

    again = cast.joanne.command("record-problem", recorded(cast))
    familys = cast.joanne.command("record-problem", recorded(cast, whose="family"))

    assert fields(again) == {"whose"}
    assert "Circulation" in again.json()["fields"]["whose"]
    assert familys.status_code == 200
    made = next(row for row in problems(cast) if row.whose == "family")
    assert fields(cast.amina.command("change-problem", changed(cast, made.id))) == {"whose"}


def test_an_ended_problem_may_be_recorded_anew_and_then_not_opened_again(cast: Cast) -> None:
    old = problem(cast)
    cast.amina.command("end-problem", ended(cast, old))
    cast.amina.command("record-problem", recorded(cast))

    answer = cast.amina.command("reopen-problem", ended(cast, old, version=2))

    assert answer.status_code == 422
    assert len(problems(cast)) == 2


def test_a_problem_may_be_rated_as_it_is_recorded_with_all_three_or_none(cast: Cast) -> None:
    two = cast.amina.command("record-problem", recorded(cast, knowledge=2, status=3))
    reason = cast.amina.command("record-problem", recorded(cast, because="Says so herself"))
    odd = cast.amina.command("record-problem", recorded(cast, knowledge=0, behaviour=6, status=3))
    assert (fields(two), fields(reason)) == ({"behaviour"}, {"because"})
    assert fields(odd) == {"knowledge", "behaviour"}
    made = assessment(cast)

    body = recorded(cast, assessment=made, knowledge=2, behaviour=3, status=4, because="Says so herself")
    cast.amina.command("record-problem", body)

    (row,) = ratings(cast)
    assert (row.number, row.knowledge, row.behaviour, row.status, row.because) == (1, 2, 3, 4, "Says so herself")
    assert (str(row.problem_id), row.assessment_id, row.rated_by) == (body["id"], made, cast.amina.membership)


def test_a_problem_is_changed_on_the_version_that_was_seen_or_both_texts_are_shown(cast: Cast) -> None:
    made = problem(cast)
    first = cast.amina.command("change-problem", changed(cast, made, note="Since the new tablets."))

    late = cast.joanne.command("change-problem", changed(cast, made, note="Worse in the evening."))
    settled = cast.joanne.command("change-problem", changed(cast, made, note="Both.", version=2, settles=True))

    assert first.json()["answer"]["version"] == 2
    assert refused(late) == (409, "changed-meanwhile")
    assert (late.json()["theirs"]["note"], late.json()["yours"]["note"]) == (
        "Since the new tablets.",
        "Worse in the evening.",
    )
    assert settled.status_code == 200
    assert [(row.signs, row.note, row.version) for row in problems(cast)] == [(["29.01", "29.02"], "Both.", 3)]


def test_ratings_are_appended_and_take_what_a_tablet_sends_late(cast: Cast) -> None:
    made = problem(cast)
    cast.amina.command("rate-problem", rated(cast, made, "323"))
    earlier = cast.kring.clock.now - timedelta(hours=5)

    late = cast.joanne.command("rate-problem", rated(cast, made, "222", happened_at=earlier.isoformat()))

    assert late.json()["answer"]["number"] == 2
    assert [(row.number, row.rated_at) for row in ratings(cast)] == [(1, cast.kring.clock.now), (2, earlier)]


def test_a_correction_is_a_new_rating_at_the_same_time_and_the_old_one_stays(cast: Cast) -> None:
    made, sitting = problem(cast), assessment(cast)
    rating(cast, made, "112", days_ago=3, assessment_id=sitting)

    answer = cast.joanne.command("rate-problem", rated(cast, made, "332", corrects=1, because="Mixed up two people"))

    assert answer.status_code == 200, answer.text
    old, new = ratings(cast)
    assert (old.knowledge, new.knowledge, new.corrects, new.number) == (1, 3, 1, 2)
    assert (new.rated_at, new.assessment_id, new.rated_by) == (old.rated_at, sitting, cast.joanne.membership)


def test_a_rating_is_corrected_once_and_only_into_something_else(cast: Cast) -> None:
    made = problem(cast)
    rating(cast, made, "112")

    same = cast.amina.command("rate-problem", rated(cast, made, "112", corrects=1))
    cast.amina.command("rate-problem", rated(cast, made, "332", corrects=1))
    again = cast.joanne.command("rate-problem", rated(cast, made, "333", corrects=1))
    unknown = cast.joanne.command("rate-problem", rated(cast, made, "333", corrects=9))

    assert [refused(answer) for answer in (same, again, unknown)] == [
        (409, "nothing-changed"),
        (409, "rating-corrected"),
        (404, "not-found"),
    ]
    assert cast.joanne.command("rate-problem", rated(cast, made, "333", corrects=2)).status_code == 200


def test_a_rating_without_figures_says_which_are_missing(cast: Cast) -> None:
    body = rated(cast, problem(cast))
    none = {name: value for name, value in body.items() if name not in ("knowledge", "behaviour", "status")}

    assert fields(cast.amina.command("rate-problem", none)) == {"knowledge", "behaviour", "status"}


def test_an_ended_problem_is_neither_changed_nor_rated_but_takes_what_was_before(cast: Cast) -> None:
    made, before = problem(cast), cast.kring.clock.now - timedelta(hours=1)
    cast.amina.command("end-problem", ended(cast, made))

    answers = [
        cast.amina.command("change-problem", changed(cast, made, version=2)),
        cast.amina.command("end-problem", ended(cast, made, version=2)),
        cast.amina.command("rate-problem", rated(cast, made)),
    ]

    assert [refused(answer) for answer in answers] == [(409, "ended")] * 3
    assert cast.amina.command("rate-problem", rated(cast, made, happened_at=before.isoformat())).status_code == 200


def test_a_problem_ended_by_mistake_is_opened_again_with_its_ratings(cast: Cast) -> None:
    made = problem(cast)
    rating(cast, made)
    assert refused(cast.amina.command("reopen-problem", ended(cast, made))) == (409, "not-ended")
    cast.amina.command("end-problem", ended(cast, made))

    answer = cast.joanne.command("reopen-problem", ended(cast, made, version=2, why="The wrong one"))

    assert answer.status_code == 200, answer.text
    (row,) = problems(cast)
    assert (row.ended_at, row.ended_why, row.reopened_why) == (None, "", "The wrong one")
    assert cast.joanne.command("rate-problem", rated(cast, made)).json()["answer"]["number"] == 2


def test_what_belongs_to_another_client_is_not_found(cast: Cast) -> None:
    other = cast.client(cast.amina, given_names="Enid")
    theirs = {"client": str(other)}
    sitting, made = assessment(cast), problem(cast)

    answers = [
        cast.amina.command("record-problem", {**recorded(cast, SKIN, assessment=sitting), **theirs}),
        cast.amina.command("finish-assessment", {**finished(cast, sitting), **theirs}),
        cast.amina.command("rate-problem", {**rated(cast, made), **theirs}),
        cast.amina.command("end-problem", {**ended(cast, made), **theirs}),
        cast.amina.command("rate-problem", rated(cast, made, assessment=assessment(cast, other))),
    ]

    assert [refused(answer) for answer in answers] == [(404, "not-found")] * 5


def test_a_clock_far_ahead_is_asked_about_and_then_believed(cast: Cast) -> None:
    ahead = (cast.kring.clock.now + timedelta(minutes=7)).isoformat()
    bodies = {name: {**make(cast), "happened_at": ahead} for name, make in BODIES.items()}

    asked = {name: refused(cast.joanne.command(name, body)) for name, body in bodies.items()}

    assert asked == dict.fromkeys(BODIES, (409, "asks"))
    one = {**bodies["begin-assessment"], "confirmed": True}
    assert cast.joanne.command("begin-assessment", one).status_code == 200


def test_whoever_has_left_still_sends_what_she_assessed_before(cast: Cast) -> None:
    bodies = {name: make(cast) for name, make in BODIES.items()}
    bodies["end-problem"] = {**bodies.pop("end-problem"), "version": 2}
    cast.joanne.command("leave-team", {})
    for name in ("token", "browser"):
        cast.joanne.__dict__.pop(name, None)
    cast.kring.clock.forward(days=59)

    answers = {name: cast.joanne.command(name, body).status_code for name, body in bodies.items()}

    assert answers == dict.fromkeys(BODIES, 200)


def test_sent_again_under_another_operation_it_is_refused_in_words(cast: Cast) -> None:
    made = problem(cast, SKIN)
    bodies = {"begin-assessment": begun(cast), "record-problem": recorded(cast), "rate-problem": rated(cast, made)}
    for name, body in bodies.items():
        cast.amina.command(name, body, operation=new_id())

    again = {name: refused(cast.amina.command(name, body)) for name, body in bodies.items() if name != "record-problem"}

    assert again == {"begin-assessment": (409, "id-taken"), "rate-problem": (409, "id-taken")}


def test_another_team_an_ex_member_and_a_stranger_assess_nobody(cast: Cast) -> None:
    bodies = {name: make(cast) for name, make in BODIES.items()}

    answers = {
        (name, person.name): refused(person.command(name, body, team=cast.riverside))
        for name, body in bodies.items()
        for person in (cast.beth, cast.olive, cast.nell)
    }

    assert set(answers.values()) == {(404, "not-found")}, answers
