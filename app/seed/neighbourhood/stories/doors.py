"""A door that is not opened, care that is refused, and two who do not want everybody in."""

from app.seed.neighbourhood.client import formal
from app.seed.neighbourhood.story import Changed, Joined, Known, Noted, Rated, Story, Visited

OLIVE: Story = (
    Visited(
        "-6 Thu 11:00",
        "memory",
        "Through the letter box: “Not today, thank you.” Told her my name and that I had the "
        "biscuits. Let me in for the biscuits. Two days of tablets still in the pack.",
    ),
    Visited(
        "-5 Wed 11:00",
        "memory",
        "Had put the cat's dinner in the oven, tin and all. Oven switched off at the wall with her "
        "agreement, microwave stays.",
    ),
    Visited(
        "-3 Tue 09:10",
        "medicines",
        "09:14 no answer. Knocked at the kitchen window 09:18. Jean 09:22: not seen since "
        "yesterday, curtains drawn. Graham rung 09:27, no reply, message. Key safe with Jean 09:31: bed slept in, "
        "not in "
        "the house, back door open, coat gone, handbag here. Garden empty. 09:44 Jean's husband found her at the bus "
        "shelter in slippers, 6 degrees. Home 09:55.",
        undone={0: "no-reply"},
        unsafe=True,
        minutes=15,
    ),
    Visited(
        "-3 Tue 10:10",
        "memory",
        "Temperature {temperature}, hands cold, not hurt. Was going to work at the laundry. Tea, "
        "porridge, tablets. Jean stays until two. Graham rang back, comes tonight. On today's huddle.",
        {"temperature": "35.4"},
        tasks=(("Warm up, look for injury", ()), ("Temperature", ("temperature",))),
        called_out=True,
    ),
    Noted(
        "-3 Tue 13:30",
        "S: out at night in slippers. B: vascular dementia, alone. A: risk is real now, wants to stay, "
        "understands only in part. R: capacity about staying alone to be looked at with the social worker; door "
        "sensor; "
        "referral sent to adult social care.",
    ),
    Known(
        "-3 Tue 13:40",
        "add-warning",
        {
            "kind": "no-reply",
            "text": "If she is out: bus shelter at the corner, the old "
            "laundry, St John's. Jean's husband has a car. Photograph in the key cupboard.",
        },
    ),
    Changed("-3 Wed 18:00", "Graham Nunn", {"hours_a_week": 4, "helps_with": "Saturdays and Wednesday evenings"}),
    Visited(
        "-2 Mon 11:00",
        "memory",
        "Door sensor fitted, rings at Jean's and at the alarm centre. Olive thinks it is for the "
        "burglars. Nobody corrected her.",
    ),
    Rated("-2 Mon 11:45", "15", "233", "Somebody looks in four times a day now; the nights are covered by the sensor."),
    Noted(
        "-2 Thu 15:00",
        "Social worker, Graham, Olive and one of us at her table. Olive on staying: “I was born in this "
        "street.” Lacks capacity for this decision on a bad day, has it on a good one; least restrictive: stay, with "
        "sensor and more visits, look again in six weeks.",
    ),
    Joined("-1 Mon 12:00", formal("Alarm centre", "Door sensor, day and night")),
)

GORDON: Story = (
    Visited(
        "-8 Tue 13:20",
        "wound",
        "Legs done at the one chair. Wash offered, refused: “I said legs.”",
        undone={2: "refused"},
    ),
    Visited(
        "-6 Mon 13:20",
        "wound",
        "Left leg smells, maggots under the old dressing, cleaned out, wound red and clean below "
        "them. Told him straight. “They were doing your job.” Wash of the legs only, in the bowl, allowed for the "
        "first time.",
        minutes=60,
    ),
    Noted(
        "-6 Mon 15:00",
        "Capacity about washing and clearing looked at with him: understands, weighs, chooses. It is his "
        "choice. What we go on doing: legs twice a week, offer each time, no pressing, path to the door.",
    ),
    Visited(
        "-4 Thu 13:20",
        "wound",
        "Both legs drier. Fire officer there at the same time, alarm in the hall works. Gordon "
        "counted the papers he will let go: forty, football only.",
        undone={2: "refused"},
    ),
    Visited(
        "-3 Mon 13:20",
        "wound",
        "Did not let me in: had been drinking with Len. Through the door: come tomorrow.",
        undone={0: "refused", 1: "refused", 2: "refused"},
        minutes=10,
    ),
    Visited(
        "-3 Tue 13:20",
        "wound",
        "As if nothing had been. Dressing soaked, redressed. Had washed his hands and face and "
        "waited to be told. Told.",
        planned="-3 Mon 13:40",
    ),
    Rated("-3 Tue 13:50", "38", "323", "Washes hands and face by himself. The rest is his."),
    Visited(
        "-1 Mon 13:20",
        "wound",
        "Right leg closed to two small places. “I'd have a bath if there was room to stand in it.” "
        "There is a bath under the papers. We left it at that.",
        undone={2: "refused"},
    ),
)

PATRICIA: Story = (
    Noted(
        "-7 Wed 16:10",
        "Pat rang, upset: her brother now knows about the bag because it was spoken of in front of him "
        "on Monday. Does not want Tom to come again. Said sorry in the team's name, Tom has written to her. Kept to.",
    ),
    Visited("-5 Tue 10:30", "stoma", "Changed the whole bag with her own hands, door shut, me on the landing."),
)
