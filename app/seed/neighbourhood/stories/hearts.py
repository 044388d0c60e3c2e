"""Heart failure: a weight that rises, who noticed, and what was done. And a catheter that blocks at night."""

from app.seed.neighbourhood.client import formal
from app.seed.neighbourhood.story import Changed, Joined, Known, Noted, Rated, Story, Visited

USUAL = {"systolic": "118", "diastolic": "70", "pulse": "78", "oxygen-saturation": "95"}
WORSE = {"systolic": "126", "diastolic": "78", "pulse": "92", "oxygen-saturation": "92"}

STANLEY: Story = (
    Visited(
        "-6 Mon 09:30",
        "heart",
        "{weight} kg, his dry weight. Up the ladder to the pigeons. Bumetanide chart in his own hand, no gaps.",
        {**USUAL, "weight": "83.9"},
    ),
    Visited(
        "-4 Mon 09:30",
        "heart",
        "{weight} kg, 1.2 up since Thursday. Ankles a little. Golden wedding dinner on Saturday, "
        "ham. To weigh every morning and ring at 86.",
        {**USUAL, "weight": "85.3"},
    ),
    Noted("-4 Wed 08:20", "Stan rang: 86.4 on the scales this morning, two pillows. Visit brought forward to today."),
    Visited(
        "-4 Wed 11:00",
        "heart",
        "S: {weight} kg, up 2.6 in a week, ankles pitting to mid-shin. B: reduced ejection "
        "fraction, three admissions this year. A: fluid, no chest pain, sats {oxygen_saturation}, crackles at both "
        "bases. R: heart failure nurse rung 11:20: bumetanide 2 mg in the morning for three days, bloods Friday.",
        {**WORSE, "weight": "86.5"},
        planned="-4 Wed 08:25",
        minutes=45,
    ),
    Visited(
        "-4 Thu 09:30",
        "heart",
        "{weight} kg. Up all night to the toilet, cross and lighter. Breath better.",
        {**WORSE, "weight": "85.6", "pulse": "88", "oxygen-saturation": "93"},
        planned="-4 Wed 11:40",
    ),
    Visited(
        "-4 Fri 08:15",
        "blood",
        "Blood taken, kidneys and salts. {name} drinks a litre and a half, Maureen measures.",
        planned="-4 Wed 11:42",
    ),
    Visited(
        "-4 Fri 09:30",
        "heart",
        "{weight} kg, slept on one pillow.",
        {**USUAL, "weight": "84.7", "pulse": "82"},
        planned="-4 Wed 11:44",
    ),
    Noted(
        "-3 Mon 10:40",
        "Heart failure nurse: potassium 4.1, kidneys as before. Back to bumetanide 1 mg, one extra when he "
        "passes 85.5, at his own word, and ring us the same day. Written on the chart in the house.",
    ),
    Visited(
        "-3 Mon 09:30",
        "heart",
        "{weight} kg. Back where he was. No admission: Stan calls it one-nil.",
        {**USUAL, "weight": "84.0"},
    ),
    Rated("-3 Mon 10:00", "29", "344", "Rang on the day it rose. Knows his number and what to do at it."),
    Changed("-2 Tue 10:10", "Kevin Borley", {"hours_a_week": 6, "helps_with": "Pigeons on the cold mornings"}),
    Visited(
        "-1 Thu 09:30",
        "heart",
        "{weight} kg. Took his extra tablet on Monday by the rule, rang us, came down by "
        "Wednesday. Pigeons won at Diss.",
        {**USUAL, "weight": "84.2"},
    ),
    Rated("-1 Thu 10:00", "35", "344", "Ham has become chicken, stock cubes are gone, Maureen reads the packets."),
)

DEREK: Story = (
    Visited(
        "-7 Thu 09:40", "catheter", "Washout slow, gritty. Lemon and more water, Derek says he has heard it since 1994."
    ),
    Visited(
        "-5 Sat 23:20",
        "catheter",
        "Lynn rang 22:50: head pounding, flushed, nothing in the bag since eight. BP {bp}. Sat up, "
        "legs down. Catheter blocked, changed at once: 14 French, 10 ml, latex-free, 850 ml clear within minutes. BP "
        "148/84 by 23:50, headache gone. Nifedipine not needed. Next change counted from tonight.",
        {"systolic": "204", "diastolic": "112"},
        called_out=True,
        minutes=60,
        tasks=(
            ("Dysreflexia: find the cause", ()),
            ("Blood pressure", ("systolic", "diastolic")),
            ("Catheter change", ()),
        ),
    ),
    Noted(
        "-4 Mon 10:00",
        "Pattern: blocks in week seven each time. Agreed with Derek: planned change every six weeks instead of "
        "twelve, washout twice a week. Surgery asked for the catheters.",
    ),
    Known(
        "-4 Mon 10:10",
        "add-warning",
        {
            "kind": "other",
            "text": "Catheter blocks from week six. Spare set on the top shelf of "
            "the wet room, latex-free. Change first, wonder later.",
        },
    ),
    Visited("-3 Tue 09:40", "catheter", "Clear, washout easy. Derek: “See? Ask me first.”"),
    Visited(
        "-1 Fri 09:40", "catheter", "Draining 2.1 litres a day. Change is planned with him for the week after next."
    ),
)

KERRY: Story = (
    Visited(
        "-7 Wed 08:30",
        "full-care",
        "Skye had got Alfie's breakfast and her mum's first drink before the bus. Kerry-Ann in "
        "tears: “She's thirteen.”",
    ),
    Noted(
        "-7 Thu 15:40",
        "Rang the young carers service with Kerry-Ann and Skye both agreeing. Skye spoke for herself. Not to be "
        "asked to lift or to give tablets, by anybody.",
    ),
    Joined("-6 Fri 10:00", formal("Breakfast club", "School, from half past seven")),
    Visited(
        "-5 Tue 11:50",
        "pressure",
        "New pink patch on the right hip from the new chair, blanches. Cushion changed, chair service rung.",
    ),
    Changed("-4 Mon 16:00", "Skye Dace", {"hours_a_week": 5, "helps_with": "Company, a drink, walks Biscuit"}),
    Changed("-4 Mon 16:05", "Denise Dace", {"hours_a_week": 10}),
    Rated("-4 Mon 16:20", "08", "333", "Skye is a daughter again on school mornings: we come first thing."),
    Visited("-2 Wed 11:15", "catheter", "Site dry, draining. Skye went bowling with the young carers, came home loud."),
    Noted("-1 Tue 16:30", "Young carers' worker was here: assessment done, a Saturday group every fortnight."),
)
