"""The columns of a caseload as a table: what each is called, what goes in, and the template to fill in."""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum

from app.domain.folding import fold
from app.domain.words import N_


class CellKind(StrEnum):
    WORDS = "words"
    NOTE = "note"
    DATE = "date"
    YES_NO = "yes-no"
    NHS_NUMBER = "nhs-number"
    CHI = "chi"
    BSN = "bsn"
    NUMBER = "number"
    TELEPHONE = "telephone"
    EMAIL = "email"
    POSTCODE = "postcode"
    LIST = "list"
    ALLERGIES = "allergies"


@dataclass(frozen=True)
class Column:
    """``name`` stands in the first line of the file; ``label`` and ``hint`` are for the page that explains it."""

    name: str
    label: str
    example: str
    kind: CellKind = CellKind.WORDS
    required: bool = False
    hint: str = ""


COLUMNS: tuple[Column, ...] = (
    Column("family_name", N_("Family name"), "Ashby", required=True),
    Column("given_names", N_("Given names"), "Margaret Rose", required=True),
    Column("preferred_name", N_("The name they like"), "Peggy"),
    Column("title", N_("Title"), "Mrs"),
    Column("birth_date", N_("Date of birth"), "24/11/1942", CellKind.DATE, True, N_("The day first.")),
    Column("gender", N_("Gender, in their words"), "female"),
    Column("nhs_number", N_("NHS number"), "999 000 0018", CellKind.NHS_NUMBER),
    Column("chi_number", N_("CHI number"), "", CellKind.CHI),
    Column("bsn", N_("BSN"), "", CellKind.BSN),
    Column("local_number", N_("Your own number for them"), "C-0117", CellKind.NUMBER),
    Column("address_line_1", N_("Address, first line"), "3 Well Street"),
    Column("address_line_2", N_("Address, second line"), ""),
    Column("town", N_("Town"), "Bury St Edmunds"),
    Column("county", N_("County"), "Suffolk"),
    Column("postcode", N_("Postcode"), "IP33 1AA", CellKind.POSTCODE),
    Column("telephone", N_("Telephone at home"), "01284 496001", CellKind.TELEPHONE),
    Column("mobile", N_("Mobile telephone"), "07700 900123", CellKind.TELEPHONE),
    Column("email", N_("Email"), "peggy@example.org", CellKind.EMAIL),
    Column("language", N_("Language"), "English"),
    Column("interpreter", N_("Needs an interpreter"), "no", CellKind.YES_NO, hint=N_("Yes, no, or empty.")),
    Column("gp_practice", N_("GP practice"), "Angel Hill Surgery"),
    Column("gp_code", N_("GP practice, ODS code"), "D83002"),
    Column("gp_doctor", N_("Named GP"), "Dr Okafor"),
    Column("gp_telephone", N_("GP practice, telephone"), "01284 496002", CellKind.TELEPHONE),
    Column("contact_name", N_("Somebody close: name"), "Susan Ashby"),
    Column("contact_relationship", N_("Somebody close: who they are"), "daughter"),
    Column("contact_telephone", N_("Somebody close: telephone"), "07700 900456", CellKind.TELEPHONE),
    Column("contact_next_of_kin", N_("Somebody close: next of kin"), "yes", CellKind.YES_NO),
    Column(
        "allergies",
        N_("Allergies"),
        "Penicillin (rash); Latex",
        CellKind.ALLERGIES,
        hint=N_("Separated by semicolons, the reaction in brackets. “None known”, or empty when nobody asked."),
    ),
    Column("conditions", N_("Conditions"), "COPD; Type 2 diabetes", CellKind.LIST, hint=N_("Separated by semicolons.")),
    Column(
        "medicines",
        N_("Medicines as told"),
        "Ramipril 5 mg once a day; Salbutamol inhaler when needed",
        CellKind.LIST,
        hint=N_("Separated by semicolons. A list to reconcile, never authority to give."),
    ),
    Column("what_matters", N_("What matters to them"), "Being at home with the cat", CellKind.NOTE),
    Column("in_care_since", N_("In care since"), "01/03/2026", CellKind.DATE),
)

BY_NAME: Mapping[str, Column] = {column.name: column for column in COLUMNS}

OTHER_NAMES: Mapping[str, str] = {
    "surname": "family_name",
    "last name": "family_name",
    "first name": "given_names",
    "first names": "given_names",
    "forename": "given_names",
    "forenames": "given_names",
    "given name": "given_names",
    "known as": "preferred_name",
    "likes to be called": "preferred_name",
    "dob": "birth_date",
    "date of birth": "birth_date",
    "born": "birth_date",
    "nhs no": "nhs_number",
    "nhs": "nhs_number",
    "chi": "chi_number",
    "address": "address_line_1",
    "address 1": "address_line_1",
    "address 2": "address_line_2",
    "city": "town",
    "post code": "postcode",
    "phone": "telephone",
    "tel": "telephone",
    "mobile phone": "mobile",
    "e mail": "email",
    "gp": "gp_practice",
    "next of kin": "contact_name",
    "diagnoses": "conditions",
    "medication": "medicines",
    "medications": "medicines",
    "allergy": "allergies",
}
"""What spreadsheets call these columns anyway, folded."""

_KNOWN: Mapping[str, str] = {
    **OTHER_NAMES,
    **{fold(column.label): column.name for column in COLUMNS},
    **{fold(column.name): column.name for column in COLUMNS},
}


def column_of(heading: str) -> Column | None:
    """The column meant by a heading: its name, its label or a usual word for it, however it is written."""
    name = _KNOWN.get(fold(heading))
    return BY_NAME[name] if name else None


def did_you_mean(heading: str) -> str:
    """The name of the column nearest to a heading nobody knows; empty when none is near."""
    near = get_close_matches(fold(heading), _KNOWN, n=1, cutoff=0.7)
    return _KNOWN[near[0]] if near else ""


def template() -> str:
    """A CSV file to fill in: the columns, and one invented client to be written over."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(column.name for column in COLUMNS)
    writer.writerow(column.example for column in COLUMNS)
    return text.getvalue()
