"""Files that somebody else made come through whole."""

import tarfile
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

import pytest

from app.domain.intake import AllergyWord, IncomingClient, Intake
from app.domain.measurement import MeasurementKind
from app.exchange.fhir_in import read_fhir
from tests.exchange.bundles import TODAY
from tests.exchange.shared_data import FIXTURES, SYNTHEA


def fixture(name: str) -> Intake:
    return read_fhir(name, (FIXTURES / name).read_bytes(), today=TODAY)


def caseload() -> Iterator[Intake]:
    with tarfile.open(SYNTHEA, "r:xz") as archive:
        for member in archive:
            content = archive.extractfile(member)
            if content is not None:
                yield read_fhir(member.name.rsplit("/", 1)[-1], content.read(), today=TODAY)


def measured(client: IncomingClient) -> Counter[MeasurementKind]:
    return Counter(value.measured.kind for one in client.observations for value in one.values if value.measured)


def test_the_first_fixture_comes_through_whole() -> None:
    (alden,) = fixture("synthea-alden-considine.json").to_take()

    assert (alden.name.prefix, alden.name.whole) == ("Mr.", "Alden Considine")
    assert alden.birth and alden.birth.iso == "1949-06-09"
    assert alden.languages[0].words == "Chinese"
    assert (len(alden.encounters), len(alden.observations), len(alden.conditions)) == (12, 33, 5)
    assert (len(alden.medicines), len(alden.care_plans), len(alden.goals)) == (2, 2, 5)
    assert [allergy.substance.text for allergy in alden.allergies] == ["Allergy to mould", "Dander (animal) allergy"]
    assert alden.allergy_word is AllergyWord.KNOWN


def test_the_second_fixture_comes_through_whole() -> None:
    (martina,) = fixture("synthea-martina-murazik.json").to_take()

    assert [name.use for name in martina.names] == ["official", "maiden"]
    assert martina.name.use == "official"
    assert (len(martina.encounters), len(martina.observations), len(martina.medicines)) == (14, 33, 4)
    assert any(medicine.dosage_is_composed and "every day" in medicine.dosage for medicine in martina.medicines)
    assert martina.allergy_word is AllergyWord.NOTHING_SAID


def test_what_is_left_aside_is_counted_and_named() -> None:
    left = {one.kind: one.count for one in fixture("synthea-alden-considine.json").left_aside}

    assert left == {"Claim": 1, "Procedure": 1, "Immunization": 1, "DiagnosticReport": 1}


def test_a_blood_pressure_comes_in_two_parts_and_glucose_in_our_unit_with_the_original_kept() -> None:
    (alden,) = fixture("synthea-alden-considine.json").to_take()

    values = [value for one in alden.observations for value in one.values if value.measured]
    kinds = measured(alden)
    glucose = next(value.measured for value in values if value.measured and value.measured.kind == "glucose")
    assert kinds[MeasurementKind.SYSTOLIC] == kinds[MeasurementKind.DIASTOLIC] == 2
    assert (glucose.unit, glucose.original_unit) == ("mmol/L", "mg/dL")
    assert abs(glucose.original_value / Decimal("18.0156") - glucose.value) <= Decimal("0.05")


def test_each_piece_says_where_it_came_from() -> None:
    (alden,) = fixture("synthea-alden-considine.json").to_take()

    origins = [one.origin for one in alden.observations]
    assert len({origin.where for origin in origins}) == 33
    assert all(origin.file == "synthea-alden-considine.json" and origin.kind == "Observation" for origin in origins)
    lines = (FIXTURES / "synthea-alden-considine.json").read_text(encoding="utf-8").splitlines()
    assert all(origin.line and origin.id in lines[origin.line - 1] for origin in origins)


@pytest.mark.skipif(not SYNTHEA.exists(), reason="the caseload of synthetic people is not at hand")
def test_all_29_people_come_through() -> None:
    intakes = list(caseload())

    assert len(intakes) == 29
    assert [intake.file for intake in intakes if intake.faults] == []
    clients = [intake.to_take()[0] for intake in intakes]
    encounters = [len(client.encounters) for client in clients]
    observations = [len(client.observations) for client in clients]
    assert (min(encounters), max(encounters), sum(encounters)) == (14, 28, 559)
    assert (min(observations), max(observations), sum(observations)) == (84, 217, 3994)
    assert sum(len(client.conditions) for client in clients) == 205
    assert sum(len(client.medicines) for client in clients) == 95
    assert sum(len(client.allergies) for client in clients) == 8
    assert sum(len(client.goals) for client in clients) == 60
    assert sum(len(client.care_plans) for client in clients) == 59
    total = sum((measured(client) for client in clients), Counter())
    assert total[MeasurementKind.GLUCOSE] == 125
    assert total[MeasurementKind.WEIGHT] == total[MeasurementKind.SYSTOLIC] == 291
    assert {left.kind for intake in intakes for left in intake.left_aside} == {
        "Claim",
        "ExplanationOfBenefit",
        "Immunization",
        "DiagnosticReport",
        "Procedure",
        "ImagingStudy",
    }
