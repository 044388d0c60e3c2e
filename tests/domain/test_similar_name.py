"""Names that are easily taken for each other, and names that are not."""

import pytest

from app.domain.similar_name import alike, name_keys

Name = tuple[str, str, str]

LIKE: list[tuple[Name, Name]] = [
    (("Margaret Ann", "Peggy", "Thornton"), ("Margret", "", "Thornton")),
    (("Anne", "", "Smyth"), ("Ann", "", "Smith")),
    (("John", "", "Ward"), ("Joan", "", "Ward")),
    (("Catherine", "", "Clark"), ("Kathryn", "", "Clarke")),
    (("Sheila", "", "Brown"), ("Shelagh", "", "Browne")),
    (("Muhammad", "", "Ali"), ("Mohammed", "", "Aly")),
    (("David", "", "Thomas"), ("Thomas", "", "David")),
    (("Zoë", "", "Élan"), ("Zoe", "", "Elan")),
    (("Margaret", "Peggy", "Thornton"), ("Peggy", "", "Thornton")),
    (("Łukasz", "", "Nowak"), ("Lukasz", "", "Nowak")),
]
UNLIKE: list[tuple[Name, Name]] = [
    (("Walter", "", "Hughes"), ("Margaret", "Peggy", "Thornton")),
    (("Albert", "", "Ward"), ("Joan", "", "Ward")),
    (("Joan", "", "Ward"), ("Joan", "", "Abbott")),
    (("Ruth", "", "Lake"), ("Rose", "", "Lamb")),
    (("美玲", "", "陈"), ("伟", "", "王")),
]


@pytest.mark.parametrize(("one", "other"), LIKE)
def test_names_that_are_easily_mistaken_share_a_key(one: Name, other: Name) -> None:
    assert name_keys(*one) & name_keys(*other)


@pytest.mark.parametrize(("one", "other"), UNLIKE)
def test_names_that_are_not_share_none(one: Name, other: Name) -> None:
    assert not name_keys(*one) & name_keys(*other)


def test_a_name_without_a_part_is_like_nobody() -> None:
    assert name_keys("", "", "") == name_keys("", "", "Thornton") == frozenset()
    assert not name_keys("Margaret", "", "") & name_keys("Walter", "", "")


def test_each_is_told_with_those_like_her_and_who_stands_alone_is_left_out() -> None:
    names = {
        "a": name_keys("Anne", "", "Smyth"),
        "b": name_keys("Ann", "", "Smith"),
        "c": name_keys("Ruth", "", "Lake"),
    }

    assert alike(names) == {"a": {"b"}, "b": {"a"}}
