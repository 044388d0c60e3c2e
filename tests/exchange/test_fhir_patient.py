"""Who a FHIR file says the client is."""

import pytest

from app.domain.identifier import IdentifierKind
from tests.exchange.bundles import NHS, ODS, about, bundle, client, fault, patient, read


def test_a_patient_alone_is_enough() -> None:
    intake = read(patient())

    (peggy,) = intake.to_take()
    assert peggy.name.whole == "Margaret Rose Ashby"
    assert peggy.origin.kind == "Patient"


@pytest.mark.parametrize("kind", ["transaction", "collection", "searchset", "document", "batch"])
def test_every_bundle_that_holds_a_record_is_read(kind: str) -> None:
    assert read(bundle(patient(), type=kind)).is_whole


def test_the_name_they_like_stands_beside_the_name_of_record() -> None:
    official = patient()["name"][0]
    peggy = client(patient(name=[{"use": "nickname", "given": ["Peggy"]}, official, {"use": "old", "text": "M. Bell"}]))

    assert (peggy.name.whole, peggy.name.prefix, peggy.known_as) == ("Margaret Rose Ashby", "Mrs", "Peggy")


def test_a_right_nhs_number_is_taken_with_spaces_or_without() -> None:
    peggy = client(patient(identifier=[{"system": NHS, "value": "943 476 5919"}]))

    (number,) = peggy.identifiers
    assert (number.kind, number.is_valid, number.shown) == (IdentifierKind.NHS_NUMBER, True, "943 476 5919")


def test_a_wrong_nhs_number_keeps_the_file_out_and_is_named() -> None:
    wrong = fault(patient(identifier=[{"system": NHS, "value": "9434765918"}]))

    assert (wrong.where, wrong.field) == ("entry[0].resource.identifier[0].value", "value")
    assert "NHS number" in wrong.why


def test_two_different_nhs_numbers_are_a_fault_and_an_old_one_is_not_read() -> None:
    two = [{"system": NHS, "value": "9434765919"}, {"system": NHS, "value": "6541003238"}]

    assert fault(patient(identifier=two)).field == "identifier"
    assert len(client(patient(identifier=[two[0], {**two[1], "use": "old"}])).identifiers) == 1


def test_other_numbers_are_kept_with_their_system_and_a_bsn_is_checked() -> None:
    told = [
        {"system": "http://fhir.nl/fhir/NamingSystem/bsn", "value": "319072356"},
        {"system": "urn:x", "value": "A 1"},
    ]

    bsn, other = client(patient(identifier=told)).identifiers
    assert (bsn.kind, bsn.is_valid) == (IdentifierKind.BSN, True)
    assert (other.kind, other.system, other.is_valid) == (IdentifierKind.OTHER, "urn:x", False)


@pytest.mark.parametrize(("told", "iso"), [("1942", "1942"), ("1942-11", "1942-11"), ("1942-11-24", "1942-11-24")])
def test_a_birth_date_stays_as_precise_as_it_was_told(told: str, iso: str) -> None:
    birth = client(patient(birthDate=told)).birth

    assert birth and birth.iso == iso
    assert (birth.day is None) == (len(told) < 10)


@pytest.mark.parametrize(
    "told", ["1942-02-30", "24/11/1942", "2026-06-02", "1850-01-01", "1942-13", "-1942", "0000", 1942]
)
def test_an_impossible_birth_date_is_a_fault(told: object) -> None:
    assert fault(patient(birthDate=told)).field == "birthDate"


def test_no_birth_date_is_a_remark_and_no_name_a_fault() -> None:
    nameless = patient()
    del nameless["birthDate"]
    intake = read(nameless)

    assert intake.is_whole
    assert [remark.field for remark in intake.remarks] == ["birthDate"]
    assert fault(patient(name=[])).field == "name"


def test_a_death_is_taken_and_must_lie_between_birth_and_today() -> None:
    dead = client(patient(deceasedDateTime="2026-05-03T21:10:00+01:00"))

    assert dead.is_dead and dead.died and dead.died.iso == "2026-05-03"
    assert client(patient(deceasedBoolean=True)).is_dead
    assert fault(patient(deceasedDateTime="1941-01-01")).field == "deceasedDateTime"
    assert fault(patient(deceasedDateTime="2027-01-01")).field == "deceasedDateTime"


def test_addresses_and_numbers_still_in_use_are_taken_with_the_postcode_in_its_normal_form() -> None:
    home = {"use": "home", "line": ["3 Well Street"], "city": "Bury St Edmunds", "postalCode": "ip331aa"}
    old = {"use": "home", "line": ["1 Elsewhere"], "period": {"end": "2019"}}
    numbers = [
        {"system": "phone", "value": "01284 496001", "rank": 2},
        {"system": "phone", "value": "07700 900123", "use": "mobile", "rank": 1},
        {"system": "phone", "value": "01284 000000", "use": "old"},
    ]

    peggy = client(patient(address=[home, old], telecom=numbers))

    (address,) = peggy.addresses
    assert (address.postcode, address.postcode_told, address.town) == ("IP33 1AA", "ip331aa", "Bury St Edmunds")
    assert [one.value for one in peggy.telecoms] == ["07700 900123", "01284 496001"]


@pytest.mark.parametrize(
    ("extension", "needs"),
    [
        ({"url": "http://hl7.org/fhir/StructureDefinition/patient-interpreterRequired", "valueBoolean": True}, True),
        (
            {
                "url": "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NHSCommunication",
                "extension": [{"url": "interpreterRequired", "valueBoolean": False}],
            },
            False,
        ),
        ({"url": "http://example.org/other", "valueBoolean": True}, None),
    ],
)
def test_the_need_of_an_interpreter_is_yes_no_or_not_said(extension: dict[str, object], needs: bool | None) -> None:
    told = {"language": {"coding": [{"system": "urn:ietf:bcp:47", "code": "pl"}], "text": "Polish"}, "preferred": True}
    peggy = client(patient(extension=[extension], communication=[told]))

    assert peggy.needs_interpreter is needs
    assert (peggy.languages[0].code, peggy.languages[0].is_preferred) == ("pl", True)


def test_contacts_come_from_the_patient_and_from_related_persons() -> None:
    daughter = {
        "relationship": [{"coding": [{"code": "N", "display": "Next-of-Kin"}]}],
        "name": {"given": ["Susan"], "family": "Ashby"},
        "telecom": [{"system": "phone", "value": "07700 900456"}],
    }
    neighbour = about("RelatedPerson", name=[{"text": "Jean Pryke"}], relationship=[{"text": "neighbour"}])

    first, second = client(patient(contact=[daughter, {"gender": "male"}]), neighbour).contacts

    assert (first.name, first.is_next_of_kin, first.telecoms[0].value) == ("Susan Ashby", True, "07700 900456")
    assert (second.name, second.relationship, second.is_next_of_kin) == ("Jean Pryke", "neighbour", False)


def test_the_gp_practice_is_found_in_the_file_or_in_the_words_beside_the_reference() -> None:
    practice = {
        "resourceType": "Organization",
        "id": "angel",
        "name": "Angel Hill Surgery",
        "identifier": [{"system": ODS, "value": "D83002"}],
    }
    doctor = {"resourceType": "Practitioner", "id": "dr", "name": [{"prefix": ["Dr"], "family": "Okafor"}]}
    named = [{"reference": "Organization/angel"}, {"reference": "Practitioner/dr"}]

    (found,) = client(patient(generalPractitioner=named), practice, doctor).gp_practices
    (said,) = client(patient(generalPractitioner=[{"display": "Angel Hill Surgery"}])).gp_practices

    assert (found.name, found.code, found.doctor) == ("Angel Hill Surgery", "D83002", "Dr Okafor")
    assert said.name == "Angel Hill Surgery"


def test_a_modifier_on_the_person_is_never_ignored() -> None:
    assert (
        fault(patient(modifierExtension=[{"url": "http://example.org/not-this-person"}])).field == "modifierExtension"
    )


def test_a_record_no_longer_in_use_comes_in_with_a_remark() -> None:
    for more in ({"active": False}, {"link": [{"type": "replaced-by", "other": {"reference": "Patient/other"}}]}):
        intake = read(bundle(patient(**more)))

        assert intake.is_whole
        assert [remark.field for remark in intake.remarks] == ["active"]
