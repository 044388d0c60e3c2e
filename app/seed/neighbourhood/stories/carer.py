"""A husband who has carried it for four years, and what happens when he no longer can."""

from app.seed.neighbourhood.client import formal
from app.seed.neighbourhood.story import Changed, Joined, Known, Noted, Rated, Story, Tied, Visited

KEN = "Kenneth Aldous"

DOROTHY: Story = (
    Visited(
        "-8 Wed 10:40",
        "memory",
        "Dot bright, wound wool for an hour. Ken showed me the cupboard he has labelled. Says "
        "he is fine, sixty hours a week is what a marriage is for.",
    ),
    Visited(
        "-7 Thu 10:40",
        "memory",
        "Dot up four times last night, Ken with her each time. He nodded off while we talked. "
        "Porridge made by me, both ate.",
    ),
    Visited(
        "-6 Tue 10:40",
        "memory",
        "Nobody heard the bell at first. Ken asleep in the chair at eleven, kettle boiled dry, "
        "Dot in the hall with her coat on. Smoke alarm tested. Spoke with Ken alone in the garden: sleeps four hours.",
    ),
    Noted(
        "-6 Tue 12:10",
        "S: carer exhausted. B: Alzheimer's, husband alone with the nights for four years. A: risk of "
        "fire and of him falling ill. R: carer's assessment offered again, he says not yet; on Thursday's agenda.",
    ),
    Visited(
        "-5 Mon 10:40",
        "memory",
        "Dot had wet the bed, washing machine going, third time this week. Ken grey, hands "
        "shaking. He says: “I used to be good at this.” Susan not told; he does not want to worry her.",
    ),
    Rated("-5 Mon 11:30", "14", "332", "Ken knows how; he no longer has the strength. Nights are what breaks him."),
    Changed(
        "-5 Mon 11:40",
        KEN,
        {
            "hours_a_week": 48,
            "strain": 2,
            "strain_view": "team",
            "helps_with": "Meals, nights; washing and dressing only half the days",
        },
    ),
    Visited(
        "-5 Wed 10:40",
        "memory",
        "Ken told me by himself that he had shouted at her and slammed the door. Ashamed. No "
        "mark on Dot, not afraid of him, leaned on him while I was there. Carer's assessment: yes now.",
    ),
    Tied("-5 Wed 11:35", KEN, "stressful"),
    Noted("-5 Thu 14:30", "Rang Susan with Ken's agreement. She did not know. Comes for the weekend."),
    Noted(
        "-4 Tue 17:45",
        "Ken at A&E with chest pain last night, home at four: heart all right. Neighbour Pauline sat "
        "with Dot till Susan came at two. Susan stays three nights. We do breakfast and bed until the weekend.",
    ),
    Changed(
        "-4 Wed 09:20", "Susan Rowe", {"hours_a_week": 20, "helps_with": "Stays the nights this week; money matters"}
    ),
    Changed("-4 Wed 09:25", "Pauline Hurrell", {"hours_a_week": 4}),
    Visited(
        "-4 Thu 10:40",
        "memory",
        "Table with Ken, Susan and Pauline: what must be Ken (songs, supper, bed) and what can be "
        "somebody else. Day centre for two days, a sitter for two nights. Dot: “As long as you come back.”",
        minutes=70,
    ),
    Joined("-4 Fri 11:00", formal("Day club", "Southgate, Tue and Thu")),
    Visited(
        "-3 Tue 16:20",
        "memory",
        "First day at the club. Dot sang, ate two puddings, asked for Ken only at three. Ken "
        "slept five hours in his own bed.",
        planned="-4 Fri 11:20",
    ),
    Changed(
        "-3 Thu 11:10",
        KEN,
        {
            "hours_a_week": 35,
            "strain": 3,
            "strain_view": "own",
            "helps_with": "Supper, songs, bed; nights only when the sitter is not there",
        },
    ),
    Rated("-3 Thu 11:20", "14", "322", "He says himself that he cannot do the nights any more."),
    Known(
        "-3 Thu 11:30",
        "add-warning",
        {
            "kind": "other",
            "text": "Do not leave Ken and Dot without asking Ken, alone, "
            "how the night was. He says fine in front of her.",
        },
    ),
    Joined("-2 Mon 15:00", formal("Night sitters", "Charity, Mon and Fri")),
    Visited(
        "-2 Thu 10:40",
        "memory",
        "Night sitter's second night: Dot up twice, back in ten minutes. Ken heard none of it. "
        "He had dug over the bean row.",
    ),
    Noted(
        "-2 Fri 12:30",
        "Carer's assessment done by the council: sitter paid for twelve weeks, then looked at again. "
        "Letter in the blue folder.",
    ),
    Changed("-1 Tue 11:00", KEN, {"strain": 2, "strain_view": "own"}),
    Changed(
        "-1 Tue 11:03",
        "Susan Rowe",
        {"hours_a_week": 8, "helps_with": "Every weekend until the new year; money matters"},
    ),
    Tied("-1 Tue 11:05", KEN, "strong"),
    Rated("-1 Tue 11:15", "14", "433", "Fewer hours, done better. Knows whom to ring at two in the morning."),
    Rated(
        "-1 Tue 11:18",
        "36",
        "343",
        "Sleeps five nights of seven.",
    ),
    Visited(
        "-1 Thu 09:30",
        "memory",
        "Ken shaved and in a clean shirt. “I told her I loved her and she said which one are "
        "you. But she held on.” We both laughed, then we did not.",
    ),
)
