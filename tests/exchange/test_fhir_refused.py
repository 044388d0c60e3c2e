"""A file that is not what Kring reads is refused whole, with a plain word, the line and the field."""

import gzip
import json
from typing import Any

import pytest

from app.domain.errors import RuleBroken
from app.exchange.fhir_in import read_fhir
from tests.exchange.bundles import TODAY, about, aside, bundle, coded, fault, observation, patient, read


def refused(content: bytes) -> str:
    intake = read_fhir("a.json", content, today=TODAY)

    assert intake.clients == ()
    (one,) = intake.faults
    return one.why.format_map(one.values)


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", "empty"),
        (b" \n ", "empty"),
        (b"{", "line 1, column 2"),
        (b'{"resourceType": "Bundle",\n "type": }', "line 2, column 10"),
        (b"name,birth\nPeggy,1942", "cannot be read as JSON"),
        (b"\xff\xd8\xff\xe0 photograph", "photograph"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (b"%PDF-1.7", "PDF"),
        (b"PK\x03\x04", "zip"),
        (gzip.compress(b"{}", mtime=0), "gzip"),
        (b'<?xml version="1.0"?><Bundle xmlns="http://hl7.org/fhir"/>', "XML"),
        (b'{"a": NaN}', "NaN"),
        (b'{"a": 1, "a": 2}', "twice"),
        (b'{"a": ' + b"9" * 5000 + b"}", "5000 figures"),
        (b'{"a": 1e99999999999999999999}', "too large"),
        (b"[" * 100_000, "nested"),
        (b'{"a":' * 100_000, "nested"),
        (b'{"resourceType":"Patient"}\n{"resourceType":"Patient"}', "line 2 on each line is a resource"),
        (b'{"resourceType":"Patient"}\nand more', "goes on at line 2"),
        (b'{"a": "\x00"}', "line 1"),
        (b"\xc3\x28" * 20, "not a text file"),
        (b"[]", "resourceType"),
        (b"null", "resourceType"),
        (b'"Bundle"', "resourceType"),
        (b'{"hello": 1}', "resourceType"),
    ],
)
def test_what_is_not_a_fhir_file_gets_a_plain_word(content: bytes, word: str) -> None:
    assert word in refused(content)


def test_a_file_over_the_limit_is_not_read() -> None:
    intake = read_fhir("a.json", b" " * 2_000_001, today=TODAY, most_bytes=2_000_000)

    assert "2 MB" in intake.faults[0].why.format_map(intake.faults[0].values)


def test_a_file_with_a_byte_order_mark_or_in_utf_16_is_read() -> None:
    text = json.dumps(bundle(patient()))

    assert read_fhir("a.json", text.encode("utf-8-sig"), today=TODAY).is_whole
    assert read_fhir("a.json", text.encode("utf-16"), today=TODAY).is_whole


@pytest.mark.parametrize(
    ("value", "word"),
    [
        ({"resourceType": "Observation"}, "single Observation"),
        ({"resourceType": "Bundle", "type": "history"}, "history"),
        ({"resourceType": "Bundle"}, "type"),
        (bundle(), "Nobody"),
        (bundle(about("Condition", code=coded("COPD"))), "Nobody"),
    ],
)
def test_a_file_that_is_about_nobody_is_refused(value: Any, word: str) -> None:
    (wrong,) = read(value).faults

    assert word in wrong.why.format_map(wrong.values)


@pytest.mark.parametrize(
    ("resource", "version"),
    [
        (about("Condition", code=coded("COPD"), clinicalStatus="active"), "STU3"),
        (about("AllergyIntolerance", code=coded("Latex"), verificationStatus="confirmed"), "STU3"),
        (about("MedicationStatement", taken="y"), "STU3"),
        (about("MedicationStatement", wasNotTaken=False), "DSTU2"),
        ({"resourceType": "MedicationOrder"}, "DSTU2"),
        (about("Goal", status="accepted"), "STU3"),
        (about("Observation", comment="x"), "STU3"),
        (about("MedicationRequest", medication={"concept": coded("Ramipril")}), "R5"),
        (about("Encounter", **{"class": [coded("inpatient")]}), "R5"),
        (about("Encounter", actualPeriod={"start": "2026"}), "R5"),
        (about("AllergyIntolerance", type=coded("allergy")), "R5"),
        (
            about("Procedure", meta={"profile": ["https://fhir.hl7.org.uk/STU3/StructureDefinition/CareConnect"]}),
            "STU3",
        ),
    ],
)
def test_another_version_of_fhir_is_recognised_by_its_shape(resource: dict[str, Any], version: str) -> None:
    wrong = fault(patient(), resource, about("Condition", "b", clinicalStatus="active"))

    assert wrong.values["version"] == version
    assert "R4" in wrong.why


def test_every_fault_is_named_with_path_field_and_line() -> None:
    wrong = patient(birthDate="1942-02-30", gender=7, telecom="0128449")
    wrong["name"][0]["given"] = "Margaret"

    faults = {one.field: one for one in read(bundle(wrong)).faults}

    assert set(faults) == {"birthDate", "gender", "telecom", "given"}
    assert faults["given"].where == "entry[0].resource.name[0].given"
    lines = json.dumps(bundle(wrong), indent=1).splitlines()
    assert all(one.line and f'"{name}"' in lines[one.line - 1] for name, one in faults.items())


def test_one_fault_keeps_everything_out() -> None:
    intake = read(bundle(patient(), observation("29463-7", 70, "kg"), about("Condition", code="COPD")))

    assert intake.clients == ()
    with pytest.raises(RuleBroken):
        intake.to_take()


def test_the_same_resource_twice_counts_once_and_two_under_one_name_are_refused() -> None:
    weight = observation("29463-7", 70, "kg")

    intake = read(bundle(patient(), weight, weight))

    assert len(intake.to_take()[0].observations) == 1
    assert aside(intake)["Observation"][1] == 1
    assert fault(patient(), weight, {**weight, "status": "amended"}).field == "id"


def test_an_entry_that_asks_to_delete_is_refused() -> None:
    value = bundle(patient())
    value["entry"].append({"request": {"method": "DELETE", "url": "Patient/peggy"}})

    assert read(value).faults[0].field == "method"


@pytest.mark.parametrize("text", ["a\u0000b", "\ud800", "x" * 500])
def test_text_that_cannot_be_stored_is_a_fault(text: str) -> None:
    assert fault(patient(gender=text)).field == "gender"


def test_kinds_nobody_foresaw_are_counted_and_named() -> None:
    intake = read(bundle(patient(), {"resourceType": "BodyStructure"}, {"resourceType": "Practitioner"}))

    assert set(aside(intake)) == {"BodyStructure", "Practitioner"}


def test_references_in_a_circle_end() -> None:
    role = {"resourceType": "PractitionerRole", "id": "r", "practitioner": {"reference": "PractitionerRole/r"}}
    met = about("Encounter", status="finished", participant=[{"individual": {"reference": "PractitionerRole/r"}}])

    assert read(bundle(patient(generalPractitioner=[{"reference": "PractitionerRole/r"}]), role, met)).is_whole
