"""The kinds of care a neighbourhood team gives: how long, what is done, what is measured, who may do it."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.visit import Urgency

BP = ("systolic", "diastolic")


@dataclass(frozen=True)
class Vital:
    """A measurement as it lies with most people: ``spread`` from one visit to the next, ``least`` and ``most`` ever."""

    kind: str
    usual: float
    spread: float
    least: float
    most: float
    decimals: int = 0


@dataclass(frozen=True)
class Kind:
    """``tasks`` as they stand on the plan, each with what it measures."""

    minutes: int
    tasks: tuple[tuple[str, tuple[str, ...]], ...]
    vitals: tuple[Vital, ...] = ()
    needs: str = ""
    """The competence whoever goes must have shown."""
    by_nurse: bool = True
    """Not for a healthcare assistant or a student."""
    fixed: bool = False
    """At its time, give or take half an hour."""
    urgency: Urgency = Urgency.MAY_MOVE
    why: str = ""
    noted: float = 0.8
    """How many of these visits leave a note."""


GLUCOSE = Vital("glucose", 9.2, 1.9, 4.6, 16.9, 1)
WEIGHT = Vital("weight", 68.0, 0.3, 38, 130, 1)
SYSTOLIC, DIASTOLIC = Vital("systolic", 134, 7, 104, 172), Vital("diastolic", 76, 5, 56, 94)
PULSE = Vital("pulse", 74, 5, 52, 104)
SATS, BREATHS = Vital("oxygen-saturation", 95, 1, 88, 98), Vital("respiratory-rate", 18, 1.4, 13, 25)
WARMTH = Vital("temperature", 36.6, 0.2, 36.0, 37.6, 1)

MUST, MOVE, CALL = Urgency.MUST_BE_TODAY, Urgency.MAY_MOVE, Urgency.A_CALL_WILL_DO

KINDS: Mapping[str, Kind] = {
    "insulin": Kind(
        20,
        (("Blood glucose before insulin", ("glucose",)), ("Insulin as on the chart in the house", ())),
        (GLUCOSE,),
        needs="Insulin",
        fixed=True,
        urgency=MUST,
        why="Insulin before the meal",
        noted=0.6,
    ),
    "leg-ulcer": Kind(
        40,
        (("Leg ulcer: wash, look, dress", ()), ("Compression bandage", ()), ("Toes and foot pulses", ())),
        needs="Compression bandaging",
        why="Bandage lasts until the next visit",
    ),
    "wound": Kind(30, (("Wound dressing", ()), ("Look at the skin around it", ())), needs="Wound care"),
    "pressure": Kind(
        35,
        (("Pressure ulcer dressing", ()), ("Skin from head to heels", ()), ("Mattress and cushion working", ())),
        needs="Wound care",
    ),
    "catheter": Kind(
        30,
        (("Catheter: drainage, bag, strap, skin", ()), ("Bladder washout as on the chart", ())),
        needs="Catheter care",
    ),
    "personal": Kind(
        45,
        (("Wash and dress", ()), ("Skin looked at", ()), ("Breakfast and a drink within reach", ())),
        by_nurse=False,
        why="Cannot get up without help",
        urgency=MUST,
        noted=0.55,
    ),
    "full-care": Kind(
        55,
        (("Wash and dress in bed", ()), ("Hoist to the chair", ()), ("Skin from head to heels", ())),
        by_nurse=False,
        why="Cannot get up without help",
        urgency=MUST,
        noted=0.55,
    ),
    "evening": Kind(
        30,
        (("Help to bed", ()), ("Evening medicines from the blister pack", ())),
        by_nurse=False,
        why="Cannot get to bed without help",
        urgency=MUST,
        noted=0.45,
    ),
    "medicines": Kind(
        15,
        (("Medicines from the blister pack, seen taken", ()),),
        by_nurse=False,
        noted=0.5,
        urgency=MUST,
        why="Forgets without somebody there",
    ),
    "parkinson": Kind(
        20,
        (("Parkinson's medicine on the minute", ()), ("Swallowing and movement", ())),
        fixed=True,
        urgency=MUST,
        why="Time-critical medicine",
    ),
    "heart": Kind(
        30,
        (
            ("Weight, same scales, before breakfast if possible", ("weight",)),
            ("Blood pressure and pulse", (*BP, "pulse")),
            ("Oxygen saturation", ("oxygen-saturation",)),
            ("Ankles, breath, nights", ()),
        ),
        (WEIGHT, SYSTOLIC, DIASTOLIC, PULSE, SATS),
    ),
    "breathing": Kind(
        35,
        (
            ("Oxygen saturation and breaths", ("oxygen-saturation", "respiratory-rate")),
            ("Pulse", ("pulse",)),
            ("Inhaler technique", ()),
        ),
        (Vital("oxygen-saturation", 91, 1, 87, 95), Vital("respiratory-rate", 21, 1.5, 16, 28), PULSE),
    ),
    "memory": Kind(40, (("How is the day going, food and drink seen", ()), ("Medicines counted", ())), by_nurse=False),
    "frailty": Kind(
        35,
        (("Weight", ("weight",)), ("Blood pressure", BP), ("Eating, drinking, falls since last time", ())),
        (WEIGHT, SYSTOLIC, DIASTOLIC),
        by_nurse=False,
    ),
    "diabetes": Kind(
        30,
        (("Blood glucose", ("glucose",)), ("Feet looked at, both", ()), ("Talk about food and tablets", ())),
        (GLUCOSE,),
    ),
    "reablement": Kind(
        45,
        (("Exercises as the physiotherapist left them", ()), ("Washes herself, nurse stands by", ())),
        by_nurse=False,
    ),
    "eye-drops": Kind(15, (("Eye drops as on the chart", ()),), by_nurse=False, fixed=True, noted=0.4, urgency=MUST),
    "injection": Kind(20, (("Injection as on the chart", ()), ("Injection sites looked at", ()))),
    "bowel": Kind(30, (("Bowels: chart, tummy, what was eaten", ()), ("Enema if the chart asks for it", ()))),
    "stoma": Kind(30, (("Stoma: bag changed together", ()), ("Skin around the stoma", ()))),
    "palliative": Kind(
        50,
        (
            ("Comfort: pain, breath, mouth, sleep", ()),
            ("Skin and position", ()),
            ("How is the family", ()),
        ),
        noted=1.0,
    ),
    "driver": Kind(
        50,
        (("Comfort: pain, breath, mouth", ()), ("Syringe driver: rate, volume left, site, battery", ())),
        needs="Syringe driver",
    ),
    "verification": Kind(
        110,
        (("Verification of death", ()), ("Driver and drugs counted", ()), ("Time with the family", ())),
        needs="Verification of death",
    ),
    "bereavement": Kind(60, (("Visit to the family", ()),)),
    "first-visit": Kind(75, (("First visit: what matters, who is there, what is in the house", ()),)),
    "feeding": Kind(30, (("Feeding tube: site, flush, pump", ()), ("Weight", ("weight",))), (WEIGHT,)),
    "support": Kind(40, (("Time to talk", ()), ("How does everybody in the house sleep", ())), by_nurse=False),
    "blood": Kind(15, (("Blood test", ()),), why="Sample has to be at the surgery by noon", fixed=True, noted=0.5),
}

VITALS: Mapping[str, Vital] = {
    vital.kind: vital for vital in (GLUCOSE, WEIGHT, SYSTOLIC, DIASTOLIC, PULSE, SATS, BREATHS, WARMTH)
}
"""For what a story measures beyond its kind of care."""
