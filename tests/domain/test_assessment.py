"""The rules of a problem and its rating, the search that says why, and where the points of a run chart stand."""

from datetime import UTC, datetime, timedelta

import pytest

from app.domain.assessment import Nature, Scores, Whose, change_since, checked_signs, scores_of
from app.domain.errors import FieldsWrong, FieldWrong
from app.domain.omaha import omaha
from app.domain.omaha_search import MOST_PROBLEMS, MOST_SIGNS, problems_by_domain
from app.domain.run_chart import run_chart

AT = datetime(2026, 11, 24, 9, tzinfo=UTC)


def test_the_modifiers_are_those_of_the_omaha_system() -> None:
    assert set(Whose) == set(omaha().ownership)
    assert set(Nature) == set(omaha().severity)


def test_every_problem_takes_each_of_its_signs_and_one_in_words() -> None:
    for problem in omaha().problems.values():
        named = [sign.code for sign in problem.signs if not sign.is_other]
        kept = checked_signs(problem.code, Nature.ACTUAL, set(named), other_sign="As she says", risk_factors="")

        assert kept == [sign.code for sign in problem.signs], problem.name


def test_several_things_that_are_wrong_are_all_said() -> None:
    with pytest.raises(FieldsWrong) as refused:
        checked_signs("29", Nature.POTENTIAL, {"29.01"}, other_sign="", risk_factors="")

    assert set(refused.value.by_field) == {"sign", "risk_factors"}


def test_three_figures_or_none() -> None:
    assert scores_of(None, None, None, "") is None
    assert scores_of(1, 2, 3, "") == Scores(1, 2, 3)
    with pytest.raises(FieldsWrong) as refused:
        scores_of(1, None, None, "")
    assert set(refused.value.by_field) == {"behaviour", "status"}
    with pytest.raises(FieldWrong):
        scores_of(None, None, None, "Because")


def test_more_is_better_on_all_three() -> None:
    assert change_since((2, 3, 4), (4, 3, 1)) == (2, 0, -3)


WHY = {
    "Pain": ("Pain", "name"),
    "edema": ("Circulation", "sign"),
    "oedema": ("Circulation", "sign"),
    "29.01": ("Circulation", "sign"),
    "heart failure": ("Circulation", "everyday"),
    "29": ("Circulation", "name"),
    "natural covering": ("Skin", "definition"),
    "lonely": ("Social contact", "everyday"),
}


def test_the_search_says_why_a_problem_answers() -> None:
    told = {text: problems_by_domain(text)[0][1][0] for text in WHY}

    assert {text: (match.problem.name, match.why) for text, match in told.items()} == WHY


def test_the_search_stays_short_and_each_problem_stands_once() -> None:
    for letter in "abcdefghijklmnopqrstuvwxyz":
        matches = [match for _domain, found in problems_by_domain(letter) for match in found]

        assert len(matches) <= MOST_PROBLEMS
        assert len({match.problem.code for match in matches}) == len(matches)
        assert all(len(match.signs) <= MOST_SIGNS for match in matches)
    assert problems_by_domain("") == problems_by_domain("zzz") == ()


def test_a_run_chart_draws_time_to_scale_and_high_is_good() -> None:
    chart = run_chart([(AT, 1), (AT + timedelta(days=1), 5), (AT + timedelta(days=4), 3)])

    xs, ys = [point.x for point in chart.points], [point.y for point in chart.points]
    assert xs[0] == chart.left
    assert xs[2] == chart.right
    assert xs[1] - xs[0] == pytest.approx((xs[2] - xs[0]) / 4, abs=0.1)
    assert ys[1] < ys[2] < ys[0]
    assert dict(chart.grid)[3] == ys[2]
    assert chart.path.count("L") == 2


def test_a_run_chart_takes_one_point_none_and_several_of_one_moment() -> None:
    assert run_chart([]).path == ""
    assert len(run_chart([(AT, 2)]).points) == 1
    same = run_chart([(AT, 2), (AT, 3)])
    assert same.points[0].x < same.points[1].x
