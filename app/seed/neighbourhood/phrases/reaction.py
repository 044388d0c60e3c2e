"""What a nurse says to a value that is not as it should be."""

from collections.abc import Mapping, Sequence

LOW_GLUCOSE = (
    "Glucose {glucose}, a little low: toast first, insulin after, stayed until {he} had eaten.",
    "{glucose} before breakfast. Had not had supper. Ate a banana and cereal before the insulin.",
    "Glucose {glucose}. No signs of a hypo. Went through what to do again, glucose tablets are by the chair.",
    "Low side at {glucose}. {He} felt fine. Breakfast seen eaten before I left.",
)
LOW_BEFORE_SUPPER = (
    "Glucose {glucose} before supper, a little low: juice first, insulin once the plate was on the table.",
    "{glucose}: had walked to the shop and back. Supper brought forward, insulin with it.",
    "Low side at {glucose}. No shaking, no sweat. Supper seen eaten before I left.",
)
HIGH_GLUCOSE = (
    "Glucose {glucose}: says there was birthday cake. Well, no thirst, passing water as usual.",
    "Up at {glucose}. No ketones needed by the chart, feels well. Next check will tell.",
    "Glucose {glucose}, had eaten before we came. Agreed again: insulin first.",
    "{glucose} today, has had a cold since the weekend. Sick day rules gone through, sheet is on the fridge.",
    "High at {glucose}. Pen checked: works, in date. New site used, old one lumpy.",
)
HIGH_PRESSURE = (
    "BP {bp}, had rushed to the door. Second reading after ten minutes a little better.",
    "BP {bp}, higher than usual. No headache. Will look again next time before we ring anybody.",
    "BP {bp}; had been on the telephone with the council, and it showed.",
)
LOW_PRESSURE = (
    "BP {bp}, a bit light-headed on standing. Advised to sit on the edge of the bed first. Drink more.",
    "BP on the low side at {bp}, no dizziness. Had only had one cup of tea since getting up.",
)
LOW_SATS = (
    "Sats {oxygen_saturation} after walking to the door, settled within five minutes of sitting.",
    "Sats {oxygen_saturation}, which is {his} usual on a bad day. Talking in sentences.",
    "Cold fingers, sats read {oxygen_saturation}; warmed hands and it came up two.",
)


def reaction(kind: str, values: Mapping[str, str], *, evening: bool) -> Sequence[str]:
    """Sentences that fit what was measured; none when nothing stands out."""
    number = {name: float(value) for name, value in values.items()}
    if "glucose" in number and number["glucose"] < 5.4:
        low = LOW_BEFORE_SUPPER if evening else LOW_GLUCOSE
        return low if kind == "insulin" else ()
    if number.get("glucose", 0) > 13.4:
        return HIGH_GLUCOSE if kind == "insulin" else ()
    if number.get("systolic", 0) > 155:
        return HIGH_PRESSURE
    if number.get("systolic", 999) < 108:
        return LOW_PRESSURE
    return LOW_SATS if number.get("oxygen-saturation", 100) < 89.5 else ()
