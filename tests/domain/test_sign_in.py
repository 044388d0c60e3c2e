"""The rules at the door."""

from datetime import UTC, datetime, timedelta

import pytest

from app.domain.sign_in import (
    RECOVERY_ALPHABET,
    device_label,
    folded_email,
    is_email,
    plain_code,
    return_place,
    spaced_code,
    wait_before_next_try,
)

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


def tries(*minutes_ago: float) -> list[datetime]:
    return [NOW - timedelta(minutes=minutes) for minutes in minutes_ago]


@pytest.mark.parametrize(
    ("minutes_ago", "wait"),
    [((), 0), ((0, 1, 2, 3), 0), ((0, 1, 2, 3, 4), 11 * 60), ((0, 0, 0, 0, 14.99), 1), ((0, 0, 0, 0, 15), 0)],
)
def test_the_wait_ends_when_the_fifth_last_try_is_a_quarter_of_an_hour_old(
    minutes_ago: tuple[float, ...], wait: int
) -> None:
    assert wait_before_next_try(tries(*minutes_ago), 5, NOW) == wait


@pytest.mark.parametrize("place", ["/t/1/journal?page=2", "/account", "/account/app", "/account?x", "/invitation/s"])
def test_a_page_of_ours_is_returned_to(place: str) -> None:
    assert return_place(place) == place


@pytest.mark.parametrize(
    "place",
    [
        "",
        "/",
        "/t",
        "/accounting",
        "/sign-out",
        "//t/x",
        "/t//x",
        "https://a.example/t/x",
        "http://[",
        "javascript:alert(1)",
        "/\\a.example/t/",
        "/t/../sign-out",
        "/t/\r\nSet-Cookie: a",
        "\t/t/x",
        "/invitation",
    ],
)
def test_no_other_place_is_returned_to(place: str) -> None:
    assert return_place(place) == "/"


@pytest.mark.parametrize("text", ["a@b.example", "amina.khan+x@team.nhs.uk", "ünï@côdé.example"])
def test_addresses_that_are_accepted(text: str) -> None:
    assert is_email(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a",
        "a@b",
        "a@b.",
        "@b.example",
        "a b@c.example",
        "a@b@c.example",
        "a@b..c",
        "a\n@b.c",
        "a\x00@b.example",
        "a\ud800@b.example",
    ],
)
def test_addresses_that_are_not(text: str) -> None:
    assert not is_email(text)


def test_an_address_is_compared_in_small_letters_without_spaces() -> None:
    assert folded_email("  Amina@Riverside.EXAMPLE ") == "amina@riverside.example"


def test_a_code_is_the_same_however_it_is_typed() -> None:
    assert plain_code(" abcd-efgh jkmn ") == "ABCDEFGHJKMN"
    assert plain_code(spaced_code("ABCDEFGHJKMNPQRS")) == "ABCDEFGHJKMNPQRS"


def test_recovery_codes_have_no_signs_that_are_confused() -> None:
    assert len(set(RECOVERY_ALPHABET)) == 32
    assert not set("IO01") & set(RECOVERY_ALPHABET)


@pytest.mark.parametrize(
    ("user_agent", "label"),
    [
        ("Mozilla/5.0 (iPad; CPU OS 18_0 like Mac OS X) AppleWebKit/605 Version/18.0 Safari/604.1", "Safari, iPad"),
        ("Mozilla/5.0 (Linux; Android 14; SM-X200) AppleWebKit/537 Chrome/131.0 Safari/537.36", "Chrome, Android"),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537 Chrome/131.0 Safari/537.36 Edg/131.0", "Edge, Windows"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0", "Firefox, Linux"),
        ("curl/8.5", ""),
    ],
)
def test_a_device_is_named_by_browser_and_system_only(user_agent: str, label: str) -> None:
    assert device_label(user_agent) == label
