"""Units by their UCUM code (the Unified Code for Units of Measure), and the conversions we are sure of.

Factors: pound and inch are exact by definition (0.453 592 37 kg, 2.54 cm: international yard and pound agreement,
1959); stone is 14 pounds; glucose goes by its molar mass, 180.156 g/mol (C6H12O6 with the IUPAC abridged atomic
weights 12.011, 1.008 and 15.999), so that 1 mmol/L is 18.0156 mg/dL; 1 mmHg is 133.322 387 415 Pa (BIPM).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Context, Decimal

EXACT = Context(prec=40, rounding=ROUND_HALF_EVEN)


@dataclass(frozen=True)
class Unit:
    """A unit, how it is shown, and how to get to the base unit of its dimension: (value + shift) × times ÷ over."""

    code: str
    shown: str
    dimension: str
    times: Decimal = Decimal(1)
    over: Decimal = Decimal(1)
    shift: Decimal = Decimal(0)


UNITS: Mapping[str, Unit] = {
    unit.code: unit
    for unit in (
        Unit("mm[Hg]", "mmHg", "pressure"),
        Unit("kPa", "kPa", "pressure", times=Decimal("7.50061683")),
        Unit("/min", "/min", "rate"),
        Unit("%", "%", "share"),
        Unit("Cel", "°C", "temperature"),
        Unit("[degF]", "°F", "temperature", times=Decimal(5), over=Decimal(9), shift=Decimal(-32)),
        Unit("mmol/L", "mmol/L", "glucose"),
        Unit("mg/dL", "mg/dL", "glucose", over=Decimal("18.0156")),
        Unit("kg", "kg", "mass"),
        Unit("g", "g", "mass", over=Decimal(1000)),
        Unit("[lb_av]", "lb", "mass", times=Decimal("0.45359237")),
        Unit("[stone_av]", "st", "mass", times=Decimal("6.35029318")),
        Unit("cm", "cm", "length"),
        Unit("m", "m", "length", times=Decimal(100)),
        Unit("mm", "mm", "length", over=Decimal(10)),
        Unit("[in_i]", "in", "length", times=Decimal("2.54")),
        Unit("[ft_i]", "ft", "length", times=Decimal("30.48")),
    )
}

OTHER_WORDS: Mapping[str, str] = {
    "mmhg": "mm[Hg]",
    "mm hg": "mm[Hg]",
    "{beats}/min": "/min",
    "{breaths}/min": "/min",
    "beats/min": "/min",
    "beats/minute": "/min",
    "breaths/min": "/min",
    "breaths/minute": "/min",
    "bpm": "/min",
    "1/min": "/min",
    "min-1": "/min",
    "per minute": "/min",
    "percent": "%",
    "{percent}": "%",
    "c": "Cel",
    "°c": "Cel",
    "celsius": "Cel",
    "degc": "Cel",
    "deg c": "Cel",
    "cel": "Cel",
    "f": "[degF]",
    "°f": "[degF]",
    "fahrenheit": "[degF]",
    "degf": "[degF]",
    "deg f": "[degF]",
    "[degf]": "[degF]",
    "lb": "[lb_av]",
    "lbs": "[lb_av]",
    "pound": "[lb_av]",
    "pounds": "[lb_av]",
    "st": "[stone_av]",
    "stone": "[stone_av]",
    "in": "[in_i]",
    "inch": "[in_i]",
    "inches": "[in_i]",
    "ft": "[ft_i]",
    "feet": "[ft_i]",
    "gram": "g",
    "grams": "g",
    "kilogram": "kg",
    "kilograms": "kg",
    "kgs": "kg",
    "centimetre": "cm",
    "centimetres": "cm",
    "metre": "m",
    "metres": "m",
}
"""What files and people write for a UCUM code, folded. Codes themselves are matched exactly, and folded after that."""

FOLDED: Mapping[str, str] = {**{code.casefold(): code for code in UNITS}, **OTHER_WORDS}


def unit_of(text: str) -> Unit | None:
    """The unit meant by a UCUM code or a usual word for it; nothing when we do not know it."""
    bare = text.strip()
    code = bare if bare in UNITS else FOLDED.get(" ".join(bare.casefold().split()))
    return UNITS[code] if code else None


def converted(value: Decimal, unit: Unit, to: Unit, *, decimals: int) -> Decimal | None:
    """The value in another unit of the same dimension, rounded half to even; a value already in it stays untouched."""
    if unit.dimension != to.dimension:
        return None
    if unit == to:
        return value
    base = EXACT.divide(EXACT.multiply(EXACT.add(value, unit.shift), unit.times), unit.over)
    there = EXACT.subtract(EXACT.divide(EXACT.multiply(base, to.over), to.times), to.shift)
    return there.quantize(Decimal(1).scaleb(-decimals), context=EXACT)
