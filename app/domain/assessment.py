"""What an Omaha problem may consist of, and how it is rated. Terms and codes are those of ``app.domain.omaha``."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.domain.errors import ByField, FieldsWrong, FieldWrong
from app.domain.omaha import Problem, omaha
from app.domain.words import N_


class Whose(StrEnum):
    """The first modifier, by the words under which ``omaha().ownership`` has it."""

    INDIVIDUAL = "individual"
    FAMILY = "family"
    COMMUNITY = "community"


class Nature(StrEnum):
    """The second modifier, as in ``omaha().severity``."""

    ACTUAL = "actual"
    POTENTIAL = "potential"
    HEALTH_PROMOTION = "health-promotion"


LEAST, MOST = 1, 5
"""The ends of each of the three scales."""


@dataclass(frozen=True)
class Scores:
    """Knowledge, Behaviour and Status, said together."""

    knowledge: int
    behaviour: int
    status: int

    @property
    def in_order(self) -> tuple[int, int, int]:
        return self.knowledge, self.behaviour, self.status


def published(code: str) -> Problem:
    """The problem with that code, or a word beside the field."""
    found = omaha().problems.get(code)
    if found is None:
        raise FieldWrong("code", N_("The Omaha System has no such problem. Choose one from the list."))
    return found


def other_sign_of(problem: Problem) -> str:
    """The code under which a sign in the nurse's own words is kept."""
    return next(sign.code for sign in problem.signs if sign.is_other)


def checked_signs(
    code: str, nature: Nature, ticked: Collection[str], *, other_sign: str, risk_factors: str
) -> list[str]:
    """The signs as they are stored, in published order.

    By the definitions of the modifiers: an actual problem has signs, a potential one has risk factors and no signs,
    health promotion has neither.
    """
    problem = published(code)
    other = other_sign_of(problem)
    if set(ticked) - {sign.code for sign in problem.signs}:
        raise FieldWrong("sign", N_("One of these signs does not belong to this problem. Choose from those listed."))
    wrong = _wrong(nature, set(ticked), other, other_sign, risk_factors)
    if wrong:
        raise FieldsWrong({field: (message, {}) for field, message in wrong.items()})
    whole = {*ticked, other} if other_sign else set(ticked)
    return [sign.code for sign in problem.signs if sign.code in whole]


def _wrong(nature: Nature, ticked: set[str], other: str, other_sign: str, risk_factors: str) -> dict[str, str]:
    wrong: dict[str, str] = {}
    if nature is Nature.ACTUAL:
        if not ticked and not other_sign:
            wrong["sign"] = N_("An actual problem has at least one sign. Tick what you see, or say it in your words.")
        elif other in ticked and not other_sign:
            wrong["other_sign"] = N_("Say which other sign you see.")
    elif ticked or other_sign:
        wrong["sign" if ticked else "other_sign"] = N_(
            "With signs a problem is actual. Choose Actual, or take them away."
        )
    if nature is Nature.POTENTIAL and not risk_factors:
        wrong["risk_factors"] = N_("Say which risk you see: that is what makes a problem potential.")
    elif nature is not Nature.POTENTIAL and risk_factors:
        wrong["risk_factors"] = N_(
            "Risk factors belong to a potential problem. Choose Potential, or put this into the note."
        )
    return wrong


def scores_of(knowledge: int | None, behaviour: int | None, status: int | None, because: str) -> Scores | None:
    """All three or none. What is missing has its word beside it."""
    told = {"knowledge": knowledge, "behaviour": behaviour, "status": status}
    if all(value is None for value in told.values()):
        if because:
            raise FieldWrong("because", N_("Choose the three figures that this is the reason for."))
        return None
    missing: ByField = {name: (N_("Choose one of the five."), {}) for name, value in told.items() if value is None}
    if missing:
        raise FieldsWrong(missing)
    return Scores(*(value or 0 for value in told.values()))


def change_since(first: Sequence[int], newest: Sequence[int]) -> tuple[int, ...]:
    """How far each has moved: more is better on all three scales."""
    return tuple(now - then for then, now in zip(first, newest, strict=True))
