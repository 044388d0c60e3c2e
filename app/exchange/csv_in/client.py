"""From one line of the table to one client, all of it or nothing."""

import re

from app.domain.folding import fold
from app.domain.identifier import Identifier, IdentifierKind
from app.domain.intake import (
    Concept,
    Contact,
    Denies,
    GpPractice,
    IncomingAddress,
    IncomingAllergy,
    IncomingClient,
    IncomingCondition,
    IncomingMedicine,
    Language,
    Origin,
    PersonName,
    Reaction,
    Telecom,
)
from app.domain.when import When
from app.domain.words import N_
from app.exchange.csv_in.line import Line

OLDEST = 130

NONE_KNOWN = ("none known", "no known allergies", "no known allergy", "nka", "nil known", "none", "nil", "no allergies")
NO_MEDICINE_KNOWN = ("nkda", "no known drug allergies", "no known drug allergy", "no known medicine allergies")
NOT_ASKED = ("unknown", "not known", "not asked", "not recorded", "n a", "na", "tbc")

_IN_BRACKETS = re.compile(r"(?P<substance>[^(]+)\((?P<reaction>.+)\)", re.DOTALL)


def read_client(line: Line) -> IncomingClient | None:
    """The client of a line; nothing when anything in it is wrong (the faults are then noted)."""
    before = len(line.notes.faults)
    line.required()
    origin = Origin(line.notes.file, line.notes.sheet, "row", line=line.row.line)
    birth, since = _past(line, "birth_date"), line.date("in_care_since")
    client = IncomingClient(
        origin=origin,
        names=_names(line),
        birth=birth,
        gender=line.words("gender"),
        identifiers=_identifiers(line),
        addresses=_addresses(line),
        telecoms=_telecoms(line),
        languages=tuple(Language("", words, True) for words in (line.words("language"),) if words),
        needs_interpreter=line.yes_no("interpreter"),
        contacts=_contacts(line),
        gp_practices=_gp_practices(line),
        conditions=tuple(IncomingCondition(origin, Concept(text)) for text in line.items("conditions")),
        allergies=_allergies(line, origin),
        medicines=tuple(IncomingMedicine(origin, Concept(text)) for text in line.items("medicines")),
        what_matters=line.words("what_matters"),
        in_care_since=since.day if since else None,
    )
    _check_dates(line, birth, since)
    return client if len(line.notes.faults) == before else None


def _past(line: Line, column: str) -> When | None:
    when = line.date(column)
    if when and when.first > line.today:
        line.wrong(column, N_("The birth date {date} is still to come."), date=when.iso)
    elif when and line.today.year - when.first.year > OLDEST:
        line.wrong(column, N_("Born {date}: nobody lives that long."), date=when.iso)
    return when


def _check_dates(line: Line, birth: When | None, since: When | None) -> None:
    if since and since.day is None:
        line.wrong("in_care_since", N_("Write the whole date, such as 01/03/2026."))
    elif since and birth and since.first < birth.first:
        line.wrong(
            "in_care_since", N_("In care since {since}, before being born {birth}."), since=since.iso, birth=birth.iso
        )
    elif since and since.first > line.today:
        line.look_at("in_care_since", N_("The care is to begin on {date}, which is still to come."), date=since.iso)


def _names(line: Line) -> tuple[PersonName, ...]:
    official = PersonName(
        use="official", prefix=line.words("title"), given=line.words("given_names"), family=line.words("family_name")
    )
    liked = line.words("preferred_name")
    return (official, PersonName(use="nickname", given=liked)) if liked else (official,)


def _identifiers(line: Line) -> tuple[Identifier, ...]:
    told = (
        line.identifier("nhs_number", IdentifierKind.NHS_NUMBER),
        line.identifier("chi_number", IdentifierKind.CHI),
        line.identifier("bsn", IdentifierKind.BSN),
        line.identifier("local_number", IdentifierKind.OTHER),
    )
    return tuple(number for number in told if number)


def _addresses(line: Line) -> tuple[IncomingAddress, ...]:
    lines = tuple(text for text in (line.words("address_line_1"), line.words("address_line_2")) if text)
    town, county = line.words("town"), line.words("county")
    postcode, told = line.postcode("postcode")
    if not (lines or town or county or told):
        return ()
    return (IncomingAddress(lines, town, county, postcode, told, use="home"),)


def _telecoms(line: Line) -> tuple[Telecom, ...]:
    told = (
        Telecom("phone", line.telephone("mobile"), "mobile"),
        Telecom("phone", line.telephone("telephone"), "home"),
        Telecom("email", line.email("email")),
    )
    return tuple(one for one in told if one.value)


def _contacts(line: Line) -> tuple[Contact, ...]:
    name, relationship = line.words("contact_name"), line.words("contact_relationship")
    number, is_next_of_kin = line.telephone("contact_telephone"), line.yes_no("contact_next_of_kin")
    if not name and (number or relationship or is_next_of_kin is not None):
        line.wrong("contact_name", N_("Something is told of a contact, but not who it is."))
    if not name:
        return ()
    numbers = (Telecom("phone", number),) if number else ()
    return (Contact(name, relationship, numbers, is_next_of_kin=bool(is_next_of_kin)),)


def _gp_practices(line: Line) -> tuple[GpPractice, ...]:
    name, code, doctor = line.words("gp_practice"), line.words("gp_code"), line.words("gp_doctor")
    number = line.telephone("gp_telephone")
    if not (name or code or doctor or number):
        return ()
    return (GpPractice(name, code, doctor, (Telecom("phone", number),) if number else ()),)


def _allergies(line: Line, origin: Origin) -> tuple[IncomingAllergy, ...]:
    """“Penicillin (rash); Latex”, or that none is known. “Unknown” says nothing, and says so to a nurse."""
    found = []
    for text in line.items("allergies"):
        said = fold(text)
        if said in NOT_ASKED:
            line.look_at(
                "allergies", N_("“{text}” does not say whether there is an allergy. Ask at the first visit."), text=text
            )
        elif said in NONE_KNOWN:
            found.append(IncomingAllergy(origin, Concept(text), denies=Denies.ALL))
        elif said in NO_MEDICINE_KNOWN:
            found.append(IncomingAllergy(origin, Concept(text), denies=Denies.MEDICINES))
        else:
            found.append(_allergy(text, origin))
    if len({allergy.denies is Denies.ALL for allergy in found}) > 1:
        line.wrong("allergies", N_("This says that no allergy is known, and names one as well."))
    return tuple(found)


def _allergy(text: str, origin: Origin) -> IncomingAllergy:
    parted = _IN_BRACKETS.fullmatch(text)
    substance, _, reaction = (parted["substance"], "", parted["reaction"]) if parted else text.partition(":")
    reactions = (Reaction(reaction.strip()),) if reaction.strip() else ()
    return IncomingAllergy(origin, Concept(substance.strip()), reactions)
