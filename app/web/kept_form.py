"""A stored line as its form holds it."""

from datetime import date
from typing import Any


def as_sent(name: str, value: Any) -> dict[str, Any]:
    """A date in its three fields, a tick as it is sent, nothing for what is empty."""
    if isinstance(value, date):
        return {f"{name}_day": value.day, f"{name}_month": value.month, f"{name}_year": value.year}
    if isinstance(value, bool):
        return {name: "yes"} if value else {}
    return {} if value is None else {name: f"{value:g}" if isinstance(value, float) else value}
