"""What a team may set for itself, each with a type, a default and bounds: nothing a team may want lies in code."""

from collections.abc import Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo, available_timezones

from app.domain.errors import FieldWrong
from app.domain.words import N_


@dataclass(frozen=True)
class Whole:
    """A whole number with bounds, both included, and the unit it is counted in."""

    default: int
    least: int
    most: int
    unit: str

    def checked(self, value: object) -> int:
        try:
            number = int(str(value).strip())
        except ValueError:
            raise FieldWrong("value", N_("Write a whole number, such as {example}."), example=self.default) from None
        if not self.least <= number <= self.most:
            raise FieldWrong("value", N_("Choose a number from {least} to {most}."), least=self.least, most=self.most)
        return number


@dataclass(frozen=True)
class Choice:
    """One of a few words; ``words`` maps the stored word to the label on screen."""

    default: str
    words: Mapping[str, str]

    def checked(self, value: object) -> str:
        if str(value) not in self.words:
            raise FieldWrong("value", N_("Choose one of the listed words."))
        return str(value)


@dataclass(frozen=True)
class Zone:
    """A time zone by its IANA name."""

    default: str

    def checked(self, value: object) -> str:
        name = str(value).strip()
        if name not in available_timezones():
            raise FieldWrong("value", N_("Write a time zone such as Europe/London."))
        return ZoneInfo(name).key


Kind = Whole | Choice | Zone


@dataclass(frozen=True)
class SettingKind:
    """A setting: its name in code and on screen, what it means, and what values it takes."""

    name: str
    label: str
    hint: str
    kind: Kind


KINDS: Mapping[str, SettingKind] = {
    setting.name: setting
    for setting in (
        SettingKind(
            "zone",
            N_("Time zone"),
            N_("Times on screen are shown in this zone."),
            Zone("Europe/London"),
        ),
        SettingKind(
            "word_for_client",
            N_("The word for the people you care for"),
            N_("Used on every page and print."),
            Choice("client", {"client": N_("client"), "patient": N_("patient")}),
        ),
        SettingKind(
            "objection_days",
            N_("Days to object to a proposal about a membership"),
            N_("A proposal to end a membership is adopted when nobody has objected for this long."),
            Whole(7, 1, 28, N_("days")),
        ),
        SettingKind(
            "invitation_days",
            N_("Days an invitation stays open"),
            N_("After this the link no longer opens and a new one has to be made."),
            Whole(7, 1, 30, N_("days")),
        ),
        SettingKind(
            "idle_minutes",
            N_("Minutes until a tablet locks itself"),
            N_("Locks when nobody has touched it for this long. What was being typed stays."),
            Whole(15, 2, 30, N_("minutes")),
        ),
        SettingKind(
            "caseload_most",
            N_("The most clients the team wants to look after"),
            N_("A neighbourhood team usually looks after 40 to 60 people."),
            Whole(60, 1, 200, N_("clients")),
        ),
    )
}


def value_of(name: str, stored: object | None) -> int | str:
    """The stored value, or the default where the team has set nothing."""
    kind = KINDS[name].kind
    return kind.default if stored is None else kind.checked(stored)
