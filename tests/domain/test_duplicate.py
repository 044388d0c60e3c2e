"""Who may be one person, and who may be taken for another, with the reason."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.duplicate import CERTAIN, Known, Likeness, Match, find, known
from app.domain.identifier import IdentifierKind, check
from app.domain.intake import IncomingClient, Origin, PersonName
from app.domain.when import from_iso

NHS = check(IdentifierKind.NHS_NUMBER, "943 476 5919")
OTHER_NHS = check(IdentifierKind.NHS_NUMBER, "654 100 3238")
WRONG_NHS = check(IdentifierKind.NHS_NUMBER, "943 476 5918")


def sounds_like(one: Known, other: Known) -> Match | None:
    return next(iter(find([one], [other])), None)


def person(
    name: str = "Margaret Ashby", birth: str = "1942-11-24", *, key: str = "b", liked: str = "", **more: object
) -> Known:
    given, _, family = name.rpartition(" ")
    identifiers = more.get("identifiers", ())
    assert isinstance(identifiers, tuple)
    return Known(key, given, family, liked, from_iso(birth), identifiers)


PEGGY = person(key="a", liked="Peggy")


def likeness(other: Known, one: Known = PEGGY) -> Likeness | None:
    match = sounds_like(one, other)
    back = sounds_like(other, one)
    assert (match is None) == (back is None)
    if match and back:
        assert (match.likeness, match.why) == (back.likeness, back.why)
        assert match.why.format_map(match.values)
    return match.likeness if match else None


@pytest.mark.parametrize(
    "name", ["Margaret Ashby", "MARGARET  ashby", "Margaret Rose Ashby", "Márgaret Ashby", "Peggy Ashby"]
)
def test_the_same_name_and_birth_date_is_a_duplicate_however_it_is_written(name: str) -> None:
    assert likeness(person(name)) is Likeness.SAME_NAME_AND_BIRTH


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kate O'Neill", "Kate ONeill"),
        ("Kate O’Neill", "Kate O Neill"),
        ("Ann Smith-Jones", "Ann Smith Jones"),
        ("Jürgen Groß", "Jurgen Gross"),
    ],
)
def test_apostrophes_hyphens_and_accents_do_not_keep_people_apart(one: str, other: str) -> None:
    left, right = person(key="a"), person()
    parts = [name.split(" ", 1) for name in (one, other)]
    left = Known("a", parts[0][0], parts[0][1], "", left.birth)
    right = Known("b", parts[1][0], parts[1][1], "", right.birth)

    assert likeness(right, left) is Likeness.SAME_NAME_AND_BIRTH


def test_a_nickname_that_nobody_told_is_not_guessed() -> None:
    assert likeness(person("Peggy Ashby", "1950-01-01"), person(key="a")) is None


def test_the_same_valid_number_is_a_duplicate_under_any_name() -> None:
    match = sounds_like(person("Jean Pryke", "1950", key="a", identifiers=(NHS,)), person(identifiers=(NHS,)))

    assert match and match.likeness is Likeness.SAME_NUMBER
    assert match.values == {"kind": "NHS number"}


def test_a_number_that_fails_proves_nothing() -> None:
    one = person("Jean Pryke", "1950", key="a", identifiers=(WRONG_NHS,))

    assert likeness(person(identifiers=(WRONG_NHS,)), one) is None


def test_a_number_of_another_system_counts_only_within_that_system() -> None:
    here, there = (check(IdentifierKind.OTHER, "17", system=system) for system in ("urn:a", "urn:b"))
    nowhere = check(IdentifierKind.OTHER, "17")

    def pair(one: object, other: object) -> Likeness | None:
        return likeness(person(identifiers=(other,)), person("Jean Pryke", "1950", key="a", identifiers=(one,)))

    assert pair(here, here) is Likeness.SAME_NUMBER
    assert pair(here, there) is None
    assert pair(nowhere, nowhere) is None


def test_the_same_name_and_birth_date_with_different_numbers_says_so() -> None:
    match = sounds_like(person(key="a", identifiers=(NHS,)), person(identifiers=(OTHER_NHS,)))

    assert match and match.likeness is Likeness.SAME_NAME_AND_BIRTH
    assert "different numbers" in match.why


@pytest.mark.parametrize(
    ("name", "birth", "word"),
    [
        ("Margaret Ashby", "1950-01-01", "differ"),
        ("Margaret Ashby", "1942", "as far as"),
        ("Margaret Ashby", "", "as far as"),
        ("Rose Ashby", "1942-11-24", "same day"),
        ("Ashby Margaret", "1950-01-01", "other way round"),
        ("Margaret Ashbey", "1950-01-01", "one letter"),
        ("Margaret Ahsby", "1950-01-01", "one letter"),
        ("Margarat Ashby", "1950-01-01", "one letter"),
        ("Margret Ashby", "1950-01-01", "one letter"),
    ],
)
def test_a_similar_name_warns_with_its_reason(name: str, birth: str, word: str) -> None:
    match = sounds_like(PEGGY, person(name, birth))

    assert match and match.likeness is Likeness.SIMILAR
    assert word in match.why


def test_day_and_month_the_other_way_round_are_noticed() -> None:
    match = sounds_like(person(birth="1942-04-03", key="a"), person(birth="1942-03-04"))

    assert match and "other way round" in match.why


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ann Smith", "Ian Smith"),
        ("Margaret Ashby", "Joan Ashby"),
        ("Margaret Ashby", "Margaret Ashworth"),
        ("Margaret Ashby", "Jean Pryke"),
        ("Lee Ward", "Leo Ward"),
        ("Margaret Ashby", "Margarine Bashby"),
    ],
)
def test_different_people_do_not_warn(one: str, other: str) -> None:
    assert likeness(person(other, "1950-01-01"), person(one, key="a")) is None


def test_the_incoming_are_compared_with_those_there_and_with_each_other() -> None:
    new = [person(key="line 2"), person(key="line 3"), person("Jean Pryke", "1950-01-01", key="line 4")]

    found = find(new, [person(key="there"), person("Jean Prike", "1960-01-01", key="also there")])

    assert [(match.one, match.other) for match in found if match.likeness in CERTAIN] == [
        ("line 2", "there"),
        ("line 3", "there"),
        ("line 3", "line 2"),
    ]
    assert [(match.one, match.other) for match in found if match.likeness not in CERTAIN] == [("line 4", "also there")]


def test_an_incoming_client_is_known_by_the_name_of_record_and_the_one_they_like() -> None:
    client = IncomingClient(
        Origin("f", "", "row"),
        (PersonName("official", given="Margaret Rose", family="Ashby"), PersonName("nickname", given="Peggy")),
        birth=from_iso("1942-11-24"),
        identifiers=(NHS,),
    )

    assert known("a", client) == Known("a", "Margaret Rose", "Ashby", "Peggy", from_iso("1942-11-24"), (NHS,))
    assert known("a", IncomingClient(Origin("f", "", "row"), (PersonName(text="Jean Pryke"),))).family == "Pryke"


names = st.text("abcdeé -'", max_size=8)


@given(names, names, names, names)
def test_likeness_is_the_same_both_ways(given_one: str, family_one: str, given_two: str, family_two: str) -> None:
    one, other = Known("a", given_one, family_one), Known("b", given_two, family_two)

    likeness(other, one)


def test_a_thousand_clients_are_compared_with_each_other_in_a_few_seconds() -> None:
    new = [Known(str(number), f"Given{number % 37}", f"Family{number % 211}") for number in range(1000)]
    began = time.perf_counter()

    found: tuple[Match, ...] = find(new)

    assert found
    assert time.perf_counter() - began < 10
