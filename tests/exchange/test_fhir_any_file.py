"""Whatever a file holds, the reader answers with clients or with faults and never fails."""

import copy
import json
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.intake import Intake
from app.exchange.fhir_in import read_fhir
from app.exchange.fhir_in.place import Places, Step
from tests.exchange.bundles import SNOMED, TODAY, about, bundle, coded, observation, patient
from tests.exchange.shared_data import FIXTURES

scalars = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20)
values = st.recursive(
    scalars, lambda some: st.lists(some, max_size=3) | st.dictionaries(st.text(max_size=8), some, max_size=3)
)

WHOLE = bundle(
    patient(
        identifier=[{"system": "https://fhir.nhs.uk/Id/nhs-number", "value": "9434765919", "period": {"end": "2030"}}],
        address=[{"line": ["3 Well Street"], "postalCode": "IP33 1AA", "period": {"start": "2001"}}],
        telecom=[{"system": "phone", "value": "01284 496001", "rank": 1}],
        contact=[{"name": {"text": "Susan"}, "relationship": [coded("daughter")], "address": {"text": "a, b"}}],
        communication=[{"language": coded("Polish"), "preferred": True}],
        extension=[{"url": "x", "extension": [{"url": "interpreterRequired", "valueBoolean": True}]}],
        generalPractitioner=[{"reference": "Organization/angel"}],
    ),
    {"resourceType": "Organization", "id": "angel", "name": "Angel Hill", "identifier": [{"value": "v"}]},
    about("Condition", code=coded("COPD"), onsetAge={"value": 42, "unit": "a"}, note=[{"text": "n"}]),
    about("AllergyIntolerance", code=coded("Latex", (SNOMED, "1")), reaction=[{"manifestation": [coded("Rash")]}]),
    about(
        "MedicationRequest",
        medicationReference={"reference": "#m"},
        reasonReference=[{"reference": "Condition/condition"}],
        contained=[{"resourceType": "Medication", "id": "m", "code": coded("Ramipril")}],
        dosageInstruction=[{"doseAndRate": [{"doseQuantity": {"value": 1}}], "timing": {"repeat": {"frequency": 1}}}],
    ),
    observation("2339-0", 100, "mg/dL", effectivePeriod={"start": "2026-01-01T10:00:00Z"}, category=[coded("lab")]),
    about(
        "Encounter",
        period={"start": "2026"},
        participant=[{"individual": {"display": "Dr"}}],
        **{"class": {"code": "AMB"}},
    ),
    about("Goal", description=coded("Walk"), target=[{"detailQuantity": {"value": 1}, "dueDate": "2026-07-01"}]),
    about("CarePlan", title="Plan", goal=[{"reference": "Goal/goal"}], activity=[{"detail": {"code": coded("x")}}]),
)


def places(value: Any, path: tuple[Step, ...] = ()) -> list[tuple[Step, ...]]:
    """Every path in a JSON value."""
    inside: list[tuple[Step, Any]] = []
    if isinstance(value, dict):
        inside = list(value.items())
    elif isinstance(value, list):
        inside = list(enumerate(value))
    return [path, *(deeper for step, one in inside for deeper in places(one, (*path, step)))]


PLACES = places(WHOLE)[1:]


def sound(intake: Intake) -> None:
    assert bool(intake.clients) != bool(intake.faults)
    for one in (*intake.faults, *intake.remarks):
        assert one.why.format_map(one.values)
        assert one.line is None or one.line >= 1


def test_the_file_that_the_others_are_made_of_is_whole() -> None:
    assert read_fhir("a.json", json.dumps(WHOLE).encode(), today=TODAY).is_whole


@given(st.binary(max_size=200))
def test_any_bytes_are_answered(content: bytes) -> None:
    sound(read_fhir("a.json", content, today=TODAY))


@given(values)
def test_any_json_is_answered(value: object) -> None:
    sound(read_fhir("a.json", json.dumps(value).encode(), today=TODAY))


@settings(max_examples=400, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.sampled_from(PLACES), values), min_size=1, max_size=4))
def test_a_file_with_anything_anywhere_is_answered(bends: list[tuple[tuple[Step, ...], object]]) -> None:
    bent: Any = copy.deepcopy(WHOLE)
    for path, value in bends:
        at = bent
        try:
            for step in path[:-1]:
                at = at[step]
            at[path[-1]] = value
        except (KeyError, IndexError, TypeError):
            continue

    sound(read_fhir("a.json", json.dumps(bent, indent=1).encode(), today=TODAY))


@settings(max_examples=60)
@given(st.data())
def test_a_file_cut_off_anywhere_is_refused(data: st.DataObject) -> None:
    content = (FIXTURES / "synthea-martina-murazik.json").read_bytes().rstrip()
    end = data.draw(st.integers(0, len(content) - 1))

    intake = read_fhir("a.json", content[:end], today=TODAY)

    assert not intake.is_whole
    sound(intake)


@given(st.sampled_from(PLACES), st.sampled_from([None, 0, 1, 3]))
def test_the_line_of_a_path_is_the_line_on_which_its_value_begins(path: tuple[Step, ...], indent: int | None) -> None:
    text = json.dumps(WHOLE, indent=indent)

    line = Places(text).line(path)

    name = path[-1]
    assert line
    if isinstance(name, str):
        assert f'"{name}"' in text.splitlines()[line - 1]
