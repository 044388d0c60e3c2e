"""Somebody who comes this week, and somebody who was in hospital and is back."""

from app.seed.neighbourhood.client import family, formal
from app.seed.neighbourhood.story import Changed, Joined, Noted, Rated, Status, Story, Visited

FIRST = (
    ("First visit: what matters, who is there, what is in the house", ()),
    ("Blood pressure", ("systolic", "diastolic")),
    ("Medicines compared with the discharge letter", ()),
    ("Allergies asked", ()),
)

ANTHONY: Story = (
    Noted(
        "ago 2 14:05",
        "Ward sister by telephone. S: home today by hospital car. B: stroke three weeks ago, left arm weak, "
        "walks with a stick, new apixaban. A: lives alone, second floor, lift. R: first visit within two days, blood "
        "pressure and tablets; therapists come next week.",
    ),
    Joined("ago 2 14:15", family("Gary Wix", "Brother, Sudbury", 3, "Brought him shopping", kin=True)),
    Joined("ago 2 14:18", formal("Stroke early discharge team", "Therapists")),
    Noted(
        "ago 1 10:20",
        "Rang him. Speech a little slow, quite clear. Has slept, had toast, Gary comes at noon. Knows that we "
        "come and at what time. Lift works, press 6, wait: he needs a while to the door.",
    ),
    Visited("ago -1 10:00", "first-visit", "", tasks=FIRST, minutes=75, planned="ago 1 10:35"),
)

ARTHUR: Story = (
    Visited(
        "-8 Thu 11:40",
        "breathing",
        "Sats {oxygen_saturation} on 2 litres, his usual. Played a hand of cribbage to see how "
        "long he can talk: eleven minutes.",
        {"oxygen-saturation": "89", "respiratory-rate": "22", "pulse": "88"},
    ),
    Visited(
        "-5 Mon 11:40",
        "breathing",
        "Sputum yellow. Temperature normal. Rescue pack talked through, to start if green.",
        {"oxygen-saturation": "88", "respiratory-rate": "24", "pulse": "92"},
    ),
    Visited(
        "-5 Thu 11:40",
        "breathing",
        "Green since last night, started the pack this morning by himself, rang us: well done. Surgery told.",
        {"oxygen-saturation": "87", "respiratory-rate": "26", "pulse": "98"},
    ),
    Visited(
        "-4 Thu 02:10",
        "breathing",
        "Tina rang 01:35. Sitting forward, single words, lips blue. S: sats 79 on 2 litres, "
        "breaths 34. B: very severe COPD, day 7 of the pack. A: tiring. R: 999 rung 02:14, here 02:31. ReSPECT form "
        "went with him: hospital yes, ventilator no. Oxygen off the gas fire side, fire out.",
        {"oxygen-saturation": "79", "respiratory-rate": "34", "pulse": "124"},
        called_out=True,
        unsafe=True,
        minutes=50,
    ),
    Status("-4 Thu 03:05", "paused", "In hospital: COPD, infection"),
    Noted("-4 Thu 09:30", "Ward: on a mask, antibiotics by drip, awake, asking for his cards. Huddle told."),
    Noted(
        "-3 Tue 15:20",
        "Tina: off the mask, walks to the toilet. Ward plans Friday. Asked them for the letter before he comes.",
    ),
    Status("-3 Fri 15:40", "active", "Home from hospital"),
    Visited(
        "-3 Fri 16:20",
        "breathing",
        "Home an hour. Thinner, pleased. Oxygen 2 litres as before. New: prednisolone 5 mg, letter "
        "read together, old doxycycline taken back. Tina stays two nights.",
        {"oxygen-saturation": "90", "respiratory-rate": "22", "pulse": "90"},
        planned="-3 Fri 15:50",
    ),
    Changed(
        "-3 Fri 17:00", "Tina Youngman", {"hours_a_week": 16, "helps_with": "Stays nights for now; washing, dinners"}
    ),
    Visited(
        "-2 Mon 11:40",
        "breathing",
        "Weaker, stairs not at all: bed downstairs from today, Colin carried the mattress. New "
        "rescue pack asked for at the surgery.",
        {"oxygen-saturation": "90", "respiratory-rate": "23", "pulse": "86"},
    ),
    Rated("-2 Mon 12:20", "28", "343", "Started the pack in time and rang. Lungs have lost another step."),
    Rated("-1 Wed 12:20", "12", "333", "Tells us when the fear comes; fan and cards work."),
    Changed("-1 Wed 12:30", "Tina Youngman", {"hours_a_week": 8, "helps_with": "Washing, dinners, lift to the clinic"}),
)
