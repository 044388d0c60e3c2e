"""Memory, frailty, company."""

from app.seed.neighbourhood.phrases.part import Phrases

MEMORY = Phrases(
    found=(
        "Knew me today, not my name.",
        "Thought I had come about the gas.",
        "Dressed, cardigan inside out.",
        "@alone Kettle cold, no sign of breakfast.",
        "@alone Back door open, key in the lock.",
        "Calm, sorting buttons.",
        "Looking for {his} mother.",
        "@alone Two dinners in the microwave.",
    ),
    did=(
        "Made porridge together.",
        "Tablets counted, right for once.",
        "Walked round the green.",
        "Looked at the photo book, named most.",
        "Calendar brought up to date, today crossed off together.",
        "Fridge gone through, three things thrown out.",
        "Drank a mug of tea with {him}, then a second.",
    ),
    saw=(
        "Ate with appetite once it was in front of {him}.",
        "Purse found in the bread bin, money counted together.",
        "No bruises.",
        "Lost the word for cup, laughed about it.",
        "More restless than last week after three o'clock.",
        "House warm, heating on timer.",
        "Spoke about school as if it was on.",
    ),
    plan=(
        "Label on the cooker knob.",
        "Ask family about the post, unopened since last week.",
        "Day centre again next week.",
        "Same nurse if we can, a new face unsettles.",
    ),
    rung=("Memory clinic rung for the review.",),
)
FRAILTY = Phrases(
    found=(
        "No falls since last time.",
        "One near miss on the rug, rug is gone now.",
        "@alone In the kitchen peeling potatoes, sitting down.",
        "In the warm, paper read to the last page.",
        "Slow to the door today, quicker back to the chair.",
        "Had slept badly, ate well.",
        "Coat on: had just been to the letter box.",
        "Feeling the cold.",
        "Cheerful, had been to the day club.",
        "Nothing tastes of anything, {he} says.",
    ),
    did=(
        "Weight, BP lying and standing.",
        "Weighed {weight} kg.",
        "Went through the food diary.",
        "Walked to the gate and back.",
        "Weight and pressure, then the stick: shortened by a notch.",
        "Stood from the chair five times, counted aloud.",
        "Looked at feet and shoes.",
        "Filled in the form for the raised toilet seat.",
    ),
    saw=(
        "BP {bp}, no drop on standing.",
        "{weight} kg, holding.",
        "Up from the chair at the second try.",
        "Skin dry, no breaks.",
        "@alone Fridge has food for three days.",
        "Grip weaker on the left.",
        "Eats better in company.",
        "No new bruises.",
        "Cuffs loose on the good shirt: something to watch.",
        "Ankles slim, colour good.",
    ),
    plan=(
        "Milk powder into the porridge.",
        "Pendant to be worn, not hung on the door.",
        "Lunch club on the list.",
        "Weigh again in two weeks.",
    ),
    rung=("Surgery rung for the vitamin D.", "Falls clinic has {him} on the list."),
)
SUPPORT = Phrases(
    found=("Glad to see somebody.", "Had been crying.", "@alone House tidy, bed not slept in.", "Busy, better for it."),
    did=("Sat down with tea and listened.", "Went through the letters.", "Wrote the list for the week together."),
    saw=("Eats, sleeps four hours.", "Spoke about {his} brother for the first time.", "Less tense when I left."),
    plan=("Ring midweek.", "Carers' group, first time together.", "Come again next week."),
    rung=("Carers' service rung, form is on its way.",),
)
