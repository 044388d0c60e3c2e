"""What the pattern page shows: each component in each state, with an untouched form and a refused one."""

from dataclasses import dataclass
from typing import Any

from app.web.forms import Bound
from app.web.language import _


@dataclass(frozen=True)
class PatternPage:
    """Two forms, so that whoever writes a page sees both states side by side."""

    untouched: Bound[Any]
    refused: Bound[Any]


def pattern_page() -> PatternPage:
    """Invented throughout; nothing here comes from a team."""
    refused: Bound[Any] = Bound(
        values={
            "email": ["amina@riverside"],
            "why": [""],
            "born_day": ["31"],
            "born_month": ["2"],
            "born_year": ["1942"],
        },
        errors={
            "email": _("This is not an e-mail address. Write it like name@place.example."),
            "born": _("There is no 31 February."),
            "answer": _("Choose one of the listed answers."),
            "why": _("Fill this in."),
        },
    )
    return PatternPage(untouched=Bound(), refused=refused)
