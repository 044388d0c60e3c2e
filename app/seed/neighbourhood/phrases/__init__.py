"""How nurses write in England: short, concrete, what was seen and done and what comes next."""

from collections.abc import Mapping

from app.seed.neighbourhood.phrases.body import (
    CATHETER,
    EVENING,
    FEEDING,
    FULL_CARE,
    INSIDE,
    PERSONAL,
    REABLEMENT,
    STOMA,
)
from app.seed.neighbourhood.phrases.chest import BREATHING, HEART, PALLIATIVE
from app.seed.neighbourhood.phrases.medicine import (
    BLOOD,
    DIABETES,
    EYE_DROPS,
    INJECTION,
    INSULIN,
    MEDICINES,
    PARKINSON,
    SUPPER,
)
from app.seed.neighbourhood.phrases.mind import FRAILTY, MEMORY, SUPPORT
from app.seed.neighbourhood.phrases.part import Phrases
from app.seed.neighbourhood.phrases.reaction import reaction
from app.seed.neighbourhood.phrases.skin import LEG_ULCER, PRESSURE, WOUND

PHRASES: Mapping[str, Phrases] = {
    "insulin": INSULIN,
    "supper": SUPPER,
    "leg-ulcer": LEG_ULCER,
    "wound": WOUND,
    "pressure": PRESSURE,
    "catheter": CATHETER,
    "personal": PERSONAL,
    "full-care": FULL_CARE,
    "evening": EVENING,
    "medicines": MEDICINES,
    "parkinson": PARKINSON,
    "heart": HEART,
    "breathing": BREATHING,
    "memory": MEMORY,
    "frailty": FRAILTY,
    "diabetes": DIABETES,
    "reablement": REABLEMENT,
    "eye-drops": EYE_DROPS,
    "injection": INJECTION,
    "bowel": INSIDE,
    "stoma": STOMA,
    "palliative": PALLIATIVE,
    "feeding": FEEDING,
    "support": SUPPORT,
    "blood": BLOOD,
}

__all__ = ["PHRASES", "Phrases", "reaction"]
