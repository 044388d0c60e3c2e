"""Numbers that belong to nobody: Ofcom's for drama, and the NHS numbers set aside for tests."""

from collections.abc import Iterator

LANDLINE, MOBILE = "01632 960", "07700 900"


def landlines(first: int) -> Iterator[str]:
    """01632 960000 to 960999, kept by Ofcom for drama."""
    return (f"{LANDLINE}{number % 1000:03}" for number in range(first, first + 1000))


def mobiles(first: int) -> Iterator[str]:
    """07700 900000 to 900999, kept by Ofcom for drama."""
    return (f"{MOBILE}{number % 1000:03}" for number in range(first, first + 1000))


def nhs_numbers(first: int) -> Iterator[str]:
    """Right ones from 999 000 0000 on, given to nobody (NHS Data Dictionary, NHS NUMBER)."""
    for number in range(first, 1_000_000):
        nine = f"999{number:06}"
        rest = 11 - sum(int(digit) * weight for digit, weight in zip(nine, range(10, 1, -1), strict=True)) % 11
        if rest != 10:
            yield f"{nine}{rest % 11}"
