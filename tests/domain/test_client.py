"""Names, birth dates, addresses and what a client is found by."""

from datetime import date

import pytest

from app.domain.client import address_key, age_on, called, checked_birth_date, full_name, search_text
from app.domain.errors import FieldWrong

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("born", "age"),
    [
        (date(1942, 11, 24), 84),
        (date(1942, 11, 25), 83),
        (date(2026, 11, 24), 0),
        (date(1940, 2, 29), 86),
    ],
)
def test_an_age_is_in_whole_years(born: date, age: int) -> None:
    assert age_on(born, TODAY) == age


def test_who_was_born_on_a_leap_day_is_older_on_the_first_of_march() -> None:
    born = date(1940, 2, 29)

    assert (age_on(born, date(2026, 2, 28)), age_on(born, date(2026, 3, 1))) == (85, 86)


@pytest.mark.parametrize("born", [date(2026, 11, 25), date(1905, 11, 24)])
def test_a_birth_date_that_cannot_be_is_refused(born: date) -> None:
    with pytest.raises(FieldWrong):
        checked_birth_date(born, TODAY)


@pytest.mark.parametrize("born", [None, TODAY, date(1905, 11, 25)])
def test_a_birth_date_that_can_be_is_kept(born: date | None) -> None:
    assert checked_birth_date(born, TODAY) == born


def test_she_is_called_by_the_name_she_likes_else_by_her_first() -> None:
    assert called("Peggy", "Margaret Ann") == "Peggy"
    assert called("", "Margaret Ann") == "Margaret"
    assert called("", "") == ""
    assert full_name("Margaret Ann", "Thornton") == "Margaret Ann Thornton"
    assert full_name("Margaret", "") == "Margaret"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("12 Northgate Street\nBury St Edmunds", "IP33 1HQ"), ("12, Northgate Street", "ip33 1hq")),
        (("12 Northgate Street, Bury", "IP33 1HQ"), ("12 NORTHGATE STREET\nBury", "IP331HQ")),
        (("Flat 1, 12 High Street", "IP33 1HQ"), ("Flat 1\n12 High Street\nBury", "IP33 1HQ")),
        (("Rose Cottage, Church Lane", "SY14 8NU"), ("Rose Cottage\nChurch Lane\nMalpas", "SY14 8NU")),
    ],
)
def test_the_same_house_is_one_address_however_it_is_written(one: tuple[str, str], other: tuple[str, str]) -> None:
    assert address_key(*one) == address_key(*other) != ""


def test_a_flat_is_another_house_and_half_an_address_is_none() -> None:
    assert address_key("Flat 1, 12 High Street", "IP33 1HQ") != address_key("Flat 2, 12 High Street", "IP33 1HQ")
    assert address_key("Flat 1, 12 High Street", "IP33 1HQ") != address_key("Flat 1, 14 High Street", "IP33 1HQ")
    assert address_key("12, High Street", "IP33 1HQ") != address_key("12, Low Street", "IP33 1HQ")
    assert address_key("", "IP33 1HQ") == address_key("12 High Street", "") == ""


def test_postcode_and_numbers_are_found_with_and_without_their_spaces() -> None:
    text = search_text(names=("Zoë", "O’Neill"), postcode="IP33 1HQ", numbers=("999 000 0018",))

    assert text == "zoe oneill ip33 1hq ip331hq 999 000 0018 9990000018"
