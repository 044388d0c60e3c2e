"""What a nurse writes after a visit: put together from how people write, never twice the same for one client."""

import random
from collections import deque
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.network_map import Ring
from app.seed.neighbourhood.care import VITALS
from app.seed.neighbourhood.client import Someone
from app.seed.neighbourhood.need import EVENING, Need
from app.seed.neighbourhood.phrases import PHRASES, Phrases, reaction
from app.seed.neighbourhood.values import Drift

SHAPES: Sequence[tuple[str, float]] = (
    ("found did", 22),
    ("found", 8),
    ("did saw", 18),
    ("saw", 12),
    ("found did saw", 12),
    ("did plan", 8),
    ("own", 6),
    ("did own", 7),
    ("found own", 7),
    ("saw plan", 6),
    ("own did saw", 4),
)
"""Which parts a note has, and how often. Nobody writes all of them on a Tuesday morning."""
REMEMBERED = 12
"""Sentences that do not come again so soon."""
QUIET = 4
"""Days before and after what a story tells, in which the same kind of visit adds nothing of its own."""
ALONE, TOGETHER = "@alone ", "@home "
"""What is written only of somebody who lives alone, or only where somebody lives with her."""


@dataclass(frozen=True)
class Words:
    """How the client is spoken of."""

    name: str
    he: str
    his: str
    him: str

    def put_into(self, text: str, values: Mapping[str, str]) -> str:
        told = {"name": self.name, "he": self.he, "his": self.his, "him": self.him, "He": self.he.capitalize()}
        return text.format_map({**told, "His": self.his.capitalize(), **_readable(values)})


def words_for(client: Someone) -> Words:
    name = client.known or client.given.split()[0]
    return Words(name, "he", "his", "him") if client.gender == "Male" else Words(name, "she", "her", "her")


class Writer:
    """Writes for one client, and remembers what was said lately."""

    def __init__(self, client: Someone, chance: random.Random, told: Collection[tuple[str, date]] = ()) -> None:
        self.client, self.chance = client, chance
        self.words = words_for(client)
        self.drift = Drift(chance)
        self.lately: deque[str] = deque(maxlen=REMEMBERED)
        self.told = told
        self.lives_alone = not any(one.ring is Ring.HOUSEHOLD for one in client.people)

    def write(self, need: Need) -> tuple[dict[str, str], str]:
        """The values measured, and the note; most routine visits of some kinds leave none."""
        usual_values = self._usual(need)
        measured = {kind for place, (_, kinds) in enumerate(need.tasks) if not _undone(need, place) for kind in kinds}
        usual = {vital.kind: vital for vital in need.kind.vitals}
        wanted = {kind: usual.get(kind, VITALS[kind]) for kind in VITALS if kind in measured}
        values = self.drift.next(tuple(wanted.values()), usual_values)
        if need.told:
            values |= need.told.values
            self.drift.follow(need.kind.vitals, need.told.values, usual_values)
            return values, self.words.put_into(need.told.note, values) if need.told.note else ""
        if self._is_told_elsewhere(need) or self.chance.random() > need.kind.noted:
            return values, ""
        return values, self._note(need, values)

    def _usual(self, need: Need) -> Mapping[str, float]:
        """Where her values lie at such a visit; a story's visits measure as her regular ones do."""
        own = (care.values for care in self.client.care if care.kind == need.kind_name and care.values)
        return {**need.usual, **next(own, {})} if need.told else need.usual

    def _is_told_elsewhere(self, need: Need) -> bool:
        """Close to what the story tells, a visit keeps silent rather than saying something else."""
        return any(kind == need.kind_name and abs((day - need.day).days) <= QUIET for kind, day in self.told)

    def _note(self, need: Need, values: Mapping[str, str]) -> str:
        phrases = PHRASES["supper" if need.kind_name == "insulin" and need.at >= EVENING else need.kind_name]
        shape = self.chance.choices([name for name, _ in SHAPES], [weight for _, weight in SHAPES])[0]
        parts = [part for name in shape.split() if (part := self._part(phrases, name, need))]
        said = reaction(need.kind_name, values, evening=need.at >= EVENING)
        if said and self.chance.random() < 0.7:
            parts.insert(len(parts) // 2, self._fresh(said))
        bare = (part.removeprefix(ALONE).removeprefix(TOGETHER) for part in parts)
        return " ".join(self.words.put_into(part, values) for part in bare)

    def _part(self, phrases: Phrases, part: str, need: Need) -> str:
        if part == "own":
            return self._fresh(self.client.own)
        if part == "plan" and need.day.weekday() < 5:
            return self._fresh((*phrases.plan, *phrases.rung))
        return self._fresh(getattr(phrases, part))

    def _fresh(self, choice: Sequence[str]) -> str:
        other = TOGETHER if self.lives_alone else ALONE
        left = [text for text in choice if text not in self.lately and not text.startswith(other)]
        said = self.chance.choice(left) if left else ""
        if said:
            self.lately.append(said)
        return said


def _undone(need: Need, place: int) -> bool:
    return need.told is not None and place in need.told.undone


def _readable(values: Mapping[str, str]) -> dict[str, str]:
    named = {kind.replace("-", "_"): value for kind, value in values.items()}
    if "systolic" in values:
        named["bp"] = f"{values['systolic']}/{values['diastolic']}"
    return named


__all__ = ["Words", "Writer", "words_for"]
