"""The Omaha System stands as published, by code, and is found in both spellings."""

import json
import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.domain.folding import fold
from app.domain.omaha import CITATION, FILE, omaha
from app.domain.omaha_search import FOR_INTERVENTION, TermKind, search


def test_the_whole_has_the_published_counts() -> None:
    whole = omaha()

    assert (len(whole.domains), len(whole.problems), len(whole.categories)) == (4, 42, 4)
    assert sum(not sign.is_other for sign in whole.signs.values()) == 335
    assert sum(not target.is_other for target in whole.targets.values()) == 75
    assert [len(scale.levels) for scale in whole.scales.values()] == [5, 5, 5]
    assert set(whole.scales) == {"knowledge", "behaviour", "status"}
    assert list(whole.severity) == ["health-promotion", "potential", "actual"]


def test_terms_are_known_by_code_and_not_by_position() -> None:
    whole = omaha()

    assert whole.problems["45"].name == "Oral health"
    assert whole.signs["29.01"].name == "edema"
    assert whole.signs["16.08"].name == "assaulted sexually"
    assert whole.intervention_code("04", "45") == "04.45"


def test_every_published_word_stands_as_in_the_file() -> None:
    told = json.loads(FILE.read_text(encoding="utf-8"))

    for domain in told["domains"]:
        for problem in domain["problems"]:
            ours = omaha().problems[problem["code"]]
            assert (ours.name, ours.definition) == (problem["name"], problem["definition"])
            assert [sign.name for sign in ours.signs] == [sign["name"] for sign in problem["signs_symptoms"]]


@pytest.mark.parametrize(
    ("code", "label"),
    [
        ("29.01", "oedema"),
        ("02.11", "presence of mould"),
        ("02.04", "foul odour"),
        ("30.06", "anaemia"),
        ("35.09", "hypoglycaemia"),
    ],
)
def test_a_british_label_stands_beside_the_published_one(code: str, label: str) -> None:
    sign = omaha().signs[code]

    assert sign.label == sign.british == label
    assert sign.name != label


def test_where_nothing_differs_there_is_no_second_label() -> None:
    assert omaha().problems["29"].british == ""
    assert omaha().problems["29"].label == "Circulation"


@pytest.mark.parametrize("text", ["edema", "oedema", "OEDEM", "ede", "Œdema", "29.01"])
def test_both_spellings_and_the_code_find_the_sign(text: str) -> None:
    assert "29.01" in [found.term.code for found in search(text)][:3]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("physiotherapy", "physical therapy care"),
        ("physical therapy", "physical therapy care"),
        ("stoma", "ostomy care"),
        ("speech therapy", "speech and language pathology care"),
        ("counselling", "Teaching, Guidance, and Counseling"),
        ("continence pads", "supplies"),
    ],
)
def test_interventions_are_found_in_both_languages(text: str, name: str) -> None:
    assert name in [found.term.name for found in search(text, FOR_INTERVENTION)][:3]


def test_the_term_itself_comes_before_terms_that_mention_it() -> None:
    assert search("pain")[0].term.name == "Pain"
    assert search("income")[0].kind is TermKind.PROBLEM
    assert search("skin")[0].term.name == "Skin"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("falls", "27"),
        ("dementia", "23"),
        ("lonely", "07"),
        ("catheter", "46"),
        ("pressure ulcer", "26"),
        ("insulin", "42"),
        ("diabetes", "35"),
    ],
)
def test_everyday_words_find_their_problem(text: str, problem: str) -> None:
    assert problem in [found.term.code for found in search(text)]


def test_everyday_words_belong_to_problems_that_exist() -> None:
    from app.domain.omaha_words import EVERYDAY

    assert set(EVERYDAY) <= set(omaha().problems)


def test_a_sign_comes_with_its_problem_and_no_kind_is_mixed_in() -> None:
    found = search("nocturia")

    assert [(one.kind, one.problem.code if one.problem else "") for one in found] == [(TermKind.SIGN, "46")]


@pytest.mark.parametrize("text", ["", "  ", "zzzz", "-", "%"])
def test_nothing_typed_or_nothing_like_it_finds_nothing(text: str) -> None:
    assert search(text) == ()


@given(st.text(max_size=40))
def test_any_text_is_answered(text: str) -> None:
    assert len(search(text)) <= 30


@example("\x80\U0001d4d0")
@given(st.text(max_size=40))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_a_capital_of_an_odd_alphabet_is_a_letter_all_the_same() -> None:
    assert fold("№ 4, \U0001d4d0mina") == "no 4 amina"


def test_a_search_takes_less_than_five_milliseconds() -> None:
    search("warm")
    texts = ["e", "difficulty", "oedema", "physical acti", "a b c d", "inadequate sup"]

    def once(text: str) -> float:
        began = time.perf_counter()
        search(text)
        return time.perf_counter() - began

    assert max(min(once(text) for _ in range(5)) for text in texts) < 0.005


def test_the_source_is_named() -> None:
    assert "Martin KS" in CITATION
