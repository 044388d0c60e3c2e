"""Passwords: what is refused and why, and that nobody learns who has an account by the clock."""

import time

import pytest
from pwdlib.hashers.argon2 import Argon2Hasher

from app.passwords import HASHER, NOBODY, hash_password, password_matches, weakness

ABOUT = ("amina.khan@riverside.example", "Amina Khan")


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("kring-demo", "at least"),
        ("short", "at least"),
        ("x" * 201, "at most"),
        ("passwordpassword", "repeats"),
        ("password1234", "leaked"),
        ("qwertyuiop123", "leaked"),
        ("aminakhan2026", "name"),
        ("AminaKhan1985", "name"),
        ("kring-kring-kring", "name"),
        ("aaaaaaaaaaaaaaaa", "repeats"),
        ("12345678901234", "leaked"),
    ],
)
def test_a_weak_password_is_refused_with_its_reason(password: str, why: str) -> None:
    found = weakness(password, *ABOUT)

    assert found is not None and why in found


@pytest.mark.parametrize(
    "password", ["three wooden herons", "Twaalf fietsen in mei", "ж" * 3 + " reed warbler 88", "a7$kQ!zP2mNv" * 16]
)
def test_a_good_password_is_accepted(password: str) -> None:
    assert weakness(password, *ABOUT) is None


def test_the_longest_password_is_judged_quickly() -> None:
    began = time.perf_counter()
    weakness("a1" * 100, *ABOUT)

    assert time.perf_counter() - began < 1


def test_the_same_letters_typed_on_another_keyboard_are_the_same_password() -> None:
    assert password_matches("cafe\u0301 au lait noir", hash_password("caf\u00e9 au lait noir"))


def test_a_damaged_hash_matches_nothing() -> None:
    assert not password_matches("three wooden herons", "$argon2id$damaged")


def test_nobodys_hash_costs_what_a_real_one_costs() -> None:
    real = hash_password("three wooden herons")

    assert isinstance(HASHER, Argon2Hasher)
    assert NOBODY.split("$")[:4] == real.split("$")[:4]
    assert NOBODY.startswith("$argon2id$")


def test_an_unknown_account_takes_as_long_as_a_wrong_password() -> None:
    real = hash_password("three wooden herons")

    def took(stored: str | None) -> float:
        began = time.perf_counter()
        assert not password_matches("three wooden heron", stored)
        return time.perf_counter() - began

    known, unknown = min(took(real) for _ in range(9)), min(took(None) for _ in range(9))
    assert 0.5 < known / unknown < 2
