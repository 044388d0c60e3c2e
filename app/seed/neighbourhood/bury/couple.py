"""Two at one address: each a client, and each the other's helper."""

from app.seed.neighbourhood.client import Care, Problem, Someone, family, formal, home

IRIS = Someone(
    given="Iris Eleanor",
    family="Pettitt",
    born="1940-03-02",
    gender="Female",
    address="8 Saxon Rise",
    postcode="IP33 3JN",
    nurses="Grace Dean",
    ago=222,
    came="Rheumatoid arthritis, weekly injection, hands no longer do it; husband is a client too",
    care=(Care("injection", "1", "09:00"), Care("frailty", "fortnightly", "09:25", values={"weight": 57.3})),
    conditions=("Rheumatoid arthritis | 1988", "Dry eyes"),
    allergies=(("Sulfasalazine", "Rash"),),
    medicines=("Methotrexate injection | 15 mg once a week", "Folic acid | 5 mg, not on the same day"),
    matters="We go together or not at all. If Len has an appointment, I have it too.",
    people=(
        home("Leonard Pettitt", "Husband", 10, "Is her hands: jars, buttons, kettle", kin=True),
        family("Andrew Pettitt", "Son, Cambridge", 2, "Shopping online for them"),
        formal("Rheumatology nurse", "Specialist nurse"),
    ),
    own=(
        "Len at the same table, both heard everything.",
        "Cheese straws from Andrew in the tin.",
    ),
    problems=(Problem("27", "01", "443 443 444"), Problem("24", "01", "433 433 434")),
)
LEONARD = Someone(
    given="Leonard Percy",
    family="Pettitt",
    known="Len",
    born="1937-10-20",
    gender="Male",
    address="8 Saxon Rise",
    postcode="IP33 3JN",
    nurses="Grace Dean",
    ago=222,
    came="Parkinson's disease, tablets on the minute; wife is a client too",
    care=(Care("parkinson", "daily", "08:00"), Care("personal", "2", "08:25")),
    conditions=("Parkinson's disease | 2015", "Enlarged prostate"),
    allergies=(("Metoclopramide", "Frozen stiff, 2018: never for Parkinson's"),),
    medicines=("Co-careldopa | 25/100 one tablet | 08:00, 12:00, 16:00, 20:00, on the minute", "Tamsulosin | at night"),
    alike=True,
    matters="I'm slow, not stupid. Iris is my hands' boss.",
    people=(
        home("Iris Pettitt", "Wife", 20, "Is his clock and his voice on the telephone", kin=True, strain=(1, "team")),
        family("Andrew Pettitt", "Son, Cambridge", 2, "Shopping online for them"),
        formal("Parkinson's nurse", "Specialist nurse"),
    ),
    own=(
        "Iris called the time before my watch did.",
        "Did his own top button, four minutes, nobody helped.",
    ),
    problems=(Problem("27", "03 09", "443 443 443"), Problem("42", "09", "444 444 445")),
)
COUPLE = (IRIS, LEONARD)
