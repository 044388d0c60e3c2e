"""Who is on duty on which day. The pattern turns with the day the demonstration is looked at, so that on it all are."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time

EARLY, LATE, OFF = "E", "L", "-"
SHIFTS: Mapping[str, tuple[time, time]] = {EARLY: (time(7), time(15)), LATE: (time(14), time(22))}
"""A shift → the first and the last moment at which its visits lie."""

PATTERNS: Mapping[str, Mapping[str, str]] = {
    "Riverside": {
        "Amina": "EE-E--E",
        "Joanne": "E-E-EE-",
        "Grace": "EE-LL--",
        "Tom": "E-EEEL-",
        "Magdalena": "EEE---L",
        "Priya": "L--L-L-",
        "Ruth": "E-E--E-",
        "Dean": "EE-EE--",
        "Chloe": "LL--L-E",
        "Blessing": "E-LL-E-",
        "Rosalind": "E--E--E",
        "Ioana": "LLL---L",
    },
    "Malpas": {
        "Beth": "EE-E--E",
        "Hannah": "E-E-EE-",
        "Owen": "EL-EE-L",
        "Farida": "L--L-E-",
        "Jill": "EE--L-E",
        "Kwame": "L-LE-L-",
        "Lesley": "E-E-EE-",
        "Maria": "EEL---E",
        "Sian": "E-E--L-",
    },
}
"""First name → her shift on the day looked at, the day after it, and so on through seven days. Days a week are her
contract hours over 7.5."""

GUEST_DAYS = 5


@dataclass(frozen=True)
class Rota:
    """The team's pattern, anchored at ``today``; a guest works early on her days, from today on."""

    team: str
    today: date
    guest: str = ""
    after_noon: bool = False
    """Looked at in the second half of the day: then the first nurse works late today, with visits still to come."""

    def shift(self, nurse: str, day: date) -> str:
        if nurse == self.guest:
            return EARLY if 0 <= (day - self.today).days < GUEST_DAYS else OFF
        if nurse == self.first and day == self.today and self.after_noon:
            return LATE
        return PATTERNS[self.team][nurse][(day - self.today).days % 7]

    def on_duty(self, day: date) -> list[str]:
        names = (*PATTERNS[self.team], *filter(None, (self.guest,)))
        return [nurse for nurse in names if self.shift(nurse, day) != OFF]

    @property
    def first(self) -> str:
        """Whom the welcome names: the one most people look at the demonstration as."""
        return next(iter(PATTERNS[self.team]))

    def offsets(self, nurse: str, clock: time) -> list[int]:
        """Days of the turning week, from today on, on which she works at that time; else those she works at all."""
        pattern = PATTERNS[self.team][nurse]
        working = [place for place, shift in enumerate(pattern) if shift != OFF]
        then = [place for place in working if SHIFTS[pattern[place]][0] <= clock < SHIFTS[pattern[place]][1]]
        return then or working
