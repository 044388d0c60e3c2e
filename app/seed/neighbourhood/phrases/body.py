"""Washing, dressing, getting up and to bed; tubes, bags and bowels."""

from app.seed.neighbourhood.phrases.part import Phrases

PERSONAL = Phrases(
    found=(
        "Awake, wanted to get up at once.",
        "Asleep when I came, gave {him} ten minutes.",
        "Bright this morning.",
        "Low this morning, did not want to talk much.",
        "Bed wet, changed.",
        "Had tried to get up alone, sitting on the edge of the bed.",
        "Stiff, took longer.",
        "Pad dry.",
        "A bit chesty, coughing up clear.",
    ),
    did=(
        "Washed at the basin, did face and arms alone.",
        "Full wash in bed, two pillows behind.",
        "Shower with the chair, enjoyed it.",
        "Strip wash, hair too.",
        "Helped with legs and back, the rest by {him} alone.",
        "Washed, creamed, dressed in what was chosen last night.",
        "Legs creamed, stockings on.",
        "Hair done, as {he} likes it, glasses cleaned.",
    ),
    saw=(
        "Skin whole.",
        "Sacrum pink, blanches.",
        "Red under the skin folds at the waist, dried well.",
        "Ate half the toast, all the tea.",
        "Transfer with the frame, steady.",
        "Needed both rails today.",
        "Stood longer than last week.",
        "Heels dry, cream used up.",
        "Bruise on the forearm, from the door frame {he} says.",
        "Breakfast eaten, second cup poured.",
    ),
    plan=(
        "Weigh next week.",
        "New slippers needed, put on the list.",
        "Bowels not open for three days, note for tomorrow.",
        "Drinks to be pushed while the heating is on.",
        "Try the shower again on a good day.",
    ),
    rung=("Incontinence pads running low, order rung through.",),
)
EVENING = Phrases(
    found=(
        "In the chair, ready for bed.",
        "Half asleep already.",
        "Talkative tonight.",
        "Had got as far as the slippers.",
        "Hands cold, rug round the knees.",
        "Supper finished, plate empty.",
        "Watching the news, asked for ten more minutes.",
        "Tired.",
        "Had eaten well.",
    ),
    did=(
        "Washed face and hands, teeth out, into bed.",
        "Evening tablets taken, helped to bed.",
        "Pad changed, into bed on the right side.",
        "Settled with the radio low.",
        "To bed with the stand aid, no trouble.",
        "Wash, nightclothes, tablets, bed, in that order.",
        "Helped with the buttons, the rest alone.",
        "Stockings off, legs creamed, tablets taken.",
    ),
    saw=(
        "Ankles a little swollen by evening.",
        "Alarm pendant on, bell within reach.",
        "Comfortable when I left.",
        "Door locked, key back in the safe.",
        "No pain.",
        "Skin fine.",
    ),
    plan=(
        "Water jug to be filled in the morning.",
        "Second blanket out of the chest.",
        "Tell the morning nurse about the sore elbow.",
        "Night light bulb needs changing.",
    ),
)
REABLEMENT = Phrases(
    found=("Dressed already, only the stockings missing.", "Did the first set before I came.", "Sore from yesterday."),
    did=(
        "Stairs twice with one hand on the rail.",
        "Exercises, two sets of ten.",
        "Washed alone, I stood in the hall.",
        "Made tea with me watching, trolley instead of tray.",
        "Walked to the corner and back with the stick.",
        "Car transfer practised with family.",
    ),
    saw=(
        "Surer on the turn than last week.",
        "Needs reminding to push up from the arms of the chair.",
        "Scar dry.",
        "Breathless after the second flight, recovered quickly.",
        "Frame left in the kitchen, used the furniture.",
        "Pain 2 out of 10 on the stairs.",
    ),
    plan=("One visit fewer from next week if this holds.", "Rail by the back step still to come.", "Aim: the shop."),
    rung=("Physiotherapist rung, comes next week.",),
)
CATHETER = Phrases(
    found=(
        "Draining well, clear.",
        "Urine concentrated, only two glasses drunk since yesterday.",
        "Bag full and pulling, emptied.",
        "Bypassing a little overnight.",
        "Some sediment in the tube.",
        "No pain, no spasms.",
    ),
    did=(
        "Washout with 100 ml, came back clear with some bits.",
        "Leg bag changed, strap moved to the other thigh.",
        "Site washed, dry. Bag and valve changed.",
        "Washout easy. Night bag set out for the evening.",
        "Tube checked for kinks, secured higher.",
    ),
    saw=(
        "Meatus clean, no soreness.",
        "About 600 ml since the morning.",
        "Clear after the washout.",
        "Skin under the strap red, padded.",
        "Straw-coloured, no smell.",
        "No temperature, tummy soft.",
    ),
    plan=(
        "Change is due by the date in the catheter book.",
        "To drink by the clock: a glass at each programme change.",
        "Spare catheter in the wardrobe, in date.",
        "Bring a smaller leg bag next time.",
    ),
    rung=("Prescription for bags sent.",),
)
INSIDE = Phrases(
    found=(
        "Bowels open yesterday, type 4.",
        "Not open for three days.",
        "Tummy soft, a little bloated.",
        "Comfortable.",
    ),
    did=(
        "Enema given with good result.",
        "No enema needed today.",
        "Went through what was eaten.",
        "Micro-enema, waited twenty minutes, good result.",
        "Massage, warm drink, then time.",
        "Chart filled in together.",
    ),
    saw=(
        "Type 5, large.",
        "Type 4, moderate.",
        "Skin dry, cream on.",
        "No blood, no pain.",
        "Skin clean and dry.",
        "Drinks about a litre.",
    ),
    plan=("Half a sachet more until next visit.", "Same laxative, more to drink.", "Write the chart each day."),
)
STOMA = Phrases(
    found=(
        "Bag had leaked in the night.",
        "Bag secure.",
        "Had changed it alone yesterday.",
        "Still cannot look at it.",
    ),
    did=("Changed together, {he} cut the hole.", "Did it alone, I handed things.", "Template cut smaller."),
    saw=("Stoma pink, moist.", "Skin a little sore at three o'clock, powder used.", "Output thick.", "Skin healed."),
    plan=("Next time alone from start to end.", "Supplies for two weeks in the house."),
    rung=("Stoma nurse rung about the leaks.",),
)
FEEDING = Phrases(
    found=("Feed running, propped up at thirty degrees.", "Pump had alarmed at five, tube kinked.", "Feed finished."),
    did=("Flushed with 50 ml, easily.", "Site washed, turned, dry dressing off for good.", "Giving set changed."),
    saw=("Site clean.", "{weight} kg, holding.", "A little overgranulation, cream used.", "No cough, chest clear."),
    plan=("Weigh next week.", "Balloon water due at the end of the month."),
    rung=("Dietitian rung with the weight.",),
)
