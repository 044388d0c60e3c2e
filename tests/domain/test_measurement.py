"""Measurements: limits ask, only the impossible is refused, and what was written is kept."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import FieldWrong
from app.domain.measurement import MEASURES, Measured, MeasurementKind, measured, number, questions, written
from app.domain.unit import UNITS, converted, unit_of

Kind = MeasurementKind


def values_of(*pairs: tuple[Kind, str]) -> tuple[Measured, ...]:
    return tuple(written(kind, text) for kind, text in pairs)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("7.4", "7.4"),
        ("7,4", "7.4"),
        (" 120 ", "120"),
        ("36·6", "36.6"),
        ("+5", "5"),
        (".5", "0.5"),
        ("007.40", "7.40"),
    ],
)
def test_a_number_is_read_as_nurses_write_it(text: str, value: str) -> None:
    assert number(text, field="x") == Decimal(value)


@pytest.mark.parametrize(
    "text", ["", "-", ".", "high", "1.2.3", "1e5", "NaN", "Infinity", "12 mmol", "١٢", "9" * 13, "1,234.5", "½"]
)
def test_what_is_not_a_number_is_refused_at_its_field(text: str) -> None:
    with pytest.raises(FieldWrong) as refused:
        written(Kind.GLUCOSE, text)

    assert refused.value.field == "glucose"


@pytest.mark.parametrize(
    ("kind", "text"), [(Kind.WEIGHT, "-1"), (Kind.OXYGEN_SATURATION, "101"), (Kind.SYSTOLIC, "-120")]
)
def test_only_the_impossible_is_refused(kind: Kind, text: str) -> None:
    with pytest.raises(FieldWrong):
        written(kind, text)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (Kind.SYSTOLIC, "300"),
        (Kind.SYSTOLIC, "20"),
        (Kind.PULSE, "0"),
        (Kind.TEMPERATURE, "43"),
        (Kind.GLUCOSE, "2.9"),
        (Kind.WEIGHT, "12"),
        (Kind.HEIGHT, "1.72"),
        (Kind.OXYGEN_SATURATION, "79"),
        (Kind.RESPIRATORY_RATE, "40"),
    ],
)
def test_an_unlikely_value_is_taken_and_asked_about_with_a_reason(kind: Kind, text: str) -> None:
    (question,) = questions(written(kind, text))

    assert question.field == kind
    assert question.why.format_map(question.values)


def test_a_usual_set_asks_nothing() -> None:
    usual = values_of(
        (Kind.SYSTOLIC, "138"),
        (Kind.DIASTOLIC, "82"),
        (Kind.PULSE, "72"),
        (Kind.TEMPERATURE, "36,8"),
        (Kind.GLUCOSE, "7.4"),
        (Kind.WEIGHT, "64.5"),
        (Kind.HEIGHT, "168"),
        (Kind.OXYGEN_SATURATION, "96"),
        (Kind.RESPIRATORY_RATE, "16"),
    )

    assert questions(*usual) == ()


def test_a_blood_pressure_of_20_over_300_asks_three_things() -> None:
    asked = questions(*values_of((Kind.SYSTOLIC, "20"), (Kind.DIASTOLIC, "300")))

    assert [question.field for question in asked] == ["systolic", "diastolic", "diastolic"]


@pytest.mark.parametrize(
    ("kind", "text", "unit", "value"),
    [
        (Kind.GLUCOSE, "100", "mg/dL", "5.6"),
        (Kind.GLUCOSE, "180.156", "mg/dL", "10.0"),
        (Kind.WEIGHT, "150", "[lb_av]", "68.0"),
        (Kind.WEIGHT, "64500", "g", "64.5"),
        (Kind.TEMPERATURE, "98.6", "[degF]", "37.0"),
        (Kind.HEIGHT, "66", "[in_i]", "167.6"),
        (Kind.HEIGHT, "1.68", "m", "168.0"),
        (Kind.WEIGHT, "10", "st", "63.5"),
    ],
)
def test_a_known_unit_is_converted_and_the_original_kept(kind: Kind, text: str, unit: str, value: str) -> None:
    taken = written(kind, text, unit)

    assert str(taken.value) == value
    assert taken.is_converted
    assert taken.original_value == Decimal(text)
    assert taken.original_unit == getattr(unit_of(unit), "code", None)


def test_a_value_in_our_unit_keeps_every_figure_it_came_with() -> None:
    taken = measured(Kind.WEIGHT, Decimal("78.3456789"), "kg")

    assert (str(taken.value), taken.is_converted) == ("78.3456789", False)


@pytest.mark.parametrize("unit", ["furlong", "mmol/L", "MG", "kg/m2"])
def test_a_unit_that_does_not_fit_is_refused(unit: str) -> None:
    with pytest.raises(FieldWrong) as refused:
        written(Kind.WEIGHT, "70", unit)

    assert refused.value.values["right"] == "kg"


@given(
    st.sampled_from(list(Kind)), st.decimals(allow_nan=True, allow_infinity=True), st.sampled_from([*UNITS, "", "x"])
)
def test_any_number_and_unit_gets_a_value_or_a_word_beside_the_field(kind: Kind, value: Decimal, unit: str) -> None:
    try:
        taken = measured(kind, value, unit or None)
    except FieldWrong as refused:
        assert refused.field == kind
        assert refused.message.format_map(refused.values)
    else:
        assert taken.value >= 0
        assert taken.unit == MEASURES[kind].unit
        for question in questions(taken):
            assert question.why.format_map(question.values)


@given(st.decimals("0", "500", places=1))
def test_there_and_back_again_is_the_same_weight(value: Decimal) -> None:
    kilograms = converted(value, UNITS["[lb_av]"], UNITS["kg"], decimals=6)
    assert kilograms is not None

    assert converted(kilograms, UNITS["kg"], UNITS["[lb_av]"], decimals=1) == value
