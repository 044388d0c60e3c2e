"""Numbers by which people are known: a wrong one is found and never looks right."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.identifier import GROUPINGS, Identifier, IdentifierKind, Standing, check

NHS, CHI, BSN = IdentifierKind.NHS_NUMBER, IdentifierKind.CHI, IdentifierKind.BSN
nines = st.text("0123456789", min_size=9, max_size=9)


def completed(nine: str) -> str | None:
    """The ten figures that begin with these nine, where such a number exists."""
    tens = [nine + digit for digit in "0123456789" if check(NHS, nine + digit).is_valid]
    assert len(tens) <= 1
    return tens[0] if tens else None


@pytest.mark.parametrize(
    "text", ["6541003238", "943 476 5919", "943-476-5919", " 9434765919\n", "943\u00a0476\u00a05919"]
)
def test_a_right_nhs_number_is_accepted_with_and_without_spaces(text: str) -> None:
    number = check(NHS, text)

    assert number.is_valid
    assert number.shown in ("654 100 3238", "943 476 5919")


@pytest.mark.parametrize(
    "text",
    [
        "9434765918",
        "943476591",
        "94347659190",
        "94347659I9",
        "",
        "   ",
        "0000000000",
        "4444444444",
        "９４３４７６５９１９",
        "943476591²",
    ],
)
def test_a_wrong_nhs_number_says_why_and_is_not_grouped_like_a_right_one(text: str) -> None:
    number = check(NHS, text)

    assert number.standing is Standing.WRONG
    assert number.why
    assert " " not in number.shown


def test_a_number_whose_check_would_be_ten_was_never_given_out() -> None:
    nine = next(n for n in (f"{i:09d}" for i in range(900000000, 900000100)) if completed(n) is None)

    assert not any(check(NHS, nine + digit).is_valid for digit in "0123456789")


@given(nines, st.integers(0, 9), st.integers(1, 9))
def test_every_single_wrong_figure_of_an_nhs_number_is_found(nine: str, place: int, shift: int) -> None:
    right = completed(nine)
    if right is None:
        return
    wrong = right[:place] + str((int(right[place]) + shift) % 10) + right[place + 1 :]

    assert not check(NHS, wrong).is_valid


@given(nines, st.integers(0, 8))
def test_every_two_neighbouring_figures_swapped_are_found(nine: str, place: int) -> None:
    right = completed(nine)
    if right is None or right[place] == right[place + 1]:
        return
    wrong = right[:place] + right[place + 1] + right[place] + right[place + 2 :]

    assert not check(NHS, wrong).is_valid


def test_numbers_set_aside_for_tests_are_known_as_such() -> None:
    number = check(NHS, "999 000 0018")

    assert number.is_valid
    assert number.is_for_tests
    assert not check(NHS, "943 476 5919").is_for_tests


@pytest.mark.parametrize(
    ("text", "normal"), [("319072356", "319072356"), ("3190.72.356", "319072356"), ("10000008", "010000008")]
)
def test_a_right_bsn_is_accepted_and_eight_figures_are_padded(text: str, normal: str) -> None:
    number = check(BSN, text)

    assert (number.is_valid, number.normal, number.shown) == (True, normal, normal)


@pytest.mark.parametrize("text", ["319072355", "000000000", "31907235", "3190723567", "31907235x"])
def test_a_wrong_bsn_is_found(text: str) -> None:
    assert not check(BSN, text).is_valid


@given(st.integers(1, 99_999_999), st.integers(0, 8), st.integers(1, 9))
def test_every_single_wrong_figure_of_a_bsn_is_found(eight: int, place: int, shift: int) -> None:
    right = next((t for t in (f"{eight:08d}{d}" for d in range(10)) if check(BSN, t).is_valid), None)
    if right is None:
        return
    wrong = right[:place] + str((int(right[place]) + shift) % 10) + right[place + 1 :]

    assert not check(BSN, wrong).is_valid


def test_a_chi_number_begins_with_a_day_of_birth() -> None:
    right = next(t for t in (f"241142123{d}" for d in range(10)) if check(NHS, t).is_valid)
    no_day = next(t for t in (f"321342123{d}" for d in range(10)) if check(NHS, t).is_valid)

    assert check(CHI, right).shown == f"{right[:6]} {right[6:]}"
    assert not check(CHI, no_day).is_valid


def test_a_number_of_another_system_is_kept_and_called_unchecked() -> None:
    number = check(IdentifierKind.OTHER, "  A 12-34 ", system="https://hospital.example/number")

    assert number == Identifier(
        IdentifierKind.OTHER, "A 12-34", Standing.UNCHECKED, system="https://hospital.example/number"
    )
    assert not number.is_valid


@given(st.sampled_from(list(IdentifierKind)), st.text())
def test_any_text_gets_an_answer(kind: IdentifierKind, text: str) -> None:
    number = check(kind, text)

    assert number.is_valid == (number.standing is Standing.VALID)
    assert bool(number.why) == (number.standing is Standing.WRONG)
    assert number.kind in GROUPINGS
