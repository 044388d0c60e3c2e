"""Measurements taken at a visit or told by others: what is measured, in which unit, and which values ask.

A limit here asks "is this right?" and gives its reason; only what cannot be (below zero, not a number) is refused.
Values are exact decimals. What was written, in the unit it was written in, is always kept beside what we count with.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from app.domain.errors import FieldWrong
from app.domain.unit import UNITS, converted, unit_of
from app.domain.words import N_


class MeasurementKind(StrEnum):
    SYSTOLIC = "systolic"
    DIASTOLIC = "diastolic"
    PULSE = "pulse"
    RESPIRATORY_RATE = "respiratory-rate"
    OXYGEN_SATURATION = "oxygen-saturation"
    TEMPERATURE = "temperature"
    GLUCOSE = "glucose"
    WEIGHT = "weight"
    HEIGHT = "height"


@dataclass(frozen=True)
class Measure:
    """How one kind is measured. ``least`` and ``most`` bound what needs no question; ``ceiling`` what can be at all."""

    kind: MeasurementKind
    label: str
    unit: str
    decimals: int
    least: Decimal
    most: Decimal
    below: str
    above: str
    ceiling: Decimal | None = None


def _measure(
    kind: MeasurementKind,
    label: str,
    unit: str,
    bounds: tuple[str, str],
    *,
    decimals: int = 0,
    below: str,
    above: str,
    ceiling: str | None = None,
) -> Measure:
    least, most = (Decimal(bound) for bound in bounds)
    return Measure(kind, label, unit, decimals, least, most, below, above, Decimal(ceiling) if ceiling else None)


MEASURES: Mapping[MeasurementKind, Measure] = {
    measure.kind: measure
    for measure in (
        _measure(
            MeasurementKind.SYSTOLIC,
            N_("Blood pressure, upper"),
            "mm[Hg]",
            ("70", "230"),
            below=N_("Below {least} is very low for an upper blood pressure. Is it right, or are the two swapped?"),
            above=N_("Above {most} is very high for an upper blood pressure. Is it right?"),
        ),
        _measure(
            MeasurementKind.DIASTOLIC,
            N_("Blood pressure, lower"),
            "mm[Hg]",
            ("35", "130"),
            below=N_("Below {least} is very low for a lower blood pressure. Is it right?"),
            above=N_("Above {most} is very high for a lower blood pressure. Is it right, or are the two swapped?"),
        ),
        _measure(
            MeasurementKind.PULSE,
            N_("Pulse"),
            "/min",
            ("35", "160"),
            below=N_("A pulse below {least} is very slow. Is it right?"),
            above=N_("A pulse above {most} is very fast. Is it right?"),
        ),
        _measure(
            MeasurementKind.RESPIRATORY_RATE,
            N_("Breaths a minute"),
            "/min",
            ("8", "35"),
            below=N_("Fewer than {least} breaths a minute is very slow. Is it right?"),
            above=N_("More than {most} breaths a minute is very fast. Is it right?"),
        ),
        _measure(
            MeasurementKind.OXYGEN_SATURATION,
            N_("Oxygen saturation"),
            "%",
            ("80", "100"),
            ceiling="100",
            below=N_("Below {least} % is very low. Is it right, or were the fingers cold?"),
            above=N_("More than {most} % cannot be."),
        ),
        _measure(
            MeasurementKind.TEMPERATURE,
            N_("Temperature"),
            "Cel",
            ("34", "41"),
            decimals=1,
            below=N_("Below {least} °C is very cold. Is it right?"),
            above=N_("Above {most} °C is very hot. Is it right?"),
        ),
        _measure(
            MeasurementKind.GLUCOSE,
            N_("Glucose"),
            "mmol/L",
            ("3", "25"),
            decimals=1,
            below=N_("Below {least} mmol/L is a hypo. Is it right?"),
            above=N_("Above {most} mmol/L is very high. Is it right, or is it in mg/dL?"),
        ),
        _measure(
            MeasurementKind.WEIGHT,
            N_("Weight"),
            "kg",
            ("30", "200"),
            decimals=1,
            below=N_("Below {least} kg is very light for an adult. Is it right?"),
            above=N_("Above {most} kg is very heavy. Is it right, or is it in pounds?"),
        ),
        _measure(
            MeasurementKind.HEIGHT,
            N_("Height"),
            "cm",
            ("120", "210"),
            below=N_("Below {least} cm is very short for an adult. Is it right, or is it in metres or inches?"),
            above=N_("Above {most} cm is very tall. Is it right?"),
        ),
    )
}


@dataclass(frozen=True)
class Measured:
    """A value in the unit we count with, beside the value and unit as they were written."""

    kind: MeasurementKind
    value: Decimal
    unit: str
    original_value: Decimal
    original_unit: str

    @property
    def is_converted(self) -> bool:
        return self.unit != self.original_unit

    @property
    def shown_unit(self) -> str:
        return UNITS[self.unit].shown


@dataclass(frozen=True)
class Question:
    """Something to look at again; it refuses nothing. ``why`` is English with ``{names}``."""

    field: str
    why: str
    values: Mapping[str, object]


MOST_FIGURES = 12


def number(text: str, *, field: str) -> Decimal:
    """A number as nurses write it: decimal point, comma or raised point; no thousands mark, no exponent."""
    plain = "".join(text.split()).replace(",", ".").replace("·", ".").removeprefix("+").replace("−", "-")
    figures = plain.removeprefix("-").replace(".", "", 1)
    if not (figures.isascii() and figures.isdigit()) or len(figures) > MOST_FIGURES:
        raise FieldWrong(field, N_("Write a number, such as 7.4."))
    return Decimal(plain)


def measured(kind: MeasurementKind, value: Decimal, unit: str | None = None) -> Measured:
    """The value in our unit. Refused: a unit that does not fit the kind, and what cannot be."""
    measure = MEASURES[kind]
    told = unit_of(unit) if unit else UNITS[measure.unit]
    if not value.is_finite() or not -MOST_FIGURES < value.adjusted() < MOST_FIGURES:
        raise FieldWrong(kind, N_("Write a number, such as 7.4."))
    ours = converted(value, told, UNITS[measure.unit], decimals=max(measure.decimals, 1)) if told else None
    if told is None or ours is None:
        raise FieldWrong(
            kind,
            N_("“{unit}” is not a unit we know for this. Use {right}."),
            unit=unit,
            right=UNITS[measure.unit].shown,
        )
    refuse_the_impossible(measure, ours)
    return Measured(kind, ours, measure.unit, value, told.code)


def written(kind: MeasurementKind, text: str, unit: str | None = None) -> Measured:
    """As ``measured``, from what somebody typed."""
    return measured(kind, number(text, field=kind), unit)


def refuse_the_impossible(measure: Measure, value: Decimal) -> None:
    if value < 0:
        raise FieldWrong(measure.kind, N_("This cannot be below zero."))
    if measure.ceiling is not None and value > measure.ceiling:
        raise FieldWrong(measure.kind, measure.above, most=measure.ceiling)


def questions(*values: Measured) -> tuple[Question, ...]:
    """What to ask about measurements taken together: each on its own, and the two blood pressures against each other.

    The bounds are wide on purpose: they are to catch a slip of the finger, not to judge a person. What a value means
    for this client is the business of the client's own limits and of NEWS2.
    """
    asked = [question for value in values if (question := _question(value))]
    by_kind = {value.kind: value for value in values}
    upper, lower = by_kind.get(MeasurementKind.SYSTOLIC), by_kind.get(MeasurementKind.DIASTOLIC)
    if upper and lower and lower.value >= upper.value:
        why = N_("The lower blood pressure ({lower}) is not below the upper one ({upper}). Are they swapped?")
        asked.append(Question(MeasurementKind.DIASTOLIC, why, {"lower": lower.value, "upper": upper.value}))
    return tuple(asked)


def _question(value: Measured) -> Question | None:
    measure = MEASURES[value.kind]
    if value.value < measure.least:
        return Question(value.kind, measure.below, {"least": measure.least})
    if value.value > measure.most:
        return Question(value.kind, measure.above, {"most": measure.most})
    return None
