"""What a FHIR file says about the client's health, taken as told and no further."""

from decimal import Decimal

import pytest

from app.domain.intake import AllergyWord, Denies
from app.domain.measurement import MeasurementKind
from tests.exchange.bundles import (
    LOINC,
    SNOMED,
    about,
    aside,
    bundle,
    client,
    coded,
    observation,
    patient,
    quantity,
    read,
)

ALLERGY_ACTIVE = {
    "coding": [{"system": "http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical", "code": "active"}]
}
ACTIVE = {"coding": [{"system": "http://terminology.hl7.org/CodeSystem/condition-clinical", "code": "active"}]}


def verification(code: str) -> dict[str, object]:
    return {"coding": [{"code": code}]}


def test_a_condition_keeps_words_code_status_and_dates() -> None:
    told = about(
        "Condition",
        code=coded("COPD", (SNOMED, "13645005")),
        clinicalStatus=ACTIVE,
        onsetDateTime="2011-03",
        note=[{"text": "home oxygen"}],
    )

    (condition,) = client(patient(), told).conditions

    assert (condition.concept.text, condition.clinical_status, condition.note) == ("COPD", "active", "home oxygen")
    assert condition.concept.codes[0].code == "13645005"
    assert condition.onset and condition.onset.iso == "2011-03"


def test_an_onset_told_as_age_or_in_words_is_not_made_into_a_date() -> None:
    age = about("Condition", "a", code=coded("Asthma"), onsetAge={"value": 42, "unit": "years"})
    said = about("Condition", "b", code=coded("Eczema"), onsetString="as a child")

    first, second = client(patient(), age, said).conditions

    assert (first.onset, first.onset_told, second.onset_told) == (None, "42 years", "as a child")


@pytest.mark.parametrize("code", ["entered-in-error", "refuted"])
def test_what_was_found_not_to_be_so_is_left_aside(code: str) -> None:
    told = about("Condition", code=coded("Stroke"), verificationStatus=verification(code))

    intake = read(bundle(patient(), told))

    assert intake.to_take()[0].conditions == ()
    assert aside(intake)["Condition"][1] == 1


def test_an_allergy_keeps_its_reaction() -> None:
    told = about(
        "AllergyIntolerance",
        code=coded("Penicillin", (SNOMED, "91936005")),
        clinicalStatus=ALLERGY_ACTIVE,
        type="allergy",
        category=["medication"],
        criticality="high",
        reaction=[{"manifestation": [coded("Swollen face"), coded("Wheeze")], "severity": "severe"}],
    )

    peggy = client(patient(), told)

    (allergy,) = peggy.allergies
    assert (allergy.substance.text, allergy.criticality, allergy.categories) == ("Penicillin", "high", ("medication",))
    assert (allergy.reactions[0].manifestation, allergy.reactions[0].severity) == ("Swollen face, Wheeze", "severe")
    assert peggy.allergy_word is AllergyWord.KNOWN


@pytest.mark.parametrize(
    ("code", "denies", "word"),
    [
        ("716186003", Denies.ALL, AllergyWord.NONE_KNOWN),
        ("409137002", Denies.MEDICINES, AllergyWord.NOTHING_SAID),
        ("429625007", Denies.FOOD, AllergyWord.NOTHING_SAID),
    ],
)
def test_none_known_is_told_apart_from_nothing_said(code: str, denies: Denies, word: AllergyWord) -> None:
    peggy = client(patient(), about("AllergyIntolerance", code=coded("No known allergy", (SNOMED, code))))

    assert (peggy.allergies[0].denies, peggy.allergy_word) == (denies, word)
    assert client(patient()).allergy_word is AllergyWord.NOTHING_SAID


def test_an_allergy_outweighs_none_known_and_a_nurse_is_told() -> None:
    none = about("AllergyIntolerance", "a", code=coded("No known allergy", (SNOMED, "716186003")))
    latex = about("AllergyIntolerance", "b", code=coded("Latex"))

    intake = read(bundle(patient(), none, latex))

    assert intake.to_take()[0].allergy_word is AllergyWord.KNOWN
    assert len(intake.remarks) == 1


def test_an_allergy_that_is_over_does_not_count() -> None:
    over = about("AllergyIntolerance", code=coded("Eggs"), clinicalStatus=verification("resolved"))

    assert client(patient(), over).allergy_word is AllergyWord.NOTHING_SAID


def test_a_medicine_is_named_here_in_a_contained_resource_or_elsewhere_in_the_file() -> None:
    here = about("MedicationRequest", "a", status="active", intent="order", medicationCodeableConcept=coded("Ramipril"))
    inside = about(
        "MedicationStatement",
        "b",
        status="active",
        medicationReference={"reference": "#m"},
        contained=[{"resourceType": "Medication", "id": "m", "code": coded("Metformin 500 mg")}],
    )
    there = about(
        "MedicationRequest", "c", status="stopped", intent="plan", medicationReference={"reference": "Medication/n"}
    )
    named = {"resourceType": "Medication", "id": "n", "code": coded("Insulin glargine"), "form": coded("pen")}

    medicines = client(patient(), here, inside, there, named).medicines

    assert sorted(one.medicine.text for one in medicines) == ["Insulin glargine, pen", "Metformin 500 mg", "Ramipril"]
    assert {one.medicine.text: (one.status, one.intent) for one in medicines}["Insulin glargine, pen"] == (
        "stopped",
        "plan",
    )


def test_a_dosage_keeps_its_words_and_one_in_parts_says_that_it_was_put_together() -> None:
    parts = {
        "timing": {"repeat": {"frequency": 2, "period": 1, "periodUnit": "d"}},
        "asNeededBoolean": True,
        "doseAndRate": [{"doseQuantity": {"value": 10, "unit": "ml"}}],
    }
    said = about(
        "MedicationRequest", "a", medicationCodeableConcept=coded("A"), dosageInstruction=[{"text": "one at night"}]
    )
    made = about("MedicationRequest", "b", medicationCodeableConcept=coded("B"), dosageInstruction=[parts])

    first, second = client(patient(), said, made).medicines

    assert (first.dosage, first.dosage_is_composed) == ("one at night", False)
    assert (second.dosage, second.dosage_is_composed) == ("dose 10 ml, 2 × every day, as needed", True)
    assert (first.as_needed, second.as_needed) == (None, True)


def test_a_medicine_that_must_not_be_taken_says_so() -> None:
    not_this = about("MedicationRequest", "a", doNotPerform=True, medicationCodeableConcept=coded("Aspirin"))
    not_taken = about("MedicationStatement", "b", status="not-taken", medicationCodeableConcept=coded("Warfarin"))

    assert [one.not_to_take for one in client(patient(), not_this, not_taken).medicines] == [True, True]


@pytest.mark.parametrize(
    ("code", "value", "unit", "kind", "ours"),
    [
        ("8867-4", 72, "/min", MeasurementKind.PULSE, "72"),
        ("9279-1", 16, "/min", MeasurementKind.RESPIRATORY_RATE, "16"),
        ("59408-5", 95, "%", MeasurementKind.OXYGEN_SATURATION, "95"),
        ("8310-5", 98.6, "[degF]", MeasurementKind.TEMPERATURE, "37.0"),
        ("29463-7", 150, "[lb_av]", MeasurementKind.WEIGHT, "68.0"),
        ("8302-2", 66, "[in_i]", MeasurementKind.HEIGHT, "167.6"),
        ("2339-0", 100, "mg/dL", MeasurementKind.GLUCOSE, "5.6"),
        ("15074-8", 7.4, "mmol/L", MeasurementKind.GLUCOSE, "7.4"),
    ],
)
def test_a_kind_we_know_becomes_a_measurement_in_our_unit(
    code: str, value: float, unit: str, kind: MeasurementKind, ours: str
) -> None:
    (told,) = client(patient(), observation(code, value, unit)).observations

    measured = told.values[0].measured
    assert measured and (measured.kind, str(measured.value)) == (kind, ours)
    assert (measured.original_value, measured.original_unit) == (Decimal(str(value)), unit)
    assert told.at and told.at.instant and told.at.instant.isoformat() == "2026-05-01T07:30:00+00:00"


def test_a_kind_or_unit_we_do_not_know_stays_as_told() -> None:
    (sodium,) = client(patient(), observation("2951-2", 139, "mmol/L")).observations
    (odd,) = client(patient(), observation("29463-7", 11, "stones and a bit")).observations

    assert (sodium.values[0].number, sodium.values[0].unit, sodium.values[0].measured) == (Decimal(139), "mmol/L", None)
    assert (odd.values[0].unit, odd.values[0].measured) == ("stones and a bit", None)


def test_below_two_is_never_read_as_two() -> None:
    told = observation("2339-0", 0, "mmol/L", valueQuantity=quantity(2, "mmol/L", comparator="<"))

    (value,) = client(patient(), told).observations[0].values

    assert (value.comparator, value.number, value.measured) == ("<", Decimal(2), None)


def test_an_unlikely_blood_pressure_comes_in_and_asks() -> None:
    parts = [
        {"code": coded("Systolic", (LOINC, "8480-6")), "valueQuantity": quantity(20, "mm[Hg]")},
        {"code": coded("Diastolic", (LOINC, "8462-4")), "valueQuantity": quantity(300, "mm[Hg]")},
    ]
    told = about("Observation", status="final", code=coded("Blood pressure", (LOINC, "85354-9")), component=parts)

    intake = read(bundle(patient(), told))

    assert len(intake.to_take()[0].observations[0].values) == 2
    assert len(intake.remarks) == 3


def test_a_weight_below_zero_is_a_fault_with_its_path_and_line() -> None:
    intake = read(bundle(patient(), observation("29463-7", -5, "kg")))

    (wrong,) = intake.faults
    assert (wrong.where, wrong.field) == ("entry[1].resource.valueQuantity.value", "value")
    assert wrong.line and wrong.line > 20


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ({"valueCodeableConcept": {"text": "Never smoked"}}, "Never smoked"),
        ({"valueString": "left leg"}, "left leg"),
        ({"valueBoolean": False}, "no"),
        ({"valueInteger": 3}, "3"),
        ({"valueRange": {"low": {"value": 3}, "high": {"value": 5, "unit": "cm"}}}, "3 to 5 cm"),
        ({"valueTime": "07:30:00"}, "07:30:00"),
    ],
)
def test_a_value_in_another_form_is_kept_in_words(value: dict[str, object], words: str) -> None:
    told = about("Observation", status="final", code=coded("Something"), **value)

    assert client(patient(), told).observations[0].values[0].words == words


def test_an_observation_without_value_or_called_off_is_left_aside() -> None:
    empty = about("Observation", "a", status="final", code=coded("Weight"))
    mistake = observation("29463-7", 70, "kg", status="entered-in-error")

    intake = read(bundle(patient(), empty, mistake))

    assert intake.to_take()[0].observations == ()
    assert sum(left.count for left in intake.left_aside) == 2


def test_what_is_about_somebody_else_or_carries_a_modifier_is_left_aside() -> None:
    other = observation("29463-7", 70, "kg", subject={"reference": "Patient/somebody-else"})
    donor = observation("8302-2", 170, "cm", focus=[{"reference": "RelatedPerson/x"}])
    bent = about("Condition", code=coded("Stroke"), modifierExtension=[{"url": "http://example.org/not"}])

    intake = read(bundle(patient(), other, donor, bent))

    (peggy,) = intake.to_take()
    assert (peggy.observations, peggy.conditions) == ((), ())
    assert aside(intake)["Observation"][1] == 2
    assert aside(intake)["Condition"][1] == 1


def test_several_people_in_one_file_come_in_each_with_what_is_theirs() -> None:
    mo = patient(id="mo", name=[{"family": "Begum", "given": ["Mo"]}], identifier=[{"system": "urn:a", "value": "77"}])
    his = observation("8302-2", 170, "cm", subject={"identifier": {"system": "urn:a", "value": "77"}})
    hers = observation("29463-7", 70, "kg")
    nobodys = about("Condition", code=coded("Stroke"), subject={"reference": "Patient/zoe"})
    daughter = about("RelatedPerson", name=[{"text": "Ruth Ashby"}])

    intake = read(bundle(patient(), mo, his, hers, nobodys, daughter, type="transaction"))

    first, second = intake.to_take()
    assert [len(one.observations) for one in (first, second)] == [1, 1]
    assert second.observations[0].values[0].concept.codes[0].code == "8302-2"
    assert ([one.name for one in first.contacts], second.contacts) == (["Ruth Ashby"], ())
    assert aside(intake) == {"Condition": ("is not about anybody in this file", 1)}


@pytest.mark.parametrize(
    "reference",
    ["Patient/peggy", "urn:uuid:" + "0" * 32, "https://a.example/fhir/Patient/peggy", "Patient/peggy/_history/3"],
)
def test_a_reference_may_be_relative_absolute_a_version_or_an_urn(reference: str) -> None:
    told = observation("29463-7", 70, "kg", subject={"reference": reference})

    assert len(client(patient(), told).observations) == 1


def test_encounters_plans_and_goals_come_as_words() -> None:
    ward = {"resourceType": "Organization", "id": "ward", "name": "West Suffolk Hospital"}
    stay = about(
        "Encounter",
        status="finished",
        **{"class": {"code": "IMP"}},
        type=[coded("Admission")],
        period={"start": "2026-02-01T10:00:00Z", "end": "2026-02-09"},
        reasonCode=[coded("Fall")],
        serviceProvider={"reference": "Organization/ward"},
    )
    goal = about(
        "Goal", lifecycleStatus="active", description={"text": "Walk to the shop"}, target=[{"dueDate": "2026-09-01"}]
    )
    plan = about(
        "CarePlan",
        status="active",
        intent="plan",
        title="Legs",
        goal=[{"reference": "Goal/goal"}],
        activity=[{"detail": {"status": "in-progress", "description": "Compression twice a week"}}],
    )

    peggy = client(patient(), ward, stay, goal, plan)

    (encounter,), (told,), (found,) = peggy.encounters, peggy.care_plans, peggy.goals
    assert (encounter.kinds[0].text, encounter.setting, encounter.service) == (
        "Admission",
        "IMP",
        "West Suffolk Hospital",
    )
    assert encounter.reasons[0].text == "Fall"
    assert (told.title, told.activities, told.goals) == ("Legs", ("Compression twice a week",), ("Walk to the shop",))
    assert (found.description.text, found.target) == ("Walk to the shop", "(2026-09-01)")


def test_a_time_without_a_zone_counts_as_its_day_and_is_remarked() -> None:
    intake = read(bundle(patient(), observation("29463-7", 70, "kg", effectiveDateTime="2026-05-01T08:30:00")))

    at = intake.to_take()[0].observations[0].at
    assert at and at.day and at.instant is None and at.told == "2026-05-01T08:30:00"
    assert len(intake.remarks) == 1
