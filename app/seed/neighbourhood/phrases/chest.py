"""Hearts, lungs, and the last weeks."""

from app.seed.neighbourhood.phrases.part import Phrases

HEART = Phrases(
    found=(
        "Slept on two pillows.",
        "Slept flat for the first time in weeks.",
        "Up twice for the toilet.",
        "Breathless on the stairs, not at rest.",
        "Had overdone it yesterday and paid for it.",
        "Well, no change.",
        "Slept in bed, all night.",
        "Had walked to the corner.",
    ),
    did=(
        "Weighed, same scales, {weight} kg.",
        "Weight, BP, pulse, ankles.",
        "Went through the weight chart together.",
        "Looked in the salt cupboard again, the stock cubes are gone.",
        "Stockings off, skin creamed, on again.",
    ),
    saw=(
        "{weight} kg, within a pound of last time.",
        "Ankles pitting to the sock line.",
        "No oedema above the ankle.",
        "BP {bp}, pulse {pulse} and irregular as known.",
        "Chest clear at the bases as far as I can hear.",
        "Lips fine, talks in whole sentences.",
        "Appetite better.",
        "Pulse {pulse}, pressure {bp}, much as ever.",
        "Skin of the shins shiny, not weeping.",
    ),
    plan=(
        "To ring if it is two kilos more in three days.",
        "Water tablet in the morning, not at noon.",
        "Weighs every day now, writes it on the calendar.",
        "Same again.",
    ),
    rung=("Heart failure nurse has the week's weights.", "Surgery rung: bloods due for kidneys."),
)
BREATHING = Phrases(
    found=(
        "In the window seat, fan on.",
        "Bad night, up in the chair from three.",
        "Best day this week.",
        "Had been to the gate and back, resting twice.",
        "Sputum white, not more than usual.",
        "Sputum a bit green since yesterday.",
    ),
    did=(
        "Sats, breaths, pulse. Inhalers with the spacer.",
        "Practised breathing out with pursed lips.",
        "Technique watched: now holds for ten.",
        "Rescue pack checked, in date, knows when to start.",
        "Walked the hall together, counting steps to a breath.",
        "Huff and cough, three rounds.",
        "Fan, window, pillow: the order for a bad moment gone through.",
    ),
    saw=(
        "Sats {oxygen_saturation}, breaths {respiratory_rate}, usual.",
        "Wheeze on the right, clears with a cough.",
        "Talks in half sentences.",
        "Ankles fine.",
        "No fever, eating.",
        "Worked at {respiratory_rate} breaths, settled to normal in the chair.",
    ),
    plan=(
        "Start the rescue pack if it is green tomorrow.",
        "Smoking again talked about: five a day now.",
        "Flu jab booked.",
        "Chair to be moved to the cooler side.",
    ),
    rung=("Respiratory team told about the sputum.", "Oxygen supplier rung about the tubing."),
)
PALLIATIVE = Phrases(
    found=(
        "A good day, dressed and in the chair.",
        "A restless night, better since breakfast.",
        "Had visitors yesterday, tired and pleased.",
        "On the sofa under the blanket, window open.",
        "Up and about when I came.",
        "Tired out by the hospital trip.",
    ),
    did=(
        "Pain, bowels, sleep, appetite gone through one by one.",
        "Time with the family at the table.",
        "Went through what the just-in-case box is for.",
        "Medicines counted, enough over the weekend.",
        "Sat and listened, which was what was wanted.",
        "Went through the numbers on the fridge: who by day, who by night.",
    ),
    saw=(
        "Pain 2 out of 10 at rest, 4 on the stairs.",
        "Two quick doses since my last visit.",
        "Breathing easy when sitting.",
        "Skin whole.",
        "Eating small plates, more often.",
        "Thinner in the face.",
        "Worried about the family more than about the illness.",
    ),
    plan=(
        "Ring midweek to hear how the nights are.",
        "Laxative up by one sachet.",
        "Talk about where, when the time comes, once {he} brings it up again.",
        "Same day next week.",
    ),
    rung=("Hospice nurse up to date.", "Surgery rung for the next prescription."),
)
