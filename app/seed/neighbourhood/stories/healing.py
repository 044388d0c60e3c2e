"""Two who get better: a leg ulcer that closes, and a chest wound of another kind that walks to Mass."""

from app.seed.neighbourhood.client import family
from app.seed.neighbourhood.story import Joined, Noted, Rated, Status, Story, Visited

WEDDING = ("Leg ulcer: wash, look, dress", ()), ("Measure and photograph", ()), ("Compression bandage", ())

SHEILA: Story = (
    Visited(
        "-8 Tue 10:30",
        "leg-ulcer",
        "First dressing. Left gaiter, 6.2 x 4.1 cm, slough about half, wet, painful 6 "
        "out of 10. ABPI 1.02 both sides, so full compression. Plasters with colophony kept out of the house. "
        "Sheila: “Karen marries in two months. In shoes.”",
        tasks=WEDDING,
        minutes=60,
    ),
    Visited(
        "-8 Fri 10:30",
        "leg-ulcer",
        "Bandage down to the ankle, had cut it open in the night for the pain. Agreed "
        "that she rings us first. Paracetamol an hour before the visit from now on.",
    ),
    Visited(
        "-7 Tue 10:30",
        "leg-ulcer",
        "Kept it on. Very wet, zinc round the edge, dressing with more hold. 6.0 x 4.0 cm. Pain 5.",
        tasks=WEDDING,
    ),
    Visited(
        "-7 Fri 10:30",
        "leg-ulcer",
        "Less oedema: calf 37 cm, was 39.5. Legs up during the afternoon film. Slough lifting at the top.",
    ),
    Visited(
        "-6 Tue 10:30",
        "leg-ulcer",
        "5.2 x 3.4 cm. Red at the top half. Walks round the block after lunch with Bev, bandage and all.",
        tasks=WEDDING,
    ),
    Noted(
        "-6 Wed 15:10",
        "Practice nurse asked whether we want the vascular clinic. ABPI fine and it is shrinking: not "
        "now, letter sent to say so.",
    ),
    Visited(
        "-6 Fri 10:30", "leg-ulcer", "Dry on the outside for the first time. Skin of the calf flaky, emollient left."
    ),
    Visited(
        "-5 Tue 10:30", "leg-ulcer", "4.1 x 2.6 cm, no slough. Pain 2, only when the water touches it.", tasks=WEDDING
    ),
    Visited(
        "-5 Fri 10:30",
        "leg-ulcer",
        "Red above the bandage, warm. No fever, feels well. Outlined with pen, swab sent.",
        {},
        tasks=(*WEDDING, ("Temperature", ("temperature",))),
    ),
    Noted(
        "-4 Mon 11:40",
        "Swab: skin flora only. Redness inside the pen line by itself. Told Sheila by telephone, relieved.",
    ),
    Visited(
        "-4 Tue 10:30", "leg-ulcer", "3.0 x 1.9 cm. Redness gone. Shoe shop next week, Karen drives.", tasks=WEDDING
    ),
    Rated("-4 Tue 11:20", "26", "343", "Knows what swelling does to it and what she can do; half the size it was."),
    Visited(
        "-4 Fri 10:30", "leg-ulcer", "One visit a week is enough from now on, she says and I agree. Bandage holds."
    ),
    Joined("-4 Fri 11:15", family("Vera at the shoe shop", "Shop owner", 0, "Stretches a shoe for her")),
    Visited(
        "-3 Tue 10:30", "leg-ulcer", "1.4 x 0.8 cm. New skin like cigarette paper, silicone sheet on it.", tasks=WEDDING
    ),
    Visited(
        "-2 Tue 10:30",
        "leg-ulcer",
        "Closed but for a pinhead. Measured for stockings, class 2, both legs. Practised "
        "putting them on with the glove: three minutes, one swear word.",
        tasks=WEDDING,
    ),
    Visited(
        "-1 Tue 10:30",
        "leg-ulcer",
        "Closed. Stockings on, puts them on alone by eight. Went through what to look for "
        "and whom to ring. Shoes tried: navy, low heel. Coffee with Karen to celebrate.",
    ),
    Rated("-1 Tue 11:10", "26", "454", "Closed. Wears the stockings, creams every evening, knows the first signs."),
    Rated("-1 Tue 11:12", "37", "444", "Walks daily with Bev, dances in the kitchen."),
    Noted(
        "-1 Wed 14:00",
        "Rang: leg dry, stockings on. Happy with the end of our visits. Stockings are to be renewed "
        "after six months, the surgery has the date.",
    ),
    Status("-1 Thu 09:40", "discharged", "Leg ulcer closed; stockings, and knows whom to ring"),
)

FATIMA: Story = (
    Visited(
        "-7 Mon 15:30",
        "wound",
        "With the telephone interpreter: consent for photographs, yes. Shin wound open 6 cm, "
        "sloughy. She had put olive oil on it. Explained why not, she laughed and put the bottle away.",
    ),
    Visited("-5 Thu 15:30", "wound", "Half closed. Picture sheet of the tablets works: two boxes matched by herself."),
    Noted(
        "-4 Wed 17:20",
        "Beatriz wanted to translate about the heart. Thanked her, rang the interpreter. Beatriz is "
        "fourteen and relieved.",
    ),
    Visited("-3 Mon 15:30", "wound", "1 cm left, dry. Walked to the corner twice a day. Mass is 700 metres."),
    Visited("-2 Thu 15:30", "wound", "Closed. Cream and sun hat for the shin. Weight and pressure stay once a week."),
    Noted("-1 Mon 10:50", "Padre Nuno rang: she walked to Mass on Sunday, Rui beside her, one stop on the bench."),
)
