"""How the Omaha System's American terms are said in Britain, and the everyday words under which nurses look for them.

The published term is never changed: the British one stands beside it (practice.md, "Words for England").
"""

import re
from collections.abc import Mapping

PHRASES: Mapping[str, str] = {
    "physical therapy": "physiotherapy",
    "physical therapists": "physiotherapists",
    "speech and language pathology": "speech and language therapy",
    "speech and language pathologists": "speech and language therapists",
    "paraprofessional/aide care": "healthcare assistant care",
    "home health aides, and nursing assistants": "home care workers and healthcare assistants",
    "ostomy care": "stoma care",
    "artificial openings": "stomas",
    "throw rugs": "loose rugs",
    "cast care": "plaster cast care",
    "parent/caregiver": "parent/carer",
    "parents/caregivers": "parents/carers",
    "transportation": "transport",
    "diapers": "continence pads",
    "life style": "lifestyle",
    "prenatal": "antenatal",
    "postpartum": "postnatal",
}

WORDS: Mapping[str, str] = {
    "aging": "ageing",
    "anemia": "anaemia",
    "behavior": "behaviour",
    "behavioral": "behavioural",
    "behaviors": "behaviours",
    "centers": "centres",
    "characterized": "characterised",
    "color": "colour",
    "colors": "colours",
    "counseling": "counselling",
    "counselors": "counsellors",
    "dieticians": "dietitians",
    "discoloration": "discolouration",
    "edema": "oedema",
    "formalized": "formalised",
    "hematuria": "haematuria",
    "hyperglycemia": "hyperglycaemia",
    "hypoglycemia": "hypoglycaemia",
    "immobilized": "immobilised",
    "immunizations": "immunisations",
    "individualized": "individualised",
    "judgment": "judgement",
    "labor": "labour",
    "mold": "mould",
    "nebulizer": "nebuliser",
    "neighborhood": "neighbourhood",
    "odor": "odour",
    "organizations": "organisations",
    "organized": "organised",
    "organizer": "organiser",
    "programs": "programmes",
    "recognize": "recognise",
    "recognizing": "recognising",
    "rhinorrhea": "rhinorrhoea",
    "vocalize": "vocalise",
}

EVERYDAY: Mapping[str, str] = {
    "01": "money benefits bills debt poverty pension",
    "02": "dirty rubbish vermin hoarding damp",
    "03": "house housing stairs clutter hoarding falls hazard",
    "06": "gp appointments interpreter",
    "07": "lonely loneliness isolated isolation visitors company",
    "08": "retirement widowed",
    "11": "bereavement bereaved death dying widow widower",
    "12": "depression depressed low anxiety anxious suicide self-harm",
    "14": "carer strain respite",
    "15": "safeguarding self-neglect",
    "16": "safeguarding violence domestic",
    "19": "deaf deafness aids",
    "20": "blind sight glasses cataract macular",
    "21": "aphasia dysphasia stroke",
    "45": "teeth dentures mouth dentist",
    "23": "dementia memory confusion confused forgetful delirium alzheimer",
    "24": "ache sore analgesia",
    "25": "drowsy unconscious fits",
    "26": "wound pressure ulcer sore leg ulcer dressing moisture itching tear",
    "27": "falls fall mobility walking stroke parkinson arthritis stiff frame contracture",
    "28": "breathless breathlessness chest copd asthma oxygen inhaler",
    "29": "heart failure blood pressure hypertension stroke swollen legs faint",
    "30": "swallowing dysphagia sick dehydration peg",
    "31": "constipation diarrhoea stoma bowels laxative enema",
    "46": "catheter continence incontinence uti bladder waterworks pads",
    "50": "mrsa infection isolation sepsis",
    "35": "diabetes diabetic eating appetite malnutrition weight loss",
    "36": "tired insomnia",
    "37": "exercise inactive",
    "38": "washing dressing shower bath hygiene grooming",
    "39": "alcohol drugs drinking smoking smoker",
    "41": "check-up screening appointments",
    "42": "medicines tablets pills insulin blister pack compliance",
}
"""By problem code. They only help finding: they are ours, not the Omaha System's, and never shown as its terms."""

_PHRASE = re.compile("|".join(re.escape(phrase) for phrase in sorted(PHRASES, key=len, reverse=True)), re.IGNORECASE)
_WORD = re.compile("[A-Za-z]+")


def british(text: str) -> str:
    """The text as it would be written in Britain; the same text where nothing differs."""
    return _WORD.sub(lambda found: _like(found[0], WORDS), _PHRASE.sub(lambda found: _like(found[0], PHRASES), text))


def _like(found: str, words: Mapping[str, str]) -> str:
    said = words.get(found.lower(), found)
    return said[0].upper() + said[1:] if found[0].isupper() else said
