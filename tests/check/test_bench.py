"""What the benchmark makes of its figures. The measuring itself is no test: it takes minutes and a quiet machine."""

from bench.budgets import BUDGETS, told, worse
from bench.keeping import flat
from bench.twin import Twin


def words(result: dict[str, float], load: float = 0.0) -> list[str]:
    return [word for word, _, _ in told(result, load)]


def test_a_budget_is_met_up_to_its_bound_and_over_above_it() -> None:
    assert words({"served/round/whole_ratio": 13.0}) == ["met"]
    assert words({"served/round/whole_ratio": 13.01}) == ["over"]


def test_what_was_not_measured_is_not_judged() -> None:
    assert words({}) == []


def test_times_of_the_clock_are_not_judged_on_a_busy_machine() -> None:
    assert words({"start/seconds": 9.0}, load=3.0) == ["not judged"]
    assert words({"start/seconds": 9.0}, load=0.5) == ["over"]
    assert words({"writers/lost": 1.0}, load=9.0) == ["over"]


def test_a_ratio_that_has_grown_by_a_quarter_is_worse() -> None:
    best = {"served/round/whole_ratio": 10.0}

    assert worse({"served/round/whole_ratio": 12.5}, best) == []
    assert "12.60, more than 1.25 times" in worse({"served/round/whole_ratio": 12.6}, best)[0]


def test_no_budget_is_named_twice() -> None:
    names = [budget.name for budget in BUDGETS]

    assert len(names) == len(set(names))


def test_figures_are_named_by_where_they_stand() -> None:
    assert flat({"pages": {"round": {"raw": 2}}, "start": 1}) == {"pages/round/raw": 2.0, "start": 1.0}


def test_a_page_that_says_something_else_differs_from_its_twin_and_a_new_id_does_not_count() -> None:
    twin = Twin.__new__(Twin)
    twin.questions, twin.pieces = [], ["<b>Peggy</b> 01a2030c-e700-722f-8c2e-2f3fe2ef34ee"]

    assert twin.differs(b"<b>Peggy</b> 01a2030d-e700-7eee-8c2e-2f3fe2ef34ff") == 0
    assert twin.differs(b"<b>Piggy</b> 01a2030d-e700-7eee-8c2e-2f3fe2ef34ff") == 1
    assert twin.differs(b"<b>Peggy</b> 01a2030d-e700-7eee-8c2e-2f3fe2ef34ff!") == 1
