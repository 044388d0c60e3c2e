"""Encounter, Goal and CarePlan: what happened elsewhere, and what others meant to do."""

from app.domain.intake import Concept, IncomingCarePlan, IncomingEncounter, IncomingGoal
from app.domain.words import N_
from app.exchange.fhir_in.bundle import Index
from app.exchange.fhir_in.common import concept, concepts, notes, period, status_word
from app.exchange.fhir_in.node import LONG, Node
from app.exchange.fhir_in.people import name_of

MISTAKE = N_("was entered by mistake, or called off")
NO_WORDS = N_("has neither words nor a code")


def read_encounter(node: Node, index: Index) -> IncomingEncounter | None:
    status = node.text("status")
    if status in ("entered-in-error", "cancelled"):
        node.reading.leave(node.kind, MISTAKE)
        return None
    setting = node.child("class")
    started, ended = period(node.child("period"))
    people = (name_of(one.child("individual"), node, index) for one in node.children("participant"))
    return IncomingEncounter(
        origin=node.origin,
        kinds=concepts(node, "type"),
        setting=(setting.text("code") or setting.text("display")) if setting else "",
        status=status,
        started=started,
        ended=ended,
        reasons=concepts(node, "reasonCode"),
        service=name_of(node.child("serviceProvider"), node, index),
        people=tuple(dict.fromkeys(name for name in people if name)),
    )


def read_goal(node: Node) -> IncomingGoal | None:
    status, told = node.text("lifecycleStatus"), concept(node.child("description"))
    if status == "entered-in-error" or not told.text:
        node.reading.leave(node.kind, MISTAKE if told.text else NO_WORDS)
        return None
    return IncomingGoal(
        origin=node.origin,
        description=told,
        status=status,
        achievement=status_word(node, "achievementStatus"),
        started=node.when("startDate"),
        target=", ".join(said for one in node.children("target") if (said := _target(one))),
        note=notes(node),
    )


def _target(node: Node) -> str:
    """What is to be reached and by when, in one line."""
    quantity = node.child("detailQuantity")
    number = quantity.number("value") if quantity else None
    amount = f"{number:f} {quantity.text('unit')}".strip() if quantity and number is not None else ""
    due = node.when("dueDate")
    measure = concept(node.child("measure")).text
    said = amount or node.text("detailString", most=LONG) or concept(node.child("detailCodeableConcept")).text
    return " ".join(part for part in (measure, said, f"({due.iso})" if due else "") if part)


def read_care_plan(node: Node, index: Index) -> IncomingCarePlan | None:
    status = node.text("status")
    title = node.text("title") or ", ".join(one.text for one in concepts(node, "category"))
    activities = tuple(said for one in node.children("activity") if (said := _activity(one, node, index)))
    description = node.text("description", most=LONG)
    if status == "entered-in-error" or not (title or activities or description):
        node.reading.leave(node.kind, MISTAKE if status == "entered-in-error" else NO_WORDS)
        return None
    started, ended = period(node.child("period"))
    return IncomingCarePlan(
        origin=node.origin,
        title=title,
        status=status,
        intent=node.text("intent"),
        started=started,
        ended=ended,
        activities=activities,
        goals=_said(node, "goal", "description", index),
        addresses=_said(node, "addresses", "code", index),
        note="\n".join(part for part in (description, notes(node)) if part),
    )


def _activity(node: Node, plan: Node, index: Index) -> str:
    detail = node.child("detail")
    if detail is None:
        reference = node.child("reference")
        found = index.resolve(reference, plan)
        told = concept(found.child("code")).text if found is not None else ""
        return told or (reference.text("display") if reference else "")
    if detail.flag("doNotPerform") or detail.text("status") == "entered-in-error":
        return ""
    told, said = concept(detail.child("code")).text, detail.text("description", most=LONG)
    return f"{told}: {said}" if told and said else told or said


def _said(plan: Node, references: str, name: str, index: Index) -> tuple[str, ...]:
    """The words of the resources this plan points to."""
    found = []
    for reference in plan.children(references):
        there = index.resolve(reference, plan)
        told: Concept = concept(there.child(name)) if there is not None else Concept(reference.text("display"))
        if told.text:
            found.append(told.text)
    return tuple(found)
