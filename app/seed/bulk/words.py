"""What is written about invented clients beside their visits: warnings, allergies, what matters, who is around."""

WARNINGS = (
    ("animal", "Large dog, friendly once it has sniffed. Ring first so that it is shut in."),
    ("access", "Bell does not work. Knock at the kitchen window, then wait: it takes a while."),
    ("oxygen", "Oxygen in the house. No flame, no smoking, cylinders behind the sofa."),
    ("infection", "MRSA on the skin, apron and gloves at the door."),
    ("no-reply", "Never leave on no reply: ring the daughter, then the neighbour at number 4, then the office."),
    ("two-people", "Two people for the hoist."),
    ("other", "Smoke alarm beeps. Housing knows."),
)
ALLERGIES = (
    ("Penicillin", "rash"),
    ("Trimethoprim", "swollen face"),
    ("Latex", "itching"),
    ("Plasters", "blisters"),
    ("Codeine", "very sick"),
    ("Iodine (Inadine)", "burning"),
)
MATTERS = (
    "To stay in this house, with the cat.",
    "Sundays in chapel.",
    "Nobody before half past eight, please.",
    "To see the granddaughter married in June.",
    "A cup of tea first. Then the leg.",
    "My garden, even if I only sit in it.",
)
REASONS = ("refused", "no-time", "not-needed", "no-material")
ENTRIES = (
    "The practice rang: blood results are in, nothing to change.",
    "Daughter rang, she is away until Monday.",
    "Prescription has come, left on the shelf in the kitchen.",
    "Occupational therapist will bring the rail next week.",
    "Neighbour says the curtains were shut until noon.",
    "Asked for a later time on Thursdays, done.",
)
AROUND = (
    (("daughter", "informal", 6.0, "shopping and washing"), ("neighbour", "informal", 1.0, "key, bins")),
    (("wife", "household", 20.0, "cooking, nights"), ("son", "informal", 3.0, "lifts"), ("GP", "formal", None, "")),
    (("husband", "household", 12.0, "meals"), ("friend from chapel", "informal", 2.0, "company")),
    (
        ("son", "informal", 4.0, "garden and money"),
        ("home carer", "formal", 7.0, "evenings"),
        ("sister", "informal", 1.0, "rings every day"),
    ),
    (("niece", "informal", 2.0, "letters"), ("social worker", "formal", None, ""), ("cleaner", "formal", 2.0, "house")),
    (("neighbour", "informal", 1.5, "shopping"),),
)
"""Who stands around a client: relation, ring, hours a week, what they help with."""
