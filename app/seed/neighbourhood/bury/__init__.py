"""Bury St Edmunds and its villages, as the Riverside team knows them."""

from app.seed.neighbourhood.bury.centre import CENTRE
from app.seed.neighbourhood.bury.couple import COUPLE
from app.seed.neighbourhood.bury.estates import ESTATES
from app.seed.neighbourhood.bury.north import NORTH
from app.seed.neighbourhood.bury.south import SOUTH
from app.seed.neighbourhood.bury.told import TOLD
from app.seed.neighbourhood.bury.watched import WATCHED
from app.seed.neighbourhood.place import Place
from app.seed.neighbourhood.stories import carer, coming, doors, ending, healing, hearts

BURY = Place(
    practices=(
        ("Larkspur Surgery", "Dr Lowther", "01632 960801"),
        ("Tollhouse Practice", "Dr Amos", "01632 960802"),
        ("St Botolph's Lane Surgery", "Dr Rahim", "01632 960803"),
    ),
    clients=(*TOLD, *WATCHED, *COUPLE, *CENTRE, *ESTATES, *NORTH, *SOUTH),
    stories={
        "sheila-catchpole": healing.SHEILA,
        "fátima-lopes": healing.FATIMA,
        "dot-aldous": carer.DOROTHY,
        "frank-gathercole": ending.FRANK,
        "tony-wix": coming.ANTHONY,
        "arthur-youngman": coming.ARTHUR,
        "olive-nunn": doors.OLIVE,
        "gordon-rix": doors.GORDON,
        "pat-leeder": doors.PATRICIA,
        "stan-borley": hearts.STANLEY,
        "derek-steggles": hearts.DEREK,
        "kerry-ann-dace": hearts.KERRY,
    },
    first_number=101,
)
