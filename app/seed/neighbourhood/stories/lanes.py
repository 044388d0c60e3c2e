"""What happened in the lanes round Malpas: a farmer's leg, two sisters, a fall, a closed door, somebody new."""

from app.seed.neighbourhood.client import family, formal
from app.seed.neighbourhood.story import Changed, Joined, Known, Noted, Rated, Status, Story, Tied, Visited

MEASURED = (("Wound dressing", ()), ("Measure and photograph", ()))
USUAL = {"systolic": "121", "diastolic": "68", "pulse": "72", "oxygen-saturation": "94"}

GEOFFREY: Story = (
    Visited(
        "-8 Wed 13:00",
        "wound",
        "14 x 5 cm, 2 deep, clean after the theatre. Packed lightly. Tetanus up to date. Rhys is milking; Geoff "
        "directs from the gate.",
        tasks=MEASURED,
        minutes=45,
    ),
    Visited(
        "-8 Fri 13:00",
        "wound",
        "Packing out easily. No smell. Had been in the parlour “only looking”, boots say otherwise.",
    ),
    Visited("-7 Mon 13:00", "wound", "Straw in the dressing. We talked about straw."),
    Visited(
        "-7 Thu 13:00",
        "wound",
        "13 x 4 cm, red floor. Anne does the weekends from now on, watched her once: neat.",
        tasks=MEASURED,
    ),
    Visited("-6 Tue 13:00", "wound", "Edges pink and climbing. Pain 2. Blood pressure from now on at the surgery."),
    Visited(
        "-5 Tue 13:00",
        "wound",
        "10 x 2.5 cm, half a centimetre deep. Packing no longer needed, silicone and pad.",
        tasks=MEASURED,
    ),
    Rated("-5 Tue 13:40", "26", "343", "Half the size; keeps it clean, mostly."),
    Visited("-4 Tue 13:00", "wound", "7 x 1.5 cm. Milks the first six by himself, sitting down. Agreed."),
    Changed("-4 Tue 13:45", "Rhys Dodd", {"hours_a_week": 8, "helps_with": "Evening milking only"}),
    Visited("-3 Tue 13:00", "wound", "4 x 0.8 cm, flat. Once a week with Anne in between.", tasks=MEASURED),
    Visited("-2 Tue 13:00", "wound", "1 cm left, dry. Scar cream, shorts in the sun are for next year."),
    Visited(
        "-1 Tue 13:00", "wound", "Closed. Both milkings. Went through what would bring us back: heat, smell, a split."
    ),
    Rated("-1 Tue 13:30", "26", "455", "Closed."),
    Status("-1 Wed 09:10", "discharged", "Wound closed, back in the parlour"),
)

BRON = "Bronwen Probert"
MARGARET: Story = (
    Noted(
        "-8 Thu 12:20",
        "Bronwen laughs about it: forty-five hours at seventy-eight. Asked about the nights: three times up, to turn "
        "Peg.",
    ),
    Visited(
        "-6 Wed 08:15",
        "full-care",
        "Bronwen limping, knee the size of a loaf. Did not want it looked at. Looked at it: hot, no. Surgery tomorrow.",
    ),
    Changed("-6 Thu 15:00", BRON, {"hours_a_week": 38, "strain": 2, "strain_view": "team"}),
    Visited(
        "-5 Tue 08:15",
        "full-care",
        "Nobody had turned Peg since ten last night. Hip red, blanches slowly. Bronwen had slept through the alarm "
        "and cried.",
    ),
    Rated("-5 Tue 09:20", "14", "332", "The turning at night is beyond her now, and she knows it."),
    Noted(
        "-5 Wed 14:00",
        "Mattress that turns by itself asked for, carer's assessment asked for. Elin told by Bronwen, at last.",
    ),
    Known(
        "-5 Wed 14:10", "add-warning", {"kind": "other", "text": "Look at the right hip first thing, every morning."}
    ),
    Noted("-4 Mon 16:20", "Mattress came, humming. Bronwen thinks it sounds like the chapel organ warming up."),
    Changed(
        "-4 Tue 10:00",
        BRON,
        {"hours_a_week": 24, "strain": 3, "strain_view": "own", "helps_with": "Days, no nights, no lifting"},
    ),
    Joined("-4 Tue 10:10", formal("Evening sitters", "Council, every evening to eleven")),
    Tied("-4 Tue 10:15", "Elin", "strong"),
    Changed("-4 Tue 10:16", "Elin", {"hours_a_week": 9}),
    Visited(
        "-3 Thu 08:15",
        "full-care",
        "Hip pale again. Both slept. Bronwen's knee injected, walks with a stick with a brass dog on it.",
    ),
    Rated("-2 Tue 09:10", "14", "333", "Does less, and what she does she does gladly."),
    Changed("-2 Tue 09:20", BRON, {"strain": 1, "strain_view": "own"}),
)

WILLIAM: Story = (
    Visited("-5 Mon 10:10", "heart", "{weight} kg, chest clear, cat on the scales first.", {**USUAL, "weight": "76.6"}),
    Visited(
        "-3 Thu 10:10",
        "heart",
        "S: {weight} kg, up 2 in four days. B: heart failure, furosemide twice. A: second dose missed, he naps "
        "through two o'clock. R: no change of dose, alarm on the cat's tea at two, ring tomorrow.",
        {**USUAL, "weight": "78.7", "pulse": "84"},
    ),
    Noted("-3 Fri 09:15", "Rang: 78.0, took the two o'clock one. Cat obliged."),
    Visited("-2 Mon 10:10", "heart", "{weight} kg. One pillow.", {**USUAL, "weight": "76.9"}),
    Rated("-2 Mon 10:40", "42", "344", "Second dose taken every day since the alarm."),
)

LAYLA: Story = (
    Noted(
        "ago 1 15:30",
        "Breast nurse by telephone. Home today with a drain, out at under 30 ml. Arabic; a woman nurse asked for, "
        "which we can do every day this week. Interpreter booked by telephone for the first visit.",
    ),
    Joined("ago 1 15:40", family("Samir Haddad", "Son", 6, "Drives, letters", kin=True)),
    Visited(
        "ago -1 11:00",
        "wound",
        "",
        tasks=(("First visit with the interpreter", ()), ("Drain: amount, skin", ()), ("Wound dressing", ())),
        minutes=70,
        planned="ago 1 16:00",
    ),
)

EDWARD: Story = (
    Visited(
        "-4 Mon 10:40",
        "frailty",
        "Missed the bottom stair on Sunday, sat down hard. No pain on walking. Rail asked for.",
    ),
    Visited(
        "-2 Wed 20:10",
        "evening",
        "Found on the rug by the fire, 20:12, there since seven. Right hip hurts, leg turned out. Blanket, not "
        "moved. 999 at 20:16, here at 20:48, ReSPECT form with him: hospital if it mends me. Soup off the stove.",
        unsafe=True,
        undone={0: "other", 1: "other"},
        minutes=50,
    ),
    Status("-2 Wed 21:05", "paused", "In hospital: fell, hip broken"),
    Noted("-2 Fri 11:20", "Ward: hip pinned yesterday. Confused in the night, better by day. Caroline is with him."),
    Noted(
        "-1 Tue 15:40",
        "Ward: out of bed with two. They talk of a community bed first. Asked to be at the meeting about going home.",
    ),
    Noted("ago 1 16:10", "Caroline rang: he wants the racing paper and his own pillow. No date yet."),
)

COLIN: Story = (
    Visited(
        "-7 Tue 13:00",
        "leg-ulcer",
        "Not in. Card left.",
        undone={0: "no-reply", 1: "no-reply", 2: "no-reply"},
        minutes=10,
    ),
    Noted("-7 Tue 15:20", "Rang: forgot. Agreed: visits at ten, before the day begins, and we ring as we set off."),
    Visited("-5 Mon 13:00", "leg-ulcer", "In, sober, bandage cut off on Saturday. 5 x 4 cm, green edge, swab taken."),
    Visited(
        "-3 Wed 13:00",
        "leg-ulcer",
        "Drunk and shouting in the yard. Did not go in. Rang the team from the car as agreed; two of us tomorrow.",
        undone={0: "other", 1: "other", 2: "other"},
        minutes=10,
        unsafe=True,
    ),
    Visited(
        "-3 Thu 10:00",
        "leg-ulcer",
        "Two of us. Ashamed. Dressed. Wants the recovery worker's number again: gave it, he rang while we were there.",
        planned="-3 Wed 13:40",
    ),
    Rated("-3 Thu 10:45", "39", "332", "Rang for help himself, with us in the room."),
)

GWYN: Story = (
    Visited(
        "-6 Tue 11:10",
        "feeding",
        "Nesta up at three with the pump alarm. Shown the clamp again. {weight} kg.",
        {"weight": "68.9"},
    ),
    Noted(
        "-4 Wed 16:30",
        "Speech therapist: may taste, thick and smooth, a teaspoon at a time, sitting bolt upright, one of us or her "
        "there.",
    ),
    Visited(
        "-3 Tue 11:10",
        "feeding",
        "Marmalade, sieved, three licks. No cough. He wept and so did Nesta. {weight} kg.",
        {"weight": "69.6"},
    ),
    Rated("-3 Tue 11:50", "30", "344", "Swallows teaspoons safely, upright, with somebody there."),
)
