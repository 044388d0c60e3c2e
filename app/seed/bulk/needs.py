"""What clients are visited for: the tasks, how long they take, how often and when, and what is written about it."""

from dataclasses import dataclass

from app.domain.measurement import MeasurementKind as Kind
from app.domain.visit import Urgency

EVERY_DAY = (0, 1, 2, 3, 4, 5, 6)
MORNING, NOON, LATE_MORNING, EVENING = 450, 720, 600, 1020
"""Minutes of the day."""


@dataclass(frozen=True)
class Need:
    """One reason to visit. ``share`` says how often a client has it, in a hundred."""

    name: str
    share: int
    minutes: int
    days: tuple[tuple[int, ...], ...]
    """Days of the week it may fall on, one of these."""
    times: tuple[int, ...]
    tasks: tuple[tuple[str, tuple[Kind, ...]], ...]
    problems: tuple[str, ...]
    """Codes of Omaha problems that go with it."""
    notes: tuple[str, ...]
    condition: str = ""
    medicine: tuple[str, str] = ("", "")
    urgency: Urgency = Urgency.MAY_MOVE
    why: str = ""


PRESSURE = (Kind.SYSTOLIC, Kind.DIASTOLIC, Kind.PULSE)
TWICE_A_WEEK, THRICE_A_WEEK = ((0, 3), (1, 4), (2, 5)), ((0, 2, 4), (1, 3, 5))
ONCE_A_WEEK = ((0,), (1,), (2,), (3,), (4,))

NEEDS = (
    Need(
        "insulin",
        11,
        20,
        (EVERY_DAY,),
        (MORNING, EVENING),
        (
            ("Glucose before breakfast or supper", (Kind.GLUCOSE,)),
            ("Insulin as authorised, look at the site", ()),
            ("Feet looked at", ()),
        ),
        ("42", "29"),
        (
            "Had eaten well, no hypo since yesterday.",
            "Glucose higher after a birthday tea.",
            "Site on the left thigh sound.",
            "Felt shaky at ten last night and took two biscuits.",
            "Needles nearly out, ordered more.",
        ),
        "Type 2 diabetes",
        ("Insulin glargine 100 units/mL", "as on the authorisation in the house"),
        Urgency.MUST_BE_TODAY,
        "insulin",
    ),
    Need(
        "leg",
        17,
        35,
        THRICE_A_WEEK,
        (LATE_MORNING,),
        (("Dressing of the leg changed", ()), ("Compression from toes to knee", ()), ("Skin around it looked at", ())),
        ("26", "29"),
        (
            "Less fluid than on Monday, edges pink.",
            "Bandage had slipped, wrapped anew.",
            "Smaller by about half a centimetre.",
            "Itches at night, cream left for her.",
            "Some green on the dressing, swab spoken of with the practice.",
        ),
        "Venous leg ulcer",
    ),
    Need(
        "heart",
        14,
        20,
        TWICE_A_WEEK,
        (LATE_MORNING,),
        (
            ("Blood pressure and pulse, sitting", PRESSURE),
            ("Weight, same scales", (Kind.WEIGHT,)),
            ("Ankles and breath", ()),
        ),
        ("29", "42"),
        (
            "Sleeps on two pillows as before.",
            "Ankles a little thicker than last week.",
            "Walked to the shop and back.",
            "Short of breath on the stairs, practice knows.",
        ),
        "Heart failure",
        ("Furosemide 40 mg", "one in the morning"),
    ),
    Need(
        "tablets",
        13,
        15,
        (EVERY_DAY,),
        (MORNING,),
        (("Tablets from the blister pack", ()), ("Something to drink", ())),
        ("42", "23"),
        (
            "Took them with tea.",
            "Yesterday's evening ones were still in the pack.",
            "Asked twice what the white one is for.",
        ),
        "",
        ("Amlodipine 5 mg", "one in the morning"),
    ),
    Need(
        "parkinson",
        5,
        20,
        (EVERY_DAY,),
        (MORNING, NOON, EVENING),
        (("Tablets on the minute", ()), ("Standing up and walking, with the frame", ())),
        ("27", "42"),
        (
            "Stiff until half past nine.",
            "Good morning, walked to the window alone.",
            "Tablets ten minutes late, slow all day.",
        ),
        "Parkinson's",
        ("Co-careldopa 25/100", "one at each time"),
        Urgency.MUST_BE_TODAY,
        "tablets on the minute",
    ),
    Need(
        "catheter",
        9,
        25,
        ONCE_A_WEEK,
        (LATE_MORNING,),
        (("Catheter and bag looked at", ()), ("Enough to drink", ()), ("Temperature", (Kind.TEMPERATURE,))),
        ("46",),
        ("Clear, no pain.", "Bag changed, next change on the calendar in the hall.", "Leaks a little when she coughs."),
        "Long-term urinary catheter",
    ),
    Need(
        "washing",
        8,
        40,
        (EVERY_DAY, (0, 2, 4, 6)),
        (MORNING,),
        (("Wash and dress, as much as possible alone", ()), ("Skin on heels and sacrum", ())),
        ("38", "26"),
        ("Did face and arms alone.", "Tired, did most of it together.", "Heels sound, cushion in place."),
    ),
    Need(
        "breathing",
        8,
        20,
        TWICE_A_WEEK,
        (LATE_MORNING,),
        (
            ("Saturation and breaths a minute", (Kind.OXYGEN_SATURATION, Kind.RESPIRATORY_RATE)),
            ("Inhaler, shown once more", ()),
        ),
        ("28", "39"),
        (
            "Coughs less since the new inhaler.",
            "Window open, feels better for it.",
            "Smoked two today, says so himself.",
        ),
        "COPD",
        ("Tiotropium inhaler", "one puff in the morning"),
    ),
    Need(
        "end",
        5,
        40,
        (EVERY_DAY,),
        (LATE_MORNING,),
        (("Pain, sickness and sleep asked", ()), ("Mouth and skin", ()), ("A word with the family", ())),
        ("24", "11"),
        (
            "Comfortable, daughter slept in the chair.",
            "Pain at night, spoken with the practice.",
            "Would like the bed by the window.",
        ),
        "Cancer, care at the end of life",
        ("Morphine oral solution 10 mg/5 mL", "as written on the chart"),
        Urgency.MUST_BE_TODAY,
        "end of life",
    ),
    Need(
        "mood",
        6,
        30,
        ONCE_A_WEEK,
        (LATE_MORNING,),
        (("How the week was", ()), ("What helps, what does not", ())),
        ("12", "07"),
        ("Went to the lunch club on Thursday.", "Has not been out since Sunday.", "Son rings every evening now."),
        "Low mood",
    ),
    Need(
        "nutrition",
        4,
        15,
        ONCE_A_WEEK,
        (LATE_MORNING,),
        (("Weight", (Kind.WEIGHT,)), ("What was eaten this week", ())),
        ("35",),
        ("Eats better in company.", "Half a kilo less, soups with cream advised.", "Teeth hurt, dentist rung."),
    ),
)
SELDOM = Need(
    "seldom",
    0,
    25,
    ((0,), (1,), (2,), (3,), (4,)),
    (NOON,),
    (("Vitamin B12 by injection", ()), ("Blood pressure and pulse, sitting", PRESSURE)),
    ("30",),
    ("Given in the left arm, no trouble.", "Next one in the calendar."),
    "Pernicious anaemia",
    ("Hydroxocobalamin 1 mg", "every five weeks"),
    Urgency.A_CALL_WILL_DO,
)
"""Every five weeks: somebody has so few visits that a page of hers can be held against one of many."""
