"""A neighbourhood: its practices, its people, and what happened to some of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.seed.neighbourhood.client import Someone
from app.seed.neighbourhood.story import Story


@dataclass(frozen=True)
class Place:
    """``practices``: name, doctor, telephone, all invented. ``stories`` by the client's key."""

    practices: Sequence[tuple[str, str, str]]
    clients: Sequence[Someone]
    stories: Mapping[str, Story]
    first_number: int
    """Where its telephone and NHS numbers begin."""
