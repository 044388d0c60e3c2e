"""Hearts, lungs, and the last weeks."""

from app.seed.neighbourhood.phrases.part import Phrases

HEART = Phrases(
    found=(
        "Slept on two pillows.",
        "Slept flat for the first time in weeks.",
        "Up twice for the toilet.",
        "Breathless on the stairs, not at rest.",
        "Had done the hoovering and paid for it.",
        "Well, no change.",
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
        "Best morning this week.",
        "Had been to the bins and back.",
        "Sputum white, not more than usual.",
        "Sputum a bit green since yesterday.",
    ),
    did=(
        "Sats, breaths, pulse. Inhalers with the spacer.",
        "Practised breathing out with pursed lips.",
        "Technique watched: now holds for ten.",
        "Rescue pack checked, in date, knows when to start.",
        "Stairs together, counting steps to a breath.",
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
        "Comfortable in bed by the window.",
        "A restless night.",
        "Slept most of the day.",
        "Had visitors yesterday.",
    ),
    did=(
        "Mouth care, turned, pillows.",
        "Time with the family at the table.",
        "Went through what the just-in-case box is for.",
        "Washed face and hands, that was enough today.",
    ),
    saw=("Pain 2 out of 10 at rest.", "Breathing easy.", "Skin whole.", "Taking sips.", "Smiled at the photographs."),
    plan=("We ring in the evening.", "Same again tomorrow.", "Morphine as charted before the wash."),
    rung=("Hospice nurse up to date.",),
)
