"""Insulin, tablets on time, drops and needles."""

from app.seed.neighbourhood.phrases.part import Phrases

INSULIN = Phrases(
    found=(
        "Up and dressed, table laid.",
        "Still in bed, breakfast straight after.",
        "Curtains drawn still, woke when I rang.",
        "Slept through.",
        "Tired today, nothing else to see.",
        "Kettle on when I came.",
        "Feet cold, otherwise well.",
        "Had been up twice in the night.",
    ),
    did=(
        "Glucose first, insulin as on the chart, left side of the tummy.",
        "Insulin given, right thigh, chart signed.",
        "Dose drawn, read out, given; ten seconds counted.",
        "Dose as charted, new needle, sharps bin half full.",
        "Glucose, insulin, breakfast, in that order.",
        "Given after checking pen and chart together. Site moved two fingers along.",
        "Insulin as charted, right side of the tummy.",
        "Chart and pen looked at, dose given, chart signed.",
    ),
    saw=(
        "Sites soft, no lumps.",
        "No hypo since the last visit, {he} says.",
        "{glucose}, about where {he} usually is.",
        "Ate all of it while I wrote.",
        "Glucose tablets within reach, in date.",
        "Small bruise at the left site, leave for a few days.",
        "Morning values drifting up a little this week.",
        "Steady.",
        "Colour good, hands warm.",
        "Weight about the same by the clothes.",
        "Thirsty, went through what {he} had drunk.",
    ),
    plan=(
        "New pens in the fridge door, two left.",
        "Change of sharps bin next week.",
        "Needles: half a box, enough until next week.",
        "Foot check is due with the next weekly visit.",
        "Watch the values before supper.",
    ),
    rung=("Prescription for strips sent to the surgery.", "Diabetes nurse rung about the morning values, rings back."),
)
SUPPER = Phrases(
    found=(
        "Back from an outing, in good form.",
        "Supper on the stove.",
        "Had a nap, woke when I rang.",
        "Tired by this time of day.",
        "Watching the quiz, paused it.",
        "Legs up, nothing to report.",
    ),
    did=(
        "Glucose, insulin, then supper.",
        "Given in the tummy, right side, chart signed.",
        "Evening dose as on the chart, left thigh.",
        "Pen and chart read out, dose given.",
        "Insulin as charted, needle off, pen capped.",
        "Evening insulin given, supper on the table as I left.",
    ),
    saw=(
        "{glucose}, as most evenings.",
        "Sites soft.",
        "No lows since this morning.",
        "Biscuit by the bed for the night.",
        "Ate lunch properly today.",
        "Steady.",
    ),
    plan=(
        "New box of needles comes with the next delivery.",
        "Look at the evening values at the end of the week.",
        "Remind about the bedtime snack.",
    ),
    rung=("Rang the pharmacy about the pens before six.",),
)
MEDICINES = Phrases(
    found=(
        "Blister pack had yesterday evening's still in it.",
        "Was waiting with a glass of water.",
        "Morning pocket empty already, {he} thinks {he} took them at six. Count agrees.",
        "Radio on, in good spirits.",
        "Busy, came in for the tablets.",
        "@alone Had to ring twice, was upstairs.",
        "@home Let in by the family.",
        "Reading, glasses on a string.",
    ),
    did=(
        "Tablets taken with me there.",
        "Morning pocket taken with tea, all down.",
        "Taken one at a time, no coughing.",
        "Seen taken. Chart ticked together.",
        "Taken after breakfast as {he} prefers.",
        "Read out what each one is for, {he} likes to know.",
    ),
    saw=(
        "Nothing left from the days before.",
        "Nothing dropped, nothing in the pocket.",
        "Steady on {his} feet.",
        "No side effects to speak of.",
        "A bit muddled about the day, not about the tablets.",
        "Eating well by the look of the plates.",
    ),
    plan=(
        "New pack comes tomorrow.",
        "Move the pack beside the kettle, as it is forgotten on the shelf.",
        "Alarm on the telephone at nine goes on.",
        "Count again at the end of the week.",
    ),
    rung=("Pharmacy rung: evening tablet to go into the morning pocket if the doctor agrees.",),
)
PARKINSON = Phrases(
    found=(
        "Stiff, waiting for the dose. In the chair by the window.",
        "Moving well, had slept.",
        "Off since half past six, could hardly turn in bed.",
        "Freezing at the doorway when opening.",
        "Already shaved. Tremor mild.",
    ),
    did=(
        "Dose on the minute with water, upright.",
        "Given at the time on the chart, half an hour before food.",
        "Dose taken with thickened juice, no coughing.",
        "Taken. Walked the corridor together once it worked.",
        "On time. Next dose set out in the egg cup for the family.",
    ),
    saw=(
        "On within thirty minutes.",
        "Swallow safe, voice clear.",
        "Some dyskinesia in the arms after forty minutes, not bothered by it.",
        "Blood pressure talk again: stand up slowly.",
        "Turned in four steps, no freezing.",
        "Voice quieter than last week.",
    ),
    plan=(
        "Keep protein for the evening.",
        "Diary of on and off until the clinic.",
        "Line of tape on the floor by the door helps, put a second one in the kitchen.",
    ),
    rung=("Parkinson's nurse rung about the early morning.",),
)
EYE_DROPS = Phrases(
    found=(
        "Eye a bit gummy, wiped first.",
        "Ready in the good chair.",
        "Shield had come off in the night.",
        "No pain.",
    ),
    did=("Drops in, lid closed a minute.", "Drops given, bottle dated.", "Both kinds, five minutes apart.", "Given."),
    saw=("White of the eye clear.", "Slightly red, less than yesterday.", "Sees the clock again.", "No discharge."),
    plan=(
        "Try with the bottle holder next time.",
        "Neighbour learns it on the next visit.",
        "Drops go on until the clinic says stop.",
    ),
)
INJECTION = Phrases(
    found=("Expecting us.", "Well.", "A little bruised from last time.", "Had the card ready.", "No bleeding noticed."),
    did=(
        "Injection given, left thigh.",
        "Given in the tummy, other side than last time.",
        "Given as charted, batch written on the card.",
        "Injection without trouble, sharps away.",
    ),
    saw=("Sites clean.", "Bruise fading.", "No reaction.", "Calves soft, equal.", "Small lump gone."),
    plan=("Wife to watch and try next time.", "Date of the next one is on the card.", "Same again."),
    rung=("Next ampoule asked for at the surgery.",),
)
DIABETES = Phrases(
    found=("Had the meter book ready.", "Just back from the shop.", "Shoes are the new ones, fit well."),
    did=(
        "Feet washed and looked at between the toes.",
        "Went through the week's values together.",
        "Carbs talk with {his} own packets from the cupboard.",
        "Feet, meter, book. Nails are for the foot clinic.",
    ),
    saw=(
        "{glucose} two hours after breakfast.",
        "Skin whole, dry at the heels, cream left.",
        "No new numbness.",
        "Values mostly between 7 and 11.",
        "A corn on the left small toe, not broken.",
        "Book has gaps at the weekend.",
    ),
    plan=("Walk to the post box every day.", "Try porridge without sugar.", "Eye screening letter answered together."),
    rung=("Foot clinic rung for a date.",),
)
BLOOD = Phrases(
    found=("Had drunk two glasses as asked.", "Ready with sleeve rolled up.", "Veins better today."),
    did=("Blood taken at the first attempt, left arm.", "Second attempt, back of the hand.", "Bloods taken, labelled."),
    saw=("No bruise from last time.", "Pressed two minutes, dry."),
    plan=("Result in two days.", "Sample to the surgery by noon."),
    rung=("Result to be rung through to us.",),
)
