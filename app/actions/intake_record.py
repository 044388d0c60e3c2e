"""What others have written about a person, as rows: as told, never as authority for anything."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from app.actions.intake_read import home_of
from app.actions.intake_rows import Rows
from app.actions.measurement import plain
from app.domain.intake import (
    Concept,
    Denies,
    IncomingAllergy,
    IncomingClient,
    IncomingCondition,
    IncomingMedicine,
    IncomingObservation,
    ObservedValue,
    Origin,
)
from app.domain.visit import EntryKind
from app.domain.when import When
from app.models import Allergy, Condition, Entry, Measurement, Medicine

STOPPED = ("completed", "stopped", "cancelled", "not-taken", "ended")
NOTHING: Mapping[str, str] = {}
OVER = ("inactive", "remission", "resolved")


def add_record(rows: Rows, client_id: UUID, told: IncomingClient) -> None:
    for condition in told.conditions:
        _condition(rows, client_id, condition)
    for allergy in told.allergies:
        _allergy(rows, client_id, allergy)
    for medicine in told.medicines:
        _medicine(rows, client_id, medicine)
    for observation in told.observations:
        _observation(rows, client_id, observation)
    _entries(rows, client_id, told)


def _condition(rows: Rows, client_id: UUID, told: IncomingCondition) -> None:
    ended = said(told.abatement, told.abatement_told)
    is_over = told.clinical_status in OVER or bool(ended)
    code = told.concept.codes[0] if told.concept.codes else None
    rows.add(
        Condition,
        client_id=client_id,
        name=told.concept.text,
        since_told=said(told.onset, told.onset_told),
        code=code.code if code else "",
        recorded_by=rows.by,
        at=rows.now,
        ended_at=rows.now if is_over else None,
        ended_why=_joined((told.clinical_status, ended), " ") if is_over else "",
        origin=rows.origin(
            told.origin, system=code.system if code else "", verification=told.verification, note=told.note
        ),
    )


def _allergy(rows: Rows, client_id: UUID, told: IncomingAllergy) -> None:
    if told.denies is not Denies.NOTHING:
        _entry(rows, client_id, told.origin, told.recorded, (told.substance.text, told.note))
        return
    reactions = [_joined((one.manifestation, one.note), ": ") for one in told.reactions]
    severity = next((one.severity for one in told.reactions if one.severity), "") or told.criticality
    rows.add(
        Allergy,
        client_id=client_id,
        substance=told.substance.text,
        reaction=_joined(reactions, "; "),
        severity=severity,
        recorded_by=rows.by,
        at=rows.now,
        ended_at=None if told.counts else rows.now,
        ended_why="" if told.counts else told.clinical_status,
        origin=rows.origin(
            told.origin,
            verification=told.verification,
            since=said(told.onset, ""),
            note=told.note,
        ),
    )


def _medicine(rows: Rows, client_id: UUID, told: IncomingMedicine) -> None:
    """Stopped ones are kept as stopped. One that must not be given says so before anything else."""
    is_over = told.status in STOPPED or bool(told.ended and told.ended.first < rows.today)
    dose = _joined(
        (
            "NOT to be taken or given (as told)" if told.not_to_take else "",
            told.dosage,
            "as needed" if told.as_needed and "as needed" not in told.dosage.lower() else "",
        ),
        "; ",
    )
    rows.add(
        Medicine,
        client_id=client_id,
        name=told.medicine.text,
        dose=dose,
        told_by=told.by,
        recorded_by=rows.by,
        at=rows.now,
        ended_at=rows.now if is_over else None,
        ended_why=_joined((told.status, said(told.ended, "")), " ") if is_over else "",
        origin=rows.origin(
            told.origin,
            status=told.status,
            since=said(told.started or told.written, ""),
            reason=told.reason,
            note=told.note,
            dosage="composed" if told.dosage_is_composed else "",
        ),
    )


def _observation(rows: Rows, client_id: UUID, told: IncomingObservation) -> None:
    """A value with a time is a measurement; one without a time, or words without a value, is a line in the timeline."""
    if told.at is None or not told.values:
        texts = [_joined((one.concept.text, _words(one)), ": ") for one in told.values]
        _entry(rows, client_id, told.origin, told.at, (told.concept.text, *texts, told.note))
        return
    at = rows.instant(told.at)
    for value in told.values:
        _value(rows, client_id, told, value, at)


def _value(rows: Rows, client_id: UUID, told: IncomingObservation, value: ObservedValue, at: datetime) -> None:
    """A kind we know in our unit, with what was written beside it; any other with its value, unit and code."""
    ours = value.measured
    code = value.concept.codes[0] if value.concept.codes else None
    rows.add(
        Measurement,
        client_id=client_id,
        kind=ours.kind.value if ours else code.code if code else value.concept.text,
        label=value.concept.text,
        value=plain(ours.value) if ours else _words(value, with_unit=False),
        unit=ours.unit if ours else value.unit_code or value.unit,
        written_value=plain(ours.original_value) if ours else _words(value, with_unit=False),
        written_unit=ours.original_unit if ours else value.unit or value.unit_code,
        taken_at=at,
        received_at=rows.now,
        author=None,
        origin=rows.origin(
            told.origin,
            code=code.code if code else "",
            system=code.system if code else "",
            when=told.at.told if told.at else "",
            status="" if told.status == "final" else told.status,
            note=told.note,
        ),
    )


def _entries(rows: Rows, client_id: UUID, told: IncomingClient) -> None:
    for one in told.encounters:
        until = one.ended.iso if one.ended and one.started and _is_later(one.ended, one.started) else ""
        parts = (_texts(one.kinds), _texts(one.reasons), one.service, _joined(one.people, ", "))
        coded = {"status": one.status, "setting": one.setting, "until": until}
        _entry(rows, client_id, one.origin, one.started, parts, coded=coded)
    for goal in told.goals:
        what = (goal.description.text, goal.target, goal.note)
        coded = {"status": goal.status, "achievement": goal.achievement}
        _entry(rows, client_id, goal.origin, goal.started, what, kind=EntryKind.GOAL, coded=coded)
    for plan in told.care_plans:
        lists = (_joined(plan.activities, "; "), _joined(plan.goals, "; "), _joined(plan.addresses, "; "))
        about = (plan.title, *lists, plan.note)
        _entry(rows, client_id, plan.origin, plan.started, about, kind=EntryKind.GOAL, coded={"status": plan.status})
    _what_else(rows, client_id, told)


def _what_else(rows: Rows, client_id: UUID, told: IncomingClient) -> None:
    """Other names, addresses and practices that the record has no place for; nothing told is lost."""
    home = home_of(told)
    names = [_joined((one.use, one.prefix, one.whole), " ") for one in told.names if one is not told.name]
    addresses = [
        _joined((one.use, *one.lines, one.town, one.county, one.postcode or one.postcode_told, one.country), ", ")
        for one in told.addresses
        if one is not home
    ]
    practices = [_joined((one.name, one.doctor), ", ") for one in told.gp_practices[1:]]
    languages = [one.words or one.code for one in told.languages[1:]]
    parts = (*names, *addresses, *practices, *languages)
    if any(parts):
        _entry(rows, client_id, told.origin, None, parts)


def _entry(
    rows: Rows,
    client_id: UUID,
    origin: Origin,
    when: When | None,
    parts: Iterable[str],
    *,
    kind: EntryKind = EntryKind.IMPORTED,
    coded: Mapping[str, str] = NOTHING,
) -> None:
    """One line in the timeline. Without a date in the file it stands at the day it came in, and its origin says so.

    What the file says in codes stays beside the text, in the origin, and is put into words when it is shown.
    """
    rows.add(
        Entry,
        client_id=client_id,
        kind=kind.value,
        text=_joined(parts, "\n") or origin.kind,
        happened_at=rows.instant(when) if when else rows.now,
        received_at=rows.now,
        author=None,
        origin=rows.origin(origin, when=when.told if when else "not told", **coded),
    )


def said(when: When | None, told: str) -> str:
    return when.iso if when else told


def _is_later(ended: When, started: When) -> bool:
    return ended.first > started.first


def _words(value: ObservedValue, *, with_unit: bool = True) -> str:
    if value.number is None:
        return value.words
    number = f"{value.comparator}{plain(value.number)}"
    return _joined((number, value.unit or value.unit_code), " ") if with_unit else number


def _texts(concepts: Iterable[Concept]) -> str:
    return _joined((one.text for one in concepts), ", ")


def _joined(parts: Iterable[str], between: str) -> str:
    return between.join(part for part in parts if part)
