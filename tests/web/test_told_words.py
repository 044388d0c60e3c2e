"""What came with a file, or was kept by an edit, is said in words and days."""

from zoneinfo import ZoneInfo

from app.web.language import PSEUDO, spoken
from app.web.told_words import as_told, entry_facts, entry_kind, kept, number_system, since_told, value_shown

LONDON = ZoneInfo("Europe/London")


def test_codes_of_a_file_are_said_in_words_and_what_a_person_wrote_is_left_alone() -> None:
    assert as_told("resolved 2021-03-01") == "resolved 1 March 2021"
    assert as_told("not-taken") == "not taken"
    assert as_told("Moved to Leeds 2021") == "Moved to Leeds 2021"
    assert as_told("resolved 2021-13-01") == "resolved 2021-13-01", "no such month"
    assert (since_told("1942-11"), since_told("the war")) == ("November 1942", "the war")
    assert entry_facts({"setting": "AMB", "until": "2021-03-31"}) == "as an outpatient · until 31 March 2021"
    assert entry_facts({"achievement": "in-progress", "file": "a.json"}) == "in progress"
    assert (entry_kind("imported"), entry_kind("note")) == ("From a file", "Note")
    with spoken(PSEUDO):
        assert as_told("resolved").startswith("⟦")


def test_numbers_nobody_reads_are_shortened_and_written_ones_are_not() -> None:
    assert [value_shown(text) for text in ("6.212982014759749", "61.5", "36.85", "120", "<2", "9e999999999")] == [
        "6.21",
        "61.5",
        "36.85",
        "120",
        "<2",
        "9e999999999",
    ]
    assert number_system("http://hl7.org/fhir/sid/us-ssn") == "hl7.org/fhir/sid/us-ssn"
    assert number_system("nhs-number") == "NHS number"


def test_an_edit_names_people_words_and_moments() -> None:
    who = "01980000-0000-7000-8000-000000000001"
    shown = {
        ("membership_id", who): "Joanne Field",
        ("membership_id", None): "nobody yet",
        ("ring", "informal"): "Family, friends, neighbours",
        ("urgency", "must-be-today"): "Must be today",
        ("planned_at", "2026-07-01T08:15:00+00:00"): "1 Jul 2026, 09:15",
        ("day", "2026-07-01"): "1 July 2026",
        ("is_next_of_kin", False): "no",
        ("text", "other"): "other",
    }
    assert {(field, value): kept(value, field, LONDON, {who: "Joanne Field"}) for field, value in shown} == shown
    tasks = [{"id": "t1", "text": "Heel wound", "measures": []}, {"id": "t2", "text": "Weight", "measures": []}]
    assert kept(tasks, "tasks", LONDON, {}) == "Heel wound, Weight"
