"""A death that was expected, at home, as he had asked."""

from app.seed.neighbourhood.story import Changed, Noted, Rated, Status, Story, Visited

DRIVER = (
    ("Comfort: pain, breath, mouth, sleep", ()),
    ("Syringe driver: rate, volume left, site, battery", ()),
    ("Mouth and skin", ()),
    ("How is the family", ()),
)

FRANK: Story = (
    Visited(
        "-8 Mon 14:00",
        "palliative",
        "Eating half portions, weight falls. Pain 3, a band round the back. Bed moved to the "
        "window: sees the yard. Eileen asks what it will be like. Told her as plainly as she asked.",
    ),
    Visited(
        "-8 Thu 14:00", "palliative", "Walked to the barn on Martin's arm. Bowels on the third day, sachets doubled."
    ),
    Visited(
        "-7 Tue 14:00",
        "palliative",
        "Pain 5 at night, quick morphine four times since yesterday. Dr Amos rung: slow dose "
        "to 30 mg twice. Eileen shown how to write down each quick dose.",
    ),
    Visited(
        "-7 Fri 14:00",
        "palliative",
        "New dose: pain 2, slept seven hours, a bit woolly in the morning. Worth it, he says.",
    ),
    Visited(
        "-6 Wed 14:00",
        "palliative",
        "Skin yellow, itches. Cream from the fridge. In bed most of the day, window open for the beet lorries.",
    ),
    Noted(
        "-6 Thu 10:15",
        "Just-in-case medicines in the house, authorised by Dr Amos, listed on the chart in the yellow "
        "folder. Out-of-hours service told. Eileen has our night number on the fridge in red.",
    ),
    Visited(
        "-5 Mon 14:00", "palliative", "Hospital bed and mattress came. Three spoonfuls of soup. Wants no more weighing."
    ),
    Rated("-5 Mon 15:00", "24", "444", "Pain held at 2; he and Eileen use the quick doses well."),
    Rated("-5 Mon 15:05", "30", "332", "Three spoonfuls. That is the illness, and they know it."),
    Visited(
        "-5 Thu 14:00",
        "palliative",
        "Vomited twice, haloperidol helped. Alice Tebbs here with the hymn list: he chose.",
    ),
    Changed(
        "-4 Mon 12:00", "Martin Gathercole", {"hours_a_week": 30, "helps_with": "Every second night, runs the yard"}
    ),
    Visited(
        "-4 Tue 10:00",
        "palliative",
        "Cannot swallow the tablets safely. Dr Amos rung, driver authorised in writing by two.",
    ),
    Visited(
        "-4 Tue 15:30",
        "palliative",
        "Syringe driver started 15:50: morphine 30 mg, haloperidol 1.5 mg, water, over 24 "
        "hours, left upper arm. Checked together with a second nurse. Frank: “So that's the box.”",
        tasks=DRIVER,
        planned="-4 Tue 11:10",
    ),
    *(
        Visited(f"-4 {day} 15:30", "driver", note, tasks=DRIVER, planned="-4 Tue 16:50")
        for day, note in (
            (
                "Wed",
                "Driver running to time, site clean, refilled 15:40. Comfortable. Eileen washed his face, I did the "
                "rest.",
            ),
            (
                "Thu",
                "Refilled. Restless before noon, one extra dose of midazolam 2.5 mg at 11 by the out-of-hours nurse, "
                "settled. Sips only.",
            ),
            (
                "Fri",
                "Midazolam 10 mg added to the driver after talking to Dr Amos. Asleep, wakes for Eileen. Site moved "
                "to the "
                "right arm, battery 70 per cent.",
            ),
            ("Sat", "Peaceful. Mouth care every two hours by the family, better than ours. Driver refilled 15:45."),
            ("Sun", "Martin read him the price of wheat. A smile, I would swear to it. Driver as it should be."),
        )
    ),
    Visited(
        "-3 Mon 10:00",
        "palliative",
        "Breathing with pauses. Turned, heels floated, no morphine beyond the driver needed. "
        "Explained the pauses to Eileen, she had thought each was the last.",
    ),
    Visited("-3 Mon 15:30", "driver", "Driver refilled 15:35. Family told that it may be days or hours.", tasks=DRIVER),
    Visited(
        "-3 Tue 02:40",
        "palliative",
        "Called by Martin 02:05: rattling, frightened. Comfortable on looking: it is we who "
        "hear it. Turned to the side, hyoscine 400 micrograms, quieter by 03:15. Sat with Eileen until four. Tea.",
        called_out=True,
    ),
    Visited(
        "-3 Tue 15:30",
        "driver",
        "Not rousable. Feet cool. Driver refilled 15:30. Eileen in the bed beside him.",
        tasks=DRIVER,
    ),
    Visited(
        "-3 Wed 06:10",
        "verification",
        "Martin rang 05:40. Frank died at 05:35, Eileen and Martin with him, window open. "
        "Verified 06:20, CPR decision seen in the yellow folder. Driver stopped with 9.5 ml left, drugs counted with "
        "Martin: morphine 10 mg 6 ampoules, midazolam 4, none broken, for return to the pharmacy. Dr Amos and the "
        "out-of-hours service told. Washed and dressed him with Eileen, the harvest festival shirt.",
        minutes=110,
        called_out=True,
    ),
    Status("-3 Wed 08:10", "died", ""),
    Visited("-3 Wed 15:30", "driver", "", tasks=DRIVER),
    Visited("-3 Thu 15:30", "driver", "", tasks=DRIVER),
    Noted(
        "-3 Wed 08:40",
        "Died at home, in the bed by the window, Eileen there: as he had written. Equipment rung for "
        "collection, after the funeral please. Whole team told at the huddle.",
    ),
    Changed(
        "-3 Wed 08:45", "Eileen Gathercole", {"hours_a_week": None, "helps_with": "", "phone_note": "Ring after ten"}
    ),
    Visited(
        "-3 Fri 11:00",
        "bereavement",
        "Eileen alone for the first time. Goes round the yard at six as he did. Sleeps in the "
        "chair. Drugs returned to the pharmacy, receipt in the folder. Asked whether she had done enough. She has.",
        tasks=(("Visit to Eileen", ()), ("Medicines taken back to the pharmacy", ())),
        planned="-3 Wed 08:50",
    ),
    Noted("-2 Wed 16:30", "Two of us at the funeral. All the hymns he chose, and the tractor at the gate."),
    Visited(
        "-1 Thu 11:00",
        "bereavement",
        "Eileen has eaten with Martin's family each night. Bed collected. Wants to come and tell "
        "students what it was like. Rings us if she wants us; we ring at Christmas.",
        tasks=(("Visit to Eileen", ()),),
        planned="-2 Wed 16:40",
    ),
    Rated("-1 Thu 11:50", "11", "343", "Grieves, talks, eats, has people."),
)
